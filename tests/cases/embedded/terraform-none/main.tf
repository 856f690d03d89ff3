variable "a" {
  default = {
    b = "c"
  }
}
