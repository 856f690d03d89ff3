//! The way in: a text is JSON if it starts with a brace, else HCL, as in Vault.

use super::json::parse_json;
use super::parser::parse_hcl;
use super::problem::{Problem, SETTINGS_LIMIT, SIZE_LIMIT};
use super::tree::{Body, Config};
use crate::source::{SourceId, Span};

/// How many problems of one text are reported.
const PROBLEM_LIMIT: usize = 20;

/// Reads a configuration.
///
/// # Errors
/// The problems of the text in their order, never none: after a broken item the reading of HCL goes on with the next.
pub fn parse(text: &str, source: SourceId) -> Result<Config, Vec<Problem>> {
    parse_up_to(text, source, PROBLEM_LIMIT)
}

/// Reads a configuration until it has as many problems.
pub(super) fn parse_up_to(text: &str, source: SourceId, limit: usize) -> Result<Config, Vec<Problem>> {
    if text.len() > SIZE_LIMIT {
        return Err(vec![Problem::Large { span: Span::new(source, SIZE_LIMIT, SIZE_LIMIT) }]);
    }
    let config = if is_json(text) {
        parse_json(text, source).map(|(body, loose)| Config { body, loose }).map_err(|problem| vec![problem])?
    } else {
        let (body, problems) = parse_hcl(text, source, limit);
        if !problems.is_empty() {
            return Err(problems);
        }
        Config { body, loose: Vec::new() }
    };
    match one_too_many(&config.body, &mut 0) {
        Some(span) => Err(vec![Problem::Many { span }]),
        None => Ok(config),
    }
}

/// The place of the first attribute or block above the limit: what is read later looks at each beside the others.
fn one_too_many(body: &Body, seen: &mut usize) -> Option<Span> {
    let attributes = body.attributes.iter().map(|attribute| (&attribute.name, None));
    for (name, inner) in attributes.chain(body.blocks.iter().map(|block| (&block.kind, Some(&block.body)))) {
        *seen += 1;
        if *seen > SETTINGS_LIMIT {
            return Some(name.span);
        }
        if let Some(span) = inner.and_then(|inner| one_too_many(inner, seen)) {
            return Some(span);
        }
    }
    None
}

/// No HCL starts with a brace, so Vault takes such a text for JSON.
fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}
