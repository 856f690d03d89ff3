//! One image from another registry than all others.

use crate::check::image::images;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "image-elsewhere",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "one image comes from another registry than all others",
    why: "A cluster that pulls from a private registry often cannot reach any other: the one image that was forgotten \
        is not pulled, or comes past all scans.",
    fix: "Set the repository of that image as well.",
    link: Some("https://developer.hashicorp.com/vault/docs/platform/k8s/helm/configuration"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all: Vec<_> = images(subject).into_iter().filter(|image| image.value.is_some()).collect();
    let mut registries: Vec<(&str, usize)> = Vec::new();
    for image in &all {
        let name = registry(image.name);
        match registries.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => registries.push((name, 1)),
        }
    }
    let [(one, first), (other, second)] = registries[..] else { return Vec::new() };
    let lonely = if first == 1 && second > 1 {
        one
    } else if second == 1 && first > 1 {
        other
    } else {
        return Vec::new();
    };
    let Some(image) = all.iter().find(|image| registry(image.name) == lonely) else { return Vec::new() };
    let usual = if lonely == one { other } else { one };
    let Some(value) = image.value else { return Vec::new() };
    let repository = value.trim_end_matches("tag").to_owned() + "repository";
    // Who names a registry for one image alone means it.
    if subject.is_set(&repository) {
        return Vec::new();
    }
    vec![
        Fault::new(format!("image `{}` comes from `{lonely}`, and all others from `{usual}`", image.name))
            .at(subject.label_or_unset(&repository, "another registry"))
            .in_object(image.pod.object, image.path.clone())
            .help(format!("set `{repository}` to the copy in `{usual}`")),
    ]
}

/// The registry of an image: what stands before the first `/`, if it is a host.
fn registry(image: &str) -> &str {
    let first = image.split_once('/').map(|(first, _)| first);
    first.filter(|first| first.contains(['.', ':']) || *first == "localhost").unwrap_or("docker.io")
}
