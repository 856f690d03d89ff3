//! What is read of the files of each tool: releases, what lies over what, and where it was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{EmbeddedRelease, Files, Given, GivenLayer, Survey};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::values::Layers;
use crate::yaml::{Data, Node};

/// Files that are there, by their paths.
struct Memory(BTreeMap<PathBuf, String>);

impl Files for Memory {
    fn text(&self, path: &Path) -> Result<Option<String>, Diagnostic> {
        Ok(self.0.get(path).cloned())
    }

    fn name(&self, path: &Path) -> String {
        path.display().to_string()
    }

    fn roots(&self, file: &Path) -> Vec<PathBuf> {
        let mut roots: Vec<PathBuf> = file.ancestors().skip(1).map(Path::to_path_buf).collect();
        roots.reverse();
        roots
    }
}

/// What is reported for the given files, the first of `files` as many as `given` says, one line a release, a layer or a
/// problem.
fn told(given: usize, files: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    let memory = Memory(files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect());
    let given: Vec<Given> = files
        .iter()
        .take(given)
        .map(|(path, text)| Given { path: PathBuf::from(path), source: sources.add(*path, *text) })
        .collect();
    let survey = Survey::of(&given, &memory, &mut sources);
    let mut lines = Vec::new();
    for problem in &survey.errors {
        lines.push(problem_line(problem, &sources));
    }
    if survey.releases.is_empty() {
        layers(&survey.parts(None), &sources, &mut lines);
    }
    for release in &survey.releases {
        lines.push(about(release));
        layers(&survey.parts(Some(release)), &sources, &mut lines);
        for problem in release.errors.iter().chain(&release.warnings) {
            lines.push(problem_line(problem, &sources));
        }
        lines.push(format!("= {}", merged(&survey.parts(Some(release)), &mut sources)));
    }
    lines.join("\n")
}

fn about(release: &EmbeddedRelease) -> String {
    let said = |said: &Option<super::Said>| said.as_ref().map_or("-".to_owned(), |said| said.text.clone());
    let (name, namespace, version) = (said(&release.name), said(&release.namespace), said(&release.chart_version));
    let alias = release.alias.as_ref().map_or(String::new(), |alias| format!(" as {alias}"));
    format!("{}: {name} in {namespace}, {version}{alias}", release.label)
}

fn layers(parts: &[GivenLayer], sources: &Sources, lines: &mut Vec<String>) {
    for part in parts {
        match part {
            GivenLayer::Values { read, .. } | GivenLayer::Fill { read, .. } => {
                leaves(&read.tree, "", sources, lines);
                lines.extend(read.errors.iter().chain(&read.warnings).map(|problem| problem_line(problem, sources)));
            }
            GivenLayer::Set(set) => lines.push(format!(
                "{} {} {}={} {}",
                place(set.name_span, sources),
                set.kind.flag(),
                set.name,
                set.file.as_ref().unwrap_or(&set.value),
                place(set.value_span, sources)
            )),
            GivenLayer::Profile(name) => lines.push(format!("profile {name}")),
        }
    }
}

fn leaves(node: &Node, path: &str, sources: &Sources, lines: &mut Vec<String>) {
    match &node.data {
        Data::Map(map) if !map.is_empty() => {
            for (key, entry) in map {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                leaves(&entry.value, &below, sources, lines);
            }
        }
        Data::Map(_) if path.is_empty() => {}
        _ => lines.push(format!("{} {path}={}", place(node.span, sources), node.to_json())),
    }
}

fn merged(parts: &[GivenLayer], sources: &mut Sources) -> String {
    let mut layers = Layers::new(sources, "defaults", "");
    for part in parts {
        match part {
            GivenLayer::Values { source, read } | GivenLayer::Fill { source, read } => {
                layers.add_read(sources, *source, read.clone());
            }
            GivenLayer::Set(set) => layers.add_file_set(sources, set),
            GivenLayer::Profile(name) => layers.add_profile(sources, name, ""),
        }
    }
    layers.merge_readable().0.user.to_json().to_string()
}

fn place(span: Span, sources: &Sources) -> String {
    let place = sources.place(span);
    format!("{}:{}:{}", sources.name(span.source), place.line, place.column)
}

