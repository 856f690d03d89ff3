resource "helm_release" "vault" {
  name       = var.name
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
  namespace  = kubernetes_namespace.vault.metadata[0].name

  values = [<<EOT
server:
  logLevle: debug
  # vaultchart: ignore[values-unknown-key] because it is read by another chart
  mine: 1
EOT
  , jsonencode({ "ui" = { enabled = true, serviceType = "NodePort", serviceNodePort = 8200 } })]

  set = [{ name = "server.ha.replicass", value = "3" }]
}
