//! Comparisons of quantities: one fails only if no values in the intervals satisfy it.

use crossfoot_syntax::words::RelOp;

use crate::{
    exact::Exact,
    interval::Interval,
    quantity::{Clash, QUnit, Quantity, meet},
    unit::{Class, Units},
};

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// It holds for the values as stated.
    Agrees,
    /// It holds for some values that the stated ones are rounded from.
    WithinRounding,
    /// It holds for none.
    Differs,
}

/// A slack of more than this part of the total finds no error any more.
const WEAK: i64 = 100;

impl Quantity {
    /// Does the comparison hold?
    #[inline]
    pub fn compare(&self, op: RelOp, other: &Self, units: &Units) -> Result<Agreement, Clash> {
        let (left, right, _) = meet(self, other, units)?;
        Ok(agreement(op, (left.value, &left.range), (right.value, &right.range)))
    }

    /// Does the comparison hold if one side may be off by a tolerance? A tolerance in % is a part of the right
    /// side, any other has the unit of the two.
    pub fn compare_within(
        &self,
        op: RelOp,
        other: &Self,
        within: &Self,
        units: &Units,
    ) -> Result<Agreement, Clash> {
        let (left, right, unit) = meet(self, other, units)?;
        let tolerance = match within.unit {
            QUnit::Of(rate) if units.class(rate) == Class::Rate => {
                let part = Self { unit: QUnit::Pure, ..*within };
                right.abs()?.mul(&part, units)?
            }
            _ => meet(&Self { unit, ..right }, within, units)?.1,
        };
        let (tolerance_value, tolerance) = (tolerance.value.abs(), tolerance.range.abs());
        let (value, range) = match op {
            RelOp::Eq | RelOp::Ne => {
                let off = (left.value.sub(right.value)?.abs(), left.range.sub(&right.range)?.abs());
                let op = if op == RelOp::Eq { RelOp::Le } else { RelOp::Gt };
                return Ok(agreement(op, (off.0, &off.1), (tolerance_value, &tolerance)));
            }
            RelOp::Lt | RelOp::Le => (right.value.add(tolerance_value)?, right.range.add(&tolerance)?),
            RelOp::Gt | RelOp::Ge => (right.value.sub(tolerance_value)?, right.range.sub(&tolerance)?),
        };
        Ok(agreement(op, (left.value, &left.range), (value, &range)))
    }

    /// How far rounding alone can move the two sides apart: half the widths of their intervals. `None` where
    /// an interval has no end (*at least*).
    pub fn slack(&self, other: &Self, units: &Units) -> Option<Exact> {
        let (left, right, _) = meet(self, other, units).ok()?;
        left.range.width()?.add(right.range.width()?).ok()?.mul(Exact::HALF).ok()
    }

    /// Do the two differ, and only rounding excuses it, and is the slack more than 1 % of the larger side: so
    /// wide that the comparison finds no error?
    pub fn is_weak_beside(&self, other: &Self, units: &Units) -> bool {
        let Ok((left, right, _)) = meet(self, other, units) else { return false };
        let total = left.value.abs().max(right.value.abs());
        let wide = self.slack(other, units).and_then(|slack| slack.mul(Exact::from_int(WEAK)).ok());
        left.value != right.value && left.range.meets(&right.range) && wide.is_some_and(|wide| wide > total)
    }

    /// How far this is above the other, in the base of their unit.
    pub fn difference(&self, other: &Self, units: &Units) -> Result<Exact, Clash> {
        let (left, right, _) = meet(self, other, units)?;
        Ok(left.value.sub(right.value)?)
    }

    /// By which power of ten the other value must be multiplied to be this one, where only that is wrong: 4 for
    /// 万 left out. `None` if the values are equal or differ in their digits.
    pub fn powers_apart(&self, other: &Self, units: &Units) -> Option<i8> {
        let (a, b) = match meet(self, other, units) {
            Ok((left, right, _)) => (left.value, right.value),
            Err(_) => (self.value, other.value),
        };
        let ratio = a.div(b).ok()??;
        let (ratio, sign) = if ratio >= Exact::ONE { (ratio, 1) } else { (Exact::ONE.div(ratio).ok()??, -1) };
        (1..=12i8).find(|power| Exact::pow10(i32::from(*power)) == Ok(ratio)).map(|power| power * sign)
    }
}