fn problem_line(problem: &Diagnostic, sources: &Sources) -> String {
    let places: Vec<String> = problem.labels.iter().map(|label| place(label.span, sources)).collect();
    format!("{}: {} @ {}", problem.severity.word(), problem.title, places.join(" "))
}

fn check(given: usize, files: &[(&str, &str)], expected: &str) {
    assert_eq!(told(given, files), expected.trim_matches('\n'), "{}", files[0].1);
}

const APPLICATION: &str = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: prod}\n";

#[test]
fn what_an_application_gives_lies_over_each_other_as_in_argo_cd() {
    let app = format!(
        "{APPLICATION}spec:
  destination: {{namespace: security}}
  sources:
  - repoURL: https://helm.releases.hashicorp.com
    chart: vault
    targetRevision: 0.30.1
    helm:
      releaseName: v
      skipTests: true
      parameters:
      - {{name: a.text, value: '7', forceString: true}}
      - {{name: a.typed, value: 'old'}}
      - {{name: a.typed, value: 'x,$ARGOCD_APP_NAME'}}
      fileParameters:
      - {{name: a.file, path: $config/policy.hcl}}
      valueFiles:
      - values.openshift.yaml
      - $config/env/prod.yaml
      - $config/env/missing.yaml
      ignoreMissingValueFiles: true
      values: |
        a:
          # why
          inline: 2
          over: text
  - {{repoURL: https://git.example.com/x.git, ref: config}}
"
    );
    let files =
        [("apps/vault.yaml", app.as_str()), ("env/prod.yaml", "a: {file: 1, over: file}\n"), ("policy.hcl", "x")];
    check(
        1,
        &files,
        "
prod: v in security, 0.30.1
profile openshift
env/prod.yaml:1:11 a.file=1
env/prod.yaml:1:20 a.over=\"file\"
apps/vault.yaml:27:19 a.inline=2
apps/vault.yaml:28:17 a.over=\"text\"
apps/vault.yaml:16:16 --set a.typed=x\\,prod apps/vault.yaml:16:32
apps/vault.yaml:14:16 --set-string a.text=7 apps/vault.yaml:14:31
apps/vault.yaml:18:16 --set-file a.file=x apps/vault.yaml:18:30
= {\"a\":{\"file\":\"x\",\"over\":\"text\",\"inline\":2,\"typed\":\"x,prod\",\"text\":\"7\"}}",
    );
}

#[test]
fn an_object_leaves_no_room_for_a_text() {
    let source = "spec: {source: {chart: vault, helm: {values: 'a: 1', valuesObject: {b: 2}}}}\n";
    check(
        1,
        &[("app.yaml", &format!("{APPLICATION}{source}"))],
        "
prod: prod in -, -
app.yaml:4:72 b=2
= {\"b\":2}",
    );
}

#[test]
fn what_is_wrong_with_an_application_is_told_at_its_place() {
    let rows = [
        (
            "spec: {source: {chart: vault, helm: {values: {a: 1}}}}",
            "prod: prod in -, -\nerror: `spec.source.helm.values` must be a text, found a map @ app.yaml:4:46\n= {}",
        ),
        (
            "spec: {source: {chart: vault, helm: {valuesObject: [1]}}}",
            "prod: prod in -, -\nerror: `spec.source.helm.valuesObject` must be a map, found a list @ app.yaml:4:52\n= \
             {}",
        ),
        (
            "spec: {source: {chart: vault, helm: {values: '- 1'}}}",
            "prod: prod in -, -\nerror: a values file must be a map of keys, found a list @ app.yaml:4:47\n= {}",
        ),
        (
            "spec: {source: {chart: vault, helm: {values: 'a: b: c'}}}",
            "prod: prod in -, -\nerror: a second `:` where one value is expected @ app.yaml:4:51\n= {}",
        ),
        (
            "spec: {source: {chart: vault, helm: {valueFiles: [a.yaml]}}}",
            "prod: prod in -, -\nerror: the chart has no file `a.yaml` @ app.yaml:4:51\n= {}",
        ),
        (
            "spec: {source: {chart: vault, helm: {valueFiles: [$x/a.yaml]}}}",
            "prod: prod in -, -\nerror: no source has the `ref` `x` @ app.yaml:4:51\n= {}",
        ),
        (
            "spec: {sources: [{chart: vault, helm: {valueFiles: [$x/a.yaml]}}, {ref: x}]}",
            "prod: prod in -, -\nerror: there is no file `$x/a.yaml` @ app.yaml:4:53\n= {}",
        ),
        (
            "spec: {source: {chart: vault, repoURL: 'https://charts.bitnami.com/bitnami'}}",
            "error: `app.yaml` is an Application of Argo CD for Bitnami's chart `vault`, not for vault-helm @ \
             app.yaml:4:24",
        ),
        (
            "spec: {source: {path: apps}}",
            "error: `app.yaml` is an Application of Argo CD for the folder `apps` of a repository, not for vault-helm \
             @ app.yaml:4:23",
        ),
        ("spec: {}", "error: `app.yaml` is an Application of Argo CD that installs no chart @ app.yaml:1:1"),
    ];
    for (spec, expected) in rows {
        check(1, &[("app.yaml", &format!("{APPLICATION}{spec}\n"))], expected);
    }
}

#[test]
fn an_application_set_is_filled_by_its_list() {
    let set = "apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
spec:
  goTemplate: true
  generators:
  - list:
      elements:
      - {cluster: eu, size: 50Gi}
      - {cluster: us, size: 10Gi}
  template:
    metadata: {name: 'vault-{{.cluster}}'}
    spec:
      destination: {namespace: vault}
      source:
        chart: vault
        targetRevision: 0.32.0
        helm:
          values: |
            size: {{.size}}
            own: '{{ .Release.Name }}'
";
    check(
        1,
        &[("set.yaml", set)],
        "
vault-eu: vault-eu in vault, 0.32.0
set.yaml:19:13 size=\"50Gi\"
set.yaml:19:13 own=\"{{ .Release.Name }}\"
= {\"size\":\"50Gi\",\"own\":\"{{ .Release.Name }}\"}
vault-us: vault-us in vault, 0.32.0
set.yaml:19:13 size=\"10Gi\"
set.yaml:19:13 own=\"{{ .Release.Name }}\"
= {\"size\":\"10Gi\",\"own\":\"{{ .Release.Name }}\"}",
    );
    let both = set.replace("  - list:", "  - git: {repoURL: x}\n  - list:");
    let said = told(1, &[("set.yaml", &both)]);
    let further =
        "warning: the generator `git` is not run here: the releases that it gives are left out @ set.yaml:6:5";
    assert_eq!(said.matches(further).count(), 2, "{said}");
    let open = set.replace(
        "list:\n      elements:\n      - {cluster: eu, size: 50Gi}\n      - {cluster: us, size: 10Gi}",
        "clusters: {}",
    );
    let open = open.replace("size: {{.size}}", "size: 1");
    check(
        1,
        &[("set.yaml", &open)],
        "
vault-{{.cluster}}: - in vault, 0.32.0
set.yaml:16:19 size=1
set.yaml:17:18 own=\"{{ .Release.Name }}\"
warning: the release name `vault-{{.cluster}}` comes from the generator, which is not run here @ set.yaml:8:22
= {\"size\":1,\"own\":\"{{ .Release.Name }}\"}",
    );
}

const HELM_RELEASE: &str =
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: vault, namespace: flux}\n";
const FLUX_CHART: &str =
    "  chart: {spec: {chart: vault, version: 0.30.x, sourceRef: {kind: HelmRepository, name: hashicorp}}}\n";

#[test]
fn what_a_helm_release_gives_lies_over_each_other_as_in_flux() {
    let release = format!(
        "{HELM_RELEASE}spec:
  targetNamespace: security
{FLUX_CHART}  valuesFrom:
  - {{kind: ConfigMap, name: values}}
  - {{kind: Secret, name: token, valuesKey: t, targetPath: a.token}}
  - {{kind: Secret, name: quoted, valuesKey: t, targetPath: 'a.b'}}
  - {{kind: ConfigMap, name: gone, optional: true}}
  values:
    a: {{last: 3}}
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: values, namespace: flux}}
data:
  values.yaml: |
    a:
      first: 1
      last: 1
"
    );
    let secrets = "apiVersion: v1\nkind: Secret\nmetadata: {name: token}\ndata: {t: NDI=}\n---\napiVersion: v1\nkind: \
        Secret\nmetadata: {name: quoted}\nstringData: {t: '\"42\"'}\n";
    check(
        2,
        &[("release.yaml", &release), ("secrets.yaml", secrets)],
        "
vault: security-vault in security, 0.30.x
release.yaml:21:14 a.first=1
release.yaml:22:13 a.last=1
release.yaml:9:59 --set a.token=42 secrets.yaml (Secret `token`, `t`):1:1
release.yaml:10:60 --set-string a.b=42 secrets.yaml:9:17
release.yaml:13:15 a.last=3
warning: the ConfigMap `gone` is in none of the files @ release.yaml:11:29
= {\"a\":{\"first\":1,\"last\":3,\"token\":42,\"b\":\"42\"}}",
    );
}

#[test]
fn a_helm_release_takes_what_a_kustomization_generates() {
    let release = format!("{HELM_RELEASE}spec:\n{FLUX_CHART}  valuesFrom: [{{kind: ConfigMap, name: values}}]\n");
    let kustomization = "configMapGenerator:\n- {name: values, files: [values.yaml=vault.yaml]}\n";
    let files =
        [("f/release.yaml", release.as_str()), ("f/kustomization.yaml", kustomization), ("f/vault.yaml", "a: 1")];
    check(1, &files, "vault: vault in flux, 0.30.x\nf/vault.yaml:1:4 a=1\n= {\"a\":1}");
    check(
        1,
        &files[..1],
        "vault: vault in flux, 0.30.x\nerror: the ConfigMap `values` is in none of the files @ f/release.yaml:6:40\n= \
         {}",
    );
}

#[test]
fn what_a_kustomization_gives_is_merged_as_it_says() {
    let kustomization = |merge: &str| {
        format!(
            "namespace: elsewhere\nhelmCharts:\n- name: vault\n  repo: https://helm.releases.hashicorp.com\n  version: \
             0.30.1\n  releaseName: v\n  valuesFile: base.yaml\n  additionalValuesFiles: [last.yaml]\n{merge}  \
             valuesInline: {{a: {{x: 2, v: 2}}}}\n"
        )
    };
    let merged = |merge: &str| {
        let text = kustomization(merge);
        let files =
            [("kustomization.yaml", text.as_str()), ("base.yaml", "a: {x: 1, v: 0, z: 1}"), ("last.yaml", "l: 1")];
        told(1, &files).lines().last().map(str::to_owned)
    };
    let expected = |json: &str| Some(format!("= {json}"));
    assert_eq!(merged(""), expected(r#"{"a":{"x":2,"v":2,"z":1},"l":1}"#));
    assert_eq!(merged("  valuesMerge: override\n"), expected(r#"{"a":{"x":2,"v":2,"z":1},"l":1}"#));
    assert_eq!(merged("  valuesMerge: replace\n"), expected(r#"{"a":{"x":2,"v":2},"l":1}"#));
    assert_eq!(merged("  valuesMerge: merge\n"), expected(r#"{"a":{"x":1,"v":2,"z":1},"l":1}"#));
    let wrong =
        told(1, &[("kustomization.yaml", &kustomization("  valuesMerge: no\n")), ("base.yaml", ""), ("last.yaml", "")]);
    assert!(wrong.contains("error: `valuesMerge` cannot be `no` @ kustomization.yaml:9:16"), "{wrong}");
    assert!(wrong.contains("warning: the `namespace` of a kustomization is not"), "{wrong}");
}

#[test]
fn releases_of_a_helmfile_are_read() {
    let helmfile = "releases:
- {name: ingress, chart: nginx/nginx, values: [x.yaml]}
- name: v
  namespace: vault
  chart: hashicorp/vault
  version: 0.24.0
  values:
  - env/prod.yaml
  - a: {inline: 1}
  set:
  - {name: a.set, value: '{x,y}'}
  - {name: a.list, values: ['1', x]}
- name: t
  chart: hashicorp/vault
  values: [prod.yaml.gotmpl, '{{ .Environment.Name }}.yaml', gone.yaml]
";
    check(
        1,
        &[("d/helmfile.yaml", helmfile), ("d/env/prod.yaml", "a: {file: 1}")],
        "
v: v in vault, 0.24.0
d/env/prod.yaml:1:11 a.file=1
d/helmfile.yaml:9:17 a.inline=1
d/helmfile.yaml:11:12 --set a.set=\\{x\\,y\\} d/helmfile.yaml:11:26
d/helmfile.yaml:12:12 --set a.list={1,x} d/helmfile.yaml:12:28
= {\"a\":{\"file\":1,\"inline\":1,\"set\":\"{x,y}\",\"list\":[1,\"x\"]}}
t: t in -, -
error: `prod.yaml.gotmpl` is a Go template of helmfile, which is not run here @ d/helmfile.yaml:15:12
error: `{{ .Environment.Name }}.yaml` is a Go template of helmfile, which is not run here @ d/helmfile.yaml:15:30
error: there is no file `d/gone.yaml` @ d/helmfile.yaml:15:62
= {}",
    );
}

#[test]
fn values_of_a_parent_are_handed_down_as_helm_does() {
    let chart = "apiVersion: v2\nname: platform\ndependencies:\n- {name: vault, version: 0.30.1, alias: secrets, \
        condition: secrets.enabled, tags: [x]}\n- {name: postgresql, version: 1.x}\n";
    let values = "global: {tlsDisable: false, psp: {enable: true}, m: 1, t: {}}\nsecrets:\n  enabled: false\n  global: \
        {tlsDisable: true, openshift: true, psp: {enable: false, own: 1}, m: {}, t: 1}\n  ui: {enabled: true}\n";
    let prod = "secrets: {ui: {enabled: false}}\n";
    check(2, &[("c/values.yaml", values), ("c/prod.yaml", prod), ("c/Chart.yaml", chart)], "
secrets: - in -, 0.30.1 as secrets
c/values.yaml:4:24 global.tlsDisable=true
c/values.yaml:4:41 global.openshift=true
c/values.yaml:4:61 global.psp.enable=false
c/values.yaml:4:73 global.psp.own=1
c/values.yaml:4:80 global.m={}
c/values.yaml:4:87 global.t=1
c/values.yaml:5:17 ui.enabled=true
c/prod.yaml:1:25 ui.enabled=false
c/values.yaml:1:22 global.tlsDisable=false
c/values.yaml:1:43 global.psp.enable=true
warning: `secrets.enabled` switches the dependency `secrets` off: Helm renders nothing of it @ c/values.yaml:3:12
= {\"global\":{\"tlsDisable\":false,\"openshift\":true,\"psp\":{\"enable\":true,\"own\":1},\"m\":{},\"t\":1},\"ui\":{\"enabled\":false}}");
    check(
        1,
        &[("c/prod.yaml", prod), ("c/values.yaml", values), ("c/Chart.yaml", chart)],
        &told(2, &[("c/values.yaml", values), ("c/prod.yaml", prod), ("c/Chart.yaml", chart)]),
    );
    check(
        1,
        &[("c/prod.yaml", "ui: {}\nserver: {}\n"), ("c/Chart.yaml", chart)],
        "c/prod.yaml:1:5 ui={}\nc/prod.yaml:2:9 server={}",
    );
}

#[test]
fn an_application_of_a_chart_of_the_repository_is_read() {
    let app = format!(
        "{APPLICATION}spec: {{source: {{path: charts/platform, helm: {{valueFiles: [prod.yaml], parameters: [{{name: \
         vault.a.p, value: x}}, {{name: other.x, value: y}}]}}}}}}\n"
    );
    let chart = "apiVersion: v2\nname: platform\ndependencies:\n- {name: vault, version: ^0.30.0}\n";
    let lock = "dependencies:\n- {name: vault, version: 0.31.0}\n- {name: vault, version: 0.30.1}\n";
    let files = [
        ("apps/app.yaml", app.as_str()),
        ("charts/platform/Chart.yaml", chart),
        ("charts/platform/Chart.lock", lock),
        ("charts/platform/values.yaml", "vault: {a: {v: 1}}\n"),
        ("charts/platform/prod.yaml", "vault: {a: {w: 2}}\n"),
    ];
    check(
        1,
        &files,
        "
prod: prod in -, 0.30.1
charts/platform/values.yaml:1:16 a.v=1
charts/platform/prod.yaml:1:16 a.w=2
apps/app.yaml:4:98 --set a.p=x apps/app.yaml:4:110
= {\"a\":{\"v\":1,\"w\":2,\"p\":\"x\"}}",
    );
}

#[test]
fn releases_of_terraform_are_read() {
    let text = "\u{feff}/* two */ resource \"helm_release\" \"v\" {
  name = \"a-b\" // why
  chart   = \"vault\"
  version = var.version
  depends_on = [module.x, null_resource.y[0]]
  values  = [
    \"m: \\\"1\\\"\\nd: $${X}\", yamlencode({ a = { \"b\": -1.5, c = [true, null, (var.x)] }, (local.k) = \"u\", a = { b = 2 } }),
    <<-END
\ta:
\t  d: \"%%{x}\"
END
  ]
  set_list {
    name = \"l\"
    value = [1, \"x\"]
  }
  set = [
    { name = \"m\", value = true }, # comma below
    { name = \"n\", value = \"a=b\", type = \"literal\" },
  ]
  postrender { binary_path = \"${path.module}/p.sh\" }
}
";
    check(
        1,
        &[("main.tf", text)],
        r#"
v: a-b in -, -
main.tf:7:5 m="1"
main.tf:7:5 d="${X}"
main.tf:7:113 a.b=2
main.tf:7:98 (local.k)="u"
main.tf:9:1 a.d="%{x}"
main.tf:18:14 --set m=true main.tf:18:27
main.tf:19:14 --set-literal n=a=b main.tf:19:27
main.tf:14:12 --set l={1,x} main.tf:15:13
warning: `version` is known to Terraform alone @ main.tf:4:13
= {"m":true,"d":"${X}","a":{"b":2,"d":"%{x}"},"(local.k)":"u","n":"a=b","l":[1,"x"]}"#,
    );
    for (text, expected) in [
        ("resource \"helm_release\" \"v\" {", "error: `main.tf` cannot be read as HCL @ main.tf:1:30"),
        ("a = [1, 2", "error: `main.tf` cannot be read as HCL @ main.tf:1:10"),
        ("a = \"b\nc\"", "error: `main.tf` cannot be read as HCL @ main.tf:1:5"),
        ("a = /* b", "error: `main.tf` cannot be read as HCL @ main.tf:1:5"),
        ("= 1", "error: `main.tf` cannot be read as HCL @ main.tf:1:1"),
        ("a = <<\n", "error: `main.tf` cannot be read as HCL @ main.tf:1:7"),
        (&format!("a = {}", "[".repeat(500)), "error: `main.tf` cannot be read as HCL @ main.tf:1:69"),
        (
            "a = { for k, v in x : k => v if v != \"}\" }\nb = x[\"]\"] ? -y : !(z)\n",
            "error: `main.tf` is a file of Terraform that installs no chart @ main.tf:1:1",
        ),
    ] {
        assert_eq!(told(1, &[("main.tf", text)]), expected, "{text}");
    }
}

#[test]
fn what_is_no_values_file_is_told() {
    let rows = [
        (
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: vault}\n",
            "error: `x.yaml` holds manifests, and no values @ x.yaml:2:7",
        ),
        (
            "apiVersion: v2\nname: platform\nversion: 1.0.0\n",
            "error: `x.yaml` describes a chart, and holds no values @ x.yaml:2:7",
        ),
        (
            "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n",
            "error: `x.yaml` holds a Kustomization of Flux, and no values @ x.yaml:2:7",
        ),
        (
            "apiVersion: v1\nkind: ConfigMap\ndata: {}\n",
            "error: `x.yaml` is a ConfigMap, and no values file @ x.yaml:2:7",
        ),
        ("server: {}\n", "x.yaml:1:9 server={}"),
        ("releases: 1\nkind: a\n", "x.yaml:1:11 releases=1\nx.yaml:2:7 kind=\"a\""),
    ];
    for (text, expected) in rows {
        check(1, &[("x.yaml", text)], expected);
    }
    let template = "releases:\n{{ range .x }}\n- name: a\n{{ end }}\n";
    check(
        1,
        &[("helmfile.yaml", template)],
        "error: `{{ range .x }}` is a Go template of helmfile, which is not run here @ helmfile.yaml:2:1",
    );
}
