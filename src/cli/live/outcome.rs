//! How runs end, for the shell and for whoever reads messages.

use serde_json::json;

use super::arguments::ProgressForm;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::streams::print;
use crate::diagnostic::Diagnostic;
use crate::live::{Blind, Ending};

/// What the shell needs to know.
///
/// # Errors
/// A run that did not come to its end, with the reason.
pub(in crate::cli) fn end(ending: Ending, code: &'static str, form: ProgressForm) -> Result<Exit, Failure> {
    if form == ProgressForm::Json {
        let (outcome, why) = match &ending {
            Ending::Done => ("done", String::new()),
            Ending::NotYet(why, _) => ("not-yet", why.clone()),
            Ending::Blind(blind) => ("blind", blind.to_string()),
            Ending::Refused(why, _) => ("refused", why.clone()),
        };
        print(&format!("{}\n", json!({ "event": "end", "outcome": outcome, "why": why })))?;
    }
    let problem = |why: String, help: &str| match help {
        "" => Diagnostic::error(code, why),
        _ if why.contains("(Forbidden)") => Diagnostic::error(code, why.clone()).help(permission(&why)),
        help => Diagnostic::error(code, why).help(help),
    };
    match ending {
        Ending::Done => Ok(Exit::Done),
        Ending::NotYet(why, help) => Err(Failure { problems: vec![problem(why, help)], exit: Exit::No }),
        Ending::Refused(why, help) => Err(Failure::refused(problem(why, help))),
        Ending::Blind(reason) => Err(blind(&reason)),
    }
}

/// What somebody may not do, in the words of a Role, and where one stands that allows it.
fn permission(says: &str) -> String {
    let quoted = |before: &str| Some(says.split_once(before)?.1.split_once('"')?.0).filter(|text| !text.is_empty());
    let verb = says.split_once(" cannot ").and_then(|(_, rest)| rest.split(' ').next());
    let file = if says.contains("at the cluster scope") { "cluster-role.yaml" } else { "role.yaml" };
    match (verb, quoted("resource \"")) {
        (Some(verb), Some(resource)) => {
            let group = quoted("API group \"").map_or_else(String::new, |group| format!(" of `{group}`"));
            format!("permission to `{verb}` `{resource}`{group} is missing: examples/rbac/{file} grants it")
        }
        _ => format!("a permission is missing: examples/rbac/{file} names what each command needs"),
    }
}

/// Nothing could be seen.
pub(in crate::cli) fn blind(blind: &Blind) -> Failure {
    let problem = Diagnostic::error("kubectl", blind.to_string());
    match blind {
        Blind::Failed { says, .. } if says.contains("not in PATH") => {
            problem.help("install kubectl, or use `plan` and `diff --against`, which need none")
        }
        Blind::Failed { says, .. } if says.contains("(Forbidden)") => problem.help(permission(says)),
        Blind::NoServers { .. } => problem.help("name the release, and its namespace with `-n`"),
        Blind::ManySets { .. } => problem.help("each release needs a different name"),
        _ => problem,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::permission;

    #[test]
    fn a_permission_is_named_with_its_file() {
        let table = [
            (
                "Error from server (Forbidden): statefulsets.apps is forbidden: User \"ada\" cannot list resource \"statefulsets\" in API group \"apps\" in the namespace \"vault\"",
                "permission to `list` `statefulsets` of `apps` is missing: examples/rbac/role.yaml grants it",
            ),
            (
                "Error from server (Forbidden): pods \"vault-2\" is forbidden: User \"ada\" cannot delete resource \"pods\" in API group \"\" in the namespace \"vault\"",
                "permission to `delete` `pods` is missing: examples/rbac/role.yaml grants it",
            ),
            (
                "clusterroles.rbac.authorization.k8s.io is forbidden: User \"ada\" cannot list resource \"clusterroles\" in API group \"rbac.authorization.k8s.io\" at the cluster scope",
                "permission to `list` `clusterroles` of `rbac.authorization.k8s.io` is missing: examples/rbac/cluster-role.yaml grants it",
            ),
            (
                "Error from server (Forbidden): no",
                "a permission is missing: examples/rbac/role.yaml names what each command needs",
            ),
        ];
        for (says, help) in table {
            assert_eq!(permission(says), help);
        }
    }
}
