//! The text of Vault's own configuration, as the config map carries it, and its checksum.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::expand::Expander;
use super::mode::Mode;
use super::reading::Reading;
use crate::diagnostic::Diagnostic;
use crate::go_template::json;
use crate::source::Span;
use crate::yaml::{Data, Node};

/// The template that lays the configuration into a config map.
const CONFIG_MAP: &str = "vault/templates/server-config-configmap.yaml";

/// The value that holds the configuration of this mode: that of integrated storage wins in every mode.
pub(crate) fn source_path(mode: Mode, values: &Node) -> Option<&'static str> {
    if Reading(values).truthy("server.ha.raft.enabled") {
        return Some("server.ha.raft.config");
    }
    match mode {
        Mode::Ha => Some("server.ha.config"),
        Mode::Standalone => Some("server.standalone.config"),
        _ => None,
    }
}

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

/// The configuration of this mode, if there is any.
///
/// # Errors
/// A configuration that is not a string, or whose Go template fails.
pub(crate) fn configuration(
    values: &Node,
    mode: Mode,
    expander: &Expander,
) -> Result<Option<Configuration>, Diagnostic> {
    let source = source_path(mode, values).and_then(|path| Some((path, values.at(path)?)));
    let Some((path, node)) = source.filter(|(_, node)| node.is_truthy()) else { return Ok(None) };
    let Data::Text(written) = &node.data else { return Err(not_a_string(path, node)) };
    let text = expander.text(path, node, written, CONFIG_MAP)?;
    Ok(Some(Configuration { path, span: node.span, written: written.clone(), text }))
}

/// The configuration text: evaluated as a Go template, `disable_mlock` added where it is missing, evaluated again.
///
/// # Errors
/// A configuration that is not a string, or whose Go template fails.
pub(crate) fn server_config(
    values: &Node,
    mode: Mode,
    expander: &Expander,
    template: &str,
) -> Result<String, Diagnostic> {
    let Some((path, node)) = source_path(mode, values).and_then(|path| Some((path, values.at(path)?))) else {
        return Ok(String::new());
    };
    if !node.is_truthy() {
        return Ok(String::new());
    }
    let Data::Text(source) = &node.data else { return Err(not_a_string(path, node)) };
    let once = expander.text(path, node, source, template)?;
    let text = expander.text(path, node, &with_mlock_disabled(&once), template)?;
    Ok(text.trim().to_owned())
}

/// Refuses the structured form that older charts took.
pub(crate) fn not_a_string(path: &str, node: &Node) -> Diagnostic {
    Diagnostic::error("config-structured", format!("`{path}` must be a string, found {}", node.kind()))
        .at(node.span, "expected the text of a Vault configuration")
        .help("write the configuration as a block of text: `config: |`")
}

/// The SHA-256 of the text as Helm hashes it: as it stands in its own rendering of the config map, where every line but
/// the first is indented by four. A different sum would restart every pod on the move from Helm.
pub(crate) fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text.replace('\n', "\n    ").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with_mlock_disabled(config: &str) -> String {
    match serde_json::from_str::<Map<String, Value>>(config) {
        Ok(mut object) => {
            object.entry("disable_mlock").or_insert(Value::Bool(true));
            compact_sorted(&object)
        }
        Err(_) if sets_mlock(config) => config.to_owned(),
        Err(_) => format!("{config}\ndisable_mlock = true\n"),
    }
}

/// Whether the chart adds a line behind a configuration: it is not JSON to it, and it sees no such line.
pub fn adds_mlock(config: &str) -> bool {
    serde_json::from_str::<Map<String, Value>>(config).is_err() && !sets_mlock(config)
}

/// Whether a line of the configuration says `disable_mlock = true` or `= false`.
fn sets_mlock(config: &str) -> bool {
    config.lines().any(|line| {
        let value = line.trim().strip_prefix("disable_mlock").and_then(|rest| rest.trim_start().strip_prefix('='));
        value.is_some_and(|value| matches!(value.trim(), "true" | "false"))
    })
}

/// JSON on one line as Go writes it, keys sorted: the text is hashed, so each byte counts. Helm reads every number into a
/// float.
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
        assert_eq!(with_mlock_disabled("ui = true"), "ui = true\ndisable_mlock = true\n");
        for config in ["disable_mlock = true", "ui = true\n  disable_mlock=false \n", "disable_mlock\t=\ttrue"] {
            assert_eq!(with_mlock_disabled(config), config);
        }
        for config in ["# disable_mlock = true", "disable_mlock = 1", "x_disable_mlock = true"] {
            assert!(with_mlock_disabled(config).ends_with("\ndisable_mlock = true\n"), "{config}");
        }
    }

    #[test]
    fn json_is_made_compact_and_sorted() {
        assert_eq!(
            with_mlock_disabled(r#"{"ui": true, "a": {"c": "<&>", "b": 1}}"#),
            r#"{"a":{"b":1,"c":"\u003c\u0026\u003e"},"disable_mlock":true,"ui":true}"#
        );
        assert_eq!(with_mlock_disabled(r#"{"disable_mlock": false}"#), r#"{"disable_mlock":false}"#);
        assert_eq!(
            with_mlock_disabled(
                r#"{"disable_mlock": true, "n": [1.0, 1e3, -0, 9007199254740993, 0.5, 1e-7, 1e21, 1e20]}"#
            ),
            r#"{"disable_mlock":true,"n":[1,1000,-0,9007199254740992,0.5,1e-7,1e+21,100000000000000000000]}"#
        );
        assert!(with_mlock_disabled("[1]").starts_with("[1]\n"));
    }
}
