//! The rules themselves, as a list and one by one.

use serde_json::{Value, json};

use super::view::FindingsView;
use super::wrap::wrapped;
use crate::check::{Purpose, Rule};

/// A view that findings have and rules do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rules are not shown as `{0}`")]
pub struct UnlistedView(pub FindingsView);

/// All rules: one line each, the page that documents them, or a list in JSON.
///
/// # Errors
/// A view that rules do not have.
pub fn list_rules(rules: &[&Rule], view: FindingsView) -> Result<String, UnlistedView> {
    match view {
        FindingsView::Text => Ok(lines(rules)),
        FindingsView::Markdown => Ok(rules_page(rules)),
        FindingsView::Json => {
            let rules: Vec<Value> = rules.iter().map(|rule| rule_json(rule)).collect();
            Ok(format!("{:#}\n", json!({ "rules": rules })))
        }
        other => Err(UnlistedView(other)),
    }
}

/// What a rule finds, why that matters and how to fix it: as text, as its section of the page, or in JSON.
///
/// # Errors
/// A view that rules do not have.
pub fn explain_rule(rule: &Rule, view: FindingsView) -> Result<String, UnlistedView> {
    match view {
        FindingsView::Text => Ok(explanation(rule)),
        FindingsView::Markdown => Ok(section(rule)),
        FindingsView::Json => Ok(format!("{:#}\n", rule_json(rule))),
        other => Err(UnlistedView(other)),
    }
}

/// A rule as an object: `rule`, `severity`, `confidence`, `for`, `title`, `why`, `fix` and `link`, which may be null.
fn rule_json(rule: &Rule) -> Value {
    json!({
        "rule": rule.id,
        "severity": rule.severity.word(),
        "confidence": rule.confidence.word(),
        "for": rule.purpose.word(),
        "title": rule.title,
        "why": rule.why,
        "fix": rule.fix,
        "link": rule.link,
    })
}

/// One line a rule: its name, its severity, what it applies to, and what it finds.
fn lines(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let purpose = rule.purpose.word();
        format!("{:width$}  {:7}  {purpose:10}  {}\n", rule.id, rule.severity.word(), rule.title)
    };
    rules.iter().map(line).collect()
}

/// The page that documents all rules, as Markdown.
pub fn rules_page(rules: &[&Rule]) -> String {
    let mut page = String::from(
        "# Rules\n\nWhat `vaultchart check` looks for. `vaultchart check --explain RULE` prints the same of one rule.\n\n\
         | rule | severity | for | finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules {
        let Rule { id, title, .. } = rule;
        page.push_str(&format!(
            "| [{id}](#{}) | {} | {} | {title} |\n",
            anchor(id),
            rule.severity.word(),
            rule.purpose.word()
        ));
    }
    for rule in rules {
        page.push('\n');
        page.push_str(&section(rule));
    }
    page
}

/// The section of one rule.
fn section(rule: &Rule) -> String {
    let (severity, confidence) = (rule.severity.word(), rule.confidence.word());
    let applies = match rule.purpose {
        Purpose::Any => "every",
        Purpose::Production => "a production",
    };
    let mut text = format!("## {}\n\n{}.\n\n", rule.id, capitalized(rule.title));
    text.push_str(&format!("*{severity}, {confidence} confidence, for {applies} release.*\n\n"));
    text.push_str(&format!("**Why.** {}\n\n**Fix.** {}\n", rule.why, rule.fix));
    text.extend(rule.link.map(|link| format!("\n**See.** <{link}>\n")));
    text
}

/// Where a heading is found on its page.
fn anchor(id: &str) -> String {
    id.replace('.', "")
}

fn capitalized(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn explanation(rule: &Rule) -> String {
    let applies = match rule.purpose {
        Purpose::Any => "applies to every release",
        Purpose::Production => "applies to production: `--for production`, or ha mode",
    };
    let (severity, confidence) = (rule.severity.word(), rule.confidence.word());
    let title = wrapped(&format!("{}: ", rule.id), rule.title);
    let (why, fix) = (wrapped("why: ", rule.why), wrapped("fix: ", rule.fix));
    let link = rule.link.map(|link| format!("\nsee: {link}\n")).unwrap_or_default();
    format!("{title}\n{severity}, {confidence} confidence; {applies}\n\n{why}\n\n{fix}\n{link}")
}
