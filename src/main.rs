//! The `vaultchart` program.

fn main() {}
