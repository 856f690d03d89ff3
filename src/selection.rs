//! Which of the rendered objects to keep.

use std::collections::BTreeMap;

use crate::chart::{self, Templates};
use crate::diagnostic::Diagnostic;
use crate::manifest::{Object, ObjectId};

/// Which of the rendered objects to keep.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Only those of these templates, if any are named: by our name or Helm's, `*` for any part of a name.
    pub only: Vec<String>,
    /// Whether to keep the objects of `helm test`.
    pub tests: bool,
    /// Whether to keep hooks at all.
    pub hooks: bool,
}

impl Selection {
    /// Keeps the objects that were asked for.
    ///
    /// # Errors
    /// A name that no template has, or whose templates give no object.
    pub fn apply(&self, objects: Vec<Object>, templates: &Templates) -> Result<Vec<Object>, Diagnostic> {
        let kept: Vec<Object> = objects.into_iter().filter(|object| self.keeps_hooks_of(object)).collect();
        if self.only.is_empty() {
            return Ok(kept);
        }
        self.refuse_unfit(kept.iter().map(|object| object.template.as_str()), templates)?;
        Ok(kept.into_iter().filter(|object| self.names(&object.template)).collect())
    }

    /// Keeps the objects that were asked for on both sides of a comparison. An object that was read knows its template
    /// by its `# Source:` line or by the object of the same name on the other side; one that does not is left out where
    /// templates are named.
    ///
    /// # Errors
    /// A name that no template has, or whose templates give no object on either side.
    pub fn apply_to_sides(
        &self,
        sides: [Vec<Object>; 2],
        templates: &Templates,
    ) -> Result<[Vec<Object>; 2], Diagnostic> {
        let sides = sides.map(|objects| -> Vec<Object> {
            objects.into_iter().filter(|object| self.keeps_hooks_of(object)).collect()
        });
        if self.only.is_empty() {
            return Ok(sides);
        }
        let known = sides.iter().flatten().filter_map(|object| Some((name(object), template_of(object, templates)?)));
        let known: BTreeMap<_, _> = known.collect();
        self.refuse_unfit(known.values().map(String::as_str), templates)?;
        let asked_for = |object: &Object| known.get(&name(object)).is_some_and(|template| self.names(template));
        Ok(sides.map(|objects| objects.into_iter().filter(asked_for).collect()))
    }

    /// Whether the objects of this template were asked for.
    fn names(&self, template: &str) -> bool {
        self.only.iter().any(|pattern| is_named(pattern, template))
    }

    fn refuse_unfit<'a>(
        &self,
        found: impl Iterator<Item = &'a str> + Clone,
        templates: &Templates,
    ) -> Result<(), Diagnostic> {
        let is_unfit = |pattern: &&String| !found.clone().any(|template| is_named(pattern, template));
        self.only.iter().find(is_unfit).map_or(Ok(()), |pattern| Err(nothing_shown(pattern, templates)))
    }

    fn keeps_hooks_of(&self, object: &Object) -> bool {
        let hooks = object.hooks();
        let is_test = hooks.iter().any(|hook| matches!(*hook, "test" | "test-success"));
        hooks.is_empty() || (self.hooks && (self.tests || !is_test))
    }
}

/// What an object is called, whatever namespace a manifest says: one side may leave that to `kubectl`.
fn name(object: &Object) -> ObjectId {
    ObjectId { namespace: None, ..ObjectId::of(object) }
}

/// Which template made an object, as far as the object itself tells.
fn template_of(object: &Object, templates: &Templates) -> Option<String> {
    if !object.template.is_empty() {
        return Some(object.template.clone());
    }
    let (_chart, file) = object.source.split_once('/')?;
    templates.names().find(|name| chart::helm_file(name) == file).map(str::to_owned)
}

fn nothing_shown(pattern: &str, templates: &Templates) -> Diagnostic {
    if templates.names().any(|name| is_named(pattern, name)) {
        Diagnostic::error("show-only-empty", format!("`{pattern}` gives no object with these values and flags"))
    } else {
        Diagnostic::error("show-only-unknown", format!("no template is named `{pattern}`"))
            .help("name it as in `server/statefulset` or `templates/server-statefulset.yaml`")
    }
}

fn is_named(pattern: &str, template: &str) -> bool {
    matches_glob(pattern, template) || matches_glob(pattern, &chart::helm_file(template))
}

/// Whether the text matches the pattern, in which `*` stands for any characters but `/`.
fn matches_glob(pattern: &str, text: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == text };
    let Some(rest) = text.strip_prefix(before) else { return false };
    let reach = rest.find('/').unwrap_or(rest.len());
    let ends = (0..=reach).filter(|end| rest.is_char_boundary(*end));
    ends.into_iter().any(|end| matches_glob(after, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ours_or_those_of_helm() {
        for pattern in [
            "server/statefulset",
            "templates/server-statefulset.yaml",
            "server/*",
            "*/statefulset",
            "server/st*set",
            "templates/server-*.yaml",
        ] {
            assert!(is_named(pattern, "server/statefulset"), "{pattern}");
        }
        for pattern in ["server", "*", "statefulset", "server/state", "templates/*statefulset", ""] {
            assert!(!is_named(pattern, "server/statefulset"), "{pattern}");
        }
    }
}
