//! What the templates see: the values, the facts and Vault's configuration.
//!
//! Values that are Go templates are evaluated when a template reads them, for that template: what no template reads
//! cannot fail, and `.Template.Name` is right.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Serde, Value};

use super::branch::{Branch, failed};
use super::catalog::Template;
use super::definition::ChartDefinition;
use super::effect::{self, Written};
use super::expand::Expander;
use super::extra_objects::{EXTRA_OBJECTS, ExtraObject, extra_objects};
use super::facts::Facts;
use super::origin::{self, Origin};
use super::reading::Reading;
use super::refusals;
use super::release::Release;
use super::server_config::{self, Configuration};
use super::shared::Shared;
use super::template_name::helm_file;
use crate::diagnostic::Diagnostic;
use crate::manifest::Object as KubernetesObject;
use crate::source::Span;
use crate::values::{self, Read, Reads, Schema, Segment};
use crate::yaml::Node;

/// One release of the chart, ready to be rendered.
pub struct Chart {
    shared: Arc<Shared>,
}

impl Chart {
    /// Derives everything that the templates see: every key of the defaults, null where nothing is set. `nulls` are the
    /// maps that the user took away, with the places of the nulls.
    ///
    /// # Errors
    /// Every combination of values that the chart refuses.
    pub fn new(
        mut values: Node,
        nulls: Vec<(String, Span)>,
        defaults: &Node,
        chart: &ChartDefinition,
        release: &Release,
    ) -> Result<Self, Vec<Diagnostic>> {
        let given = values.clone();
        let newest = chart.newest_defaults(defaults);
        chart.release.stand_in(&mut values, &newest);
        let reads = Arc::<Reads>::default();
        let facts = chart.facts(Reading::noted(&values, &reads), release);
        // Go templates see what Helm would: the keys that this release has, and all that the user gave.
        let expander = Expander::new(&given, chart, &facts, release);
        // The templates of the chart find every key.
        values::complete(&mut values, &newest);
        let config = || {
            let reading = Reading::unnoted(&values);
            server_config::server_config(reading, &facts, &expander, "vault/templates/server-statefulset.yaml")
                .map(|printed| printed.text)
                .ok()
        };
        let refused = refusals::refusals(&values, &facts, release, config);
        if !refused.is_empty() {
            return Err(refused);
        }
        let facts_value = Value::from(Serde(&facts));
        let (catalog, schema) = (chart.catalog, chart.template_schema());
        Ok(Self { shared: Arc::new(Shared { values, facts, facts_value, expander, schema, catalog, reads, nulls }) })
    }

    /// The decisions about this release.
    pub fn facts(&self) -> &Facts {
        &self.shared.facts
    }

