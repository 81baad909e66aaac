//! What a number may stand for: all values between two ends (interval arithmetic as in EBA DPM and XBRL
//! Calculations 1.1), with open, closed and unbounded ends.

use std::cmp::Ordering;

use crate::exact::{Exact, Overflow};

/// How an interval ends on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The end belongs to it.
    Closed,
    /// It does not.
    Open,
    /// There is none.
    Unbounded,
}

/// All values between two ends. Flat and `Copy`: where an end is unbounded, its value is zero and means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    lo: Exact,
    hi: Exact,
    low: End,
    high: End,
}

impl Interval {
    /// Every value.
    pub const EVERYTHING: Self =
        Self { lo: Exact::ZERO, hi: Exact::ZERO, low: End::Unbounded, high: End::Unbounded };

    /// One value only.
    pub const fn point(at: Exact) -> Self {
        Self { lo: at, hi: at, low: End::Closed, high: End::Closed }
    }

    /// From one value to another, both included.
    pub const fn closed(lo: Exact, hi: Exact) -> Self {
        Self { lo, hi, low: End::Closed, high: End::Closed }
    }

    /// As many values on either side, both ends included.
    pub fn around(middle: Exact, reach: Exact) -> Result<Self, Overflow> {
        Ok(Self::closed(middle.sub(reach)?, middle.add(reach)?))
    }

    /// From one value up; `open` leaves the value itself out.
    pub const fn from(lo: Exact, open: bool) -> Self {
        Self { lo, hi: Exact::ZERO, low: if open { End::Open } else { End::Closed }, high: End::Unbounded }
    }

    /// Up to a value; `open` leaves the value itself out.
    pub const fn up_to(hi: Exact, open: bool) -> Self {
        Self { lo: Exact::ZERO, hi, low: End::Unbounded, high: if open { End::Open } else { End::Closed } }
    }

    /// The same, without its lower end.
    pub const fn open_below(self) -> Self {
        Self { low: if matches!(self.low, End::Closed) { End::Open } else { self.low }, ..self }
    }

    /// The same, without its upper end.
    pub const fn open_above(self) -> Self {
        Self { high: if matches!(self.high, End::Closed) { End::Open } else { self.high }, ..self }
    }

    /// The lower end; `None` where there is none.
    pub const fn lo(&self) -> Option<Exact> {
        if matches!(self.low, End::Unbounded) { None } else { Some(self.lo) }
    }

    /// The upper end; `None` where there is none.
    pub const fn hi(&self) -> Option<Exact> {
        if matches!(self.high, End::Unbounded) { None } else { Some(self.hi) }
    }

    /// Does the lower end not belong to it?
    pub const fn lo_open(&self) -> bool {
        !matches!(self.low, End::Closed)
    }

    /// Does the upper end not belong to it?
    pub const fn hi_open(&self) -> bool {
        !matches!(self.high, End::Closed)
    }

    /// One value only?
    #[inline]
    pub fn is_point(&self) -> bool {
        self.low == End::Closed && self.high == End::Closed && self.lo == self.hi
    }

