//! Places as people and editors read them.

use crossfoot_source::{LineIndex, Span};

use crate::shown::one_line;

/// `file:line:column`, both from 1, columns in characters.
pub fn place_of(name: &str, text: &str, lines: &LineIndex, span: Span) -> String {
    let position = lines.position(text, span.start);
    format!("{}:{}:{}", one_line(name), position.line + 1, position.character + 1)
}
