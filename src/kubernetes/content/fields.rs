//! The rules of single fields, by type: everything that needs no look at any other field.

mod cluster;
mod pod;
mod workload;

use super::form::{Must, Of};

/// What a field of a type must hold.
pub(super) fn of(type_name: &str) -> Option<&'static [(&'static str, &'static [Must])]> {
    let mut tables = [pod::FIELDS, workload::FIELDS, cluster::FIELDS].into_iter().flatten();
    tables.find(|of| of.0 == type_name).map(|of: &Of| of.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kubernetes::table::KINDS;
    use crate::kubernetes::{custom::CUSTOM_KINDS, form::Form, form::Type};

    /// A rule of a field that is not there would never hold.
    #[test]
    fn every_rule_is_of_a_field_of_the_table() {
        let mut open: Vec<&'static Type> = KINDS.iter().chain(CUSTOM_KINDS).map(|kind| kind.2).collect();
        let mut seen: Vec<&'static Type> = Vec::new();
        while let Some(one) = open.pop() {
            if seen.iter().any(|other| std::ptr::eq(*other, one)) {
                continue;
            }
            seen.push(one);
            for field in one.1 {
                let mut form = &field.1;
                while let Form::List(below) | Form::Map(below) = form {
                    form = below;
                }
                if let Form::Object(of) | Form::Open(of) = form {
                    open.push(of);
                }
            }
        }
        for of in [pod::FIELDS, workload::FIELDS, cluster::FIELDS].into_iter().flatten() {
            let types: Vec<_> = seen.iter().filter(|one| one.0 == of.0).collect();
            assert!(!types.is_empty(), "{} is no type", of.0);
            for (field, _) in of.1 {
                assert!(types.iter().any(|one| one.field(field).is_some()), "{}.{field} is no field", of.0);
            }
        }
    }
}
