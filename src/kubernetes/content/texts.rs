//! Forms of texts, as apimachinery's `util/validation` has them.

use super::form::Text;

pub(super) static LABEL: Text =
    Text { words: "a DNS label: 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at both ends", is: is_label };
pub(super) static LABEL_1035: Text = Text {
    words: "a DNS label that begins with a letter: 1 to 63 of `a-z`, `0-9` and `-`, with a letter or digit at the end",
    is: |text| is_label(text) && text.starts_with(|first: char| first.is_ascii_lowercase()),
};
pub(super) static SUBDOMAIN: Text = Text {
    words: "a DNS name in lower case: up to 253 of `a-z`, `0-9`, `-` and `.`, with a letter or digit at both ends of \
            each part",
    is: is_subdomain,
};
pub(super) static HOST: Text = Text {
    words: "a host name in lower case without scheme, port or path, `*` only as its whole first part, and no IP address",
    is: |text| {
        let name = text.strip_prefix("*.").unwrap_or(text);
        is_subdomain(name) && text.parse::<std::net::IpAddr>().is_err()
    },
};
pub(super) static PATH_SEGMENT: Text = Text {
    words: "neither `.` nor `..`, and without `/` and `%`",
    is: |text| !matches!(text, "" | "." | "..") && !text.contains(['/', '%']),
};
pub(super) static QUALIFIED: Text = Text {
    words: "a name of up to 63 of `A-Z`, `a-z`, `0-9`, `-`, `_` and `.`, with a letter or digit at both ends, after an \
            optional DNS name and `/`",
    is: is_qualified,
};
pub(super) static LABEL_VALUE: Text = Text {
    words: "empty, or up to 63 of `A-Z`, `a-z`, `0-9`, `-`, `_` and `.`, with a letter or digit at both ends",
    is: |text| text.is_empty() || is_name(text),
};
pub(super) static CONFIG_KEY: Text = Text {
    words: "up to 253 of `A-Z`, `a-z`, `0-9`, `-`, `_` and `.`, neither `.` nor beginning with `..`",
    is: |text| {
        let is_right = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        (1..=253).contains(&text.len()) && text.bytes().all(is_right) && text != "." && !text.starts_with("..")
    },
};
pub(super) static PORT_NAME: Text =
    Text { words: "a port name: up to 15 of `a-z`, `0-9` and single `-`, with at least one letter", is: is_port_name };
pub(super) static FQDN: Text = Text {
    words: "a DNS name of at least three parts, such as `vault.example.com`",
    is: |text| is_subdomain(text) && text.split('.').count() >= 3,
};
pub(super) static IP: Text = Text { words: "an IP address", is: |text| text.parse::<std::net::IpAddr>().is_ok() };
pub(super) static CIDR: Text = Text {
    words: "a network such as `10.0.0.0/8`, without bits behind its prefix",
    is: |text| super::network::Network::parse(text.trim()).is_some(),
};
pub(super) static RELATIVE_PATH: Text = Text {
    words: "a path inside the volume: not absolute, and without `..`",
    is: |text| !text.starts_with('/') && !text.split('/').any(|part| part == ".."),
};
pub(super) static NO_BACKSTEPS: Text =
    Text { words: "a path without `..`", is: |text| !text.split('/').any(|part| part == "..") };
pub(super) static HEADER_NAME: Text = Text {
    words: "the name of an HTTP header: `A-Z`, `a-z`, `0-9` and `-`",
    is: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
};
pub(super) static SYSCTL: Text = Text {
    words: "the name of a kernel parameter such as `net.core.somaxconn`",
    is: |text| {
        let is_right = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_right);
        text.len() <= 253 && text.split(['.', '/']).all(is_part)
    },
};
/// RelaxedEnvironmentVariableValidation, on by default since 1.32.
pub(super) static VARIABLE: Text = Text {
    words: "made of printable characters without `=`",
    is: |text| text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'='),
};
pub(super) static DOMAIN_PREFIXED: Text = Text {
    words: "a DNS name, `/` and a path, such as `example.com/controller`",
    is: |text| text.split_once('/').is_some_and(|(domain, path)| is_subdomain(domain) && !path.is_empty()),
};
pub(super) static CRON: Text = Text {
    words: "a schedule of five fields such as `0 3 * * *`, or one such as `@daily`, without a time zone",
    is: super::cron::is_schedule,
};
pub(super) static NOT_EMPTY: Text = Text { words: "not empty", is: |_| true };

fn is_label(text: &str) -> bool {
    text.len() <= 63 && is_part(text)
}

fn is_part(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_inner) && !text.starts_with('-') && !text.ends_with('-')
}

fn is_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_part)
}

fn is_name(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_end = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    text.len() <= 63 && text.bytes().all(is_inner) && is_end(text.bytes().next()) && is_end(text.bytes().last())
}

fn is_qualified(text: &str) -> bool {
    match text.split_once('/') {
        Some((prefix, name)) => is_subdomain(prefix) && is_name(name),
        None => is_name(text),
    }
}

fn is_port_name(text: &str) -> bool {
    let is_right = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let has_letter = text.bytes().any(|byte| byte.is_ascii_lowercase());
    text.len() <= 15 && text.bytes().all(is_right) && has_letter && !text.contains("--") && is_part(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_as_the_server_does() {
        let long = |count| "a".repeat(count);
        let table: [(&Text, &[&str], &[&str]); 12] = [
            (&LABEL, &["a", "1a", "a-b", &long(63)], &["", "A", "a.b", "-a", "a-", "a_b", "a b", &long(64)]),
            (&LABEL_1035, &["a", "a1"], &["1a", "", "A"]),
            (&SUBDOMAIN, &["a.b", "1.2", &long(253)], &["a..b", ".a", "A", "a_b", &long(254)]),
            (&HOST, &["a.example.org", "*.example.org"], &["*", "a.*.org", "a:443", "https://a", "10.0.0.1", "A.org"]),
            (&PATH_SEGMENT, &["Bad", "a_b", "system:x"], &[".", "..", "a/b", "a%"]),
            (&QUALIFIED, &["a", "a.b/c_D", "A"], &["a/b/c", "a b", "", "/a", "A.b/c", "-a"]),
            (&LABEL_VALUE, &["", "a_B.c", "1"], &["x-", "a b", "-", &long(64)]),
            (&CONFIG_KEY, &["a", "-", ".a", "a..b"], &["", ".", "..", "..a", "a/b", "a b"]),
            (&PORT_NAME, &["http", "1a"], &["HTTP", "80", "a--b", "-a", "a-very-long-port"]),
            (&FQDN, &["a.b.c"], &["v", "a.b", "A.b.c"]),
            (&RELATIVE_PATH, &["a/b", "a..b"], &["/a", "../x", "a/../b"]),
            (&VARIABLE, &["A B", "a.b"], &["A=B", "\u{e9}"]),
        ];
        for (form, right, wrong) in table {
            right.iter().for_each(|text| assert!((form.is)(text), "{text:?} is {}", form.words));
            wrong.iter().for_each(|text| assert!(!(form.is)(text), "{text:?} is not {}", form.words));
        }
    }
}
