//! What operations come to: a stack of values, no recursion, no panic.

mod counts;
mod logic;
mod numbers;

use crossfoot_figure::{Quantity, UnitId};
use crossfoot_syntax::words::{AbsentWord, RelOp};

use crate::{
    graph::{Constraint, Known, Op},
    report::Model,
    value::{Val, Verdict, Why},
};

/// Something that evaluation comes upon and that the author must hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Units that do not go together.
    Clash(Option<UnitId>, Option<UnitId>),
    /// A number too large to be computed exactly.
    Overflow,
    /// A comparison of what cannot be compared.
    Kind,
}

/// Evaluates operations over the values of a model.
pub(crate) struct Evaluator<'m> {
    pub model: &'m Model<'m>,
    stack: Vec<Val>,
    /// The stack where all operands are counts.
    counts: Vec<i64>,
    pub trouble: Option<Trouble>,
}

impl<'m> Evaluator<'m> {
    pub fn new(model: &'m Model<'m>) -> Self {
        Self { model, stack: Vec::with_capacity(32), counts: Vec::with_capacity(32), trouble: None }
    }

    /// What a list of operations comes to.
    pub fn run(&mut self, ops: &[Op]) -> Val {
        match self.of_counts(ops) {
            Some(verdict) => {
                debug_assert_eq!(self.run_stepwise(ops), Val::Truth(verdict));
                self.trouble = None;
                Val::Truth(verdict)
            }
            None => self.run_stepwise(ops),
        }
    }

    fn run_stepwise(&mut self, ops: &[Op]) -> Val {
        self.stack.clear();
        self.trouble = None;
        for op in ops {
            let value = self.step(*op);
            self.stack.push(value);
        }
        self.pop()
    }

    /// What the last operation of a list is applied to.
    fn operands(&mut self, ops: &[Op]) -> Vec<Val> {
        self.stack.clear();
        self.trouble = None;
        for op in ops.split_last().map(|(_, before)| before).unwrap_or_default() {
            let value = self.step(*op);
            self.stack.push(value);
        }
        std::mem::take(&mut self.stack)
    }

    fn pop(&mut self) -> Val {
        self.stack.pop().unwrap_or(Val::Unusable)
    }

    fn pop_two(&mut self) -> (Val, Val) {
        let right = self.pop();
        (self.pop(), right)
    }

    fn step(&mut self, op: Op) -> Val {
        match op {
            Op::Fact(fact) => self.model.value(fact),
            Op::Number(at) => {
                self.model.graph.constants.get(at as usize).copied().map_or(Val::Unusable, Val::Number)
            }
            Op::Label(label) => Val::Label(label),
            Op::Known(Known::Truth(true)) => Val::Truth(Verdict::Agrees),
            Op::Known(Known::Truth(false)) => Val::Truth(Verdict::Differs),
            Op::Known(Known::Date(date)) => Val::Date(date),
            Op::Nothing => Val::Truth(Verdict::DoesNotApply),
            Op::Mentions(section, words) => {
                let words = self.model.labels.get(words.at()).map_or("", |words| &words.name);
                let said = self.model.mentions(section, words);
                Val::Truth(if said { Verdict::Agrees } else { Verdict::Differs })
            }
            Op::NotApplicable => Val::NotApplicable { written: true },
            Op::Absent(why) => Val::Absent(why),
            Op::Unusable => Val::Unusable,
            Op::Neg => {
                let x = self.pop();
                self.number(x, |x| x.neg())
            }
            Op::Abs => {
                let x = self.pop();
                self.number(x, |x| x.abs())
            }
            Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Growth => {
                let (left, right) = self.pop_two();
                self.arithmetic(op, left, right)
            }
            Op::Round => {
                let (x, places) = self.pop_two();
                self.round(x, places)
            }
            Op::Days => {
                let (from, to) = self.pop_two();
                self.days(from, to)
            }
            Op::Share => {
                let (printed, of) = self.pop_two();
                self.share(printed, of)
            }
            Op::If => {
                let (yes, no) = self.pop_two();
                match self.pop() {
                    Val::Truth(Verdict::Agrees | Verdict::WithinRounding) => yes,
                    Val::Truth(Verdict::Differs) => no,
                    Val::Truth(Verdict::DoesNotApply) => Val::NotApplicable { written: false },
                    Val::Truth(Verdict::NotCheckable(why)) | Val::Absent(why) => Val::Absent(why),
                    Val::NotApplicable { .. } => Val::NotApplicable { written: false },
                    _ => Val::Unusable,
                }
            }
            Op::Else => {
                let (first, second) = self.pop_two();
                if is_filled_in_by_else(first) { second } else { first }
            }
            Op::Is(what, negated) => {
                let x = self.pop();
                is(x, what, negated)
            }
            Op::Compare(op) => {
                let (left, right) = self.pop_two();
                Val::from(self.compare(op, left, right))
            }
            Op::CompareWithin(op) => {
                let within = self.pop();
                let (left, right) = self.pop_two();
                Val::from(self.compare_within(op, left, right, within))
            }
            Op::In(count) => {
                let options = self.take(count);
                let x = self.pop();
                let mut verdict = Verdict::Differs;
                for option in options {
                    let one = self.compare(RelOp::Eq, x, option);
                    verdict = logic::or(verdict, one.unwrap_or(Verdict::NotCheckable(Why::Unusable)));
                }
                Val::Truth(verdict)
            }
            Op::And | Op::Or => {
                let (left, right) = self.pop_two();
                logic::both(op == Op::And, left, right)
            }
            Op::Not => {
                logic::truth(self.pop()).map_or(Val::Unusable, |verdict| Val::Truth(logic::not(verdict)))
            }
            Op::Aggregate(aggregate, count) => {
                let mut stack = std::mem::take(&mut self.stack);
                let from = stack.len().saturating_sub(count as usize);
                let value = self.aggregate(aggregate, stack.get(from..).unwrap_or_default());
                stack.truncate(from);
                self.stack = stack;
                value
            }
        }
    }

