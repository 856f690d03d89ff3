//! The verbs of `kubectl` that plans use. Any other one fails.

use serde_json::{Value, json};

use crate::stand_in::cluster::MANY;
use crate::stand_in::invocation::Invocation;
use crate::stand_in::objects::Apply;
use crate::stand_in::state::{Pod, State, Stored};
use crate::stand_in::{Answer, Input, jsonpath, objects, pods, vault};

/// Answers a call, and moves the cluster on.
pub(crate) fn call(state: &mut State, words: &[String], input: &mut dyn Input) -> Answer {
    state.calls.push(words.join(" "));
    if state.dead_from.is_some_and(|first| state.calls.len() >= first) {
        return lost();
    }
    state.moment();
    objects::run_copies(state);
    let fails = state.fails_at == Some(state.calls.len());
    if fails && !state.fails_late {
        return lost();
    }
    if let Some(rubbish) = &state.settings.rubbish {
        return Answer::says(rubbish.clone());
    }
    let answer = match Invocation::of(words) {
        Ok(invocation) => answer(state, &invocation, input),
        Err(problem) => Answer::fails(1, format!("error: {problem}")),
    };
    if answer.stderr.starts_with("error: unknown") {
        state.violation(format!("no such call: {}", words.join(" ")));
    }
    if fails { lost() } else { answer }
}

/// A call whose answer never came.
fn lost() -> Answer {
    Answer::fails(1, "Unable to connect to the server: net/http: TLS handshake timeout")
}

fn answer(state: &mut State, call: &Invocation, input: &mut dyn Input) -> Answer {
    let words: Vec<&str> = call.words.iter().map(String::as_str).collect();
    if words == ["config", "current-context"] {
        return Answer::says(format!("{}\n", state.settings.context));
    }
    let context = call.flag("--context").unwrap_or_default();
    if context != state.settings.context {
        return Answer::fails(
            1,
            format!("Error in configuration: context was not found for specified context: {context}"),
        );
    }
    let namespace = call.flag("-n").unwrap_or("default").to_owned();
    if let Some(answer) = forbidden(state, call, &namespace) {
        return answer;
    }
    match words.as_slice() {
        ["get", "pods"] => pods_of(state, call, &namespace),
        ["get", "events"] => print(call, &json!({ "kind": "List", "items": [] })),
        ["get", "poddisruptionbudgets"] => print(call, &json!({ "kind": "List", "items": state.budgets })),
        ["get", "controllerrevisions"] => revisions(state, call),
        ["get", plural] if !plural.contains('/') => objects_of(state, call, plural, &namespace),
        ["get", "pod", name] => get(state, call, "pod", name, &namespace),
        ["annotate", "pods", mark] => annotate(state, call, mark, &namespace),
        ["get", kind, names @ ..] if !names.is_empty() => {
            let kind = objects::kind_called(state, kind);
            let found: Vec<Value> =
                names.iter().filter_map(|name| objects::get(state, &kind, name, &namespace)).collect();
            match found.as_slice() {
                [] => Answer::default(),
                [only] if names.len() == 1 => print(call, only),
                _ => print(call, &json!({ "kind": "List", "apiVersion": "v1", "items": found })),
            }
        }
        ["get", object] => by_name(object, |kind, name| get(state, call, kind, name, &namespace)),
        ["exec", pod] => vault::exec(state, pod, &namespace, &call.inner, input),
        ["apply"] => apply(state, call, input),
        ["diff"] => diff(state, call, input),
        ["delete"] => delete_raw(state, call, input),
        ["delete", object] => by_name(object, |kind, name| delete(state, call, kind, name, &namespace)),
        ["scale", object] => by_name(object, |_, name| {
            let replicas = call.flag("--replicas").and_then(|count| count.parse().ok()).unwrap_or(99);
            objects::scale(state, name, &namespace, replicas)
        }),
        ["patch", object] if call.flag("--type") == Some("json") => by_name(object, |kind, name| {
            objects::hand_over(state, kind, name, &namespace, call.flag("-p").unwrap_or_default())
        }),
        ["patch", object] => by_name(object, |_, name| {
            objects::patch_claim(state, name, &namespace, call.flag("-p").unwrap_or_default())
        }),
        ["logs", ..] => Answer::says("the last words of a server\n"),
        ["rollout", "status", object] => Answer::says(format!("{object} successfully rolled out\n")),
        ["wait", object] => by_name(object, |kind, name| wait(state, call, kind, name, &namespace)),
        _ => Answer::fails(1, format!("error: unknown command {words:?}")),
    }
}

