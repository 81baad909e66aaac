//! The first pass: lines, and the blocks they belong to. A line is judged by its first marks and the line
//! above it alone, as the table *Blocks* in the reference says; nothing else is remembered.

use crossfoot_source::{Edit, Span};
use memchr::{memchr2_iter, memmem};

use crate::at::{AtWord, Marked, marked};
use crate::chars::{EitherWidth, bytes, char_at, char_before, fold, is_digit, is_numeral, is_space, width};
use crate::fault::{Fault, FaultKind};
use crate::words::HeadWord;

/// A line that is neither blank nor a comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its first byte.
    pub(crate) start: u32,
    /// Its first byte that is no white space.
    pub(crate) mark: u32,
    /// Behind its last byte, without the line end.
    pub(crate) end: u32,
    /// How far it is indented, in columns.
    pub(crate) indent: u32,
}

impl Line {
    /// From its first mark to its end.
    pub(crate) const fn content(&self) -> Span {
        Span::new(self.mark, self.end)
    }

    /// Does it begin with `@`?
    pub(crate) fn is_marked(&self, text: &str) -> bool {
        matches!(bytes(text, self.content()), [b'@', ..] | [0xef, 0xbc, 0xa0, ..])
    }
}

/// What the first line of a block makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    Heading,
    Paragraph,
    Item,
    Footnote,
    Head(HeadWord),
    Unknown,
    Conflict,
}

/// A block and the lines it has: from `first` up to `end`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawBlock {
    pub(crate) opens: Opens,
    pub(crate) first: usize,
    pub(crate) end: usize,
}

/// The lines and blocks of a text.
#[derive(Debug, Default)]
pub(crate) struct Split {
    pub(crate) lines: Vec<Line>,
    pub(crate) blocks: Vec<RawBlock>,
    pub(crate) faults: Vec<Fault>,
}

/// Splits a text.
pub(crate) fn split(text: &str) -> Split {
    // Long lines and short ones are as many bytes on average, in reports and in templates.
    let room = text.len() / 64;
    let out =
        Split { lines: Vec::with_capacity(room), blocks: Vec::with_capacity(room / 2), faults: Vec::new() };
    let mut splitter = Splitter { text, out, joined: false, conflict_until: 0, conflicts_end: false };
    let bytes = text.as_bytes();
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        if bytes.get(end) == Some(&b'\n') && end > 0 && bytes.get(end - 1) == Some(&b'\r') {
            start = end as u32 + 1;
        } else {
            splitter.line(start, end as u32);
            start = end as u32 + 1;
        }
    }
    splitter.line(start, bytes.len() as u32);
    splitter.out
}

struct Splitter<'t> {
    text: &'t str,
    out: Split,
    /// The line above belongs to the last block.
    joined: bool,
    /// Lines before this offset are inside a conflict.
    conflict_until: u32,
    /// No conflict ends behind here.
    conflicts_end: bool,
}

