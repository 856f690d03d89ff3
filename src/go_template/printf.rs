//! `printf` with Go's verbs, flags, widths and precisions.

use std::iter::Peekable;
use std::str::Chars;

use super::error::ErrorKind;
use super::format;
use super::run::Run;
use super::value::{Value, Width, check_depth};

/// The widest field and the finest precision; Go has the same.
const SIZE_LIMIT: usize = 1_000_000;

/// The most digits after the point of a float; the standard library panics on 65,536.
const DIGITS_LIMIT: usize = 60_000;

/// One `%…` of a format.
#[derive(Clone, Copy, Debug, Default)]
struct Directive {
    minus: bool,
    plus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// The state of one `printf`.
struct Printer<'p> {
    run: &'p Run,
    arguments: &'p [Value],
    next: usize,
    reordered: bool,
    out: String,
}

/// Formats the arguments.
///
/// # Errors
///
/// Fails on values nested too deeply, and when the run may not do so much; wrong verbs are printed as Go does.
pub(super) fn printf(run: &Run, format: &str, arguments: &[Value]) -> Result<String, ErrorKind> {
    let mut printer = Printer { run, arguments, next: 0, reordered: false, out: String::new() };
    let mut characters = format.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '%' => printer.directive(&mut characters)?,
            _ => printer.out.push(character),
        }
    }
    printer.extra()?;
    Ok(printer.out)
}

fn digits(characters: &mut Peekable<Chars<'_>>) -> Option<usize> {
    let mut number = None;
    while let Some(digit) = characters.peek().and_then(|character| character.to_digit(10)) {
        characters.next();
        number = Some((number.unwrap_or(0usize) * 10 + digit as usize).min(SIZE_LIMIT));
    }
    number
}

