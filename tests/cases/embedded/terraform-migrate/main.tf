resource "helm_release" "vault" {
  name       = "vault"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
  values = [<<-EOT
    injector:
      # who is injected
      objectSelector: {matchLabels: {vault: "on"}}
      enabled: true # ours
  EOT
  ]
}
