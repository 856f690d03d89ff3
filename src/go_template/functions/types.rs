//! Questions about types, in Go's names.

use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("kindIs", 2, 2, |call| Ok((call.text(0)? == call.value(1).kind_name()).into())),
    ("kindOf", 1, 1, |call| Ok(call.value(0).kind_name().into())),
    ("typeIs", 2, 2, |call| Ok((call.text(0)? == call.value(1).type_name()).into())),
    ("typeIsLike", 2, 2, type_is_like),
    ("typeOf", 1, 1, |call| Ok(call.value(0).type_name().into())),
];

fn type_is_like(call: &Call<'_>) -> Outcome {
    let (wanted, value) = (call.text(0)?, call.value(1));
    let found = value.type_name();
    Ok((found == wanted || found.strip_prefix('*') == Some(wanted)).into())
}
