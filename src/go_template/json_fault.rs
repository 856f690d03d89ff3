//! What Go's library says of a text that is no JSON, which `fromJson` gives back as a value.

/// The words for the first fault; none for JSON.
pub(super) fn fault(text: &str) -> Option<String> {
    let mut reader = Reader { bytes: text.as_bytes(), at: 0 };
    let read = reader.value(0).and_then(|()| match reader.after_blanks() {
        None => Ok(()),
        Some(_) => reader.unexpected("after top-level value"),
    });
    read.err()
}

/// The deepest that is looked into; what lies deeper is refused elsewhere too.
const DEEPEST: usize = 128;

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

type Read = Result<(), String>;

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn after_blanks(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.peek()
    }

    /// The fault of what stands here.
    fn unexpected(&self, place: &str) -> Read {
        self.fault_of(self.peek(), place)
    }

    fn fault_of(&self, found: Option<u8>, place: &str) -> Read {
        Err(match found.map(char::from) {
            None => "unexpected end of JSON input".to_owned(),
            Some('\'') => format!("invalid character '\\'' {place}"),
            Some('"') => format!("invalid character '\"' {place}"),
            Some(found) => {
                let quoted = super::format::quote(&found.to_string());
                format!("invalid character '{}' {place}", quoted.trim_matches('"'))
            }
        })
    }

    /// Takes one of the bytes.
    fn take(&mut self, is_wanted: fn(u8) -> bool, place: &str) -> Read {
        if self.peek().is_some_and(is_wanted) {
            self.at += 1;
            return Ok(());
        }
        // At the end, Go goes on with a blank.
        self.fault_of(self.peek().or(Some(b' ')), place)
    }

    fn value(&mut self, depth: usize) -> Read {
        if depth > DEEPEST {
            return Err("exceeded max depth".to_owned());
        }
        match self.after_blanks() {
            Some(b'{') => self.parts(depth, b'}', "after object key:value pair"),
            Some(b'[') => self.parts(depth, b']', "after array element"),
            Some(b'"') => self.text(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.unexpected("looking for beginning of value"),
        }
    }

    fn parts(&mut self, depth: usize, close: u8, place: &str) -> Read {
        self.at += 1;
        if self.after_blanks() == Some(close) {
            self.at += 1;
            return Ok(());
        }
        loop {
            if close == b'}' {
                self.key()?;
            }
            self.value(depth + 1)?;
            match self.after_blanks() {
                Some(b',') => self.at += 1,
                Some(found) if found == close => break self.at += 1,
                _ => return self.unexpected(place),
            }
        }
        Ok(())
    }

    fn key(&mut self) -> Read {
        if self.after_blanks() != Some(b'"') {
            return self.unexpected("looking for beginning of object key string");
        }
        self.text()?;
        if self.after_blanks().is_none() {
            return self.unexpected("");
        }
        self.take(|byte| byte == b':', "after object key")
    }

    fn text(&mut self) -> Read {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break self.at += 1,
                Some(b'\\') => {
                    self.at += 1;
                    let is_code = self.peek() == Some(b'u');
                    self.take(|byte| b"bfnrt\\/\"u".contains(&byte), "in string escape code")?;
                    for _ in 0..if is_code { 4 } else { 0 } {
                        self.take(|byte| byte.is_ascii_hexdigit(), "in \\u hexadecimal character escape")?;
                    }
                }
                None | Some(0..0x20) => return self.unexpected("in string literal"),
                Some(_) => self.at += 1,
            }
        }
        Ok(())
    }

    fn digits(&mut self, place: &str) -> Read {
        self.take(|byte| byte.is_ascii_digit(), place)?;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read {
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits("in numeric literal")?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits("after decimal point in numeric literal")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Read {
        for wanted in word.bytes() {
            if self.peek() != Some(wanted) {
                let found = self.peek().or(Some(b' '));
                return self.fault_of(found, &format!("in literal {word} (expecting '{}')", char::from(wanted)));
            }
            self.at += 1;
        }
        Ok(())
    }
}
