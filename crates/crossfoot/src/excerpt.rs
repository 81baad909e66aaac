//! The lines of a text that a finding points at, each cut to what fits on a terminal.

use std::{collections::BTreeMap, ops::Range};

use crossfoot_source::{LineIndex, Span};

use crate::shown::{substitute, width};

/// A line is cut to so many columns: with the margin it fits on a terminal of 80.
const WIDTH: usize = 72;

/// A text with the same line numbers as another, in which only the lines that spans begin in are filled.
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// Where the spans are in it, in the order in which they were given: never empty, `None` where the line
    /// was cut off before it came to the span.
    pub marks: Vec<Option<Range<usize>>>,
}

impl Excerpt {
    /// Shows the lines in which the spans begin. Of several spans on one line the first given decides
    /// which part of it is shown. A span that goes on over the end of its line stops there.
    pub fn new(text: &str, lines: &LineIndex, spans: &[Span]) -> Self {
        let mut by_line: BTreeMap<u32, Vec<(usize, Span)>> = BTreeMap::new();
        for (nth, span) in spans.iter().enumerate() {
            by_line.entry(lines.line_of(span.start.min(text.len() as u32))).or_default().push((nth, *span));
        }
        let mut excerpt = Self { text: String::new(), marks: vec![None; spans.len()] };
        let mut reached = 0;
        for (line, here) in by_line {
            excerpt.text.extend(std::iter::repeat_n('\n', (line - reached) as usize));
            reached = line;
            let bounds = lines.line(line);
            let whole = bounds.of(text).trim_end_matches(['\r', '\n']);
            let content = if line == 0 { whole.trim_start_matches('\u{feff}') } else { whole };
            let first = bounds.start + (whole.len() - content.len()) as u32;
            let within = |offset: u32| boundary(content, offset.saturating_sub(first) as usize);
            let window = Window::about(content, here.first().map_or(0, |(_, span)| within(span.start)));
            let at = excerpt.text.len();
            for (nth, span) in here {
                if let Some(mark) = excerpt.marks.get_mut(nth) {
                    let range = window.mark(within(span.start), within(span.end));
                    *mark = range.map(|range| at + range.start..at + range.end);
                }
            }
            excerpt.text.push_str(&window.shown);
        }
        excerpt
    }
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The part of a line that is shown.
struct Window {
    /// The part itself, with a space behind it for a mark at the line's end, or `…` where it was cut.
    shown: String,
    /// For each character, the `…` and the space included: where it begins on the line, and where in `shown`.
    characters: Vec<(usize, usize)>,
    /// What is shown of the line.
    range: Range<usize>,
}

impl Window {
    /// The part of a line about an offset; it begins where the line does unless the offset is far behind that.
    fn about(line: &str, anchor: usize) -> Self {
        let start = start_of_window(line.get(..anchor).unwrap_or(line));
        let mut window = Self { shown: String::new(), characters: Vec::new(), range: start..line.len() };
        let mut used = 0;
        if start > 0 {
            window.push(0, "…");
            used = 1;
        }
        for (at, c) in line.get(start..).unwrap_or_default().char_indices() {
            let mut buffer = [0; 4];
            let shown = substitute(c).unwrap_or(c.encode_utf8(&mut buffer));
            used += columns(c);
            if used > WIDTH {
                window.push(start + at, "…");
                window.range.end = start + at;
                return window;
            }
            window.push(start + at, shown);
        }
        window.push(line.len(), " ");
        window
    }

    fn push(&mut self, at: usize, shown: &str) {
        self.characters.push((at, self.shown.len()));
        self.shown.push_str(shown);
    }

    /// A span of the line, in what is shown: at least one visible character, unless nothing of it is.
    fn mark(&self, start: usize, end: usize) -> Option<Range<usize>> {
        if end < self.range.start || start > self.range.end {
            return None;
        }
        let shown = |nth: usize| self.characters.get(nth).map_or(self.shown.len(), |(_, shown)| *shown);
        let first = self.characters.partition_point(|(at, _)| *at <= start).saturating_sub(1);
        let mut behind = self.characters.partition_point(|(at, _)| *at < end).max(first + 1);
        while shown(behind) == shown(first) && behind < self.characters.len() {
            behind += 1;
        }
        Some(shown(first)..shown(behind))
    }
}

/// Where a window begins that ends in the middle of a line, given what stands before that place.
fn start_of_window(before: &str) -> usize {
    let mut used = 0;
    let mut near = 0;
    for (at, c) in before.char_indices().rev() {
        used += columns(c);
        if used <= WIDTH / 3 {
            near = at;
        }
        if used > WIDTH * 2 / 3 {
            return near;
        }
    }
    0
}

fn columns(c: char) -> usize {
    substitute(c).map_or_else(|| width(c), |text| text.chars().map(width).sum())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]
mod tests {
    use super::*;

    fn show(text: &str, spans: &[Span]) -> Vec<(usize, String)> {
        let excerpt = Excerpt::new(text, &LineIndex::new(text), spans);
        let line = |at: usize| excerpt.text[..at].matches('\n').count();
        let marks = excerpt.marks.iter().flatten();
        marks.map(|mark| (line(mark.start), excerpt.text[mark.clone()].to_owned())).collect()
    }

    #[test]
    fn every_span_of_a_text_is_shown() {
        let text = "\u{feff}一、😀\r\n\u{1b}[31m👨‍👩‍👧 | 5\rab\u{202e}\n\n";
        let end = text.len() as u32 + 2;
        for start in 0..=end {
            for stop in start..=end {
                let shown = show(text, &[Span::new(start, stop)]);
                assert_eq!(shown.len(), 1);
                assert!(!shown[0].1.is_empty());
                assert!(!shown[0].1.chars().any(char::is_control));
            }
        }
    }

    #[test]
    fn marks_stand_on_their_words() {
        let text = "\u{feff}一、总体😀情况\r\n予以公开 | 4\r\n";
        let of = |word: &str| {
            let at = text.find(word).unwrap() as u32;
            Span::new(at, at + word.len() as u32)
        };
        assert_eq!(
            show(text, &[of("4"), of("情况"), Span::new(0, 3), Span::at(text.len() as u32)]),
            [(1, "4".into()), (0, "情况".into()), (0, "一".into()), (2, " ".into())]
        );
    }

    #[test]
    fn long_lines_are_cut_about_the_mark() {
        let text = format!("{}556件{}", "全".repeat(500), "年".repeat(500));
        let span = Span::new(1500, 1506);
        let far = Span::new(2900, 2903);
        let excerpt =
            Excerpt::new(&text, &LineIndex::new(&text), &[span, Span::new(0, 3), far, Span::new(9, 2900)]);
        let shown: Vec<_> =
            excerpt.marks.iter().map(|mark| mark.clone().map(|mark| &excerpt.text[mark])).collect();
        assert_eq!(shown[..3], [Some("556件"), None, None]);
        assert_eq!(shown[3], Some(excerpt.text.as_str()));
        assert!(excerpt.text.chars().map(width).sum::<usize>() <= WIDTH + 1);
    }
}
