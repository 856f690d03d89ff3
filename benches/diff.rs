//! Times `vaultchart diff` on made-up sets of 500, 1,000 and 2,000 objects, and tells the most memory that it takes.
//!
//! Run it with `cargo bench --bench diff`. The sets hold stateful sets, config maps with a server configuration and
//! scripts, Secrets, services and roles. Three mixes: some objects change, come, go or get another name; all change; all
//! get another name and change. The memory is read from the system and told on Linux only.
//!
//! `cargo bench --bench diff -- FOLDER` only writes the sets of 2,000 objects into a folder, to look into a slow run.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use vaultchart::chart::ChartDefinition;

/// How many objects stand on each side.
const SIZES: [usize; 3] = [500, 1000, 2000];
/// How often each run is timed.
const RUNS: usize = 10;

/// What happens to the objects on the way from the old set to the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mix {
    Some,
    AllChange,
    AllMove,
}

const MIXES: [Mix; 3] = [Mix::Some, Mix::AllChange, Mix::AllMove];

fn main() -> io::Result<()> {
    // Cargo adds flags of its own.
    if let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        return MIXES
            .into_iter()
            .try_for_each(|mix| write_sets(&Path::new(&folder).join(format!("{mix:?}")), mix, 2000));
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:>7}  {:<16} {:<8} {:>8} {:>9} {:>9} {:>9}",
        "objects", "mix", "view", "input", "mean", "best", "memory"
    )?;
    for mix in MIXES {
        for size in SIZES {
            measure(&mut out, mix, size, "text")?;
        }
    }
    for view in ["summary", "json", "markdown", "html", "patch"] {
        measure(&mut out, Mix::Some, 2000, view)?;
    }
    Ok(())
}

fn measure(out: &mut impl Write, mix: Mix, size: usize, view: &str) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    write_sets(folder.path(), mix, size)?;
    let input: u64 = fs::read_dir(folder.path())?.flatten().flat_map(|entry| entry.metadata()).map(|it| it.len()).sum();
    run(folder.path(), view)?;
    let times = (0..RUNS).map(|_| run(folder.path(), view)).collect::<io::Result<Vec<Duration>>>()?;
    let mean = times.iter().sum::<Duration>() / RUNS as u32;
    let best = times.iter().min().copied().unwrap_or_default();
    let memory = peak(folder.path(), view)?.map_or_else(|| "?".to_owned(), |kib| format!("{} MiB", kib / 1024));
    let (mean, best) = (format!("{} ms", mean.as_millis()), format!("{} ms", best.as_millis()));
    let input = format!("{:.1} MB", input as f64 / 1e6);
    writeln!(out, "{size:>7}  {:<16} {view:<8} {input:>8} {mean:>9} {best:>9} {memory:>9}", format!("{mix:?}"))
}

fn start(folder: &Path, view: &str) -> io::Result<Child> {
    Command::new(env!("CARGO_BIN_EXE_vaultchart"))
        .args(["diff", "--against", "old.yaml", "--to", "new.yaml", "--output", view])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
}

/// Times a run with all that it prints.
fn run(folder: &Path, view: &str) -> io::Result<Duration> {
    let start_time = Instant::now();
    let output = start(folder, view)?.wait_with_output()?;
    let time = start_time.elapsed();
    if output.status.success() { Ok(time) } else { Err(io::Error::other("the program failed")) }
}

/// Reads the most memory that a run has taken when it starts to print: all is drawn by then, and what does not fit into
/// the pipe keeps it from ending.
fn peak(folder: &Path, view: &str) -> io::Result<Option<u64>> {
    let mut child = start(folder, view)?;
    let Some(mut stdout) = child.stdout.take() else { return Ok(None) };
    stdout.read_exact(&mut [0])?;
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    io::copy(&mut stdout, &mut io::sink())?;
    child.wait()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()))
}

fn write_sets(folder: &Path, mix: Mix, size: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    write_set(&folder.join("old.yaml"), (0..size).map(|number| object(number, number, 0)))?;
    write_set(&folder.join("new.yaml"), new_set(mix, size))
}

/// Writes a set as documents of YAML; JSON is YAML too, but not what people compare.
fn write_set(path: &Path, objects: impl Iterator<Item = Value>) -> io::Result<()> {
    let mut text = String::new();
    for object in objects {
        text.push_str("---\n");
        text.push_str(&serde_yaml::to_string(&object).map_err(io::Error::other)?);
    }
    fs::write(path, text)
}

fn new_set(mix: Mix, size: usize) -> impl Iterator<Item = Value> {
    (0..size).filter_map(move |number| match mix {
        Mix::AllChange => Some(object(number, number, 1)),
        Mix::AllMove => Some(object(number, number + size, 1)),
        // Of a hundred objects two go, two come, two get another name, and twenty change.
        Mix::Some => match number % 100 {
            7 | 57 => None,
            13 | 63 => Some(object(number + 100 * size, number + 100 * size, 0)),
            21 | 71 => Some(object(number, number + 200 * size, 0)),
            rest => Some(object(number, number, u64::from(rest % 5 == 0))),
        },
    })
}

/// The object of a number under a name, as it was or, with another `edition`, with some fields changed.
fn object(number: usize, name: usize, edition: u64) -> Value {
    let (kind, version, body) = match number % 5 {
        0 => ("StatefulSet", "apps/v1", stateful_set(number, name, edition)),
        1 => ("ConfigMap", "v1", json!({ "data": files(number, edition) })),
        2 => ("Secret", "v1", secret(number, edition)),
        3 => ("Service", "v1", service(number, name, edition)),
        _ => ("Role", "rbac.authorization.k8s.io/v1", role(number, edition)),
    };
    let labels = labels(name);
    let mut object = json!({
        "apiVersion": version, "kind": kind,
        "metadata": { "name": format!("vault-{name}"), "namespace": "vault", "labels": labels },
    });
    if let (Value::Object(object), Value::Object(body)) = (&mut object, body) {
        object.extend(body);
    }
    object
}

