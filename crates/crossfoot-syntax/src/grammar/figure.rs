//! Figures, in prose and in cells.

use crossfoot_source::{Edit, Span};
use memchr::memchr3;

use super::expression;
use super::value;
use crate::ast::{Figure, Form, Number, Value};
use crate::chars::{begins_name, char_at, continues_name, fold, is_digit, run, spaces, trim, width};
use crate::fault::{Construct, FaultKind};
use crate::lex::{COUNTED, Mode};
use crate::reader::Reader;
use crate::token::Kind;

/// One of which nothing is known but where it is: filled in as it is read.
fn empty(span: Span) -> Box<Figure> {
    Box::new(Figure { span, name: None, value: None, equals: None, expr: None, format: None })
}

/// `{name: value = expression as format}`. `open` is the brace, `to` the end of the line.
pub(crate) fn figure(reader: &mut Reader<'_>, open: Span, to: u32) -> Box<Figure> {
    let (end, close) = extent(reader, open, to);
    let whole = Span::new(open.start, close.map_or(end, |close| close.end));
    let inner = trim(reader.text, Span::new(open.end, end));
    reader.lexer.token(Kind::OpenFigure, open);
    reader.lexer.begin();
    if close.is_none() {
        let edit = Edit { span: Span::at(inner.end), text: "}".to_owned() };
        reader.lexer.fault(whole, FaultKind::UnclosedFigure, vec![edit]);
    }
    let mut figure = empty(whole);
    let mut body = inner;
    if let Some((name, colon)) = name_in_front(reader.text, inner) {
        figure.name = Some(name);
        reader.lexer.put(Kind::Name, name);
        reader.lexer.put(Kind::Colon, colon);
        body = trim(reader.text, Span::new(colon.end, inner.end));
    }
    if !stated(reader, body, &mut figure) {
        not_a_figure(reader, body, &mut figure);
    }
    if body.is_empty() && close.is_some() {
        reader.lexer.fault(whole, FaultKind::EmptyFigure, Vec::new());
    }
    reader.lexer.commit();
    if let Some(close) = close {
        reader.lexer.token(Kind::CloseFigure, close);
        unit_outside(reader, &figure, close, to);
    }
    figure
}

/// A cell that is neither blank nor plain digits: a figure, or text.
pub(super) fn filled(reader: &mut Reader<'_>, span: Span) -> Box<Figure> {
    let text = span.of(reader.text);
    let braces = text.starts_with(['{', '｛']) && text.ends_with(['}', '｝']) && text.chars().count() > 2;
    let mut body = span;
    if braces {
        let open = char_at(reader.text, span.start).map_or(0, width);
        let close = text.chars().next_back().map_or(0, width);
        let edits = [Span::new(span.start, span.start + open), Span::new(span.end - close, span.end)];
        let edits = edits.into_iter().map(|span| Edit { span, text: String::new() }).collect();
        reader.lexer.fault(span, FaultKind::BracesInCell, edits);
        body = trim(reader.text, Span::new(span.start + open, span.end - close));
        reader.lexer.token(Kind::OpenFigure, Span::new(span.start, span.start + open));
    }
    reader.lexer.begin();
    let mut figure = empty(span);
    if !stated(reader, body, &mut figure) {
        reader.lexer.replace(0, Kind::Text, body);
        figure.value = Some(text_value(body));
    }
    reader.lexer.commit();
    if braces {
        reader.lexer.token(Kind::CloseFigure, span);
    }
    figure
}

/// Where what stands between the braces ends, and the closing brace. Without one it ends with the line, before the next
/// opening one, or where the sentence does.
fn extent(reader: &Reader<'_>, open: Span, to: u32) -> (u32, Option<Span>) {
    let rest = Span::new(open.end, to).of(reader.text);
    let mark = braces(rest.as_bytes());
    match mark {
        Some((at, c @ ('}' | '｝'))) => {
            let start = open.end + at as u32;
            (start, Some(Span::new(start, start + width(c))))
        }
        mark => {
            let rest = rest.get(..mark.map_or(rest.len(), |(at, _)| at)).unwrap_or_default();
            let stop = match rest.find(['=', '＝']) {
                Some(_) => rest.find(['。', '；']),
                None => rest.find(['，', '。', '；', '！', '？', '、', ',', ';']),
            };
            (open.end + stop.unwrap_or(rest.len()) as u32, None)
        }
    }
}

/// The first brace of a text.
fn braces(text: &[u8]) -> Option<(usize, char)> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = from + memchr3(b'{', b'}', 0xef, rest)?;
        match text.get(at..)? {
            [b'{', ..] => return Some((at, '{')),
            [b'}', ..] => return Some((at, '}')),
            [_, 0xbd, 0x9b, ..] => return Some((at, '｛')),
            [_, 0xbd, 0x9d, ..] => return Some((at, '｝')),
            _ => from = at + 1,
        }
    }
}

/// A name and the colon behind it.
fn name_in_front(text: &str, inner: Span) -> Option<(Span, Span)> {
    let end = run(text, inner.start, inner.end, continues_name);
    let name = Span::new(inner.start, end);
    let colon = spaces(text, end, inner.end);
    let mark = char_at(text, colon).filter(|c| colon < inner.end && fold(*c) == ':')?;
    let plain = name.of(text).contains(begins_name) && !name.of(text).chars().all(is_digit);
    plain.then_some((name, Span::new(colon, colon + width(mark))))
}