/// Takes `KIND/NAME` or `KIND.GROUP/NAME` apart.
fn by_name(object: &str, then: impl FnOnce(&str, &str) -> Answer) -> Answer {
    match object.split_once('/') {
        Some((resource, name)) => then(resource.split('.').next().unwrap_or_default(), name),
        None => Answer::fails(1, format!("error: unknown resource {object}")),
    }
}

/// How the API server says no to whoever may not do something.
fn forbidden(state: &State, call: &Invocation, namespace: &str) -> Option<Answer> {
    let verb = call.words.first()?;
    let raw = || call.flag("--raw").and_then(|path| path.split('/').nth(5)).map(str::to_owned);
    let resource = call.words.get(1).cloned().or_else(raw)?;
    let resource = resource.split(['.', '/']).next().unwrap_or_default().to_owned();
    state.settings.forbidden.contains(&format!("{verb} {resource}")).then(|| {
        let verb = if verb == "get" { "list" } else { verb };
        Answer::fails(
            1,
            format!(
                "Error from server (Forbidden): {resource} is forbidden: User \"ada\" cannot {verb} resource \"{resource}\" \
                 in API group \"\" in the namespace \"{namespace}\""
            ),
        )
    })
}

fn is_selected(call: &Invocation, namespace: &str, pod: &Pod) -> bool {
    let mut selector = call.flag("-l").unwrap_or_default().split(',').filter_map(|pair| pair.split_once('='));
    pod.namespace == namespace && selector.all(|(key, value)| pod.labels.get(key).map(String::as_str) == Some(value))
}

fn annotate(state: &mut State, call: &Invocation, mark: &str, namespace: &str) -> Answer {
    let Some((key, value)) = mark.split_once('=').filter(|_| call.has("--overwrite")) else {
        return Answer::fails(1, "error: unknown annotation");
    };
    for pod in state.pods.iter_mut().filter(|pod| is_selected(call, namespace, pod)) {
        pod.annotations.insert(key.to_owned(), value.to_owned());
    }
    state.event("marked the servers");
    Answer::default()
}

