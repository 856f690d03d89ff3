//! The templates of one run: the built-in ones under the user's own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::catalog::Template;
use super::context::Chart;
use super::definition::ChartDefinition;
use super::extra_objects::EXTRA_OBJECTS;
use super::template_name::name;

/// The built-in templates with the user's laid over them: the same name replaces, a new name adds.
#[derive(Clone)]
pub struct Templates {
    catalog: &'static [Template],
    macros: &'static [(&'static str, &'static str)],
    /// File name inside the folder, and text.
    own: BTreeMap<String, String>,
}

impl Templates {
    /// Lays the user's files over those of a chart; names are paths such as `server/statefulset.yaml.j2`.
    pub fn with(chart: &ChartDefinition, own: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { catalog: chart.catalog, macros: chart.macros, own: own.into_iter().collect() }
    }

    /// The text of a file, the user's first.
    pub fn text(&self, file: &str) -> Option<Cow<'static, str>> {
        if let Some(own) = self.own.get(file) {
            return Some(Cow::Owned(own.clone()));
        }
        let macros = self.macros.iter().find(|(name, _)| *name == file).map(|(_, text)| *text);
        let name = name(file);
        let built_in =
            || self.catalog.iter().find(|template| Some(template.name) == name).map(|template| template.text);
        macros.or_else(built_in).map(Cow::Borrowed)
    }

    /// The names of all templates that make objects, whether this release has them or not.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.catalog.iter().map(|template| template.name).chain([EXTRA_OBJECTS]).chain(self.added())
    }

    /// The names of the templates whose objects this release has. What the user added decides for itself.
    pub fn rendered(&self, chart: &Chart) -> Vec<String> {
        chart.rendered_templates().map(|template| template.name).chain(self.added()).map(str::to_owned).collect()
    }

    fn added(&self) -> impl Iterator<Item = &str> {
        let names = self.own.keys().filter_map(|file| name(file));
        names.filter(|name| self.catalog.iter().all(|template| template.name != *name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_templates_replace_and_add() {
        let own = [("server/statefulset.yaml.j2", "mine"), ("extra/a.yaml.j2", "new"), ("extra/_m.yaml.j2", "macros")];
        let templates =
            Templates::with(&ChartDefinition::newest(), own.map(|(name, text)| (name.to_owned(), text.to_owned())));
        assert_eq!(templates.text("server/statefulset.yaml.j2").as_deref(), Some("mine"));
        assert_eq!(templates.text("extra/_m.yaml.j2").as_deref(), Some("macros"));
        assert_eq!(templates.names().filter(|name| name.starts_with("extra/")).collect::<Vec<_>>(), ["extra/a"]);
        assert_eq!(templates.names().filter(|name| *name == "server/statefulset").count(), 1);
        assert!(templates.text("server/none.yaml.j2").is_none());
    }
}
