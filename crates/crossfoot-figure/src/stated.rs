//! A number as it is stated, with its sign, its hedge and its last printed place.

use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::Number,
    words::{self, Direction, Hedge, RelOp},
};

use crate::{
    exact::{Exact, Overflow},
    hedge::accepts,
    interval::Interval,
    number::{Decimal, Unreadable, digit, read_number},
    quantity::{QUnit, Quantity},
    unit::{UnitId, Units},
};

/// A number as it is stated; its unit is known only where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Its value with its sign, in the unit that it is written in.
    pub value: Exact,
    /// Half a unit of its last printed place.
    pub half_unit: Exact,
    /// Digits behind the point, as printed.
    pub decimals: u8,
    /// Written with a word for a scale: 18万.
    pub scaled: bool,
    /// A part of a whole in words: 三分之一.
    pub part: bool,
    /// `近`, `about`, `以上`.
    pub hedge: Option<Hedge>,
    /// `下降`, `down`: its minus is a direction.
    down: bool,
}

impl Stated {
    /// Reads a number with all that stands round it but its unit.
    pub fn read(number: &Number, text: &str) -> Result<Self, Unreadable> {
        let decimal = read_number(number.digits.of(text), number.scale.map(|(scale, _)| scale))?;
        let down = number.direction == Some(Direction::Down);
        let minuses = u8::from(down) + u8::from(number.negative) + u8::from(number.bracketed);
        let stated = Self::unsigned(decimal)?;
        match minuses {
            0 => Ok(Self { hedge: number.hedge, ..stated }),
            1 => Ok(Self { value: stated.value.neg(), hedge: number.hedge, down, ..stated }),
            _ => Err(Unreadable::TwoSigns),
        }
    }

    /// Reads plain digits: by far the most frequent figure.
    pub fn digits(span: Span, text: &str) -> Result<Self, Unreadable> {
        Self::unsigned(read_number(span.of(text), None)?)
    }

