//! What a figure states.

use chumsky::IterParser;
use chumsky::prelude::{Parser, choice, just};
use crossfoot_source::Span;

use super::expression::relop;
use super::sentence::{In, Miss, Read, here, one, rule, typed};
use crate::ast::{Form, Format, Number, Value};
use crate::chars::{fold, is_digit, width};
use crate::token::Kind;
use crate::words::{self, Direction, Hedge, Scale};

/// A figure as it is written, with its note and the references to footnotes.
pub(crate) fn value<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Value, M> {
    let note = one(Kind::Note).map_with(|span, extra| inside(extra.state().text, span, 1, 1));
    let footnote = one(Kind::NoteRef).map_with(|span, extra| inside(extra.state().text, span, 2, 1));
    let whole = rule(form).then(note.or_not()).then(footnote.repeated().collect());
    input.parse(whole.map_with(|((form, note), footnotes), extra| Value {
        span: here(extra),
        form,
        note,
        footnotes,
    }))
}

/// `n/a`, `—`, a date, `<1`, `1:18.5`, a number.
pub(crate) fn form<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Form, M> {
    let absent = one(Kind::NotApplicable).map(Form::NotApplicable);
    let mark = one(Kind::Mark).map(Form::Mark);
    let date = one(Kind::Date).map(Form::Date);
    let bound = rule(relop).then(rule(number)).map(|(relation, number)| Form::Bound(relation, number));
    let right = just(Kind::Colon).ignore_then(one(Kind::Numeral)).or_not();
    let number = rule(number).then(right).map(|(number, right)| match right {
        Some(right) => Form::Ratio(number.digits, right),
        None => Form::Number(number),
    });
    input.parse(choice((number, absent, bound, mark, date)))
}

/// `下降约24.2%`, `$12.4 million`, `(120)`, `100余件`
pub(crate) fn number<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Number, M> {
    let direction = one(Kind::Direction).map_with(|_, extra| words::begins(words::DIRECTION, typed(extra)));
    let sign = choice((just(Kind::Minus).to(true), just(Kind::Plus).to(false)));
    let front =
        direction.or_not().then(rule(hedge).or_not()).then(sign.or_not()).then(one(Kind::Currency).or_not());
    let inner =
        one(Kind::Numeral).then(rule(hedge).or_not()).then(rule(scale).or_not()).then(rule(hedge).or_not());
    let bracketed = just(Kind::OpenParen)
        .ignore_then(one(Kind::Currency).or_not())
        .then(inner)
        .then_ignore(just(Kind::CloseParen))
        .map(|(currency, inner)| (true, currency, inner));
    let digits = choice((inner.map(|inner| (false, None, inner)), bracketed));
    let whole = front.then(digits).then(one(Kind::Unit).or_not()).then(rule(hedge).or_not());
    input.parse(whole.map_with(|(((front, digits), unit), last), extra| {
        let (((direction, before), sign), currency) = front;
        let (bracketed, within, (((digits, middle), scale), behind)) = digits;
        Number {
            span: here(extra),
            direction: direction.flatten().map(|(direction, _): (Direction, usize)| direction),
            hedge: before.or(middle).or(behind).or(last),
            negative: sign == Some(true),
            bracketed,
            currency: currency.or(within),
            digits,
            scale,
            unit,
        }
    }))
}

/// `近`, `about`, `左右`
pub(crate) fn hedge<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Hedge, M> {
    input.parse(one(Kind::Hedge).map_with(|_, extra| {
        let word = typed(extra);
        let found = words::begins(words::HEDGE, word).or_else(|| words::begins(words::HEDGE_BEHIND, word));
        found.map_or(Hedge::About, |(hedge, _)| hedge)
    }))
}

/// `万`, `million`
pub(crate) fn scale<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(Scale, Span), M> {
    input.parse(one(Kind::Scale).map_with(|span, extra| {
        let found = words::begins(words::SCALE, typed(extra));
        (found.map_or(Scale::TenThousand, |(scale, _)| scale), span)
    }))
}

/// What stands behind `as`: `0.0 million USD`
pub(crate) fn format<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Format, M> {
    let decimals = one(Kind::Numeral).map_with(|_, extra| {
        let digits = typed(extra);
        let point = digits.find(|c| fold(c) == '.');
        let behind = point.map_or("", |at| digits.get(at..).unwrap_or_default());
        u8::try_from(behind.chars().filter(|c| is_digit(*c)).count()).unwrap_or(u8::MAX)
    });
    let whole = decimals.then(rule(scale).or_not()).then(one(Kind::Unit).or_not());
    input.parse(whole.map_with(|((decimals, scale), unit), extra| Format {
        span: here(extra),
        decimals,
        scale,
        unit,
    }))
}

/// A span without so many characters at either end.
fn inside(text: &str, span: Span, front: usize, back: usize) -> Span {
    let typed = span.of(text);
    let start = typed.chars().take(front).map(width).sum::<u32>();
    let end = typed.chars().rev().take(back).map(width).sum::<u32>();
    Span::new(span.start + start, span.end - end)
}
