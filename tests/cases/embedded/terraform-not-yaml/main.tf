resource "helm_release" "vault" {
  name = "vault"
  chart = "vault"
  values = ["server: {a: \"x\"", <<-E
    - 1
  E
  , null]
}
