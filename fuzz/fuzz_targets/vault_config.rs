//! The libFuzzer shell of the target `vault_config`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::within_budget(targets::vault_config, input));
