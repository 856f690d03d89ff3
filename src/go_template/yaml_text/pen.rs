//! The pen that writes characters and knows where it stands: the column, and what is on the line so far.

use super::super::run::TEXT_LIMIT;

/// The column behind which a blank of the usual form becomes a line break.
const WIDTH: usize = 80;

/// Writes characters, and notes where it stands.
pub(super) struct Pen {
    out: String,
    column: usize,
    /// Whether the last thing was a blank that parts what follows from what was before.
    after_blank: bool,
    /// Whether the line so far holds blanks and dashes only, so that a first entry goes on behind them.
    is_in_indentation: bool,
}

impl Pen {
    /// A pen at the beginning of a text.
    pub(super) fn new() -> Self {
        Self { out: String::new(), column: 0, after_blank: true, is_in_indentation: true }
    }

    /// What was written, without the line break at its end.
    pub(super) fn text(mut self) -> String {
        if self.out.ends_with('\n') {
            self.out.pop();
        }
        self.out
    }

    /// Whether the text is longer than any may be, so that writing on would only cost time.
    pub(super) fn is_full(&self) -> bool {
        self.out.len() > TEXT_LIMIT + 1
    }

    /// Whether the line is wide enough to be folded.
    pub(super) fn is_past_width(&self) -> bool {
        self.column > WIDTH
    }

    /// Whether the line so far holds blanks and dashes only.
    pub(super) fn is_in_indentation(&self) -> bool {
        self.is_in_indentation
    }

    /// Writes a character of a text.
    pub(super) fn letter(&mut self, character: char) {
        self.put(character);
        self.after_blank = false;
        self.is_in_indentation = false;
    }

    /// Writes a character that ends the line, or would to another reader.
    pub(super) fn end_line(&mut self, character: char) {
        self.put(character);
        self.column = 0;
        self.after_blank = true;
        self.is_in_indentation = true;
    }

    /// Writes something that stands apart from what is before it.
    pub(super) fn word(&mut self, word: &str) {
        self.gap();
        for character in word.chars() {
            self.letter(character);
        }
    }

    /// Writes a `-`, `?` or `:` that the parts of an entry stand behind.
    pub(super) fn mark(&mut self, mark: char) {
        self.gap();
        self.put(mark);
        self.after_blank = false;
    }

    /// Goes to the indentation, on a new line unless this one has nothing else yet.
    pub(super) fn start_line(&mut self, indent: usize) {
        let is_past = self.column > indent || self.column == indent && !self.after_blank;
        if !self.is_in_indentation || is_past {
            self.put('\n');
            self.column = 0;
        }
        while self.column < indent {
            self.put(' ');
        }
        self.after_blank = true;
        self.is_in_indentation = true;
    }

    fn gap(&mut self) {
        if !self.after_blank {
            self.put(' ');
            self.after_blank = true;
        }
    }

    fn put(&mut self, character: char) {
        self.out.push(character);
        self.column += 1;
    }
}
