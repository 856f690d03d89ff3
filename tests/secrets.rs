//! Secrets in any form at any place of the values are in no view of any command: every name at every place, and every
//! form at every place that holds texts. Manifests hold them, for that is what they are for.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use vaultchart::chart::ChartDefinition;
use vaultchart::check::{Purpose, Settings};
use vaultchart::command::Command;
use vaultchart::comparison::Comparison;
use vaultchart::diagnostic::Diagnostic;
use vaultchart::graph::graph;
use vaultchart::manifest::Object;
use vaultchart::output::{
    self, ChangesView, Drawing, Findings, FindingsDrawing, FindingsView, GraphView, PlanView, draw_changes,
    draw_findings, draw_graph, draw_plan,
};
use vaultchart::pipeline::{self, Checked, Checking, Request};
use vaultchart::rollout::{self, Back, Setting, Via};
use vaultchart::secrets::Veil;
use vaultchart::source::Sources;
use vaultchart::values::SetKind;

use crate::harness::Place;

/// What every planted text holds, and no view may.
const PLANT: &str = "pl4nted";
/// A planted text, and a planted number.
const TEXT: &str = "s3-pl4nted-x";
const NUMBER: &str = "918273645546";

/// Names that mean a secret, as people write them.
const NAMES: [&str; 24] = [
    "PGPASSWORD",
    "DB_PASSWORD",
    "DB_PASS",
    "DBTOKEN",
    "TOKEN1",
    "HSM_PIN",
    "CONSUL_HTTP_AUTH",
    "UNSEAL_KEYS",
    "unseal_keys_b64",
    "SSH_KEY",
    "CREDS",
    "VAULT_TOKEN",
    "VAULT_DEV_ROOT_TOKEN_ID",
    "AWS_SECRET_ACCESS_KEY",
    "APP_SECRET",
    "API_KEY",
    "clientSecret",
    "rootPassword",
    "auth_info",
    "LDAP_PW",
    "JWT",
    "passphrase",
    "VAULT_LICENSE",
    "db.credentials",
];

/// Places at which a name (`NAME`) and a value (`VALUE`) may stand, with the flag that is given as well.
const PLACES: [(&str, &str); 24] = [
    ("server: {extraEnvironmentVars: {NAME: VALUE}}\n", ""),
    ("server:\n  extraEnvironmentVar:\n    NAME: VALUE\n", ""),
    ("server:\n  extraEnvironmentVars:\n    NAME: [VALUE]\n", ""),
    ("injector:\n  extraEnvironmentVars:\n    NAME: VALUE\n    x y: 1\n", ""),
    (
        "server:\n  extraContainers:\n    - name: a\n      imag: b\n      env:\n        - name: NAME\n          value: VALUE\n",
        "",
    ),
    ("server:\n  extraContainers: [{name: a, env: [{value: [VALUE], name: NAME}]}]\n", ""),
    ("server:\n  extraInitContainers:\n    - name: a\n      args: [run, --NAME=VALUE, 1]\n", ""),
    (
        "server:\n  extraContainers:\n    - name: a\n      command: 1\n      args:\n        - --NAME\n        - VALUE\n",
        "",
    ),
    ("server: {standalone: {config: 'ui = \"yes\" storage \"x\" { NAME = \"VALUE\" }'}}\n", ""),
    (
        "server:\n  standalone:\n    config: |\n      ui = maybe\n      seal \"transit\" {\n        NAME = \"VALUE\" typo = 1\n      }\n",
        "",
    ),
    ("server: {ha: {enabled: true, config: '{\"ui\": 7, \"storage\": {\"consul\": {\"NAME\": \"VALUE\"}}}'}}\n", ""),
    ("server: {ha: {enabled: true, raft: {enabled: true, config: {NAME: VALUE, ui: 1}}}}\n", ""),
    ("server: {extraArgs: [--NAME=VALUE]}\n", ""),
    ("csi: {enabled: true, extraArgs: '--NAME=VALUE'}\n", ""),
    ("csi: {enabled: true, agent: {extraArgs: {NAME: VALUE}}}\n", ""),
    ("injector: {agentDefaults: {NAME: VALUE, cpuLimit: [1]}}\n", ""),
    ("NAME: VALUE\nserver: {replicas: 1}\n", ""),
    ("server:\n  extraEnvironmentVars:\n    NAME: \"VALUE\n  x: 1\n", ""),
    ("server:\n  dev: {devRootToken: VALUE, devRootToken: VALUE}\n  extraEnvironmentVars: {NAME: VALUE}\n", ""),
    ("server:\n  extraEnvironmentVars:\n    NAME: VALUE\n   bad: [\n", ""),
    (
        "extraObjects:\n  - kind: ConfigMap\n    apiVersion: v1\n    metadata: {name: a, labls: {}}\n    data: {NAME: VALUE, a: [1]}\n",
        "",
    ),
    ("# NAME: VALUE\nserver: {replicas: x}\n", "server.extraEnvironmentVars.NAME=VALUE"),
    ("server: {ha: {replicas: x}}  # NAME=VALUE\n", "server.extraEnvironmentVars.NAME[99999999]=VALUE"),
    ("server: {dataStorage: {size: [1], NAME: VALUE}}\n", "server.NAME=VALUE,server.ha.replicas={"),
];

