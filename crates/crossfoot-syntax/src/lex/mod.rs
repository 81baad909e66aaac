//! The lexer. It is told by the line's role what to expect, and writes two lists: the tokens of the file, and the
//! words and marks of the sentence that the grammar is about to read.

mod args;
mod language;
mod marks;
mod value;

use crossfoot_source::{Edit, Span};
use memchr::memchr2;

pub(crate) use language::Mode;
pub(crate) use marks::Marks;
pub(crate) use value::{COUNTED, note_ref};

use crate::chars::{bytes, spaces};
use crate::fault::{Fault, FaultKind};
use crate::grammar::Sentence;
use crate::token::{Kind, Tokens};

/// At most so many brackets in one another.
const BRACKETS: u32 = 32;
/// At most so many words and marks in an expression: its tree is as deep as it is long.
const WORDS: usize = 2048;

/// The lexer's state for one text.
pub(crate) struct Lexer<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Tokens,
    pub(crate) faults: Vec<Fault>,
    kinds: Vec<Kind>,
    spans: Vec<Span>,
    /// Open `(` and `[`, of which the innermost is `[` if `selecting`.
    open: u32,
    selecting: bool,
    deepest: u32,
    /// The kinds that the sentence has, a bit each.
    seen: u128,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            tokens: Tokens::with_room(text.len()),
            faults: Vec::new(),
            kinds: Vec::with_capacity(32),
            spans: Vec::with_capacity(32),
            open: 0,
            selecting: false,
            deepest: 0,
            seen: 0,
        }
    }

    /// Begins a sentence.
    pub(crate) fn begin(&mut self) {
        self.kinds.clear();
        self.spans.clear();
        self.seen = 0;
        self.reset_brackets();
    }

    fn reset_brackets(&mut self) {
        (self.open, self.selecting, self.deepest) = (0, false, 0);
    }

    /// How many words and marks the sentence has so far.
    pub(crate) fn count(&self) -> usize {
        self.kinds.len()
    }

    /// A part of the sentence, for the grammar.
    pub(crate) fn sentence(&self, from: usize, to: usize) -> Sentence<'_> {
        Sentence {
            text: self.text,
            kinds: self.kinds.get(from..to).unwrap_or_default(),
            spans: self.spans.get(from..to).unwrap_or_default(),
        }
    }

    /// The place of the first word of a kind, from a place on.
    pub(crate) fn find(&self, kind: Kind, from: usize, to: usize) -> Option<usize> {
        let kinds = self.kinds.get(from..to)?;
        kinds.iter().position(|one| *one == kind).map(|at| from + at)
    }

    /// Where a word of the sentence stands.
    pub(crate) fn place(&self, at: usize) -> Option<Span> {
        self.spans.get(at).copied()
    }

    /// What a word of the sentence is.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied()
    }

    /// Takes the last words back, as far as `count`, and puts one in their place.
    pub(crate) fn replace(&mut self, count: usize, kind: Kind, span: Span) {
        self.shorten(count);
        self.put(kind, span);
    }

    /// Takes the last words back, as far as `count`.
    pub(crate) fn shorten(&mut self, count: usize) {
        self.kinds.truncate(count);
        self.spans.truncate(count);
        self.reset_brackets();
    }

    /// A word or mark of the sentence.
    pub(crate) fn put(&mut self, kind: Kind, span: Span) {
        self.kinds.push(kind);
        self.spans.push(span);
        self.seen |= 1 << kind as u8;
    }

    /// Has the sentence a word or mark of a kind so far?
    fn seen(&self, kind: Kind) -> bool {
        self.seen & (1 << kind as u8) != 0
    }

    fn last(&self) -> Option<(Kind, Span)> {
        Some((*self.kinds.last()?, *self.spans.last()?))
    }

    /// Makes tokens of the sentence.
    pub(crate) fn commit(&mut self) {
        let kinds = std::mem::take(&mut self.kinds);
        for (kind, span) in kinds.iter().zip(&self.spans) {
            gap(&mut self.tokens, self.text, span.start);
            self.tokens.push(*kind, span.end);
        }
        self.kinds = kinds;
    }

    /// Makes a token of what has been read up to here.
    #[inline]
    pub(crate) fn token(&mut self, kind: Kind, span: Span) {
        gap(&mut self.tokens, self.text, span.start);
        self.tokens.push(kind, span.end);
    }

    /// Makes tokens of all up to an offset: white space, comments, line ends, and what nobody could read.
    pub(crate) fn gap(&mut self, to: u32) {
        gap(&mut self.tokens, self.text, to);
    }

    /// Notes a fault.
    pub(crate) fn fault(&mut self, span: Span, kind: FaultKind, edits: Vec<Edit>) {
        self.faults.push(Fault { span, kind, edits });
    }

    /// Is the sentence as long and as deep as an expression may be? Otherwise a fault is noted.
    pub(crate) fn bearable(&mut self, from: usize, to: usize) -> bool {
        let kind = if self.deepest > BRACKETS {
            FaultKind::TooManyBrackets
        } else if to - from > WORDS {
            FaultKind::TooLong
        } else {
            return true;
        };
        let first = self.place(from).unwrap_or_default();
        let last = self.place(to.saturating_sub(1)).unwrap_or(first);
        self.fault(first.to(last), kind, Vec::new());
        false
    }
}

/// Tokens for what lies between the words: mostly nothing, or one space.
#[inline]
fn gap(tokens: &mut Tokens, text: &str, to: u32) {
    let at = tokens.end();
    if at < to {
        if at + 1 == to && text.as_bytes().get(at as usize) == Some(&b' ') {
            tokens.push(Kind::Space, to);
        } else {
            longer_gap(tokens, text, to);
        }
    }
}

/// Tokens for what lies between the sentences.
#[inline(never)]
fn longer_gap(tokens: &mut Tokens, text: &str, to: u32) {
    while tokens.end() < to {
        let at = tokens.end();
        let rest = bytes(text, Span::new(at, to));
        match rest {
            [] => return,
            [b'\n', ..] => tokens.push(Kind::LineEnd, at + 1),
            [b'\r', b'\n', ..] => tokens.push(Kind::LineEnd, at + 2),
            [b'\r', ..] => tokens.push(Kind::LineEnd, at + 1),
            [0xef, 0xbb, 0xbf, ..] if at == 0 => tokens.push(Kind::Bom, 3),
            [b' ' | b'\t', ..] | [0xe3, 0x80, 0x80, ..] => tokens.push(Kind::Space, spaces(text, at, to)),
            _ => {
                let end = at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()) as u32;
                let comment = matches!(rest, [b'/', ..] | [0xef, 0xbc, 0x8f, ..]);
                tokens.push(if comment { Kind::Comment } else { Kind::Text }, end);
            }
        }
    }
}
