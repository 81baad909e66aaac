//! The short way for what most rules are: sums of counts held against each other. Counts are exact, so that those
//! of one unit are added up as the whole numbers they are, without looking at intervals.

use crossfoot_figure::QUnit;

use super::{Evaluator, numbers::exactly};
use crate::{
    graph::{Aggregate, Op},
    value::Verdict,
};

impl Evaluator<'_> {
    /// What operations come to that are nothing else: the same as the long way says. `None` for any others.
    pub(super) fn of_counts(&mut self, ops: &[Op]) -> Option<Verdict> {
        let (Op::Compare(relation), ops) = ops.split_last()? else { return None };
        let mut shared = None;
        self.counts.clear();
        for op in ops {
            let count = match op {
                Op::Fact(fact) => {
                    let (count, unit) = self.model.values.whole(*fact)?;
                    if *shared.get_or_insert(unit) != unit {
                        return None;
                    }
                    count
                }
                Op::Add => self.counts.pop()?.checked_add(self.counts.pop()?)?,
                Op::Sub => {
                    let less = self.counts.pop()?;
                    self.counts.pop()?.checked_sub(less)?
                }
                Op::Aggregate(Aggregate::Sum, members @ 1..) => {
                    let from = self.counts.len().checked_sub(*members as usize)?;
                    self.counts.drain(from..).try_fold(0i64, i64::checked_add)?
                }
                _ => return None,
            };
            self.counts.push(count);
        }
        let (&[left, right], Some(QUnit::Of(unit))) = (self.counts.as_slice(), shared) else { return None };
        self.model.units.is_exact(unit).then(|| exactly(*relation, left, right))
    }
}
