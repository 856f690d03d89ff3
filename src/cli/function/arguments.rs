//! What was typed after `fn`.

use std::path::PathBuf;

use clap::Args;

pub(in crate::cli) const AFTER_HELP: &str = "\
The configuration:
  apiVersion: vaultchart/v1
  kind: VaultChart
  metadata:
    name: vault               # the release, unless spec.release names it
    namespace: vault
  spec:
    profile: ha-raft
    valuesFiles: [prod.yaml]  # from the folder of the kustomization
    values: {}                # wins over the files
    chartVersion: 0.34.1
    kubeVersion: v1.33.0
    apiVersions: [monitoring.coreos.com/v1]
    skipTests: true           # the default here: nothing but Helm runs them

Examples:
  vaultchart fn < resourcelist.yaml
  vaultchart fn vault.yaml    # as a generator plugin of kustomize: manifests out";

#[derive(Args, Debug)]
pub(in crate::cli) struct FunctionArguments {
    /// A configuration; without it a list of resources is read from standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
}
