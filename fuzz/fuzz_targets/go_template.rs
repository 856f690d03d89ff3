//! The libFuzzer shell of the target `go_template`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::within_budget(targets::go_template, input));
