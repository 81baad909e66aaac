//! What a hedged number accepts: `近18万`, `about 3%`, `100余件`, `over 140`.

use crossfoot_syntax::words::Hedge;

use crate::{
    exact::{Exact, Overflow},
    interval::Interval,
};

/// How far hedges reach.
struct Reach {
    /// *Nearly*, *about* and *reached* reach at most this part of the number.
    part: Exact,
    /// *About* reaches this part of that to either side.
    about: Exact,
}

const REACH: Reach = Reach {
    part: match Exact::fraction(1, 10) {
        Some(tenth) => tenth,
        None => Exact::ZERO,
    },
    about: Exact::HALF,
};

/// The values for which one may write a hedge with a number. A negative number is hedged like its opposite, but
/// *at least*, *at most* and *over* keep the order of numbers.
///
/// | wording | accepts, with *u* the place of the last digit that is not 0 and *w* = min(u, 10 % of N) |
/// | --- | --- |
/// | nearly | N − w ≤ x < N |
/// | about | N − w/2 ≤ x ≤ N + w/2 |
/// | more than (余, 多) | N < x < N + u |
/// | over (超) | N < x |
/// | reached (达) | N ≤ x < N + w |
/// | at least, at most | x ≥ N, x ≤ N |
pub fn accepts(hedge: Hedge, number: Exact) -> Result<Interval, Overflow> {
    match hedge {
        Hedge::AtLeast => return Ok(Interval::from(number, false)),
        Hedge::AtMost => return Ok(Interval::up_to(number, false)),
        Hedge::Over => return Ok(Interval::from(number, true)),
        _ if number.is_negative() => return Ok(accepts(hedge, number.neg())?.neg()),
        // Nothing is near nothing.
        _ if number.is_zero() => return Ok(Interval::point(number)),
        _ => {}
    }
    let unit = last_place(number)?;
    let width = unit.min(number.mul(REACH.part)?);
    Ok(match hedge {
        Hedge::Nearly => Interval::closed(number.sub(width)?, number).open_above(),
        Hedge::About => Interval::around(number, width.mul(REACH.about)?)?,
        Hedge::MoreThan => Interval::closed(number, number.add(unit)?).open_below().open_above(),
        _ => Interval::closed(number, number.add(width)?).open_above(),
    })
}

/// Is *over N* true but says much less than it could: is x at least N + u?
pub fn understates(hedge: Hedge, number: Exact, x: Exact) -> bool {
    let next = last_place(number).and_then(|unit| number.add(unit));
    hedge == Hedge::Over && !number.is_zero() && next.is_ok_and(|next| x >= next)
}

/// The place of the last digit that is not 0: 10,000 for 180,000, a tenth for 2.5. For what has no last
/// digit, and for 0, it is 1.
fn last_place(number: Exact) -> Result<Exact, Overflow> {
    let decimals = number.decimals().unwrap_or(0);
    if decimals > 0 || number.is_zero() {
        return Exact::pow10(-i32::from(decimals));
    }
    let (mut digits, mut power) = (number.numer(), 0);
    while digits % 10 == 0 {
        digits /= 10;
        power += 1;
    }
    Exact::pow10(power)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn accepted(hedge: Hedge, number: (i128, i128), x: (i128, i128)) -> bool {
        let of = |(numer, denom)| Exact::new(numer, denom).unwrap();
        accepts(hedge, of(number)).unwrap().contains(of(x))
    }

    #[test]
    fn in_the_first_report() {
        for (hedge, number, least, first_beyond) in [
            (Hedge::Nearly, 180_000, 170_000, 180_000),
            (Hedge::Nearly, 1000, 900, 1000),
            (Hedge::Reached, 20_000_000, 20_000_000, 22_000_000),
            (Hedge::MoreThan, 100, 101, 200),
        ] {
            assert!(accepted(hedge, (number, 1), (least, 1)));
            assert!(!accepted(hedge, (number, 1), (least - 1, 1)));
            assert!(accepted(hedge, (number, 1), (first_beyond - 1, 1)));
            assert!(!accepted(hedge, (number, 1), (first_beyond, 1)));
        }
    }

    #[test]
    fn about_reaches_to_both_sides() {
        assert!(accepted(Hedge::About, (1000, 1), (950, 1)) && accepted(Hedge::About, (1000, 1), (1050, 1)));
        assert!(
            !accepted(Hedge::About, (1000, 1), (949, 1)) && !accepted(Hedge::About, (1000, 1), (1051, 1))
        );
        assert!(accepted(Hedge::About, (3, 1), (3015, 1000)) && accepted(Hedge::About, (25, 10), (255, 100)));
        assert!(accepted(Hedge::About, (-3, 1), (-3015, 1000)));
    }

    #[test]
    fn limits() {
        assert!(accepted(Hedge::AtLeast, (5, 1), (5, 1)) && !accepted(Hedge::AtLeast, (5, 1), (4, 1)));
        assert!(accepted(Hedge::AtMost, (5, 1), (5, 1)) && !accepted(Hedge::AtMost, (5, 1), (6, 1)));
        assert!(!accepted(Hedge::Over, (140, 1), (140, 1)) && accepted(Hedge::Over, (140, 1), (141, 1)));
        assert!(accepted(Hedge::AtLeast, (-5, 1), (-4, 1)) && accepted(Hedge::Nearly, (-5, 1), (-49, 10)));
        assert!(accepted(Hedge::Nearly, (0, 1), (0, 1)) && !accepted(Hedge::Nearly, (0, 1), (1, 1)));
    }

    #[test]
    fn over_that_says_too_little() {
        let over = |x| understates(Hedge::Over, Exact::from_int(140), Exact::from_int(x));
        assert!(!over(149) && over(150));
        assert!(!understates(Hedge::AtLeast, Exact::from_int(140), Exact::from_int(999)));
    }
}
