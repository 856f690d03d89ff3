//! The libFuzzer shell of the target `values`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::within_budget(targets::values, input));
