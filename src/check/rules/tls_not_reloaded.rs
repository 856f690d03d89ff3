//! A certificate that is renewed without Vault reading it again.

use crate::check::certificate::{Certificate, is_reloaded_by_annotation};
use crate::check::image::server_version;
use crate::check::server::Server;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "tls-not-reloaded",
    severity: Severity::Advice,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "a certificate is renewed, and Vault goes on with the old one",
    why: "Vault reads its certificate at its start and when it gets SIGHUP, from 2.2 on also at an interval. A Secret that \
          is renewed does nothing by itself, and a file that is mounted by `subPath` never changes: one day the old \
          certificate is out of date, in all servers at once.",
    fix: "Send SIGHUP from a container in `server.extraContainers` with `server.shareProcessNamespace: true`, set \
          `tls_reload_interval`, or restart the pods after each renewal.",
    link: Some("https://developer.hashicorp.com/vault/docs/configuration/listener/tcp#tls_cert_file"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let Some(certificate) = Certificate::of(&server) else { return Vec::new() };
    let Some(secret) = certificate.secret else { return Vec::new() };
    let renews = certificate.maker.renews();
    if certificate.has_sub_path {
        let severity = if renews { Severity::Warning } else { Severity::Advice };
        return vec![
            Fault::new(format!(
                "the certificate in Secret `{secret}` is mounted by `subPath`: a renewed one never comes"
            ))
            .at(certificate.label.clone())
            .also(subject.label_if_set("server.volumeMounts", "mounted by `subPath`"))
            .as_bad_as(severity)
            .help("mount the whole volume: remove `subPath`, and let `mountPath` be the directory"),
        ];
    }
    // What the image does not know is told by another rule.
    let reads_again = certificate.listener.block.body.attribute("tls_reload_interval").is_some()
        && server_version(subject).is_none_or(|version| version.line >= (2, 2));
    if !renews || reads_again || server.has_other_containers() || is_reloaded_by_annotation(server.pod.object) {
        return Vec::new();
    }
    let by_interval = server_version(subject).is_some_and(|version| version.line >= (2, 2));
    let help = match by_interval {
        true => "set `tls_reload_interval = \"1h\"` in the listener",
        false => {
            "add a container to `server.extraContainers` that sends Vault SIGHUP, with `server.shareProcessNamespace: true`, \
             or restart the pods after each renewal"
        }
    };
    vec![
        Fault::new(format!("nothing makes Vault read the certificate again when Secret `{secret}` is renewed"))
            .at(certificate.label.clone())
            .help(help),
    ]
}