    /// The values of this release: every key of the defaults, null where nothing is set.
    pub fn values(&self) -> Reading<'_> {
        Reading::unnoted(&self.shared.values)
    }

    /// Where what is read of the values is noted.
    pub fn reads(&self) -> &Arc<Reads> {
        &self.shared.reads
    }

    /// The configuration of Vault that this mode reads, if there is any.
    ///
    /// # Errors
    /// A configuration that is not a string, or whose Go template fails.
    pub fn configuration(&self) -> Result<Option<Configuration>, Diagnostic> {
        let Shared { facts, expander, .. } = &*self.shared;
        server_config::configuration(self.values(), facts, expander)
    }

    /// The value that a field of an object was made of; none if no value was set into it.
    pub fn origin(&self, object: &KubernetesObject, way: &[Segment], log: &[Read]) -> Option<Origin> {
        origin::of_field(&self.shared.values, object, way, log)
    }

    /// The last value of those that were read that has something to say, and is wanted.
    pub fn last_read_that(&self, reads: &[Read], is_wanted: impl Fn(&str, &Node) -> bool) -> Option<Origin> {
        origin::last(&self.shared.values, reads, is_wanted)
    }

    /// Refuses nulls that take away a map which this release reads a key of, where Helm fails too.
    pub fn needed_maps(&self, log: &[Read]) -> Vec<Diagnostic> {
        refusals::needed_maps(&self.shared.nulls, log)
    }

    /// Refuses a null that takes the configuration away which this release has to print, where Helm fails too.
    pub fn null_config(&self, user: &Node) -> Option<Diagnostic> {
        server_config::refused_null(&self.shared.facts, self.values(), user)
    }

    /// Warnings of the keys that have no effect with the other values.
    pub fn without_effect(&self, schema: &Schema, written: &Written<'_>, log: &[Read]) -> Vec<Diagnostic> {
        effect::without_effect(self.values(), schema, written, log)
    }

    /// The built-in templates whose objects are part of this release.
    pub(crate) fn rendered_templates(&self) -> impl Iterator<Item = &'static Template> {
        let Shared { facts, catalog, .. } = &*self.shared;
        catalog.iter().filter(|template| template.is_rendered(facts, self.shared.reading()))
    }

    /// The documents of `extraObjects`.
    ///
    /// # Errors
    /// An entry that cannot be evaluated.
    pub fn extra_objects(&self) -> Result<Vec<ExtraObject>, Diagnostic> {
        let template = format!("vault/{}", helm_file(EXTRA_OBJECTS));
        extra_objects(self.shared.reading(), &self.shared.expander, &template)
    }

    /// What a template sees; `template` is its name, such as `server/statefulset`.
    pub fn context(&self, template: &str) -> Value {
        let template: Arc<str> = format!("vault/{}", helm_file(template)).into();
        let values = Branch::root(&self.shared, &template);
        Value::from_object(Context { shared: self.shared.clone(), values, template })
    }
}

/// The names in scope of one template.
#[derive(Debug)]
struct Context {
    shared: Arc<Shared>,
    values: Arc<Branch>,
    template: Arc<str>,
}

impl Context {
    /// `given("a.b")`: whether the value is set to anything but false, 0, "", null, an empty list or an empty map, also
    /// where the Go template in it gives nothing.
    fn given(&self) -> Value {
        let shared = Arc::clone(&self.shared);
        Value::from_function(move |path: &str| shared.reading().truthy(path))
    }

    fn server_config(&self) -> Result<server_config::Printed, Diagnostic> {
        let Shared { facts, expander, .. } = &*self.shared;
        server_config::server_config(self.shared.reading(), facts, expander, &self.template)
    }
}

impl Object for Context {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let text = |result: Result<String, Diagnostic>| result.map_or_else(failed, Value::from);
        match key.as_str()? {
            "facts" => {
                let (shared, facts) = (Arc::clone(&self.shared), self.shared.facts_value.clone());
                Some(Value::from_object(FactsBranch { shared, facts, section: None }))
            }
            // Helm prints it as a block of YAML, which has line breaks of one kind alone.
            "server_config" => Some(text(self.server_config().map(|config| config.text.replace("\r\n", "\n")))),
            "server_config_checksum" => Some(text(self.server_config().map(|config| config.checksum()))),
            "given" => Some(self.given()),
            "values" => Some(Value::from_dyn_object(Arc::clone(&self.values))),
            root => self.values.read(root),
        }
    }
}

/// The parts of the facts that hold facts of their own.
const SECTIONS: [&str; 5] = ["csi", "injector", "server", "telemetry", "ui"];

/// The facts as a template sees them: what a fact was made of is read with it.
#[derive(Debug)]
struct FactsBranch {
    shared: Arc<Shared>,
    facts: Value,
    /// The section that this is.
    section: Option<&'static str>,
}

impl Object for FactsBranch {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let fact = self.facts.get_item(key).ok().filter(|fact| !fact.is_undefined())?;
        let name = key.as_str()?;
        if let (None, Some(section)) = (self.section, SECTIONS.into_iter().find(|section| *section == name)) {
            let shared = Arc::clone(&self.shared);
            return Some(Value::from_object(Self { shared, facts: fact, section: Some(section) }));
        }
        match self.section {
            Some(section) => self.shared.reads.note_fact(&format!("{section}.{name}")),
            None => self.shared.reads.note_fact(name),
        }
        Some(fact)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.facts.try_iter().map(Iterator::collect).unwrap_or_default())
    }
}
