# what runs on the platform
terraform {
  required_version = ">= 1.5"
}

locals {
  names = [for name in var.names : lower(name) if name != ""]
}

resource "helm_release" "ingress" {
  name   = "ingress"
  chart  = "ingress-nginx"
  values = [templatefile("${path.module}/ingress.tftpl", { a = 1 })]
}

resource "helm_release" "vault" {
  name             = "secrets"
  repository       = "https://helm.releases.hashicorp.com"
  chart            = "vault"
  version          = "0.30.1" # the chart
  namespace        = "security"
  create_namespace = true

  values = [
    file("${path.module}/vault.yaml"),
    <<-EOT
      server:
        ingress:
          enabled: true
          hosts:
            - host: vault.${var.domain}
    EOT
    ,
    yamlencode({
      server = {
        ingress = {
          "ingressClassName" : var.class, /* of the cluster */
          annotations = { "example.com/checked" = "true" }
        }
      }
    }),
  ]

  set {
    name  = "server.ingress.pathType"
    value = "Exact"
  }
  set {
    name  = "server.ingress.labels.team"
    value = 12
    type  = "string"
  }
}
