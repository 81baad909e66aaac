//! Rules: `@check`, `@let`, `@allow`.

use chumsky::IterParser;
use chumsky::prelude::{Parser, just};
use crossfoot_source::{Edit, Span};

use super::content::inline;
use super::expression::{expr, path, reference};
use super::property::{Place, name, property, text_beneath};
use super::sentence::{Few, In, Miss, Read, rule};
use crate::ast::{Allow, Check, Expr, ExprKind, Let, Path, Property};
use crate::fault::{Construct, Expected, FaultKind};
use crate::lex::Mode;
use crate::reader::Reader;
use crate::token::Kind;

/// What stands before the colon of a check.
#[derive(Default)]
pub(crate) struct CheckHead {
    name: Option<Span>,
    each: Vec<Path>,
    of: Option<Path>,
}

/// `@check NAME for each …: expression`
pub(crate) fn check(reader: &mut Reader<'_>, at: usize) -> Check {
    let line = reader.line(at);
    let (found, from) = reader.marked(line.mark, line.end);
    reader.lexer.begin();
    let stop = reader.lexer.language(from, line.end, Mode::CheckHead);
    let head =
        reader.lexer.count().checked_sub(1).filter(|last| reader.lexer.kind(*last) == Some(Kind::Colon));
    let colon = head.map_or(reader.lexer.count(), |colon| colon + 1);
    let end = if head.is_some() { reader.lexer.language(stop, line.end, Mode::Expression) } else { stop };
    let (end, rest) = more_lines(reader, at, end);
    let count = reader.lexer.count();
    let (head, expr) = match head {
        Some(head) => match reader.read((0, head), stop, Construct::CheckHead, checkhead, checkhead) {
            Some(head) => (head, reader.expression(colon, count, end)),
            None => (CheckHead::default(), hole(reader, colon, end)),
        },
        None => (CheckHead::default(), without_colon(reader, found.span.end, end)),
    };
    reader.lexer.commit();
    let properties = properties(reader, rest, Place::Check);
    Check { span: whole(reader, at), name: head.name, each: head.each, of: head.of, expr, properties }
}

/// `NAME for each …` before the colon.
pub(crate) fn checkhead<M: Miss>(input: &mut In<'_, '_, M>) -> Read<CheckHead, M> {
    let named = rule(path).map(|name| name.span).or_not().then(rule(each).or_not());
    input.parse(named.map(|(name, each)| {
        let (each, of) = each.unwrap_or_default();
        CheckHead { name, each, of }
    }))
}

/// `for each row, track of T`
pub(crate) fn each<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(Vec<Path>, Option<Path>), M> {
    let repeated = rule(path).separated_by(just(Kind::Comma)).at_least(1).collect().map(Few::list);
    input.parse(just(Kind::Each).ignore_then(repeated).then(just(Kind::Of).ignore_then(rule(path)).or_not()))
}

/// A rule without its colon: where the whole of it is an expression, that is what was meant.
fn without_colon(reader: &mut Reader<'_>, word_end: u32, end: u32) -> Expr {
    let count = reader.lexer.count();
    let reads = reader.lexer.bearable(0, count) && reader.lexer.sentence(0, count).read(expr).is_some();
    let place = Span::new(word_end.min(end), end);
    let colon = Edit { span: Span::at(word_end), text: ":".to_owned() };
    let edits = if reads { vec![colon] } else { Vec::new() };
    reader.lexer.fault(place, FaultKind::NoColon, edits);
    hole(reader, 0, end)
}