impl Printer<'_> {
    fn argument(&mut self) -> Option<Value> {
        let argument = self.arguments.get(self.next).cloned();
        self.next += 1;
        argument
    }

    /// Reads `[n]`, which makes the n-th argument the next one.
    fn index(&mut self, characters: &mut Peekable<Chars<'_>>) {
        if characters.peek() != Some(&'[') {
            return;
        }
        characters.next();
        self.reordered = true;
        self.next = digits(characters).and_then(|number| number.checked_sub(1)).unwrap_or(usize::MAX / 2);
        while characters.next_if(|character| *character != ']').is_some() {}
        characters.next();
    }

    fn size(&mut self, characters: &mut Peekable<Chars<'_>>, name: &str) -> Option<i64> {
        self.index(characters);
        if characters.next_if_eq(&'*').is_none() {
            return digits(characters).and_then(|number| i64::try_from(number).ok());
        }
        let limit = SIZE_LIMIT as i64;
        match self.argument() {
            Some(Value::Integer(whole, _)) => Some(whole.clamp(-limit, limit)),
            _ => {
                self.out.push_str(&format!("%!(BAD{name})"));
                None
            }
        }
    }

    fn directive(&mut self, characters: &mut Peekable<Chars<'_>>) -> Result<(), ErrorKind> {
        let mut directive = Directive::default();
        while let Some(flag) = characters.next_if(|character| "+-# 0".contains(*character)) {
            match flag {
                '+' => directive.plus = true,
                '-' => directive.minus = true,
                '#' => directive.sharp = true,
                ' ' => directive.space = true,
                _ => directive.zero = true,
            }
        }
        if let Some(width) = self.size(characters, "WIDTH") {
            directive.minus |= width < 0;
            directive.width = usize::try_from(width.unsigned_abs()).ok();
        }
        if characters.next_if_eq(&'.').is_some() {
            let precision = self.size(characters, "PREC").unwrap_or(0);
            directive.precision = usize::try_from(precision).ok();
        }
        directive.zero &= !directive.minus;
        self.index(characters);
        self.run.spend_text(directive.width.unwrap_or(0).saturating_add(directive.precision.unwrap_or(0)))?;
        match characters.next() {
            None => self.out.push_str("%!(NOVERB)"),
            Some('%') => self.out.push('%'),
            Some(verb) => match self.argument() {
                Some(value) => self.print(directive, verb, &value, 0)?,
                None if self.reordered => self.out.push_str(&format!("%!{verb}(BADINDEX)")),
                None => self.out.push_str(&format!("%!{verb}(MISSING)")),
            },
        }
        Ok(())
    }

    fn extra(&mut self) -> Result<(), ErrorKind> {
        if self.reordered || self.next >= self.arguments.len() {
            return Ok(());
        }
        let rest = self.arguments.get(self.next..).unwrap_or_default();
        let texts = rest.iter().map(|value| match value {
            Value::Missing | Value::Null => Ok("<nil>".to_owned()),
            value => Ok(format!("{}={}", value.type_name(), format::display(value)?)),
        });
        self.out.push_str(&format!("%!(EXTRA {})", texts.collect::<Result<Vec<_>, ErrorKind>>()?.join(", ")));
        Ok(())
    }

    fn print(&mut self, directive: Directive, verb: char, value: &Value, depth: usize) -> Result<(), ErrorKind> {
        check_depth(depth)?;
        self.run.spend(64)?;
        let directive = Directive { plus: directive.plus && verb != 'v', ..directive };
        match (verb, value) {
            ('T', _) => self.pad(directive, value.type_name()),
            (_, Value::Missing | Value::Null) if depth > 0 => self.out.push_str("<nil>"),
            ('v', Value::Missing | Value::Null) => self.pad(directive, "<nil>"),
            (_, Value::Missing | Value::Null) => self.out.push_str(&format!("%!{verb}(<nil>)")),
            (_, Value::Object(object)) => self.print(directive, verb, &object.plain(), depth + 1)?,
            (_, Value::List(list)) => {
                self.out.push_str(&opening(directive, verb, value, "["));
                self.list(directive, verb, list.elements(), depth)?;
            }
            (_, Value::Map(map)) => {
                self.out.push_str(&opening(directive, verb, value, "map["));
                self.map(directive, verb, &map.entries(), depth)?;
            }
            ('v' | 't', Value::Bool(bool)) => self.pad(directive, if *bool { "true" } else { "false" }),
            (_, Value::Text(text)) => self.text(directive, verb, text, value)?,
            (_, Value::Integer(whole, width)) => self.number(directive, verb, *whole, *width, value)?,
            (_, Value::Float(float)) => self.float(directive, verb, *float, value)?,
            _ => self.bad(directive, verb, value)?,
        }
        Ok(())
    }

    fn list(&mut self, directive: Directive, verb: char, list: &[Value], depth: usize) -> Result<(), ErrorKind> {
        let sharp = directive.sharp && verb == 'v';
        for (index, element) in list.iter().enumerate() {
            self.out.push_str(if index == 0 {
                ""
            } else if sharp {
                ", "
            } else {
                " "
            });
            self.print(directive, verb, element, depth + 1)?;
        }
        self.out.push(if sharp { '}' } else { ']' });
        Ok(())
    }

    fn map(
        &mut self,
        directive: Directive,
        verb: char,
        entries: &super::value::Entries,
        depth: usize,
    ) -> Result<(), ErrorKind> {
        let sharp = directive.sharp && verb == 'v';
        for (index, (key, element)) in entries.iter().enumerate() {
            self.out.push_str(if index == 0 {
                ""
            } else if sharp {
                ", "
            } else {
                " "
            });
            self.print(directive, verb, &Value::Text(std::sync::Arc::clone(key)), depth + 1)?;
            self.out.push(':');
            self.print(directive, verb, element, depth + 1)?;
        }
        self.out.push(if sharp { '}' } else { ']' });
        Ok(())
    }

    /// Prints a value that the verb is not for, in the width and precision that were meant for it.
    fn bad(&mut self, directive: Directive, verb: char, value: &Value) -> Result<(), ErrorKind> {
        self.out.push_str(&format!("%!{verb}({}=", value.type_name()));
        self.print(Directive { sharp: false, ..directive }, 'v', value, 0)?;
        self.out.push(')');
        Ok(())
    }

    fn pad(&mut self, directive: Directive, text: &str) {
        let fill = directive.width.unwrap_or(0).saturating_sub(text.chars().count());
        let (before, after) = if directive.minus { (0, fill) } else { (fill, 0) };
        let blank = if directive.zero { "0" } else { " " };
        self.out.push_str(&blank.repeat(before));
        self.out.push_str(text);
        self.out.push_str(&" ".repeat(after));
    }

    /// Pads a number: zeros go between its sign and its digits.
    fn pad_number(&mut self, directive: Directive, sign: &str, digits: &str) {
        let length = sign.len() + digits.chars().count();
        let fill = directive.width.unwrap_or(0).saturating_sub(length);
        if directive.zero {
            self.out.push_str(sign);
            self.out.push_str(&"0".repeat(fill));
            self.out.push_str(digits);
        } else {
            self.pad(directive, &format!("{sign}{digits}"));
        }
    }

    fn text(&mut self, directive: Directive, verb: char, text: &str, value: &Value) -> Result<(), ErrorKind> {
        let cut: String = match directive.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        };
        match verb {
            'v' if directive.sharp => self.pad(directive, &format::quote(text)),
            's' | 'v' => self.pad(directive, &cut),
            'q' if directive.sharp && !cut.contains(['`', '\n', '\r']) => self.pad(directive, &format!("`{cut}`")),
            'q' if directive.plus => self.pad(directive, &format::quote_ascii(&cut)),
            'q' => self.pad(directive, &format::quote(&cut)),
            'x' | 'X' => {
                let bytes = text.bytes().take(directive.precision.unwrap_or(usize::MAX));
                let separator = if directive.space { " " } else { "" };
                let texts: Vec<_> =
                    bytes.map(|byte| if verb == 'x' { format!("{byte:02x}") } else { format!("{byte:02X}") }).collect();
                self.pad(directive, &texts.join(separator));
            }
            _ => self.bad(directive, verb, value)?,
        }
        Ok(())
    }

    fn number(
        &mut self,
        directive: Directive,
        verb: char,
        whole: i64,
        width: Width,
        value: &Value,
    ) -> Result<(), ErrorKind> {
        let magnitude = whole.unsigned_abs();
        let digits = match verb {
            'd' | 'v' => magnitude.to_string(),
            'x' => format!("{magnitude:x}"),
            'X' => format!("{magnitude:X}"),
            'o' | 'O' => format!("{magnitude:o}"),
            'b' => format!("{magnitude:b}"),
            'c' | 'q' | 'U' => return self.character(directive, verb, whole),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' if width == Width::Read => {
                return self.float(directive, verb, whole as f64, value);
            }
            _ => return self.bad(directive, verb, value),
        };
        let prefix = match verb {
            'x' if directive.sharp => "0x",
            'X' if directive.sharp => "0X",
            'b' if directive.sharp => "0b",
            'o' if directive.sharp && !digits.starts_with('0') => "0",
            'O' => "0o",
            _ => "",
        };
        let zeros = directive.precision.unwrap_or(0).saturating_sub(digits.len());
        let digits = format!("{prefix}{}{digits}", "0".repeat(zeros));
        let directive = Directive { zero: directive.zero && directive.precision.is_none(), ..directive };
        self.pad_number(directive, sign(directive, whole < 0), &digits);
        Ok(())
    }

    fn character(&mut self, directive: Directive, verb: char, whole: i64) -> Result<(), ErrorKind> {
        let character = u32::try_from(whole).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
        let quote = if directive.plus && verb == 'q' { format::quote_ascii } else { format::quote };
        let quoted = quote(&character.to_string());
        match verb {
            'c' => self.pad(directive, &character.to_string()),
            'U' if directive.sharp && (matches!(character, '"' | '\\') || !quoted.contains('\\')) => {
                self.pad(directive, &format!("U+{whole:04X} '{character}'"));
            }
            'U' => self.pad(directive, &format!("U+{whole:04X}")),
            _ => {
                let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
                let inner = match character {
                    '\'' => "\\'",
                    '"' => "\"",
                    _ => inner,
                };
                self.pad(directive, &format!("'{inner}'"));
            }
        }
        Ok(())
    }

    fn float(&mut self, directive: Directive, verb: char, float: f64, value: &Value) -> Result<(), ErrorKind> {
        let magnitude = float.abs();
        let precision = directive.precision.map(|precision| precision.min(DIGITS_LIMIT));
        let text = match verb {
            _ if !magnitude.is_finite() => if float.is_nan() { "NaN" } else { "Inf" }.to_owned(),
            'd' if super::value::whole(float).is_some() => {
                return self.number(directive, verb, super::value::whole(float).unwrap_or(0), Width::Int, value);
            }
            'v' if precision.is_none() => format::float_text(magnitude),
            'e' | 'E' => exponent(&format!("{magnitude:.*e}", precision.unwrap_or(6))),
            'f' | 'F' => format!("{magnitude:.*}", precision.unwrap_or(6)),
            'g' | 'G' | 'v' => general(magnitude, precision),
            _ => return self.bad(directive, verb, value),
        };
        let text = if verb.is_ascii_uppercase() { text.to_uppercase() } else { text };
        let directive = Directive { zero: directive.zero && float.is_finite(), ..directive };
        self.pad_number(directive, sign(directive, float.is_sign_negative() && !float.is_nan()), &text);
        Ok(())
    }
}