    fn take(&mut self, count: u32) -> Vec<Val> {
        let from = self.stack.len().saturating_sub(count as usize);
        self.stack.split_off(from)
    }

    fn number(
        &mut self,
        x: Val,
        f: impl FnOnce(&Quantity) -> Result<Quantity, crossfoot_figure::Clash>,
    ) -> Val {
        match x {
            Val::Number(x) => {
                let result = f(&x);
                self.settle(result)
            }
            other => not_a_number(other),
        }
    }
}

/// The two sides of a constraint that compares two, with what each comes to; behind them its tolerance, if it
/// has one. Empty where it says something else.
pub fn sides(model: &Model<'_>, constraint: &Constraint) -> Vec<Val> {
    if constraint.right.is_none() {
        return Vec::new();
    }
    Evaluator::new(model).operands(model.graph.ops_of(constraint))
}

/// What arithmetic makes of something that is no number.
fn not_a_number(x: Val) -> Val {
    match x {
        // Text and dates take no part in arithmetic.
        Val::NotApplicable { .. } | Val::Text | Val::Date(_) => Val::NotApplicable { written: false },
        Val::Absent(_) | Val::Undefined | Val::Truth(Verdict::DoesNotApply) => x,
        _ => Val::Unusable,
    }
}

/// A missing report is never swallowed, and what cannot be read is no absence.
fn is_filled_in_by_else(x: Val) -> bool {
    match x {
        Val::NotApplicable { .. } | Val::Undefined => true,
        Val::Absent(why) => !matches!(why, Why::NoPrior | Why::NoBodies | Why::NotOpened | Why::Unusable),
        _ => false,
    }
}

fn is(x: Val, what: AbsentWord, negated: bool) -> Val {
    let holds = match (x, what) {
        (Val::Unusable | Val::Truth(Verdict::DoesNotApply), _) => return x,
        (Val::Absent(why @ (Why::NoPrior | Why::NoBodies | Why::NotOpened)), _) => return Val::Absent(why),
        (Val::NotApplicable { .. }, AbsentWord::Na) => true,
        (Val::Absent(Why::Blank(_) | Why::Unknown(_)), AbsentWord::Blank) => true,
        (Val::Absent(Why::Missing(_) | Why::NotThere), AbsentWord::Missing) => true,
        (Val::Absent(why), AbsentWord::Na) => return Val::Absent(why),
        _ => false,
    };
    Val::Truth(if holds == negated { Verdict::Differs } else { Verdict::Agrees })
}

impl From<Option<Verdict>> for Val {
    fn from(verdict: Option<Verdict>) -> Self {
        verdict.map_or(Self::Unusable, Self::Truth)
    }
}
