//! What stands between the blocks: at most one blank line at a time, none at either end; and comments.

use crossfoot_syntax::token::Kind;

use crate::{lines::Lines, sentence::Token};

/// Settles the lines that belong to no block.
pub(crate) fn settle(lines: &mut Lines<'_>, text: &str) {
    let last = (0..lines.count()).rfind(|at| !lines.is_blank(*at));
    let mut is_above_blank = true;
    for at in 0..lines.count() {
        let is_blank = lines.is_blank(at);
        if is_blank && lines.is_open(at) {
            let is_needless = is_above_blank || last.is_none_or(|last| last < at);
            // With nothing between them, `\r` and `\n` would be one line end.
            let parts = at > 0 && (lines.line_end(at - 1), lines.line_end(at)) == ("\r", "\n");
            if is_needless {
                lines.remove(at);
            } else if !parts {
                lines.put(at, String::new());
            }
        } else if lines.is_open(at) && lines.is_comment(at) {
            let front = lines.span(at);
            let comment = comment(text, lines.tokens(at));
            let mark = lines.tokens(at).first().map_or(front.start, |(_, span)| span.start);
            let indent = crossfoot_source::Span::new(front.start, mark).of(text);
            lines.put(at, format!("{indent}{comment}"));
        }
        is_above_blank = is_blank;
    }
}

/// A comment, without the white space behind it.
pub(crate) fn comment<'a>(text: &'a str, tokens: &[Token]) -> &'a str {
    let comment = tokens.last().filter(|(kind, _)| *kind == Kind::Comment);
    comment.map_or("", |(_, span)| span.of(text).trim_end_matches([' ', '\t', '\u{3000}']))
}
