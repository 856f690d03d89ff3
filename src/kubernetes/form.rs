//! The form of a table of types: kinds, their fields, and what a field may hold.

/// A kind of one version of an API, and the type of its objects.
pub(super) struct Kind(pub(super) &'static str, pub(super) &'static str, pub(super) &'static Type);

/// A type by its name, with its fields in the order of bytes.
pub(super) struct Type(pub(super) &'static str, pub(super) &'static [Field]);

/// A field: its name, what it may hold, whether it must be there, and the minor release of Kubernetes 1 that brought
/// it; 0 stands for one that is as old as anything here.
pub(super) struct Field(pub(super) &'static str, pub(super) Form, pub(super) bool, pub(super) u8);

/// Marks a field that must be there.
pub(super) const REQUIRED: bool = true;
/// Marks a field that may be missing.
pub(super) const OPTIONAL: bool = false;

/// What a field may hold.
pub(super) enum Form {
    /// Whatever it is given.
    Any,
    /// True or false.
    Bool,
    /// Text that is bytes in Base64.
    Bytes,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A whole number of 32 bits, or text.
    IntOrText,
    /// A list of such items.
    List(&'static Form),
    /// A map from any key to such values.
    Map(&'static Form),
    /// A number.
    Number,
    /// A map with the fields of the type.
    Object(&'static Type),
    /// A map of which only these fields are known: others are taken, but for what looks like one of these mistyped.
    Open(&'static Type),
    /// An amount such as `500m` or `2Gi`.
    Quantity,
    /// Text.
    Text,
    /// A moment as RFC 3339 writes it.
    Time,
}

impl Type {
    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.1.binary_search_by(|field| field.0.cmp(name)).ok().and_then(|index| self.1.get(index))
    }
}