/// `value = expression as format`; says whether what stands there as a value has the form of one.
fn stated(reader: &mut Reader<'_>, body: Span, figure: &mut Figure) -> bool {
    let equals = reader.lexer.equals(body);
    let typed = trim(reader.text, Span::new(body.start, equals.map_or(body.end, |equals| equals.start)));
    if !typed.is_empty() {
        let from = reader.lexer.count();
        if !reader.lexer.value(typed) {
            return false;
        }
        let read = || reader.lexer.sentence(from, reader.lexer.count()).read(value::value);
        figure.value = counted(reader, from).or_else(read);
        if figure.value.is_none() {
            return false;
        }
    }
    if let Some(equals) = equals {
        computed(reader, equals, body.end, figure);
    }
    true
}

/// The short way for what most figures are: digits and perhaps a unit.
fn counted(reader: &Reader<'_>, from: usize) -> Option<Value> {
    let sentence = reader.lexer.sentence(from, reader.lexer.count());
    let (digits, unit) = match (sentence.kinds, sentence.spans) {
        ([Kind::Numeral], [digits]) => (*digits, None),
        ([Kind::Numeral, Kind::Unit], [digits, unit]) => (*digits, Some(*unit)),
        _ => return None,
    };
    let span = digits.to(unit.unwrap_or(digits));
    let number = Number {
        span,
        direction: None,
        hedge: None,
        negative: false,
        bracketed: false,
        currency: None,
        digits,
        scale: None,
        unit,
    };
    Some(Value { span, form: Form::Number(number), note: None, footnotes: Vec::new() })
}

/// What stands behind the `=`.
fn computed(reader: &mut Reader<'_>, equals: Span, to: u32, figure: &mut Figure) {
    figure.equals = Some(equals);
    reader.lexer.put(Kind::Equals, equals);
    let from = reader.lexer.count();
    let stop = reader.lexer.language(equals.end, to, Mode::Figure);
    let end = reader.lexer.find(Kind::As, from, reader.lexer.count()).unwrap_or(reader.lexer.count());
    if end > from || end < reader.lexer.count() {
        figure.expr = Some(reader.expression(from, end, stop.min(to)));
    }
    if end < reader.lexer.count() {
        let format = reader.lexer.count();
        let rest = trim(reader.text, Span::new(stop, to));
        if !reader.lexer.value(rest) {
            reader.lexer.replace(format, Kind::Text, rest);
        }
        let part = (format, reader.lexer.count());
        figure.format = reader.read(part, to, Construct::Format, value::format, value::format);
    }
}

fn text_value(span: Span) -> Value {
    Value { span, form: Form::Text(span), note: None, footnotes: Vec::new() }
}

/// Text between braces. Where it reads as an expression, the `=` is missing.
fn not_a_figure(reader: &mut Reader<'_>, body: Span, figure: &mut Figure) {
    let equals = reader.lexer.equals(body);
    let typed = trim(reader.text, Span::new(body.start, equals.map_or(body.end, |equals| equals.start)));
    let name_and_colon = reader
        .lexer
        .find(Kind::Colon, 0, reader.lexer.count())
        .map_or(0, |colon| if colon == 1 { 2 } else { 0 });
    reader.lexer.replace(name_and_colon, Kind::Text, typed);
    let text = typed.of(reader.text);
    let wide = text
        .strip_prefix('（')
        .and_then(|text| text.strip_suffix('）'))
        .filter(|text| text.starts_with(is_digit));
    let (kind, edits) = match wide {
        Some(digits) => (FaultKind::WideBrackets, vec![Edit { span: typed, text: format!("({digits})") }]),
        None => (FaultKind::NotAFigure, equals_missing(reader, typed, equals.is_some())),
    };
    reader.lexer.fault(typed, kind, edits);
    figure.value = Some(text_value(typed));
    if let Some(equals) = equals {
        computed(reader, equals, body.end, figure);
    }
}

/// The `=` in front of what reads as an expression.
fn equals_missing(reader: &mut Reader<'_>, typed: Span, has_equals: bool) -> Vec<Edit> {
    let from = reader.lexer.count();
    let faults = reader.lexer.faults.len();
    reader.lexer.language(typed.start, typed.end, Mode::Figure);
    let reads = !has_equals
        && reader.lexer.bearable(from, reader.lexer.count())
        && reader.lexer.sentence(from, reader.lexer.count()).read(expression::expr).is_some();
    // This was a trial only.
    reader.lexer.faults.truncate(faults);
    reader.lexer.shorten(from);
    if reads { vec![Edit { span: Span::at(typed.start), text: "= ".to_owned() }] } else { Vec::new() }
}

/// `{556}件`: the unit belongs inside.
fn unit_outside(reader: &mut Reader<'_>, figure: &Figure, close: Span, to: u32) {
    let Some(Value { form: Form::Number(number), .. }) = &figure.value else { return };
    if number.unit.is_some() {
        return;
    }
    let behind = Span::new(close.end, to).of(reader.text);
    if let Some(unit) = COUNTED.iter().find(|unit| behind.starts_with(**unit)) {
        let span = Span::new(close.end, close.end + unit.len() as u32);
        let edits = vec![
            Edit { span: Span::at(number.span.end), text: (*unit).to_owned() },
            Edit { span, text: String::new() },
        ];
        reader.lexer.fault(Span::new(close.start, span.end), FaultKind::UnitOutside, edits);
    }
}
