resource "helm_release" "vault" {
  name       = "vault"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
  set {
    name  = "server.ha.enabled"
    value = var.ha
  }
  set {
    name  = "server.ha.replicas"
    value = var.debug ? 1 : 3
  }
  set {
    name  = "server.image.tag"
    value = lookup(local.tags, "vault")
  }
  set_sensitive {
    name  = "server.extraEnvironmentVars.VAULT_TOKEN"
    value = var.token
  }
  set_list {
    name  = "server.extraArgsList"
    value = [join(",", var.a), "b"]
  }
}
