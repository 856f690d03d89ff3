//! Reads gzip (RFC 1952) and the deflate in it (RFC 1951), in which Helm keeps its releases. What is broken, or larger
//! than a release can be, gives nothing.

/// The most that comes out.
const MOST: usize = 32 << 20;
/// The most bits of a code.
const MOST_BITS: usize = 15;
/// The order in which the lengths of the codes of lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/// The first length of each code from 257 on, and how many bits are added to it.
const LENGTHS: [(usize, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// Unpacks a file of one member; its checksum is not looked at.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let [0x1f, 0x8b, 8, flags, ..] = *packed else { return None };
    let mut rest = packed.get(10..)?;
    if flags & 4 != 0 {
        let length = usize::from(u16::from_le_bytes([*rest.first()?, *rest.get(1)?]));
        rest = rest.get(2 + length..)?;
    }
    // A name and a comment end with a zero.
    for flag in [8, 16] {
        if flags & flag != 0 {
            rest = rest.get(rest.iter().position(|byte| *byte == 0)? + 1..)?;
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    inflate(rest)
}

/// Bits, the lowest of each byte first.
struct Bits<'b> {
    bytes: &'b [u8],
    place: usize,
}

impl Bits<'_> {
    fn one(&mut self) -> Option<usize> {
        let byte = self.bytes.get(self.place / 8)?;
        let bit = byte >> (self.place % 8) & 1;
        self.place += 1;
        Some(usize::from(bit))
    }

    fn many(&mut self, count: u8) -> Option<usize> {
        (0..count).try_fold(0, |number, index| Some(number | self.one()? << index))
    }
}

/// A code of Huffman's: how many codes there are of each length, and what they stand for in their order.
struct Code {
    counts: [usize; MOST_BITS + 1],
    symbols: Vec<usize>,
}

impl Code {
    fn of(lengths: &[u8]) -> Self {
        let mut counts = [0; MOST_BITS + 1];
        let mut symbols = Vec::new();
        for (bits, count) in counts.iter_mut().enumerate().skip(1) {
            let of_length = lengths.iter().enumerate().filter(|(_, length)| usize::from(**length) == bits);
            let before = symbols.len();
            symbols.extend(of_length.map(|(symbol, _)| symbol));
            *count = symbols.len() - before;
        }
        Self { counts, symbols }
    }

    fn next(&self, bits: &mut Bits) -> Option<usize> {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in &self.counts[1..] {
            code |= bits.one()?;
            if code < first + count {
                return self.symbols.get(index + code - first).copied();
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

fn inflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut bits = Bits { bytes, place: 0 };
    let mut out = Vec::new();
    loop {
        let is_last = bits.one()? == 1;
        match bits.many(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => {
                let lengths: Vec<u8> = [(144, 8), (112, 9), (24, 7), (8, 8)]
                    .into_iter()
                    .flat_map(|(count, length)| std::iter::repeat_n(length, count))
                    .collect();
                block(&mut bits, &mut out, &Code::of(&lengths), &Code::of(&[5; 30]))?;
            }
            2 => {
                let (symbols, distances) = codes(&mut bits)?;
                block(&mut bits, &mut out, &symbols, &distances)?;
            }
            _ => return None,
        }
        if is_last {
            return Some(out);
        }
    }
}

fn stored(bits: &mut Bits, out: &mut Vec<u8>) -> Option<()> {
    let place = bits.place.div_ceil(8);
    let length = usize::from(u16::from_le_bytes([*bits.bytes.get(place)?, *bits.bytes.get(place + 1)?]));
    let text = bits.bytes.get(place + 4..place + 4 + length)?;
    out.extend_from_slice(text);
    bits.place = (place + 4 + length) * 8;
    (out.len() <= MOST).then_some(())
}

/// The codes of a block that brings its own.
fn codes(bits: &mut Bits) -> Option<(Code, Code)> {
    let (symbols, distances, lengths) = (bits.many(5)? + 257, bits.many(5)? + 1, bits.many(4)? + 4);
    let mut of_lengths = [0; 19];
    for place in ORDER.iter().take(lengths) {
        of_lengths[*place] = bits.many(3)? as u8;
    }
    let code = Code::of(&of_lengths);
    let mut found: Vec<u8> = Vec::new();
    while found.len() < symbols + distances {
        let (length, count) = match code.next(bits)? {
            16 => (*found.last()?, 3 + bits.many(2)?),
            17 => (0, 3 + bits.many(3)?),
            18 => (0, 11 + bits.many(7)?),
            length => (length as u8, 1),
        };
        found.extend(std::iter::repeat_n(length, count));
    }
    let (symbols, distances) = found.get(..symbols + distances)?.split_at(symbols);
    Some((Code::of(symbols), Code::of(distances)))
}

fn block(bits: &mut Bits, out: &mut Vec<u8>, symbols: &Code, distances: &Code) -> Option<()> {
    loop {
        match symbols.next(bits)? {
            symbol @ 0..256 => out.push(symbol as u8),
            256 => return Some(()),
            symbol => {
                let (length, more) = *LENGTHS.get(symbol - 257)?;
                let length = length + bits.many(more)?;
                let code = distances.next(bits)?;
                let more = (code.max(2) / 2 - 1) as u8;
                let first = if code < 4 { code + 1 } else { ((2 + code % 2) << more) + 1 };
                let distance = first + bits.many(more)?;
                let from = out.len().checked_sub(distance)?;
                (0..length).for_each(|index| out.push(out[from + index]));
            }
        }
        if out.len() > MOST {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    const FIXED: &str = "H4sIAAAAAAAA/0tMSk5EQjoKQAIAiihbrxQAAAA=";
    const STORED: &str = "H4sIAAAAAAAA/wEIAPf/YXMgaXQgaXOzJE6WCAAAAA==";
    const NAMED: &str = "H4sICAAAAAAA/25hbWUAAQgA9/9hcyBpdCBpc7MkTpYIAAAA";
    const DYNAMIC: &str = "H4sIAAAAAAAA/02ZS7IsOQpE572KtwQBQkILqjJrs7Lq/c9aIQcnZ5k3FZKH+Bzg/vPff//6M/787+8/4z//fJ/l+yz4rN/nic/2fT74PN+ahS/+fVHHl/V9sfxlv8fzmfi+rNzsfF8iT5F3vIwSAAVavz4RMvNJMZyduwqknDxRIKbUyIK2+vUJ0qhnnyTT2vlAe737UzVLlT5Vc9avuJrIZ/Wpcs2d9anynefqU7VKlT5Vi78+VZvPPlWbO+Oq6lx7qk6psqfqlGbDXY16JcNljXpjw21JXYg5rrqU2cL3uk570sTqti3SFrX/Eydetpqw5Cp5E6ZcZekJfbvcYEJflI/MtGY50IQ5R+mbsKeU600YVEc9//Spjdr/6dM58nwf8IfS50+fLv7+9Omu593gMLW/P3166PpPn1Gfw/2l9PtOD6vn4XFW7+9wuVn3swZcsPStp8923e96+izq/tfTZ6fssyZ8tuy3nr5J+66nb1rZfyFCZ/nHevrmKv9ZT9/c5V8bMUH320+fj/LO/fS5lPNuhIWVb2/ExSzX30+fMzL2Qtzw96fPD59HEhnc/yCw6vwYSDKlL56+5aU/FJFX7xdP34p6/3j69qj7CUdolr54+rbV/QZC1+v+A7G7yz7x9O1T9jsDea/0nacvtOx/FMHONPn0xSr/OU9fRPnXcWSD0neevntc/f70nVn+ewLpovz7PH0nBjNxpWIm4yGZUnpNJplZu8jINLPqnPtjJp5SIgOpRqj1Lsdf1LgG6ebmF+6DhCNr8SykHAnSI/GhPwBJghgZkhBRJ0aSI7pJkkSJHsIENBFrngAoYpNIkUqRpAqwInYIFpBFpiwybWQipWbwRa7puSbBF+XtAsqIS8WDADTiVhEjYI10TAlwIx69BprXzz7QvKzPgubVeiyTO6NfQB/Z/V4JoD357omg3feTENqHd5gYir7nBNEFA9dAc7S9EkZndGlwEh+0ewLpMKNKIum0/wBK17/pY8CSjvZDgEnHpq8mmn78ueBk9PnEk3RcJKA+0fUXIEo7vhJSTSlJTGnHaYLKhPskqoyxLgkr29QDXF0cUjOApdP4XkCWTuYcAbQuw3g/wJY685asBGvfM9ClztwngJfebF37AF+6mD8FANPrLKUHCNP9U9NB83b6DzCmm3lcADK9HsWzoDnIAgHMbjVIzcCZHvJEADQ9zrgA0m6SYOwAarcIYHztLAs6BgE2G6fX7CwVeh8UB1c7z0J5oOSrAHC3oKBmIM6UjBZAzkz47sCc2ezKF5oteIdAnXWtIIDdTXW0BXBnk/WGAHjmRpsCeeasWeRkUdP5Gdi7VRD9B+C7SZQ+BvTd0od+CPjdTEdfBf4s2p8BwJvF6PNAoAVrOAEEb3pm7ACDl+qDtX8V/yz/wcHLvF6DFmBE7aPg4BTWowoOfom/iv2RJRk1Kzh4M6ZxDcoyZV2s4OA0XTwLpZmxtlZw8HYo3bJkz8L6XMHBm9fKXgoOTmeNr+Dg9F12V3DwloXUDA7OtZxroHmz11BwcG5XnpXlJPsVzSYrus3KPiuiOy1oPsqWCBycp3umbLiGsKkCB71jUMFBv1UG16C8lO7bwEG/PsKzDjq77vzAwfsMNYODbt07goNuwXcHB32y+1SrYph3CA669z2DgzfT0Rbg4M1itBc46JfUPAuaN3toBQdvQ0rN4KDHoP+Ag35TQu0DDvqFFftaaD5OXwUH777UDA6u4fR5cPBLANwHhfxlHc/KUn4wvsDB1RxUcHDZzxoU9Nb7gINfC1BngYNrth5wcHlrBgeX93uBg2v1u4ODn8vzLGjefYfg4Pq5Z3DwRiltAQ5+qa72AQfXaZuCg9fqtDs4uEf7Bji4R/sPOHjNTh8DB7e0H4KDW9tXwcH948/g4Lb2eXDwNj6MC3Bwz44dcHB7xxc4uLsWVXDwsqrXQPPqWN7ZRHW8g4N7d04AB/dP3gAHd3RuAQdvmcl3BwdjdI4CB2N0HgMHo2ciCg6GdD4EB0M7Z4KDoZ1XwcGwzr3Z/P3k52z/ZufwbAC983y2gN4syCZwNS/Awdjtz+DgLZbp8+BgRLMJHIxofoGDccg4GzVu4sAJHDxj9Zqn+Qh5auDgETLXwMGvsKrJEjh4enZi4OAx8t1Gtq+sAQwcPJN1goGDx1lLGDh4ut4wySkZaxIDB89m3WLg4NmsbQwcPMH6x8DBW/pRMzh4Dusoy35wDBZblg3hEFZklh3hxyuO7kbN7qg7e8JhLAAtm8JhrBItu8IxWUpatoU3d1WcWfaFo4PRsjG8iOxVqX6d3ivVb+8TU32wULZsDkdX05bd4TgsuS3bw/uSPaG0/BOLd6sppbDCt+wQb1RSvdX4gL2CZY94+0kaMZvE2+TR0tkl3s6L7pBtonT/Ytkn3q6FjpXTy5ul6X05wPwmmhyxpvpgT2Uz1fegxmaqP+zODJT8wohhA0xedLDPM3Dy/onNoPmoKS7VOycgvSpHIMbe0zxnIJMNqnkOQZxdrHkOiVer95wTL/bD5ql+s2k2T/XBzto81Qfbb1ujZs5UD2bKzSO0EKApX8Nbe4Ga908cCRiwKd/AtXStnOHYz5A7hzjGCYStnOJMjils5RjHOcswsFOuPno04PlNyKl+p/rN0YntVB+cr9hO9YdDGNup/nBSYyCozC5jDQiVKdaroH7qz145qdfoE3MKZa0ragzVOSdyDuX9jpGDKOdEy0BSuQ0A7wsolbk5G7NI9T3YsUj1wSmbRao/bUfg9FaHnNdZ5L8apH0CQP3++0D1IOr9U/sXkCq3sqMXnpyjzfbVk4M05zTSTk3S2u9PjtIW55oGrspXWnOvVB+ckNpJ9eeLx/8DtvSNNXMbAAA=";

    fn bytes(text: &str) -> Vec<u8> {
        STANDARD.decode(text).expect("base64")
    }

    #[test]
    fn all_kinds_of_blocks_are_read() {
        let table = [
            // Fixed codes, stored, codes of its own with a distance of over a thousand, and a name in the head.
            (FIXED, "abcabcabcabcabc, abc".to_owned()),
            (STORED, "as it is".to_owned()),
            (NAMED, "as it is".to_owned()),
            (DYNAMIC, (0..400).map(|number| format!("line {number} of {}\n", number * number)).collect()),
        ];
        for (packed, text) in table {
            assert_eq!(unpack(&bytes(packed)).map(String::from_utf8), Some(Ok(text)));
        }
    }

    #[test]
    fn what_is_broken_gives_nothing() {
        let whole = bytes(DYNAMIC);
        for end in 0..whole.len() - 9 {
            assert_eq!(unpack(&whole[..end]), None, "{end}");
        }
        for place in 0..whole.len() {
            let mut odd = whole.clone();
            odd[place] ^= 0x55;
            // It may give another text, and must not give much of it or panic.
            assert!(unpack(&odd).is_none_or(|text| text.len() <= MOST));
        }
    }
}
