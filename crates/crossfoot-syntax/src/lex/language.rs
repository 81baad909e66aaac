//! Words and marks of declarations, rules and expressions.

use crossfoot_source::{Edit, Span};

use super::Lexer;
use crate::chars::{
    begins_name, char_at, char_before, continues_name, fold, is_digit, is_space, quote_end, run, spaces,
    trim, width,
};
use crate::fault::FaultKind;
use crate::token::Kind;
use crate::words::{self, AbsentWord, OperatorWord, PlaceWord, TermWord};

/// Which of the words that count only in their place count here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// None.
    Expression,
    /// `as`, and ends behind it. A comment is none here.
    Figure,
    /// Ends before `@`; digits are names up to the `=`.
    Declaration,
    /// `for each`, `of`; ends behind `:`.
    CheckHead,
    /// `at`; ends behind `:`.
    AllowHead,
    /// `from`, behind which the rest is a file's name.
    FileHead,
}

impl Lexer<'_> {
    /// Reads from an offset up to `to`, or to where the mode or a comment ends it. Returns where it stopped.
    pub(crate) fn language(&mut self, from: u32, to: u32, mode: Mode) -> u32 {
        let mut at = from;
        while at < to {
            let Some(c) = char_at(self.text, at) else { break };
            match fold(c) {
                ' ' | '\t' => at += width(c),
                '@' if mode == Mode::Declaration => return at,
                '0'..='9' => at = self.digits(at, to, mode),
                '"' | '“' => at = self.quoted(at, to, mode),
                _ if begins_name(c) => {
                    at = self.name(at, to, mode);
                    match self.last() {
                        Some((Kind::As, _)) => return at,
                        Some((Kind::From, _)) => {
                            let file = trim(self.text, Span::new(at, to));
                            if !file.is_empty() {
                                self.put(Kind::Text, file);
                            }
                            return to;
                        }
                        _ => {}
                    }
                }
                folded => {
                    let comment =
                        folded == '/' && mode != Mode::Figure && self.folded(at + width(c), to) == '/';
                    if comment && (at == from || char_before(self.text, at).is_some_and(is_space)) {
                        return at;
                    }
                    at = self.mark(c, at, to);
                    if folded == ':' && self.open == 0 && matches!(mode, Mode::CheckHead | Mode::AllowHead) {
                        return at;
                    }
                }
            }
        }
        at
    }

    /// A mark, of one or two characters. Returns where it ends.
    fn mark(&mut self, c: char, at: u32, to: u32) -> u32 {
        let next = at + width(c);
        let one = Span::new(at, next);
        let both = Span::new(at, next + char_at(self.text, next).map_or(0, width));
        let (kind, span) = match (fold(c), self.folded(next, to)) {
            ('!', '=') | ('<', '>') => (Kind::NotEqual, both),
            ('<', '=') => (Kind::LessEqual, both),
            ('>', '=') => (Kind::GreaterEqual, both),
            ('.', '.') => (Kind::DotDot, both),
            ('<', _) => (Kind::Less, one),
            ('>', _) => (Kind::Greater, one),
            ('≤', _) => (Kind::LessEqual, one),
            ('≥', _) => (Kind::GreaterEqual, one),
            ('≠', _) => (Kind::NotEqual, one),
            ('=', _) => (Kind::Equals, one),
            ('+', _) => (Kind::Plus, one),
            ('-', _) => (Kind::Minus, one),
            ('*', _) => (Kind::Star, one),
            ('/', _) => (Kind::Slash, one),
            (',', _) => (Kind::Comma, one),
            ('|', _) => (Kind::Bar, one),
            (':', _) => (Kind::Colon, one),
            ('(', _) => (self.opening(Kind::OpenParen), one),
            ('[', _) => (self.opening(Kind::OpenBracket), one),
            (')', _) => (self.closing(Kind::CloseParen), one),
            (']', _) => (self.closing(Kind::CloseBracket), one),
            ('.', _) => match self.dot(c, one, to) {
                Some(kind) => (kind, one),
                None => return next,
            },
            _ => (Kind::Stray, one),
        };
        self.put_to(kind, span)
    }

    fn folded(&self, at: u32, to: u32) -> char {
        if at < to { char_at(self.text, at).map_or('\n', fold) } else { '\n' }
    }

    fn put_to(&mut self, kind: Kind, span: Span) -> u32 {
        self.put(kind, span);
        span.end
    }

    fn opening(&mut self, kind: Kind) -> Kind {
        self.open += 1;
        self.deepest = self.deepest.max(self.open);
        self.selecting = kind == Kind::OpenBracket;
        kind
    }

    fn closing(&mut self, kind: Kind) -> Kind {
        self.open = self.open.saturating_sub(1);
        self.selecting = false;
        kind
    }

    /// A point joins steps, without spaces. A 。 that ends everything was typed out of habit, and is nothing.
    fn dot(&mut self, typed: char, span: Span, to: u32) -> Option<Kind> {
        let behind = spaces(self.text, span.end, to);
        if typed == '。' && (behind >= to || self.folded(behind, to) == '/' && behind > span.end) {
            let edit = Edit { span, text: String::new() };
            self.fault(span, FaultKind::FinalStop, vec![edit]);
            return None;
        }
        let joined = self.last().is_some_and(|(_, before)| before.end == span.start)
            && (behind == span.end || behind >= to);
        Some(if joined { Kind::Dot } else { Kind::Stray })
    }

    fn quoted(&mut self, from: u32, to: u32, mode: Mode) -> u32 {
        let end = quote_end(self.text, from, to).unwrap_or_else(|| {
            // Without its partner it ends where the line does, or what a declaration says next.
            let end = match mode {
                Mode::Declaration => Span::new(from, to)
                    .of(self.text)
                    .find(['=', '＝', '@', '＠'])
                    .map_or(to, |at| from + at as u32),
                _ => to,
            };
            let text = trim(self.text, Span::new(from, end));
            let close = if char_at(self.text, from) == Some('“') { "”" } else { "\"" };
            let edit = Edit { span: Span::at(text.end), text: close.to_owned() };
            self.fault(text, FaultKind::UnclosedQuote, vec![edit]);
            text.end
        });
        self.put(Kind::Quoted, Span::new(from, end));
        end
    }

    /// Digits are a name inside `[…]`, behind a point and in front of a declaration, else a number.
    fn digits(&mut self, from: u32, to: u32, mode: Mode) -> u32 {
        let end = run(self.text, from, to, is_digit);
        let whole = word_end(self.text, end, to);
        let rest = Span::new(end, whole).of(self.text);
        let is_name =
            self.selecting || self.behind_dot() || mode == Mode::Declaration && !self.seen(Kind::Equals);
        if whole > end && (is_name || !matches!(rest, "万" | "亿")) {
            return match operator_in_front(rest) {
                Some(word) => {
                    self.put(if is_name { Kind::Digits } else { Kind::Number }, Span::new(from, end));
                    self.operator_in_name(Span::new(from, whole), end, word)
                }
                None => self.put_to(Kind::Name, Span::new(from, whole)),
            };
        }
        if is_name {
            return self.put_to(Kind::Digits, Span::new(from, end));
        }
        let mut end = end;
        let point = char_at(self.text, end).map_or(0, width);
        if whole == end
            && self.folded(end, to) == '.'
            && char_at(self.text, end + point).is_some_and(is_digit)
            && end + point < to
        {
            end = run(self.text, end + point, to, is_digit);
        }
        if let Some(suffix) =
            char_at(self.text, end).filter(|c| end < to && matches!(c, '万' | '亿' | '%' | '％'))
        {
            end += width(suffix);
        }
        self.put_to(Kind::Number, Span::new(from, end))
    }

    fn behind_dot(&self) -> bool {
        self.last().is_some_and(|(kind, _)| kind == Kind::Dot)
    }

    fn name(&mut self, from: u32, to: u32, mode: Mode) -> u32 {
        let end = word_end(self.text, from, to);
        let span = Span::new(from, end);
        let word = span.of(self.text);
        if word.is_empty() {
            return self.and(from);
        }
        if let Some(end) = self.not_applicable(span, to) {
            return self.put_to(Kind::NotApplicable, Span::new(from, end));
        }
        if self.behind_dot() {
            return self.put_to(Kind::Name, span);
        }
        if mode == Mode::CheckHead {
            if word == "for" {
                let each = spaces(self.text, end, to);
                let each_end = run(self.text, each, to, continues_name);
                if Span::new(each, each_end).of(self.text) == PlaceWord::Each.english() {
                    return self.put_to(Kind::Each, Span::new(from, each_end));
                }
            }
            if let Some(at) = word.find(PlaceWord::Each.chinese()) {
                return self.each(span, from + at as u32);
            }
        }
        if let Some(kind) = self.word(word, end, to, mode) {
            return self.put_to(kind, span);
        }
        let adjacent = self.last().is_some_and(|(kind, before)| {
            before.end == from
                && matches!(kind, Kind::Number | Kind::CloseParen | Kind::CloseBracket | Kind::Quoted)
        });
        if adjacent && let Some(operator) = operator_in_front(word) {
            return self.operator_in_name(span, from, operator);
        }
        self.put_to(Kind::Name, span)
    }

    /// 且, perhaps written together with what stands beside it.
    fn and(&mut self, from: u32) -> u32 {
        let span = Span::new(from, from + width(AND));
        let glued = self.last().filter(|(kind, before)| before.end == from && kind.ends_operand());
        if glued.is_none() && !char_at(self.text, span.end).is_some_and(continues_name) {
            return self.put_to(Kind::And, span);
        }
        let name = glued.map_or(span, |(_, before)| before.to(span));
        self.operator_in_name(name, from, OperatorWord::And.chinese())
    }

    /// What a word is if it is not a name.
    fn word(&self, word: &str, end: u32, to: u32, mode: Mode) -> Option<Kind> {
        let before = self.last().map(|(kind, _)| kind);
        let behind_is = before == Some(Kind::Is)
            || before == Some(Kind::Not) && self.kinds.iter().rev().nth(1) == Some(&Kind::Is);
        if behind_is && let Some(absent) = words::absent(word) {
            return Some(if absent == AbsentWord::Na { Kind::NotApplicable } else { Kind::Absent });
        }
        if let Some(operator) = words::operator(word) {
            return Some(match operator {
                OperatorWord::And => Kind::And,
                OperatorWord::Or => Kind::Or,
                OperatorWord::Not => Kind::Not,
                OperatorWord::Is => Kind::Is,
                OperatorWord::In => Kind::In,
                OperatorWord::Within => Kind::Within,
                OperatorWord::Else => Kind::Else,
            });
        }
        if words::function(word).is_some() && self.folded(spaces(self.text, end, to), to) == '(' {
            return Some(Kind::Function);
        }
        let behind_operand = before.is_some_and(Kind::ends_operand);
        match (words::place(word)?, mode) {
            (PlaceWord::As, Mode::Figure) if behind_operand => Some(Kind::As),
            (PlaceWord::Of, Mode::CheckHead) if behind_operand && self.seen(Kind::Each) => Some(Kind::Of),
            (PlaceWord::At, Mode::AllowHead) if behind_operand => Some(Kind::AtFigure),
            (PlaceWord::From, Mode::FileHead) if behind_operand => Some(Kind::From),
            _ => None,
        }
    }

    /// `n/a` in any case and width, `不适用` where it is no name. Returns where it ends.
    fn not_applicable(&self, word: Span, to: u32) -> Option<u32> {
        let typed = word.of(self.text);
        if typed.eq_ignore_ascii_case("n") && self.folded(word.end, to) == '/' {
            let slash = char_at(self.text, word.end).map_or(0, width);
            let end = run(self.text, word.end + slash, to, continues_name);
            let a = Span::new(word.end + slash, end).of(self.text);
            return a.eq_ignore_ascii_case("a").then_some(end);
        }
        let absent = typed == AbsentWord::Na.chinese() && !self.selecting && !self.behind_dot();
        (absent && !matches!(self.folded(word.end, to), '.' | '[')).then_some(word.end)
    }

    /// 逐 in a word: in front of what is repeated, behind a name that was not set off.
    fn each(&mut self, span: Span, at: u32) -> u32 {
        let text = self.text;
        let joined = |from: u32, to: u32| FaultKind::Joined { word: Span::new(from, to).of(text).to_owned() };
        let space = |at: u32| vec![Edit { span: Span::at(at), text: " ".to_owned() }];
        let behind = at + width('逐');
        if at > span.start {
            self.put(Kind::Name, Span::new(span.start, at));
            self.fault(span, joined(span.start, at), space(at));
        }
        self.put(Kind::Each, Span::new(at, behind));
        let rest = Span::new(behind, span.end);
        if !rest.is_empty() {
            if !matches!(words::term(rest.of(text)), Some(TermWord::Row | TermWord::Column | TermWord::Cell))
            {
                self.fault(Span::new(at, span.end), joined(at, behind), space(behind));
            }
            self.put(Kind::Name, rest);
        }
        span.end
    }

    /// An operator word inside a name: read as meant, with a fault. Goes on behind the operator.
    fn operator_in_name(&mut self, name: Span, at: u32, word: &str) -> u32 {
        let end = at + word.len() as u32;
        let mut edits = Vec::new();
        for (place, typed) in [(at, char_before(self.text, at)), (end, char_at(self.text, end))] {
            if !typed.is_some_and(is_space) {
                edits.push(Edit { span: Span::at(place), text: " ".to_owned() });
            }
        }
        self.fault(name, FaultKind::OperatorInName { word: word.to_owned() }, edits);
        let kind = self.word(word, end, end, Mode::Expression).unwrap_or(Kind::And);
        self.put_to(kind, Span::new(at, end))
    }
}

/// No name has this in it: it is always the operator.
const AND: char = '且';

/// Where a word that begins at an offset ends.
fn word_end(text: &str, from: u32, to: u32) -> u32 {
    let mut at = from;
    while at < to {
        at += match text.as_bytes().get(at as usize) {
            // U+5000 to U+9FFF: most of Chinese, and all of it continues a name.
            Some(0xe5..=0xe9) => 3,
            _ => match char_at(text, at) {
                Some(c) if continues_name(c) && c != AND => width(c),
                _ => break,
            },
        };
    }
    at
}

/// A Chinese operator word that a text begins with.
fn operator_in_front(text: &str) -> Option<&'static str> {
    let chinese = words::OPERATOR.iter().map(|(word, _)| *word).filter(|word| !word.is_ascii());
    chinese.into_iter().find(|word| text.starts_with(word))
}
