//! The image in one string of the first versions of the chart, taken apart.

/// An image, taken apart so that repository, colon and tag give the same image again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image<'text> {
    /// All before the colon: registry, name and, for a digest, `@sha256`.
    pub repository: &'text str,
    /// All after the colon; empty if there is none.
    pub tag: &'text str,
}

impl<'text> Image<'text> {
    /// Splits at the last colon behind the last slash: a port of the registry stays, and a digest keeps its `@sha256`.
    pub fn split(text: &'text str) -> Self {
        let name = text.rfind('/').map_or(0, |slash| slash + 1);
        match text[name..].rfind(':') {
            Some(colon) => Self { repository: &text[..name + colon], tag: &text[name + colon + 1..] },
            None => Self { repository: text, tag: "" },
        }
    }

    /// The repository alone, for a tag that comes from elsewhere.
    pub fn without_tag(text: &'text str) -> Self {
        Self { tag: "", ..Self::split(text.split('@').next().unwrap_or(text)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Image;

    #[test]
    fn an_image_is_split_at_its_tag() {
        let cases = [
            ("vault", "vault", ""),
            ("vault:1.2.3", "vault", "1.2.3"),
            ("registry:5000/vault", "registry:5000/vault", ""),
            ("registry:5000/team/vault:1.2.3", "registry:5000/team/vault", "1.2.3"),
            ("vault@sha256:abc", "vault@sha256", "abc"),
            ("registry:5000/vault:1.2@sha256:abc", "registry:5000/vault:1.2@sha256", "abc"),
            (":", "", ""),
        ];
        for (text, repository, tag) in cases {
            assert_eq!(Image::split(text), Image { repository, tag }, "{text}");
        }
        assert_eq!(Image::without_tag("registry:5000/vault:1.2@sha256:abc").repository, "registry:5000/vault");
    }
}
