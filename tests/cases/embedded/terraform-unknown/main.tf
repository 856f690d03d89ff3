resource "helm_release" "vault" {
  name       = "vault"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
  values = [
    templatefile("${path.module}/vault.tftpl", { replicas = 3 }),
    local.values,
    yamlencode(merge(local.values, {})),
    var.debug ? file("a.yaml") : file("b.yaml"),
    file("${var.folder}/vault.yaml"),
  ]
  dynamic "set" {
    for_each = var.sets
    content {
      name  = set.key
      value = set.value
    }
  }
}
