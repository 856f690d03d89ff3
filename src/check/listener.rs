//! The TCP listeners of the configuration: where they listen, and whether they speak TLS.

use crate::source::Span;
use crate::vault_config::{Block, Body};

/// Where a listener listens if its address is not given.
const DEFAULT_ADDRESS: &str = "127.0.0.1:8200";

/// A listener of type `tcp`.
#[derive(Clone, Copy)]
pub(super) struct Listener<'b> {
    /// Its block.
    pub(super) block: &'b Block,
}

/// The TCP listeners in the order of writing.
pub(super) fn tcp_listeners(body: &Body) -> Vec<Listener<'_>> {
    let blocks = body.blocks("listener").filter(|block| type_of(block) == Some("tcp"));
    blocks.map(|block| Listener { block }).collect()
}

/// The type of a block that has one: its label, which an attribute of a listener overrules.
pub(super) fn type_of(block: &Block) -> Option<&str> {
    let of_listener = block.body.attribute("type").filter(|_| block.kind.text == "listener");
    of_listener.and_then(|value| value.as_text()).or_else(|| block.label())
}

impl<'b> Listener<'b> {
    /// Its address as it is written, or the default.
    pub(super) fn address(&self) -> &'b str {
        self.block.body.attribute("address").and_then(|value| value.as_text()).unwrap_or(DEFAULT_ADDRESS)
    }

    /// The place of its address, or of its kind if the address is not given.
    pub(super) fn address_span(&self) -> Span {
        self.block.body.attribute("address").map_or(self.block.kind.span, |value| value.span)
    }

    /// The port of the API, if it can be determined.
    pub(super) fn port(&self) -> Option<u16> {
        match port(self.address()) {
            None if !self.address().contains(':') => Some(8200),
            port => port,
        }
    }

    /// The port on which servers talk to each other: by default the one after the port of the API.
    pub(super) fn cluster_port(&self) -> Option<u16> {
        match self.block.body.attribute("cluster_address").and_then(|value| value.as_text()) {
            Some(address) => port(address),
            None => self.port()?.checked_add(1),
        }
    }

    /// The place of the cluster address, or of the kind of the block.
    pub(super) fn cluster_span(&self) -> Span {
        self.block.body.attribute("cluster_address").map_or(self.block.kind.span, |value| value.span)
    }

    /// Whether only its own pod reaches it.
    pub(super) fn is_loopback(&self) -> bool {
        matches!(host(self.address()), "127.0.0.1" | "localhost" | "::1")
    }

    /// Whether it speaks TLS; none if that cannot be determined.
    pub(super) fn has_tls(&self) -> Option<bool> {
        match self.block.body.attribute("tls_disable") {
            Some(value) => value.as_bool().map(|disabled| !disabled),
            None => Some(true),
        }
    }

    /// The place of `tls_disable`, or of the kind of the block.
    pub(super) fn tls_span(&self) -> Span {
        self.block.body.attribute("tls_disable").map_or(self.block.kind.span, |value| value.span)
    }
}

/// The port at the end of an address such as `[::]:8200` or `https://vault-0.vault-internal:8200`.
pub(super) fn port(address: &str) -> Option<u16> {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split('/').next().unwrap_or_default();
    let (before, digits) = bare.rsplit_once(':')?;
    let is_inside_brackets = before.contains('[') && !before.contains(']');
    if is_inside_brackets { None } else { digits.parse().ok() }
}

/// The host of such an address, without brackets.
pub(super) fn host(address: &str) -> &str {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split('/').next().unwrap_or_default();
    match bare.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((inside, _)) => inside,
        None => bare.rsplit_once(':').map_or(bare, |(host, _)| host),
    }
}

/// The scheme of such an address.
pub(super) fn scheme(address: &str) -> Option<&str> {
    address.split_once("://").map(|(scheme, _)| scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let table = [
            ("[::]:8200", "::", Some(8200)),
            (":8200", "", Some(8200)),
            ("0.0.0.0:8300", "0.0.0.0", Some(8300)),
            ("POD_IP:8200", "POD_IP", Some(8200)),
            ("vault", "vault", None),
            ("[::]", "::", None),
            ("[::1", "[:", None),
            ("https://vault-0.vault-internal:8200/v1", "vault-0.vault-internal", Some(8200)),
            ("https://vault-0.vault-internal", "vault-0.vault-internal", None),
            ("x:99999", "x", None),
            ("", "", None),
            ("://", "", None),
            ("é:1", "é", Some(1)),
        ];
        for (address, expected_host, expected_port) in table {
            assert_eq!((host(address), port(address)), (expected_host, expected_port), "{address}");
        }
        assert_eq!((scheme("http://a"), scheme("a:1")), (Some("http"), None));
    }
}
