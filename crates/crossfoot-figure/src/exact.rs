//! Exact numbers: a numerator over a denominator, never a float.

use std::hash::{Hash, Hasher};
use std::{cmp::Ordering, fmt};

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

/// A number too large to be held exactly: its numerator or denominator would have more than 38 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// An exact number, in lowest terms. Every result is exact or an [`Overflow`]; nothing is ever rounded unasked.
///
/// The numerator is never `i128::MIN`, so that every number has its opposite.
#[derive(Clone, Copy, Eq)]
pub struct Exact(Ratio<i128>);

/// In lowest terms, equal numbers are written alike: no need to reckon as the library does, which knows no such promise.
impl PartialEq for Exact {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.numer() == other.numer() && self.denom() == other.denom()
    }
}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.numer(), self.denom()).hash(state);
    }
}

/// The largest power of ten that can be held.
const MAX_POWER: u32 = 38;

impl Exact {
    /// 0
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// 1
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));
    /// ½
    pub const HALF: Self = Self(Ratio::new_raw(1, 2));

    /// A whole number.
    pub const fn from_int(whole: i64) -> Self {
        Self(Ratio::new_raw(whole as i128, 1))
    }

    /// A fraction in lowest terms that is known beforehand; `None` if it is not one.
    pub(crate) const fn fraction(numer: i64, denom: i64) -> Option<Self> {
        let (mut a, mut b) = (numer.unsigned_abs(), denom.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        if denom > 0 && a == 1 { Some(Self(Ratio::new_raw(numer as i128, denom as i128))) } else { None }
    }

    /// A fraction; `None` over zero, and where a part is `i128::MIN`.
    pub fn new(numer: i128, denom: i128) -> Option<Self> {
        let held = denom != 0 && denom != i128::MIN && numer != i128::MIN;
        held.then(|| Self(Ratio::new(numer, denom)))
    }

    /// Ten to a power, which may be negative.
    pub fn pow10(power: i32) -> Result<Self, Overflow> {
        if power.unsigned_abs() > MAX_POWER {
            return Err(Overflow);
        }
        let ten = 10i128.pow(power.unsigned_abs());
        Ok(Self(if power < 0 { Ratio::new_raw(1, ten) } else { Ratio::new_raw(ten, 1) }))
    }

    /// The numerator; its sign is the number's.
    pub const fn numer(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator, at least 1.
    pub const fn denom(self) -> i128 {
        *self.0.denom()
    }

    /// Without a fraction?
    pub const fn is_integer(self) -> bool {
        self.denom() == 1
    }

    /// 0?
    pub const fn is_zero(self) -> bool {
        self.numer() == 0
    }

    /// Below 0?
    pub const fn is_negative(self) -> bool {
        self.numer() < 0
    }

    /// The sum.
    #[inline]
    pub fn add(self, other: Self) -> Result<Self, Overflow> {
        if self.is_integer() && other.is_integer() {
            return whole(self.numer().checked_add(other.numer()));
        }
        settled(self.0.checked_add(&other.0))
    }

    /// The difference.
    #[inline]
    pub fn sub(self, other: Self) -> Result<Self, Overflow> {
        if self.is_integer() && other.is_integer() {
            return whole(self.numer().checked_sub(other.numer()));
        }
        settled(self.0.checked_sub(&other.0))
    }

    /// The product.
    #[inline]
    pub fn mul(self, other: Self) -> Result<Self, Overflow> {
        if self.is_integer() && other.is_integer() {
            return whole(self.numer().checked_mul(other.numer()));
        }
        settled(self.0.checked_mul(&other.0))
    }

    /// The quotient; `None` where the divisor is zero.
    pub fn div(self, other: Self) -> Result<Option<Self>, Overflow> {
        if other.is_zero() { Ok(None) } else { settled(self.0.checked_div(&other.0)).map(Some) }
    }

    /// The opposite.
    pub const fn neg(self) -> Self {
        Self(Ratio::new_raw(-self.numer(), self.denom()))
    }

    /// Without its sign.
    pub const fn abs(self) -> Self {
        if self.is_negative() { self.neg() } else { self }
    }

    /// The largest whole number that is not above it.
    pub const fn floor(self) -> Self {
        Self(Ratio::new_raw(self.numer().div_euclid(self.denom()), 1))
    }

    /// The smallest whole number that is not below it.
    pub const fn ceil(self) -> Self {
        self.neg().floor().neg()
    }

    /// Rounded to so many decimals, a half away from zero (GB/T 8170 calls it 四舍五入). Negative
    /// `places` round to tens, hundreds and so on.
    pub fn round_half_away(self, places: i32) -> Result<Self, Overflow> {
        if self.is_integer() && places >= 0 {
            return Ok(self);
        }
        let shifted = self.mul(Self::pow10(places)?)?;
        let (toward_zero, rest) = (shifted.numer() / shifted.denom(), shifted.numer() % shifted.denom());
        let half_or_more = rest.abs() >= shifted.denom() - rest.abs();
        let nearest = if half_or_more { toward_zero + rest.signum() } else { toward_zero };
        Self(Ratio::new_raw(nearest, 1)).mul(Self::pow10(-places)?)
    }

    /// How many decimals it takes to write it exactly; `None` for ⅓ and the like.
    pub fn decimals(self) -> Option<u8> {
        let twos = self.denom().trailing_zeros();
        let mut rest = self.denom() >> twos;
        let mut fives = 0;
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        if rest == 1 { u8::try_from(twos.max(fives)).ok() } else { None }
    }

    /// Written with so many decimals, rounded half away from zero. Never `-0`.
    pub fn to_decimal(self, decimals: u8) -> String {
        let (numer, denom) = (self.numer().unsigned_abs(), self.denom().unsigned_abs());
        let mut text = (numer / denom).to_string();
        let mut rest = numer % denom;
        for _ in 0..decimals {
            let digit;
            (digit, rest) = next_digit(rest, denom);
            text.push(char::from(b'0' + digit));
        }
        if rest >= denom - rest {
            text = one_more(&text);
        }
        if decimals > 0 {
            text.insert(text.len().saturating_sub(usize::from(decimals)), '.');
        }
        if self.is_negative() && text.contains(|c| matches!(c, '1'..='9')) {
            text.insert(0, '-');
        }
        text
    }
}

/// The next decimal of `rest / denom` (below 1), and what is left of it.
fn next_digit(rest: u128, denom: u128) -> (u8, u128) {
    if let Some(tenfold) = rest.checked_mul(10) {
        return ((tenfold / denom) as u8, tenfold % denom);
    }
    // Ten times one after the other: neither sum passes 2 · i128::MAX.
    let (mut digit, mut left) = (0, 0);
    for _ in 0..10 {
        left += rest;
        if left >= denom {
            left -= denom;
            digit += 1;
        }
    }
    (digit, left)
}

/// A row of digits, counted up by one.
fn one_more(digits: &str) -> String {
    let kept = digits.trim_end_matches('9');
    let zeros = "0".repeat(digits.len() - kept.len());
    let mut head = kept.to_owned();
    let last = head.pop().unwrap_or('0');
    head.push(char::from_digit(last.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or('0'));
    head + &zeros
}

fn whole(numer: Option<i128>) -> Result<Exact, Overflow> {
    match numer {
        Some(numer) if numer != i128::MIN => Ok(Exact(Ratio::new_raw(numer, 1))),
        _ => Err(Overflow),
    }
}

fn settled(ratio: Option<Ratio<i128>>) -> Result<Exact, Overflow> {
    match ratio {
        Some(ratio) if *ratio.numer() != i128::MIN => Ok(Exact(ratio)),
        _ => Err(Overflow),
    }
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self::from_int(whole)
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denom() == other.denom() {
            return self.numer().cmp(&other.numer());
        }
        match (self.numer().checked_mul(other.denom()), other.numer().checked_mul(self.denom())) {
            (Some(left), Some(right)) => left.cmp(&right),
            // By continued fractions, which cannot overflow.
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Exactly: as a decimal where it has an end, else as `a/b`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some(decimals) => f.write_str(&self.to_decimal(decimals)),
            None => write!(f, "{}/{}", self.numer(), self.denom()),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(numer: i128, denom: i128) -> Exact {
        Exact::new(numer, denom).unwrap()
    }

    #[test]
    fn writes_itself_exactly() {
        assert_eq!(exact(1785, 100).to_string(), "17.85");
        assert_eq!(exact(-1, 8).to_string(), "-0.125");
        assert_eq!(exact(1, 3).to_string(), "1/3");
        assert_eq!(exact(10, -4).to_string(), "-2.5");
        assert_eq!(Exact::ZERO.to_string(), "0");
    }

    #[test]
    fn rounds_a_half_away_from_zero() {
        assert_eq!(exact(25, 10).to_decimal(0), "3");
        assert_eq!(exact(-25, 10).to_decimal(0), "-3");
        assert_eq!(exact(-4, 100).to_decimal(1), "0.0");
        assert_eq!(exact(9995, 1000).to_decimal(2), "10.00");
        assert_eq!(exact(99, 100).to_decimal(1), "1.0");
        assert_eq!(exact(1, 3).to_decimal(3), "0.333");
        assert_eq!(exact(25, 10).round_half_away(0), Ok(Exact::from_int(3)));
        assert_eq!(exact(-12345, 1).round_half_away(-1), Ok(Exact::from_int(-12350)));
        assert_eq!(exact(149, 1).round_half_away(-2), Ok(Exact::from_int(100)));
    }

    #[test]
    fn what_is_too_large_says_so() {
        let large = exact(i128::MAX, 1);
        assert_eq!(large.add(Exact::ONE), Err(Overflow));
        assert_eq!(large.neg().sub(Exact::ONE), Err(Overflow));
        assert_eq!(large.mul(exact(3, 2)), Err(Overflow));
        assert_eq!(exact(1, i128::MAX).mul(exact(1, 2)), Err(Overflow));
        assert_eq!(Exact::pow10(39), Err(Overflow));
        assert_eq!(Exact::new(i128::MIN, 1), None);
        assert_eq!(Exact::new(1, 0), None);
        assert_eq!(Exact::ONE.div(Exact::ZERO), Ok(None));
    }

    #[test]
    fn compares_without_overflow() {
        assert!(exact(i128::MAX, i128::MAX - 1) > Exact::ONE);
        assert!(exact(i128::MAX - 1, i128::MAX) < exact(i128::MAX, i128::MAX - 1));
        assert!(exact(i128::MAX - 2, i128::MAX - 1) < exact(i128::MAX - 1, i128::MAX));
        assert_eq!(exact(i128::MAX - 1, i128::MAX).to_decimal(3), "1.000");
        assert_eq!(exact(i128::MAX / 2, i128::MAX).to_decimal(3), "0.500");
    }

    fn any_exact() -> impl Strategy<Value = Exact> {
        let part = prop_oneof![
            -50i128..50,
            -1_000_000i128..1_000_000,
            any::<i128>().prop_map(|n| n.max(-i128::MAX))
        ];
        (part.clone(), part).prop_map(|(n, d)| exact(n, if d == 0 { 1 } else { d }))
    }

    proptest! {
        #[test]
        fn arithmetic_is_that_of_fractions(a in -999i128..999, b in 1i128..99, c in -999i128..999, d in 1i128..99) {
            let (x, y) = (exact(a, b), exact(c, d));
            prop_assert_eq!(x.add(y).unwrap(), exact(a * d + c * b, b * d));
            prop_assert_eq!(x.sub(y).unwrap(), exact(a * d - c * b, b * d));
            prop_assert_eq!(x.mul(y).unwrap(), exact(a * c, b * d));
            prop_assert_eq!(x.div(y).unwrap(), Exact::new(a * d, b * c));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            prop_assert_eq!(x.floor().numer(), a.div_euclid(b));
            prop_assert!(x.ceil() >= x && x.ceil().sub(x).unwrap() < Exact::ONE);
        }

        #[test]
        fn nothing_panics(x in any_exact(), y in any_exact(), places in -40i32..40, decimals in 0u8..60) {
            let _ = (x.add(y), x.sub(y), x.mul(y), x.div(y), x.cmp(&y), x.neg().abs(), x.floor(), x.ceil());
            let _ = (x.round_half_away(places), x.to_decimal(decimals), x.to_string());
        }

        #[test]
        fn order_is_that_of_the_difference(x in any_exact(), y in any_exact()) {
            if let Ok(difference) = x.sub(y) {
                prop_assert_eq!(x.cmp(&y), difference.cmp(&Exact::ZERO));
            }
            prop_assert_eq!(x.cmp(&y), y.cmp(&x).reverse());
        }

        #[test]
        fn rounding_moves_at_most_half_a_place(n in -9_999_999i128..9_999_999, d in 1i128..9999, places in 0i32..5) {
            let x = exact(n, d);
            let rounded = x.round_half_away(places).unwrap();
            let moved = rounded.sub(x).unwrap().abs().mul(Exact::pow10(places).unwrap()).unwrap();
            prop_assert!(moved <= Exact::HALF);
            prop_assert!(moved < Exact::HALF || rounded.abs() > x.abs());
            prop_assert_eq!(rounded.to_decimal(places as u8), x.to_decimal(places as u8));
        }
    }
}
