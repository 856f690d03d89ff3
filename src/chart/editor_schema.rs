//! The JSON Schema of the values for editors: the built-in schema with documentation, defaults and proposals.
//!
//! It is stricter than Helm where Kubernetes is, and flags unknown keys wherever the keys are not the user's own.

use serde_json::{Map, Value, json};

use super::definition::ChartDefinition;
use crate::source::Sources;
use crate::values::{Path, Schema, Segment, Type, documentation};
use crate::yaml::Node;

/// Makes the schema.
pub fn editor_schema(chart: &ChartDefinition) -> Value {
    let mut sources = Sources::default();
    let layers = chart.layers(&mut sources);
    let maker = Maker { defaults: &layers.defaults().tree, sources: &sources };
    let mut top = Map::new();
    top.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    top.insert("title".to_owned(), json!("Values of HashiCorp Vault on Kubernetes"));
    // Keys that start with `x-` hold anchors and the like.
    top.insert("patternProperties".to_owned(), json!({"^x-": true}));
    top.extend(maker.keywords(chart.schema(), &Path::root(), false));
    Value::Object(top)
}

struct Maker<'chart> {
    defaults: &'chart Node,
    sources: &'chart Sources,
}

impl Maker<'_> {
    /// The keywords of one key; `free` says whether the keys at this place are the user's own.
    fn keywords(&self, schema: &Schema, path: &Path, free: bool) -> Map<String, Value> {
        let free = free || schema.has_mark("x-free");
        let mut keywords = Map::new();
        self.add_description(path, &mut keywords);
        add_types(schema, &mut keywords);
        self.add_default(schema, path, &mut keywords);
        if let Some(choices) = schema.own("x-enum") {
            // Helm accepts other values as well: editors are to propose these and no more.
            keywords.insert("examples".to_owned(), choices);
        }
        if schema.has_mark("x-deprecated") {
            keywords.insert("deprecated".to_owned(), json!(true));
        }
        self.add_parts(schema, path, free, &mut keywords);
        keywords
    }

    fn add_description(&self, path: &Path, keywords: &mut Map<String, Value>) {
        let lines = documentation(path, self.defaults, self.sources);
        if !lines.is_empty() {
            keywords.insert("description".to_owned(), json!(lines.join("\n")));
        }
    }

    fn add_default(&self, schema: &Schema, path: &Path, keywords: &mut Map<String, Value>) {
        let is_leaf = schema.properties().next().is_none();
        let default = path.find(self.defaults).filter(|default| is_leaf && !default.is_null());
        keywords.extend(default.map(|default| ("default".to_owned(), default.to_json())));
    }

    fn add_parts(&self, schema: &Schema, path: &Path, free: bool, keywords: &mut Map<String, Value>) {
        let properties: Map<String, Value> = schema
            .properties()
            .map(|(key, below)| (key.to_owned(), self.keywords(below, &path.key(key), free).into()))
            .collect();
        if !properties.is_empty() {
            keywords.insert("properties".to_owned(), properties.into());
            if !free {
                keywords.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        if let Some(items) = schema.items() {
            let path = path.steps().iter().cloned().chain([Segment::Index(0)]).collect();
            keywords.insert("items".to_owned(), self.keywords(items, &path, free).into());
        }
    }
}

/// The types of a key; null is always one of them, because it removes the default.
fn add_types(schema: &Schema, keywords: &mut Map<String, Value>) {
    let mut types = schema.sensible_types();
    if types.is_empty() {
        return;
    }
    if !types.contains(&Type::Null) {
        types.push(Type::Null);
    }
    let names: Vec<&str> = types.into_iter().map(Type::name).collect();
    keywords.insert("type".to_owned(), json!(names));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use jsonschema::Validator;
    use serde_json::{Value, json};

    use super::editor_schema;
    use crate::chart::ChartDefinition;
    use crate::source::Sources;
    use crate::yaml;

    fn schema() -> Value {
        editor_schema(&ChartDefinition::newest())
    }

    fn validator() -> Validator {
        jsonschema::draft202012::new(&schema()).unwrap()
    }

    fn values(text: &str) -> Value {
        let stream = yaml::read(text, Sources::default().add("values", "")).unwrap();
        stream.documents.first().map_or(Value::Null, |document| document.root.to_json())
    }

    fn problems(validator: &Validator, text: &str) -> Vec<String> {
        let values = values(text);
        validator.iter_errors(&values).map(|error| format!("{} {error}", error.instance_path())).collect()
    }

    #[test]
    fn the_schema_is_one_and_takes_what_the_chart_takes() {
        let schema = schema();
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
        let validator = validator();
        let none: Vec<String> = Vec::new();
        let chart = ChartDefinition::newest();
        for (name, text) in [("defaults", &*chart.defaults()), ("nothing", "")].iter().chain(chart.profiles) {
            assert_eq!(problems(&validator, text), none, "{name}");
        }
        let good = [
            "x-anchors: {a: 1}",
            "server: {annotations: {a: b}, tolerations: '- key: x', ha: {replicas: 5}}",
            "server: {standalone: {config: null}, dataStorage: {enabled: 'true'}}",
            "injector: null",
            "global: {imagePullSecrets: [a, {name: b}]}",
            "server: {updateStrategyType: Whatever, route: {tls: {other: 1}}}",
        ];
        for text in good {
            assert_eq!(problems(&validator, text), none, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_flagged() {
        let validator = validator();
        let wrong = [
            "server: {ha: {replicas: three}}",
            "server: {ha: {replicass: 3}}",
            "sever: {}",
            "server: [1]",
            "server: {extraVolumes: [{type: secret, load: true}]}",
            "server: {hostAliases: [{ip: 5}]}",
            "global: {imagePullPolicy: Always}",
            "nameOverride: [a]",
        ];
        for text in wrong {
            assert_eq!(problems(&validator, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn editors_get_documentation_defaults_and_proposals() {
        let schema = schema();
        let key = |path: &str| path.split('.').fold(&schema, |schema, key| &schema["properties"][key]);
        let replicas = key("server.ha.replicas");
        assert_eq!(replicas["default"], json!(3));
        assert_eq!(replicas["type"], json!(["integer", "null"]));
        assert!(replicas["description"].as_str().unwrap().starts_with("Number of servers."));
        assert_eq!(key("server.image.pullPolicy")["examples"], json!(["Always", "IfNotPresent", "Never"]));
        assert_eq!(key("global.image")["deprecated"], json!(true));
        assert_eq!(key("server.annotations").get("additionalProperties"), None);
    }
}
