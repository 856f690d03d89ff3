resource "helm_release" "bao" {
  name       = "bao"
  repository = "https://openbao.github.io/openbao-helm"
  chart      = "openbao"
}
