//! What was typed of the objects that are wanted.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::completion;
use crate::selection::Selection;

const OBJECTS: &str = "Objects";

/// Which objects are rendered.
#[derive(Args, Clone, Debug, Default)]
pub(in crate::cli) struct SelectionArguments {
    /// Print the objects of these templates only: server/statefulset, templates/server-statefulset.yaml, 'csi/*'
    #[arg(short, long, value_name = "TEMPLATE", help_heading = OBJECTS, add = ArgValueCompleter::new(completion::template_names))]
    pub(in crate::cli) show_only: Vec<String>,
    /// Leave out the objects that `helm test` runs
    #[arg(long, help_heading = OBJECTS)]
    pub(in crate::cli) skip_tests: bool,
    /// Leave out every object that Helm runs as a hook
    #[arg(long, help_heading = OBJECTS)]
    pub(in crate::cli) no_hooks: bool,
    /// Leave out what `kubectl apply` should not touch: hooks, and fields that something in the cluster fills in
    #[arg(long, help_heading = OBJECTS)]
    pub(in crate::cli) for_apply: bool,
    /// Accepted as Helm does; this chart has no custom resource definitions
    #[arg(long, help_heading = OBJECTS)]
    pub(in crate::cli) include_crds: bool,
    /// Lay a folder of templates over the built-in ones: the same name replaces, a new name adds
    #[arg(long, value_name = "DIR", help_heading = OBJECTS)]
    pub(in crate::cli) templates: Option<PathBuf>,
}

impl SelectionArguments {
    /// The same, with what is said below where it says nothing.
    pub(super) fn over(&self, below: &Self) -> Self {
        let templates = self.templates.clone().or_else(|| below.templates.clone());
        Self { templates, skip_tests: self.skip_tests || below.skip_tests, ..self.clone() }
    }

    /// Which objects are asked for.
    pub(in crate::cli) fn chosen(&self) -> Selection {
        let Self { show_only, skip_tests, no_hooks, for_apply, .. } = self;
        Selection { only: show_only.clone(), tests: !skip_tests, hooks: !no_hooks && !for_apply, for_apply: *for_apply }
    }
}
