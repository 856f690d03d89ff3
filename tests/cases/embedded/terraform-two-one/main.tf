resource "helm_release" "one" {
  name       = "vault-one"
  repository = "https://helm.releases.hashicorp.com"
  chart      = "vault"
}
resource "helm_release" "two" {
  name  = "vault-two"
  chart = "oci://registry.example.com/charts/vault"
}
