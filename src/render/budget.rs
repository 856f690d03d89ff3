//! What the templates of one release may cost together: a short template can ask for more than any machine has.

use std::cell::Cell;

/// How many values the templates may set into their trees: far more than any release has.
const VALUES: usize = 1_000_000;
/// The bytes of text that count as one more value.
const BYTES_PER_VALUE: usize = 16;
/// The steps that the templates may take together.
const STEPS: u64 = 4_000_000;
/// How deep the lists and maps of one value may lie in each other: as deep as those of a values file.
const DEPTH: usize = 200;

/// What is left for the templates of one release.
#[derive(Debug)]
pub struct Budget {
    values: Cell<usize>,
    steps: Cell<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { values: Cell::new(VALUES), steps: Cell::new(STEPS) }
    }
}

impl Budget {
    /// Takes a value that lies so deep in others, with its text; the error says what is too much.
    pub(super) fn spend(&self, text: &str, depth: usize) -> Result<(), String> {
        let left = self.values.get().saturating_sub(1 + text.len() / BYTES_PER_VALUE);
        self.values.set(left);
        if depth > DEPTH {
            Err(format!("a value that is nested more than {DEPTH} levels deep"))
        } else if left == 0 {
            Err(format!("a tree of more than {VALUES} values ({BYTES_PER_VALUE} bytes of text count as one more)"))
        } else {
            Ok(())
        }
    }

    /// Takes the steps of one template; whether there were as many left.
    pub(super) fn spend_steps(&self, steps: u64) -> bool {
        let left = self.steps.get().saturating_sub(steps);
        self.steps.set(left);
        left > 0
    }
}
