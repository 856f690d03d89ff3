//! An image that may change by itself.

use crate::check::image::{Image, images};
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "image-floating",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Production,
    title: "a tag does not say which image runs",
    why: "A tag such as `latest` or `1.19` means another image every few weeks: a pod that restarts on another node \
          may run another version than its peers, although nobody decided that.",
    fix: "Write a whole version such as `1.21.1`, or a digest: repository `hashicorp/vault@sha256` and the digest as \
          tag.",
    link: Some("https://kubernetes.io/docs/concepts/containers/images/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let floats = |image: &&Image<'_>| !image.has_digest() && !image.tag().is_some_and(is_fixed);
    let all = images(subject);
    let fault = |image: &Image<'_>| {
        let title = match image.tag() {
            Some(tag) => format!("the tag `{tag}` of image `{}` may be another image tomorrow", image.name),
            None => format!("image `{}` has no tag, which means `latest`", image.name),
        };
        Fault::new(title)
            .at(image.label(subject, "no fixed version"))
            .in_object(image.pod.object, image.path.clone())
            .help("write the whole version, such as `1.21.1`, or a digest")
    };
    Fault::once_a_place(all.iter().filter(floats).map(fault).collect())
}

/// A version of three numbers, a commit or a date names one image; a word, or one or two numbers, does not.
fn is_fixed(tag: &str) -> bool {
    let bare = tag.strip_prefix('v').unwrap_or(tag);
    let numbers = bare.split(['-', '_', '+']).next().unwrap_or_default().split('.').collect::<Vec<_>>();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let digits = tag.bytes().filter(u8::is_ascii_digit).count();
    let is_commit = |part: &str| {
        part.len() >= 7
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    };
    numbers.len() >= 3 && numbers.iter().all(is_number) || digits >= 6 || tag.split(['-', '_', '.']).any(is_commit)
}

#[cfg(test)]
mod tests {
    use super::is_fixed;

    #[test]
    fn a_fixed_tag_names_one_image() {
        for (tag, expected) in [
            ("1.21.1", true),
            ("v1.21.1-ent", true),
            ("2.0.4-ubi", true),
            ("20260101", true),
            ("sha-3f9a2c1", true),
            ("1.21", false),
            ("1", false),
            ("latest", false),
            ("stable", false),
            ("1.21-ubi", false),
            ("main", false),
        ] {
            assert_eq!(is_fixed(tag), expected, "{tag}");
        }
    }
}
