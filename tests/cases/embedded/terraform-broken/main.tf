resource "helm_release" "vault" {
  values = [<<EOT
server: {}