impl Splitter<'_> {
    fn line(&mut self, start: u32, end: u32) {
        if start < self.conflict_until {
            return;
        }
        let (mark, indent) = indentation(self.text, start, end);
        if mark == end {
            self.joined = false;
            return;
        }
        let line = Line { start, mark, end, indent };
        let first = char_at(self.text, mark).unwrap_or(' ');
        match fold(first) {
            '/' if self.folded(mark + width(first)) == '/' => {}
            '@' => self.at_line(line, mark + width(first)),
            '<' | '>' if indent == 0 && self.conflict(line) => {}
            '#' | '-' | '[' if indent == 0 && !(self.under_rows() && has_bar(self.text, line.content())) => {
                match self.content_mark(line, first) {
                    Some(opens) => self.open(line, opens),
                    None => self.plain(line),
                }
            }
            _ => self.plain(line),
        }
    }

    fn folded(&self, at: u32) -> char {
        char_at(self.text, at).map_or('\n', fold)
    }

    /// The block that the line above belongs to.
    fn above(&self) -> Option<Opens> {
        if self.joined { self.out.blocks.last().map(|block| block.opens) } else { None }
    }

    fn under_rows(&self) -> bool {
        matches!(self.above(), Some(Opens::Head(HeadWord::Table) | Opens::Unknown))
    }

    fn open(&mut self, line: Line, opens: Opens) {
        let first = self.out.lines.len();
        self.out.lines.push(line);
        self.out.blocks.push(RawBlock { opens, first, end: first + 1 });
        self.joined = !matches!(opens, Opens::Conflict);
    }

    fn go_on(&mut self, line: Line) {
        self.out.lines.push(line);
        if let Some(block) = self.out.blocks.last_mut() {
            block.end = self.out.lines.len();
        }
    }

    fn at_line(&mut self, line: Line, behind: u32) {
        let found = marked(self.text, behind, line.end);
        let head = match found.word {
            Some(AtWord::Head(HeadWord::Panel | HeadWord::Columns | HeadWord::Rows)) => None,
            Some(AtWord::Head(word)) => Some(word),
            _ => None,
        };
        // Directly under the lines of `@report` it is the report's last year.
        let of_report = head == Some(HeadWord::Prior) && self.above() == Some(Opens::Head(HeadWord::Report));
        if let (0, Some(word), false) = (line.indent, head, of_report) {
            return self.open(line, Opens::Head(word));
        }
        if matches!(self.above(), Some(Opens::Head(_) | Opens::Unknown | Opens::Heading)) {
            return self.go_on(line);
        }
        self.detached(line, found, head.is_some());
        self.open(line, Opens::Unknown);
    }

    /// An `@` line with nothing above that it could belong to.
    fn detached(&mut self, line: Line, found: Marked, is_head: bool) {
        let span = Span::new(line.mark, found.span.end);
        let gap = self.gap(line, |opens| matches!(opens, Opens::Head(_) | Opens::Unknown | Opens::Heading));
        let (kind, edits) = match (found.word, gap) {
            (None, _) => {
                let nearest = crate::at::nearest(found.span.of(self.text));
                let edits = nearest.map(|word| Edit { span: found.span, text: word.to_owned() });
                (FaultKind::UnknownWord { nearest }, edits.into_iter().collect())
            }
            (Some(_), Some(edits)) => (FaultKind::Gap, edits),
            (Some(_), None) if is_head => {
                let indentation = Span::new(line.start, line.mark);
                (FaultKind::IndentedHead, vec![Edit { span: indentation, text: String::new() }])
            }
            (Some(_), None) => (FaultKind::Loose, Vec::new()),
        };
        self.out.faults.push(Fault { span, kind, edits });
    }

    /// The edits that take the blank lines out between a line and the block before it, if that block is one of those
    /// that the line could belong to.
    fn gap(&self, line: Line, fits: impl Fn(Opens) -> bool) -> Option<Vec<Edit>> {
        let block = self.out.blocks.last().filter(|block| fits(block.opens))?;
        let above = self.out.lines.get(block.end.checked_sub(1)?)?;
        let mut edits = Vec::new();
        let mut start = above.end;
        let between = Span::new(above.end, line.start);
        // The line end behind the block stays; each blank line behind it goes with its own.
        for (nth, part) in between.of(self.text).split_inclusive('\n').enumerate() {
            let end = start + part.len() as u32;
            if nth > 0 && part.trim().is_empty() {
                edits.push(Edit { span: Span::new(start, end), text: String::new() });
            }
            start = end;
        }
        Some(edits)
    }

    /// A line that no mark in front decides.
    fn plain(&mut self, line: Line) {
        match self.above() {
            Some(Opens::Head(_) | Opens::Unknown) => self.go_on(line),
            // A property's text beneath a heading goes on with it only if it is indented.
            Some(Opens::Heading) if line.indent > 0 && self.last_begins_with_at() => self.go_on(line),
            Some(Opens::Item | Opens::Footnote) if line.indent > 0 => self.go_on(line),
            Some(Opens::Paragraph) if !self.begins_paragraph(line) => self.go_on(line),
            above => {
                if line.indent > 0 && above.is_none() && has_bar(self.text, line.content()) {
                    let rows = |opens| matches!(opens, Opens::Head(HeadWord::Table) | Opens::Unknown);
                    if let Some(edits) = self.gap(line, rows) {
                        self.out.faults.push(Fault { span: line.content(), kind: FaultKind::Gap, edits });
                    }
                }
                self.open(line, Opens::Paragraph);
            }
        }
    }

    fn last_begins_with_at(&self) -> bool {
        let block = self.out.blocks.last();
        let lines =
            block.and_then(|block| self.out.lines.get(block.first + 1..block.end)).unwrap_or_default();
        lines.iter().any(|line| self.folded(line.mark) == '@')
    }

    /// Heading, item or footnote, by what stands behind the first mark.
    fn content_mark(&self, line: Line, first: char) -> Option<Opens> {
        let next = line.mark + width(first);
        match fold(first) {
            '#' => {
                let mut at = line.mark;
                while fold(char_at(self.text, at)?) == '#' && at < line.end {
                    at += width(char_at(self.text, at)?);
                }
                let marks = Span::new(line.mark, at).of(self.text).chars().count();
                let behind = Span::new(at, line.end).of(self.text);
                (marks <= 6 && (behind.starts_with(is_space) || begins_with_number(behind)))
                    .then_some(Opens::Heading)
            }
            '-' => char_at(self.text, next).is_some_and(is_space).then_some(Opens::Item),
            _ => footnote_mark(self.text, line).map(|_| Opens::Footnote),
        }
    }

    /// Does a line directly under a paragraph line begin a new one? In pasted text every paragraph is a line.
    fn begins_paragraph(&self, line: Line) -> bool {
        let above = self.out.lines.last().map_or("", |line| line.content().of(self.text));
        char_at(self.text, line.start) == Some('\u{3000}')
            || begins_with_number(line.content().of(self.text))
            || above
                .trim_end_matches(|c: char| is_space(c) || "”’\"'）)】］]』」》〉".contains(c))
                .ends_with(['。', '！', '？', '；', '：'])
    }

    /// `<<<<<<<` up to the line of `>>>>>>>`.
    fn conflict(&mut self, line: Line) -> bool {
        let content = line.content().of(self.text);
        let mark = |mark: &str| {
            content.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if !mark("<<<<<<<") && !mark(">>>>>>>") {
            return false;
        }
        let mut end = line.end;
        if mark("<<<<<<<") && !self.conflicts_end {
            let rest = Span::new(line.end, self.text.len() as u32).of(self.text);
            match memmem::find(rest.as_bytes(), b"\n>>>>>>>") {
                Some(at) => {
                    let from = at + 1;
                    let length =
                        rest.get(from..).map_or(0, |last| last.find(['\n', '\r']).unwrap_or(last.len()));
                    end = line.end + (from + length) as u32;
                }
                None => self.conflicts_end = true,
            }
        }
        let whole = Line { end, ..line };
        self.out.faults.push(Fault { span: whole.content(), kind: FaultKind::Conflict, edits: Vec::new() });
        self.conflict_until = end + 1;
        self.open(whole, Opens::Conflict);
        true
    }
}

