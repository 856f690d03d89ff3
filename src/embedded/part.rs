//! The parts that the values of a release are made of, in the words of the layers of values.

use crate::source::SourceId;
use crate::values::{FileSet, ReadValues};

/// One layer of values that a file gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A map of values: a part of the file, or another file that it names.
    Values {
        /// The text that it was read from.
        source: SourceId,
        /// The values.
        read: ReadValues,
    },
    /// One key, in the manner of `--set`.
    Set(FileSet),
    /// A ready profile of the chart: a values file that stands in the chart itself.
    Profile(&'static str),
}
