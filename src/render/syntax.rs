//! How templates are written: block tags stand alone on their lines and leave nothing behind.

use minijinja::syntax::SyntaxConfig;

/// The syntax of all templates.
pub(super) fn block_tags_alone() -> SyntaxConfig {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .unwrap_or_default()
}
