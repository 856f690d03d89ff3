//! The four ways of writing a text.

use super::layout::Form;
use super::pen::Pen;
use super::style::{Style, is_break, is_printable, style};

/// The mark of byte order.
const MARK: char = '\u{FEFF}';

/// Where a text is written.
pub(super) struct TextPlace {
    /// The indentation of its further lines.
    pub(super) indent: usize,
    /// Whether a long line is broken at a blank.
    pub(super) may_fold: bool,
    pub(super) form: Form,
}

/// Writes a text in the way that suits it.
pub(super) fn write(text: &str, pen: &mut Pen, place: &TextPlace) {
    match style(text, place.form) {
        Style::Plain => plain(text, pen, place),
        Style::Single => single(text, pen, place),
        Style::Double => double(text, pen, place),
        Style::Literal => literal(text, pen, place),
    }
}

/// The blanks of a text, in whose place a long line may be broken.
struct Blanks<'t> {
    text: &'t str,
    after_blank: bool,
}

impl Blanks<'_> {
    /// Whether the blank at the place stands within the text and is the first of its row.
    fn may_fold(&mut self, at: usize, character: char) -> bool {
        let follows_blank = std::mem::replace(&mut self.after_blank, character == ' ');
        character == ' ' && !follows_blank && at > 0 && at + 1 < self.text.len()
    }

    fn is_blank_behind(&self, at: usize) -> bool {
        self.text.as_bytes().get(at + 1) == Some(&b' ')
    }
}

fn plain(text: &str, pen: &mut Pen, place: &TextPlace) {
    pen.word("");
    let mut blanks = Blanks { text, after_blank: false };
    for (at, character) in text.char_indices() {
        let may_fold = blanks.may_fold(at, character) && place.may_fold && pen.is_past_width();
        if may_fold && !blanks.is_blank_behind(at) {
            pen.start_line(place.indent);
        } else {
            pen.letter(character);
        }
    }
}

fn single(text: &str, pen: &mut Pen, place: &TextPlace) {
    pen.word("'");
    let mut blanks = Blanks { text, after_blank: false };
    let mut after_break = false;
    for (at, character) in text.char_indices() {
        if pen.is_full() {
            return;
        }
        let may_fold = blanks.may_fold(at, character) && place.may_fold && pen.is_past_width();
        if is_break(character) {
            pen.end_line(character);
        } else if may_fold && !blanks.is_blank_behind(at) {
            pen.start_line(place.indent);
        } else {
            if after_break {
                pen.start_line(place.indent);
            }
            pen.letter(character);
            if character == '\'' {
                pen.letter(character);
            }
        }
        after_break = is_break(character);
    }
    pen.letter('\'');
}

fn double(text: &str, pen: &mut Pen, place: &TextPlace) {
    pen.word("\"");
    // The library looks for the mark at the beginning of the text whatever character it writes.
    let is_marked = text.starts_with(MARK);
    let mut blanks = Blanks { text, after_blank: false };
    for (at, character) in text.char_indices() {
        if pen.is_full() {
            return;
        }
        let may_fold = blanks.may_fold(at, character) && place.may_fold && pen.is_past_width();
        if is_marked || !is_printable(character) || is_break(character) || matches!(character, '"' | '\\') {
            escaped(character).chars().for_each(|character| pen.letter(character));
        } else if may_fold {
            pen.start_line(place.indent);
            if blanks.is_blank_behind(at) {
                pen.letter('\\');
            }
        } else {
            pen.letter(character);
        }
    }
    pen.letter('"');
}

fn escaped(character: char) -> String {
    let short = match character {
        '\0' => '0',
        '\u{7}' => 'a',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{B}' => 'v',
        '\u{C}' => 'f',
        '\r' => 'r',
        '\u{1B}' => 'e',
        '"' | '\\' => character,
        '\u{85}' => 'N',
        '\u{A0}' => '_',
        '\u{2028}' => 'L',
        '\u{2029}' => 'P',
        _ => return by_number(u32::from(character)),
    };
    format!("\\{short}")
}

fn by_number(number: u32) -> String {
    match number {
        ..=0xFF => format!("\\x{number:02X}"),
        0x100..=0xFFFF => format!("\\u{number:04X}"),
        _ => format!("\\U{number:08X}"),
    }
}

fn literal(text: &str, pen: &mut Pen, place: &TextPlace) {
    pen.word("|");
    if text.starts_with(' ') || text.starts_with(is_break) {
        pen.letter('2');
    }
    match end(text) {
        End::Cut => pen.letter('-'),
        End::Line => {}
        End::Lines => pen.letter('+'),
    }
    pen.end_line('\n');
    let mut after_break = true;
    for character in text.chars() {
        if pen.is_full() {
            return;
        }
        if is_break(character) {
            pen.end_line(character);
        } else {
            if after_break {
                pen.start_line(place.indent);
            }
            pen.letter(character);
        }
        after_break = is_break(character);
    }
}

/// What a text ends with.
enum End {
    /// Something in its last line.
    Cut,
    /// One line break.
    Line,
    /// Empty lines.
    Lines,
}

fn end(text: &str) -> End {
    let mut characters = text.chars().rev();
    match (characters.next().is_some_and(is_break), characters.next().is_none_or(is_break)) {
        (false, _) => End::Cut,
        (true, false) => End::Line,
        (true, true) => End::Lines,
    }
}
