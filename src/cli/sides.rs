//! The two sets of manifests that are compared: as they are, and as the values would have them.

use super::args::ValuesArguments;
use super::diff_args::SidesArguments;
use super::manifests;
use super::origin::Origin;
use super::request::{RenderFlags, request};
use crate::diagnostic::Diagnostic;
use crate::manifest::Object;
use crate::pipeline;
use crate::source::Sources;

/// The objects of one side.
pub(super) type Side = Result<Vec<Object>, Vec<Diagnostic>>;

/// The new side; warnings of its values are added to those given.
///
/// # Errors
/// What cannot be read or rendered.
pub(super) fn new_side(
    sides: &SidesArguments,
    flags: RenderFlags,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Side {
    if let Some(path) = &sides.to {
        return manifests::read(path, sources);
    }
    let rendered = pipeline::render(request(flags, &Origin::Now, sources), sources)?;
    warnings.extend(rendered.warnings);
    Ok(rendered.objects)
}

/// The old side. Warnings of its values are old news.
///
/// # Errors
/// What cannot be read or rendered.
pub(super) fn old_side(sides: &SidesArguments, flags: RenderFlags, sources: &mut Sources) -> Side {
    if let Some(path) = &sides.against {
        return manifests::read(path, sources);
    }
    let request = match &sides.against_rev {
        Some(revision) => request(flags, &Origin::Revision(revision.clone()), sources),
        None => {
            let files = sides.against_values.clone();
            let skip_schema_validation = flags.values.skip_schema_validation;
            let values = ValuesArguments { files, skip_schema_validation, ..ValuesArguments::default() };
            request(RenderFlags { values: &values, ..flags }, &Origin::Now, sources)
        }
    };
    Ok(pipeline::render(request, sources)?.objects)
}

/// Helm keeps hooks apart: manifests that come from a release or a cluster hold none, so none are compared.
pub(super) fn like_helm(old: &[Object], new: Vec<Object>) -> Vec<Object> {
    let has_hooks = old.iter().any(Object::is_hook);
    new.into_iter().filter(|object| has_hooks || !object.is_hook()).collect()
}
