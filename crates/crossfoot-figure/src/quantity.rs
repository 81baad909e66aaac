//! A figure's value with what it may stand for and its unit, and the arithmetic of *Units and periods*.

use crate::{
    exact::{Exact, Overflow},
    interval::Interval,
    unit::{Class, UnitId, Units},
};

/// An exact value with the interval that it denotes, both in the base of their unit's kind: 12万元 is 120,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The value as stated, or computed from values as stated.
    pub value: Exact,
    /// All that the unrounded value can be.
    pub range: Interval,
    /// What it is counted or measured in.
    pub unit: QUnit,
}

/// The unit of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QUnit {
    /// None is written: it takes the unit and the scale of what it is added to or compared with; in `* /` it is pure.
    Bare,
    /// A ratio: it takes the unit of what it meets.
    Pure,
    /// A product or quotient of two units: it meets any.
    Any,
    /// A unit.
    Of(UnitId),
    /// The difference of two rates in this unit: a rate and percentage points both.
    Difference(UnitId),
}

impl QUnit {
    /// The unit, where there is one.
    pub const fn id(self) -> Option<UnitId> {
        match self {
            Self::Of(unit) | Self::Difference(unit) => Some(unit),
            Self::Bare | Self::Pure | Self::Any => None,
        }
    }
}

/// Why two quantities cannot be combined or compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Their units are of different kinds.
    Units(Option<UnitId>, Option<UnitId>),
    /// Division by zero, growth from zero or less: the result is undefined.
    DivisionByZero,
    /// The result is too large to be held exactly.
    Overflow,
}

impl From<Overflow> for Clash {
    fn from(Overflow: Overflow) -> Self {
        Self::Overflow
    }
}

impl Quantity {
    /// An exact value in base units.
    pub const fn point(value: Exact, unit: QUnit) -> Self {
        Self { value, range: Interval::point(value), unit }
    }

    /// A whole number without a unit: a number of members or days.
    pub const fn bare(value: i64) -> Self {
        Self::point(Exact::from_int(value), QUnit::Bare)
    }

    /// As it stands under a unit: a number without one takes the unit and its scale, a ratio takes the unit.
    pub fn taking_unit(&self, unit: UnitId, units: &Units) -> Result<Self, Clash> {
        let (own, _, _) = meet(self, &Self::point(Exact::ZERO, QUnit::Of(unit)), units)?;
        Ok(Self { unit: QUnit::Of(unit), ..own })
    }

    /// The sum. Percentage points may be added to a rate.
    #[inline]
    pub fn add(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        if self.unit == other.unit && self.range.is_point() && other.range.is_point() {
            return Ok(Self::point(self.value.add(other.value)?, self.unit));
        }
        let (left, right, unit) = meet_in_sum(self, other, units)?;
        Ok(Self { value: left.value.add(right.value)?, range: left.range.add(&right.range)?, unit })
    }

    /// The difference. That of two rates is a rate and percentage points both.
    pub fn sub(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        let (left, right, unit) = meet_in_sum(self, other, units)?;
        let unit = match (self.unit, other.unit, unit) {
            (QUnit::Of(a), QUnit::Of(b), QUnit::Of(unit))
                if is(a, Class::Rate, units) && is(b, Class::Rate, units) =>
            {
                QUnit::Difference(unit)
            }
            // Points cannot lose a rate.
            (QUnit::Of(a), QUnit::Of(b), _) if is(a, Class::Points, units) && is(b, Class::Rate, units) => {
                return Err(Clash::Units(Some(a), Some(b)));
            }
            (.., unit) => unit,
        };
        Ok(Self { value: left.value.sub(right.value)?, range: left.range.sub(&right.range)?, unit })
    }

    /// The product: a ratio times a unit is the unit, two units have none.
    pub fn mul(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        let unit = match (ratio(self.unit, units), ratio(other.unit, units)) {
            (Ratio::No, Ratio::No) => QUnit::Any,
            (Ratio::No, _) => self.unit,
            (_, Ratio::No) => other.unit,
            (Ratio::Rate, _) => self.unit,
            (_, Ratio::Rate) => other.unit,
            (Ratio::Pure, Ratio::Pure) => QUnit::Pure,
        };
        Ok(Self { value: self.value.mul(other.value)?, range: self.range.mul(&other.range)?, unit })
    }

