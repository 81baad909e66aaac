//! Days of the civil (proleptic Gregorian) calendar.

use std::fmt;

use crate::number::digit;

/// A day. The order is that of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The first day of the year 1.
    pub(crate) const FIRST: Self = Self { year: 1, month: 1, day: 1 };

    /// A day that is in the calendar, years 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2024-09-30`, `2024/9/30`, `2024年9月30日`, in either width.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = leading_number(text.trim(), 4)?;
        let mark = rest.chars().next()?;
        let (behind_month, behind_day) = match mark {
            '-' | '－' | '−' => (['-', '－', '−'].as_slice(), false),
            '/' | '／' => (['/', '／'].as_slice(), false),
            '年' => (['月'].as_slice(), true),
            _ => return None,
        };
        let (month, rest) = leading_number(rest.strip_prefix(mark)?, 2)?;
        let (day, rest) = leading_number(rest.strip_prefix(behind_month)?, 2)?;
        let ended = if behind_day { rest == "日" } else { rest.is_empty() };
        if text.trim().starts_with(|c| digit(c).is_some()) && ended && year >= 1000 {
            Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        } else {
            None
        }
    }

    /// 1 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The day after; `None` behind the year 9999.
    pub fn next(self) -> Option<Self> {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .or_else(|| Self::new(self.year + 1, 1, 1))
    }

    /// How many days lie from one day to another; negative if `to` is the earlier one.
    pub const fn days_between(from: Self, to: Self) -> i64 {
        to.number() - from.number()
    }

    /// The number of days since 1 March of the year 0. Years are counted from March on, so that the leap day
    /// is a year's last (after Howard Hinnant, *chrono-Compatible Low-Level Date Algorithms*).
    const fn number(self) -> i64 {
        let early = self.month <= 2;
        let year = self.year as i64 - early as i64;
        let month = if early { self.month as i64 + 9 } else { self.month as i64 - 3 };
        // The months from March have 31 30 31 30 31 days, twice, and 31 and what is left.
        let before_month = (153 * month + 2) / 5;
        365 * year + year / 4 - year / 100 + year / 400 + before_month + self.day as i64 - 1
    }
}

/// ISO 8601: `2024-09-30`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month has.
pub(crate) const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A number of at most so many digits (in either width) that a text begins with, and the rest.
pub(crate) fn leading_number(text: &str, most: usize) -> Option<(u16, &str)> {
    let mut value = 0u16;
    let mut rest = text.chars();
    let mut read = 0;
    loop {
        let before = rest.as_str();
        match rest.next().and_then(digit) {
            Some(digit) if read < most => value = value.checked_mul(10)?.checked_add(digit.into())?,
            _ => return (read > 0).then_some((value, before)),
        }
        read += 1;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_people_write_them() {
        let day = Date::new(2024, 9, 30);
        for text in [
            "2024-09-30",
            "2024-9-30",
            "2024/9/30",
            "2024年9月30日",
            "２０２４年０９月３０日",
            " 2024－09－30 ",
        ] {
            assert_eq!(Date::parse(text), day, "{text}");
        }
        assert_eq!(day.unwrap().to_string(), "2024-09-30");
    }

    #[test]
    fn what_is_not_in_the_calendar() {
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-04-31",
            "2024-09",
            "2024-09-30x",
            "2024年9月30",
            "24-09-30",
            "2024-09/30",
            "20240-1-1",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2000-02-29").is_some());
    }

    #[test]
    fn days() {
        let between = |from, to| Date::days_between(Date::parse(from).unwrap(), Date::parse(to).unwrap());
        assert_eq!(between("2024-03-04", "2024-09-30"), 210);
        assert_eq!(between("1970-01-01", "2000-01-01"), 10_957);
        assert_eq!(between("2024-03-01", "2024-02-28"), -2);
        assert_eq!(Date::parse("9999-12-31").unwrap().next(), None);
    }

    proptest! {
        #[test]
        fn the_day_after_is_one_day_away(year in 1u16..9999, month in 1u8..=12, day in 1u8..=31) {
            if let Some(date) = Date::new(year, month, day) {
                let next = date.next().unwrap();
                prop_assert_eq!(Date::days_between(date, next), 1);
                prop_assert!(date < next);
                if year >= 1000 {
                    prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
                }
            }
        }
    }
}
