//! A route that hangs on no gateway.

use crate::check::{Confidence, Find, Purpose, Rule};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    id: "httproute-parent",
    severity: Severity::Error,
    confidence: Confidence::High,
    purpose: Purpose::Any,
    title: "the HTTP route is on, and no gateway is named",
    why: "A route takes traffic from the gateways that its parent references name; the chart refuses one without \
          any.",
    fix: "Name the gateway in `server.httproute.parentRefs`.",
    link: Some("https://gateway-api.sigs.k8s.io/api-types/httproute/"),
    find: Find::Reading,
};
