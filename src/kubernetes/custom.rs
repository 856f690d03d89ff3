//! The types of the custom resources that the chart makes or its users add, written from their published references:
//! the Prometheus operator's API (`monitoring.coreos.com/v1`), the Gateway API 1.x, OpenShift's `route.openshift.io/v1`
//! and the Secrets Store CSI driver. Which fields a cluster has depends on what is installed there, so all are open.

use super::form::Form::{Any, Bool, Int32, Int64, IntOrText, List, Map, Object, Open, Text};
use super::form::{Field, Kind, OPTIONAL, REQUIRED, Type};
use super::table::{LABEL_SELECTOR, OBJECT_META, SECRET_KEY_SELECTOR};

pub(super) static CUSTOM_KINDS: &[Kind] = &[
    Kind("gateway.networking.k8s.io/v1", "HTTPRoute", &HTTP_ROUTE),
    Kind("gateway.networking.k8s.io/v1beta1", "HTTPRoute", &HTTP_ROUTE),
    Kind("monitoring.coreos.com/v1", "PrometheusRule", &PROMETHEUS_RULE),
    Kind("monitoring.coreos.com/v1", "ServiceMonitor", &SERVICE_MONITOR),
    Kind("route.openshift.io/v1", "Route", &ROUTE),
    Kind("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", &SECRET_PROVIDER_CLASS),
];

/// An object whose kind is a custom resource: all that differs is the type of its `spec`.
macro_rules! resource {
    ($constant:ident, $name:literal, $spec:expr) => {
        static $constant: Type = Type(
            $name,
            &[
                Field("apiVersion", Text, REQUIRED, 0),
                Field("kind", Text, REQUIRED, 0),
                Field("metadata", Object(&OBJECT_META), REQUIRED, 0),
                Field("spec", $spec, REQUIRED, 0),
                Field("status", Any, OPTIONAL, 0),
            ],
        );
    };
}

resource!(HTTP_ROUTE, "HTTPRoute", Open(&HTTP_ROUTE_SPEC));
resource!(PROMETHEUS_RULE, "PrometheusRule", Open(&PROMETHEUS_RULE_SPEC));
resource!(ROUTE, "Route", Open(&ROUTE_SPEC));
resource!(SECRET_PROVIDER_CLASS, "SecretProviderClass", Open(&SECRET_PROVIDER_CLASS_SPEC));
resource!(SERVICE_MONITOR, "ServiceMonitor", Open(&SERVICE_MONITOR_SPEC));

static HTTP_ROUTE_SPEC: Type = Type(
    "HTTPRouteSpec",
    &[
        Field("hostnames", List(&Text), OPTIONAL, 0),
        Field("parentRefs", List(&Open(&PARENT_REFERENCE)), OPTIONAL, 0),
        Field("rules", List(&Open(&HTTP_ROUTE_RULE)), OPTIONAL, 0),
    ],
);

static PARENT_REFERENCE: Type = Type(
    "ParentReference",
    &[
        Field("group", Text, OPTIONAL, 0),
        Field("kind", Text, OPTIONAL, 0),
        Field("name", Text, REQUIRED, 0),
        Field("namespace", Text, OPTIONAL, 0),
        Field("port", Int32, OPTIONAL, 0),
        Field("sectionName", Text, OPTIONAL, 0),
    ],
);

static HTTP_ROUTE_RULE: Type = Type(
    "HTTPRouteRule",
    &[
        Field("backendRefs", List(&Open(&BACKEND_REFERENCE)), OPTIONAL, 0),
        Field("filters", List(&Open(&HTTP_ROUTE_FILTER)), OPTIONAL, 0),
        Field("matches", List(&Open(&HTTP_ROUTE_MATCH)), OPTIONAL, 0),
        Field("name", Text, OPTIONAL, 0),
        Field("retry", Any, OPTIONAL, 0),
        Field("sessionPersistence", Any, OPTIONAL, 0),
        Field("timeouts", Open(&HTTP_ROUTE_TIMEOUTS), OPTIONAL, 0),
    ],
);

