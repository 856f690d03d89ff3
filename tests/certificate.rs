//! `check --explain-tls`: the names that a release needs of its certificate, and which of them it has.

use serde_json::Value;

use crate::harness::Place;

const KNOWN: &str = include_str!("check/tls-names/bad-passthrough/values.yaml");

fn explain(values: &str, arguments: &[&str]) -> String {
    let place = Place::new().with("values.yaml", values);
    let run = place.run(&[&["check", "-f", "values.yaml", "--explain-tls", "-n", "vault"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn every_name_is_told_with_who_asks_by_it() {
    let text = explain(KNOWN, &[]);
    for line in [
        "the certificate is `/vault/tls/tls.crt` of Secret `vault-tls`, named at values.yaml:20:27\n",
        "it is made by the Certificate `vault` of cert-manager\n",
        "has      vault-2.vault-internal   `retry_join`, the pod\n",
        "lacks    vault.example.com        clients from outside, whose TLS is passed through\n",
        "(lacks)  vault.vault.svc          the service\n",
        "dnsNames:\n  - \"*.vault-internal\"\n  - \"vault.example.com\"\n",
        "ipAddresses:\n  - \"127.0.0.1\"\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn what_nobody_can_look_at_is_needed() {
    let (values, _) = KNOWN.split_once("extraObjects:").expect("the certificate stands at the end");
    let text = explain(values, &[]);
    assert!(text.contains("it is made by somebody else: which names it has is not known here"), "{text}");
    assert!(text.contains("needs    127.0.0.1 ") && !text.contains("lacks"), "{text}");
}

#[test]
fn programs_and_reviews_have_forms_of_their_own() {
    let document: Value = serde_json::from_str(&explain(KNOWN, &["-o", "json"])).expect("JSON");
    assert_eq!(document["secret"], "vault-tls");
    let lacks = |name: &&Value| name["isValid"] == false && name["isUsed"] == true;
    let names: Vec<&Value> = document["names"].as_array().expect("a list").iter().filter(lacks).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert_eq!(names[0]["name"], "vault.example.com");
    assert!(explain(KNOWN, &["-o", "markdown"]).contains("| lacks | `vault.example.com` | clients from outside"));
    let run = Place::new().with("v.yaml", KNOWN).run(&["check", "-f", "v.yaml", "--explain-tls", "-o", "junit"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("the names of the certificate are not shown as `junit`"), "{}", run.stderr);
}

#[test]
fn without_tls_there_is_nothing_to_have() {
    for values in
        ["{}", "server: {ha: {enabled: true, raft: {enabled: true}}}", "global: {externalVaultAddr: 'https://v'}"]
    {
        assert_eq!(
            explain(values, &[]),
            "no listener speaks TLS with its own certificate: nothing has to be valid for a name\n"
        );
        assert_eq!(explain(values, &["-o", "json"]), "null\n");
    }
}
