//! Upper and lower case, and names made of words.

use super::call::{Call, Entry, Outcome};

pub(super) const FUNCTIONS: &[Entry] = &[
    ("camelcase", 1, 1, |call| call.give(pascal(call.text(0)?))),
    ("initials", 1, 1, |call| call.give(initials(call.text(0)?))),
    ("kebabcase", 1, 1, |call| call.give(connected(call.text(0)?, '-'))),
    ("lower", 1, 1, |call| call.give(call.text(0)?.chars().map(lower).collect::<String>())),
    ("snakecase", 1, 1, |call| call.give(connected(call.text(0)?, '_'))),
    ("swapcase", 1, 1, |call| call.give(swapped(call.text(0)?))),
    ("title", 1, 1, |call| first_letters(call, title, parts_words)),
    ("untitle", 1, 1, |call| first_letters(call, lower, char::is_whitespace)),
    ("upper", 1, 1, |call| call.give(upper_case(call.text(0)?))),
];

/// The text in upper case as Go makes it, each character for itself: `ß` stays.
pub fn upper_case(text: &str) -> String {
    text.chars().map(upper).collect()
}

fn upper(character: char) -> char {
    let mut folded = character.to_uppercase();
    if folded.len() == 1 { folded.next().unwrap_or(character) } else { character }
}

/// The letter that begins a word; four of them are two letters in one.
fn title(character: char) -> char {
    match character {
        'Ǆ' | 'ǆ' => 'ǅ',
        'Ǉ' | 'ǉ' => 'ǈ',
        'Ǌ' | 'ǌ' => 'ǋ',
        'Ǳ' | 'ǳ' => 'ǲ',
        'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' => character,
        _ => upper(character),
    }
}

fn lower(character: char) -> char {
    // Of the one letter that becomes two, `İ`, the second is a mark.
    character.to_lowercase().next().unwrap_or(character)
}

/// Whether words are parted by the character, as Go's titles see it.
fn parts_words(character: char) -> bool {
    match character {
        '_' => false,
        _ if character.is_ascii() => !character.is_ascii_alphanumeric(),
        _ => !character.is_alphanumeric() && character.is_whitespace(),
    }
}

fn first_letters(call: &Call<'_>, fold: fn(char) -> char, parts: fn(char) -> bool) -> Outcome {
    let mut starts = true;
    let folded = call.text(0)?.chars().map(|character| {
        let result = if starts { fold(character) } else { character };
        starts = parts(character);
        result
    });
    call.give(folded.collect::<String>())
}

/// The first letters of the words, where sprig takes each byte for a letter.
fn initials(text: &str) -> String {
    let text: String = text.bytes().map(char::from).collect();
    text.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

fn swapped(text: &str) -> String {
    text.chars().map(|character| if character.is_uppercase() { lower(character) } else { upper(character) }).collect()
}

fn is_connector(character: char) -> bool {
    character == '-' || character == '_' || character.is_whitespace()
}

/// Joins words without their connectors, each with an upper-case first letter and a lower-case run after it.
fn pascal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let core = text.trim_matches(is_connector);
    let (before, after) = match text.find(core) {
        Some(start) if !core.is_empty() => (text.get(..start), text.get(start + core.len()..)),
        _ => return text.to_owned(),
    };
    out.push_str(before.unwrap_or_default());
    let (mut starts, mut folds, mut connector) = (true, false, None);
    for character in core.chars() {
        if is_connector(character) {
            out.extend(connector.replace(character));
            starts = true;
            continue;
        }
        connector = None;
        folds = (starts || folds) && character.is_uppercase();
        let folded = if starts {
            upper(character)
        } else if folds {
            lower(character)
        } else {
            character
        };
        out.push(folded);
        starts = false;
    }
    out.push_str(after.unwrap_or_default());
    out
}

/// The kinds of characters that words are made of.
#[derive(Clone, Copy, PartialEq)]
enum Letter {
    Upper,
    Lower,
    Digit,
    Connector,
    Mark,
    Other,
}

fn letter(character: char) -> Letter {
    match character {
        _ if is_connector(character) => Letter::Connector,
        _ if character.is_uppercase() => Letter::Upper,
        _ if character.is_alphabetic() && !is_ideograph(character) => Letter::Lower,
        _ if character.is_numeric() => Letter::Digit,
        '!'
        | '"'
        | '#'
        | '%'
        | '&'
        | '\''
        | '('
        | ')'
        | '*'
        | ','
        | '.'
        | '/'
        | ':'
        | ';'
        | '?'
        | '@'
        | '['
        | '\\'
        | ']'
        | '{'
        | '}'
        | '\u{a1}'
        | '\u{a7}'
        | '\u{ab}'
        | '\u{b6}'
        | '\u{b7}'
        | '\u{bb}'
        | '\u{bf}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{2043}'
        | '\u{3001}'..='\u{3003}' => Letter::Mark,
        _ => Letter::Other,
    }
}

/// Whether a character is a word of its own in Chinese and Japanese.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4d85}' | '\u{4e00}'..='\u{9fcc}' | '\u{20000}'..='\u{2b81d}')
}

/// The words of a name in lower case, joined by a connector.
fn connected(text: &str, connector: char) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).map(|character| letter(*character));
    let mut out = String::with_capacity(text.len());
    for (index, character) in characters.iter().enumerate() {
        let kind = letter(*character);
        let previous = index.checked_sub(1).and_then(at);
        let new_word = match (previous, kind) {
            (Some(Letter::Lower | Letter::Digit), Letter::Upper) => true,
            (Some(Letter::Upper), Letter::Upper) => at(index + 1) == Some(Letter::Lower),
            (Some(Letter::Lower | Letter::Upper | Letter::Digit), Letter::Other) => true,
            (Some(Letter::Other), Letter::Lower | Letter::Upper) => true,
            (Some(Letter::Lower | Letter::Upper | Letter::Other), Letter::Digit) => word_follows(&characters, index),
            _ => false,
        };
        if kind == Letter::Connector {
            out.push(connector);
            continue;
        }
        if new_word {
            out.push(connector);
        }
        out.push(lower(*character));
    }
    out
}

/// Whether the digits from here on are followed by a lower-case letter, and so begin a word with it.
fn word_follows(characters: &[char], index: usize) -> bool {
    let after = characters.iter().skip(index).find(|character| letter(**character) != Letter::Digit);
    after.is_some_and(|character| letter(*character) == Letter::Lower)
}
