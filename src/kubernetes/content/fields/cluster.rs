//! The fields of all other objects: `pkg/apis/core`, `networking`, `rbac`, `admissionregistration`, `storage` and more.

use crate::kubernetes::content::form::Must::{Choice, Each, Keys, Labels, NotEmpty, Port, Text, Unique, Within};
use crate::kubernetes::content::form::{KeyField, Must, NOT_BELOW_ZERO, Of};
use crate::kubernetes::content::texts::{
    CIDR, CONFIG_KEY, DOMAIN_PREFIXED, FQDN, HOST, IP, LABEL, NOT_EMPTY, PATH_SEGMENT, PORT_NAME, QUALIFIED, SUBDOMAIN,
};

const PORT_NUMBER: Must = Within(1, 65535);
const NODE_PORT: Must = Within(0, 65535);
const PROTOCOLS: Must = Choice(&["TCP", "UDP", "SCTP"]);
const POLICIES: Must = Choice(&["Cluster", "Local"]);
const WEBHOOK: &[(&str, &[Must])] = &[
    ("name", &[Text(&FQDN)]),
    ("timeoutSeconds", &[Within(1, 30)]),
    ("failurePolicy", &[Choice(&["Fail", "Ignore"])]),
    ("matchPolicy", &[Choice(&["Equivalent", "Exact"])]),
    ("sideEffects", &[Choice(&["None", "NoneOnDryRun"])]),
    ("reinvocationPolicy", &[Choice(&["IfNeeded", "Never"])]),
    ("admissionReviewVersions", &[NotEmpty]),
];
const VALIDATING: &[(&str, &[Must])] = match WEBHOOK {
    [name, timeout, failure, matching, effects, _, versions] => {
        &[*name, *timeout, *failure, *matching, *effects, *versions]
    }
    _ => &[],
};
const RULE: &[(&str, &[Must])] = &[
    ("operations", &[NotEmpty, Each(&Choice(&["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]))]),
    ("apiGroups", &[NotEmpty]),
    ("apiVersions", &[NotEmpty, Each(&Text(&NOT_EMPTY))]),
    ("resources", &[NotEmpty, Each(&Text(&NOT_EMPTY))]),
    ("scope", &[Choice(&["*", "Cluster", "Namespaced"])]),
];

pub(super) static FIELDS: &[Of] = &[
    Of("ConfigMap", &[("data", &[Keys(&CONFIG_KEY)]), ("binaryData", &[Keys(&CONFIG_KEY)])]),
    Of("Secret", &[("data", &[Keys(&CONFIG_KEY)]), ("stringData", &[Keys(&CONFIG_KEY)])]),
    Of(
        "ServiceSpec",
        &[
            ("type", &[Choice(&["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"])]),
            ("ports", &[Unique(&[KeyField("name", "")]), Unique(&[KeyField("protocol", "TCP"), KeyField("port", "")])]),
            ("selector", &[Labels]),
            ("sessionAffinity", &[Choice(&["ClientIP", "None"])]),
            ("externalTrafficPolicy", &[POLICIES]),
            ("internalTrafficPolicy", &[POLICIES]),
            ("externalIPs", &[Each(&Text(&IP))]),
            ("ipFamilies", &[Each(&Choice(&["IPv4", "IPv6"]))]),
            ("ipFamilyPolicy", &[Choice(&["PreferDualStack", "RequireDualStack", "SingleStack"])]),
            ("loadBalancerSourceRanges", &[Each(&Text(&CIDR))]),
            ("loadBalancerClass", &[Text(&QUALIFIED)]),
            ("healthCheckNodePort", &[NODE_PORT]),
        ],
    ),
    Of(
        "ServicePort",
        &[
            ("name", &[Text(&LABEL)]),
            ("port", &[PORT_NUMBER]),
            ("targetPort", &[Port]),
            ("nodePort", &[NODE_PORT]),
            ("protocol", &[PROTOCOLS]),
            ("appProtocol", &[Text(&QUALIFIED)]),
        ],
    ),
    Of("ClientIPConfig", &[("timeoutSeconds", &[Within(1, 86400)])]),
    Of("IngressSpec", &[("ingressClassName", &[Text(&SUBDOMAIN)])]),
    Of("IngressRule", &[("host", &[Text(&HOST)])]),
    Of("HTTPIngressRuleValue", &[("paths", &[NotEmpty])]),
    Of("HTTPIngressPath", &[("pathType", &[Choice(&["Exact", "ImplementationSpecific", "Prefix"])])]),
    Of("IngressServiceBackend", &[("name", &[Text(&LABEL)])]),
    Of("ServiceBackendPort", &[("number", &[PORT_NUMBER]), ("name", &[Text(&PORT_NAME)])]),
    Of("IngressTLS", &[("hosts", &[Each(&Text(&HOST))]), ("secretName", &[Text(&SUBDOMAIN)])]),
    Of("IngressClassSpec", &[("controller", &[Text(&DOMAIN_PREFIXED)])]),
    Of("NetworkPolicySpec", &[("policyTypes", &[Each(&Choice(&["Ingress", "Egress"]))])]),
    Of("NetworkPolicyPort", &[("port", &[Port]), ("endPort", &[PORT_NUMBER]), ("protocol", &[PROTOCOLS])]),
    Of("IPBlock", &[("cidr", &[Text(&CIDR)]), ("except", &[Each(&Text(&CIDR))])]),
    Of("RoleRef", &[("name", &[Text(&PATH_SEGMENT)])]),
    Of("rbac.v1.Subject", &[("kind", &[Choice(&["Group", "ServiceAccount", "User"])])]),
    Of("PolicyRule", &[("verbs", &[NotEmpty])]),
    Of("MutatingWebhookConfiguration", &[("webhooks", &[Unique(&[KeyField("name", "")])])]),
    Of("ValidatingWebhookConfiguration", &[("webhooks", &[Unique(&[KeyField("name", "")])])]),
    Of("MutatingWebhook", WEBHOOK),
    Of("ValidatingWebhook", VALIDATING),
    Of("RuleWithOperations", RULE),
    Of("NamedRuleWithOperations", RULE),
    Of(
        "admissionregistration.v1.ServiceReference",
        &[("port", &[PORT_NUMBER]), ("name", &[Text(&NOT_EMPTY)]), ("namespace", &[Text(&NOT_EMPTY)])],
    ),
    Of("PriorityClass", &[("preemptionPolicy", &[Choice(&["Never", "PreemptLowerPriority"])])]),
    Of(
        "StorageClass",
        &[
            ("provisioner", &[Text(&NOT_EMPTY)]),
            ("reclaimPolicy", &[Choice(&["Delete", "Retain"])]),
            ("volumeBindingMode", &[Choice(&["Immediate", "WaitForFirstConsumer"])]),
        ],
    ),
    Of(
        "CSIDriverSpec",
        &[
            ("fsGroupPolicy", &[Choice(&["File", "None", "ReadWriteOnceWithFSType"])]),
            ("volumeLifecycleModes", &[Each(&Choice(&["Ephemeral", "Persistent"]))]),
        ],
    ),
    Of("RuntimeClass", &[("handler", &[Text(&LABEL)])]),
    Of("LimitRangeItem", &[("type", &[Text(&NOT_EMPTY)])]),
    Of("LeaseSpec", &[("leaseDurationSeconds", &[Within(1, i64::MAX)]), ("leaseTransitions", &[NOT_BELOW_ZERO])]),
    Of("EndpointSlice", &[("addressType", &[Choice(&["FQDN", "IPv4", "IPv6"])])]),
    Of("Endpoint", &[("addresses", &[NotEmpty])]),
    Of(
        "CustomResourceDefinitionSpec",
        &[("scope", &[Choice(&["Cluster", "Namespaced"])]), ("group", &[Text(&SUBDOMAIN)]), ("versions", &[NotEmpty])],
    ),
    Of("CustomResourceConversion", &[("strategy", &[Choice(&["None", "Webhook"])])]),
    Of(
        "CertificateSigningRequestSpec",
        &[
            ("signerName", &[Text(&DOMAIN_PREFIXED)]),
            ("usages", &[NotEmpty]),
            ("expirationSeconds", &[Within(600, i64::MAX)]),
        ],
    ),
];