/// Values that hold a secret whatever they are called, as they are written in YAML.
const FORMS: [&str; 34] = [
    "{DB_PASSWORD: TEXT}",
    "{DB_PASSWORD: 'it''s TEXT'}",
    "{DB_PASSWORD: \"a \\\"TEXT\\\" b\"}",
    "{DB_PASSWORD: [TEXT, {x: 1}]}",
    "{DB_PASSWORD: {value: TEXT}}",
    "{DB_PASSWORD: NUMBER}",
    "[{name: PIN, value: NUMBER}]",
    "[{value: TEXT, name: DB_PASSWORD}]",
    "'postgres://u:ab/TEXT@db/x'",
    "'postgres://u:TEXT@db/x'",
    "'https://token-of-TEXT@host/x'",
    "'u:TEXT@tcp(db:3306)/v'",
    "vault login TEXT",
    "[vault, login, -method=token, TEXT]",
    "[/bin/sh, -c, 'vault operator unseal TEXT && vault status']",
    "[curl, -u, 'a:TEXT', url]",
    "'curl -sk --user a:TEXT https://vault:8200'",
    "'mysql -u root -pTEXT'",
    "[redis-cli, -a, TEXT]",
    "'--vault-token=TEXT'",
    "[--token, TEXT]",
    "'CREATE USER u IDENTIFIED BY ''TEXT'''",
    "\"ALTER USER u WITH PASSWORD 'TEXT'\"",
    "'Authorization: Bearer TEXT-0123456789'",
    "'X-Vault-Token: TEXT'",
    "'{\"password\": \"TEXT\"}'",
    "'{\\\"password\\\": \\\"TEXT\\\"}'",
    "'auth_info = \"digest:u:TEXT\"'",
    "'tokens = [\"a\", \"TEXT\"]'",
    "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: TEXT}}",
    "{apiVersion: v1, kind: Secret, data: {a: TEXT, b: [TEXT]}, metadata: {name: s}}",
    "{apiVersion: v1, kind: SecretList, metadata: {name: s}, items: [{stringData: {a: TEXT}}, {data: {b: TEXT}}]}",
    "{kind: List, apiVersion: v1, metadata: {name: s}, items: [{kind: Secret, data: {a: TEXT}}]}",
    "|- # a comment\n      password: |- # c\n        TEXT\n      x: TEXT-is-no-secret",
];