/// Where the first mark of a line is, and its column.
pub(crate) fn indentation(text: &str, start: u32, end: u32) -> (u32, u32) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut column = 0;
    while at < end {
        match bytes.get(at as usize) {
            Some(b' ') => (at, column) = (at + 1, column + 1),
            Some(b'\t') => (at, column) = (at + 1, (column / 4 + 1) * 4),
            Some(0xe3) if char_at(text, at) == Some('\u{3000}') => (at, column) = (at + 3, column + 2),
            _ => break,
        }
    }
    (at, column)
}

/// `[^name]:` in front of a line: the name, and where the text begins.
pub(crate) fn footnote_mark(text: &str, line: Line) -> Option<(Span, u32)> {
    let open = char_at(text, line.mark)?;
    let caret = line.mark + width(open);
    if char_at(text, caret)? != '^' {
        return None;
    }
    let start = caret + 1;
    let rest = Span::new(start, line.end).of(text);
    let close = rest.find([']', '］', '】']).filter(|at| *at > 0)?;
    let close_at = start + close as u32;
    let colon = close_at + width(char_at(text, close_at)?);
    let colon_mark = char_at(text, colon).filter(|c| fold(*c) == ':' && colon < line.end)?;
    Some((Span::new(start, close_at), colon + width(colon_mark)))
}

/// Digits or Chinese numerals, perhaps in brackets, and the mark that makes them a number in a list.
fn begins_with_number(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']);
    let number = inner.unwrap_or(line);
    let rest = number.trim_start_matches(|c| is_digit(c) || is_numeral(c));
    if rest.len() == number.len() {
        return false;
    }
    let mut rest = rest.chars();
    match rest.next() {
        Some('.' | '．') => !rest.next().is_some_and(is_digit),
        Some('、' | '）' | ')') => true,
        _ => false,
    }
}

/// Is there a bar that separates cells?
pub(crate) fn has_bar(text: &str, span: Span) -> bool {
    bars(text, span).next().is_some()
}

/// Where the bars are.
pub(crate) fn bars(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let escaped = move |bar: Span| {
        bar.len() == 1 && bar.start > span.start && char_before(text, bar.start) == Some('\\')
    };
    EitherWidth::<b'|'>::of(text, span).filter(move |bar| !escaped(*bar))
}
