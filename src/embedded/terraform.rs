//! `helm_release` of Terraform.
//!
//! Entries of `values` are texts of YAML, a later one over an earlier one; `set`, `set_list` and `set_sensitive` lie over
//! them, as `--set`, or `--set-string` and `--set-literal` by their `type`. What Terraform alone can evaluate is reported;
//! within values it stays as a placeholder, `${…}`.
//! <https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release>,
//! <https://github.com/hashicorp/terraform-provider-helm/blob/main/helm/resource_helm_release.go> (`getValues`)

use super::field::{CODE, Field};
use super::harvest::Harvest;
use super::hcl::{Attribute, Block, Body, Expression, Form};
use super::kind::Kind;
use super::local_chart::LocalChart;
use super::other_chart::{Chart, chart};
use super::part::GivenLayer;
use super::reading::Reading;
use super::release::{EmbeddedRelease, Said};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::values::{FileSet, SetKind};
use crate::yaml::{Data, Entries, Entry, Node, Number, Style, resolve_plain};

/// What stands for the folder of the file in its texts.
const FOLDER: &str = "${path.module}/";
/// What is given where a value cannot be known.
const GIVE: &str = "`terraform show -json` of a saved plan prints what it becomes; give that by `-f`";

/// Finds the releases of the chart in a file of Terraform.
pub(super) fn terraform(reading: &mut Reading, body: &Body, harvest: &mut Harvest) {
    for block in &body.blocks {
        if let ("resource", [kind, label]) = (block.kind.as_str(), block.labels.as_slice())
            && kind == "helm_release"
        {
            helm_release(reading, block, label, harvest);
        }
    }
}

fn helm_release(reading: &mut Reading, block: &Block, label: &str, harvest: &mut Harvest) {
    let Some(named) = block.body.get("chart") else { return };
    let mut release = EmbeddedRelease::new(Kind::Terraform, label, block.span);
    let Some(name) = text(named) else {
        return harvest.others.push((named.span, "a chart that only Terraform knows".to_owned()));
    };
    let local = match name.strip_prefix(FOLDER).or(Some(name).filter(|name| name.starts_with(['.', '/']))) {
        Some(path) => match LocalChart::find(&reading.folder().join(path), reading.files, reading.sources) {
            Ok(local) => local,
            Err(problem) => {
                release.errors.push(problem.at(named.span, "named here"));
                return harvest.releases.push(release);
            }
        },
        None => None,
    };
    if local.is_none() {
        match chart(name, block.body.get("repository").and_then(text).unwrap_or_default()) {
            Chart::Vault => {}
            other => return harvest.other(named.span, other),
        }
    }
    release.name = said(&block.body, "name", "the first argument", &mut release);
    release.namespace = said(&block.body, "namespace", "`-n`", &mut release);
    release.chart_version = said(&block.body, "version", "`--chart-version`", &mut release);
    values(reading, &block.body, &mut release);
    sets(&block.body, reading.sources, &mut release);
    match local {
        None => harvest.releases.push(release),
        Some(chart) => harvest.spread(reading, &chart, release),
    }
}

/// The text of an expression that says one without Terraform.
fn text(expression: &Expression) -> Option<&str> {
    match &expression.form {
        Form::Text(text) => Some(text),
        Form::Open(text) => Some(text)
            .filter(|text| text.strip_prefix(FOLDER).is_some_and(|path| !path.contains("${")))
            .map(String::as_str),
        _ => None,
    }
}

/// What an attribute says; where that is not known here, how it is given instead.
fn said(body: &Body, name: &str, instead: &str, release: &mut EmbeddedRelease) -> Option<Said> {
    let expression = body.get(name).filter(|expression| expression.form != Form::Null)?;
    let said = text(expression).map(|text| Said { text: text.to_owned(), span: expression.span });
    if said.is_none() {
        let warning = Diagnostic::warning(CODE, format!("`{name}` is known to Terraform alone"));
        release
            .warnings
            .push(warning.at(expression.span, "evaluated when it is applied").help(format!("give it by {instead}")));
    }
    said.filter(|said| !said.text.is_empty())
}

fn values(reading: &mut Reading, body: &Body, release: &mut EmbeddedRelease) {
    let Some(list) = body.get("values") else { return };
    match &list.form {
        Form::List(entries) => entries.iter().for_each(|entry| entry_of(reading, entry, release)),
        Form::Null => {}
        _ => release.errors.push(unknown("these values are", list.span)),
    }
}

/// One entry of `values`.
fn entry_of(reading: &mut Reading, entry: &Expression, release: &mut EmbeddedRelease) {
    match &entry.form {
        Form::Null => {}
        Form::Text(_) | Form::Open(_) => {
            let node = node(entry, reading.sources);
            reading.add(reading.text_values(&Field { node: &node, path: "values".to_owned() }), release);
        }
        Form::Call(function, arguments) => match (function.as_str(), arguments.as_slice()) {
            ("yamlencode" | "jsonencode", [argument]) if matches!(argument.form, Form::Map(_)) => {
                let node = node(argument, reading.sources);
                reading.add(reading.map(&Field { node: &node, path: "values".to_owned() }), release);
            }
            ("file", [named]) if text(named).is_some() => {
                let path = text(named).unwrap_or_default();
                let path = path.strip_prefix(FOLDER).unwrap_or(path).to_owned();
                reading.file_beside(&Said { text: path, span: named.span }, release);
            }
            _ => release.errors.push(unknown("these values are", entry.span)),
        },
        _ => release.errors.push(unknown("these values are", entry.span)),
    }
}