fn agreement(op: RelOp, left: (Exact, &Interval), right: (Exact, &Interval)) -> Agreement {
    let (a, b) = (left.1, right.1);
    let possible = match op {
        RelOp::Eq => a.meets(b),
        RelOp::Ne => !(a.is_point() && b.is_point() && left.0 == right.0),
        RelOp::Lt => a.can_be_less(b),
        RelOp::Le => a.can_be_at_most(b),
        RelOp::Gt => b.can_be_less(a),
        RelOp::Ge => b.can_be_at_most(a),
    };
    let stated = match op {
        RelOp::Eq => left.0 == right.0,
        RelOp::Ne => left.0 != right.0,
        RelOp::Lt => left.0 < right.0,
        RelOp::Le => left.0 <= right.0,
        RelOp::Gt => left.0 > right.0,
        RelOp::Ge => left.0 >= right.0,
    };
    match (possible, stated) {
        (false, _) => Agreement::Differs,
        (true, true) => Agreement::Agrees,
        (true, false) => Agreement::WithinRounding,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::stated::Stated;

    /// What `left op right` comes to, each as a figure is typed: `18万 人`.
    fn judge(left: &str, op: RelOp, right: &str, within: Option<&str>) -> Agreement {
        let mut units = Units::new();
        let mut read = |text: &str| {
            let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
            let unit = (!unit.is_empty()).then(|| units.intern(unit));
            let (stated, percent) = Stated::literal(number).unwrap();
            assert!(percent.is_none());
            stated.quantity(unit, &units).unwrap()
        };
        let (left, right, within) = (read(left), read(right), within.map(read));
        match within {
            Some(within) => left.compare_within(op, &right, &within, &units),
            None => left.compare(op, &right, &units),
        }
        .unwrap()
    }

    #[test]
    fn equal_if_the_intervals_meet() {
        assert_eq!(judge("12.4 元", RelOp::Eq, "12.4 元", None), Agreement::Agrees);
        assert_eq!(judge("12.4 元", RelOp::Eq, "12.45 元", None), Agreement::WithinRounding);
        assert_eq!(judge("12.4 元", RelOp::Eq, "12.46 元", None), Agreement::Differs);
        assert_eq!(judge("18万 件", RelOp::Eq, "178500 件", None), Agreement::WithinRounding);
        assert_eq!(judge("18万 件", RelOp::Eq, "174999 件", None), Agreement::Differs);
        assert_eq!(judge("5 件", RelOp::Eq, "6 件", None), Agreement::Differs);
        assert_eq!(judge("5 件", RelOp::Ne, "5 件", None), Agreement::Differs);
        assert_eq!(judge("5.0 天", RelOp::Ne, "5.0 天", None), Agreement::WithinRounding);
        assert_eq!(judge("40 %", RelOp::Ge, "40", None), Agreement::Agrees);
        assert_eq!(judge("3 天", RelOp::Lt, "3 天", None), Agreement::WithinRounding);
        assert_eq!(judge("3 件", RelOp::Lt, "3 件", None), Agreement::Differs);
    }

    #[test]
    fn with_a_tolerance() {
        assert_eq!(judge("103 件", RelOp::Eq, "100 件", Some("3")), Agreement::Agrees);
        assert_eq!(judge("104 件", RelOp::Eq, "100 件", Some("3")), Agreement::Differs);
        assert_eq!(judge("101 件", RelOp::Eq, "100 件", Some("1 %")), Agreement::Agrees);
        assert_eq!(judge("102 件", RelOp::Eq, "100 件", Some("1 %")), Agreement::Differs);
        assert_eq!(judge("103 件", RelOp::Le, "100 件", Some("3")), Agreement::Agrees);
        assert_eq!(judge("96 件", RelOp::Ge, "100 件", Some("3")), Agreement::Differs);
        assert_eq!(judge("3.5 万元", RelOp::Eq, "3 万元", Some("0.5")), Agreement::Agrees);
    }

    #[test]
    fn slack_and_factors() {
        let mut units = Units::new();
        let people = units.intern("人");
        let read = |text: &str| Stated::literal(text).unwrap().0.quantity(Some(people), &units).unwrap();
        let (rounded, exact, typed) = (read("18万"), read("178500"), read("1785"));
        assert_eq!(rounded.slack(&exact, &units), Some(Exact::from_int(5000)));
        assert!(rounded.is_weak_beside(&exact, &units) && !rounded.is_weak_beside(&rounded, &units));
        assert!(!exact.is_weak_beside(&typed, &units) && !rounded.is_weak_beside(&typed, &units));
        assert_eq!(exact.powers_apart(&typed, &units), Some(2));
        assert_eq!(typed.powers_apart(&exact, &units), Some(-2));
        assert_eq!(exact.powers_apart(&rounded, &units), None);
        assert_eq!(exact.powers_apart(&exact, &units), None);
    }
}
