//! Expressions and references.

use chumsky::IterParser;
use chumsky::input::Cursor;
use chumsky::prelude::{Parser, choice, just, select};
use crossfoot_source::Span;

use super::sentence::{Few, In, Miss, Read, here, one, rule, since, taken, typed};
use crate::ast::{Expr, ExprKind, Path, Ref, Step, StepKind};
use crate::chars::unquoted;
use crate::fault::Expected;
use crate::token::Kind;
use crate::words::{self, AbsentWord, ArithOp, RelOp};

/// `a or b`
pub(crate) fn expr<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    chain(input, conj, Kind::Or, ExprKind::Or)
}

/// `a and b`
pub(crate) fn conj<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    chain(input, neg, Kind::And, ExprKind::And)
}

/// `not a`
pub(crate) fn neg<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let not = taken(input, Kind::Not);
    Ok(prefixed(not, rel(input)?, ExprKind::Not))
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
    let first = sum(input)?;
    let tail = match input.peek() {
        Some(Kind::Is) => input.parse(is)?,
        Some(Kind::In) => input.parse(is_in)?,
        Some(
            Kind::Equals | Kind::NotEqual | Kind::Less | Kind::LessEqual | Kind::Greater | Kind::GreaterEqual,
        ) => input.parse(compare)?,
        _ => return Ok(first),
    };
    let start = first.span;
    let first = Box::new(first);
    let (end, kind) = match tail {
        Tail::Compare(rest, within) => {
            let end = within.as_ref().or(rest.last().map(|(_, last)| last)).map_or(start, |last| last.span);
            (end, ExprKind::Compare { first, rest, within: within.map(Box::new) })
        }
        Tail::Is(negated, (what, end)) => (end, ExprKind::Is { operand: first, negated, what }),
        Tail::In(members, end) => (end, ExprKind::In(first, members)),
    };
    Ok(Expr { span: start.to(end), kind })
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
    let mut left = factor(input)?;
    loop {
        let op = match input.peek() {
            Some(Kind::Star) => ArithOp::Mul,
            Some(Kind::Slash) => ArithOp::Div,
            _ => return Ok(left),
        };
        input.skip();
        left = arith(left, (op, factor(input)?));
    }
}

/// `-a else b`
pub(crate) fn factor<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Expr, M> {
    let minus = taken(input, Kind::Minus);
    Ok(prefixed(minus, chain(input, atom, Kind::Else, ExprKind::Else)?, ExprKind::Neg))
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
    let named = |target: Ref| Expr { span: target.span, kind: ExprKind::Ref(target) };
    match input.peek() {
        // What begins so can be nothing else.
        Some(Kind::Name | Kind::Quoted) => reference(input).map(named),
        Some(Kind::Function) => input.parse(call),
        _ => input.parse(choice((rule(reference).map(named), number, call, bracketed, absent))),
    }
}

/// `T[row, column]`, `a.b.c`
pub(crate) fn reference<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Ref, M> {
    let selectors = just(Kind::OpenBracket)
        .ignore_then(rule(selector).separated_by(just(Kind::Comma)).at_least(1).at_most(2).collect())
        .map(Few::list)
        .then(one(Kind::CloseBracket));
    let path = path(input)?;
    if input.peek() != Some(Kind::OpenBracket) {
        return Ok(Ref { span: path.span, path, selectors: None });
    }
    let (selectors, close) = input.parse(selectors)?;
    Ok(Ref { span: path.span.to(close), path, selectors: Some(selectors) })
}

/// `*`, a path, a path that begins with digits
pub(crate) fn selector<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Path, M> {
    let all = one(Kind::Star).map(|span| Path { span, steps: vec![Step { span, kind: StepKind::Star }] });
    let before = input.cursor();
    match taken(input, Kind::Digits) {
        Some(span) => joined(input, &before, Step { span, kind: StepKind::Word }),
        None => input.parse(choice((rule(path), all))),
    }
}

/// `a.b.*`
pub(crate) fn path<M: Miss>(input: &mut In<'_, '_, M>) -> Read<Path, M> {
    let before = input.cursor();
    let first = step(input)?;
    joined(input, &before, first)
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

/// A first step with those that points join to it.
fn joined<'a, 'p, M: Miss>(
    input: &mut In<'a, 'p, M>,
    before: &Cursor<'a, 'p, &'a [Kind]>,
    first: Step,
) -> Read<Path, M> {
    let mut steps = vec![first];
    while input.peek() == Some(Kind::Dot) {
        steps.push(further(input)?);
    }
    Ok(Path { span: since(input, before), steps })
}

/// Operands of one kind of operator, which binds to the left. What is no such operator ends them; [`sum`], of which
/// they all consist, says that an operator could stand there.
fn chain<'a, 'p, M: Miss>(
    input: &mut In<'a, 'p, M>,
    operand: fn(&mut In<'a, 'p, M>) -> Read<Expr, M>,
    operator: Kind,
    kind: fn(Box<Expr>, Box<Expr>) -> ExprKind,
) -> Read<Expr, M> {
    let mut left = operand(input)?;
    while taken(input, operator).is_some() {
        left = pair(left, operand(input)?, kind);
    }
    Ok(left)
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
