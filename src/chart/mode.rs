//! How Vault runs: the first switch that is on decides.

use serde::Serialize;

use super::reading::Reading;

/// How Vault runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Vault runs elsewhere; only its clients are installed.
    External,
    /// One unsealed server in memory.
    Dev,
    /// Several servers.
    Ha,
    /// One server.
    Standalone,
    /// A server that no mode is switched on for.
    None,
}

impl Mode {
    /// The mode that the values ask for.
    pub(super) fn of(values: Reading<'_>) -> Self {
        let external = values.truthy("global.externalVaultAddr") || values.truthy("injector.externalVaultAddr");
        // Helm asks for these in every mode.
        let (dev, ha) = (values.on("server.dev.enabled"), values.on("server.ha.enabled"));
        if external || !values.toggle("server.enabled") {
            Self::External
        } else if dev {
            Self::Dev
        } else if ha {
            Self::Ha
        } else if values.on("server.standalone.enabled") || values.text("server.standalone.enabled") == Some("-") {
            Self::Standalone
        } else {
            Self::None
        }
    }
}
