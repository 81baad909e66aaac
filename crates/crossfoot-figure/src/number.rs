//! Reading the digits of a number as people type them: `1,234.5`, `１２`, `12 000`, `二十三`, `3亿2000万`.

use crossfoot_syntax::words::{self, Scale};

use crate::{
    exact::{Exact, Overflow},
    numeral,
};

/// Why something written like a number cannot be read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Thousands marks that do not divide threes: `1,23`, `1234,567`.
    Groups,
    /// More than one decimal point, or one without digits behind it.
    Point,
    /// Chinese numerals that are colloquial, ambiguous or no number: `三千五`, `二三十`, `百`.
    Numeral,
    /// Parts of a number that do not go on downwards: `3万20000`, `1.5亿2000万`, `3万5`.
    Parts,
    /// Two words or signs that both say minus: `下降-5%`, `-(120)`.
    TwoSigns,
    /// A mark that no number has, or no digit at all.
    Character,
    /// More than 38 digits.
    Overflow,
    /// Zero or less where a unit's size must stand.
    NoSize,
    /// A unit that is declared by way of itself.
    Circular,
}

impl From<Overflow> for Unreadable {
    fn from(Overflow: Overflow) -> Self {
        Self::Overflow
    }
}

/// A number without sign, as its digits and scale say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Its value.
    pub value: Exact,
    /// Digits behind the point, as printed.
    pub decimals: u8,
    /// The last printed place is that of ten to this power: −1 for `12.4`, 4 for `18万`, 3 for `17.8万`.
    pub place: i16,
    /// Written with a word for a scale at its end: `18万`, `1.2 million`, `三万`.
    pub scaled: bool,
    /// A part of a whole in words, `三分之一`, `半`: taken to be rounded to a whole per cent.
    pub part: bool,
}

impl Decimal {
    const fn whole(value: i64) -> Self {
        Self { value: Exact::from_int(value), decimals: 0, place: 0, scaled: false, part: false }
    }

    /// Half a unit of the last printed place: what rounding may have moved the number by.
    pub fn half_unit(&self) -> Result<Exact, Overflow> {
        Exact::pow10(i32::from(self.place))?.mul(Exact::HALF)
    }
}

/// Reads digits, with the word for a scale that stands behind them.
///
/// ASCII and full-width digits; thousands marks (`,` `，` `'`) before each three digits; spaces of any width are
/// passed over; a point (`.` `．` `。`); or Chinese numerals; or several parts, each with a smaller scale.
pub fn read_number(digits: &str, scale: Option<Scale>) -> Result<Decimal, Unreadable> {
    if scale.is_none()
        && let Some(value) = plain(digits)
    {
        return Ok(Decimal::whole(value));
    }
    if let Some(value) = read_part(digits)? {
        return Ok(Decimal { value, decimals: 0, place: -2, scaled: false, part: true });
    }
    let power = scale.map_or(0, Scale::power);
    if digits.chars().next().is_some_and(numeral::is_numeral) {
        let numeral = numeral::read(digits)?;
        let value = integer(numeral.value)?.mul(Exact::pow10(i32::from(power))?)?;
        let place = i16::from(numeral.power) + i16::from(power);
        return Ok(Decimal { value, decimals: 0, place, scaled: place > 0, part: false });
    }
    read_parts(digits, power)
}

/// A part in words: `三分之一`, `半`, `半数`, `一半`.
fn read_part(text: &str) -> Result<Option<Exact>, Unreadable> {
    if matches!(text, "半" | "半数" | "一半") {
        return Ok(Some(Exact::HALF));
    }
    let Some((whole, parts)) = text.split_once("分之") else { return Ok(None) };
    let (whole, parts) = (integer(numeral::read(whole)?.value)?, integer(numeral::read(parts)?.value)?);
    Ok(Some(parts.div(whole)?.ok_or(Unreadable::Numeral)?))
}

/// One to eighteen ASCII digits, by far the most frequent number.
fn plain(digits: &str) -> Option<i64> {
    let bytes = digits.as_bytes();
    let plain = !bytes.is_empty() && bytes.len() <= 18 && bytes.iter().all(u8::is_ascii_digit);
    plain.then(|| bytes.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
}

/// `3亿2000` under the scale 万: parts with a scale each, the last one under the scale behind them all.
fn read_parts(text: &str, last: u8) -> Result<Decimal, Unreadable> {
    let mut rest = text;
    let mut sum = Exact::ZERO;
    let mut above: Option<u8> = None;
    loop {
        let end = rest.find(|c| !is_digit_or_mark(c)).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let part = read_digits(digits)?;
        let (power, next) = match words::begins(words::SCALE, tail) {
            Some((scale, length)) => (scale.power(), tail.get(length..).unwrap_or_default()),
            None if tail.is_empty() => (last, ""),
            None => return Err(Unreadable::Character),
        };
        let is_last = next.is_empty();
        let value =
            integer(part.mantissa)?.mul(Exact::pow10(i32::from(power) - i32::from(part.decimals))?)?;
        // Each part fills places that the one above left empty; 3万5 may be 35,000.
        let fits = above.is_none_or(|above| {
            power < above
                && Exact::pow10(i32::from(above)).is_ok_and(|limit| value < limit)
                && (power > 0 || part.digits > 1)
        });
        if !fits || (!is_last && part.decimals > 0) {
            return Err(Unreadable::Parts);
        }
        sum = sum.add(value)?;
        if is_last {
            let place = i16::from(power) - i16::from(part.decimals);
            return Ok(Decimal {
                value: sum,
                decimals: part.decimals,
                place,
                scaled: power > 0,
                part: false,
            });
        }
        above = Some(power);
        rest = next;
    }
}

struct Digits {
    mantissa: u128,
    decimals: u8,
    /// How many digits there are.
    digits: u32,
}

fn read_digits(text: &str) -> Result<Digits, Unreadable> {
    let mut read = Digits { mantissa: 0, decimals: 0, digits: 0 };
    let (mut grouped, mut pointed, mut since) = (false, false, 0u32);
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            let longer = read.mantissa.checked_mul(10).and_then(|tenfold| tenfold.checked_add(digit.into()));
            read.mantissa = longer.ok_or(Unreadable::Overflow)?;
            read.digits += 1;
            since += 1;
            if pointed {
                read.decimals = read.decimals.checked_add(1).ok_or(Unreadable::Overflow)?;
            }
        } else if is_group_mark(c) {
            let whole_group = if grouped { since == 3 } else { (1..=3).contains(&since) };
            if pointed || !whole_group {
                return Err(Unreadable::Groups);
            }
            (grouped, since) = (true, 0);
        } else if is_point(c) {
            if pointed || since == 0 {
                return Err(Unreadable::Point);
            }
            if grouped && since != 3 {
                return Err(Unreadable::Groups);
            }
            (pointed, since) = (true, 0);
        } else if !is_space(c) {
            return Err(Unreadable::Character);
        }
    }
    if read.digits == 0 {
        return Err(Unreadable::Character);
    }
    if grouped && !pointed && since != 3 {
        return Err(Unreadable::Groups);
    }
    if pointed && since == 0 {
        return Err(Unreadable::Point);
    }
    Ok(read)
}

