listener "tcp" {
  address = 'x'
  a: b
}}
x = [1,, 2
 y = <<EOF
never closed