    /// The quotient: two units of one kind give a ratio, a unit over a ratio is the unit, other units have none.
    pub fn div(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        let unit = match (ratio(self.unit, units), ratio(other.unit, units)) {
            (_, Ratio::Pure) if self.unit == QUnit::Bare => QUnit::Pure,
            (_, Ratio::Pure) => self.unit,
            (Ratio::No, Ratio::Rate) => self.unit,
            (_, Ratio::Rate) => QUnit::Pure,
            (_, Ratio::No) => match (self.unit, other.unit) {
                (QUnit::Of(a), QUnit::Of(b)) if units.same_kind(a, b) => QUnit::Pure,
                _ => QUnit::Any,
            },
        };
        let value = self.value.div(other.value)?.ok_or(Clash::DivisionByZero)?;
        let range = self.range.div(&other.range)?.ok_or(Clash::DivisionByZero)?;
        Ok(Self { value, range, unit })
    }

    /// How much it is above an older value, as a part of that: (new − old)/old. Undefined from zero or less.
    pub fn growth_from(&self, old: &Self, units: &Units) -> Result<Self, Clash> {
        let (new, old, _) = meet(self, old, units)?;
        if old.value <= Exact::ZERO {
            return Err(Clash::DivisionByZero);
        }
        let value = new.value.div(old.value)?.ok_or(Clash::DivisionByZero)?.sub(Exact::ONE)?;
        // As new/old − 1, where each stands once, so that the interval is no wider than it must be.
        let range = new.range.div(&old.range)?.ok_or(Clash::DivisionByZero)?;
        let range = range.sub(&Interval::point(Exact::ONE))?;
        Ok(Self { value, range, unit: QUnit::Pure })
    }

    /// The opposite.
    pub fn neg(&self) -> Result<Self, Clash> {
        Ok(Self { value: self.value.neg(), range: self.range.neg(), unit: self.unit })
    }

    /// Without its sign.
    pub fn abs(&self) -> Result<Self, Clash> {
        Ok(Self { value: self.value.abs(), range: self.range.abs(), unit: self.unit })
    }

    /// Rounded to so many decimals of its unit, half away from zero. Each end of the interval is rounded: that
    /// is where the rounded value can lie.
    pub fn round(&self, places: &Self, units: &Units) -> Result<Self, Clash> {
        let places = i32::try_from(places.value.round_half_away(0)?.numer()).map_err(|_| Clash::Overflow)?;
        let scale = self.unit.id().map_or(Exact::ONE, |unit| units.scale(unit));
        let round = |x: Exact| -> Result<Exact, Overflow> {
            x.div(scale)?.unwrap_or(x).round_half_away(places)?.mul(scale)
        };
        let (lo, hi) = (self.range.lo().map(round).transpose()?, self.range.hi().map(round).transpose()?);
        let range = match (lo, hi) {
            (Some(lo), Some(hi)) => Interval::closed(lo, hi),
            (Some(lo), None) => Interval::from(lo, false),
            (None, Some(hi)) => Interval::up_to(hi, false),
            (None, None) => Interval::EVERYTHING,
        };
        Ok(Self { value: round(self.value)?, range, unit: self.unit })
    }

    /// The smaller one.
    pub fn min(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        let (left, right, unit) = meet(self, other, units)?;
        Ok(Self { value: left.value.min(right.value), range: left.range.min(&right.range), unit })
    }

    /// The larger one.
    pub fn max(&self, other: &Self, units: &Units) -> Result<Self, Clash> {
        let (left, right, unit) = meet(self, other, units)?;
        Ok(Self { value: left.value.max(right.value), range: left.range.max(&right.range), unit })
    }

    /// The same number of a unit's scale.
    fn scaled(&self, unit: UnitId, units: &Units) -> Result<Self, Overflow> {
        let scale = units.scale(unit);
        Ok(Self { value: self.value.mul(scale)?, range: self.range.scale(scale)?, unit: self.unit })
    }
}

