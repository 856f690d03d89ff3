//! A disruption budget of an injector that is not there.

use crate::check::{Confidence, Fault, Find, Purpose, Rule, Subject};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "injector-budget",
    severity: Severity::Warning,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the injector has a disruption budget and is off",
    why: "The chart makes the budget whenever `injector.podDisruptionBudget` is set: without the injector it selects \
          no pods, and stays behind in the cluster.",
    fix: "Remove `injector.podDisruptionBudget`, or turn the injector on.",
    link: Some("https://kubernetes.io/docs/tasks/run-application/configure-pdb/"),
    find: Find::Looking(find),
};

fn find(subject: &Subject<'_>) -> Vec<Fault> {
    let mut budgets = subject.objects.iter().filter(|object| object.template == "injector/disruptionbudget");
    let Some(budget) = budgets.next().filter(|_| !subject.facts().injector.enabled) else { return Vec::new() };
    let switch = if subject.is_set("injector.enabled") { "injector.enabled" } else { "global.enabled" };
    vec![
        Fault::new("a disruption budget is made for the injector, which is off")
            .at(subject.label("injector.podDisruptionBudget", "selects no pods"))
            .also(subject.label_if_set(switch, "the injector is off"))
            .in_object(budget, "spec.selector")
            .help("remove `injector.podDisruptionBudget`"),
    ]
}
