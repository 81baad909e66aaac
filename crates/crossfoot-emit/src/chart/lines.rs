//! Lines, with their names at their ends.

use super::{
    ends::{End, place},
    plot::{Plot, Point},
    scale::{Px, Scale, UNIT, ticks, written},
    svg::{Anchor, Svg, WIDTH},
    text::{LINE, MIDDLE, SIZE, widest_piece, width, wrap},
    words::Words,
};

/// Lines are told apart by so many colours, each with its own dashes.
const STYLES: usize = 6;
/// The height of the scale, unless the names at the ends need more.
const HEIGHT: Px = 210 * UNIT;
/// Room above the scale, for a figure over the highest point.
const ABOVE: Px = 20 * UNIT;
const GAP: Px = 6 * UNIT;
/// The width of a number at the left, and of a name at the bottom.
const MARK: Px = 112 * UNIT;
const BELOW: Px = 84 * UNIT;
/// A line that is alone and no longer than this has its figures at its points.
const FIGURES: usize = 8;
/// Up to so many points on a line each has a dot.
const DOTS: usize = 24;

/// Draws each series as a line over the categories.
pub(super) fn lines(plot: &Plot, words: &Words) -> Svg {
    let mut svg = Svg::default();
    let ends = End::all(plot, words);
    let names: Px = ends.iter().map(End::height).sum();
    let (top, bottom) = (ABOVE, ABOVE + HEIGHT.max(names));
    let marks = marks(plot);
    let labels: Vec<String> = marks.iter().map(|mark| written(*mark, plot.power, plot.grouped)).collect();
    let left = labels.iter().map(|label| width(label)).max().unwrap_or(0).min(MARK) + GAP;
    // Between the last points and the names there is room to join them.
    let names = WIDTH - ends.iter().map(|end| end.lines.width()).max().unwrap_or(0);
    let right = names - if ends.len() > 1 { 3 * GAP } else { 2 * GAP };
    let across = Across::new(plot.categories.len(), left + 2 * GAP, right);
    let (low, high) = (marks.first().copied().unwrap_or(0), marks.last().copied().unwrap_or(1));
    let up = Scale::new(low, high, bottom, top);
    for (mark, label) in marks.iter().zip(&labels) {
        let y = up.at(*mark);
        svg.line(if *mark == 0 { "axis" } else { "grid" }, [left, y], [right + GAP, y]);
        svg.text("faint", Anchor::End, [left - GAP, y + MIDDLE], left - GAP, label);
    }
    for (at, points) in plot.points.iter().enumerate() {
        line(&mut svg, plot, at, points, &across, &up);
    }
    if plot.points.len() == 1 && plot.categories.len() <= FIGURES {
        figures(&mut svg, plot, &across, &up, bottom);
    }
    let tip = |end: &End<'_>| end.last.map(|(category, value)| [across.at(category), up.at(value)]);
    let tips: Vec<_> = ends.iter().map(tip).collect();
    place(&mut svg, &ends, &tips, dots_of, names, bottom);
    svg.height = bottom;
    names_below(&mut svg, plot, &across);
    gaps(&mut svg, plot, &across, words);
    svg
}

/// The numbers at the grid lines: from 0 where that leaves the lines at least half of the height.
fn marks(plot: &Plot) -> Vec<i64> {
    let (low, high) = (plot.values().min().unwrap_or(0), plot.values().max().unwrap_or(0));
    let (low, high) = match (low, high) {
        _ if low > 0 && low > high / 2 && low < high => (low, high),
        _ if high < 0 && high < low / 2 && low < high => (low, high),
        _ => (low.min(0), high.max(0)),
    };
    ticks(low, high, 5, plot.least)
}

/// Where the categories stand.
struct Across {
    scale: Scale,
    count: usize,
    /// How much room each has.
    room: Px,
}

impl Across {
    fn new(count: usize, from: Px, to: Px) -> Self {
        let to = to.max(from);
        let steps = count.saturating_sub(1).max(1) as i64;
        Self { scale: Scale::new(0, steps, from, to), count, room: (to - from) / steps }
    }

    fn at(&self, category: usize) -> Px {
        match self.count {
            1 => (self.scale.at(0) + self.scale.at(1)) / 2,
            _ => self.scale.at(category as i64),
        }
    }
}

