//! Running text that is pasted: paragraphs with blank lines between them, and nothing in them that would be language.

use crossfoot_source::{Edit, Span};

use super::grid::one_line;
use crate::lines::lines_as_in;

/// Puts paragraphs in. One alone joins the line in which the cursor is.
pub(super) fn edits(text: &str, offset: u32, paragraphs: &[String]) -> Vec<Edit> {
    let before = text.get(..offset as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let mut is_front = line.trim_start_matches('\u{feff}').trim().is_empty();
    let mut out = Vec::new();
    for paragraph in paragraphs.iter().map(|it| one_line(it)).filter(|it| !it.is_empty()) {
        out.push(escaped(&paragraph, is_front));
        is_front = true;
    }
    if out.is_empty() {
        return Vec::new();
    }
    vec![Edit { span: Span::at(offset), text: lines_as_in(text, &out.join("\n\n")) }]
}

/// A paragraph whose marks are text.
fn escaped(paragraph: &str, is_front: bool) -> String {
    let mut out = String::with_capacity(paragraph.len() + 8);
    if is_front && begins_as_language(paragraph) {
        out.push('\\');
        // A full-width mark cannot be escaped as such.
        let half: String = paragraph.chars().take(1).map(crossfoot_syntax::fold).collect();
        let first = paragraph.chars().next().map_or(0, char::len_utf8);
        out.push_str(&half);
        inside(paragraph.get(first..).unwrap_or_default(), &mut out);
    } else {
        inside(paragraph, &mut out);
    }
    out
}

/// Would the line be no text?
fn begins_as_language(line: &str) -> bool {
    let half: String = line.chars().take(80).map(crossfoot_syntax::fold).collect();
    let is_heading = || {
        let behind = half.trim_start_matches('#');
        half.starts_with('#') && !behind.starts_with(|c: char| c.is_alphabetic())
    };
    half.starts_with('@')
        || half.starts_with("//")
        || half.starts_with("- ")
        || half.starts_with("[^")
        || ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| half.starts_with(mark))
        || is_heading()
}

fn inside(text: &str, out: &mut String) {
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, c)| *c);
        let behind = text.get(at..).unwrap_or_default();
        match c {
            '{' | '｛' => out.push_str("\\{"),
            '*' if next == Some('*') => out.push_str("\\*"),
            '*' if out.ends_with("\\*") => out.push_str("\\*"),
            '[' if next == Some('^') || behind.contains("](") => out.push_str("\\["),
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => out.push_str("\\\\"),
            _ => out.push(c),
        }
    }
}
