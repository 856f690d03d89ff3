//! The whole output of each ready profile, as a snapshot to read: is this a Vault that works?

use crate::harness::run;

fn output(arguments: &[&str]) -> String {
    let run = run(&[&["render"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

fn check(name: &str, output: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, output);
    });
}

#[test]
fn no_arguments() {
    check("no-arguments", &output(&[]));
}

#[test]
fn every_profile() {
    for (name, _) in vaultchart::chart::ChartDefinition::newest().profiles {
        check(&format!("profile-{name}"), &output(&["--profile", name]));
    }
}

/// Standalone is what the defaults already are, but for the volume of the audit logs.
#[test]
fn no_arguments_give_a_standalone_server() {
    let run = run(&["render", "--profile", "standalone", "--set", "server.auditStorage.enabled=false"]);
    assert_eq!(run.stdout, output(&[]));
}

/// The servers of integrated storage look for each other at names that the headless service gives them.
#[test]
fn servers_of_integrated_storage_find_each_other() {
    for (profile, scheme) in [("ha-raft", "http"), ("ha-raft-tls", "https")] {
        let arguments = ["render", "blue", "--profile", profile, "--set", "server.ha.replicas=5"];
        let run = run(&arguments);
        let set = run.document("StatefulSet");
        assert_eq!(set["spec"]["replicas"], 5);
        let (name, service) = (set["metadata"]["name"].as_str(), set["spec"]["serviceName"].as_str());
        let (name, service) = (name.expect("a name"), service.expect("a service"));
        let headless = run.documents().into_iter().find(|document| document["metadata"]["name"] == service);
        assert_eq!(headless.expect("the headless service")["spec"]["clusterIP"], "None");
        let config = run.document("ConfigMap")["data"]["extraconfig-from-values.hcl"].to_string();
        for ordinal in 0..5 {
            let address = format!("{scheme}://{name}-{ordinal}.{service}:8200");
            assert!(config.contains(&address), "{address} is missing in {config}");
        }
        assert_eq!(config.matches("retry_join").count(), 5);
        assert!(config.contains("service_registration"), "{config}");
    }
}