static BACKEND_REFERENCE: Type = Type(
    "HTTPBackendRef",
    &[
        Field("filters", List(&Open(&HTTP_ROUTE_FILTER)), OPTIONAL, 0),
        Field("group", Text, OPTIONAL, 0),
        Field("kind", Text, OPTIONAL, 0),
        Field("name", Text, REQUIRED, 0),
        Field("namespace", Text, OPTIONAL, 0),
        Field("port", Int32, OPTIONAL, 0),
        Field("weight", Int32, OPTIONAL, 0),
    ],
);

static HTTP_ROUTE_FILTER: Type = Type(
    "HTTPRouteFilter",
    &[
        Field("cors", Any, OPTIONAL, 0),
        Field("extensionRef", Any, OPTIONAL, 0),
        Field("requestHeaderModifier", Any, OPTIONAL, 0),
        Field("requestMirror", Any, OPTIONAL, 0),
        Field("requestRedirect", Any, OPTIONAL, 0),
        Field("responseHeaderModifier", Any, OPTIONAL, 0),
        Field("type", Text, REQUIRED, 0),
        Field("urlRewrite", Any, OPTIONAL, 0),
    ],
);

static HTTP_ROUTE_MATCH: Type = Type(
    "HTTPRouteMatch",
    &[
        Field("headers", List(&Open(&HTTP_VALUE_MATCH)), OPTIONAL, 0),
        Field("method", Text, OPTIONAL, 0),
        Field("path", Open(&HTTP_PATH_MATCH), OPTIONAL, 0),
        Field("queryParams", List(&Open(&HTTP_VALUE_MATCH)), OPTIONAL, 0),
    ],
);

static HTTP_PATH_MATCH: Type =
    Type("HTTPPathMatch", &[Field("type", Text, OPTIONAL, 0), Field("value", Text, OPTIONAL, 0)]);

static HTTP_VALUE_MATCH: Type = Type(
    "HTTPHeaderMatch",
    &[Field("name", Text, REQUIRED, 0), Field("type", Text, OPTIONAL, 0), Field("value", Text, REQUIRED, 0)],
);

static HTTP_ROUTE_TIMEOUTS: Type =
    Type("HTTPRouteTimeouts", &[Field("backendRequest", Text, OPTIONAL, 0), Field("request", Text, OPTIONAL, 0)]);

static PROMETHEUS_RULE_SPEC: Type =
    Type("PrometheusRuleSpec", &[Field("groups", List(&Open(&RULE_GROUP)), OPTIONAL, 0)]);

static RULE_GROUP: Type = Type(
    "RuleGroup",
    &[
        Field("interval", Text, OPTIONAL, 0),
        Field("labels", Map(&Text), OPTIONAL, 0),
        Field("limit", Int64, OPTIONAL, 0),
        Field("name", Text, REQUIRED, 0),
        Field("partial_response_strategy", Text, OPTIONAL, 0),
        Field("query_offset", Text, OPTIONAL, 0),
        Field("rules", List(&Open(&RULE)), OPTIONAL, 0),
    ],
);

static RULE: Type = Type(
    "Rule",
    &[
        Field("alert", Text, OPTIONAL, 0),
        Field("annotations", Map(&Text), OPTIONAL, 0),
        Field("expr", IntOrText, REQUIRED, 0),
        Field("for", Text, OPTIONAL, 0),
        Field("keep_firing_for", Text, OPTIONAL, 0),
        Field("labels", Map(&Text), OPTIONAL, 0),
        Field("record", Text, OPTIONAL, 0),
    ],
);

