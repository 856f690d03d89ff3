//! Paths as URIs.

use std::fmt::Write as _;

/// The URI of a path: relative as it was typed, or `file:///…`.
pub(super) fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    match (path.starts_with('/'), is_drive) {
        (true, _) => format!("file://{}", escaped(&path)),
        (false, true) => format!("file:///{}", escaped(&path)),
        (false, false) => escaped(&path),
    }
}

/// Writes every byte that has a meaning in a URI, or none, by its number.
fn escaped(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        let table = [
            ("prod.yaml", "prod.yaml"),
            ("envs/eu west/ä%#?.yaml", "envs/eu%20west/%C3%A4%25%23%3F.yaml"),
            ("a:b.yaml", "a%3Ab.yaml"),
            ("../prod.yaml", "../prod.yaml"),
            ("/srv/vault/prod.yaml", "file:///srv/vault/prod.yaml"),
            ("C:\\vault\\prod.yaml", "file:///C%3A/vault/prod.yaml"),
        ];
        for (path, expected) in table {
            assert_eq!(uri(path), expected);
        }
    }
}
