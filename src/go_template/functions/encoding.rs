//! Encodings and checksums.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha512};

use super::super::format;
use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("adler32sum", 1, 1, |call| call.give(adler32(call.text(0)?.as_bytes()).to_string())),
    ("b32dec", 1, 1, b32dec),
    ("b32enc", 1, 1, |call| call.give(b32enc(call.text(0)?.as_bytes()))),
    ("b64dec", 1, 1, b64dec),
    ("b64enc", 1, 1, |call| call.give(STANDARD.encode(call.text(0)?))),
    ("sha1sum", 1, 1, |call| call.give(hexadecimal(&sha1(call.text(0)?.as_bytes())))),
    ("sha256sum", 1, 1, |call| call.give(hexadecimal(&Sha256::digest(call.text(0)?)))),
    ("sha512sum", 1, 1, |call| call.give(hexadecimal(&Sha512::digest(call.text(0)?)))),
];

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn b64dec(call: &Call<'_>) -> Outcome {
    let text: String = call.text(0)?.chars().filter(|character| !matches!(character, '\r' | '\n')).collect();
    match STANDARD.decode(text) {
        Ok(bytes) => call.give(format::lossy(&bytes)),
        Err(_) => call.failure("the argument is not valid base64"),
    }
}

fn b32enc(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(5) {
        let group = chunk.iter().fold(0u64, |group, byte| group << 8 | u64::from(*byte)) << (8 * (5 - chunk.len()));
        let used = (chunk.len() * 8).div_ceil(5);
        for position in 0..8 {
            let index = usize::try_from(group >> (35 - 5 * position) & 31).unwrap_or(0);
            let letter = BASE32.get(index).copied().unwrap_or(b'=');
            out.push(if position < used { char::from(letter) } else { '=' });
        }
    }
    out
}

fn b32dec(call: &Call<'_>) -> Outcome {
    match b32_bytes(call.text(0)?) {
        Some(bytes) => call.give(format::lossy(&bytes)),
        None => call.failure("the argument is not valid base32"),
    }
}

fn b32_bytes(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let digits = text.iter().position(|byte| *byte == b'=').unwrap_or(text.len());
    let (digits, padding) = text.split_at(digits);
    if !text.len().is_multiple_of(8)
        || padding.iter().any(|byte| *byte != b'=')
        || matches!(digits.len() % 8, 1 | 3 | 6)
    {
        return None;
    }
    let mut out = Vec::new();
    let (mut group, mut bits) = (0u64, 0u32);
    for digit in digits {
        let value = BASE32.iter().position(|known| known == digit)?;
        group = (group << 5 | value as u64) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(group >> bits & 0xff).ok()?);
        }
    }
    Some(out)
}

fn adler32(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    high << 16 | low
}

/// SHA-1, which vaults nothing here: it names things, as in Git.
fn sha1(bytes: &[u8]) -> Vec<u8> {
    let mut message = bytes.to_vec();
    message.push(0x80);
    message.resize(message.len().next_multiple_of(64), 0);
    if message.len() - bytes.len() < 9 {
        message.resize(message.len() + 64, 0);
    }
    let end = message.len() - 8;
    let bits = (bytes.len() as u64).wrapping_mul(8).to_be_bytes();
    message.truncate(end);
    message.extend_from_slice(&bits);
    let mut state = [0x6745_2301u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in message.chunks_exact(64) {
        sha1_block(&mut state, block);
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn sha1_block(state: &mut [u32; 5], block: &[u8]) {
    let mut words: Vec<u32> =
        block.chunks_exact(4).map(|four| four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte))).collect();
    while let [.., w16, _, w14, _, _, _, _, _, w8, _, _, _, _, w3, _, _] = words.as_slice()
        && words.len() < 80
    {
        let next = (w16 ^ w14 ^ w8 ^ w3).rotate_left(1);
        words.push(next);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (round, word) in words.iter().enumerate() {
        let (mix, constant) = match round {
            0..20 => (b & c | !b & d, 0x5a82_7999u32),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6),
        };
        let next = a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    for (sum, word) in state.iter_mut().zip([a, b, c, d, e]) {
        *sum = sum.wrapping_add(word);
    }
}
