//! The parts of a figure as it is written: `近18万人`, `$12.4 million`, `22（其中修订16件）`.

use crossfoot_source::Span;

use super::Lexer;
use crate::chars::{
    EitherWidth, bytes, char_at, char_before, fold, is_digit, is_han, is_numeral, is_space, run, spaces,
    width,
};
use crate::token::Kind;
use crate::words::{self, AbsentWord, Hedge};

/// What may stand in front of an amount of money.
const CURRENCIES: [&str; 22] = [
    "US$",
    "HK$",
    "CA$",
    "A$",
    "$",
    "＄",
    "€",
    "£",
    "￡",
    "¥",
    "￥",
    "人民币",
    "USD",
    "EUR",
    "GBP",
    "CNY",
    "RMB",
    "JPY",
    "HKD",
    "CHF",
    "CAD",
    "AUD",
];

/// Units that follow a figure in Chinese text without a space, the longer ones first.
pub(crate) const COUNTED: [&str; 30] = [
    "个百分点",
    "万人次",
    "万元",
    "亿元",
    "万件",
    "万次",
    "人次",
    "批次",
    "件次",
    "件",
    "个",
    "项",
    "次",
    "人",
    "条",
    "份",
    "篇",
    "批",
    "家",
    "户",
    "场",
    "期",
    "名",
    "元",
    "支",
    "宗",
    "例",
    "%",
    "％",
    "‰",
];

/// Units that begin with a word for a scale.
const UNIT_TAILS: [char; 9] = ['克', '米', '瓦', '伏', '赫', '帕', '卡', '焦', '分'];

impl Lexer<'_> {
    /// Reads a value; says whether all of it was read.
    pub(crate) fn value(&mut self, span: Span) -> bool {
        if self.counted(span) {
            return true;
        }
        let mut scan = Scan { text: self.text, at: span.start, to: span.end, lexer: self };
        let plain = scan.peek().is_ascii_digit() && !scan.maybe_date();
        (!plain && scan.whole() || scan.number()) && scan.tail()
    }

    /// The short way for what most figures are: digits, and perhaps a unit that is often counted.
    fn counted(&mut self, span: Span) -> bool {
        let digits = bytes(self.text, span).iter().take_while(|byte| byte.is_ascii_digit()).count();
        let unit = Span::new(span.start + digits as u32, span.end);
        let typed = unit.of(self.text);
        let counted = typed.is_empty() || COUNTED.contains(&typed) && !typed.starts_with(is_numeral);
        if digits == 0 || !counted {
            return false;
        }
        self.put(Kind::Numeral, Span::new(span.start, unit.start));
        if !unit.is_empty() {
            self.put(Kind::Unit, unit);
        }
        true
    }

    /// Where the `=` is that divides a figure.
    pub(crate) fn equals(&self, span: Span) -> Option<Span> {
        let relation = |equals: Span| {
            let before = char_before(self.text, equals.start).filter(|_| equals.start > span.start);
            before.is_some_and(|before| matches!(fold(before), '<' | '>' | '!' | '≤' | '≥'))
        };
        EitherWidth::<b'='>::of(self.text, span).find(|equals| !relation(*equals))
    }
}

/// The scanner of one value.
struct Scan<'l, 't> {
    text: &'t str,
    at: u32,
    to: u32,
    lexer: &'l mut Lexer<'t>,
}