fn unknown(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(CODE, format!("{what} known to Terraform alone"))
        .at(span, "evaluated when it is applied")
        .help(GIVE)
}

/// An expression as values: what is not known stays as the placeholder that Terraform fills.
fn node(expression: &Expression, sources: &mut Sources) -> Node {
    let span = expression.span;
    let data = match &expression.form {
        Form::Null => Data::Null,
        Form::Bool(is_true) => Data::Bool(*is_true),
        Form::Number(number) => match resolve_plain(number) {
            Ok(Data::Number(number)) => Data::Number(number),
            _ => Data::Number(Number::Float(number.parse().unwrap_or_default())),
        },
        Form::Text(text) | Form::Open(text) => Data::Text(text.clone()),
        Form::List(items) => Data::List(items.iter().map(|item| node(item, sources)).collect()),
        Form::Map(entries) => {
            let mut map = Entries::default();
            // The last of two of one name counts.
            for Attribute { name, name_span, value } in entries {
                map.insert(name.clone(), Entry { key_span: *name_span, value: node(value, sources) });
            }
            Data::Map(map.into())
        }
        Form::Call(..) | Form::Other => Data::Text(placeholder(span, sources)),
    };
    let node = Node::new(span, data);
    match node.data {
        Data::Text(_) => Node { style: Style::Quoted, ..node },
        _ => node,
    }
}

/// `set` and its kin, as blocks or, in newer releases of the provider, as lists of maps.
fn sets(body: &Body, sources: &mut Sources, release: &mut EmbeddedRelease) {
    for name in ["set", "set_list", "set_sensitive", "set_wo"] {
        for block in body.blocks.iter().filter(|block| block.kind == name) {
            set(&block.body, block.span, sources, release);
        }
        if let Some(list) = body.get(name) {
            let Form::List(items) = &list.form else {
                release.errors.push(unknown(&format!("`{name}` is"), list.span));
                continue;
            };
            for item in items {
                match &item.form {
                    Form::Map(entries) => {
                        let body = Body { attributes: entries.clone(), blocks: Vec::new() };
                        set(&body, item.span, sources, release);
                    }
                    _ => release.errors.push(unknown(&format!("this item of `{name}` is"), item.span)),
                }
            }
        }
        let is_dynamic =
            |block: &&Block| block.kind == "dynamic" && block.labels.first().is_some_and(|label| label == name);
        for block in body.blocks.iter().filter(is_dynamic) {
            release.errors.push(unknown(&format!("this dynamic `{name}` is"), block.span));
        }
    }
}

fn set(body: &Body, span: Span, sources: &mut Sources, release: &mut EmbeddedRelease) {
    let (Some(name), Some(value)) = (body.get("name"), body.get("value")) else { return };
    let kind = match body.get("type").and_then(text) {
        // A placeholder is no syntax of `--set`.
        _ if matches!(value.form, Form::Call(..) | Form::Other) => SetKind::Literal,
        Some("string") => SetKind::Text,
        Some("literal") => SetKind::Literal,
        _ => SetKind::Typed,
    };
    let (Some(key), Some(text)) = (text(name), set_value(value, sources)) else {
        return release.errors.push(unknown("what is set here is", span));
    };
    release.parts.push(GivenLayer::Set(FileSet {
        kind,
        name: key.to_owned(),
        name_span: name.span,
        value: text,
        value_span: value.span,
        file: None,
    }));
}

/// The value behind `--set key=`: what is not known is the placeholder that Terraform fills.
fn set_value(value: &Expression, sources: &mut Sources) -> Option<String> {
    match &value.form {
        Form::Text(text) | Form::Open(text) => Some(text.clone()),
        Form::Number(number) => Some(number.clone()),
        Form::Bool(is_true) => Some(is_true.to_string()),
        Form::Null => Some(String::new()),
        Form::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| item_of(item, sources)).collect();
            Some(format!("{{{}}}", items?.join(",")))
        }
        Form::Map(_) => None,
        Form::Call(..) | Form::Other => Some(placeholder(value.span, sources)),
    }
}

/// The value of an item of a list. A placeholder is no syntax of `--set`, where a comma or brace would end the item.
fn item_of(item: &Expression, sources: &mut Sources) -> Option<String> {
    let text = set_value(item, sources)?;
    Some(match item.form {
        Form::Call(..) | Form::Other | Form::Open(_) => {
            text.replace('\\', r"\\").replace(',', r"\,").replace('{', r"\{").replace('}', r"\}")
        }
        _ => text,
    })
}

/// What stands for an expression that Terraform alone evaluates.
fn placeholder(span: Span, sources: &mut Sources) -> String {
    sources.leave_open(span);
    format!("${{{}}}", sources.slice(span))
}
