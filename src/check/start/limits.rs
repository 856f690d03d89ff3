//! Numbers out of their range, and lengths of time that contradict each other.

use super::Stop;
use crate::check::duration;
use crate::check::server::Server;
use crate::vault_config::{Body, Data, Value};
use crate::vault_version::{Edition, Version};

/// How long leases last unless the configuration says so, in seconds: 768 hours (`vault/core.go`).
const LEASE: f64 = 768.0 * 3600.0;

/// The names that `experiments` takes (`helper/experiments`), those of all versions.
const EXPERIMENTS: [&str; 4] =
    ["core.audit.events.alpha1", "events.alpha1", "secrets.import.alpha1", "secrets.sync.alpha1"];

/// What of numbers and lengths of time Vault stops at.
pub(super) fn stops(server: &Server<'_>, version: Option<&Version>) -> Vec<Stop> {
    let mut found: Vec<Stop> = leases(server.body).into_iter().collect();
    experiments(server.body, &mut found);
    if version.is_some_and(refuses_duplicates) {
        duplicates(server.body, &mut found);
        found.extend(mlock(server));
    }
    let Some(storage) = server.raft() else { return found };
    let body = &storage.block.body;
    // `physical/raft/raft.go`.
    for (name, least, most) in
        [("performance_multiplier", 1, 10), ("max_mount_and_namespace_table_entry_size", 1024, 10_485_760)]
    {
        let number = body.attribute(name).and_then(|value| Some((value, whole(value)?)));
        let Some((value, _)) = number.filter(|(_, number)| !(least..=most).contains(number)) else { continue };
        let say = format!("expected {least} to {most}");
        found.push(Stop::new(
            format!("`{name}` is out of its range"),
            value.span,
            say.clone(),
            format!("write {}", &say[9..]),
        ));
    }
    let of = |name: &str| body.attribute(name).and_then(|value| Some((value, duration::of_value(value)?)));
    if let (Some((value, reconcile)), Some((_, update))) =
        (of("autopilot_reconcile_interval"), of("autopilot_update_interval"))
        && reconcile < update
    {
        let title = "`autopilot_reconcile_interval` is shorter than `autopilot_update_interval`";
        let help = "make `autopilot_reconcile_interval` as long as `autopilot_update_interval`, or longer";
        found.push(Stop::new(title, value.span, "the shorter one", help));
    }
    found
}

/// Whether a version stops at an attribute that is set twice: Vault from 2.1.0 on.
pub(super) fn refuses_duplicates(version: &Version) -> bool {
    version.line >= (2, 1) && version.edition != Edition::OpenBao
}

fn duplicates(body: &Body, found: &mut Vec<Stop>) {
    for (index, attribute) in body.attributes.iter().enumerate() {
        let name = &attribute.name;
        if body.attributes.iter().take(index).any(|other| other.name.text == name.text) {
            let title = format!("`{}` is set twice, which this version refuses", name.text);
            found.push(Stop::new(title, name.span, "set again here", "remove one of the two lines"));
        }
    }
    body.blocks.iter().for_each(|block| duplicates(&block.body, found));
}

/// The line that the chart adds beside one that it does not see.
fn mlock(server: &Server<'_>) -> Option<Stop> {
    let value = server.body.attribute("disable_mlock").filter(|_| !server.is_json())?;
    server.subject.configuration.as_ref().filter(|configuration| configuration.adds_mlock())?;
    let title = "the chart adds `disable_mlock = true` beside this line, and this version refuses two";
    let help = format!("write `disable_mlock = {}` on its own line", value.as_bool() != Some(false));
    Some(Stop::new(title, value.span, "the chart does not see this", help))
}

fn leases(body: &Body) -> Option<Stop> {
    let of = |name: &str| body.attribute(name).and_then(|value| Some((value, duration::of_value(value)?)));
    let (default, most) = (of("default_lease_ttl"), of("max_lease_ttl"));
    // Zero stands for what is not set.
    let seconds = |one: &Option<(&Value, f64)>| one.map(|(_, seconds)| seconds).filter(|seconds| *seconds > 0.0);
    if seconds(&default).unwrap_or(LEASE) <= seconds(&most).unwrap_or(LEASE) {
        return None;
    }
    let (value, _) = default.or(most)?;
    let (title, help) = match (default.is_some(), most.is_some()) {
        (true, true) => {
            ("`default_lease_ttl` is longer than `max_lease_ttl`", "make `max_lease_ttl` as long, or longer")
        }
        (true, false) => (
            "`default_lease_ttl` is longer than `max_lease_ttl`, which is 768h where nothing is set",
            "set `max_lease_ttl` as well",
        ),
        _ => (
            "`max_lease_ttl` is shorter than `default_lease_ttl`, which is 768h where nothing is set",
            "set `default_lease_ttl` as well",
        ),
    };
    Some(Stop::new(title, value.span, "Vault stops here", help))
}

fn experiments(body: &Body, found: &mut Vec<Stop>) {
    let Some(Value { data: Data::List(items), .. }) = body.attribute("experiments") else { return };
    for value in items {
        let Some(name) = value.as_text().filter(|name| !EXPERIMENTS.contains(name)) else { continue };
        let help = format!("remove it; there are `{}`", EXPERIMENTS.join("`, `"));
        found.push(Stop::new(format!("Vault has no experiment `{name}`"), value.span, "Vault stops here", help));
    }
}

fn whole(value: &Value) -> Option<i64> {
    match &value.data {
        Data::Integer(number) => Some(*number),
        Data::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}
