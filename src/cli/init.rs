//! `vaultchart init`: writes a first values file, and the file that saves typing its name.

use std::path::{Path, PathBuf};

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::completion;
use super::exit::Exit;
use super::failure::Failure;
use super::release::layers::profile;
use super::release::{FILE, profiles, release_name};
use super::streams::say;
use crate::chart::ChartDefinition;
use crate::diagnostic::Diagnostic;
use crate::output::{self, FileError};

/// The values file.
const VALUES: &str = "values.yaml";

pub(in crate::cli) const AFTER_HELP: &str = "\
`vaultchart.yaml` is found from the folders below it as well. It may set release, namespace, profile, values, \
chart-version, kube-version, api-versions, skip-tests, templates, external, via and ignore; flags override it.

Examples:
  vaultchart init --profile ha-raft -n vault
  vaultchart render";

#[derive(Args, Debug)]
pub(in crate::cli) struct InitArguments {
    #[arg(long, value_name = "NAME", help = profiles("The profile to start from"), default_value = "standalone", add = ArgValueCompleter::new(completion::profiles))]
    pub(in crate::cli) profile: String,
    /// The release's name
    #[arg(value_name = "RELEASE", default_value = "vault", value_parser = release_name)]
    pub(in crate::cli) release: String,
    /// The namespace of the release
    #[arg(short, long, value_name = "NAME", default_value = "vault")]
    pub(in crate::cli) namespace: String,
}

/// Runs the command.
///
/// # Errors
/// A profile that there is none of, or what could not be written.
pub(super) fn run(arguments: &InitArguments) -> Result<Exit, Failure> {
    profile(&ChartDefinition::newest(), &arguments.profile)?;
    let (values, project) = (values(&arguments.profile), project(arguments));
    if Path::new(FILE).symlink_metadata().is_ok() {
        return Err(is_there(Path::new(FILE)));
    }
    // A run that was killed between the two has left the values, and nothing of the user's in them.
    let is_ours = |text: &str| text == values;
    let files = [(VALUES, &values), (FILE, &project)].map(|(file, text)| (PathBuf::from(file), text.clone()));
    output::write_files(&files, is_ours).map_err(|error| match error {
        FileError::Foreign(path) => is_there(&path),
        error => error.into(),
    })?;
    say(&format!("wrote {FILE} and {VALUES}: `vaultchart render` and `vaultchart check` read them from here on"));
    Ok(Exit::Done)
}

fn is_there(path: &Path) -> Failure {
    let problem = Diagnostic::error("init", format!("`{}` already exists", path.display()));
    Failure::refused(problem.help("start in another folder, or remove it first"))
}

fn project(arguments: &InitArguments) -> String {
    let InitArguments { profile, release, namespace } = arguments;
    let release_of_chart = ChartDefinition::newest().release.version;
    format!(
        "# What `vaultchart` reads on each run; flags override it.\n\
         release: {release}\n\
         namespace: {namespace}\n\
         # A ready set of values under the files below: `vaultchart values show --profile {profile}` prints it.\n\
         profile: {profile}\n\
         values:\n  - {VALUES}\n\
         # The pod that only `helm test` runs is left out.\n\
         skip-tests: true\n\
         # The release of vault-helm whose objects are rendered: the newest, unless one is named.\n\
         # chart-version: {release_of_chart}\n\
         # The version of the cluster, for what depends on it.\n\
         # kube-version: v1.33.0\n\
         # Objects that `check` need not look for, because they are created elsewhere.\n\
         # external:\n#   - secret/vault-tls\n"
    )
}

fn values(profile: &str) -> String {
    format!(
        "# Values of Vault, laid over the profile {profile} and the defaults.\n\
         # `vaultchart values explain KEY` shows what a key does, `vaultchart values show` lists all of them.\n\
         \n\
         server:\n\
         \x20 # The version of Vault.\n\
         \x20 # image:\n\
         \x20 #   tag: \"\"\n\
         \n\
         \x20 # CPU and memory of the server.\n\
         \x20 resources:\n\
         \x20   requests:\n\
         \x20     cpu: 250m\n\
         \x20     memory: 256Mi\n\
         \x20   limits:\n\
         \x20     memory: 512Mi\n\
         \n\
         \x20 # The volume of the data.\n\
         \x20 # dataStorage:\n\
         \x20 #   size: 10Gi\n\
         \x20 #   storageClass: null\n\
         \n\
         \x20 # A volume for audit logs; turn them on in Vault: vault audit enable file file_path=/vault/audit/audit.log\n\
         \x20 # auditStorage:\n\
         \x20 #   enabled: true\n\
         \n\
         # The injector puts secrets into pods that request them with annotations.\n\
         # injector:\n\
         #   enabled: false\n"
    )
}
