//! Makes the table of `src/kubernetes/table.rs` from the schemas of k8s-openapi.

use std::collections::{BTreeMap, BTreeSet};

use k8s_openapi::Resource;
use k8s_openapi::schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

/// Fields that the schemas call required and the API server fills in or takes empty.
const NOT_NEEDED: &[(&str, &str)] = &[
    // Filled in: with the group of the roles.
    ("RoleRef", "apiGroup"),
    // Empty text is taken, and a missing text is empty.
    ("HTTPHeader", "value"),
    ("Sysctl", "value"),
    ("TokenRequest", "audience"),
    // Zero and false are taken, and are what is meant where nothing stands.
    ("CustomResourceDefinitionVersion", "served"),
    ("CustomResourceDefinitionVersion", "storage"),
    ("ISCSIPersistentVolumeSource", "lun"),
    ("ISCSIVolumeSource", "lun"),
    ("SleepAction", "seconds"),
    // Empty lists and maps are taken, and so are missing ones.
    ("CSIDriver", "spec"),
    ("EndpointSlice", "endpoints"),
    ("LimitRangeSpec", "limits"),
    ("NetworkPolicySpec", "podSelector"),
    ("PersistentVolumeClaim", "metadata"),
    ("PreferredSchedulingTerm", "preference"),
];

/// Writes the table. What the table in `before` has not is marked as new in this minor release of Kubernetes 1; with no
/// table before, nothing is.
pub(super) fn table(before: Option<&str>, minor: u8) -> String {
    let mut kinds = Kinds::default();
    kinds.add_all();
    let definitions: Map<String, Value> = kinds.generator.take_definitions(true);
    let names = type_names(&definitions);
    let known = before.map(marks);
    let mut text = format!(
        "//! The types of Kubernetes 1.{minor} as its own schemas give them. Generated: the tests rewrite it with `UPDATE_TABLES=1`.\n\n\
         use super::form::Form::{{Any, Bool, Bytes, Int32, Int64, IntOrText, List, Map, Number, Object, Quantity, Text, Time}};\n\
         use super::form::{{Field, Kind, OPTIONAL, REQUIRED, Type}};\n\n\
         pub(super) const NEWEST: u64 = {minor};\n\n\
         pub(super) static KINDS: &[Kind] = &[\n"
    );
    for ((kind, api_version), reference) in &kinds.found {
        let name = &names[reference];
        text.push_str(&format!("    Kind(\"{api_version}\", \"{kind}\", &{}),\n", constant(name)));
    }
    text.push_str("];\n");
    let mut shown: BTreeMap<&String, &Value> = BTreeMap::new();
    for (key, definition) in &definitions {
        if is_object(definition) {
            shown.insert(&names[key], definition);
        }
    }
    let used = used(&kinds, &definitions, &names);
    for (name, definition) in shown.into_iter().filter(|(name, _)| used.contains(name.as_str())) {
        let visible = if name == "ObjectMeta" || name == "LabelSelector" || name == "SecretKeySelector" {
            "pub(super) "
        } else {
            ""
        };
        text.push_str(&format!("\n{visible}static {}: Type = Type(\"{name}\", &[\n", constant(name)));
        for (field, form, required) in fields(definition, &definitions, &names) {
            let needed = required && !NOT_NEEDED.contains(&(name.as_str(), field.as_str()));
            let needed = if needed { "REQUIRED" } else { "OPTIONAL" };
            let since = match &known {
                Some(known) if !known.contains_key(name.as_str()) => 0,
                Some(known) => known[name.as_str()].get(&field).copied().unwrap_or(minor),
                None => 0,
            };
            text.push_str(&format!("    Field(\"{field}\", {form}, {needed}, {since}),\n"));
        }
        text.push_str("]);\n");
    }
    text
}

