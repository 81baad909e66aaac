//! The stretch of time that a report is about: `2021`, `2021-H1`, `2026-Q2`, `2026-05`, `FY2024`, `2023-2024学年`.

use std::{cmp::Ordering, fmt};

use crate::date::{Date, days_in, leading_number};

/// A period. Periods are ordered by when they begin, then by when they end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    year: u16,
    span: Stretch,
}

/// Which part of a year, or which kind of year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stretch {
    Year,
    /// 1 or 2.
    Half(u8),
    /// 1 to 4.
    Quarter(u8),
    /// 1 to 12.
    Month(u8),
    /// A year named after the one in which it ends, with its last month and day.
    Fiscal(u8, u8),
    /// A school year, from September on.
    School,
}

impl Period {
    /// Reads a period; years have four digits. `2021年` and `2026年5月` are read too.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fiscal = text.get(..2).filter(|head| head.eq_ignore_ascii_case("FY")).and_then(|_| text.get(2..));
        let (year, rest) = year(fiscal.unwrap_or(text).trim_start())?;
        let span = match (fiscal, rest) {
            (Some(_), "") => Stretch::Fiscal(12, 31),
            (Some(_), _) => return None,
            (None, "" | "年") => Stretch::Year,
            (None, rest) => part(year, rest)?,
        };
        Some(Self { year, span })
    }

    /// The first day.
    pub fn start(&self) -> Date {
        let first = |year, month| Date::new(year, month, 1);
        let start = match self.span {
            Stretch::Year => first(self.year, 1),
            Stretch::Half(half) => first(self.year, half * 6 - 5),
            Stretch::Quarter(quarter) => first(self.year, quarter * 3 - 2),
            Stretch::Month(month) => first(self.year, month),
            Stretch::School => first(self.year, 9),
            // The day after the last one of the year before.
            Stretch::Fiscal(..) => {
                self.prior().map(|before| before.end()).and_then(Date::next).or_else(|| first(self.year, 1))
            }
        };
        start.unwrap_or(Date::FIRST)
    }

    /// The last day.
    pub fn end(&self) -> Date {
        let last = |year, month| Date::new(year, month, days_in(year, month));
        let end = match self.span {
            Stretch::Year => last(self.year, 12),
            Stretch::Half(half) => last(self.year, half * 6),
            Stretch::Quarter(quarter) => last(self.year, quarter * 3),
            Stretch::Month(month) => last(self.year, month),
            Stretch::School => last(self.year + 1, 8),
            Stretch::Fiscal(month, day) => Date::new(self.year, month, day.min(days_in(self.year, month))),
        };
        end.unwrap_or(Date::FIRST)
    }

    /// The same period one year earlier.
    pub fn prior(&self) -> Option<Self> {
        (self.year > 1).then(|| Self { year: self.year - 1, ..*self })
    }

    /// The period immediately before.
    pub fn last(&self) -> Option<Self> {
        let before = |part: u8, parts: u8, of: fn(u8) -> Stretch| match part {
            1 => self.prior().map(|prior| Self { span: of(parts), ..prior }),
            _ => Some(Self { span: of(part - 1), ..*self }),
        };
        match self.span {
            Stretch::Half(half) => before(half, 2, Stretch::Half),
            Stretch::Quarter(quarter) => before(quarter, 4, Stretch::Quarter),
            Stretch::Month(month) => before(month, 12, Stretch::Month),
            Stretch::Year | Stretch::Fiscal(..) | Stretch::School => self.prior(),
        }
    }

    /// Years with years, quarters with quarters?
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(&self.span) == std::mem::discriminant(&other.span)
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start(), self.end())
            .cmp(&(other.start(), other.end()))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As the language writes it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.span {
            Stretch::Year => write!(f, "{year:04}"),
            Stretch::Half(half) => write!(f, "{year:04}-H{half}"),
            Stretch::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
            Stretch::Month(month) => write!(f, "{year:04}-{month:02}"),
            Stretch::Fiscal(..) => write!(f, "FY{year:04}"),
            Stretch::School => write!(f, "{year:04}-{:04}学年", year + 1),
        }
    }
}

/// The periods that a template is for: `2021`, `2021..`, `2019..2020`, `FY2024.. ends 09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodRange {
    from: Period,
    to: Option<Period>,
    /// The last month and day of its fiscal years.
    ends: Option<(u8, u8)>,
}

impl PeriodRange {
    /// From a period on if `open`, up to another one if there is one, else just that one. `ends` is the month
    /// and day on which fiscal years end; one that cannot be read is `None`.
    pub fn new(from: Period, open: bool, to: Option<Period>, ends: Option<&str>) -> Option<Self> {
        let ends = match ends {
            Some(text) => Some(month_day(text)?),
            None => None,
        };
        let mut range = Self { from, to: if open { to } else { Some(to.unwrap_or(from)) }, ends };
        for period in std::iter::once(&mut range.from).chain(&mut range.to) {
            set_end(period, ends);
        }
        Some(range)
    }

    /// Is it one of them? Only periods of the same kind are.
    pub fn contains(&self, period: &Period) -> bool {
        let mut period = *period;
        self.set_year_end(&mut period);
        period.is_like(&self.from) && period >= self.from && self.to.is_none_or(|to| period <= to)
    }

    /// Gives a fiscal year the last day that is declared here.
    pub fn set_year_end(&self, period: &mut Period) {
        set_end(period, self.ends);
    }
}