    /// No value at all?
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (End::Unbounded, _) | (_, End::Unbounded) => false,
            (End::Closed, End::Closed) => self.lo > self.hi,
            _ => self.lo >= self.hi,
        }
    }

    /// From its lower to its upper end; `None` where an end is missing or the difference cannot be held.
    pub fn width(&self) -> Option<Exact> {
        self.hi()?.sub(self.lo()?).ok()
    }

    /// Is the value in it?
    pub fn contains(&self, value: Exact) -> bool {
        self.meets(&Self::point(value))
    }

    /// Can the two be equal: is there a value in both?
    pub fn meets(&self, other: &Self) -> bool {
        self.can_be_at_most(other) && other.can_be_at_most(self)
    }

    /// Is there a value here below one there?
    pub fn can_be_less(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.gap_to(other) == Ordering::Less
    }

    /// Is there a value here below, or equal to, one there?
    pub fn can_be_at_most(&self, other: &Self) -> bool {
        !self.is_empty()
            && !other.is_empty()
            && match self.gap_to(other) {
                Ordering::Less => true,
                Ordering::Equal => self.low == End::Closed && other.high == End::Closed,
                Ordering::Greater => false,
            }
    }

    /// How its lower end lies to the other's upper end.
    fn gap_to(&self, other: &Self) -> Ordering {
        match (self.lo(), other.hi()) {
            (Some(lo), Some(hi)) => lo.cmp(&hi),
            _ => Ordering::Less,
        }
    }

    /// All sums.
    pub fn add(&self, other: &Self) -> Result<Self, Overflow> {
        let low = both(self.low, other.low);
        let high = both(self.high, other.high);
        let lo = if low == End::Unbounded { Exact::ZERO } else { self.lo.add(other.lo)? };
        let hi = if high == End::Unbounded { Exact::ZERO } else { self.hi.add(other.hi)? };
        Ok(Self { lo, hi, low, high })
    }

    /// All differences.
    pub fn sub(&self, other: &Self) -> Result<Self, Overflow> {
        self.add(&other.neg())
    }

    /// All opposites.
    pub const fn neg(&self) -> Self {
        Self { lo: self.hi.neg(), hi: self.lo.neg(), low: self.high, high: self.low }
    }

    /// All values times a number.
    pub fn scale(&self, by: Exact) -> Result<Self, Overflow> {
        if by == Exact::ONE {
            return Ok(*self);
        }
        if by.is_negative() {
            return self.neg().scale(by.neg());
        }
        if by.is_zero() {
            return Ok(Self::point(Exact::ZERO));
        }
        Ok(Self { lo: self.lo.mul(by)?, hi: self.hi.mul(by)?, ..*self })
    }

    /// All products.
    pub fn mul(&self, other: &Self) -> Result<Self, Overflow> {
        if self.is_point() {
            return other.scale(self.lo);
        }
        if other.is_point() {
            return self.scale(other.lo);
        }
        let mut hull = None;
        for a in self.corners() {
            for b in other.corners() {
                let corner = a.mul(b)?;
                let (least, most): (Corner, Corner) = hull.unwrap_or((corner, corner));
                hull = Some((least.lower(corner), most.upper(corner)));
            }
        }
        Ok(hull.map_or(Self::EVERYTHING, |(least, most)| Self::between(least, most)))
    }

    /// All quotients; `None` where the divisor is zero and nothing else. Where zero is among the divisors, the
    /// quotients have no bound on one side or on both.
    pub fn div(&self, other: &Self) -> Result<Option<Self>, Overflow> {
        match other.recip()? {
            Some(recip) => self.mul(&recip).map(Some),
            None => Ok(None),
        }
    }

    fn recip(&self) -> Result<Option<Self>, Overflow> {
        if self.is_point() && self.lo.is_zero() {
            return Ok(None);
        }
        let (below, above) =
            (self.lo().is_none_or(Exact::is_negative), self.hi().is_none_or(|hi| hi > Exact::ZERO));
        match (below, above) {
            (true, true) => Ok(Some(Self::EVERYTHING)),
            (true, false) => Ok(self.neg().recip()?.map(|recip| recip.neg())),
            (false, _) => {
                let invert = |end: Exact| Exact::ONE.div(end);
                let (hi, high) = match invert(self.lo)? {
                    Some(hi) => (hi, self.low),
                    None => (Exact::ZERO, End::Unbounded),
                };
                let (lo, low) = match self.high {
                    End::Unbounded => (Exact::ZERO, End::Open),
                    high => (invert(self.hi)?.unwrap_or(Exact::ZERO), high),
                };
                Ok(Some(Self { lo, hi, low, high }))
            }
        }
    }

    /// All values without their signs.
    pub fn abs(&self) -> Self {
        if self.lo().is_some_and(|lo| !lo.is_negative()) {
            return *self;
        }
        let mirrored = self.neg();
        if self.hi().is_some_and(|hi| hi <= Exact::ZERO) {
            return mirrored;
        }
        let [_, right] = self.corners();
        let [_, left] = mirrored.corners();
        Self::between(Corner::at(Exact::ZERO, false), left.upper(right))
    }

    /// All that the smaller of two can be.
    pub fn min(&self, other: &Self) -> Self {
        let ([lo, hi], [other_lo, other_hi]) = (self.corners(), other.corners());
        // The smaller one reaches a shared upper end only if both do.
        Self::between(lo.lower(other_lo), hi.lower_if_both(other_hi))
    }

    /// All that the larger of two can be.
    pub fn max(&self, other: &Self) -> Self {
        self.neg().min(&other.neg()).neg()
    }

    fn corners(&self) -> [Corner; 2] {
        [
            Corner {
                at: self.lo,
                open: self.low != End::Closed,
                beyond: if self.low == End::Unbounded { -1 } else { 0 },
            },
            Corner {
                at: self.hi,
                open: self.high != End::Closed,
                beyond: i8::from(self.high == End::Unbounded),
            },
        ]
    }

    fn between(least: Corner, most: Corner) -> Self {
        Self { lo: least.at, hi: most.at, low: least.end(), high: most.end() }
    }
}