/// The marks of a table: by type and field, the release that brought it.
fn marks(table: &str) -> BTreeMap<String, BTreeMap<String, u8>> {
    let mut marks: BTreeMap<String, BTreeMap<String, u8>> = BTreeMap::new();
    let mut fields = None;
    for line in table.lines() {
        if let Some((_, rest)) = line.split_once(": Type = Type(\"") {
            let name = rest.split('"').next().expect("a name");
            fields = Some(marks.entry(name.to_owned()).or_default());
        } else if let (Some(rest), Some(fields)) = (line.strip_prefix("    Field(\""), &mut fields) {
            let name = rest.split('"').next().expect("a name");
            let since = rest.trim_end_matches("),").rsplit(' ').next().expect("a number");
            fields.insert(name.to_owned(), since.parse().expect("a number"));
        }
    }
    marks
}

#[derive(Default)]
struct Kinds {
    generator: SchemaGenerator,
    found: BTreeMap<(&'static str, &'static str), String>,
}

impl Kinds {
    fn add<T: JsonSchema + Resource>(&mut self) {
        let schema = self.generator.subschema_for::<T>();
        let reference = schema.get("$ref").and_then(Value::as_str).expect("a reference");
        self.found.insert((T::KIND, T::API_VERSION), definition_of(reference).to_owned());
    }

    fn add_all(&mut self) {
        use k8s_openapi::api::{
            admissionregistration::v1 as admission, apps::v1 as apps, autoscaling as scaling, batch::v1 as batch,
            certificates::v1 as certificates, coordination::v1 as coordination, core::v1 as core,
            discovery::v1 as discovery, flowcontrol::v1 as flow, networking::v1 as networking, node::v1 as node,
            policy::v1 as policy, rbac::v1 as rbac, scheduling::v1 as scheduling, storage::v1 as storage,
        };
        macro_rules! add {
            ($($kind:ty),* $(,)?) => {{ $( self.add::<$kind>(); )* }};
        }
        add!(
            admission::MutatingWebhookConfiguration,
            admission::ValidatingAdmissionPolicy,
            admission::ValidatingAdmissionPolicyBinding,
            admission::ValidatingWebhookConfiguration,
            apps::DaemonSet,
            apps::Deployment,
            apps::ReplicaSet,
            apps::StatefulSet,
            batch::CronJob,
            batch::Job,
            certificates::CertificateSigningRequest,
            coordination::Lease,
            core::ConfigMap,
            core::Endpoints,
            core::LimitRange,
            core::Namespace,
            core::PersistentVolume,
            core::PersistentVolumeClaim,
            core::Pod,
            core::PodTemplate,
            core::ReplicationController,
            core::ResourceQuota,
            core::Secret,
            core::Service,
            core::ServiceAccount,
            discovery::EndpointSlice,
            flow::FlowSchema,
            flow::PriorityLevelConfiguration,
            networking::Ingress,
            networking::IngressClass,
            networking::NetworkPolicy,
            node::RuntimeClass,
            policy::PodDisruptionBudget,
            rbac::ClusterRole,
            rbac::ClusterRoleBinding,
            rbac::Role,
            rbac::RoleBinding,
            scaling::v1::HorizontalPodAutoscaler,
            scaling::v2::HorizontalPodAutoscaler,
            scheduling::PriorityClass,
            storage::CSIDriver,
            storage::StorageClass,
            k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition,
            k8s_openapi::kube_aggregator::pkg::apis::apiregistration::v1::APIService,
        );
    }
}

/// The types that are reached from the kinds.
fn used(kinds: &Kinds, definitions: &Map<String, Value>, names: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut open: Vec<&str> = kinds.found.values().map(String::as_str).collect();
    let mut seen = BTreeSet::new();
    while let Some(key) = open.pop() {
        if seen.insert(names[key].clone()) {
            let properties = definitions[key]["properties"].as_object().into_iter().flatten();
            for (name, schema) in properties {
                if !is_left_out(&definitions[key], name) {
                    references(schema, &mut open);
                }
            }
        }
    }
    seen
}

