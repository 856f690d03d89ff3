//! Files that the server reads and no volume of its pods holds.

use crate::check::server::{Server, given};
use crate::check::server_pod::covers;
use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::{Label, Severity};
use crate::vault_config::{Block, Body};

pub(super) static RULE: Rule = Rule {
    id: "file-not-mounted",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    purpose: Purpose::Any,
    title: "Vault reads a certificate, a key or credentials from a file that no volume holds",
    why: "The image of Vault has no such file, and a path that misses its mount by one letter looks right in every \
          place alone: Vault does not start, or cannot join or unseal.",
    fix: "Mount the Secret with `server.volumes` and `server.volumeMounts` so that its `mountPath` is the directory of \
          the file, or correct the path.",
    link: Some("https://kubernetes.io/docs/concepts/storage/volumes/"),
    find: Find::Looking(find),
};

/// Blocks at the top, and the attributes in them that name files.
const FILES: &[(&str, &[&str])] = &[
    ("listener", &["tls_cert_file", "tls_key_file", "tls_client_ca_file"]),
    ("seal", &["credentials", "tls_ca_cert", "tls_client_cert", "tls_client_key"]),
    ("storage", &["tls_ca_file", "tls_cert_file", "tls_key_file", "credentials_file"]),
    ("ha_storage", &["tls_ca_file", "tls_cert_file", "tls_key_file", "credentials_file"]),
    ("service_registration", &["tls_ca_file", "tls_cert_file", "tls_key_file"]),
];
const JOIN_FILES: &[&str] = &["leader_ca_cert_file", "leader_client_cert_file", "leader_client_key_file"];
/// Variables that name files which Vault or the clients in it read.
const VARIABLES: &[&str] = &[
    "VAULT_CACERT",
    "VAULT_CAPATH",
    "VAULT_CLIENT_CERT",
    "VAULT_CLIENT_KEY",
    "VAULT_LICENSE_PATH",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CREDENTIALS",
    "AWS_SHARED_CREDENTIALS_FILE",
];
/// Directories that the image or the kubelet fills.
const PRESENT: &[&str] = &["/etc", "/usr", "/var/run/secrets", "/run/secrets", "/proc", "/tmp"];

/// A path and where it is written.
struct Reference {
    name: &'static str,
    path: String,
    label: Label,
}

/// The files that the server reads certificates, keys and credentials from.
pub(super) fn files(server: &Server<'_>) -> Vec<String> {
    let references = in_configuration(server).into_iter().chain(in_environment(server));
    references.map(|reference| reference.path).collect()
}

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let Some(server) = Server::of(subject) else { return Vec::new() };
    let references = in_configuration(&server).into_iter().chain(in_environment(&server));
    let mut faults: Vec<Fault> = Vec::new();
    for reference in references {
        if let Some(fault) = fault(&server, reference) {
            // A directory that is not there is one mistake, however many files of it are read.
            match faults.iter_mut().find(|other| other.help == fault.help) {
                Some(other) => other.labels.extend(fault.labels.into_iter().take(1)),
                None => faults.push(fault),
            }
        }
    }
    faults
}

fn in_configuration(server: &Server<'_>) -> Vec<Reference> {
    let mut found = Vec::new();
    for (kind, names) in FILES {
        for block in server.body.blocks(kind).filter(|block| !is_off(block)) {
            found.extend(references(server, &block.body, names));
            for join in block.body.blocks("retry_join") {
                found.extend(references(server, &join.body, JOIN_FILES));
            }
        }
    }
    found.extend(references(server, server.body, &["license_path"]));
    found
}

/// Whether a block is there but not in use.
fn is_off(block: &Block) -> bool {
    let on = |name: &str| block.body.attribute(name).and_then(|value| value.as_bool()).unwrap_or(false);
    on("disabled") || on("tls_disable")
}

fn references(server: &Server<'_>, body: &Body, names: &[&'static str]) -> Vec<Reference> {
    let reference = |name: &&'static str| {
        let (value, path) = given(body, name)?;
        let label = server.label(value.span, "no volume is mounted there");
        Some(Reference { name, path: path.to_owned(), label })
    };
    names.iter().filter_map(reference).collect()
}

fn in_environment(server: &Server<'_>) -> Vec<Reference> {
    let reference = |name: &&'static str| {
        let path = server.pod.variable(name)?.to_owned();
        let value = format!("server.extraEnvironmentVars.{name}");
        let label = server.subject.label(&value, "no volume is mounted there");
        Some(Reference { name, path, label })
    };
    VARIABLES.iter().filter_map(reference).collect()
}

fn fault(server: &Server<'_>, reference: Reference) -> Option<Fault> {
    let Reference { name, path, label } = reference;
    if !path.starts_with('/') || PRESENT.iter().any(|present| covers(present, &path)) {
        return None;
    }
    let Some(mount) = server.pod.mount_of(&path) else { return Some(unmounted(server, name, &path, label)) };
    let inside = path.strip_prefix(mount.path.trim_end_matches('/'))?.trim_start_matches('/');
    let files = server.pod.listed_files(mount.volume).filter(|_| !mount.has_sub_path && !inside.is_empty())?;
    if files.iter().any(|file| *file == inside || covers(inside, file)) {
        return None;
    }
    let label = Label { text: format!("the volume has no file `{inside}`"), ..label };
    Some(
        Fault::new(format!("`{name}` is `{path}`, which volume `{}` does not hold", mount.volume))
            .at(label)
            .note(format!("its `items` are limited to `{}`", files.join("`, `")))
            .help(format!("add `{inside}` to `items` of volume `{}`, or correct the path", mount.volume)),
    )
}

fn unmounted(server: &Server<'_>, name: &str, path: &str, label: Label) -> Fault {
    let mut seen: Vec<&str> = server.pod.mounts().iter().map(|mount| mount.path).collect();
    seen.retain(|path| *path != "/home/vault" && *path != "/vault/config");
    let note = match seen.is_empty() {
        true => "nothing of the user's is mounted into the container".to_owned(),
        false => format!("what is mounted: `{}`", seen.join("`, `")),
    };
    let directory = path.rsplit_once('/').map_or("/", |(directory, _)| directory);
    let near = server.subject.values().truthy("server.volumeMounts");
    let mounts = near.then(|| server.subject.label_if_set("server.volumeMounts", "the mounts")).flatten();
    Fault::new(format!("`{name}` is `{path}`, where nothing is mounted"))
        .at(label)
        .also(mounts)
        .note(note)
        .in_object(server.pod.object, "spec.template.spec.containers[0].volumeMounts")
        .help(format!("mount a volume with `mountPath: {directory}` with `server.volumes` and `server.volumeMounts`"))
}
