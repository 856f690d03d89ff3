//! Networks in the notation of CIDR.

use std::net::IpAddr;

/// A network: its address and how many bits of it count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Network {
    bits: u128,
    prefix: u32,
    width: u32,
}

impl Network {
    /// A network, unless the text is none or has bits behind its prefix, which Kubernetes refuses since 1.36.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/')?;
        let (bits, width) = match address.parse::<IpAddr>().ok()? {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        let is_number = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let is_short = prefix.len() == 1 || !prefix.starts_with('0');
        let prefix = prefix.parse::<u32>().ok().filter(|prefix| is_number && is_short && *prefix <= width)?;
        let network = Self { bits, prefix, width };
        (network.behind(bits) == 0).then_some(network)
    }

    /// Whether it lies in another and is smaller.
    pub(super) fn is_strictly_in(self, other: Self) -> bool {
        self.width == other.width && self.prefix > other.prefix && self.bits - other.behind(self.bits) == other.bits
    }

    /// The bits of an address behind the prefix.
    fn behind(self, bits: u128) -> u128 {
        let count = self.width - self.prefix;
        let mask = if count == 128 { u128::MAX } else { (1u128 << count) - 1 };
        bits & mask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_read_and_compared() {
        for text in ["10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/64", "10.0.0.1/32"] {
            assert!(Network::parse(text).is_some(), "{text}");
        }
        for text in ["10.0.0.0", "10.0.0.1/8", "10.0.0.0/33", "x/8", "10.0.0.0/", "10.0.0.0/+8", "10.0.0.0/08"] {
            assert!(Network::parse(text).is_none(), "{text}");
        }
        let network = |text| Network::parse(text).expect("a network");
        assert!(network("10.0.1.0/24").is_strictly_in(network("10.0.0.0/16")));
        for (inner, outer) in [("11.0.0.0/24", "10.0.0.0/16"), ("10.0.0.0/16", "10.0.0.0/16"), ("::/64", "0.0.0.0/0")] {
            assert!(!network(inner).is_strictly_in(network(outer)), "{inner} in {outer}");
        }
    }
}
