//! Enums of which a user types the variants as words: the words, all of them, and how they are read.

use std::str::FromStr;

/// A word that is none of those to choose from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{word}`: use one of {}", quoted(known))]
pub struct UnknownWord {
    /// What it should have been.
    pub what: &'static str,
    /// The word.
    pub word: String,
    /// Those to choose from.
    pub known: &'static [&'static str],
}

/// Something that is chosen by a word.
pub trait Choice: FromStr<Err = UnknownWord> + Clone + Send + Sync + 'static {
    /// The words to choose from.
    const WORDS: &'static [&'static str];
}

/// Words as a user types them: `one`, `two`.
pub fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Makes a [`Choice`] of an enum, whose variants stand in order with their words; behind its name is what messages call
/// it, and the function that gives the word of a variant: `word` if it is shown by that too, else `id`.
macro_rules! choice {
    (@shown $name:ident id) => {};
    (@shown $name:ident word) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
    (
        $(#[$about:meta])*
        $vis:vis enum $name:ident: $what:literal, $word:ident {
            $($(#[$about_variant:meta])* $variant:ident = $text:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($(#[$about_variant])* $variant,)+
        }

        impl $name {
            /// Every one, in the order in which a user reads of them.
            $vis const ALL: [Self; <Self as $crate::choice::Choice>::WORDS.len()] = [$(Self::$variant),+];

            /// Gives the word that a user types.
            $vis fn $word(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        choice!(@shown $name $word);

        impl $crate::choice::Choice for $name {
            const WORDS: &'static [&'static str] = &[$($text),+];
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::choice::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::choice::UnknownWord {
                        what: $what,
                        word: text.to_owned(),
                        known: <Self as $crate::choice::Choice>::WORDS,
                    }),
                }
            }
        }
    };
}
pub(crate) use choice;

#[cfg(test)]
mod tests {
    choice! {
        /// A colour.
        enum Colour: "colour", word {
            /// As blood.
            Red = "red",
            /// As grass.
            LightGreen = "light-green",
        }
    }

    #[test]
    fn a_word_chooses_a_variant() {
        assert_eq!(Colour::ALL.map(Colour::word), ["red", "light-green"]);
        assert_eq!("light-green".parse(), Ok(Colour::LightGreen));
        let unknown = "blue".parse::<Colour>().expect_err("no colour").to_string();
        assert_eq!(unknown, "unknown colour `blue`: use one of `red`, `light-green`");
    }
}