/// Places at which a value of any form may stand, each with a mistake beside it.
const SPOTS: [&str; 9] = [
    "server:\n  annotations:\n    a: VALUE\n    b: [\n",
    "server:\n  annotations:\n    a: VALUE\n    a: 1\n",
    "server:\n  unknown:\n    a: VALUE\n",
    "server:\n  replicas:\n    a: VALUE\n",
    "server:\n  image:\n    tag: VALUE\n",
    "extraObjects:\n    - VALUE\n    - kind: [1]\n",
    "server:\n  extraContainers:\n    - VALUE\n    - x\n",
    "csi:\n  enabled: true\n  extraArgs:\n    VALUE\n",
    "server:\n  extraEnvironmentVars:\n    a: VALUE\n",
];

fn request(text: &str, flag: &str, sources: &mut Sources) -> Request {
    let chart = ChartDefinition::newest();
    let mut layers = chart.layers(sources);
    layers.add_file(sources, "values.yaml", text);
    if !flag.is_empty() {
        layers.add_flag(sources, SetKind::Typed, flag, &[]);
    }
    Request::of_values(chart, layers)
}

/// Messages as people and as programs get them.
fn messages(mut told: Vec<Diagnostic>, sources: &Sources, shown: &mut String) {
    let texts = Veil::over(sources, &mut told);
    for diagnostic in &told {
        shown.push_str(&output::draw(diagnostic, &texts, false));
        shown.push_str(&output::json_message(diagnostic, &texts));
    }
}

/// All views of a check.
fn checked(text: &str, flag: &str, shown: &mut String) {
    let mut sources = Sources::default();
    let request = request(text, flag, &mut sources);
    let settings = Settings { only: Vec::new(), ignore: Vec::new() };
    let purpose = Some(Purpose::Production);
    let checking = Checking { purpose, settings, external: Vec::new(), releases: None, today: 20_000 };
    match pipeline::check(request, &checking, &mut sources) {
        Ok(Checked { mut report, warnings }) => {
            messages(warnings, &sources, shown);
            let texts = report.veil(&sources);
            let drawing = FindingsDrawing { is_coloured: false, fails: None };
            for view in FindingsView::ALL {
                shown.push_str(&draw_findings(&Findings::of_one(&report, &texts), view, &drawing));
            }
            shown.extend(output::checklist(&report, &texts, FindingsView::Text));
        }
        Err(problems) => messages(problems, &sources, shown),
    }
}

/// What a render says, and the objects if there are any.
fn rendered(text: &str, flag: &str, shown: &mut String) -> Vec<Object> {
    let mut sources = Sources::default();
    let mut request = request(text, flag, &mut sources);
    request.skip_schema_validation = text.len().is_multiple_of(2);
    match pipeline::render(request, &mut sources) {
        Ok(rendered) => {
            messages(rendered.warnings, &sources, shown);
            rendered.objects
        }
        Err(problems) => {
            messages(problems, &sources, shown);
            Vec::new()
        }
    }
}

/// All views of a change from one set of objects to another.
fn compared(old: &[Object], new: &[Object], shown: &mut String) {
    let diff = Comparison::default().diff(old.to_vec(), new.to_vec());
    for view in ChangesView::ALL {
        shown.push_str(&draw_changes(&diff, view, &Drawing { context: 1000, ..Drawing::default() }));
    }
    let setting = Setting {
        release: "vault".to_owned(),
        namespace: "default".to_owned(),
        context: None,
        via: Via::default(),
        step_down: false,
        is_first: false,
        render: Vec::new(),
        manifests: "new.yaml".to_owned(),
        helm: Command::new("helm upgrade"),
        back: Back::NotSaved,
        notes: Vec::new(),
    };
    let plan = rollout::plan(&diff, old, new, &setting);
    PlanView::ALL.iter().for_each(|view| shown.push_str(&draw_plan(&plan, *view, &Drawing::default())));
    GraphView::ALL.iter().for_each(|view| shown.push_str(&draw_graph(&graph(new), *view)));
}