/// The end that the sum of two ends is.
const fn both(a: End, b: End) -> End {
    match (a, b) {
        (End::Unbounded, _) | (_, End::Unbounded) => End::Unbounded,
        (End::Closed, End::Closed) => End::Closed,
        _ => End::Open,
    }
}

/// An end as a number, with the two infinities.
#[derive(Clone, Copy)]
struct Corner {
    at: Exact,
    open: bool,
    /// −1 and 1 are the infinities.
    beyond: i8,
}

impl Corner {
    const fn at(at: Exact, open: bool) -> Self {
        Self { at, open, beyond: 0 }
    }

    const fn end(self) -> End {
        match (self.beyond, self.open) {
            (0, false) => End::Closed,
            (0, true) => End::Open,
            _ => End::Unbounded,
        }
    }

    const fn sign(self) -> i8 {
        if self.beyond == 0 { self.at.numer().signum() as i8 } else { self.beyond }
    }

    fn mul(self, other: Self) -> Result<Self, Overflow> {
        let sign = self.sign() * other.sign();
        if sign == 0 {
            // Zero times anything is zero: reached if a zero is, however the other side ends.
            let reached = (self.sign() == 0 && !self.open) || (other.sign() == 0 && !other.open);
            return Ok(Self::at(Exact::ZERO, !reached));
        }
        if self.beyond != 0 || other.beyond != 0 {
            return Ok(Self { at: Exact::ZERO, open: true, beyond: sign });
        }
        Ok(Self::at(self.at.mul(other.at)?, self.open || other.open))
    }

    fn order(self, other: Self) -> Ordering {
        self.beyond.cmp(&other.beyond).then_with(|| self.at.cmp(&other.at))
    }

