//! The functions of Helm that are not offered, and why.

use super::super::error::ErrorKind;

const BY_CLOCK: &[&str] = &["now", "ago"];

const BY_CHANCE: &[&str] = &[
    "bcrypt",
    "buildCustomCert",
    "encryptAES",
    "genCA",
    "genCAWithKey",
    "genPrivateKey",
    "genSelfSignedCert",
    "genSelfSignedCertWithKey",
    "genSignedCert",
    "genSignedCertWithKey",
    "htpasswd",
    "randAlpha",
    "randAlphaNum",
    "randAscii",
    "randBytes",
    "randInt",
    "randNumeric",
    "shuffle",
    "uuidv4",
];

const UNSUPPORTED: &[&str] = &["call", "decryptAES", "derivePassword", "fromToml", "toToml"];

/// Why a function of Helm is refused; none for a name that Helm does not know either, or that is offered.
pub(super) fn reason(name: &str) -> Option<ErrorKind> {
    let find = |names: &[&'static str]| names.iter().copied().find(|known| *known == name);
    if let Some(name) = find(BY_CLOCK) {
        return Some(ErrorKind::NotRepeatable { name, on: "the clock" });
    }
    if let Some(name) = find(BY_CHANCE) {
        return Some(ErrorKind::NotRepeatable { name, on: "chance" });
    }
    find(UNSUPPORTED).map(|name| ErrorKind::UnsupportedFunction { name })
}
