//! The rules themselves, as a list and one by one.

use crate::check::{Purpose, Rule};

/// One line a rule: its name, its severity, what it applies to, and what it finds.
pub fn list_rules(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        let purpose = if rule.purpose == Purpose::Production { "production" } else { "any" };
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
        let (severity, confidence) = (rule.severity.word(), rule.confidence.word());
        page.push_str(&format!("\n## {}\n\n{}.\n\n", rule.id, capitalized(rule.title)));
        page.push_str(&format!(
            "*{severity}, {confidence} confidence, for {} release.*\n\n",
            match rule.purpose {
                Purpose::Any => "every",
                Purpose::Production => "a production",
            }
        ));
        page.push_str(&format!("**Why.** {}\n\n**Fix.** {}\n", rule.why, rule.fix));
        page.extend(rule.link.map(|link| format!("\n**See.** <{link}>\n")));
    }
    page
}

/// Where a heading is found on its page.
fn anchor(id: &str) -> String {
    id.replace('.', "")
}

fn capitalized(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a rule finds, why that matters and how to mend it.
pub fn explain_rule(rule: &Rule) -> String {
    let applies = match rule.purpose {
        Purpose::Any => "applies to every release",
        Purpose::Production => "applies to production: `--for production`, or ha mode",
    };
    let severity = rule.severity.word();
    let confidence = rule.confidence.word();
    let mut text = format!("{}: {}\n{severity}, {confidence} confidence; {applies}\n\n", rule.id, rule.title);
    text.push_str(&format!("why: {}\n\nfix: {}\n", rule.why, rule.fix));
    if let Some(link) = rule.link {
        text.push_str(&format!("\nsee: {link}\n"));
    }
    text
}