/// `@let NAME = expression`
pub(crate) fn definition(reader: &mut Reader<'_>, at: usize) -> Let {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    reader.lexer.begin();
    let end = reader.lexer.language(from, line.end, Mode::Expression);
    let (end, rest) = more_lines(reader, at, end);
    let count = reader.lexer.count();
    let equals = reader.lexer.find(Kind::Equals, 0, count);
    let named = reader.read((0, equals.unwrap_or(count)), from, Construct::LetHead, name, name);
    let expr = match equals {
        Some(equals) => reader.expression(equals + 1, count, end),
        None => {
            if named.is_some() {
                reader.missing(Span::at(end), Expected::Equals, Construct::LetHead);
            }
            hole(reader, count, end)
        }
    };
    reader.lexer.commit();
    let properties = properties(reader, rest, Place::Let);
    Let { span: whole(reader, at), name: named, expr, properties }
}

/// `@allow RULE at T[r, c]: reason`
pub(crate) fn allow(reader: &mut Reader<'_>, at: usize) -> Allow {
    let line = reader.line(at);
    let (_, from) = reader.marked(line.mark, line.end);
    reader.lexer.begin();
    let stop = reader.lexer.language(from, line.end, Mode::AllowHead);
    let count = reader.lexer.count();
    let colon = count.checked_sub(1).filter(|last| reader.lexer.kind(*last) == Some(Kind::Colon));
    let head = colon.unwrap_or(count);
    let place = reader.lexer.find(Kind::AtFigure, 0, head);
    let rule_end = place.unwrap_or(head);
    let first = reader.lexer.place(0).filter(|_| rule_end > 0);
    let last = rule_end.checked_sub(1).and_then(|last| reader.lexer.place(last));
    let named = match (first, last) {
        (Some(first), Some(last)) => first.to(last),
        _ => {
            reader.missing(Span::at(from), Expected::Name, Construct::AllowHead);
            Span::at(from)
        }
    };
    let figure = place
        .and_then(|place| reader.read((place + 1, head), stop, Construct::AllowHead, reference, reference));
    let (more, marked) = text_beneath(reader, at);
    let first = Span::new(stop, line.end);
    let first = (!first.of(reader.text).trim().is_empty()).then_some(first);
    if colon.is_none() || (first.is_none() && more.is_empty()) {
        reader.lexer.fault(Span::at(stop), FaultKind::NoReason, Vec::new());
    }
    reader.lexer.commit();
    let reason = inline(reader, first.into_iter().chain(more));
    for line in marked {
        reader.unexpected(line);
    }
    Allow { span: whole(reader, at), rule: named, at: figure, reason }
}

/// The lines beneath on which an expression goes on, up to the first property. Returns where the expression ends, and
/// the other lines directly beneath.
fn more_lines(reader: &mut Reader<'_>, at: usize, end: u32) -> (u32, Vec<usize>) {
    let mut beneath = Vec::new();
    reader.beneath(at, |_, line| beneath.push(line));
    let first = beneath.iter().position(|line| reader.is_marked(*line)).unwrap_or(beneath.len());
    let (more, rest) = beneath.split_at_checked(first).unwrap_or_default();
    let mut end = end;
    let mut rest = rest.to_vec();
    for line in more {
        for inner in *line..reader.end(*line) {
            if reader.is_marked(inner) {
                // Indented too far, but a property all the same.
                rest.insert(0, inner);
                break;
            }
            let content = reader.line(inner).content();
            end = reader.lexer.language(content.start, content.end, Mode::Expression);
        }
    }
    (end, rest)
}

/// The properties beneath a rule; nothing else can stand there.
fn properties(reader: &mut Reader<'_>, lines: Vec<usize>, place: Place) -> Vec<Property> {
    let mut properties = Vec::with_capacity(lines.len());
    for line in lines {
        if reader.is_marked(line) {
            properties.push(property(reader, line, place));
        } else {
            reader.unexpected(line);
        }
    }
    properties
}

fn whole(reader: &Reader<'_>, at: usize) -> Span {
    Span::new(reader.line(at).mark, reader.line(reader.end(at) - 1).end)
}

fn hole(reader: &Reader<'_>, from: usize, end: u32) -> Expr {
    let start = reader.lexer.place(from).map_or(end, |first| first.start);
    Expr { span: Span::new(start, end), kind: ExprKind::Hole }
}
