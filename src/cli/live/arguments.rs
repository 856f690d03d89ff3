//! What was typed of a running release, and of a run that changes it.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::release::{Asked, Project, ReleaseArguments, ReleaseInput, SelectionArguments, release_name};
use crate::live::{Destination, Policy, Wish};

const CLUSTER: &str = "Cluster";
const RUN: &str = "Run";

/// Which running release.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct LiveArguments {
    /// The release's name [default: vault]
    #[arg(value_name = "RELEASE", value_parser = release_name)]
    pub(in crate::cli) name: Option<String>,
    /// The namespace of the release [default: default]
    #[arg(short, long, value_name = "NAME", help_heading = CLUSTER)]
    pub(in crate::cli) namespace: Option<String>,
    /// The kube context [default: the current one]
    #[arg(long, visible_alias = "kube-context", value_name = "NAME", help_heading = CLUSTER)]
    pub(in crate::cli) context: Option<String>,
    /// The file of kube contexts [default: what kubectl takes]
    #[arg(long, value_name = "FILE", help_heading = CLUSTER)]
    pub(in crate::cli) kubeconfig: Option<String>,
}

impl LiveArguments {
    /// Where the release is: what was typed, over what `vaultchart.yaml` says.
    pub(in crate::cli) fn place(&self, project: &Project) -> Destination {
        let release = ReleaseArguments {
            name: self.name.clone(),
            namespace: self.namespace.clone(),
            ..ReleaseArguments::default()
        };
        let input = ReleaseInput { release, ..ReleaseInput::default() };
        let asked = Asked::over(project, &input, &SelectionArguments::default()).release;
        Destination {
            context: self.context.clone(),
            kubeconfig: self.kubeconfig.clone(),
            namespace: asked.namespace().to_owned(),
            release: asked.name.unwrap_or_else(|| "vault".to_owned()),
        }
    }
}

/// How a run is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ProgressForm {
    /// For people: a picture on a terminal, else a line for each thing that is new.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// How a run goes on.
#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct RunArguments {
    /// Say what would be done next, and why; change nothing
    #[arg(long, help_heading = RUN)]
    pub(in crate::cli) dry_run: bool,
    /// Do not ask before a pod is deleted; needed where there is no terminal
    #[arg(short, long, help_heading = RUN)]
    pub(in crate::cli) yes: bool,
    /// Let the active server step down before its pod is deleted: that needs a token in VAULT_TOKEN, and is slower
    #[arg(long, help_heading = RUN)]
    pub(in crate::cli) step_down: bool,
    /// How long to wait for any one thing: 90, 90s, 15m, 1h
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time, help_heading = RUN)]
    pub(in crate::cli) timeout: Duration,
    /// How long to wait between two checks
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time, help_heading = RUN)]
    pub(in crate::cli) interval: Duration,
    /// Replace servers as well that started before their configuration was last written
    #[arg(long, help_heading = RUN)]
    pub(in crate::cli) config: bool,
    /// The form of the progress
    #[arg(short, long, value_name = "FORM", default_value = "text", help_heading = RUN)]
    pub(in crate::cli) output: ProgressForm,
}

impl RunArguments {
    /// What the loop is asked for.
    pub(in crate::cli) fn wish(&self) -> Wish {
        Wish {
            policy: Policy { steps_down: self.step_down, ..Policy::default() },
            timeout: self.timeout,
            interval: self.interval,
            is_dry: self.dry_run,
            follows_configuration: self.config,
        }
    }
}

/// Reads a number of seconds, minutes or hours.
pub(in crate::cli) fn time(text: &str) -> Result<Duration, String> {
    let units = [("s", 1), ("m", 60), ("h", 3600)];
    let unit = units.into_iter().find_map(|(letter, seconds)| Some((text.strip_suffix(letter)?, seconds)));
    let (number, seconds) = unit.unwrap_or((text, 1));
    let number: u64 = number.parse().map_err(|_| "expected a number of seconds, or `90s`, `15m`, `1h`".to_owned())?;
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(|| "that is too long".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        for (text, seconds) in [("0", 0), ("90", 90), ("90s", 90), ("15m", 900), ("1h", 3600)] {
            assert_eq!(time(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "s", "1.5h", "-1", "1 h", "1d", "99999999999999999999", "18446744073709551615h"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