/// All views of one text of values, apart from those of changes where there are too many texts.
fn all_views(text: &str, flag: &str, with_changes: bool) -> String {
    let mut shown = String::new();
    checked(text, flag, &mut shown);
    let objects = rendered(text, flag, &mut shown);
    if with_changes && !objects.is_empty() {
        static DEFAULTS: OnceLock<Vec<Object>> = OnceLock::new();
        let defaults = DEFAULTS.get_or_init(|| rendered("", "", &mut String::new()));
        // Only what the values make is of interest.
        let is_other = |object: &&Object| !defaults.iter().any(|other| other.tree == object.tree);
        let objects: Vec<Object> = objects.iter().filter(is_other).cloned().collect();
        compared(defaults, &objects, &mut shown);
        compared(&objects, &[], &mut shown);
    }
    shown
}

fn leak(shown: &str) -> Option<&str> {
    shown.lines().find(|line| line.contains(PLANT) || line.contains(NUMBER) || line.contains("cGw0bnRlZ"))
}

#[test]
fn every_name_at_every_place_is_in_no_view() {
    let (mut leaks, mut said) = (Vec::new(), 0);
    for (text, flag) in PLACES {
        for (number, name) in NAMES.iter().enumerate() {
            let value = if number % 5 == 0 { NUMBER } else { TEXT };
            let [text, flag] = [text, flag].map(|text| text.replace("NAME", name).replace("VALUE", value));
            let shown = all_views(&text, &flag, number == 1);
            said += usize::from(shown.contains("values.yaml"));
            leaks.extend(leak(&shown).map(|line| format!("{text}{flag}\n{line}")));
        }
    }
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n----\n"));
    assert!(said > 400, "only {said} placements were spoken of");
}

#[test]
fn every_form_at_every_place_is_in_no_view() {
    let mut leaks = Vec::new();
    for spot in SPOTS {
        for form in FORMS {
            let form = form.replace("TEXT-is-no-secret", "x").replace("TEXT", TEXT).replace("NUMBER", NUMBER);
            let text = spot.replace("VALUE", &form);
            let shown = all_views(&text, "", spot.contains("extraObjects") || spot.contains("Vars"));
            leaks.extend(leak(&shown).map(|line| format!("{text}\n{line}")));
        }
    }
    assert!(leaks.is_empty(), "{} leaks\n{}", leaks.len(), leaks.join("\n----\n"));
}

proptest! {
    #![proptest_config(Config {
        cases: 40, rng_seed: RngSeed::Fixed(0x7365_6372), failure_persistence: None, ..Config::default()
    })]

    /// Texts broken anywhere: cut, with a line twice, or with a stray character.
    #[test]
    fn a_broken_text_shows_no_secret(
        place in 0..PLACES.len(), name in 0..NAMES.len(), at in any::<prop::sample::Index>(),
        stray in prop::sample::select(vec!["[", "{", "\"", "'", ": ", "\t", "- ", "*a ", "&a ", "|", "\n", "#", "? ", "%"]),
        way in 0..3,
    ) {
        let text = PLACES[place].0.replace("NAME", NAMES[name]).replace("VALUE", TEXT);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| {
            // The name and the secret stay whole: parts of them are others.
            let around = text.get(at.saturating_sub(40)..(at + 40).min(text.len())).unwrap_or_default();
            !around.contains(PLANT) || text[*at..].starts_with(['\n', '{', ' '])
        }).collect();
        let at = *at.get(&starts);
        let broken = match way {
            0 => format!("{}{stray}{}", &text[..at], &text[at..]),
            1 => format!("{text}{stray}"),
            _ => format!("{text}{text}{stray}x: ["),
        };
        let mut shown = String::new();
        checked(&broken, "", &mut shown);
        rendered(&broken, "", &mut shown);
        prop_assert_eq!(leak(&shown), None, "{}", broken);
    }
}

