//! Prose as plain text.

use std::borrow::Cow;

use crossfoot_source::Span;
use crossfoot_syntax::ast::{Figure, Piece, Prose, Value};

use crate::label::is_cjk;

/// The text of prose without its marks; `figure` says how a figure prints.
pub fn plain(prose: &Prose, text: &str, figure: &mut dyn FnMut(&Figure) -> String) -> String {
    let mut out = String::new();
    write(&prose.pieces, text, figure, &mut out);
    out
}

/// The text of prose that has no figures to compute: borrowed where it is typed in one piece.
pub fn plain_text<'t>(prose: &Prose, text: &'t str) -> Cow<'t, str> {
    match prose.pieces.as_slice() {
        [] => Cow::Borrowed(""),
        [Piece::Text(span)] => Cow::Borrowed(span.of(text).trim()),
        _ => {
            let mut as_typed = |figure: &Figure| match &figure.value {
                Some(value) => typed(value, text).to_owned(),
                None => String::new(),
            };
            Cow::Owned(plain(prose, text, &mut as_typed).trim().to_owned())
        }
    }
}

/// A value as it prints: as typed, without the marks of the footnotes behind it.
pub fn typed<'t>(value: &Value, text: &'t str) -> &'t str {
    let end =
        value.footnotes.first().map_or(value.span.end, |name| name.start.saturating_sub("[^".len() as u32));
    Span::new(value.span.start, end).of(text).trim_end()
}

fn write(pieces: &[Piece], text: &str, figure: &mut dyn FnMut(&Figure) -> String, out: &mut String) {
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(span) => out.push_str(span.of(text)),
            Piece::Escape(span) => out.push_str(span.of(text).get(1..).unwrap_or_default()),
            Piece::Join(_) => {
                let before = out.chars().next_back();
                let after = pieces.get(at + 1).and_then(|piece| match piece {
                    Piece::Text(span) => span.of(text).chars().next(),
                    _ => None,
                });
                if joins_with_space(before, after) {
                    out.push(' ');
                }
            }
            Piece::Figure(it) => out.push_str(&figure(it)),
            Piece::Strong { pieces, .. } | Piece::Link { pieces, .. } => write(pieces, text, figure, out),
            Piece::Image { text: shown, .. } => out.push_str(shown.of(text)),
            Piece::NoteRef { .. } => {}
        }
    }
}

/// Does a line end between two characters print as a space? Not next to Chinese text on both sides,
/// where a figure or mark that is no letter counts as whatever its neighbour is.
pub fn joins_with_space(before: Option<char>, after: Option<char>) -> bool {
    match (before, after) {
        (None, _) => false,
        (Some(before), Some(after)) => !(is_cjk(before) && is_cjk(after)),
        (Some(before), None) => !is_cjk(before),
    }
}
