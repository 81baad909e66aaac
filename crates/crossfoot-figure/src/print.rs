//! How a computed figure prints.

use crossfoot_source::Span;
use crossfoot_syntax::ast::Format;

use crate::{
    exact::{Exact, Overflow},
    number::digit,
    quantity::{QUnit, Quantity},
    unit::{Class, UnitId, Units},
};

impl Quantity {
    /// As `as` says: `0.0%`, `0.0 million USD`. What stands behind the decimals is printed as typed.
    pub fn formatted(&self, format: &Format, text: &str, units: &Units) -> Result<String, Overflow> {
        let power = format.scale.map_or(0, |(scale, _)| scale.power());
        let per_unit = match format.unit {
            Some(unit) => units.scale_of(unit.of(text)),
            None => self.own_scale(units),
        };
        let number = self.in_parts_of(per_unit.mul(Exact::pow10(power.into())?)?, format.decimals)?;
        let typed = format.span.of(text);
        let digits =
            typed.find(|c| digit(c).is_none() && !matches!(c, '.' | '．' | '。')).unwrap_or(typed.len());
        let behind = Span::new(format.span.start + digits as u32, format.span.end).of(text);
        Ok(number + &behind.replace(['"', '“', '”'], ""))
    }

    /// Without `as`: a ratio as per cent with one decimal, anything else in a unit and with so many decimals,
    /// those of what it reads. The unit is printed.
    pub fn printed(&self, unit: Option<UnitId>, decimals: u8, units: &Units) -> Result<String, Overflow> {
        if self.unit == QUnit::Pure && unit.is_none() {
            return Ok(self.in_parts_of(Exact::pow10(-2)?, 1)? + "%");
        }
        let number = self.number(unit, decimals, units)?;
        Ok(match unit.or(self.unit.id()) {
            Some(unit) => joined(&number, units.name(unit), units.class(unit) == Class::Money),
            None => number,
        })
    }

    /// The bare number in a unit (else in its own), as in a cell.
    pub fn number(&self, unit: Option<UnitId>, decimals: u8, units: &Units) -> Result<String, Overflow> {
        let scale = match unit {
            Some(unit) => units.scale(unit),
            None => self.own_scale(units),
        };
        self.in_parts_of(scale, decimals)
    }

    fn own_scale(&self, units: &Units) -> Exact {
        self.unit.id().map_or(Exact::ONE, |unit| units.scale(unit))
    }

    fn in_parts_of(&self, scale: Exact, decimals: u8) -> Result<String, Overflow> {
        Ok(self.value.div(scale)?.unwrap_or(self.value).to_decimal(decimals))
    }
}

/// A number with its unit: `$5`, `5件`, `41.1%`, `5 requests`.
fn joined(number: &str, unit: &str, is_money: bool) -> String {
    let is_mark = !unit.contains(|c: char| c.is_alphanumeric());
    if is_money && (is_mark || unit.ends_with('$')) {
        return match number.strip_prefix('-') {
            Some(number) => format!("-{unit}{number}"),
            None => format!("{unit}{number}"),
        };
    }
    let apart = unit.starts_with(|c: char| c.is_ascii_alphanumeric());
    format!("{number}{}{unit}", if apart { " " } else { "" })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crossfoot_syntax::words::Scale;

    use super::*;

    fn pure(numer: i128, denom: i128) -> Quantity {
        Quantity::point(Exact::new(numer, denom).unwrap(), QUnit::Pure)
    }

    #[test]
    fn as_it_says() {
        let text = "0.0 million USD";
        let format = Format {
            span: Span::new(0, 15),
            decimals: 1,
            scale: Some((Scale::Million, Span::new(4, 11))),
            unit: Some(Span::new(12, 15)),
        };
        let mut units = Units::new();
        let dollars = units.intern("1000 USD");
        let cost = Quantity::bare(12_449).taking_unit(dollars, &units).unwrap();
        assert_eq!(cost.formatted(&format, text, &units).unwrap(), "12.4 million USD");
        let percent = Format { span: Span::new(0, 4), decimals: 1, scale: None, unit: Some(Span::new(3, 4)) };
        assert_eq!(pure(-1, 8).formatted(&percent, "0.0%", &units).unwrap(), "-12.5%");
        let plain = Format { span: Span::new(0, 1), decimals: 0, scale: None, unit: None };
        assert_eq!(pure(39, 2).formatted(&plain, "0", &units).unwrap(), "20");
    }

    #[test]
    fn by_itself() {
        let mut units = Units::new();
        assert_eq!(pure(1, 3).printed(None, 0, &units).unwrap(), "33.3%");
        assert_eq!(Quantity::bare(3).printed(None, 0, &units).unwrap(), "3");
        for (unit, printed) in [
            ("件", "5.0件"),
            ("$", "$5.0"),
            ("HK$", "HK$5.0"),
            ("requests", "5.0 requests"),
            ("%", "5.0%"),
            ("万元", "5.0万元"),
        ] {
            let unit = units.intern(unit);
            let five = Quantity::bare(5).taking_unit(unit, &units).unwrap();
            assert_eq!(five.printed(Some(unit), 1, &units).unwrap(), printed);
            assert_eq!(five.number(None, 1, &units).unwrap(), "5.0");
        }
        let (dollar, percent) = (units.intern("$"), units.intern("%"));
        let loss = Quantity::bare(-5).taking_unit(dollar, &units).unwrap();
        assert_eq!(loss.printed(Some(dollar), 0, &units).unwrap(), "-$5");
        assert_eq!(pure(2, 5).printed(Some(percent), 0, &units).unwrap(), "40%");
    }
}
