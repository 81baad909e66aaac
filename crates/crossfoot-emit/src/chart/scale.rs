//! From exact numbers to places in a drawing: whole numbers all the way.

use crossfoot_figure::Exact;

/// A length in hundredths of a unit of the drawing.
pub(super) type Px = i64;
/// One unit of the drawing.
pub(super) const UNIT: Px = 100;

/// So many digits of each number count: more than a drawing can show.
const DIGITS: i32 = 9;

/// The power of ten in whose parts numbers are drawn, so that the largest of them has about [`DIGITS`] digits.
pub(super) fn power(numbers: impl Iterator<Item = Exact>) -> i32 {
    let Some(largest) = numbers.map(Exact::abs).max().filter(|largest| !largest.is_zero()) else { return 0 };
    let whole = largest.to_decimal(0);
    if whole != "0" {
        return whole.len() as i32 - DIGITS;
    }
    // Below one: behind so many zeros.
    let decimals = largest.to_decimal(40);
    let zeros = decimals.bytes().skip(2).take_while(|digit| *digit == b'0').count();
    -(zeros as i32) - DIGITS
}

/// How many of the power of ten a number is, without the rest. It must not be larger than those for which the power was
/// found.
pub(super) fn in_power(number: Exact, power: i32) -> i64 {
    let decimals = u8::try_from(-power.min(0)).unwrap_or(u8::MAX);
    let text = number.abs().to_decimal(decimals).replace('.', "");
    let digits = text.len().saturating_sub(power.max(0) as usize);
    let parts: i64 = text.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    if number.is_negative() { -parts } else { parts }
}

/// So many of a power of ten, as it is written: without zeros at the end of its decimals.
pub(super) fn written(parts: i64, power: i32, grouped: bool) -> String {
    let mut digits = parts.unsigned_abs().to_string();
    if parts != 0 {
        digits.extend(std::iter::repeat_n('0', power.max(0) as usize));
    }
    let places = (-power).max(0) as usize;
    let whole = digits.len().saturating_sub(places);
    let padded = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
    let (whole, decimals) = padded.split_at_checked(whole.max(1)).unwrap_or((&padded, ""));
    let decimals = decimals.trim_end_matches('0');
    let mut out = String::from(if parts < 0 { "−" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// From numbers to places between two edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: i64,
    high: i64,
    from: Px,
    to: Px,
}

impl Scale {
    /// The lower number stands at `from`, the higher one at `to`.
    pub fn new(low: i64, high: i64, from: Px, to: Px) -> Self {
        Self { low, high, from, to }
    }

    /// Where a number stands: between the edges, whatever it is.
    pub fn at(&self, number: i64) -> Px {
        let range = self.high - self.low;
        if range <= 0 {
            return self.from;
        }
        let number = number.clamp(self.low, self.high);
        self.from + ((number - self.low) * (self.to - self.from) + range / 2).div_euclid(range)
    }
}

/// Round numbers, at most so many steps apart, from below the lowest number to above the highest. No step is smaller than
/// `least`.
pub(super) fn ticks(low: i64, high: i64, most: i64, least: i64) -> Vec<i64> {
    let step = step((high - low) / most.max(1), least.max(1));
    let (first, last) = (low.div_euclid(step), -(-high).div_euclid(step));
    (first..=last.max(first + 1)).map(|at| at * step).collect()
}

/// The next of 1, 2, 5, 10, 20, 50 … that is not below a number.
fn step(number: i64, least: i64) -> i64 {
    let mut ten = 1;
    loop {
        if let Some(step) = [ten, 2 * ten, 5 * ten].into_iter().find(|step| *step >= number.max(least)) {
            return step;
        }
        ten *= 10;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn exact(numer: i128, denom: i128) -> Exact {
        Exact::new(numer, denom).unwrap()
    }

    #[test]
    fn numbers_of_any_size_become_whole_ones() {
        let tenth = 10i128.pow(29);
        for (numbers, parts) in [
            (vec![exact(5210, 1), exact(4390, 1)], vec![521_000_000, 439_000_000]),
            (vec![exact(10 * tenth, 1), exact(-tenth, 1)], vec![100_000_000, -10_000_000]),
            (vec![exact(1, 3), exact(1, 6)], vec![333_333_333, 166_666_667]),
            (vec![exact(3, 10_000), exact(0, 1)], vec![300_000_000, 0]),
            (vec![exact(1, 10i128.pow(38))], vec![100_000_000]),
            (vec![exact(i128::MAX, 1), exact(1, i128::MAX)], vec![170_141_183, 0]),
            (vec![exact(0, 1)], vec![0]),
        ] {
            let power = power(numbers.iter().copied());
            let found: Vec<i64> = numbers.iter().map(|number| in_power(*number, power)).collect();
            assert_eq!(found, parts, "{numbers:?}");
        }
    }

    #[test]
    fn parts_are_written_as_numbers() {
        assert_eq!(written(500_000_000, -5, true), "5,000");
        assert_eq!(written(500_000_000, -5, false), "5000");
        assert_eq!(written(-250_000_000, -9, true), "−0.25");
        assert_eq!(written(300_000_000, -12, true), "0.0003");
        assert_eq!(written(12, 3, true), "12,000");
        assert_eq!(written(0, 7, true), "0");
        assert_eq!(written(0, -7, true), "0");
    }

    #[test]
    fn places_are_in_proportion_and_between_the_edges() {
        let scale = Scale::new(0, 1000, 100 * UNIT, 400 * UNIT);
        assert_eq!([0, 500, 1000].map(|it| scale.at(it)), [100 * UNIT, 250 * UNIT, 400 * UNIT]);
        assert_eq!([-1, 2000].map(|it| scale.at(it)), [100 * UNIT, 400 * UNIT]);
        let upward = Scale::new(-1_000_000_000, 1_000_000_000, 300 * UNIT, 0);
        assert_eq!(upward.at(0), 150 * UNIT);
        assert_eq!(Scale::new(7, 7, 5, 9).at(7), 5);
    }

    #[test]
    fn ticks_are_round_and_reach_over_all() {
        assert_eq!(ticks(0, 94, 5, 1), [0, 20, 40, 60, 80, 100]);
        assert_eq!(ticks(0, 100, 5, 1), [0, 20, 40, 60, 80, 100]);
        assert_eq!(ticks(-30, 55, 5, 1), [-40, -20, 0, 20, 40, 60]);
        assert_eq!(ticks(0, 3, 5, 1), [0, 1, 2, 3]);
        assert_eq!(ticks(0, 200, 5, 100), [0, 100, 200]);
        assert_eq!(ticks(7, 7, 5, 1), [7, 8]);
        assert_eq!(ticks(0, 0, 5, 1), [0, 1]);
    }
}