/// The same through the program, for the commands that have texts of their own.
#[test]
fn no_command_shows_a_secret() {
    let broken = format!("server:\n  extraEnvironmentVars:\n    DB_PASSWORD: \"{TEXT}\n  x: 1\n");
    let wrong = format!("server:\n  dev: {{devRootToken: [{TEXT}]}}\n  route: {{tls: {{key: {TEXT}, kye: 1}}}}\n");
    let place = Place::new()
        .with("broken.yaml", &broken)
        .with("wrong.yaml", &wrong)
        .with("good.yaml", format!("server: {{extraEnvironmentVars: {{DB_PASSWORD: {TEXT}}}}}\n"))
        .with(
            "manifest.yaml",
            format!("apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nstringData:\n  a: {TEXT}\n b: [\n"),
        )
        .with("project/vaultchart.yaml", format!("release: a\npassword: {TEXT}\nset: [x, 'token={TEXT}'\n"));
    let set = format!("server.dev.devRootToken[99999999]={TEXT}");
    let commands: [&[&str]; 13] = [
        &["render", "-f", "broken.yaml"],
        &["render", "-f", "wrong.yaml", "--message-format", "json"],
        &["render", "--set", &set],
        &["check", "-f", "broken.yaml", "-o", "json"],
        &["diff", "-f", "wrong.yaml", "--against-values", "broken.yaml"],
        &["diff", "--against", "manifest.yaml"],
        &["diff", "-f", "good.yaml", "--against-values", "/dev/null"],
        &["plan", "-f", "broken.yaml"],
        &["plan", "-f", "good.yaml", "--against-values", "/dev/null", "-o", "script"],
        &["graph", "-f", "wrong.yaml"],
        &["values", "explain", "server", "-f", "broken.yaml"],
        &["values", "merged", "-f", "broken.yaml"],
        &["values", "migrate", "broken.yaml"],
    ];
    for command in commands {
        let run = place.run(command);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(!said.is_empty(), "{command:?} says nothing");
        assert!(!said.contains(PLANT), "{command:?}: {said}");
    }
    let run = place.run_below("project", &["render"]);
    assert!(!format!("{}{}", run.stdout, run.stderr).contains(PLANT), "{}", run.stderr);
}

/// Secrets that change places or values are told as what they are, and each run tells the same.
#[test]
fn masks_are_the_same_in_each_run_and_pair_nothing() {
    let side = |secrets: [&str; 3]| {
        let [one, two, three] = secrets;
        format!(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\nlist:\n- {{x: 1, password: {one}}}\n- {{x: 2, password: {two}}}\n\
             - {{y: 3, password: {three}}}\n- {{y: 4, password: {one}}}\n"
        )
    };
    let place = Place::new().with("old.yaml", side(["a", "b", "c"])).with("new.yaml", side(["c", "a", "b"]));
    let diff = |more: &[&str]| {
        let arguments = [&["diff", "--against", "old.yaml", "--to", "new.yaml", "-o", "paths"], more].concat();
        place.run(&arguments).stdout
    };
    let hidden = diff(&[]);
    assert!(hidden.contains("(hidden 1)"), "{hidden}");
    (0..5).for_each(|_| assert_eq!(diff(&[]), hidden));
    let paths =
        |text: &str| text.lines().map(|line| line.split(' ').take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    assert_eq!(paths(&hidden), paths(&diff(&["--show-secrets"])));
}

/// A thousand secrets in a file of 40 KB: each place of a message is looked at in a few steps, whatever their number.
#[test]
fn many_secrets_take_no_longer_than_their_text() {
    let variables: String = (0..1000).map(|number| format!("    K{number}_PASSWORD: s3cret-{number}\n")).collect();
    let text = format!("server:\n  replicass: 1\n  extraEnvironmentVars:\n{variables}");
    let mut shown = String::new();
    checked(&text, "", &mut shown);
    assert!(shown.contains("replicass") && !shown.contains("s3cret-"));
}
