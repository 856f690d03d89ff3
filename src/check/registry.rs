//! Every rule, in the order in which they are listed.

use super::rule::Rule;
use super::rules::RULES;

/// Every rule.
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// The rule of a name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_whole_and_has_a_name_of_its_own() {
        for (index, rule) in rules().iter().enumerate() {
            assert!(!RULES[..index].iter().any(|other| other.id == rule.id), "{} is listed twice", rule.id);
            let is_name =
                rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte));
            assert!(is_name, "{}", rule.id);
            for sentence in [rule.why, rule.fix] {
                assert!(sentence.ends_with(['.', '`']), "{}: {sentence:?} is no sentence", rule.id);
            }
            assert!(rule.link.is_none_or(|link| link.starts_with("https://")), "{}", rule.id);
            assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{}: {:?}", rule.id, rule.title);
        }
    }
}
