//! What the templates see: the values, the facts and Vault's configuration.
//!
//! Values that are Go templates are evaluated when a template reads them, for that template: what no template reads
//! cannot fail, and `.Template.Name` is right.

use std::sync::Arc;

use minijinja::Error;
use minijinja::value::{Enumerator, Object, Serde, Value};

use super::catalog::Template;
use super::definition::ChartDefinition;
use super::effect::{self, Written};
use super::expand::{Expander, to_jinja};
use super::extra_objects::{EXTRA_OBJECTS, ExtraObject, extra_objects};
use super::facts::Facts;
use super::feed::{self, Fed, Feed};
use super::reading::Reading;
use super::refusals;
use super::release::Release;
use super::server_config::{self, Configuration};
use super::template_name::helm_file;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::values::{self, Schema, Step, Templated};
use crate::yaml::{Map, Node};

/// One release of the chart, ready to be rendered.
pub struct Chart {
    shared: Arc<Shared>,
}

struct Shared {
    values: Node,
    facts: Facts,
    facts_value: Value,
    expander: Expander,
    schema: &'static Schema,
    catalog: &'static [Template],
}

impl Chart {
    /// Derives everything that the templates see: every key of the defaults, null where nothing is set.
    ///
    /// # Errors
    /// Every combination of values that the chart refuses.
    pub fn new(
        mut values: Node,
        defaults: &Node,
        chart: &ChartDefinition,
        release: &Release,
    ) -> Result<Self, Vec<Diagnostic>> {
        let given = values.clone();
        let newest = chart.newest_defaults(defaults);
        chart.release.stand_in(&mut values, &newest);
        let facts = chart.facts(&values, release);
        // Go templates see what Helm would: the keys that this release has, and all that the user gave.
        let expander = Expander::new(&given, chart, &facts, release);
        // The templates of the chart find every key.
        values::complete(&mut values, &newest);
        let config = || {
            server_config::server_config(&values, &facts, &expander, "vault/templates/server-statefulset.yaml")
                .map(|printed| printed.text)
                .ok()
        };
        let refused = refusals::refusals(&values, &facts, release, config);
        if !refused.is_empty() {
            return Err(refused);
        }
        let facts_value = Value::from(Serde(&facts));
        let (catalog, schema) = (chart.catalog, chart.template_schema());
        Ok(Self { shared: Arc::new(Shared { values, facts, facts_value, expander, schema, catalog }) })
    }

    /// The decisions about this release.
    pub fn facts(&self) -> &Facts {
        &self.shared.facts
    }

    /// The values of this release: every key of the defaults, null where nothing is set.
    pub fn values(&self) -> Reading<'_> {
        Reading(&self.shared.values)
    }

    /// The configuration of Vault that this mode reads, if there is any.
    ///
    /// # Errors
    /// A configuration that is not a string, or whose Go template fails.
    pub fn configuration(&self) -> Result<Option<Configuration>, Diagnostic> {
        let Shared { values, facts, expander, .. } = &*self.shared;
        server_config::configuration(values, facts, expander)
    }

    /// The value that a template's expression begins with, and where it was written.
    pub fn origin<'e>(&self, expression: &'e str) -> Option<(&'e str, Span)> {
        let is_path = |character: char| character.is_alphanumeric() || matches!(character, '.' | '_' | '-');
        let end = expression.find(|character| !is_path(character)).unwrap_or(expression.len());
        let path = expression.get(..end)?.trim_end_matches('.');
        Some((path, self.shared.values.at(path)?.span))
    }

    /// The value that a field of an object was made of, as far as a template tells; none if that is not certain.
    pub fn fed(&self, feed: &Feed<'_>) -> Option<Fed> {
        feed.find(&self.shared.values)
    }

    /// The value of the user's that the names of all objects begin with, if there is one.
    pub fn named_by(&self, is_of_the_user: &dyn Fn(SourceId) -> bool) -> Option<Fed> {
        ["fullnameOverride", "nameOverride"]
            .into_iter()
            .find_map(|key| feed::at_key(&self.shared.values, key, is_of_the_user))
    }

    /// The value in `extraObjects` that a field of one of its objects was made of.
    pub fn fed_extra(
        &self,
        extra_objects: &[ExtraObject],
        tree: &serde_json::Map<String, serde_json::Value>,
        way: &[Step],
    ) -> Option<Fed> {
        let extra = extra_objects.iter().find(|extra| extra.document.as_object() == Some(tree))?;
        feed::in_entry(&self.shared.values, &extra.path, way)
    }

    /// Refuses nulls that take away a map which this release reads a key of, where Helm fails too. Takes the paths and
    /// the places of all nulls that stand for a map.
    pub fn needed_maps(&self, nulls: &[(String, Span)]) -> Vec<Diagnostic> {
        refusals::needed_maps(&self.shared.facts, nulls)
    }

    /// Refuses a null that takes the configuration away which this release has to print, where Helm fails too.
    pub fn null_config(&self, user: &Node) -> Option<Diagnostic> {
        server_config::refused_null(&self.shared.facts, &self.shared.values, user)
    }

    /// Warnings of the keys that have no effect with the other values.
    pub fn without_effect(&self, written: &Written<'_>) -> Vec<Diagnostic> {
        effect::without_effect(&self.shared.facts, Reading(&self.shared.values), written)
    }

    /// The built-in templates whose objects are part of this release.
    pub(crate) fn rendered_templates(&self) -> impl Iterator<Item = &'static Template> {
        let Shared { facts, values, catalog, .. } = &*self.shared;
        catalog.iter().filter(|template| template.is_rendered(facts, Reading(values)))
    }

    /// The documents of `extraObjects`.
    ///
    /// # Errors
    /// An entry that cannot be evaluated.
    pub fn extra_objects(&self) -> Result<Vec<ExtraObject>, Diagnostic> {
        let template = format!("vault/{}", helm_file(EXTRA_OBJECTS));
        extra_objects(&self.shared.values, &self.shared.expander, &template)
    }

    /// What a template sees; `template` is its name, such as `server/statefulset`.
    pub fn context(&self, template: &str) -> Value {
        let template: Arc<str> = format!("vault/{}", helm_file(template)).into();
        let Shared { values, schema, .. } = &*self.shared;
        let map = values.as_map().cloned().unwrap_or_default();
        let values =
            Branch { shared: self.shared.clone(), map, schema, path: String::new(), template: template.clone() };
        Value::from_object(Context { shared: self.shared.clone(), values, template })
    }
}