/// Two quantities as they stand beside each other in a comparison, and the unit that they share.
pub(crate) fn meet(
    left: &Quantity,
    right: &Quantity,
    units: &Units,
) -> Result<(Quantity, Quantity, QUnit), Clash> {
    let (a, b) = (left.unit, right.unit);
    let unit = match (a, b) {
        _ if a == b => a,
        (QUnit::Bare, QUnit::Of(unit) | QUnit::Difference(unit)) => {
            return Ok((left.scaled(unit, units)?, *right, b));
        }
        (QUnit::Of(unit) | QUnit::Difference(unit), QUnit::Bare) => {
            return Ok((*left, right.scaled(unit, units)?, a));
        }
        (QUnit::Bare, other) | (other, QUnit::Bare) => other,
        (QUnit::Any, other) | (other, QUnit::Any) => other,
        (QUnit::Pure, other) | (other, QUnit::Pure) => other,
        (QUnit::Of(u), QUnit::Of(v)) | (QUnit::Difference(u), QUnit::Difference(v))
            if units.same_kind(u, v) =>
        {
            a
        }
        (QUnit::Difference(_), QUnit::Of(v)) if is(v, Class::Rate, units) || is(v, Class::Points, units) => b,
        (QUnit::Of(u), QUnit::Difference(_)) if is(u, Class::Rate, units) || is(u, Class::Points, units) => a,
        _ => return Err(Clash::Units(a.id(), b.id())),
    };
    Ok((*left, *right, unit))
}

/// The same in a sum, where points go with a rate.
fn meet_in_sum(
    left: &Quantity,
    right: &Quantity,
    units: &Units,
) -> Result<(Quantity, Quantity, QUnit), Clash> {
    if let (QUnit::Of(a), QUnit::Of(b)) = (left.unit, right.unit)
        && a != b
    {
        match (units.class(a), units.class(b)) {
            (Class::Rate, Class::Points) => return Ok((*left, *right, left.unit)),
            (Class::Points, Class::Rate) => return Ok((*left, *right, right.unit)),
            _ => {}
        }
    }
    meet(left, right, units)
}

/// What a unit is in `* /`.
enum Ratio {
    /// A number only.
    Pure,
    /// A number with a unit of rates: %, pp.
    Rate,
    /// Not a ratio.
    No,
}

fn ratio(unit: QUnit, units: &Units) -> Ratio {
    match unit {
        QUnit::Bare | QUnit::Pure => Ratio::Pure,
        QUnit::Difference(_) => Ratio::Rate,
        QUnit::Of(unit) if is(unit, Class::Rate, units) || is(unit, Class::Points, units) => Ratio::Rate,
        QUnit::Of(_) | QUnit::Any => Ratio::No,
    }
}