fn references<'a>(schema: &'a Value, found: &mut Vec<&'a str>) {
    match schema {
        Value::Object(map) => {
            if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                found.push(definition_of(reference));
            }
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// What only the server writes.
fn is_left_out(definition: &Value, field: &str) -> bool {
    let properties = &definition["properties"];
    field == "status" && properties.get("kind").is_some() && properties.get("apiVersion").is_some()
}

fn fields(
    definition: &Value,
    definitions: &Map<String, Value>,
    names: &BTreeMap<String, String>,
) -> Vec<(String, String, bool)> {
    let required: Vec<&str> =
        definition["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = definition["properties"].as_object().expect("properties");
    let mut fields: Vec<(String, String, bool)> = properties
        .iter()
        .map(|(name, schema)| {
            let is_left_out = is_left_out(definition, name);
            let form = if is_left_out { "Any".to_owned() } else { form(schema, definitions, names) };
            (name.clone(), form, required.contains(&name.as_str()) && !is_left_out)
        })
        .collect();
    fields.sort();
    fields
}

fn form(schema: &Value, definitions: &Map<String, Value>, names: &BTreeMap<String, String>) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return referenced(definition_of(reference), definitions, names);
    }
    if let Some([only]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        return form(only, definitions, names);
    }
    let format = schema.get("format").and_then(Value::as_str);
    match (schema.get("type").and_then(Value::as_str), format) {
        (Some("boolean"), _) => "Bool".to_owned(),
        (Some("integer"), Some("int32")) => "Int32".to_owned(),
        (Some("integer"), _) => "Int64".to_owned(),
        (Some("number"), _) => "Number".to_owned(),
        (Some("string"), Some("byte")) => "Bytes".to_owned(),
        (Some("string"), Some("date-time")) => "Time".to_owned(),
        (Some("string"), _) => "Text".to_owned(),
        (Some("array"), _) => format!("List(&{})", form(&schema["items"], definitions, names)),
        (Some("object"), _) => match schema.get("additionalProperties") {
            Some(values) => format!("Map(&{})", form(values, definitions, names)),
            None => "Any".to_owned(),
        },
        _ => "Any".to_owned(),
    }
}

fn referenced(key: &str, definitions: &Map<String, Value>, names: &BTreeMap<String, String>) -> String {
    let definition = &definitions[key];
    if is_object(definition) {
        return format!("Object(&{})", constant(&names[key]));
    }
    match key.rsplit('.').next().expect("a name") {
        "Quantity" => "Quantity".to_owned(),
        "IntOrString" => "IntOrText".to_owned(),
        _ => form(definition, definitions, names),
    }
}

fn is_object(definition: &Value) -> bool {
    definition.get("properties").and_then(Value::as_object).is_some_and(|properties| !properties.is_empty())
}

fn definition_of(reference: &str) -> &str {
    reference.rsplit('/').next().expect("a name")
}

/// The names of types by their keys: the last word, with group and version before it where two types share one.
fn type_names(definitions: &Map<String, Value>) -> BTreeMap<String, String> {
    let last = |key: &str| key.rsplit('.').next().expect("a name").to_owned();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for key in definitions.keys() {
        *count.entry(last(key)).or_default() += 1;
    }
    let name = |key: &String| {
        let parts: Vec<&str> = key.rsplitn(4, '.').collect();
        if count[&last(key)] == 1 { last(key) } else { format!("{}.{}.{}", parts[2], parts[1], parts[0]) }
    };
    definitions.keys().map(|key| (key.clone(), name(key))).collect()
}

fn constant(name: &str) -> String {
    let mut constant = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| letters[index]);
        let after = letters.get(index + 1);
        let starts = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_numeric() || after.is_some_and(|after| after.is_lowercase())
            })
            && before != Some('.');
        if starts {
            constant.push('_');
        }
        constant.push(if *letter == '.' { '_' } else { letter.to_ascii_uppercase() });
    }
    constant
}
