resource "helm_release" "vault" {
  name  = "vault"
  chart = "vault"
  values = [file("vault.yaml")]
}
