//! Expressions and references.

use chumsky::IterParser;
use chumsky::prelude::{Parser, choice, just, select};
use crossfoot_source::Span;

use super::sentence::{Few, In, Miss, Read, here, one, rule, typed};
use crate::ast::{Expr, ExprKind, Path, Ref, Step, StepKind};
use crate::chars::unquoted;
use crate::fault::Expected;
use crate::token::Kind;
use crate::words::{self, AbsentWord, ArithOp, RelOp};

/// `a or b`
pub(crate) fn expr<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    input.parse(
        rule(conj).foldl(just(Kind::Or).ignore_then(rule(conj)).repeated(), |a, b| pair(a, b, ExprKind::Or)),
    )
}

/// `a and b`
pub(crate) fn conj<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    input.parse(
        rule(neg).foldl(just(Kind::And).ignore_then(rule(neg)).repeated(), |a, b| pair(a, b, ExprKind::And)),
    )
}

/// `not a`
pub(crate) fn neg<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    input.parse(
        one(Kind::Not).or_not().then(rule(rel)).map(|(not, operand)| prefixed(not, operand, ExprKind::Not)),
    )
}

/// What stands behind the first operand of a comparison.
enum Tail {
    Compare(Vec<(RelOp, Expr)>, Option<Expr>),
    Is(bool, (AbsentWord, Span)),
    In(Vec<Expr>, Span),
}

/// `a <= b <= c within d`, `a is not n/a`, `a in (b, c)`
pub(crate) fn rel<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let compare = rule(relop)
        .then(rule(sum))
        .repeated()
        .at_least(1)
        .collect()
        .map(Few::list)
        .then(just(Kind::Within).ignore_then(rule(sum)).or_not())
        .map(|(rest, within)| Tail::Compare(rest, within));
    let is = just(Kind::Is)
        .ignore_then(just(Kind::Not).or_not())
        .then(rule(absent))
        .map(|(not, what)| Tail::Is(not.is_some(), what));
    let within = rule(expr).separated_by(just(Kind::Comma)).at_least(1).collect().map(Few::list);
    let is_in = just(Kind::In)
        .ignore_then(just(Kind::OpenParen))
        .ignore_then(within)
        .then(one(Kind::CloseParen))
        .map(|(members, close)| Tail::In(members, close));
    input.parse(rule(sum).then(choice((compare, is, is_in)).or_not()).map(|(first, tail)| {
        let start = first.span;
        match tail {
            None => first,
            Some(Tail::Compare(rest, within)) => {
                let end =
                    within.as_ref().or(rest.last().map(|(_, last)| last)).map_or(start, |last| last.span);
                let kind = ExprKind::Compare { first: Box::new(first), rest, within: within.map(Box::new) };
                Expr { span: start.to(end), kind }
            }
            Some(Tail::Is(negated, (what, end))) => {
                Expr { span: start.to(end), kind: ExprKind::Is { operand: Box::new(first), negated, what } }
            }
            Some(Tail::In(members, end)) => {
                Expr { span: start.to(end), kind: ExprKind::In(Box::new(first), members) }
            }
        }
    }))
}

/// `=`, `!=`, `<`, `<=`, `>`, `>=`
pub(crate) fn relop<M: Miss>(input: &mut In<'_, '_, M>) -> Read<RelOp, M> {
    let relation = select! {
        Kind::Equals => RelOp::Eq,
        Kind::NotEqual => RelOp::Ne,
        Kind::Less => RelOp::Lt,
        Kind::LessEqual => RelOp::Le,
        Kind::Greater => RelOp::Gt,
        Kind::GreaterEqual => RelOp::Ge,
    };
    input.parse(relation.labelled(Expected::Operator))
}

/// `n/a`, `blank`, `missing`
pub(crate) fn absent<M: Miss>(input: &mut In<'_, '_, M>) -> Read<(AbsentWord, Span), M> {
    let word = select! { Kind::Absent | Kind::NotApplicable => () }
        .map_with(|(), extra| (words::absent(typed(extra)).unwrap_or(AbsentWord::Na), here(extra)));
    input.parse(word.labelled(Expected::Absent))
}

/// `a + b - c`
pub(crate) fn sum<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let op = select! { Kind::Plus => ArithOp::Add, Kind::Minus => ArithOp::Sub }.labelled(Expected::Operator);
    input.parse(rule(term).foldl(op.then(rule(term)).repeated(), arith))
}

/// `a * b / c`
pub(crate) fn term<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let op = select! { Kind::Star => ArithOp::Mul, Kind::Slash => ArithOp::Div }.labelled(Expected::Operator);
    input.parse(rule(factor).foldl(op.then(rule(factor)).repeated(), arith))
}

