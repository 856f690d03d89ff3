//! The objects that the user writes beside those of the chart.

use super::whole;
use crate::chart::{self, Chart, EXTRA_OBJECTS, ExtraObject};
use crate::diagnostic::Diagnostic;
use crate::manifest::Object;
use crate::values::Extent;

/// The objects under `extraObjects`, each with what was read for it.
pub(super) fn extra_objects(chart: &Chart) -> Result<Vec<Object>, Diagnostic> {
    let object = |extra: ExtraObject| {
        let source = format!("vault/{}", chart::helm_file(EXTRA_OBJECTS));
        let mut object = Object::new(EXTRA_OBJECTS, source, extra.document).map_err(|error| {
            Diagnostic::error("extra-objects", format!("`{}` is not an object: {error}", extra.path))
                .at(extra.span, "this entry")
        })?;
        let start = chart.reads().count();
        chart.reads().note(extra.path.as_str(), Extent::Whole);
        let reads = start..chart.reads().count();
        object.fields = whole(reads.clone()).chain(whole(reads)).collect();
        Ok(object)
    };
    chart.extra_objects()?.into_iter().map(object).collect()
}