impl<'t> Scan<'_, 't> {
    fn peek(&self) -> char {
        if self.at < self.to { char_at(self.text, self.at).unwrap_or('\n') } else { '\n' }
    }

    fn rest(&self) -> &'t str {
        Span::new(self.at, self.to).of(self.text)
    }

    fn spaces(&mut self) {
        self.at = spaces(self.text, self.at, self.to);
    }

    fn take(&mut self, kind: Kind, bytes: u32) {
        self.lexer.put(kind, Span::new(self.at, self.at + bytes));
        self.at += bytes;
    }

    /// Does a mark of a date stand behind four digits?
    fn maybe_date(&self) -> bool {
        matches!(char_at(self.text, self.at + 4), Some('-' | '－' | '−' | '年')) && self.at + 4 < self.to
    }

    /// May a note or nothing follow?
    fn at_tail(&self, at: u32) -> bool {
        let rest = Span::new(at, self.to).of(self.text).trim_start_matches(is_space);
        rest.is_empty() || rest.starts_with(['(', '（']) || rest.starts_with("[^")
    }

    /// `n/a`, a bare mark, a date.
    fn whole(&mut self) -> bool {
        let rest = self.rest();
        let absent = ["n/a", "n／a", AbsentWord::Na.chinese()].into_iter().find(|word| {
            rest.as_bytes().get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        });
        let mark = rest.len() - rest.trim_start_matches(['—', '-', '–', '－', '−', '/', '／']).len();
        let (kind, length) = match (absent, date(rest)) {
            (Some(word), _) => (Kind::NotApplicable, word.len()),
            (None, Some(length)) => (Kind::Date, length),
            (None, None) if (1..=6).contains(&mark) => (Kind::Mark, mark),
            (None, None) => return false,
        };
        let whole = self.at_tail(self.at + length as u32);
        if whole {
            self.take(kind, length as u32);
        }
        whole
    }

    fn number(&mut self) -> bool {
        let bracketed = !self.peek().is_ascii_digit() && self.front();
        if !self.numeral() {
            return false;
        }
        if matches!(self.peek(), ':' | '：') {
            self.take(Kind::Colon, width(self.peek()));
            return self.numeral() && self.at_tail(self.at);
        }
        if self.at == self.to {
            return !bracketed;
        }
        self.hedge_behind();
        if self.scale() {
            self.hedge_behind();
        }
        if bracketed && self.peek() == ')' {
            self.take(Kind::CloseParen, 1);
        }
        self.unit()
    }

    /// What stands in front of the digits. Says whether a bracket is the last of it.
    fn front(&mut self) -> bool {
        if let Some((_, length)) = self.word(words::DIRECTION) {
            self.take(Kind::Direction, length);
            self.spaces();
        }
        if let Some((_, length)) = self.word(words::HEDGE) {
            self.take(Kind::Hedge, length);
            self.spaces();
        }
        self.relation();
        self.sign();
        self.currency();
        let bracketed = self.peek() == '(';
        if bracketed {
            self.take(Kind::OpenParen, 1);
            self.currency();
        }
        bracketed
    }

    /// A word of a list, here.
    fn word<T: Copy>(&self, list: &[(&str, T)]) -> Option<(T, u32)> {
        words::begins(list, self.rest()).map(|(word, length)| (word, length as u32))
    }

    fn relation(&mut self) {
        let first = self.peek();
        let second = char_at(self.text, self.at + width(first)).filter(|c| fold(*c) == '=');
        let length = width(first) + second.map_or(0, width);
        let kind = match (fold(first), second.is_some()) {
            ('<', false) => Kind::Less,
            ('>', false) => Kind::Greater,
            ('<', true) => Kind::LessEqual,
            ('>', true) => Kind::GreaterEqual,
            ('≤', _) => return self.relation_of(Kind::LessEqual, width(first)),
            ('≥', _) => return self.relation_of(Kind::GreaterEqual, width(first)),
            _ => return,
        };
        self.relation_of(kind, length);
    }

    fn relation_of(&mut self, kind: Kind, length: u32) {
        self.take(kind, length);
        self.spaces();
    }

    fn sign(&mut self) {
        let kind = match fold(self.peek()) {
            '-' => Kind::Minus,
            '+' => Kind::Plus,
            _ => return,
        };
        self.take(kind, width(self.peek()));
    }

    fn currency(&mut self) {
        if is_digit(self.peek()) {
            return;
        }
        let rest = self.rest();
        let Some(length) = CURRENCIES.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len())
        else {
            return;
        };
        let digits = rest.get(length..).unwrap_or_default().trim_start_matches([' ', '(']);
        if digits.starts_with(|c| is_digit(c) || is_numeral(c)) {
            self.take(Kind::Currency, length as u32);
            self.spaces();
        }
    }

    /// Digits with all that may stand between them, or Chinese numerals, or a part: `三分之一`, `半`.
    fn numeral(&mut self) -> bool {
        let from = self.at;
        let mut end = self.digits(from);
        if end == from
            && let Some(length) = part(self.rest())
        {
            self.take(Kind::Numeral, length);
            return true;
        }
        if end == from {
            end = run(self.text, from, self.to, is_numeral);
        }
        // 3亿2000万 is one number: what stands before the last scale belongs to its digits.
        while end > from
            && self.scale_at(end)
            && let Some((_, length)) = words::begins(words::SCALE, Span::new(end, self.to).of(self.text))
        {
            let more = end + length as u32;
            let next = self.digits(more);
            if next == more {
                break;
            }
            end = next;
        }
        if end > from {
            self.take(Kind::Numeral, end - from);
        }
        end > from
    }

    fn scale_at(&self, at: u32) -> bool {
        char_at(self.text, at).is_some_and(|c| at < self.to && is_numeral(c))
    }

    /// The end of digits with thousands marks, spaces between groups of three, and a point.
    fn digits(&self, from: u32) -> u32 {
        let mut end = run(self.text, from, self.to, is_digit);
        if end == from {
            return from;
        }
        let mut pointed = false;
        loop {
            let mark = if end < self.to { char_at(self.text, end) } else { None };
            let Some(mark) = mark else { return end };
            let behind = end + width(mark);
            let spaced = matches!(mark, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
            let point = matches!(mark, '.' | '．' | '。');
            if pointed || !(spaced || point || matches!(mark, ',' | '，' | '\'')) {
                return end;
            }
            let next = run(self.text, behind, self.to, is_digit);
            let digits = Span::new(behind, next).of(self.text).chars().count();
            if digits == 0 || spaced && digits != 3 {
                return end;
            }
            (end, pointed) = (next, point);
        }
    }

    fn hedge_behind(&mut self) {
        let more = words::begins(words::HEDGE_BEHIND, self.rest());
        if let Some((Hedge::MoreThan, length)) = more {
            self.take(Kind::Hedge, length as u32);
        }
    }

    fn scale(&mut self) -> bool {
        let spaced = spaces(self.text, self.at, self.to);
        let rest = Span::new(spaced, self.to).of(self.text);
        // Every word for a scale begins so; most units do not.
        if !rest.starts_with(|c: char| is_numeral(c) || c.is_ascii_alphabetic()) {
            return false;
        }
        if let Some((_, length)) = words::begins(words::SCALE, rest) {
            let word = rest.get(..length).unwrap_or_default();
            let unit = rest.get(length..).is_some_and(|tail| tail.starts_with(UNIT_TAILS))
                && matches!(word, "千" | "百");
            if !unit {
                self.at = spaced;
                self.take(Kind::Scale, length as u32);
                return true;
            }
        }
        false
    }

    /// What is counted or measured, and a hedge behind it.
    fn unit(&mut self) -> bool {
        let from = spaces(self.text, self.at, self.to);
        let mut end = from;
        let mut before = ' ';
        for (at, c) in Span::new(from, self.to).of(self.text).char_indices() {
            let here = from + at as u32;
            let goes_on = match c {
                c if is_han(c) => true,
                '(' | '（' | '[' => break,
                c if is_space(c) => {
                    let next = spaces(self.text, here, self.to);
                    let tail = Span::new(next, self.to).of(self.text);
                    if self.at_tail(next) || words::begins(words::HEDGE_BEHIND, tail).is_some() {
                        break;
                    }
                    before.is_ascii_alphabetic() && tail.starts_with(|c: char| c.is_ascii_alphabetic())
                }
                '0'..='9' => before.is_ascii_alphanumeric() && before != ' ',
                '%' | '％' | '‰' | '°' | '℃' | '/' | '／' | '·' | '²' | '³' | '$' | '€' | '£' | '¥'
                | '￥' => true,
                '-' | '.' | '_' => before.is_ascii_alphabetic(),
                c => c.is_alphabetic(),
            };
            if !goes_on {
                return false;
            }
            before = c;
            end = here + width(c);
        }
        let unit = Span::new(from, end);
        let hedge = match words::ends(words::HEDGE_BEHIND, unit.of(self.text)) {
            Some((_, length)) => length as u32,
            None => 0,
        };
        if unit.len() > hedge {
            self.lexer.put(Kind::Unit, Span::new(unit.start, unit.end - hedge));
        }
        if hedge > 0 {
            self.lexer.put(Kind::Hedge, Span::new(unit.end - hedge, unit.end));
        }
        if !unit.is_empty() {
            self.at = unit.end;
        }
        self.spaces();
        if self.at < self.to
            && let Some((_, length)) = words::begins(words::HEDGE_BEHIND, self.rest())
        {
            self.take(Kind::Hedge, length as u32);
        }
        true
    }

    /// A note in brackets, and references to footnotes.
    fn tail(&mut self) -> bool {
        self.spaces();
        if matches!(self.peek(), '(' | '（') {
            let mut depth = 0u32;
            let close = self.rest().char_indices().find_map(|(at, c)| {
                match c {
                    '(' | '（' => depth += 1,
                    ')' | '）' => depth -= 1,
                    _ => {}
                }
                (depth == 0).then_some(at as u32 + width(c))
            });
            match close {
                Some(length) => self.take(Kind::Note, length),
                None => return false,
            }
            self.spaces();
        }
        while let Some(length) = note_ref(self.rest()) {
            self.take(Kind::NoteRef, length);
            self.spaces();
        }
        self.at == self.to
    }
}