static ROUTE_SPEC: Type = Type(
    "RouteSpec",
    &[
        Field("alternateBackends", List(&Open(&ROUTE_TARGET)), OPTIONAL, 0),
        Field("host", Text, OPTIONAL, 0),
        Field("httpHeaders", Any, OPTIONAL, 0),
        Field("path", Text, OPTIONAL, 0),
        Field("port", Open(&ROUTE_PORT), OPTIONAL, 0),
        Field("subdomain", Text, OPTIONAL, 0),
        Field("tls", Open(&ROUTE_TLS), OPTIONAL, 0),
        Field("to", Open(&ROUTE_TARGET), REQUIRED, 0),
        Field("wildcardPolicy", Text, OPTIONAL, 0),
    ],
);

static ROUTE_TARGET: Type = Type(
    "RouteTargetReference",
    &[Field("kind", Text, OPTIONAL, 0), Field("name", Text, REQUIRED, 0), Field("weight", Int32, OPTIONAL, 0)],
);

static ROUTE_PORT: Type = Type("RoutePort", &[Field("targetPort", IntOrText, REQUIRED, 0)]);

static ROUTE_TLS: Type = Type(
    "TLSConfig",
    &[
        Field("caCertificate", Text, OPTIONAL, 0),
        Field("certificate", Text, OPTIONAL, 0),
        Field("destinationCACertificate", Text, OPTIONAL, 0),
        Field("externalCertificate", Any, OPTIONAL, 0),
        Field("insecureEdgeTerminationPolicy", Text, OPTIONAL, 0),
        Field("key", Text, OPTIONAL, 0),
        Field("termination", Text, REQUIRED, 0),
    ],
);

static SECRET_PROVIDER_CLASS_SPEC: Type = Type(
    "SecretProviderClassSpec",
    &[
        Field("parameters", Map(&Text), OPTIONAL, 0),
        Field("provider", Text, OPTIONAL, 0),
        Field("secretObjects", List(&Open(&SECRET_OBJECT)), OPTIONAL, 0),
    ],
);

static SECRET_OBJECT: Type = Type(
    "SecretObject",
    &[
        Field("annotations", Map(&Text), OPTIONAL, 0),
        Field("data", List(&Open(&SECRET_OBJECT_DATA)), OPTIONAL, 0),
        Field("labels", Map(&Text), OPTIONAL, 0),
        Field("secretName", Text, OPTIONAL, 0),
        Field("type", Text, OPTIONAL, 0),
    ],
);

static SECRET_OBJECT_DATA: Type =
    Type("SecretObjectData", &[Field("key", Text, OPTIONAL, 0), Field("objectName", Text, OPTIONAL, 0)]);

static SERVICE_MONITOR_SPEC: Type = Type(
    "ServiceMonitorSpec",
    &[
        Field("attachMetadata", Any, OPTIONAL, 0),
        Field("endpoints", List(&Open(&ENDPOINT)), REQUIRED, 0),
        Field("jobLabel", Text, OPTIONAL, 0),
        Field("keepDroppedTargets", Int64, OPTIONAL, 0),
        Field("labelLimit", Int64, OPTIONAL, 0),
        Field("labelNameLengthLimit", Int64, OPTIONAL, 0),
        Field("labelValueLengthLimit", Int64, OPTIONAL, 0),
        Field("namespaceSelector", Open(&NAMESPACE_SELECTOR), OPTIONAL, 0),
        Field("podTargetLabels", List(&Text), OPTIONAL, 0),
        Field("sampleLimit", Int64, OPTIONAL, 0),
        Field("scrapeProtocols", List(&Text), OPTIONAL, 0),
        Field("selector", Object(&LABEL_SELECTOR), REQUIRED, 0),
        Field("targetLabels", List(&Text), OPTIONAL, 0),
        Field("targetLimit", Int64, OPTIONAL, 0),
    ],
);

static NAMESPACE_SELECTOR: Type =
    Type("NamespaceSelector", &[Field("any", Bool, OPTIONAL, 0), Field("matchNames", List(&Text), OPTIONAL, 0)]);

