ui = true # a comment
listener "tcp" {
  address = "[::]:8200"
  tls_disable = 1
  telemetry { unauthenticated_metrics_access = "true" }
}
storage "raft" {
  path = "/vault/data"
  retry_join { leader_api_addr = "http://vault-0:8200" }
  retry_join = [{ a = 1.5e3 }, { b = [0x1F, -2, "c\n\u00e9"] }]
}
seal "gcpckms" { "project" = "vault" /* inside */ region = "global" }
service_registration "kubernetes" {}
text = <<-EOF
  line ${one}
  EOF