fn revisions(state: &State, call: &Invocation) -> Answer {
    let of_set = |set: &Stored| -> Vec<Value> {
        let owner = json!([{ "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "", "uid": set.uid }]);
        let revision = |(index, name): (usize, &String)| json!({ "metadata": { "name": name, "ownerReferences": owner }, "revision": index + 1 });
        set.revisions.iter().enumerate().map(revision).collect()
    };
    print(call, &json!({ "items": state.objects.iter().flat_map(of_set).collect::<Vec<_>>() }))
}

fn pods_of(state: &State, call: &Invocation, namespace: &str) -> Answer {
    let selected = state.pods.iter().filter(|pod| is_selected(call, namespace, pod));
    let items: Vec<Value> = selected.map(|pod| pods::to_json(state, pod)).collect();
    print(call, &json!({ "items": items }))
}

/// All objects of a kind that some labels select.
fn objects_of(state: &State, call: &Invocation, plural: &str, namespace: &str) -> Answer {
    let kind = objects::kind_called(state, plural);
    let selector: Vec<(&str, &str)> =
        call.flag("-l").unwrap_or_default().split(',').filter_map(|pair| pair.split_once('=')).collect();
    let is_selected = |object: &Value| selector.iter().all(|(key, value)| object["metadata"]["labels"][*key] == *value);
    let all = objects::all(state, &kind, namespace);
    print(
        call,
        &json!({ "kind": "List", "apiVersion": "v1", "items": all.into_iter().filter(is_selected).collect::<Vec<_>>() }),
    )
}

fn get(state: &State, call: &Invocation, kind: &str, name: &str, namespace: &str) -> Answer {
    match objects::get(state, kind, name, namespace) {
        Some(object) => print(call, &object),
        None if call.has("--ignore-not-found") => Answer::default(),
        None => objects::not_found(kind, name),
    }
}

fn print(call: &Invocation, value: &Value) -> Answer {
    let Some(template) = call.flag("-o").and_then(|form| form.strip_prefix("jsonpath=")) else {
        return Answer::says(format!("{value}\n"));
    };
    match jsonpath::evaluate(template, value) {
        Ok(text) => Answer::says(text),
        Err(problem) => Answer::fails(1, format!("error: unknown jsonpath: {problem}")),
    }
}

fn file(call: &Invocation, input: &mut dyn Input) -> Result<String, String> {
    match call.flag("-f") {
        Some("-") => Ok(input.rest()),
        Some(path) => std::fs::read_to_string(path).map_err(|_| format!("the path \"{path}\" does not exist")),
        None => Err("must specify one of -f and -k".to_owned()),
    }
}

fn apply(state: &mut State, call: &Invocation, input: &mut dyn Input) -> Answer {
    let how = Apply {
        namespace: call.flag("-n"),
        is_dry: call.flag("--dry-run") == Some("server"),
        manager: call.flag("--field-manager").filter(|_| call.has("--server-side")),
        forces: call.has("--force-conflicts"),
    };
    let applied = file(call, input).map_err(|problem| format!("error: {problem}"));
    match applied.and_then(|text| objects::apply_text(state, &text, &how)) {
        Ok(said) => Answer::says(said),
        Err(problem) => Answer::fails(1, problem),
    }
}

fn diff(state: &State, call: &Invocation, input: &mut dyn Input) -> Answer {
    match file(call, input).and_then(|text| objects::differs(state, &text, call.flag("-n"))) {
        Ok(false) => Answer::default(),
        Ok(true) => Answer { stdout: "something differs\n".to_owned(), code: 1, ..Answer::default() },
        Err(problem) => Answer::fails(2, problem),
    }
}

fn delete_raw(state: &mut State, call: &Invocation, input: &mut dyn Input) -> Answer {
    let options = file(call, input).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok()).unwrap_or_default();
    let prefix = format!("/api/v1/namespaces/{}/pods/", state.settings.namespace);
    match call.flag("--raw").and_then(|path| path.strip_prefix(&prefix)) {
        Some(name) if options["kind"] == "DeleteOptions" => {
            let uid = options["preconditions"]["uid"].as_str().map(str::to_owned);
            pods::delete(state, name, uid.as_deref())
        }
        _ => Answer::fails(1, format!("error: unknown path {:?} or options {options}", call.flag("--raw"))),
    }
}

fn delete(state: &mut State, call: &Invocation, kind: &str, name: &str, namespace: &str) -> Answer {
    if kind == "pod" && objects::get(state, kind, name, namespace).is_none() && !call.has("--ignore-not-found") {
        return pods::delete(state, name, None);
    }
    let keeps_pods = call.flag("--cascade") == Some("orphan");
    match objects::delete(state, kind, name, namespace, keeps_pods) {
        Some(answer) => answer,
        None if call.has("--ignore-not-found") => Answer::default(),
        None => objects::not_found(kind, name),
    }
}

fn wait(state: &mut State, call: &Invocation, kind: &str, name: &str, namespace: &str) -> Answer {
    let condition = call.flag("--for").unwrap_or_default().to_owned();
    for _ in 0..MANY {
        let pod = state.pods.iter().find(|pod| pod.name == name).map(|pod| pods::to_json(state, pod));
        let object = pod.or_else(|| objects::get(state, kind, name, namespace));
        let holds = match (condition.as_str(), &object) {
            ("create", object) => object.is_some(),
            ("delete", object) => object.is_none(),
            (_, None) => return objects::not_found(kind, name),
            ("condition=Ready", Some(object)) => object["status"]["conditions"][1]["status"] == "True",
            (other, Some(object)) => {
                other.strip_prefix("jsonpath={.status.phase}=").is_some_and(|phase| object["status"]["phase"] == phase)
            }
        };
        if holds {
            return Answer::says(format!("{kind}/{name} condition met\n"));
        }
        state.moment();
        objects::run_copies(state);
    }
    Answer::fails(1, format!("error: timed out waiting for the condition on {kind}s/{name}"))
}
