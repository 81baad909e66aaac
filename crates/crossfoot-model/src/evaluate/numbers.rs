//! Arithmetic, aggregates and comparisons over values.

use crossfoot_figure::{Agreement, Clash, Exact, Quantity};
use crossfoot_syntax::words::RelOp;

use super::{Evaluator, Trouble, logic, not_a_number};
use crate::{
    graph::{Aggregate, Op},
    value::{Val, Verdict, Why},
};

impl Evaluator<'_> {
    /// A result, or what stood in the way of one.
    pub(super) fn settle(&mut self, result: Result<Quantity, Clash>) -> Val {
        match result {
            Ok(quantity) => Val::Number(quantity),
            Err(clash) => self.clash(clash),
        }
    }

    fn clash(&mut self, clash: Clash) -> Val {
        match clash {
            Clash::DivisionByZero => return Val::Undefined,
            Clash::Overflow => self.trouble = Some(Trouble::Overflow),
            Clash::Units(left, right) => self.trouble = Some(Trouble::Clash(left, right)),
        }
        Val::Unusable
    }

    pub(super) fn arithmetic(&mut self, op: Op, left: Val, right: Val) -> Val {
        let (Val::Number(a), Val::Number(b)) = (left, right) else {
            return no_number(left, right);
        };
        let units = &self.model.units;
        let result = match op {
            Op::Add => a.add(&b, units),
            Op::Sub => a.sub(&b, units),
            Op::Mul => a.mul(&b, units),
            Op::Div => a.div(&b, units),
            _ => a.growth_from(&b, units),
        };
        self.settle(result)
    }

    pub(super) fn round(&mut self, x: Val, places: Val) -> Val {
        match (x, places) {
            (Val::Number(x), Val::Number(places)) => {
                let result = x.round(&places, &self.model.units);
                self.settle(result)
            }
            _ => no_number(x, places),
        }
    }

    pub(super) fn days(&mut self, from: Val, to: Val) -> Val {
        match (from, to) {
            (Val::Date(from), Val::Date(to)) => {
                Val::Number(Quantity::bare(crossfoot_figure::Date::days_between(from, to)))
            }
            (Val::Number(_), _) | (_, Val::Number(_)) => {
                self.trouble = Some(Trouble::Kind);
                Val::Unusable
            }
            _ => no_number(from, to),
        }
    }

    /// The printed rate is that of some whole number out of so many.
    pub(super) fn share(&mut self, printed: Val, of: Val) -> Val {
        let (Val::Number(printed), Val::Number(of)) = (printed, of) else {
            return match no_number(printed, of) {
                Val::Unusable => Val::Unusable,
                other => logic::truth(other).map_or(Val::Unusable, Val::Truth),
            };
        };
        match printed.can_be_share_of(&of) {
            Some(true) => Val::Truth(Verdict::Agrees),
            Some(false) => Val::Truth(Verdict::Differs),
            None => Val::Truth(Verdict::NotCheckable(Why::Undefined)),
        }
    }

    pub(super) fn aggregate(&mut self, aggregate: Aggregate, members: &[Val]) -> Val {
        match aggregate {
            Aggregate::Any | Aggregate::All => {
                let start = if aggregate == Aggregate::Any { Verdict::Differs } else { Verdict::Agrees };
                let join = if aggregate == Aggregate::Any { logic::or } else { logic::and };
                let mut verdict = start;
                for member in members.iter().filter(|member| !is_left_out(**member)) {
                    let Some(one) = logic::truth(*member) else { return Val::Unusable };
                    verdict = join(verdict, one);
                }
                Val::Truth(verdict)
            }
            Aggregate::Count => self.count(members),
            _ => self.fold(aggregate, members),
        }
    }

    /// Counts the members for which a condition is true, else those that are there.
    fn count(&mut self, members: &[Val]) -> Val {
        let mut count = 0;
        for member in members {
            match member {
                Val::Truth(Verdict::Differs | Verdict::DoesNotApply)
                | Val::NotApplicable { .. }
                | Val::Text => {}
                Val::Truth(Verdict::Agrees | Verdict::WithinRounding)
                | Val::Number(_)
                | Val::Date(_)
                | Val::Label(_) => count += 1,
                Val::Truth(Verdict::NotCheckable(why)) | Val::Absent(why) => return Val::Absent(*why),
                Val::Undefined => return Val::Undefined,
                Val::Unusable => return Val::Unusable,
            }
        }
        Val::Number(Quantity::bare(count))
    }

    fn fold(&mut self, aggregate: Aggregate, members: &[Val]) -> Val {
        if aggregate == Aggregate::Sum
            && let Some(sum) = sum_of_counts(members)
        {
            return Val::Number(sum);
        }
        let units = &self.model.units;
        let mut so_far: Option<Quantity> = None;
        let mut count = 0;
        for member in members.iter().filter(|member| !is_left_out(**member)) {
            let Val::Number(number) = *member else {
                return not_a_number(*member);
            };
            count += 1;
            let result = match &so_far {
                None => Ok(number),
                Some(so_far) => match aggregate {
                    Aggregate::Min => so_far.min(&number, units),
                    Aggregate::Max => so_far.max(&number, units),
                    _ => so_far.add(&number, units),
                },
            };
            match self.settle(result) {
                Val::Number(number) => so_far = Some(number),
                other => return other,
            }
        }
        match (so_far, aggregate) {
            (Some(sum), Aggregate::Mean) => {
                let result = sum.div(&Quantity::bare(count), units);
                self.settle(result)
            }
            (Some(number), _) => Val::Number(number),
            // Over no members a sum is 0; where all are n/a it is n/a.
            (None, Aggregate::Sum) if members.is_empty() => Val::Number(Quantity::bare(0)),
            (None, _) => Val::NotApplicable { written: false },
        }
    }

    /// `None` where the sides cannot be compared; a finding says so.
    pub(super) fn compare(&mut self, op: RelOp, left: Val, right: Val) -> Option<Verdict> {
        match (left, right) {
            (Val::Number(a), Val::Number(b)) => match a.compare(op, &b, &self.model.units) {
                Ok(verdict) => Some(verdict.into()),
                Err(clash) => match self.clash(clash) {
                    Val::Undefined => Some(Verdict::NotCheckable(Why::Undefined)),
                    _ => None,
                },
            },
            (Val::Date(a), Val::Date(b)) => Some(exactly(op, a, b)),
            (Val::Label(a), Val::Label(b)) if matches!(op, RelOp::Eq | RelOp::Ne) => {
                Some(holds((a == b) == (op == RelOp::Eq)))
            }
            (Val::Unusable, _) | (_, Val::Unusable) => None,
            (Val::Truth(Verdict::DoesNotApply), _) | (_, Val::Truth(Verdict::DoesNotApply)) => {
                Some(Verdict::DoesNotApply)
            }
            (Val::Text, _) | (_, Val::Text) => Some(Verdict::DoesNotApply),
            (Val::NotApplicable { written: a }, Val::NotApplicable { written: b }) => {
                Some(if matches!(op, RelOp::Eq | RelOp::Ne) && (a || b) {
                    holds(op == RelOp::Eq)
                } else {
                    Verdict::DoesNotApply
                })
            }
            (Val::NotApplicable { written }, other) | (other, Val::NotApplicable { written }) => {
                Some(against_nothing(op, written, other))
            }
            (Val::Absent(why), _) | (_, Val::Absent(why)) => Some(Verdict::NotCheckable(why)),
            (Val::Undefined, _) | (_, Val::Undefined) => Some(Verdict::NotCheckable(Why::Undefined)),
            _ => {
                self.trouble = Some(Trouble::Kind);
                None
            }
        }
    }

    pub(super) fn compare_within(
        &mut self,
        op: RelOp,
        left: Val,
        right: Val,
        within: Val,
    ) -> Option<Verdict> {
        let (Val::Number(a), Val::Number(b), Val::Number(within)) = (left, right, within) else {
            return self.compare(op, left, right);
        };
        match a.compare_within(op, &b, &within, &self.model.units) {
            Ok(verdict) => Some(verdict.into()),
            Err(clash) => match self.clash(clash) {
                Val::Undefined => Some(Verdict::NotCheckable(Why::Undefined)),
                _ => None,
            },
        }
    }
}

