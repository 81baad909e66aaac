//! Numbers in Chinese numerals (GB/T 15835): `二十三`, `一百零五`, `三亿二千万`, `二〇二一`.

use crate::number::Unreadable;

/// A number in Chinese numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub value: u128,
    /// 4 if it ends in 万, 8 if it ends in 亿, 12 in 万亿: it is then rounded to that place. Else 0.
    pub power: u8,
}

/// Can a number in Chinese numerals begin so?
pub(crate) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// Reads a whole text. Colloquial (`三千五`), ambiguous (`二三十`, `三五`) and incomplete forms (`百`) are refused.
pub(crate) fn read(text: &str) -> Result<Numeral, Unreadable> {
    if !text.contains(|c| unit(c).is_some()) {
        return positional(text);
    }
    let mut number = Reader::default();
    for c in text.chars() {
        match (digit(c), unit(c)) {
            (Some(digit), _) => number.digit(digit, c == '两')?,
            (None, Some(unit)) => number.unit(unit)?,
            (None, None) => return Err(Unreadable::Numeral),
        }
    }
    number.finish()
}

/// One digit, or digits one after the other: `二〇二一`. Two neighbours such as 三五 mean *three to five*.
fn positional(text: &str) -> Result<Numeral, Unreadable> {
    let mut value: u128 = 0;
    let count = text.chars().count();
    for c in text.chars() {
        let digit = digit(c).ok_or(Unreadable::Numeral)?;
        let longer = value.checked_mul(10).and_then(|tenfold| tenfold.checked_add(digit));
        value = longer.ok_or(Unreadable::Overflow)?;
    }
    let estimate = count == 2 && !text.contains(['〇', '零']);
    if count == 0 || estimate || (count > 1 && text.contains('两')) {
        return Err(Unreadable::Numeral);
    }
    Ok(Numeral { value, power: 0 })
}

/// What has been read: `all` in whole 亿, `upper` in whole 万 beneath that, `section` beneath 万, and a digit that
/// waits for its unit.
#[derive(Default)]
struct Reader {
    all: Option<u128>,
    upper: Option<u128>,
    section: u128,
    digit: Option<u128>,
    /// The digit that waits is 两, which stands only before 百 千 万 亿.
    liang: bool,
    /// The unit read last inside the section: later ones must be smaller.
    least: Option<u128>,
    /// 零 stands before what comes next.
    zero: bool,
    /// The number ends, so far, in 万 or 亿.
    power: u8,
}

impl Reader {
    fn digit(&mut self, digit: u128, liang: bool) -> Result<(), Unreadable> {
        if self.digit.is_some() || (digit == 0 && self.zero) {
            return Err(Unreadable::Numeral);
        }
        self.power = 0;
        if digit == 0 {
            self.zero = true;
        } else {
            (self.digit, self.liang) = (Some(digit), liang);
        }
        Ok(())
    }

    fn unit(&mut self, unit: u128) -> Result<(), Unreadable> {
        if unit >= 10_000 {
            return self.section_end(unit);
        }
        // 十 at the beginning of a section stands for 一十.
        let digit = match self.digit.take() {
            Some(digit) => digit,
            None if unit == 10 && self.section == 0 => 1,
            None => return Err(Unreadable::Numeral),
        };
        if self.least.is_some_and(|least| unit >= least) || (self.liang && unit == 10) {
            return Err(Unreadable::Numeral);
        }
        self.section += digit * unit;
        (self.least, self.zero, self.liang, self.power) = (Some(unit), false, false, 0);
        Ok(())
    }

    /// 万 or 亿.
    fn section_end(&mut self, unit: u128) -> Result<(), Unreadable> {
        let follows = std::mem::take(&mut self.power) == 4 && unit == 100_000_000;
        if !follows {
            self.settle_digit()?;
        }
        let section = std::mem::take(&mut self.section);
        if unit == 10_000 {
            if self.upper.is_some() || section == 0 {
                return Err(Unreadable::Numeral);
            }
            self.upper = Some(section * unit);
            self.power = 4;
        } else {
            let count = self.upper.take().unwrap_or(0) + section;
            if self.all.is_some() || count == 0 {
                return Err(Unreadable::Numeral);
            }
            self.all = Some(count * unit);
            self.power = if follows { 12 } else { 8 };
        }
        (self.least, self.zero) = (None, false);
        Ok(())
    }

