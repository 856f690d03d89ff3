//! An image by a name that no registry can have.

use crate::check::image::images;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "image-invalid",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "an image has a name that no registry can have",
    why: "The kubelet cannot read such a reference: the pod stays in `InvalidImageName`.",
    fix: "Write registry, repository in lower case and tag, such as `registry.example.com/hashicorp/vault` and \
        `2.1.2`.",
    link: Some("https://kubernetes.io/docs/concepts/containers/images/#image-names"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let all = images(subject);
    // Reading the values tells of a null in the place of the name.
    let is_told = |image: &crate::check::image::Image<'_>| {
        let repository = image.value.map(|tag| tag.trim_end_matches("tag").to_owned() + "repository");
        repository.and_then(|path| subject.user.at(&path)).is_some_and(crate::yaml::Node::is_null)
    };
    let is_wrong = |image: &&crate::check::image::Image<'_>| {
        !is_reference(image.name) && !image.name.trim().is_empty() && !is_told(image)
    };
    let wrong = all.iter().filter(is_wrong);
    let fault = |image: &crate::check::image::Image<'_>| {
        let is_placeholder = ["<", "${", "$(", "{{", "@@"].iter().any(|open| image.name.contains(open));
        let title = match is_placeholder {
            true => format!("image `{}` holds a placeholder that nothing has replaced", image.name),
            false => format!("image `{}` is not a valid image name", image.name),
        };
        let severity = if image.value.is_some() { Severity::Error } else { Severity::Warning };
        Fault::new(title)
            .at(image.label(subject, "cannot be pulled"))
            .in_object(image.pod.object, image.path.clone())
            .as_bad_as(severity)
            .help("write the repository in lower case, and a tag of letters, digits, `.`, `_` and `-`")
    };
    Fault::once_a_place(wrong.map(fault).collect())
}

/// Whether a text is a reference as distribution's `reference` reads it: host, path in lower case, tag, digest.
fn is_reference(text: &str) -> bool {
    let (name, digest) = text.split_once('@').map_or((text, None), |(name, digest)| (name, Some(digest)));
    let is_digest = |digest: &str| {
        let (algorithm, hex) = digest.split_once(':').unwrap_or_default();
        !algorithm.is_empty() && hex.len() >= 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let (path, tag) = match name.rsplit_once(':') {
        Some((path, tag)) if !tag.contains('/') => (path, Some(tag)),
        _ => (name, None),
    };
    let is_tag = |tag: &str| {
        let is_right = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        (1..=128).contains(&tag.len()) && tag.bytes().all(is_right) && !tag.starts_with(['.', '-'])
    };
    let (host, rest) = match path.split_once('/') {
        Some((host, rest)) if host.contains(['.', ':']) || host == "localhost" => (Some(host), rest),
        _ => (None, path),
    };
    let is_host = |host: &str| {
        let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
        let is_right = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        !name.is_empty() && name.bytes().all(is_right) && port.is_none_or(|port| port.parse::<u16>().is_ok())
    };
    let is_part = |part: &str| {
        let is_right = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.-".contains(&byte);
        !part.is_empty()
            && part.bytes().all(is_right)
            && !part.starts_with(['.', '_', '-'])
            && !part.ends_with(['.', '_', '-'])
    };
    digest.is_none_or(is_digest) && tag.is_none_or(is_tag) && host.is_none_or(is_host) && rest.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::is_reference;

    #[test]
    fn references_are_read_as_the_kubelet_reads_them() {
        for text in [
            "vault",
            "hashicorp/vault:2.0.4",
            "registry:5000/a/b_c:V1",
            "localhost/a",
            "a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            "",
            " i",
            "<Image URI>:1",
            "Hashicorp/vault",
            "a:",
            "a:b:c",
            "a//b",
            "https://a/b",
            "a:-1",
            "a@sha256:x",
            "a:1+ent",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