fn is(unit: UnitId, class: Class, units: &Units) -> bool {
    units.class(unit) == class
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    struct Bench {
        units: Units,
    }

    impl Bench {
        /// A value with half a unit of rounding to either side, in a unit.
        fn about(&mut self, value: i64, unit: &str) -> Quantity {
            let unit = self.units.intern(unit);
            let value = Exact::from_int(value);
            let range = Interval::around(value, Exact::HALF).unwrap();
            Quantity { value, range, unit: QUnit::Bare }.taking_unit(unit, &self.units).unwrap()
        }

        fn exact(&mut self, value: i64, unit: &str) -> Quantity {
            let unit = self.units.intern(unit);
            Quantity::bare(value).taking_unit(unit, &self.units).unwrap()
        }
    }

    fn bench() -> Bench {
        Bench { units: Units::new() }
    }

    fn is_clash(result: Result<Quantity, Clash>) -> bool {
        matches!(result, Err(Clash::Units(Some(_), Some(_))))
    }

    #[test]
    fn sums_convert_inside_a_kind() {
        let mut b = bench();
        let (yuan, wan, cases) = (b.exact(5, "元"), b.exact(3, "万元"), b.exact(1, "件"));
        assert_eq!(wan.add(&yuan, &b.units).unwrap().value, Exact::from_int(30_005));
        assert!(is_clash(yuan.add(&cases, &b.units)));
        let batches = b.exact(1, "批次");
        assert!(is_clash(cases.sub(&batches, &b.units)));
    }

    #[test]
    fn a_number_without_a_unit() {
        let mut b = bench();
        let (rate, money) = (b.exact(41, "%"), b.exact(3, "万元"));
        let sum = rate.add(&Quantity::bare(1), &b.units).unwrap();
        assert_eq!((sum.value, sum.unit), (Exact::new(42, 100).unwrap(), rate.unit));
        assert_eq!(Quantity::bare(100).sub(&rate, &b.units).unwrap().value, Exact::new(59, 100).unwrap());
        assert_eq!(money.add(&Quantity::bare(1), &b.units).unwrap().value, Exact::from_int(40_000));
        assert_eq!(money.mul(&Quantity::bare(2), &b.units).unwrap(), b.exact(6, "万元"));
        assert_eq!(Quantity::bare(3).div(&Quantity::bare(4), &b.units).unwrap().unit, QUnit::Pure);
    }

    #[test]
    fn ratios_and_rates() {
        let mut b = bench();
        let (a, c, rate, people) = (b.exact(1, "件"), b.exact(2, "件"), b.exact(50, "%"), b.exact(4, "人"));
        let half = a.div(&c, &b.units).unwrap();
        assert_eq!((half.value, half.unit), (Exact::HALF, QUnit::Pure));
        // Pure meets a rate as the same part.
        assert_eq!(rate.sub(&half, &b.units).unwrap().value, Exact::ZERO);
        assert_eq!(rate.mul(&c, &b.units).unwrap(), a);
        assert_eq!(a.div(&rate, &b.units).unwrap(), c);
        assert_eq!(rate.div(&rate, &b.units).unwrap().unit, QUnit::Pure);
        let per_head = c.div(&people, &b.units).unwrap();
        assert_eq!((per_head.value, per_head.unit), (Exact::HALF, QUnit::Any));
        assert!(per_head.add(&people, &b.units).is_ok());
        assert_eq!(c.mul(&people, &b.units).unwrap().unit, QUnit::Any);
    }

    #[test]
    fn a_difference_of_rates_is_both() {
        let mut b = bench();
        let (new, old, points) = (b.exact(41, "%"), b.exact(38, "%"), b.exact(3, "百分点"));
        let difference = new.sub(&old, &b.units).unwrap();
        assert!(meet(&difference, &points, &b.units).is_ok() && meet(&difference, &new, &b.units).is_ok());
        assert_eq!(difference.value, points.value);
        assert!(meet(&new, &points, &b.units).is_err());
        assert_eq!(old.add(&points, &b.units).unwrap(), new);
        assert_eq!(new.sub(&points, &b.units).unwrap(), old);
        assert!(is_clash(points.sub(&new, &b.units)));
    }

    #[test]
    fn growth() {
        let mut b = bench();
        let (new, old, nothing) = (b.exact(412, "件"), b.exact(400, "件"), b.exact(0, "件"));
        let growth = new.growth_from(&old, &b.units).unwrap();
        assert_eq!((growth.value, growth.unit), (Exact::new(3, 100).unwrap(), QUnit::Pure));
        assert_eq!(new.growth_from(&nothing, &b.units), Err(Clash::DivisionByZero));
        assert_eq!(new.growth_from(&old.neg().unwrap(), &b.units), Err(Clash::DivisionByZero));
        assert_eq!(new.div(&nothing, &b.units), Err(Clash::DivisionByZero));
    }

    #[test]
    fn intervals_go_along() {
        let mut b = bench();
        let (x, y) = (b.about(10, "天"), b.about(4, "天"));
        let sum = x.add(&y, &b.units).unwrap();
        assert_eq!((sum.range.lo(), sum.range.hi()), (Some(Exact::from_int(13)), Some(Exact::from_int(15))));
        let money = b.about(3, "万元");
        assert_eq!(money.range.hi(), Some(Exact::from_int(35_000)));
        let rounded =
            money.div(&Quantity::bare(7), &b.units).unwrap().round(&Quantity::bare(1), &b.units).unwrap();
        assert_eq!(rounded.value, Exact::from_int(4000));
        assert_eq!(
            (rounded.range.lo(), rounded.range.hi()),
            (Some(Exact::from_int(4000)), Some(Exact::from_int(5000)))
        );
    }

    #[test]
    fn too_large() {
        let mut b = bench();
        let unit = b.units.intern("件");
        let large = Quantity::point(Exact::new(i128::MAX, 1).unwrap(), QUnit::Of(unit));
        assert_eq!(large.add(&large, &b.units), Err(Clash::Overflow));
        assert_eq!(large.mul(&large, &b.units), Err(Clash::Overflow));
    }
}