/// `-a else b`
pub(crate) fn factor<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let operand = rule(atom)
        .foldl(just(Kind::Else).ignore_then(rule(atom)).repeated(), |a, b| pair(a, b, ExprKind::Else));
    input.parse(
        one(Kind::Minus)
            .or_not()
            .then(operand)
            .map(|(minus, operand)| prefixed(minus, operand, ExprKind::Neg)),
    )
}

/// A number, `n/a`, something in brackets, a function, a reference.
pub(crate) fn atom<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let operand = |kind| one(kind).labelled(Expected::Operand);
    let number = operand(Kind::Number).map(|span| Expr { span, kind: ExprKind::Number });
    let absent = operand(Kind::NotApplicable).map(|span| Expr { span, kind: ExprKind::NotApplicable });
    let bracketed = operand(Kind::OpenParen)
        .then(rule(expr))
        .then(one(Kind::CloseParen))
        .map(|((open, inner), close)| Expr { span: open.to(close), kind: inner.kind });
    let function = select! { Kind::Function => () }
        .map_with(|(), extra| (words::function(typed(extra)), here(extra)))
        .labelled(Expected::Operand);
    let call = function
        .then_ignore(just(Kind::OpenParen))
        .then(rule(expr).separated_by(just(Kind::Comma)).at_least(1).collect().map(Few::list))
        .then(one(Kind::CloseParen))
        .map(|(((function, span), operands), close)| {
            let kind = function.map_or(ExprKind::Hole, |function| ExprKind::Call(function, operands));
            Expr { span: span.to(close), kind }
        });
    let reference = rule(reference).map(|target| Expr { span: target.span, kind: ExprKind::Ref(target) });
    input.parse(choice((reference, number, call, bracketed, absent)))
}

/// `T[row, column]`, `a.b.c`
pub(crate) fn reference<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Ref, M> {
    let selectors = just(Kind::OpenBracket)
        .ignore_then(rule(selector).separated_by(just(Kind::Comma)).at_least(1).at_most(2).collect())
        .map(Few::list)
        .then_ignore(just(Kind::CloseBracket));
    let whole = rule(path).then(selectors.or_not());
    input.parse(whole.map_with(|(path, selectors), extra| Ref { span: here(extra), path, selectors }))
}

/// `*`, a path, a path that begins with digits
pub(crate) fn selector<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Path, M> {
    let all = one(Kind::Star).map(|span| Path { span, steps: vec![Step { span, kind: StepKind::Star }] });
    let digits = one(Kind::Digits).map(|span| Step { span, kind: StepKind::Word });
    let numbered =
        digits.then(rule(further).repeated().collect()).map_with(|steps, extra| joined(steps, here(extra)));
    input.parse(choice((rule(path), numbered, all)))
}

/// `a.b.*`
pub(crate) fn path<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Path, M> {
    let steps = rule(step).then(rule(further).repeated().collect());
    input.parse(steps.map_with(|steps, extra| joined(steps, here(extra))))
}

/// `.b`, `.1`, `.*`
pub(crate) fn further<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Step, M> {
    let digits = one(Kind::Digits).map(|span| Step { span, kind: StepKind::Word });
    let all = one(Kind::Star).map(|span| Step { span, kind: StepKind::Star });
    input.parse(just(Kind::Dot).ignore_then(choice((rule(step), digits, all))))
}

/// A plain word, or one in quotes.
pub(crate) fn step<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Step, M> {
    let word = one(Kind::Name).map(|span| Step { span, kind: StepKind::Word });
    let quoted = one(Kind::Quoted)
        .map_with(|span, extra| Step { span: unquoted(extra.state().text, span), kind: StepKind::Quoted });
    input.parse(choice((word, quoted.labelled(Expected::Name))))
}

fn joined((first, rest): (Step, Vec<Step>), span: Span) -> Path {
    let mut steps = Vec::with_capacity(1 + rest.len());
    steps.push(first);
    steps.extend(rest);
    Path { span, steps }
}

fn pair(a: Expr, b: Expr, kind: fn(Box<Expr>, Box<Expr>) -> ExprKind) -> Expr {
    Expr { span: a.span.to(b.span), kind: kind(Box::new(a), Box::new(b)) }
}

fn arith(a: Expr, (op, b): (ArithOp, Expr)) -> Expr {
    Expr { span: a.span.to(b.span), kind: ExprKind::Arith(op, Box::new(a), Box::new(b)) }
}

fn prefixed(sign: Option<Span>, operand: Expr, kind: fn(Box<Expr>) -> ExprKind) -> Expr {
    match sign {
        Some(sign) => Expr { span: sign.to(operand.span), kind: kind(Box::new(operand)) },
        None => operand,
    }
}
