//! The lines of a text, with what each is to say.

use std::ops::Range;

use crossfoot_source::{Edit, Span};
use crossfoot_syntax::{ast::Tree, token::Kind};

use crate::sentence::Token;

/// All lines of a text.
pub(crate) struct Lines<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    lines: Vec<Line>,
}

/// A line.
struct Line {
    /// Without its line end, and without a byte order mark.
    span: Span,
    /// Behind its line end.
    stop: u32,
    tokens: Range<usize>,
    becomes: Becomes,
}

/// What becomes of a line.
enum Becomes {
    /// Nothing has been said of it.
    Open,
    /// It stays as it is.
    Kept,
    /// It says something else, perhaps on several lines.
    Written(String),
    /// It goes.
    Gone,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str, tree: &Tree) -> Self {
        let tokens: Vec<Token> = tree.tokens.iter().collect();
        let mut lines = Vec::new();
        let (mut first, mut start) = (0, 0);
        for (at, (kind, span)) in tokens.iter().enumerate() {
            match kind {
                Kind::Bom => (first, start) = (at + 1, span.end),
                Kind::LineEnd => {
                    let becomes = Becomes::Open;
                    lines.push(Line {
                        span: Span::new(start, span.start),
                        stop: span.end,
                        tokens: first..at,
                        becomes,
                    });
                    (first, start) = (at + 1, span.end);
                }
                _ => {}
            }
        }
        let end = text.len() as u32;
        if start < end {
            let tokens = first..tokens.len();
            lines.push(Line { span: Span::new(start, end), stop: end, tokens, becomes: Becomes::Open });
        }
        Self { text, tokens, lines }
    }

    /// The lines that a span has a part in.
    pub(crate) fn under(&self, span: Span) -> Range<usize> {
        let first = self.lines.partition_point(|line| line.stop <= span.start);
        let end = self.lines.partition_point(|line| line.span.start < span.end.max(span.start + 1));
        first..end.max(first)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.lines.len()
    }

    /// Where a line is, without its line end.
    pub(crate) fn span(&self, at: usize) -> Span {
        self.lines.get(at).map_or(Span::at(self.text.len() as u32), |line| line.span)
    }

    /// The tokens of a line, without white space at either end.
    pub(crate) fn tokens(&self, at: usize) -> &[Token] {
        let range = self.lines.get(at).map_or(0..0, |line| line.tokens.clone());
        trimmed(self.tokens.get(range).unwrap_or_default())
    }

    /// The tokens under a span.
    pub(crate) fn tokens_under(&self, span: Span) -> &[Token] {
        let first = self.tokens.partition_point(|(_, token)| token.start < span.start);
        let end = self.tokens.partition_point(|(_, token)| token.start < span.end);
        trimmed(self.tokens.get(first..end).unwrap_or_default())
    }

    /// White space only?
    pub(crate) fn is_blank(&self, at: usize) -> bool {
        self.tokens(at).is_empty()
    }

    /// A comment and nothing else?
    pub(crate) fn is_comment(&self, at: usize) -> bool {
        self.tokens(at).first().is_some_and(|(kind, _)| *kind == Kind::Comment)
    }

    /// The lines under a span stay as they are.
    pub(crate) fn keep(&mut self, span: Span) {
        for at in self.under(span) {
            self.set(at, Becomes::Kept);
        }
    }

    /// What a line is to say.
    pub(crate) fn put(&mut self, at: usize, text: String) {
        self.set(at, Becomes::Written(text));
    }

    /// A line is to go.
    pub(crate) fn remove(&mut self, at: usize) {
        self.set(at, Becomes::Gone);
    }

    fn set(&mut self, at: usize, becomes: Becomes) {
        if let Some(line) = self.lines.get_mut(at) {
            line.becomes = becomes;
        }
    }

    /// Has nothing been said of a line?
    pub(crate) fn is_open(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| matches!(line.becomes, Becomes::Open))
    }

    /// How a line ends; the last one as the one before.
    pub(crate) fn line_end(&self, at: usize) -> &'a str {
        let ends = self
            .lines
            .iter()
            .take(at + 1)
            .rev()
            .map(|line| Span::new(line.span.end, line.stop).of(self.text));
        ends.into_iter().find(|end| !end.is_empty()).unwrap_or("\n")
    }

    /// The changes to the lines that a span touches.
    pub(crate) fn edits(&self, within: Span) -> Vec<Edit> {
        let mut edits = Vec::new();
        for line in
            self.lines.iter().filter(|line| line.span.start <= within.end && within.start <= line.span.end)
        {
            match &line.becomes {
                Becomes::Open | Becomes::Kept => {}
                Becomes::Gone => {
                    edits.push(Edit { span: Span::new(line.span.start, line.stop), text: String::new() })
                }
                Becomes::Written(text) => edits.extend(change(self.text, line.span, text)),
            }
        }
        let end = self.text.len() as u32;
        let last =
            self.lines.last().filter(|last| last.span.end == end && !matches!(last.becomes, Becomes::Gone));
        if last.is_some() && within.touches(end) {
            edits.push(Edit { span: Span::at(end), text: self.line_end(self.lines.len()).to_owned() });
        }
        edits
    }
}

fn trimmed(tokens: &[Token]) -> &[Token] {
    let is_space = |token: &Token| token.0 == Kind::Space;
    let first = tokens.iter().position(|token| !is_space(token)).unwrap_or(tokens.len());
    let end = tokens.iter().rposition(|token| !is_space(token)).map_or(first, |last| last + 1);
    tokens.get(first..end).unwrap_or_default()
}

/// The part of a line that becomes something else, without what it has in common at either end.
fn change(text: &str, span: Span, new: &str) -> Option<Edit> {
    let old = span.of(text);
    if old == new {
        return None;
    }
    let alike = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let front = alike(&mut old.chars(), &mut new.chars());
    let (old, new) = (old.get(front..)?, new.get(front..)?);
    let back = alike(&mut old.chars().rev(), &mut new.chars().rev());
    let span = Span::new(span.start + front as u32, span.end - back as u32);
    Some(Edit { span, text: new.get(..new.len() - back)?.to_owned() })
}
