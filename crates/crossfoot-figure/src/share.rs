//! Rates that no whole number of cases can give: 98.7 % of 5 cases (the GRIM test, Brown & Heathers 2017).

use crate::{exact::Exact, interval::Interval, quantity::Quantity};

/// So many totals are tried where the total itself is rounded.
const TOTALS: i64 = 10_000;

impl Quantity {
    /// Is the printed rate that of some whole number out of so many? `None` out of nothing.
    ///
    /// Where the total is rounded, out of any whole number that it may be; a rate wider than one case of the
    /// total is always one.
    pub fn can_be_share_of(&self, total: &Self) -> Option<bool> {
        if total.value <= Exact::ZERO {
            return None;
        }
        if total.range.is_point() {
            return Some(is_share(&self.range, total.value));
        }
        let mut of = total.range.lo().map_or(Exact::ONE, |lo| lo.ceil().max(Exact::ONE));
        for _ in 0..TOTALS {
            if !total.range.contains(of) {
                return Some(false);
            }
            if is_share(&self.range, of) {
                return Some(true);
            }
            of = of.add(Exact::ONE).ok()?;
        }
        Some(true)
    }

    /// The nearest rates below and above that some whole number out of so many gives, in the base of their unit.
    pub fn nearest_shares(&self, total: &Self) -> Option<(Exact, Exact)> {
        if total.value <= Exact::ZERO {
            return None;
        }
        let cases = self.value.mul(total.value).ok()?;
        let most = total.value.floor();
        let below = cases.floor().max(Exact::ZERO).min(most);
        let above = cases.ceil().max(Exact::ZERO).min(most);
        Some((below.div(total.value).ok()??, above.div(total.value).ok()??))
    }
}

/// Is there a whole number from 0 to the total whose part of it lies in the interval?
fn is_share(rate: &Interval, total: Exact) -> bool {
    let Ok(cases) = rate.scale(total) else { return true };
    let first = match cases.lo() {
        Some(lo) if lo > Exact::ZERO || (lo.is_zero() && cases.lo_open()) => {
            if cases.lo_open() {
                lo.floor().add(Exact::ONE).unwrap_or(lo)
            } else {
                lo.ceil()
            }
        }
        _ => Exact::ZERO,
    };
    first <= total && cases.contains(first)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{stated::Stated, unit::Units};

    fn judge(rate: &str, total: &str) -> Option<bool> {
        let mut units = Units::new();
        let (percent, cases) = (units.intern("%"), units.intern("件"));
        let read = |text: &str, unit| Stated::literal(text).unwrap().0.quantity(Some(unit), &units).unwrap();
        read(rate, percent).can_be_share_of(&read(total, cases))
    }

    #[test]
    fn what_five_cases_can_give() {
        assert_eq!(judge("98.7", "5"), Some(false));
        assert_eq!(judge("80.0", "5"), Some(true));
        assert_eq!(judge("100", "5"), Some(true));
        assert_eq!(judge("0", "5"), Some(true));
        assert_eq!(judge("120", "5"), Some(false));
        assert_eq!(judge("33.3", "3"), Some(true));
        assert_eq!(judge("98.7", "0"), None);
        assert_eq!(judge("98.7", "18万"), Some(true));
        assert_eq!(judge("98.7", "5000000000000"), Some(true));
    }

    #[test]
    fn the_nearest_ones() {
        let mut units = Units::new();
        let percent = units.intern("%");
        let read = |text: &str, unit| Stated::literal(text).unwrap().0.quantity(unit, &units).unwrap();
        let nearest = |rate: &str, of: &str| read(rate, Some(percent)).nearest_shares(&read(of, None));
        assert_eq!(nearest("98.7", "5"), Some((Exact::new(4, 5).unwrap(), Exact::ONE)));
        assert_eq!(nearest("120", "5"), Some((Exact::ONE, Exact::ONE)));
    }

    proptest! {
        #[test]
        fn as_trying_every_number_says(tenths in 0i64..1100, total in 1i64..60) {
            // The rate as a number of tenths of a per cent; k/total rounds to it, either way, if they are half apart at most.
            let possible = (0..=total).any(|k| (2000 * k - 2 * tenths * total).abs() <= total);
            let rate = format!("{}.{}", tenths / 10, tenths % 10);
            prop_assert_eq!(judge(&rate, &total.to_string()), Some(possible));
        }
    }
}
