//! The names at the ends of lines, in the colour of each and apart from one another.

use super::{
    plot::{Plot, Point},
    scale::{Px, UNIT},
    svg::{Anchor, Svg},
    text::{LINE, Lines, SIZE, width, wrap},
    words::Words,
};

/// The width of a name.
const NAME: Px = 112 * UNIT;
/// Between two names, one beneath the other.
const BETWEEN: Px = 4 * UNIT;
/// A name that stands further from the height of its line is joined to it.
const NEAR: Px = 5 * UNIT;

/// What stands at the end of a line: its name, and its last figure.
pub(super) struct End<'p> {
    pub lines: Lines,
    name: &'p str,
    /// Which of the lines.
    line: usize,
    /// The category of the last figure, and its value.
    pub last: Option<(usize, i64)>,
}

impl<'p> End<'p> {
    /// Of each line. The only one has its name above the drawing.
    pub fn all(plot: &'p Plot, words: &Words) -> Vec<Self> {
        let is_only = plot.series.len() == 1;
        let end = |(line, (name, points)): (usize, (&'p String, &Vec<Point>))| {
            let name = if is_only { "" } else { name.as_str() };
            let at = points.iter().rposition(|point| point.value.is_some());
            let last = at.and_then(|at| points.get(at).map(|point| (at, point)));
            let figure = last.map_or(words.no_figure, |(_, point)| point.text.as_str());
            let together = format!("{name} {figure}");
            let lines = if width(&together) <= NAME {
                wrap(&together, NAME, 1)
            } else {
                let mut lines = wrap(name, NAME, 2);
                // Of a number nothing is left out.
                lines.lines.extend(wrap(figure, NAME, usize::MAX).lines);
                lines
            };
            End { lines, name, line, last: last.and_then(|(at, point)| Some((at, point.value?))) }
        };
        plot.series.iter().zip(&plot.points).enumerate().map(end).collect()
    }

    /// How high it is, with what is between it and the next.
    pub fn height(&self) -> Px {
        self.lines.height() + BETWEEN
    }
}

/// Puts names at the ends of their lines, and where they would overlap, one beneath the other. `tips` are the ends of the
/// lines.
pub(super) fn place(
    svg: &mut Svg,
    ends: &[End<'_>],
    tips: &[Option<[Px; 2]>],
    style: impl Fn(usize) -> String,
    x: Px,
    bottom: Px,
) {
    let mut order: Vec<(&End<'_>, &Option<[Px; 2]>)> = ends.iter().zip(tips).collect();
    order.sort_by_key(|(_, tip)| tip.map_or(bottom, |[_, y]| y));
    let mut free = 0;
    let mut tops: Vec<Px> = Vec::with_capacity(ends.len());
    for (end, tip) in &order {
        let wanted = tip.map_or(bottom, |[_, y]| y) - end.lines.height() / 2;
        let top = wanted.max(free);
        free = top + end.height();
        tops.push(top);
    }
    // Those that were pushed down too far push the others up.
    let mut limit = bottom + LINE / 2;
    for (top, (end, _)) in tops.iter_mut().zip(&order).rev() {
        *top = (*top).min(limit - end.lines.height());
        limit = *top - BETWEEN;
    }
    for (top, (end, tip)) in tops.into_iter().zip(order) {
        let middle = top + end.lines.height() / 2;
        if let Some([tip_x, tip_y]) = *tip
            && (middle - tip_y).abs() > NEAR
        {
            svg.line("grid", [tip_x + NEAR, tip_y], [x - 2 * UNIT, middle]);
        }
        svg.texts(&style(end.line), Anchor::Start, [x, top + SIZE], &end.lines, end.name);
    }
}
