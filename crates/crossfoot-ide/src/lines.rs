//! Lines of the text as they are laid out, for what is put in between them.

use std::ops::Range;

use crossfoot_source::{Edit, Span};

/// A block put into the text, with blank lines around it.
pub(crate) fn block(text: &str, at: u32, block: &str) -> Edit {
    let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    let ends = |text: &str| text.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    let line = before
        .trim_end_matches([' ', '\t'])
        .strip_suffix('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    let in_front = match line {
        _ if before.trim_start_matches('\u{feff}').is_empty() => "",
        Some(line) if line.is_empty() || ends(line) => "",
        Some(_) => "\n",
        None => "\n\n",
    };
    let rest = behind.trim_start_matches([' ', '\t']);
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'));
    let after = match next {
        _ if rest.is_empty() => "\n",
        Some(next) if next.is_empty() || next.starts_with(['\n', '\r']) => "",
        Some(_) => "\n",
        None => "\n\n",
    };
    let text_of = format!("{in_front}{}{after}", block.trim_end());
    Edit { span: Span::at(at), text: lines_as_in(text, &text_of) }
}

/// A text with the line ends of another.
pub(crate) fn lines_as_in(text: &str, new: &str) -> String {
    if text.contains("\r\n") { new.replace('\n', "\r\n") } else { new.to_owned() }
}

/// The white space in front of what stands at an offset.
pub(crate) fn indent(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let end = line.find(|c: char| !c.is_whitespace()).unwrap_or(line.len());
    line.get(..end).unwrap_or_default()
}

/// The end of the line in which an offset is.
pub(crate) fn line_end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or_default();
    at + rest.find(['\n', '\r']).unwrap_or(rest.len()) as u32
}

/// The line in which an offset is, up to its end.
pub(crate) fn line_of(text: &str, at: u32) -> Range<usize> {
    let start = text.get(..at as usize).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |at| at + 1);
    start..line_end(text, at) as usize
}