fn labels(name: usize) -> Value {
    json!({
        "app.kubernetes.io/name": "vault", "app.kubernetes.io/instance": format!("vault-{name}"),
        "app.kubernetes.io/managed-by": "Helm", "helm.sh/chart": ChartDefinition::newest().label(), "team": format!("team-{}", name % 17),
    })
}

fn stateful_set(number: usize, name: usize, edition: u64) -> Value {
    let probe =
        json!({ "exec": { "command": ["/bin/sh", "-ec", "vault status -tls-skip-verify"] }, "periodSeconds": 5 });
    let variable =
        |key: usize| json!({ "name": format!("SETTING_{key}"), "value": format!("value {key} of {number}") });
    json!({ "spec": {
        "replicas": 3 + edition, "serviceName": format!("vault-{name}-internal"), "podManagementPolicy": "Parallel",
        "updateStrategy": { "type": "OnDelete" }, "selector": { "matchLabels": labels(name) },
        "template": { "metadata": { "labels": labels(name) }, "spec": {
            "serviceAccountName": format!("vault-{name}"), "terminationGracePeriodSeconds": 10,
            "securityContext": { "runAsNonRoot": true, "runAsUser": 100, "runAsGroup": 1000, "fsGroup": 1000 },
            "affinity": { "podAntiAffinity": { "requiredDuringSchedulingIgnoredDuringExecution": [
                { "labelSelector": { "matchLabels": labels(name) }, "topologyKey": "kubernetes.io/hostname" },
            ] } },
            "containers": [{
                "name": "vault", "image": format!("hashicorp/vault:2.{}.{edition}", number % 7),
                "command": ["/bin/sh", "-ec"], "args": [script(number, edition)],
                "env": (0..12).map(variable).collect::<Vec<_>>(),
                "ports": [{ "name": "http", "containerPort": 8200 }, { "name": "internal", "containerPort": 8201 }],
                "readinessProbe": probe, "livenessProbe": probe,
                "resources": { "limits": { "cpu": "2", "memory": "4Gi" }, "requests": { "cpu": "500m", "memory": "1Gi" } },
                "volumeMounts": [{ "name": "data", "mountPath": "/vault/data" }, { "name": "config", "mountPath": "/vault/config" }],
            }],
            "volumes": [{ "name": "config", "configMap": { "name": format!("vault-{name}-config") } }, { "name": "home", "emptyDir": {} }],
        } },
        "volumeClaimTemplates": [{ "metadata": { "name": "data" }, "spec": {
            "accessModes": ["ReadWriteOnce"], "resources": { "requests": { "storage": "10Gi" } },
        } }],
    } })
}

fn files(number: usize, edition: u64) -> Value {
    json!({ "vault.hcl": configuration(number, edition), "start.sh": script(number, edition), "level": "info" })
}

fn configuration(number: usize, edition: u64) -> String {
    let join = |peer: u64| {
        format!("  retry_join {{\n    leader_api_addr = \"https://vault-{number}-{peer}.internal:8200\"\n  }}\n")
    };
    let joins: String = (0..3 + edition).map(join).collect();
    format!(
        "ui = true\nlistener \"tcp\" {{\n  tls_disable = {edition}\n  address = \"[::]:8200\"\n  cluster_address = \"[::]:8201\"\n}}\n\
         storage \"raft\" {{\n  path = \"/vault/data\"\n{joins}}}\n\
         seal \"awskms\" {{\n  region = \"eu-west-{}\"\n  kms_key_id = \"alias/vault-{number}\"\n}}\nservice_registration \"kubernetes\" {{}}\n",
        number % 3
    )
}

fn script(number: usize, edition: u64) -> String {
    let line = |line: usize| format!("echo \"step {line} of {number}\" && export STEP_{line}=/vault/step-{line}\n");
    let mut script: String = (0..12).map(line).collect();
    script.push_str(&format!("exec vault server -config=/tmp/storageconfig.hcl -log-level={edition}\n"));
    script
}

fn secret(number: usize, edition: u64) -> Value {
    let content = |key: u64| format!("{:0>64}", format!("{number}x{key}x{edition}"));
    json!({ "type": "Opaque", "data": { "token": content(1), "tls.key": content(2), "tls.crt": content(3) } })
}

fn service(number: usize, name: usize, edition: u64) -> Value {
    let port = if number.is_multiple_of(2) { 8200 } else { 8202 };
    json!({ "spec": {
        "type": if edition == 1 { "LoadBalancer" } else { "ClusterIP" }, "publishNotReadyAddresses": true,
        "selector": labels(name),
        "ports": [{ "name": "http", "port": port, "targetPort": 8200 }, { "name": "internal", "port": 8201, "targetPort": 8201 }],
    } })
}

fn role(number: usize, edition: u64) -> Value {
    let rule = |rule: usize| {
        json!({
            "apiGroups": [""], "resources": ["pods", format!("things-{rule}-{}", number % 11)],
            "verbs": if edition == 1 { json!(["get", "list", "watch", "update"]) } else { json!(["get", "list", "watch"]) },
        })
    };
    json!({ "rules": (0..4).map(rule).collect::<Vec<_>>() })
}