fn integer(value: u128) -> Result<Exact, Unreadable> {
    i128::try_from(value).ok().and_then(|value| Exact::new(value, 1)).ok_or(Unreadable::Overflow)
}

/// The value of a digit in either width.
pub(crate) fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}

const fn is_group_mark(c: char) -> bool {
    matches!(c, ',' | '，' | '\'')
}

const fn is_point(c: char) -> bool {
    matches!(c, '.' | '．' | '。')
}

/// Spaces that stand between digits: plain, no-break, thin, narrow, full-width.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}')
}

fn is_digit_or_mark(c: char) -> bool {
    digit(c).is_some() || is_group_mark(c) || is_point(c) || is_space(c)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Result<String, Unreadable> {
        read_number(text, None).map(|number| number.value.to_string())
    }

    #[test]
    fn as_people_type_them() {
        for (text, value) in [
            ("15602", "15602"),
            ("1,234,567.50", "1234567.5"),
            ("1，234", "1234"),
            ("１２．５", "12.5"),
            ("12 000", "12000"),
            ("12\u{2009}000\u{a0}000", "12000000"),
            ("1'000", "1000"),
            ("007", "7"),
            ("0.10", "0.1"),
            ("二十三", "23"),
            ("3亿2000万", "320000000"),
            ("2千3百", "2300"),
            ("3万5000", "35000"),
            ("1万0005", "10005"),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ] {
            assert_eq!(shown(text).as_deref(), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (text, why) in [
            ("1,23", Unreadable::Groups),
            ("1234,567", Unreadable::Groups),
            (",123", Unreadable::Groups),
            ("1,2345", Unreadable::Groups),
            ("1,234,5.0", Unreadable::Groups),
            ("1.234,5", Unreadable::Groups),
            ("1.2.3", Unreadable::Point),
            ("5.", Unreadable::Point),
            (".5", Unreadable::Point),
            ("", Unreadable::Character),
            ("12a", Unreadable::Character),
            ("3万20000", Unreadable::Parts),
            ("3万2亿", Unreadable::Parts),
            ("1.5亿2000万", Unreadable::Parts),
            ("3万5", Unreadable::Parts),
            ("三千五", Unreadable::Numeral),
            ("1234567890123456789012345678901234567890", Unreadable::Overflow),
        ] {
            assert_eq!(read_number(text, None), Err(why), "{text}");
        }
        assert_eq!(
            read_number("99999999999999999999999999999", Some(Scale::Trillion)),
            Err(Unreadable::Overflow)
        );
    }

    #[test]
    fn the_last_printed_place() {
        let read = |text, scale| read_number(text, scale).unwrap();
        let place =
            |text, scale| (read(text, scale).place, read(text, scale).half_unit().unwrap().to_string());
        assert_eq!(place("12.40", None), (-2, "0.005".into()));
        assert_eq!(place("18", Some(Scale::TenThousand)), (4, "5000".into()));
        assert_eq!(place("17.8", Some(Scale::TenThousand)), (3, "500".into()));
        assert_eq!(place("3亿2000", Some(Scale::TenThousand)), (4, "5000".into()));
        assert_eq!(place("三十万", None), (4, "5000".into()));
        assert!(read("三十万", None).scaled && !read("三百", None).scaled && !read("300", None).scaled);
        assert_eq!(read("3亿2000", Some(Scale::TenThousand)).value, Exact::from_int(320_000_000));
        assert_eq!(read("12.4", Some(Scale::Million)).value, Exact::from_int(12_400_000));
    }

    proptest! {
        #[test]
        fn grouping_changes_nothing(value in 0i64..1_000_000_000_000_000_000) {
            let plain = value.to_string();
            let mut grouped = String::new();
            for (at, c) in plain.chars().enumerate() {
                if at > 0 && (plain.len() - at) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            let wide: String = grouped.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap()).collect();
            prop_assert_eq!(read_number(&grouped, None).unwrap(), Decimal::whole(value));
            prop_assert_eq!(read_number(&wide, None).unwrap(), Decimal::whole(value));
        }

        #[test]
        fn nothing_panics(text in "[0-9０-９,，.。 万亿百千十一二三〇零两a]{0,60}") {
            let _ = read_number(&text, None);
            let _ = read_number(&text, Some(Scale::TenThousand));
        }
    }
}