/// The length of a `[^name]` that a text begins with.
pub(crate) fn note_ref(text: &str) -> Option<u32> {
    let name = text.strip_prefix("[^")?;
    let close = name.find(|c| is_space(c) || matches!(c, '[' | ']')).filter(|at| *at > 0)?;
    name.get(close..)?.starts_with(']').then_some(2 + close as u32 + 1)
}

/// The length of a date that a text begins with: `2024-09-30`, `2024年9月30日`.
fn date(text: &str) -> Option<usize> {
    let mut rest = text;
    let mut number = |least: usize, most: usize, marks: &[char]| {
        let digits = rest.chars().take_while(|c| is_digit(*c)).count();
        let behind = rest.trim_start_matches(is_digit);
        let mark = behind.chars().next().filter(|c| marks.contains(c));
        if !(least..=most).contains(&digits)
            || marks.is_empty() == mark.is_some()
            || (mark.is_none() && !marks.is_empty())
        {
            return None;
        }
        rest = mark.map_or(behind, |mark| behind.get(mark.len_utf8()..).unwrap_or_default());
        Some(mark)
    };
    let year = number(4, 4, &['-', '－', '−', '年'])?;
    if year == Some('年') {
        number(1, 2, &['月'])?;
        number(1, 2, &['日'])?;
    } else {
        number(1, 2, &['-', '－', '−'])?;
        number(1, 2, &[])?;
    }
    Some(text.len() - rest.len())
}

/// The length of a part of a whole in words: `三分之一`, `半`, `半数`, `一半`.
fn part(text: &str) -> Option<u32> {
    let numerals = |text: &str| text.len() - text.trim_start_matches(is_numeral).len();
    let below = numerals(text);
    let above =
        text.get(below..).and_then(|rest| rest.strip_prefix("分之")).map(numerals).filter(|it| *it > 0);
    let length = match above {
        Some(above) if below > 0 => below + "分之".len() + above,
        _ => ["半数", "一半", "半"].into_iter().find(|word| text.starts_with(word))?.len(),
    };
    u32::try_from(length).ok()
}
