//! The way in: a text is JSON if it starts with a brace, else HCL, as in Vault.

use super::json::parse_json;
use super::parser::parse_hcl;
use super::problem::Problem;
use super::tree::Config;
use crate::source::SourceId;

/// How many problems of one text are told.
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
    if is_json(text) {
        return parse_json(text, source).map(|(body, loose)| Config { body, loose }).map_err(|problem| vec![problem]);
    }
    let (body, problems) = parse_hcl(text, source, limit);
    if problems.is_empty() { Ok(Config { body, loose: Vec::new() }) } else { Err(problems) }
}

/// No HCL starts with a brace, so Vault takes such a text for JSON.
fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}
