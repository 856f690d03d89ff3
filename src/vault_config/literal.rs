//! What the literals of HCL stand for: numbers, and texts after `<<`.

use super::tree::Data;

/// The number that a word is: decimal, hexadecimal, octal or with a fraction; nothing if it is none of 64 bits.
pub(super) fn number(word: &str) -> Option<Data> {
    let (sign, digits) = word.strip_prefix('-').map_or(("", word), |digits| ("-", digits));
    let whole = |digits: &str, base| i64::from_str_radix(&format!("{sign}{digits}"), base).ok().map(Data::Integer);
    if let Some(digits) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return whole(unsigned(digits)?, 16);
    }
    if digits.contains(['.', 'e', 'E']) {
        let is_float = digits.starts_with(|first: char| first == '.' || first.is_ascii_digit());
        return word.parse().ok().filter(|float: &f64| is_float && float.is_finite()).map(Data::Float);
    }
    whole(unsigned(digits)?, if digits.len() > 1 && digits.starts_with('0') { 8 } else { 10 })
}

/// The parser of whole numbers would take a second sign.
fn unsigned(digits: &str) -> Option<&str> {
    digits.starts_with(|first: char| first.is_ascii_alphanumeric()).then_some(digits)
}

/// The text of a heredoc: its lines, each with its line break, and the white space before the name that closes it.
/// After `<<-` as many blanks go from every line, if every line has them.
pub(super) fn heredoc(lines: &str, closing_indent: &str, is_indented: bool) -> String {
    let lines = lines.replace("\r\n", "\n");
    if !is_indented {
        return lines + closing_indent;
    }
    if lines.split_inclusive('\n').any(|line| !line.starts_with(closing_indent)) {
        return lines;
    }
    lines.split_inclusive('\n').filter_map(|line| line.strip_prefix(closing_indent)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_four_forms() {
        let table = [
            ("0", Some(Data::Integer(0))),
            ("8200", Some(Data::Integer(8200))),
            ("-1", Some(Data::Integer(-1))),
            ("0x1F", Some(Data::Integer(31))),
            ("0755", Some(Data::Integer(0o755))),
            ("1.5", Some(Data::Float(1.5))),
            (".5", Some(Data::Float(0.5))),
            ("1e3", Some(Data::Float(1000.0))),
            ("-2.5E-1", Some(Data::Float(-0.25))),
            ("9223372036854775807", Some(Data::Integer(i64::MAX))),
            ("-9223372036854775808", Some(Data::Integer(i64::MIN))),
            ("9223372036854775808", None),
            ("089", None),
            ("10s", None),
            ("1.2.3", None),
            ("0x", None),
            ("--1", None),
            ("1e999", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(number(word), expected, "{word}");
        }
    }

    #[test]
    fn a_heredoc_loses_the_blanks_of_its_closing_line() {
        let table = [
            ("a\n b\n", "", false, "a\n b\n"),
            ("a\n", "  ", false, "a\n  "),
            ("  a\n    b\n", "  ", true, "a\n  b\n"),
            ("a\n  b\n", "  ", true, "a\n  b\n"),
            ("  a\r\n  b\r\n", "  ", true, "a\nb\n"),
            ("", "", true, ""),
        ];
        for (lines, indent, is_indented, expected) in table {
            assert_eq!(heredoc(lines, indent, is_indented), expected, "{lines:?}");
        }
    }
}