/// A line with a dot at each point; where a figure is not there, it is interrupted.
fn line(svg: &mut Svg, plot: &Plot, at: usize, points: &[Point], across: &Across, up: &Scale) {
    let mut stretches: Vec<Vec<Dot<'_>>> = vec![Vec::new()];
    for ((category, name), point) in plot.categories.iter().enumerate().zip(points) {
        match (point.value, stretches.last_mut()) {
            (Some(value), Some(stretch)) => {
                stretch.push(Dot { place: [across.at(category), up.at(value)], name, text: &point.text });
            }
            _ => stretches.push(Vec::new()),
        }
    }
    let places = stretches.iter().map(|stretch| stretch.iter().map(|dot| dot.place).collect());
    svg.path(&format!("l{}", at % STYLES + 1), &places.collect::<Vec<_>>());
    let series = plot.series.get(at).filter(|_| plot.series.len() > 1);
    let series = series.map(|series| format!("{series} · ")).unwrap_or_default();
    // A point between two gaps is no line, and is seen all the same.
    let dotted = stretches.iter().filter(|stretch| points.len() <= DOTS || stretch.len() == 1);
    for Dot { place, name, text } in dotted.flatten() {
        svg.dot(&dots_of(at), *place, 3 * UNIT, &format!("{series}{name}: {text}"));
    }
}

/// The class of a line's dots and of its name.
fn dots_of(line: usize) -> String {
    format!("d{}", line % STYLES + 1)
}

/// A point of a line, and what is said where somebody points at it.
struct Dot<'p> {
    place: [Px; 2],
    name: &'p str,
    text: &'p str,
}

/// The figures of the only line, at its points where the line leaves room; the last one has its own at the end.
fn figures(svg: &mut Svg, plot: &Plot, across: &Across, up: &Scale, bottom: Px) {
    let points = plot.points.first().map(Vec::as_slice).unwrap_or_default();
    let last = points.iter().rposition(|point| point.value.is_some());
    let value = |at: usize| points.get(at).and_then(|point| point.value);
    for (at, point) in points.iter().enumerate().filter(|(at, _)| Some(*at) != last) {
        let Some(here) = point.value else { continue };
        let (before, behind) = (at.checked_sub(1).and_then(value), value(at + 1));
        let is_lowest = [before, behind].iter().all(|it| it.is_none_or(|it| it > here));
        let y = up.at(here);
        let is_below = is_lowest && y + LINE <= bottom + GAP / 2;
        let room = across.room.max(SIZE);
        // A line that rises leaves room at the left, one that falls at the right.
        let (anchor, x) = match (before, behind) {
            (Some(before), Some(behind)) if before < here && here < behind => {
                (Anchor::End, across.at(at) + GAP / 2)
            }
            (Some(before), Some(behind)) if before > here && here > behind => {
                (Anchor::Start, across.at(at) - GAP / 2)
            }
            _ => (Anchor::Middle, within(across.at(at), width(&point.text).min(room))),
        };
        let y = if is_below { y + LINE } else { y - GAP - GAP / 3 };
        // Beneath it a rim, so that it can be read where lines run through it.
        svg.text("halo", anchor, [x, y], room, &point.text);
        svg.text("", anchor, [x, y], room, &point.text);
    }
}

/// The names of the categories: all of them if they fit, else every second, third and so on.
fn names_below(svg: &mut Svg, plot: &Plot, across: &Across) {
    let room = across.room - GAP;
    let fits = |name: &String| widest_piece(name) <= room && !wrap(name, room, 2).is_cut;
    let (step, room) = if plot.categories.len() == 1 {
        (1, 2 * BELOW)
    } else if plot.categories.iter().all(fits) {
        (1, room)
    } else {
        let widest = plot.categories.iter().map(|name| wrap(name, BELOW, 2).width()).max().unwrap_or(0);
        ((widest + GAP * 2) / across.room.max(1) + 1, BELOW)
    };
    let top = svg.height;
    for (at, name) in plot.categories.iter().enumerate().step_by(usize::try_from(step).unwrap_or(1).max(1)) {
        let shown = wrap(name, room, 2);
        let x = within(across.at(at), shown.width());
        svg.texts("faint", Anchor::Middle, [x, top + LINE + GAP / 2], &shown, name);
    }
    svg.height += GAP;
}

/// A mark beneath each category where a line has a gap, and what the mark means.
fn gaps(svg: &mut Svg, plot: &Plot, across: &Across, words: &Words) {
    let is_gap = |category: &usize| plot.of_category(*category).any(|point| point.value.is_none());
    let gaps: Vec<usize> = (0..plot.categories.len()).filter(is_gap).collect();
    if gaps.is_empty() {
        return;
    }
    let y = svg.height + SIZE / 2;
    for category in gaps {
        svg.text("faint", Anchor::Middle, [across.at(category), y], SIZE, "×");
    }
    svg.text("faint", Anchor::Start, [0, y + LINE], WIDTH, &words.gaps());
}

/// The middle of a text so wide, moved so that it stays inside the drawing.
fn within(x: Px, width: Px) -> Px {
    x.min(WIDTH - width / 2).max(width / 2)
}
