//! A configuration in JSON that Helm does not read.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "vault-config-json",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the configuration is JSON that Vault reads and Helm does not",
    why: "The chart looks whether the configuration is JSON to set `disable_mlock` in it. Its reader is stricter than \
          Vault's: a comma before a closing brace, or text behind the last one, makes it take the text for HCL, and it \
          adds `disable_mlock = true` behind the brace, where nobody reads it. Vault then locks its memory, or stops.",
    fix: "Fix the JSON at the place that the message names.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration#disable_mlock"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(configuration) = &subject.configuration else { return Vec::new() };
    let loose = configuration.tree().map(|tree| tree.loose.as_slice()).unwrap_or_default();
    let fault = |(index, place): (usize, &crate::vault_config::Loose)| {
        let fault = Fault::new(format!("Vault reads this JSON and Helm does not: {}", place.words))
            .at(configuration.label(place.span, "Helm stops reading here"));
        let adds = index == 0 && configuration.adds_mlock();
        fault
            .also_note(
                adds.then(|| "`disable_mlock = true` is added behind the last brace, where nobody reads it".to_owned()),
            )
            .help(format!("remove {}", place.remove))
    };
    loose.iter().enumerate().map(fault).collect()
}