static ENDPOINT: Type = Type(
    "Endpoint",
    &[
        Field("authorization", Open(&AUTHORIZATION), OPTIONAL, 0),
        Field("basicAuth", Open(&BASIC_AUTH), OPTIONAL, 0),
        Field("bearerTokenFile", Text, OPTIONAL, 0),
        Field("bearerTokenSecret", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0),
        Field("enableHttp2", Bool, OPTIONAL, 0),
        Field("filterRunning", Bool, OPTIONAL, 0),
        Field("followRedirects", Bool, OPTIONAL, 0),
        Field("honorLabels", Bool, OPTIONAL, 0),
        Field("honorTimestamps", Bool, OPTIONAL, 0),
        Field("interval", Text, OPTIONAL, 0),
        Field("metricRelabelings", List(&Open(&RELABELING)), OPTIONAL, 0),
        Field("oauth2", Any, OPTIONAL, 0),
        Field("params", Map(&List(&Text)), OPTIONAL, 0),
        Field("path", Text, OPTIONAL, 0),
        Field("port", Text, OPTIONAL, 0),
        Field("proxyUrl", Text, OPTIONAL, 0),
        Field("relabelings", List(&Open(&RELABELING)), OPTIONAL, 0),
        Field("scheme", Text, OPTIONAL, 0),
        Field("scrapeTimeout", Text, OPTIONAL, 0),
        Field("targetPort", IntOrText, OPTIONAL, 0),
        Field("tlsConfig", Open(&TLS_CONFIG), OPTIONAL, 0),
        Field("trackTimestampsStaleness", Bool, OPTIONAL, 0),
    ],
);

static AUTHORIZATION: Type = Type(
    "SafeAuthorization",
    &[Field("credentials", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0), Field("type", Text, OPTIONAL, 0)],
);

static BASIC_AUTH: Type = Type(
    "BasicAuth",
    &[
        Field("password", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0),
        Field("username", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0),
    ],
);

static RELABELING: Type = Type(
    "RelabelConfig",
    &[
        Field("action", Text, OPTIONAL, 0),
        Field("modulus", Int64, OPTIONAL, 0),
        Field("regex", Text, OPTIONAL, 0),
        Field("replacement", Text, OPTIONAL, 0),
        Field("separator", Text, OPTIONAL, 0),
        Field("sourceLabels", List(&Text), OPTIONAL, 0),
        Field("targetLabel", Text, OPTIONAL, 0),
    ],
);

static TLS_CONFIG: Type = Type(
    "TLSConfig",
    &[
        Field("ca", Any, OPTIONAL, 0),
        Field("caFile", Text, OPTIONAL, 0),
        Field("cert", Any, OPTIONAL, 0),
        Field("certFile", Text, OPTIONAL, 0),
        Field("insecureSkipVerify", Bool, OPTIONAL, 0),
        Field("keyFile", Text, OPTIONAL, 0),
        Field("keySecret", Object(&SECRET_KEY_SELECTOR), OPTIONAL, 0),
        Field("maxVersion", Text, OPTIONAL, 0),
        Field("minVersion", Text, OPTIONAL, 0),
        Field("serverName", Text, OPTIONAL, 0),
    ],
);

#[cfg(test)]
mod tests {
    use super::*;

    /// A field is looked for by halving.
    #[test]
    fn the_fields_of_every_type_are_in_order() {
        let mut open: Vec<&Type> =
            CUSTOM_KINDS.iter().chain(crate::kubernetes::table::KINDS).map(|kind| kind.2).collect();
        let mut seen = std::collections::HashSet::new();
        while let Some(Type(name, fields)) = open.pop() {
            if !seen.insert((*name, fields.as_ptr())) {
                continue;
            }
            assert!(fields.is_sorted_by(|one, other| one.0 < other.0), "{name}");
            for field in *fields {
                let mut form = &field.1;
                while let List(inner) | Map(inner) = form {
                    form = inner;
                }
                if let Object(of) | Open(of) = form {
                    open.push(of);
                }
            }
        }
        assert!(seen.len() > 300, "{} types", seen.len());
    }
}
