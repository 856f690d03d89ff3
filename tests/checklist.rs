//! The production checklist: what says nothing of the values is counted, and told item by item where it is asked for.

use crate::harness::Place;

/// 2026-12-01, in seconds since 1970.
const DAY: &str = "1796083200";
/// An ordinary release: several servers with TLS, joined, unsealed by a cloud.
const ORDINARY: &str = include_str!("checklist/ha.yaml");

fn check(values: &str, arguments: &[&str]) -> String {
    let place = Place::new().with("values.yaml", values);
    let run = place.run_in(&[("SOURCE_DATE_EPOCH", DAY)], &[&["check", "-f", "values.yaml"], arguments].concat(), b"");
    assert!(run.stderr.is_empty() || run.code == Some(2), "{}", run.stderr);
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn an_ordinary_file_has_at_most_three_findings() {
    let text = check(ORDINARY, &[]);
    let found =
        text.lines().filter(|line| ["error[", "warning[", "advice["].iter().any(|start| line.starts_with(start)));
    assert!(found.count() <= 3, "{text}");
    assert!(text.ends_with("; checklist: 10 open (`vaultchart check --checklist`)\n"), "{text}");
}

#[test]
fn what_is_asked_for_by_name_is_told() {
    let text = check(ORDINARY, &["--only", "audit-storage"]);
    assert!(text.contains("advice[audit-storage]") && !text.contains("checklist"), "{text}");
}

#[test]
fn every_item_is_met_open_or_not_to_be_known() {
    let text = check(ORDINARY, &["--checklist"]);
    for line in [
        "production checklist: 10 met, 9 open, 5 not known from the values",
        "met   end-to-end TLS\n      `global.tlsDisable` at values.yaml:1:10",
        "open  a volume for the audit log\n      an audit log has no volume to be written to (audit-storage)",
        "?     the root token is revoked",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let page = check(ORDINARY, &["--checklist", "-o", "markdown"]);
    for line in [
        "- [x] end-to-end TLS: `global.tlsDisable` at `values.yaml:1:10`",
        "- [ ] the root token is revoked *(not known from the values)*",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

/// Where a rule did not look, its item is neither met nor open.
#[test]
fn what_was_not_looked_at_is_not_met() {
    let text = check(ORDINARY, &["--checklist", "--ignore", "tls-off"]);
    assert!(text.contains("?     end-to-end TLS"), "{text}");
}

#[test]
fn other_views_have_no_form_for_it() {
    let text = check(ORDINARY, &["--checklist", "-o", "sarif"]);
    assert!(text.contains("the checklist is not shown as `sarif`"), "{text}");
}

/// A run that passes has no failure, and one that fails has those that made it.
#[test]
fn a_report_counts_as_failures_what_fails_the_run() {
    for (arguments, failures) in [
        (&["-o", "junit"][..], "failures=\"0\""),
        (&["-o", "junit", "--fail-on", "never"], "failures=\"0\""),
        (&["-o", "junit", "--fail-on", "warning"], "failures=\"1\""),
    ] {
        let text = check(ORDINARY, arguments);
        assert!(text.contains(failures) && text.contains("advice[reference-secret]"), "{arguments:?}\n{text}");
    }
}