    /// Reads a number of an expression, `0.5`, `18万`, `1%`; with its % or ‰.
    pub fn literal(text: &str) -> Result<(Self, Option<&str>), Unreadable> {
        let text = text.trim();
        let number = text.trim_end_matches(['%', '％', '‰']).trim_end();
        let mark = text.get(number.len()..).map(str::trim).filter(|mark| !mark.is_empty());
        let end = number
            .rfind(|c| digit(c).is_some())
            .map(|at| at + number.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let (digits, word) = number.split_at_checked(end.unwrap_or(number.len())).unwrap_or((number, ""));
        let word = word.trim();
        let scale = if word.is_empty() {
            None
        } else {
            Some(words::begins(words::SCALE, word).ok_or(Unreadable::Character)?)
        };
        if scale.is_some_and(|(_, length)| length != word.len()) {
            return Err(Unreadable::Character);
        }
        Ok((Self::unsigned(read_number(digits, scale.map(|(scale, _)| scale))?)?, mark))
    }

    fn unsigned(decimal: Decimal) -> Result<Self, Unreadable> {
        let half_unit = decimal.half_unit()?;
        Ok(Self {
            value: decimal.value,
            half_unit,
            decimals: decimal.decimals,
            scaled: decimal.scaled,
            part: decimal.part,
            hedge: None,
            down: false,
        })
    }

    /// What it means under a unit: counted exactly, else rounded to its last printed place; hedged, what the
    /// hedge accepts. Without a unit, a whole number is exact.
    pub fn quantity(&self, unit: Option<UnitId>, units: &Units) -> Result<Quantity, Overflow> {
        let exact = match unit {
            _ if self.scaled || self.part => false,
            Some(unit) => units.is_exact(unit),
            None => self.decimals == 0,
        };
        let range = match self.hedge {
            // Down at least 5 % is at most −5 %.
            Some(hedge) if self.down => accepts(hedge, self.value.neg())?.neg(),
            Some(hedge) => accepts(hedge, self.value)?,
            None if exact => Interval::point(self.value),
            None => Interval::around(self.value, self.half_unit)?,
        };
        let own = if self.part { QUnit::Pure } else { QUnit::Bare };
        under(Quantity { value: self.value, range, unit: own }, unit, units)
    }

    /// What it means where it is exact as written: in a rule.
    pub fn constant(&self, unit: Option<UnitId>, units: &Units) -> Result<Quantity, Overflow> {
        under(Quantity::point(self.value, QUnit::Bare), unit, units)
    }

    /// What `<1`, `≥90%` means: all values on that side. Below a number that is not negative, from 0 up.
    pub fn bound(&self, side: RelOp, unit: Option<UnitId>, units: &Units) -> Result<Quantity, Overflow> {
        let from_zero = !self.value.is_negative();
        let range = match side {
            RelOp::Lt if from_zero => Interval::closed(Exact::ZERO, self.value).open_above(),
            RelOp::Le if from_zero => Interval::closed(Exact::ZERO, self.value),
            RelOp::Lt | RelOp::Le => Interval::up_to(self.value, side == RelOp::Lt),
            RelOp::Gt | RelOp::Ge => Interval::from(self.value, side == RelOp::Gt),
            RelOp::Eq => Interval::point(self.value),
            RelOp::Ne => Interval::EVERYTHING,
        };
        under(Quantity { value: self.value, range, unit: QUnit::Bare }, unit, units)
    }

    /// What `1:18.5` means: the ratio 1/18.5. A side that is 1 is exact, the other is rounded to its last place.
    /// A ratio to zero is `None`.
    pub fn ratio(left: Span, right: Span, text: &str) -> Result<Option<Quantity>, Unreadable> {
        let side = |span: Span| -> Result<(Exact, Interval), Unreadable> {
            let stated = Self::digits(span, text)?;
            let exact = stated.value == Exact::ONE && stated.decimals == 0;
            let reach = if exact { Exact::ZERO } else { stated.half_unit };
            Ok((stated.value, Interval::around(stated.value, reach)?))
        };
        let ((a, a_range), (b, b_range)) = (side(left)?, side(right)?);
        let (Some(value), Some(range)) = (a.div(b)?, a_range.div(&b_range)?) else { return Ok(None) };
        Ok(Some(Quantity { value, range, unit: QUnit::Pure }))
    }
}

fn under(bare: Quantity, unit: Option<UnitId>, units: &Units) -> Result<Quantity, Overflow> {
    let Some(unit) = unit else { return Ok(bare) };
    let scale = units.scale(unit);
    if scale == Exact::ONE {
        return Ok(Quantity { unit: QUnit::Of(unit), ..bare });
    }
    Ok(Quantity { value: bare.value.mul(scale)?, range: bare.range.scale(scale)?, unit: QUnit::Of(unit) })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn parts_in_words() {
        let range = |digits: &str, hedge| {
            let stated = Stated::digits(Span::new(0, digits.len() as u32), digits).unwrap();
            ends(Stated { hedge, ..stated }.quantity(None, &Units::new()).unwrap())
        };
        let whole = |lo: &str, hi: &str| (lo.to_owned(), hi.to_owned());
        assert_eq!(range("三分之一", None), whole("197/600", "203/600"));
        assert_eq!(range("半", Some(Hedge::Over)).0, "0.5");
        assert!(Stated::digits(Span::new(0, 12), "零分之一").is_err());
    }

    fn ends(quantity: Quantity) -> (String, String) {
        let show = |end: Option<Exact>| end.map_or_else(String::new, |end| end.to_string());
        (show(quantity.range.lo()), show(quantity.range.hi()))
    }

    fn meant(text: &str, unit: &str) -> (String, String) {
        let mut units = Units::new();
        let unit = units.intern(unit);
        ends(Stated::literal(text).unwrap().0.quantity(Some(unit), &units).unwrap())
    }

    fn pair(lo: &str, hi: &str) -> (String, String) {
        (lo.to_owned(), hi.to_owned())
    }

    fn number(direction: Option<Direction>, hedge: Option<Hedge>, negative: bool, bracketed: bool) -> Number {
        let digits = Span::new(0, 1);
        Number {
            span: digits,
            direction,
            hedge,
            negative,
            bracketed,
            currency: None,
            digits,
            scale: None,
            unit: None,
        }
    }

    #[test]
    fn counts_are_exact_and_measures_are_rounded() {
        assert_eq!(meant("5", "件"), pair("5", "5"));
        assert_eq!(meant("18万", "人"), pair("175000", "185000"));
        assert_eq!(meant("17.8万", "人"), pair("177500", "178500"));
        assert_eq!(meant("41.1", "%"), pair("0.4105", "0.4115"));
        assert_eq!(meant("310", "1000 pieces"), pair("309500", "310500"));
        assert_eq!(meant("12,400", "1000 USD"), pair("12399500", "12400500"));
        assert_eq!(meant("3", "万元"), pair("25000", "35000"));
    }

    #[test]
    fn signs() {
        let read = |number: &Number| Stated::read(number, "5").map(|stated| stated.value.to_string());
        assert_eq!(read(&number(None, None, true, false)).as_deref(), Ok("-5"));
        assert_eq!(read(&number(None, None, false, true)).as_deref(), Ok("-5"));
        assert_eq!(read(&number(Some(Direction::Down), None, false, false)).as_deref(), Ok("-5"));
        assert_eq!(read(&number(Some(Direction::Up), None, true, false)).as_deref(), Ok("-5"));
        assert_eq!(read(&number(Some(Direction::Down), None, true, false)), Err(Unreadable::TwoSigns));
        assert_eq!(read(&number(None, None, true, true)), Err(Unreadable::TwoSigns));
    }

    #[test]
    fn a_hedge_that_goes_down() {
        let units = Units::new();
        let range = |direction, hedge, negative| {
            ends(
                Stated::read(&number(direction, Some(hedge), negative, false), "5")
                    .unwrap()
                    .quantity(None, &units)
                    .unwrap(),
            )
        };
        assert_eq!(range(Some(Direction::Down), Hedge::AtLeast, false), pair("", "-5"));
        assert_eq!(range(None, Hedge::AtLeast, true), pair("-5", ""));
        assert_eq!(range(Some(Direction::Down), Hedge::Nearly, false), pair("-5", "-4.5"));
    }

    #[test]
    fn literals() {
        let read = |text| Stated::literal(text).map(|(stated, mark)| (stated.value.to_string(), mark));
        assert_eq!(read("1%"), Ok(("1".into(), Some("%"))));
        assert_eq!(read("0.5"), Ok(("0.5".into(), None)));
        assert_eq!(read("18万"), Ok(("180000".into(), None)));
        assert_eq!(read("３亿"), Ok(("300000000".into(), None)));
        assert_eq!(read("5％"), Ok(("5".into(), Some("％"))));
        assert_eq!(read("2 x"), Err(Unreadable::Character));
        assert_eq!(read(""), Err(Unreadable::Character));
    }

    #[test]
    fn bounds_and_ratios() {
        let units = Units::new();
        let one = Stated::literal("1").unwrap().0;
        let below = one.bound(RelOp::Lt, None, &units).unwrap();
        assert_eq!((ends(below), below.range.hi_open()), (pair("0", "1"), true));
        assert_eq!(ends(one.bound(RelOp::Ge, None, &units).unwrap()), pair("1", ""));
        let text = "1:18.5:0";
        let ratio = Stated::ratio(Span::new(0, 1), Span::new(2, 6), text).unwrap().unwrap();
        assert_eq!(
            (ratio.value.to_string(), ratio.range.contains(Exact::new(100, 1846).unwrap())),
            ("2/37".into(), true)
        );
        assert_eq!(Stated::ratio(Span::new(0, 1), Span::new(7, 8), text), Ok(None));
    }
}
