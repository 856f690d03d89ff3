//! The text of Vault's own configuration, as the config map carries it, and its checksum.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::expand::Expander;
use super::facts::Facts;
use super::mode::Mode;
use super::reading::Reading;
use crate::diagnostic::Diagnostic;
use crate::go_template::json;
use crate::source::Span;
use crate::yaml::{Data, Node};

/// The template that lays the configuration into a config map.
const CONFIG_MAP: &str = "vault/templates/server-config-configmap.yaml";

const RAFT: &str = "server.ha.raft.config";

/// The configuration that the user wrote for this mode, with what its Go templates give.
pub struct Configuration {
    /// The value that holds it, such as `server.ha.raft.config`.
    pub path: &'static str,
    /// Where the value was written.
    pub span: Span,
    /// The text of the value.
    pub written: String,
    /// The text that Vault reads, but for the `disable_mlock` that the chart adds.
    pub text: String,
}

/// The configuration as the chart prints it.
#[derive(Default)]
pub(crate) struct Printed {
    /// The text that the config map holds.
    pub(crate) text: String,
    /// What the checksum is made of: the text as it stands in Helm's own rendering of the config map.
    hashed: String,
}

impl Printed {
    /// The SHA-256 of the text as Helm hashes it. A different sum would restart every pod on the move from Helm.
    pub(crate) fn checksum(&self) -> String {
        Sha256::digest(self.hashed.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The value that a mode of its own has for the configuration.
fn path_of_mode(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Ha => Some("server.ha.config"),
        Mode::Standalone => Some("server.standalone.config"),
        _ => None,
    }
}

/// The value that holds the configuration of this mode, if one does.
pub(crate) fn source_path(facts: &Facts, values: Reading<'_>) -> Option<&'static str> {
    let own = path_of_mode(facts.mode)?;
    if facts.chart.features.text_config {
        return Some(if values.truthy("server.ha.raft.enabled") { RAFT } else { own });
    }
    let is_off = || {
        values
            .at("server.ha.raft.enabled")
            .is_some_and(|node| node.to_json() == false || node.as_text() == Some("false"))
    };
    match facts.mode {
        Mode::Ha if values.on("server.ha.raft.enabled") => Some(RAFT),
        // A switch that is null is neither on nor off, and no text is printed.
        Mode::Ha if !is_off() && is_text(values, own) => None,
        _ => Some(own),
    }
}

fn is_text(values: Reading<'_>, path: &str) -> bool {
    values.at(path).is_some_and(|node| node.as_text().is_some())
}

/// Whether a map is printed in place of a text: releases up to 0.28.1 do so if the value of the mode is no text.
fn is_structured(facts: &Facts, values: Reading<'_>) -> bool {
    !facts.chart.features.text_config && path_of_mode(facts.mode).is_some_and(|own| !is_text(values, own))
}

/// Refuses a value that is none of which this release can print a configuration, where it has to print one.
pub(crate) fn refused(facts: &Facts, values: Reading<'_>) -> Option<Diagnostic> {
    let (path, node) = needed(facts, values)?;
    match (is_structured(facts, values), &node.data) {
        // A null is reported with the place where the user wrote it.
        (true, Data::Map(_)) | (false, Data::Text(_)) | (_, Data::Null) => None,
        (true, _) => Some(not_a_map(path, node)),
        (false, _) => Some(not_a_string(path, node)),
    }
}

/// Refuses a null of the user's in the place of the configuration that has to be printed.
pub(crate) fn refused_null(facts: &Facts, values: Reading<'_>, user: &Node) -> Option<Diagnostic> {
    let (path, node) = needed(facts, values)?;
    let written = user.at(path).filter(|written| written.is_null() && node.is_null())?;
    Some(if is_structured(facts, values) { not_a_map(path, written) } else { not_a_string(path, written) })
}

/// The value of the configuration, where this release has to print one.
fn needed<'v>(facts: &Facts, values: Reading<'v>) -> Option<(&'static str, &'v Node)> {
    let is_annotated = facts.server.config_checksum && facts.has_pods();
    let path = source_path(facts, values).filter(|_| facts.server.config_map || is_annotated)?;
    Some((path, values.at(path)?))
}

/// The configuration of this mode, if there is any.
///
/// # Errors
/// A configuration that is of no kind to be printed, or whose Go template fails.
pub(crate) fn configuration(
    values: Reading<'_>,
    facts: &Facts,
    expander: &Expander,
) -> Result<Option<Configuration>, Diagnostic> {
    let source = source_path(facts, values).and_then(|path| Some((path, values.at(path)?)));
    let Some((path, node)) = source.filter(|(_, node)| node.is_truthy()) else { return Ok(None) };
    let (written, text) = match &node.data {
        Data::Map(_) if is_structured(facts, values) => (pretty(node), pretty(node)),
        Data::Text(written) => (written.clone(), evaluated(facts, path, node, written, expander, CONFIG_MAP)?),
        _ => return Err(not_a_string(path, node)),
    };
    Ok(Some(Configuration { path, span: node.span, written, text }))
}

/// The configuration as this release of the chart prints it, evaluated for one of its templates.
///
/// # Errors
/// A configuration that is of no kind to be printed, or whose Go template fails.
pub(crate) fn server_config(
    values: Reading<'_>,
    facts: &Facts,
    expander: &Expander,
    template: &str,
) -> Result<Printed, Diagnostic> {
    if path_of_mode(facts.mode).is_none() {
        return Ok(Printed::default());
    }
    let source = source_path(facts, values).and_then(|path| Some((path, values.at(path)?)));
    match source {
        None => Ok(mlock_first(facts, None)),
        Some((path, node)) if is_structured(facts, values) => match node.data {
            Data::Map(_) => Ok(structured(facts, node)),
            _ => Err(not_a_map(path, node)),
        },
        Some((path, node)) => {
            let source = node.as_text().ok_or_else(|| not_a_string(path, node))?;
            if facts.chart.features.text_config {
                return text(facts, path, node, source, expander, template);
            }
            Ok(mlock_first(facts, Some(evaluated(facts, path, node, source, expander, template)?.trim())))
        }
    }
}

/// A text with `disable_mlock` added where it is missing, in HCL or in JSON.
fn text(
    facts: &Facts,
    path: &str,
    node: &Node,
    source: &str,
    expander: &Expander,
    template: &str,
) -> Result<Printed, Diagnostic> {
    let once = evaluated(facts, path, node, source, expander, template)?;
    // JSON is evaluated again as it was made; of HCL it is the source that is.
    let again = json_with_mlock(&once).unwrap_or_else(|| hcl_with_mlock(source, facts.chart.features.own_mlock));
    let text = evaluated(facts, path, node, &again, expander, template)?.trim().to_owned();
    Ok(Printed { hashed: indented(&text), text })
}

fn evaluated(
    facts: &Facts,
    path: &str,
    node: &Node,
    source: &str,
    expander: &Expander,
    template: &str,
) -> Result<String, Diagnostic> {
    if facts.chart.features.config_template {
        expander.text(path, node, source, template)
    } else {
        Ok(source.to_owned())
    }
}

/// The text of releases up to 0.28.1: their own line first, whatever the configuration says.
fn mlock_first(facts: &Facts, config: Option<&str>) -> Printed {
    let config = config.map(|config| format!("\n{config}")).unwrap_or_default();
    let text = format!("{}disable_mlock = true{config}", gap(facts));
    let is_raft = config.is_empty() || facts.mode != Mode::Ha || !facts.server.raft;
    let end = if is_raft { "" } else { "\n  " };
    let hashed = format!("\n    disable_mlock = true{}{end}", indented(&config));
    Printed { text: text.trim_end().to_owned(), hashed }
}

/// The same of a configuration that is a map.
fn structured(facts: &Facts, node: &Node) -> Printed {
    let json = pretty(node);
    Printed { hashed: format!("\n    {}", indented(&json)), text: format!("{}{json}", gap(facts)) }
}

fn gap(facts: &Facts) -> &'static str {
    if facts.chart.features.config_gap { "\n" } else { "" }
}

/// Every line but the first as it is indented in the config map, empty ones too.
fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

/// Refuses the structured form that older charts took, and whatever else is no text.
fn not_a_string(path: &str, node: &Node) -> Diagnostic {
    Diagnostic::error("config-structured", format!("`{path}` must be a string, found {}", node.kind()))
        .at(node.span, "expected the text of a Vault configuration")
        .note("structured server config is not supported")
        .help("write the configuration as a block of text: `config: |`")
}

fn not_a_map(path: &str, node: &Node) -> Diagnostic {
    let title =
        format!("`{path}` must be a map where the configuration of the mode is not a string, found {}", node.kind());
    Diagnostic::error("config-structured", title)
        .at(node.span, "expected a map")
        .help("write both configurations as text, or both as maps")
}

/// JSON in which memory locking is off unless it says otherwise; none if the text is no JSON to Helm, whose reader
/// gives an object with the one key `Error` for what it cannot read.
fn json_with_mlock(config: &str) -> Option<String> {
    let mut object: Map<String, Value> = serde_json::from_str(config).ok()?;
    if object.is_empty() || object.len() == 1 && object.contains_key("Error") {
        return None;
    }
    object.entry("disable_mlock").or_insert(Value::Bool(true));
    Some(compact_sorted(&object))
}

/// Whether the chart adds a line behind a configuration: it is not JSON to it, and it sees no such line.
pub fn adds_mlock(config: &str) -> bool {
    json_with_mlock(config).is_none() && !sets_mlock(config)
}

fn hcl_with_mlock(config: &str, own_counts: bool) -> String {
    if own_counts && sets_mlock(config) { config.to_owned() } else { format!("{config}\ndisable_mlock = true") }
}

/// Whether a line of the configuration begins with `disable_mlock = true` or `= false`.
fn sets_mlock(config: &str) -> bool {
    const NAME: &str = "disable_mlock";
    // No blank is looked at for two of the names, so the time grows with the text only.
    config.match_indices(NAME).any(|(at, _)| {
        let (before, behind) = (&config[..at], &config[at + NAME.len()..]);
        let blanks = &before[before.trim_end().len()..];
        let begins_line = blanks.len() == before.len() || blanks.contains('\n');
        let value = behind.trim_start().strip_prefix('=').map(str::trim_start);
        begins_line && value.is_some_and(|value| value.starts_with("true") || value.starts_with("false"))
    })
}

/// JSON as releases up to 0.28.1 print a map.
fn pretty(node: &Node) -> String {
    let mut value = node.to_json();
    if let Value::Object(object) = &mut value {
        object.insert("disable_mlock".to_owned(), Value::Bool(true));
    }
    value.sort_all_objects();
    make_floats(&mut value);
    json::pretty(&value)
}

/// JSON on one line as Go writes it, keys sorted: the text is hashed, so each byte counts. Helm reads every number into
/// a float.
fn compact_sorted(object: &Map<String, Value>) -> String {
    let mut sorted = Value::Object(object.clone());
    sorted.sort_all_objects();
    make_floats(&mut sorted);
    json::compact(&sorted)
}

fn make_floats(value: &mut Value) {
    match value {
        Value::Object(object) => object.values_mut().for_each(make_floats),
        Value::Array(items) => items.iter_mut().for_each(make_floats),
        Value::Number(number) => *value = number.as_f64().map_or(Value::Null, Value::from),
        Value::String(_) | Value::Bool(_) | Value::Null => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hcl_gets_a_line_unless_it_has_one() {
        let with_mlock = |config| hcl_with_mlock(config, true);
        assert_eq!(with_mlock("ui = true"), "ui = true\ndisable_mlock = true");
        let own = [
            "disable_mlock = true",
            "ui = true\n  disable_mlock=false \n",
            "disable_mlock\t=\ttrue",
            "disable_mlock = true # x",
        ];
        for config in own {
            assert_eq!(with_mlock(config), config);
            assert!(hcl_with_mlock(config, false).ends_with("\ndisable_mlock = true"), "{config}");
        }
        for config in
            ["# disable_mlock = true", "disable_mlock = 1", "x_disable_mlock = true", "disable_mlock = \"true\""]
        {
            assert!(with_mlock(config).ends_with("\ndisable_mlock = true"), "{config}");
        }
    }

    #[test]
    fn json_is_made_compact_and_sorted() {
        let with_mlock = |config| json_with_mlock(config).unwrap_or_default();
        assert_eq!(
            with_mlock(r#"{"ui": true, "a": {"c": "<&>", "b": 1}}"#),
            r#"{"a":{"b":1,"c":"\u003c\u0026\u003e"},"disable_mlock":true,"ui":true}"#
        );
        assert_eq!(with_mlock(r#"{"disable_mlock": false}"#), r#"{"disable_mlock":false}"#);
        assert_eq!(
            with_mlock(r#"{"disable_mlock": true, "n": [1.0, 1e3, -0, 9007199254740993, 0.5, 1e-7, 1e21, 1e20]}"#),
            r#"{"disable_mlock":true,"n":[1,1000,-0,9007199254740992,0.5,1e-7,1e+21,100000000000000000000]}"#
        );
        for config in ["[1]", "{}", r#"{"Error": 1}"#, "ui = true"] {
            assert_eq!(json_with_mlock(config), None, "{config}");
        }
    }
}