/// The names in scope of one template.
#[derive(Debug)]
struct Context {
    shared: Arc<Shared>,
    values: Branch,
    template: Arc<str>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl Context {
    /// `given("a.b")`: whether the value is set to anything but false, 0, "", null, an empty list or an empty map, also
    /// where the Go template in it gives nothing.
    fn given(&self) -> Value {
        let shared = Arc::clone(&self.shared);
        Value::from_function(move |path: &str| Reading(&shared.values).truthy(path))
    }

    fn server_config(&self) -> Result<server_config::Printed, Diagnostic> {
        let Shared { values, facts, expander, .. } = &*self.shared;
        server_config::server_config(values, facts, expander, &self.template)
    }
}

impl Object for Context {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let text = |result: Result<String, Diagnostic>| result.map_or_else(failed, Value::from);
        match key.as_str()? {
            "facts" => Some(self.shared.facts_value.clone()),
            // Helm prints it as a block of YAML, which has line breaks of one kind alone.
            "server_config" => Some(text(self.server_config().map(|config| config.text.replace("\r\n", "\n")))),
            "server_config_checksum" => Some(text(self.server_config().map(|config| config.checksum()))),
            "given" => Some(self.given()),
            "values" => Some(Value::from_object(self.values.clone())),
            root => self.values.read(root),
        }
    }
}

/// The data of a value that may be a Go template; null where nothing was given.
fn evaluate(path: &str, node: &Node, kind: Templated, expander: &Expander, template: &str) -> Value {
    if !node.is_truthy() {
        return Value::from(());
    }
    let result = match (kind, node.as_text()) {
        (Templated::Whole, Some(source)) => expander.data(path, node, source, template),
        (Templated::Strings, _) => expander.strings(path, node, template).map(|data| Value::from(Serde(data))),
        _ => Ok(to_jinja(node)),
    };
    result.unwrap_or_else(failed)
}

/// A value whose first use fails: Jinja hands the diagnostic on to whoever rendered.
fn failed(diagnostic: Diagnostic) -> Value {
    let error = Error::new(minijinja::ErrorKind::InvalidOperation, "the value cannot be evaluated");
    Value::from(error.with_source(crate::diagnostic::Failure(diagnostic)))
}

/// A map of values as one template sees it.
#[derive(Clone, Debug)]
struct Branch {
    shared: Arc<Shared>,
    map: Map,
    schema: &'static Schema,
    /// Where the map is: empty for all values.
    path: String,
    template: Arc<str>,
}

impl Branch {
    /// What the template reads under a key. Most values are never read: none is made ready before.
    fn read(&self, key: &str) -> Option<Value> {
        let node = &self.map.get(key)?.value;
        let Some(schema) = self.schema.property(key) else { return Some(to_jinja(node)) };
        let path = || if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Some(match (schema.templated(), node.as_map()) {
            (Some(kind), _) => evaluate(&path(), node, kind, &self.shared.expander, &self.template),
            (None, Some(map)) if schema.has_properties() => {
                let (shared, template) = (Arc::clone(&self.shared), Arc::clone(&self.template));
                Value::from_object(Self { shared, map: map.clone(), schema, path: path(), template })
            }
            (None, _) => to_jinja(node),
        })
    }
}

impl Object for Branch {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.read(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.map.keys().map(|key| Value::from(key.as_str())).collect())
    }
}
