//! Places in values that something else fills before they reach the cluster: `${DOMAIN}` of Flux' postBuild or envsubst,
//! `${var.domain}` of Terraform, `<path:…>` and `<KEY>` of the Argo CD Vault plugin, `ref+…` of vals.

use std::ops::Range;

/// The first placeholder in a text.
///
/// <https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution>,
/// <https://argocd-vault-plugin.readthedocs.io/en/stable/howitworks/>, <https://github.com/helmfile/vals#expression-syntax>
pub fn placeholder(text: &str) -> Option<Range<usize>> {
    let starts = text.char_indices().filter(|(_, character)| matches!(character, '$' | '<' | 'r'));
    starts.map(|(start, _)| start).find_map(|start| {
        let rest = text.get(start..)?;
        let is_inside = text.get(..start)?.ends_with(|before: char| before == '$' || before.is_alphanumeric());
        let length = variable(rest).or_else(|| bracketed(rest)).or_else(|| reference(rest));
        length.filter(|_| !is_inside).map(|length| start..start + length)
    })
}

/// `${NAME}`, also with a default or another operation behind the name; `${var.name}` and `${function(…)}` of Terraform.
fn variable(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("${")?;
    let name = inside.find(|character: char| !character.is_ascii_alphanumeric() && character != '_')?;
    let end = inside.find('}')?;
    let is_sound = name > 0 && !inside.starts_with(|first: char| first.is_ascii_digit());
    (is_sound && (name == end || inside.get(name..)?.starts_with([':', '/', '%', '^', ',', '.', '('])))
        .then_some(end + 3)
}

/// `<path:secret/data/vault#key>` and `<KEY>`.
fn bracketed(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find('>')?;
    let inside = inside.get(..end)?;
    let is_word = |character: char| character.is_ascii_alphanumeric() || "_-.:/#|@ ".contains(character);
    let is_sound = inside.starts_with(|first: char| first.is_ascii_alphabetic()) && inside.chars().all(is_word);
    is_sound.then_some(end + 2)
}

/// `ref+vault://path#/key`.
fn reference(text: &str) -> Option<usize> {
    let scheme = text.strip_prefix("ref+")?.split_once("://")?.0;
    let is_sound = !scheme.is_empty() && scheme.chars().all(|character| character.is_ascii_alphanumeric());
    is_sound.then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn placeholders_are_found() {
        for (text, expected) in [
            ("https://vault.${DOMAIN}/", Some("${DOMAIN}")),
            ("${replicas:=3}", Some("${replicas:=3}")),
            ("<path:secret/data/vault#token>", Some("<path:secret/data/vault#token>")),
            ("${var.domain}", Some("${var.domain}")),
            ("${lower(var.x)}-y", Some("${lower(var.x)}")),
            ("<STORAGE_CLASS>", Some("<STORAGE_CLASS>")),
            ("ref+vault://secret/x#/y", Some("ref+vault://secret/x#/y")),
            ("$${ESCAPED}", None),
            ("$(HOSTNAME)", None),
            ("${HOST_IP?}", None),
            ("${1}", None),
            ("a < b > c", None),
            ("cat <<EOF\nx >\nEOF", None),
            ("xref+a://b", None),
            ("{{ .Values.x }}", None),
        ] {
            assert_eq!(placeholder(text).and_then(|range| text.get(range)), expected, "{text}");
        }
    }
}
