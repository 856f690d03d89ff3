ui = false

listener "tcp" {
  address = "[::]:8200"
}