fn set_end(period: &mut Period, ends: Option<(u8, u8)>) {
    if let (Stretch::Fiscal(..), Some((month, day))) = (period.span, ends) {
        period.span = Stretch::Fiscal(month, day);
    }
}

/// `09-30`, `9月30日`.
fn month_day(text: &str) -> Option<(u8, u8)> {
    let (month, rest) = leading_number(text.trim(), 2)?;
    let (day, rest) = leading_number(rest.strip_prefix(['-', '－', '−', '月'])?, 2)?;
    // Any year with a 29 February.
    let date = Date::new(2000, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    matches!(rest, "" | "日").then_some((date.month(), date.day()))
}

fn year(text: &str) -> Option<(u16, &str)> {
    let (year, rest) = leading_number(text, 4)?;
    (1000..=9998).contains(&year).then_some((year, rest))
}

/// What stands behind the year.
fn part(of: u16, rest: &str) -> Option<Stretch> {
    if let Some(month) = rest.strip_prefix('年') {
        return month_part(month.strip_suffix('月')?);
    }
    let rest = rest.strip_prefix(['-', '－', '−', '–'])?;
    if let Some(school) = rest.strip_suffix("学年") {
        let (second, end) = year(school)?;
        return (end.is_empty() && second == of + 1).then_some(Stretch::School);
    }
    let numbered = |marks: [char; 2], most: u16| {
        let (number, end) = leading_number(rest.strip_prefix(marks)?, 1)?;
        (end.is_empty() && (1..=most).contains(&number)).then_some(number as u8)
    };
    if let Some(half) = numbered(['H', 'h'], 2) {
        return Some(Stretch::Half(half));
    }
    match numbered(['Q', 'q'], 4) {
        Some(quarter) => Some(Stretch::Quarter(quarter)),
        None => month_part(rest),
    }
}

fn month_part(text: &str) -> Option<Stretch> {
    let (month, rest) = leading_number(text, 2)?;
    (rest.is_empty() && (1..=12).contains(&month)).then_some(Stretch::Month(month as u8))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn as_written_and_when() {
        for (text, start, end) in [
            ("2021", "2021-01-01", "2021-12-31"),
            ("2021-H1", "2021-01-01", "2021-06-30"),
            ("2021-H2", "2021-07-01", "2021-12-31"),
            ("2026-Q2", "2026-04-01", "2026-06-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("FY2024", "2024-01-01", "2024-12-31"),
            ("2023-2024学年", "2023-09-01", "2024-08-31"),
        ] {
            let period = period(text);
            assert_eq!(
                (period.to_string(), period.start().to_string(), period.end().to_string()),
                (text.into(), start.into(), end.into())
            );
        }
        assert_eq!(period("２０２１年"), period("2021"));
        assert_eq!(period("2026年5月"), period("2026-05"));
        assert_eq!(period("fy2024"), period("FY2024"));
    }

    #[test]
    fn what_is_no_period() {
        for text in [
            "21",
            "2021-H3",
            "2021-Q0",
            "2021-13",
            "2021-00",
            "FY24",
            "FY2024-Q1",
            "2023-2025学年",
            "2021x",
            "last-year.xfoot",
            "",
            "2021-Q12",
            "9999",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_and_a_period_earlier() {
        for (text, prior, last) in [
            ("2021", "2020", "2020"),
            ("2021-H1", "2020-H1", "2020-H2"),
            ("2026-Q1", "2025-Q1", "2025-Q4"),
            ("2026-05", "2025-05", "2026-04"),
            ("FY2024", "FY2023", "FY2023"),
            ("2023-2024学年", "2022-2023学年", "2022-2023学年"),
        ] {
            assert_eq!(period(text).prior(), Some(period(prior)));
            assert_eq!(period(text).last(), Some(period(last)));
            assert!(period(prior) < period(text));
        }
    }

    #[test]
    fn ranges() {
        let range = |from, open, to: Option<&str>| {
            PeriodRange::new(period(from), open, to.map(period), None).unwrap()
        };
        let since = range("2021", true, None);
        assert!(
            since.contains(&period("2021"))
                && since.contains(&period("2030"))
                && !since.contains(&period("2020"))
        );
        assert!(!since.contains(&period("2022-Q1")) && !since.contains(&period("FY2022")));
        let two = range("2019", true, Some("2020"));
        assert!(
            two.contains(&period("2019")) && two.contains(&period("2020")) && !two.contains(&period("2021"))
        );
        let one = range("2019", false, None);
        assert!(one.contains(&period("2019")) && !one.contains(&period("2020")));
    }

    #[test]
    fn a_fiscal_year_ends_when_it_says() {
        let range = PeriodRange::new(period("FY2024"), true, None, Some("09-30")).unwrap();
        let mut year = period("FY2024");
        assert!(range.contains(&year));
        range.set_year_end(&mut year);
        assert_eq!(
            (year.start().to_string(), year.end().to_string()),
            ("2023-10-01".into(), "2024-09-30".into())
        );
        assert_eq!(year.prior().unwrap().end().to_string(), "2023-09-30");
        let leap = PeriodRange::new(period("FY2024"), true, None, Some("02-29")).unwrap();
        let mut year = period("FY2025");
        leap.set_year_end(&mut year);
        assert_eq!(
            (year.start().to_string(), year.end().to_string()),
            ("2024-03-01".into(), "2025-02-28".into())
        );
        assert_eq!(PeriodRange::new(period("FY2024"), true, None, Some("13-45")), None);
    }
}
