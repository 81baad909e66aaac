//! What the productions that go by lines share: the lines, their layout, and the lexer.

use chumsky::error::EmptyErr;
use crossfoot_source::{Edit, Span};

use crate::ast::{Expr, ExprKind};
use crate::at::{self, AtWord, Marked};
use crate::chars::{char_at, fold, spaces, width};
use crate::fault::{Construct, Expected, ExpectedSet, FaultKind};
use crate::grammar::expression::expr;
use crate::grammar::sentence::{In, Missed, Read};
use crate::lex::{Lexer, Marks};
use crate::split::Line;
use crate::token::Kind;
use crate::words::HeadWord;

/// The reader of one text.
pub(crate) struct Reader<'t> {
    pub(crate) text: &'t str,
    pub(crate) lexer: Lexer<'t>,
    pub(crate) marks: Marks<'t>,
    pub(crate) lines: &'t [Line],
    /// For each line the one behind the last that is beneath it.
    pub(crate) ends: Vec<usize>,
    /// The file is a template.
    pub(crate) template: bool,
    /// How many cells the last row had.
    pub(crate) cells: usize,
}

impl Reader<'_> {
    /// A line; past the last one an empty line at the end of the text.
    pub(crate) fn line(&self, at: usize) -> Line {
        let end = self.text.len() as u32;
        self.lines.get(at).copied().unwrap_or(Line { start: end, mark: end, end, indent: 0 })
    }

    /// Behind the last line beneath a line.
    pub(crate) fn end(&self, at: usize) -> usize {
        self.ends.get(at).copied().unwrap_or(at + 1).max(at + 1)
    }

    /// Does something for each line directly beneath a line.
    pub(crate) fn beneath(&mut self, at: usize, mut each: impl FnMut(&mut Self, usize)) {
        let end = self.end(at);
        let mut next = at + 1;
        while next < end {
            each(self, next);
            next = self.end(next);
        }
    }

    /// How many lines stand directly beneath a line: those that begin with `@`, and the others.
    pub(crate) fn count_beneath(&self, at: usize) -> (usize, usize) {
        let (mut marked, mut others) = (0, 0);
        let end = self.end(at);
        let mut next = at + 1;
        while next < end {
            *(if self.is_marked(next) { &mut marked } else { &mut others }) += 1;
            next = self.end(next);
        }
        (marked, others)
    }

    /// Does a line begin with `@`?
    pub(crate) fn is_marked(&self, at: usize) -> bool {
        self.line(at).is_marked(self.text)
    }

    /// The word behind the `@` at the beginning of a line.
    pub(crate) fn word(&self, at: usize) -> Option<AtWord> {
        let line = self.line(at);
        let mark = char_at(self.text, line.mark)?;
        at::marked(self.text, line.mark + width(mark), line.end).word
    }

    /// Reads `@` and its word, and the colon behind it that says nothing. Returns the word and where its text begins.
    pub(crate) fn marked(&mut self, mark: u32, to: u32) -> (Marked, u32) {
        let behind = mark + char_at(self.text, mark).map_or(0, width);
        let found = at::marked(self.text, behind, to);
        self.lexer.token(Kind::At, Span::new(mark, behind));
        self.lexer.token(Kind::Word, found.span);
        if found.joined {
            let word = found.span.of(self.text).to_owned();
            let edit = Edit { span: Span::at(found.span.end), text: " ".to_owned() };
            self.lexer.fault(Span::new(mark, found.span.end), FaultKind::Joined { word }, vec![edit]);
        }
        let mut from = found.span.end;
        let colon = spaces(self.text, from, to);
        let is_rule = found.word == Some(AtWord::Head(HeadWord::Check));
        if !is_rule && let Some(c) = char_at(self.text, colon).filter(|c| colon < to && fold(*c) == ':') {
            from = colon + width(c);
            self.lexer.token(Kind::Colon, Span::new(colon, from));
        }
        (found, from)
    }

    /// An `@` word that is unknown, or cannot stand where it does.
    pub(crate) fn misplaced(&mut self, found: Marked) {
        let span = Span::new(found.span.start.saturating_sub(1), found.span.end);
        let span = if span.of(self.text).is_empty() { found.span } else { span };
        match found.word {
            Some(word) => {
                let (english, chinese) = word.names();
                self.lexer.fault(span, FaultKind::Misplaced { english, chinese }, Vec::new());
            }
            None => {
                let nearest = at::nearest(found.span.of(self.text));
                let edits = nearest.map(|word| Edit { span: found.span, text: word.to_owned() });
                self.lexer.fault(span, FaultKind::UnknownWord { nearest }, edits.into_iter().collect());
            }
        }
    }

    /// A line that cannot stand where it does; so nothing beneath it can.
    pub(crate) fn unexpected(&mut self, at: usize) {
        let line = self.line(at);
        if self.is_marked(at) {
            let (found, _) = self.marked(line.mark, line.end);
            self.misplaced(found);
        } else {
            self.lexer.fault(line.content(), FaultKind::UnexpectedLine, Vec::new());
        }
        for line in at..self.end(at) {
            let content = self.line(line).content();
            self.lexer.token(Kind::Text, content);
        }
    }

    /// All lines beneath a line, where none can stand.
    pub(crate) fn nothing_beneath(&mut self, at: usize) {
        self.beneath(at, Self::unexpected);
    }

    /// A part of the sentence by a production; a fault and `None` where it does not fit. The production is named twice:
    /// as it reads, and as it accounts for what it could not read.
    pub(crate) fn read<T>(
        &mut self,
        part: (usize, usize),
        behind: u32,
        inside: Construct,
        production: impl Fn(&mut In<'_, '_, EmptyErr>) -> Read<T, EmptyErr>,
        account: impl Fn(&mut In<'_, '_, Missed>) -> Read<T, Missed>,
    ) -> Option<T> {
        let sentence = self.lexer.sentence(part.0, part.1);
        let read = sentence.read(production);
        if read.is_some() {
            return read;
        }
        let (span, kind) = sentence.account(account).err()?.fault(sentence, behind, inside);
        let mut edits = Vec::new();
        if let FaultKind::Expected { expected, found: None, .. } = &kind {
            let closing = [(Expected::CloseParen, ")"), (Expected::CloseBracket, "]")];
            if let Some((_, text)) = closing.into_iter().find(|(mark, _)| expected.has(*mark)) {
                edits.push(Edit { span: Span::at(span.end), text: text.to_owned() });
            }
        }
        self.lexer.fault(span, kind, edits);
        None
    }

    /// A part of the sentence as an expression; a hole where it cannot be read.
    pub(crate) fn expression(&mut self, from: usize, to: usize, behind: u32) -> Expr {
        let first = self.lexer.place(from).filter(|_| from < to).unwrap_or(Span::at(behind));
        let last =
            to.checked_sub(1).and_then(|at| self.lexer.place(at)).filter(|_| from < to).unwrap_or(first);
        let hole = Expr { span: first.to(last), kind: ExprKind::Hole };
        if !self.lexer.bearable(from, to) {
            return hole;
        }
        self.read((from, to), behind, Construct::Expression, expr, expr).unwrap_or(hole)
    }

    /// Something is missing at a place, or something else stands in it.
    pub(crate) fn missing(&mut self, at: Span, expected: Expected, inside: Construct) {
        let found = if at.is_empty() { None } else { Some(Kind::Text) };
        let expected = ExpectedSet::of(expected);
        self.lexer.fault(at, FaultKind::Expected { expected, found, inside }, Vec::new());
    }
}