/// The sum of exact figures in one unit: what most totals are. `None` for any other.
fn sum_of_counts(members: &[Val]) -> Option<Quantity> {
    let Val::Number(first) = members.first()? else { return None };
    let mut sum = Exact::ZERO;
    for member in members {
        let Val::Number(number) = member else { return None };
        if number.unit != first.unit || !number.range.is_point() {
            return None;
        }
        sum = sum.add(number.value).ok()?;
    }
    Some(Quantity::point(sum, first.unit))
}

/// `n/a` held against something that is there, or should be: judged only where it is written.
fn against_nothing(op: RelOp, written: bool, other: Val) -> Verdict {
    match (op, other) {
        (RelOp::Eq, Val::Undefined) if written => Verdict::Agrees,
        (RelOp::Eq | RelOp::Ne, Val::Absent(why)) if written => Verdict::NotCheckable(why),
        (RelOp::Eq | RelOp::Ne, _) if written => holds(op == RelOp::Ne),
        _ => Verdict::DoesNotApply,
    }
}

impl From<Agreement> for Verdict {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Agrees => Self::Agrees,
            Agreement::WithinRounding => Self::WithinRounding,
            Agreement::Differs => Self::Differs,
        }
    }
}

/// A comparison of two that are what they say and nothing else.
pub(super) fn exactly<T: PartialOrd>(op: RelOp, left: T, right: T) -> Verdict {
    holds(match op {
        RelOp::Eq => left == right,
        RelOp::Ne => left != right,
        RelOp::Lt => left < right,
        RelOp::Le => left <= right,
        RelOp::Gt => left > right,
        RelOp::Ge => left >= right,
    })
}

const fn holds(it: bool) -> Verdict {
    if it { Verdict::Agrees } else { Verdict::Differs }
}

/// `n/a` and text are left out of aggregates.
const fn is_left_out(member: Val) -> bool {
    matches!(member, Val::NotApplicable { .. } | Val::Text)
}

/// What comes of two values of which one is no number: what cannot be read first, then `n/a`, then what is absent.
fn no_number(left: Val, right: Val) -> Val {
    let (left, right) = (as_operand(left), as_operand(right));
    match (left, right) {
        (Val::Unusable, _) | (_, Val::Unusable) => Val::Unusable,
        (Val::Truth(_), _) | (_, Val::Truth(_)) => Val::Truth(Verdict::DoesNotApply),
        (Val::NotApplicable { .. }, _) | (_, Val::NotApplicable { .. }) => {
            Val::NotApplicable { written: false }
        }
        (Val::Absent(why), _) | (_, Val::Absent(why)) => Val::Absent(why),
        (Val::Undefined, _) | (_, Val::Undefined) => Val::Undefined,
        _ => Val::Unusable,
    }
}

fn as_operand(x: Val) -> Val {
    match x {
        Val::Number(_) => x,
        other => not_a_number(other),
    }
}
