//! Which of the rendered objects to keep.

use std::collections::BTreeMap;

use crate::chart::{self, Templates};
use crate::diagnostic::Diagnostic;
use crate::diff::glob;
use crate::manifest::{self, Object, ObjectId};

/// Which of the rendered objects to keep.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Only those of these templates, if any are named: by our name or Helm's, `*` for any part of a name.
    pub only: Vec<String>,
    /// Whether to keep the objects of `helm test`.
    pub tests: bool,
    /// Whether to keep hooks at all.
    pub hooks: bool,
    /// Whether fields are left out that something else in the cluster fills in.
    pub for_apply: bool,
}

impl Default for Selection {
    /// Everything, as it is rendered.
    fn default() -> Self {
        Self { only: Vec::new(), tests: true, hooks: true, for_apply: false }
    }
}

/// What is left of both sides of a comparison.
pub struct Selected {
    /// The objects that were asked for.
    pub sides: [Vec<Object>; 2],
    /// The names whose templates gave nothing on either side.
    pub unfit: Vec<String>,
    /// How many objects were left out because their templates are not known.
    pub unknown: usize,
}

impl Selected {
    /// What is to be said of objects whose templates are not known.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let (objects, them) =
            if self.unknown == 1 { ("object", "its template") } else { ("objects", "their templates") };
        let title = format!("`-s` leaves out {} {objects} that do not name {them}", self.unknown);
        let doubt = Diagnostic::warning("show-only-untold", title)
            .note("manifests name it in `# Source:` lines; an object that is rendered now is known by its name")
            .help("compare without `-s` as well, or choose with `--kind` and `--name`");
        (self.unknown > 0).then_some(doubt)
    }
}

impl Selection {
    /// Keeps the objects that were asked for.
    ///
    /// # Errors
    /// A name that no template has, or whose templates give no object.
    pub fn apply(&self, objects: Vec<Object>, templates: &Templates) -> Result<Vec<Object>, Diagnostic> {
        let kept = objects.into_iter().filter(|object| self.keeps_hooks_of(object));
        let kept: Vec<Object> = match self.for_apply {
            true => kept.map(manifest::without_filled_in).collect(),
            false => kept.collect(),
        };
        if self.only.is_empty() {
            return Ok(kept);
        }
        if let Some(pattern) = self.unfit(kept.iter().map(|object| object.template.as_str())).next() {
            return Err(nothing_shown(pattern, templates));
        }
        Ok(kept.into_iter().filter(|object| self.names(&object.template)).collect())
    }

    /// Keeps the objects that were asked for on both sides of a comparison. An object that was read knows its template
    /// by its `# Source:` line or by the object of the same name on the other side; one that does not is left out where
    /// templates are named.
    pub fn apply_to_sides(&self, sides: [Vec<Object>; 2], templates: &Templates) -> Selected {
        let sides = sides.map(|objects| -> Vec<Object> {
            objects.into_iter().filter(|object| self.keeps_hooks_of(object)).collect()
        });
        if self.only.is_empty() {
            return Selected { sides, unfit: Vec::new(), unknown: 0 };
        }
        let known = sides.iter().flatten().filter_map(|object| Some((name(object), template_of(object, templates)?)));
        let known: BTreeMap<_, _> = known.collect();
        let unknown = sides.iter().flatten().filter(|object| !known.contains_key(&name(object))).count();
        let unfit = self.unfit(known.values().map(String::as_str)).map(str::to_owned).collect();
        let asked_for = |object: &Object| known.get(&name(object)).is_some_and(|template| self.names(template));
        Selected { sides: sides.map(|objects| objects.into_iter().filter(asked_for).collect()), unfit, unknown }
    }

    /// Whether the objects of this template were asked for.
    fn names(&self, template: &str) -> bool {
        self.only.iter().any(|pattern| is_named(pattern, template))
    }

    /// The names that none of the templates has which gave something.
    fn unfit<'a>(&'a self, found: impl Iterator<Item = &'a str> + Clone) -> impl Iterator<Item = &'a str> {
        let is_unfit = move |pattern: &&String| !found.clone().any(|template| is_named(pattern, template));
        self.only.iter().filter(is_unfit).map(String::as_str)
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
    // The charts that a chart is part of stand before it.
    let file = object.source.get(object.source.rfind("templates/")?..)?;
    templates.names().find(|name| chart::helm_file(name) == file).map(str::to_owned)
}

/// The error of a name that no template has, or whose templates give no object.
pub fn nothing_shown(pattern: &str, templates: &Templates) -> Diagnostic {
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
    let (patterns, parts) = (pattern.split('/'), text.split('/'));
    patterns.clone().count() == parts.clone().count() && patterns.zip(parts).all(|(pattern, part)| glob(pattern, part))
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
        let stars = format!("{}q", "*".repeat(100_000));
        for pattern in ["server", "*", "statefulset", "server/state", "templates/*statefulset", "", &stars] {
            assert!(!is_named(pattern, "server/statefulset"), "{pattern}");
        }
    }
}
