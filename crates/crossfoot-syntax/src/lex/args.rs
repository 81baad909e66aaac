//! What stands behind the words `@period`, `@unit` and `@accept`: neither names nor expressions.

use crossfoot_source::Span;

use super::Lexer;
use crate::chars::{char_at, char_before, fold, is_digit, is_space, quote_end, run, spaces, trim, width};
use crate::token::Kind;
use crate::words::{self, PlaceWord};

impl Lexer<'_> {
    /// Where what a property says on a declaration's line ends: before the next `@`, or a comment.
    pub(crate) fn argument_end(&self, from: u32, to: u32) -> u32 {
        let mut at = from;
        while at < to {
            let Some(c) = char_at(self.text, at) else { break };
            let spaced = char_before(self.text, at).is_some_and(is_space);
            match fold(c) {
                '"' | '“' => {
                    at = quote_end(self.text, at, to).unwrap_or(at + width(c));
                    continue;
                }
                '@' if spaced => return at,
                '/' if spaced && char_at(self.text, at + width(c)).map(fold) == Some('/') => return at,
                _ => {}
            }
            at += width(c);
        }
        to
    }

    /// `2021`, `2021..`, `FY2024.. ends 09-30`.
    pub(crate) fn period_words(&mut self, from: u32, to: u32) {
        let mut at = from;
        while at < to {
            let Some(c) = char_at(self.text, at) else { break };
            let end = run(self.text, at, to, |c| !is_space(c) && fold(c) != '.');
            if is_space(c) {
                at += width(c);
            } else if end > at {
                let span = Span::new(at, end);
                let ends = words::place(span.of(self.text)) == Some(PlaceWord::Ends);
                self.put(if ends { Kind::Ends } else { Kind::Period }, span);
                at = end;
            } else {
                let next = at + width(c);
                let two = char_at(self.text, next).filter(|c| fold(*c) == '.' && next < to);
                let end = next + two.map_or(0, width);
                self.put(if two.is_some() { Kind::DotDot } else { Kind::Stray }, Span::new(at, end));
                at = end;
            }
        }
    }

    /// `1000 USD`, `元/件`, `"人·日"`.
    pub(crate) fn unit_words(&mut self, from: u32, to: u32) {
        let mut at = spaces(self.text, from, to);
        let digits = run(self.text, at, to, |c| is_digit(c) || matches!(fold(c), ',' | '.'));
        if char_at(self.text, at).is_some_and(is_digit) {
            self.put(Kind::Number, Span::new(at, digits));
            at = spaces(self.text, digits, to);
        }
        while at < to {
            let Some(c) = char_at(self.text, at) else { break };
            let quote = if matches!(c, '"' | '“') { quote_end(self.text, at, to) } else { None };
            let end = quote.unwrap_or_else(|| run(self.text, at, to, |c| !is_space(c)));
            self.put(if quote.is_some() { Kind::Quoted } else { Kind::Unit }, Span::new(at, end));
            at = spaces(self.text, end, to);
        }
    }

    /// `n/a, <1, — as 0`.
    pub(crate) fn accept_words(&mut self, from: u32, to: u32) {
        let mut at = from;
        while at < to {
            let Some(c) = char_at(self.text, at) else { break };
            let end = run(self.text, at, to, |c| !is_space(c) && fold(c) != ',');
            let span = Span::new(at, end);
            if fold(c) == ',' {
                self.put(Kind::Comma, Span::new(at, at + width(c)));
                at += width(c);
            } else if span.is_empty() {
                at += width(c);
            } else {
                let is_as = words::place(span.of(self.text)) == Some(PlaceWord::As);
                self.put(if is_as { Kind::As } else { Kind::Mark }, span);
                at = end;
            }
        }
    }

    /// The rest of a line as it is: a file's name, a title. Quotes round it are dropped.
    pub(crate) fn rest(&mut self, from: u32, to: u32) -> Span {
        let whole = trim(self.text, Span::new(from, to));
        if whole.is_empty() {
            return Span::at(from);
        }
        self.put(Kind::Text, whole);
        whole
    }
}
