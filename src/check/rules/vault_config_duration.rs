//! A duration that Vault cannot read.

use crate::check::vocabulary::{Kind, Meaning, Setting, lacks, settings};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, ServerConfiguration, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-duration",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "a duration in the configuration is invalid",
    why: "Vault stops at its start when it cannot read a duration: it accepts whole seconds, or numbers with a unit \
          from `ns` to `h`, or whole days with `d` alone.",
    fix: "Write seconds such as `30`, or a text such as `\"30s\"`, `\"1h30m\"` or `\"32d\"`.",
    link: Some("https://developer.hashicorp.com/vault/docs/concepts/duration-format"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let Some(tree) = configuration.tree() else { return Vec::new() };
    settings(tree).iter().filter_map(|setting| fault(setting, configuration)).collect()
}

fn fault(setting: &Setting<'_>, configuration: &ServerConfiguration) -> Option<Fault> {
    let Meaning::Attribute(value, kind @ (Kind::Duration | Kind::DurationOrNone)) = setting.found else { return None };
    let expected = lacks(value, kind)?;
    let name = &setting.name.text;
    let fault = Fault::new(format!("`{name}` is not a duration{}", setting.place()))
        .at(configuration.label(value.span, expected));
    Some(match value.as_text().and_then(meant) {
        Some(meant) => fault.help(format!("write `{name} = \"{meant}\"`")),
        None => fault,
    })
}

/// What was most likely meant: weeks in days, days and hours in hours, a unit without the blank before it.
fn meant(text: &str) -> Option<String> {
    let compact: String = text.split_whitespace().collect();
    let end = compact.find(|letter: char| !letter.is_ascii_digit())?;
    let (digits, unit) = compact.split_at_checked(end)?;
    let number: u64 = digits.parse().ok()?;
    Some(match unit {
        "w" | "week" | "weeks" => format!("{}d", number.checked_mul(7)?),
        "d" | "day" | "days" => format!("{number}d"),
        "h" | "hour" | "hours" => format!("{number}h"),
        "m" | "min" | "minute" | "minutes" => format!("{number}m"),
        "s" | "sec" | "second" | "seconds" => format!("{number}s"),
        _ => {
            let hours: u64 = unit.strip_prefix('d')?.strip_suffix('h')?.parse().ok()?;
            format!("{}h", number.checked_mul(24)?.checked_add(hours)?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_length_of_time_is_guessed_from_its_words() {
        let table = [
            ("2w", Some("14d")),
            ("32 days", Some("32d")),
            ("1d12h", Some("36h")),
            ("30 s", Some("30s")),
            ("soon", None),
            ("99999999999999999999w", None),
            ("9999999999999999999w", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(meant(text).as_deref(), expected, "{text}");
        }
    }
}
