//! The references to objects that are not there, as faults of the rules.

use indexmap::IndexMap;

use super::Reference;
use super::known::is_there;
use super::origin::origin;
use super::references;
use crate::check::{Fault, Subject};
use crate::diagnostic::Label;

/// One fault for each missing object of the kinds, with every place that names it; `kinds` are as manifests write them.
pub(in crate::check) fn unresolved(subject: &Subject<'_>, kinds: &[&str]) -> Vec<Fault> {
    missing(subject, kinds).iter().filter_map(|group| fault(subject, group)).collect()
}

/// The references to objects of the kinds that are not there, those to one object together.
pub(in crate::check) fn missing<'s>(subject: &'s Subject<'_>, kinds: &[&str]) -> Vec<Vec<Reference<'s>>> {
    let all = references(subject.objects).into_iter();
    let is_missing =
        |one: &Reference<'_>| kinds.contains(&one.kind.as_str()) && !one.is_optional && !is_there(one, subject);
    let mut groups: IndexMap<(String, String), Vec<Reference<'_>>> = IndexMap::new();
    for reference in all.filter(is_missing) {
        groups.entry((reference.kind.clone(), reference.name.clone())).or_default().push(reference);
    }
    groups.into_values().collect()
}

/// How many places of one fault are told.
const MOST_PLACES: usize = 50;

/// What is wrong with the references to one object.
pub(in crate::check) fn fault(subject: &Subject<'_>, group: &[Reference<'_>]) -> Option<Fault> {
    let first = group.first()?;
    let (kind, name) = (&first.kind, &first.name);
    let switch = "server.service.enabled";
    let is_switched_off = kind == "Service" && name.starts_with(&subject.facts().fullname) && subject.is_set(switch);
    let mut labels: Vec<Label> = Vec::new();
    labels.extend(is_switched_off.then(|| subject.label(switch, "the server's services are switched off here")));
    for reference in group.iter().take(MOST_PLACES).filter(|_| !is_switched_off) {
        let label = origin(subject, reference.object, &reference.path, name, "named here");
        if !labels.iter().any(|other| other.span == label.span && other.within == label.within) {
            labels.push(label);
        }
    }
    let external = format!("{}/{name}", kind.to_ascii_lowercase());
    let help = match is_switched_off {
        true => "set `server.service.enabled: true`".to_owned(),
        false => format!(
            "if it is made elsewhere, add `{external}` to `vaultchart.external`, or pass `--external {external}`"
        ),
    };
    let fault = Fault::new(format!("{} `{name}` is neither rendered nor named as external", words(kind)))
        .in_object(first.object, first.path.clone())
        .help(help);
    let more = group.len().saturating_sub(MOST_PLACES);
    let fault = fault.also_note((more > 0).then(|| format!("it is named in {more} more places")));
    Some(Fault { labels, ..fault })
}

/// The kind as a sentence says it.
pub(in crate::check) fn words(kind: &str) -> String {
    match kind {
        "ConfigMap" => "config map".to_owned(),
        "PersistentVolumeClaim" => "volume claim".to_owned(),
        "ServiceAccount" => "service account".to_owned(),
        "ClusterRole" => "cluster role".to_owned(),
        "StatefulSet" => "stateful set".to_owned(),
        "DaemonSet" => "daemon set".to_owned(),
        "NetworkPolicy" => "network policy".to_owned(),
        "PodDisruptionBudget" => "disruption budget".to_owned(),
        "ServiceMonitor" => "service monitor".to_owned(),
        "HTTPRoute" => "HTTP route".to_owned(),
        kind => kind.to_lowercase(),
    }
}
