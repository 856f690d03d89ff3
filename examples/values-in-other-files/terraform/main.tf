resource "helm_release" "vault" {
  name       = "vault"
  namespace  = "vault"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
  version    = "0.34.1"

  values = [
    file("${path.module}/vault.yaml"),
    yamlencode({
      server = { ingress = { enabled = true, hosts = [{ host = "vault.${var.domain}" }] } }
    }),
  ]

  set {
    name  = "server.logLevel"
    value = "debug"
  }
}

variable "domain" {
  type = string
}
