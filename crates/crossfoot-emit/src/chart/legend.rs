//! Which colour is what.

use super::{
    scale::{Px, UNIT},
    svg::{Anchor, Svg, WIDTH},
    text::{BASELINE, LINE, Lines, wrap},
};

/// The side of a sample of a colour, and where the name behind it begins.
const SAMPLE: Px = 12 * UNIT;
pub(super) const INDENT: Px = 18 * UNIT;
/// Between two names.
const BETWEEN: Px = 16 * UNIT;

/// The names with a sample of the colour of each, in as many lines as they take.
pub(super) fn legend(svg: &mut Svg, names: &[String]) {
    let (mut x, mut y) = (0, svg.height);
    for (at, name) in names.iter().enumerate() {
        let shown = wrap(name, WIDTH - INDENT, 1);
        let reach = INDENT + shown.width();
        if x > 0 && x + reach > WIDTH {
            (x, y) = (0, y + LINE + 3 * UNIT);
        }
        entry(svg, at, [x, y], &shown, name);
        x += reach + BETWEEN;
    }
    svg.height = y + LINE + 12 * UNIT;
}

/// A sample of a colour with its name behind it; `y` is above both.
pub(super) fn entry(svg: &mut Svg, colour: usize, [x, y]: [Px; 2], shown: &Lines, name: &str) {
    svg.bar(&format!("s{}", colour + 1), x, y + (LINE - SAMPLE) / 2, SAMPLE, SAMPLE, name);
    svg.texts("", Anchor::Start, [x + INDENT, y + BASELINE], shown, name);
}