    /// A digit without a unit behind it are the ones. Behind 百 and above they need 零: `一百五` is 150 or 105.
    fn settle_digit(&mut self) -> Result<(), Unreadable> {
        let digit = self.digit.take();
        let clear = match self.least {
            Some(least) => least == 10 || self.zero,
            None => self.zero || (self.upper.is_none() && self.all.is_none()),
        };
        match digit {
            Some(digit) if clear => self.section += digit,
            // 零 at the end belongs to nothing.
            None if !self.zero => {}
            _ => return Err(Unreadable::Numeral),
        }
        (self.zero, self.liang) = (false, false);
        Ok(())
    }

    fn finish(mut self) -> Result<Numeral, Unreadable> {
        if self.liang {
            return Err(Unreadable::Numeral);
        }
        self.settle_digit()?;
        let value = self.all.unwrap_or(0) + self.upper.unwrap_or(0) + self.section;
        Ok(Numeral { value, power: self.power })
    }
}

fn digit(c: char) -> Option<u128> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u128> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_they_are_written() {
        for (text, value, power) in [
            ("零", 0, 0),
            ("十", 10, 0),
            ("十五", 15, 0),
            ("二十三", 23, 0),
            ("一十五", 15, 0),
            ("两", 2, 0),
            ("两百", 200, 0),
            ("一百零五", 105, 0),
            ("一百一十", 110, 0),
            ("一千零五十", 1050, 0),
            ("三千五百", 3500, 0),
            ("一万零三", 10_003, 0),
            ("一万五千", 15_000, 0),
            ("两万两千", 22_000, 0),
            ("三十万", 300_000, 4),
            ("十二亿", 1_200_000_000, 8),
            ("三亿二千万", 320_000_000, 4),
            ("一万三千亿", 1_300_000_000_000, 8),
            ("三万亿", 3_000_000_000_000, 12),
            ("一亿零五", 100_000_005, 0),
            ("二〇二一", 2021, 0),
            ("二零", 20, 0),
        ] {
            assert_eq!(read(text), Ok(Numeral { value, power }), "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_refused() {
        for text in [
            "三千五",
            "一百五",
            "三万五",
            "一亿五",
            "百",
            "千万",
            "万",
            "二三十",
            "三五",
            "二十三十",
            "一百千",
            "两十",
            "十两",
            "一千零",
            "一百零零五",
            "两三",
            "一万二万",
            "一亿二亿",
            "三百〇二一",
            "",
        ] {
            assert_eq!(read(text), Err(Unreadable::Numeral), "{text}");
        }
    }

    /// Writes a number below 10^16 in the usual way.
    fn write(value: u64) -> String {
        let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
        let mut out = String::new();
        let mut gap = false;
        for (section, name) in [
            (value / 1_0000_0000_0000, "万"),
            (value / 1_0000_0000 % 10_000, "亿"),
            (value / 10_000 % 10_000, "万"),
            (value % 10_000, ""),
        ] {
            for (unit, mark) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = section / unit % 10;
                if digit == 0 {
                    gap = !out.is_empty();
                } else {
                    if gap {
                        out.push('零');
                    }
                    gap = false;
                    out.push(*digits.get(usize::try_from(digit).unwrap()).unwrap());
                    out.push_str(mark);
                }
            }
            // 万亿 keeps its 亿 even where the section of 亿 is empty.
            if section > 0 || (name == "亿" && out.ends_with('万')) {
                out.push_str(name);
                gap = false;
            }
        }
        out
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in prop_oneof![1u64..100_000, 1u64..1_0000_0000_0000_0000]) {
            prop_assert_eq!(read(&write(value)).map(|numeral| numeral.value), Ok(u128::from(value)), "{}", write(value));
        }

        #[test]
        fn nothing_panics(text in "[〇零一二两三九十百千万亿x]{0,40}") {
            let _ = read(&text);
        }
    }
}
