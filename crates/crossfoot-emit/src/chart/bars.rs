//! Bars, from left to right: names may be long, and the page may be narrow.

use super::{
    legend::legend,
    plot::{Plot, Point},
    scale::{Px, Scale, UNIT},
    svg::{Anchor, Svg, WIDTH},
    text::{BASELINE, Lines, MIDDLE, SIZE, width, wrap},
};

/// So many series have a colour each; of more, each bar has its name beside it.
const COLOURS: usize = 4;
/// Names that are no wider stand beside the bars, wider ones above.
const BESIDE: Px = 150 * UNIT;
/// Between a bar and what stands beside it.
const GAP: Px = 6 * UNIT;
/// A bar of the only series, and one of several.
const THICK: Px = 20 * UNIT;
const THIN: Px = 14 * UNIT;
/// From the bars of one category to the next.
const BETWEEN: Px = 10 * UNIT;
/// From one bar of a group to the next.
const PITCH: Px = 16 * UNIT;
/// A figure takes no more room than this, and the bars no less than that.
const MOST_FIGURE: Px = 130 * UNIT;
const LEAST: Px = 100 * UNIT;

/// Where the names stand.
enum Names {
    /// Those of the categories at the left of their bars.
    Beside(Vec<Lines>),
    /// Those of the categories above their bars, which have the whole width.
    Above,
    /// Those of the series at the left of each bar, beneath the name of the category.
    EachBar(Vec<Lines>),
}

impl Names {
    /// They are in two lines at most. What the figures leave is theirs.
    fn new(plot: &Plot, room: Px) -> Self {
        let wrapped = |names: &[String]| names.iter().map(|name| wrap(name, room, 2)).collect::<Vec<_>>();
        if plot.series.len() > COLOURS {
            return Self::EachBar(wrapped(&plot.series));
        }
        let categories = wrapped(&plot.categories);
        if categories.iter().any(|name| name.is_cut) { Self::Above } else { Self::Beside(categories) }
    }

    /// The width that is left to them.
    fn width(&self) -> Px {
        match self {
            Self::Above => 0,
            Self::Beside(names) | Self::EachBar(names) => {
                names.iter().map(Lines::width).max().unwrap_or(0) + GAP
            }
        }
    }
}

/// Draws each figure as a bar from 0.
pub(super) fn bars(plot: &Plot) -> Svg {
    let mut svg = Svg::default();
    if (2..=COLOURS).contains(&plot.series.len()) {
        legend(&mut svg, &plot.series);
    }
    let [before, behind] = rooms(plot);
    let names = Names::new(plot, BESIDE.min(WIDTH - before - behind - LEAST));
    let (low, high) = plot.range_with_zero();
    let scale = Scale::new(low, high, names.width() + before, WIDTH - behind);
    let top = svg.height;
    for (at, category) in plot.categories.iter().enumerate() {
        svg.height += if at == 0 { 0 } else { BETWEEN };
        let points: Vec<&Point> = plot.of_category(at).collect();
        match &names {
            Names::Beside(names) => group(&mut svg, &scale, plot, category, &points, names.get(at)),
            Names::Above => {
                let top = heading(&mut svg, category, "");
                group(&mut svg, &scale, plot, category, &points, None);
                axis(&mut svg, &scale, top);
            }
            Names::EachBar(names) => {
                let top = heading(&mut svg, category, "strong");
                named(&mut svg, &scale, plot, category, &points, names);
                axis(&mut svg, &scale, top);
            }
        }
    }
    if let Names::Beside(_) = names {
        axis(&mut svg, &scale, top);
    }
    svg
}

/// The room for figures at the ends of bars that go to the left, and of those that go to the right.
fn rooms(plot: &Plot) -> [Px; 2] {
    [true, false].map(|is_negative| {
        let points = plot.points.iter().flatten();
        let here = points.filter(|point| point.value.is_some_and(|value| value < 0) == is_negative);
        here.map(|point| width(&point.text).min(MOST_FIGURE) + GAP).max().unwrap_or(0)
    })
}

/// The line at 0, from a height down to what was drawn last.
fn axis(svg: &mut Svg, scale: &Scale, top: Px) {
    let (zero, bottom) = (scale.at(0), svg.height);
    svg.line("axis", [zero, top], [zero, bottom]);
}

/// The name of a category above its bars, and where they begin.
fn heading(svg: &mut Svg, category: &str, class: &str) -> Px {
    let lines = wrap(category, WIDTH, 2);
    let top = svg.height;
    svg.texts(class, Anchor::Start, [0, top + SIZE], &lines, category);
    svg.height = top + lines.height() + 2 * UNIT;
    svg.height
}

/// The bars of a category, a colour each, with its name at the left in their middle.
fn group(svg: &mut Svg, scale: &Scale, plot: &Plot, category: &str, points: &[&Point], name: Option<&Lines>) {
    let is_only = points.len() == 1;
    let bars = if is_only { THICK } else { PITCH * points.len() as Px };
    let height = bars.max(name.map_or(0, Lines::height));
    let top = svg.height;
    if let Some(name) = name {
        let y = top + (height - name.height()) / 2 + BASELINE;
        svg.texts("", Anchor::Start, [0, y], name, category);
    }
    for ((at, point), series) in (0..).zip(points).zip(&plot.series) {
        let y = top + (height - bars) / 2 + PITCH * at;
        let tip = if is_only { category.to_owned() } else { format!("{category} · {series}") };
        bar(svg, scale, point, at as usize, [y, if is_only { THICK } else { THIN }], &tip);
    }
    svg.height = top + height;
}

/// The bars of a category, each with the name of its series.
fn named(svg: &mut Svg, scale: &Scale, plot: &Plot, category: &str, points: &[&Point], names: &[Lines]) {
    for ((name, point), series) in names.iter().zip(points).zip(&plot.series) {
        let (top, height) = (svg.height, name.height().max(PITCH));
        svg.texts("", Anchor::Start, [0, top + BASELINE], name, series);
        let tip = format!("{category} · {series}");
        bar(svg, scale, point, 0, [top + (height - THIN) / 2, THIN], &tip);
        svg.height = top + height;
    }
}

/// A bar with its figure at its end; where there is no figure, what stands in its place.
fn bar(svg: &mut Svg, scale: &Scale, point: &Point, colour: usize, [y, thick]: [Px; 2], name: &str) {
    let zero = scale.at(0);
    let baseline = y + thick / 2 + MIDDLE;
    let Some(value) = point.value else {
        return svg.text("faint", Anchor::Start, [zero + GAP, baseline], MOST_FIGURE, &point.text);
    };
    let end = scale.at(value);
    let class = format!("s{}", colour + 1);
    svg.bar(&class, zero.min(end), y, (end - zero).abs(), thick, &format!("{name}: {}", point.text));
    let (anchor, x) = if value < 0 { (Anchor::End, end - GAP) } else { (Anchor::Start, end + GAP) };
    svg.text("", anchor, [x, baseline], MOST_FIGURE, &point.text);
}