    /// The smaller one; of two equal ones the closed one.
    fn lower(self, other: Self) -> Self {
        match self.order(other) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => Self { open: self.open && other.open, ..self },
        }
    }

    /// The smaller one; of two equal ones the open one.
    fn lower_if_both(self, other: Self) -> Self {
        match self.order(other) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => Self { open: self.open || other.open, ..self },
        }
    }

    /// The larger one; of two equal ones the closed one.
    fn upper(self, other: Self) -> Self {
        match self.order(other) {
            Ordering::Greater => self,
            Ordering::Less => other,
            Ordering::Equal => Self { open: self.open && other.open, ..self },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn int(n: i64) -> Exact {
        Exact::from_int(n)
    }

    fn closed(lo: i64, hi: i64) -> Interval {
        Interval::closed(int(lo), int(hi))
    }

    #[test]
    fn ends_decide() {
        let below = closed(1, 5).open_above();
        assert!(!below.meets(&closed(5, 9)));
        assert!(closed(1, 5).meets(&closed(5, 9)));
        assert!(!below.contains(int(5)));
        assert!(!closed(5, 9).can_be_less(&closed(1, 5)));
        assert!(closed(5, 9).can_be_at_most(&closed(1, 5)));
        assert!(!closed(5, 9).can_be_at_most(&below));
        assert!(Interval::from(int(3), true).can_be_less(&Interval::EVERYTHING));
        assert!(!Interval::from(int(3), true).contains(int(3)));
        assert!(Interval::up_to(int(3), false).contains(int(-99)));
        assert!(closed(4, 4).open_above().is_empty());
        assert!(!closed(4, 4).open_above().meets(&closed(0, 9)));
    }

    #[test]
    fn division_by_what_may_be_zero() {
        assert_eq!(closed(1, 2).div(&Interval::point(Exact::ZERO)), Ok(None));
        assert_eq!(closed(1, 2).div(&closed(-1, 1)), Ok(Some(Interval::EVERYTHING)));
        let quotient = closed(1, 2).div(&closed(0, 4)).unwrap().unwrap();
        assert_eq!((quotient.lo(), quotient.hi()), (Exact::new(1, 4), None));
        let small = closed(1, 2).div(&Interval::from(int(2), false)).unwrap().unwrap();
        assert_eq!((small.lo(), small.lo_open(), small.hi()), (Some(Exact::ZERO), true, Some(Exact::ONE)));
        let negative = closed(1, 2).div(&closed(-4, -2)).unwrap().unwrap();
        assert_eq!((negative.lo(), negative.hi()), (Some(int(-1)), Exact::new(-1, 4)));
    }

    #[test]
    fn zero_times_an_open_end_is_reached() {
        let product = closed(0, 1).mul(&closed(2, 3).open_below()).unwrap();
        assert_eq!((product.lo(), product.lo_open(), product.hi_open()), (Some(Exact::ZERO), false, false));
        let open = closed(0, 1).open_below().mul(&Interval::from(int(1), false)).unwrap();
        assert_eq!((open.lo(), open.lo_open(), open.hi()), (Some(Exact::ZERO), true, None));
    }

    #[test]
    fn smaller_larger_and_without_sign() {
        let min = closed(1, 5).open_above().min(&closed(1, 5).open_below());
        assert!(!min.lo_open() && min.hi_open());
        assert_eq!(closed(1, 5).max(&closed(3, 4)), closed(3, 5));
        assert_eq!(closed(-3, 2).abs(), closed(0, 3));
        assert_eq!(closed(-3, -2).abs(), closed(2, 3));
        assert_eq!(Interval::up_to(int(-2), true).abs(), Interval::from(int(2), true));
        assert_eq!(Interval::up_to(int(2), false).abs(), Interval::from(int(0), false));
    }

    /// An interval over small whole numbers, perhaps with open or missing ends, never empty.
    fn any_interval() -> impl Strategy<Value = Interval> {
        (-9i64..9, 0i64..6, 0u8..3, 0u8..3).prop_map(|(lo, width, low, high)| {
            let width = if low == 1 || high == 1 { width + 1 } else { width };
            let base = match (low, high) {
                (2, 2) => Interval::EVERYTHING,
                (2, _) => Interval::up_to(int(lo + width), false),
                (_, 2) => Interval::from(int(lo), false),
                _ => closed(lo, lo + width),
            };
            let base = if low == 1 { base.open_below() } else { base };
            if high == 1 { base.open_above() } else { base }
        })
    }

    /// Values of it: halves of whole numbers, within reach.
    fn members(interval: &Interval) -> Vec<Exact> {
        (-60i128..60).filter_map(|n| Exact::new(n, 4)).filter(|x| interval.contains(*x)).collect()
    }

    proptest! {
        #[test]
        fn every_result_is_inside(a in any_interval(), b in any_interval()) {
            let (sum, difference, product) = (a.add(&b).unwrap(), a.sub(&b).unwrap(), a.mul(&b).unwrap());
            let quotient = a.div(&b).unwrap();
            let (min, max, abs) = (a.min(&b), a.max(&b), a.abs());
            let (mut meets, mut less, mut at_most) = (false, false, false);
            for x in members(&a) {
                prop_assert!(abs.contains(x.abs()));
                prop_assert!(a.neg().contains(x.neg()));
                for y in members(&b) {
                    prop_assert!(sum.contains(x.add(y).unwrap()));
                    prop_assert!(difference.contains(x.sub(y).unwrap()));
                    prop_assert!(product.contains(x.mul(y).unwrap()), "{:?} {:?} {:?} {:?}", a, b, x, y);
                    if let Some(q) = x.div(y).unwrap() {
                        prop_assert!(quotient.unwrap().contains(q), "{:?} / {:?} {:?} {:?}", a, b, x, y);
                    }
                    prop_assert!(min.contains(x.min(y)) && max.contains(x.max(y)));
                    meets |= x == y;
                    less |= x < y;
                    at_most |= x <= y;
                }
            }
            prop_assert_eq!(meets, a.meets(&b));
            prop_assert_eq!(less, a.can_be_less(&b));
            prop_assert_eq!(at_most, a.can_be_at_most(&b));
        }

        #[test]
        fn no_wider_than_needed(a in -9i64..9, b in 0i64..5, c in -9i64..9, d in 0i64..5) {
            let (x, y) = (closed(a, a + b), closed(c, c + d));
            let ends = [a * c, a * (c + d), (a + b) * c, (a + b) * (c + d)];
            let expected = closed(*ends.iter().min().unwrap(), *ends.iter().max().unwrap());
            prop_assert_eq!(x.mul(&y).unwrap(), expected);
            prop_assert_eq!(x.add(&y).unwrap(), closed(a + c, a + b + c + d));
            prop_assert_eq!(x.min(&y), closed(a.min(c), (a + b).min(c + d)));
        }
    }
}
