//! The libFuzzer shell of the target `diff`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::within_budget(targets::diff, input));
