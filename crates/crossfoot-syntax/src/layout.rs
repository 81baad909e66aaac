//! Depth inside a language block: a line is beneath the nearest earlier line that is indented less.

use crossfoot_source::Span;
use memchr::memchr;

use crate::at::{AtWord, marked};
use crate::chars::{bytes, char_at, width};
use crate::fault::{Fault, FaultKind};
use crate::split::{Line, has_bar};

/// At most so many levels.
const LEVELS: usize = 16;

/// For each line of a block, from its head on, writes the index of the line behind the last that is beneath it.
/// `first` is the index of the head.
pub(crate) fn layout(
    text: &str,
    lines: &[Line],
    first: usize,
    rows: bool,
    ends: &mut Vec<usize>,
) -> Option<Fault> {
    ends.resize(first + lines.len(), first + lines.len());
    if lines.len() == 1 {
        return None;
    }
    let mut open: Vec<(u32, usize)> = Vec::with_capacity(LEVELS + 1);
    let mut fault = None;
    let close = |at: usize, end: usize, ends: &mut Vec<usize>| {
        if let Some(slot) = ends.get_mut(at) {
            *slot = end;
        }
    };
    let whole = lines.first().zip(lines.last()).map(|(first, last)| Span::new(first.start, last.end));
    // Only a row with a tab can have been pasted.
    let rows = rows && whole.is_some_and(|whole| memchr(b'\t', bytes(text, whole)).is_some());
    let others =
        lines.iter().skip(1).filter(|line| line.indent > 0 && rows && tabbed_indent(text, **line).is_none());
    let margin = others.map(|line| line.indent).min().unwrap_or(0);
    for (nth, line) in lines.iter().enumerate() {
        let at = first + nth;
        let tabbed = if rows { tabbed_indent(text, *line) } else { None };
        let indent = match tabbed {
            // Rows pasted from elsewhere stand where the others do.
            Some(0) => margin,
            Some(spaces) => spaces,
            None => line.indent,
        };
        // The head is never closed: a line without indentation is directly beneath it.
        while open.len() > 1 && open.last().is_some_and(|(above, _)| *above >= indent) {
            close(open.pop().map_or(at, |(_, above)| above), at, ends);
        }
        // Nothing is said of a property, so a property further in is its brother.
        while line.is_marked(text)
            && open.len() > 1
            && open.last().is_some_and(|(_, above)| says(text, lines.get(above - first)))
        {
            close(open.pop().map_or(at, |(_, above)| above), at, ends);
        }
        if open.len() > LEVELS {
            let deep = Fault { span: line.content(), kind: FaultKind::TooDeep, edits: Vec::new() };
            fault.get_or_insert(deep);
            close(open.pop().map_or(at, |(_, above)| above), at, ends);
        }
        open.push((indent, at));
    }
    for (_, at) in open {
        close(at, first + lines.len(), ends);
    }
    fault
}

/// Is a line a property?
fn says(text: &str, line: Option<&Line>) -> bool {
    let Some(line) = line.filter(|line| line.is_marked(text)) else { return false };
    let behind = line.mark + char_at(text, line.mark).map_or(0, width);
    matches!(marked(text, behind, line.end).word, Some(AtWord::Property(_)))
}

/// In a row whose cells are separated by tabs, the leading tabs are cells: the spaces before them are its depth.
fn tabbed_indent(text: &str, line: Line) -> Option<u32> {
    let front = Span::new(line.start, line.mark);
    let tab = bytes(text, front).iter().position(|byte| *byte == b'\t').unwrap_or(front.len() as usize);
    let content = line.content();
    let tabbed = content.of(text).contains('\t') && !line.is_marked(text) && !has_bar(text, content);
    let before = Span::new(line.start, line.start + tab as u32);
    tabbed.then(|| before.of(text).chars().map(|c| if c == ' ' { 1 } else { 2 }).sum())
}