/// What stands before the elements of a list or map.
fn opening(directive: Directive, verb: char, value: &Value, usual: &str) -> String {
    if directive.sharp && verb == 'v' { format!("{}{{", value.type_name()) } else { usual.to_owned() }
}

fn sign(directive: Directive, negative: bool) -> &'static str {
    match (negative, directive.plus, directive.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    }
}

/// Gives an exponent its sign and at least two digits.
fn exponent(text: &str) -> String {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
    format!("{digits}e{sign}{exponent:0>2}")
}

/// The shorter of the two notations, as `%g` chooses it.
fn general(magnitude: f64, precision: Option<usize>) -> String {
    let scientific = match precision {
        Some(precision) => format!("{magnitude:.*e}", precision.max(1) - 1),
        None => format!("{magnitude:e}"),
    };
    let (digits, power) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let power: i64 = power.parse().unwrap_or(0);
    let shortest = digits.trim_end_matches('0').trim_end_matches('.');
    let digits = if digits.contains('.') { shortest } else { digits };
    let limit = precision.map_or(6, |precision| i64::try_from(precision.max(1)).unwrap_or(i64::MAX));
    if power < -4 || power >= limit {
        return exponent(&format!("{digits}e{power}"));
    }
    let significant = i64::try_from(digits.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(0);
    let decimals = usize::try_from(significant - 1 - power).unwrap_or(0);
    format!("{magnitude:.decimals$}")
}
