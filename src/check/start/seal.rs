//! Seals that the image does not have, or not beside each other.

use super::Stop;
use crate::check::configured::on;
use crate::check::image::images;
use crate::check::seal::{Seal, active};
use crate::check::server::Server;
use crate::vault_config::Block;
use crate::vault_version::{Edition, Version, tag};

/// The most seals that may be active in Vault Enterprise.
const MOST: usize = 3;

/// What of the seals Vault stops at.
pub(super) fn stops(server: &Server<'_>, version: Option<&Version>) -> Vec<Stop> {
    let active = active(server);
    let blocks: Vec<&Block> = active.iter().filter_map(|seal| seal.block).collect();
    let mut found: Vec<Stop> = several(server, &blocks, version).into_iter().collect();
    for seal in active.iter().filter(|seal| seal.kind == "pkcs11") {
        found.extend(modules(server, seal, version));
        found.extend(keys(server, seal));
    }
    found
}

/// `command/server.go`, `setSeal`: several seals are Enterprise's, and only where they are asked for.
fn several(server: &Server<'_>, active: &[&Block], version: Option<&Version>) -> Option<Stop> {
    let second = active.get(1)?;
    let span = second.kind.span;
    if version.is_some_and(|version| version.edition == Edition::Community) {
        let title = format!("{} seals are active, and the community edition accepts one", active.len());
        let help = "set `disabled = \"true\"` in the seal that Vault migrates from";
        return Some(Stop::new(title, span, "another active seal", help));
    }
    version.filter(|version| version.is_enterprise())?;
    if active.len() > MOST {
        let title = format!("{} seals are active, and Vault Enterprise accepts {MOST}", active.len());
        return Some(Stop::new(
            title,
            span,
            "another active seal",
            "remove a seal, or set `disabled = \"true\"` in it",
        ));
    }
    on(server.body, "enable_multiseal").is_none().then(|| {
        let title = format!("{} seals are active without `enable_multiseal`", active.len());
        Stop::new(title, span, "another active seal", "set `enable_multiseal = true` at the top")
    })
}

/// Hardware security modules are in the images that say so alone.
fn modules(server: &Server<'_>, seal: &Seal<'_>, version: Option<&Version>) -> Option<Stop> {
    version.filter(|version| version.edition != Edition::OpenBao)?;
    let all = images(server.subject);
    let tag = tag(all.iter().find(|image| image.value == Some("server.image.tag"))?.name)?;
    let has_modules = tag.split(['-', '_', '+', '.']).any(|word| word == "hsm");
    (!has_modules).then(|| {
        let title = format!("the image `{tag}` does not support the seal `pkcs11`");
        Stop::of_seal(title, seal, "use an image whose tag ends in `-ent.hsm`")
    })
}

fn keys(server: &Server<'_>, seal: &Seal<'_>) -> Option<Stop> {
    const NEEDS: [(&[&str], &[&str]); 2] = [
        (&["slot", "token_label"], &["VAULT_HSM_SLOT", "VAULT_HSM_TOKEN_LABEL"]),
        (&["key_label", "key_id"], &["VAULT_HSM_KEY_LABEL", "VAULT_HSM_KEY_ID"]),
    ];
    let has = |name: &&str| seal.attribute(name).is_some_and(|value| value.as_text() != Some(""));
    let is_met = |(names, variables): &&(&[&str], &[&str])| {
        names.iter().any(has) || variables.iter().any(|name| server.pod.has_variable(name))
    };
    let (names, _) = NEEDS.iter().find(|need| !is_met(need))?;
    let words = names.join("` or `");
    let title = format!("the seal `pkcs11` has no `{words}`");
    Some(Stop::of_seal(title, seal, format!("set `{}` in the seal", names.first()?)))
}
