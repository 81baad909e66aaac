//! Shares: each series is a whole, and the categories are its parts.

use super::{
    bars::bars,
    legend::{INDENT, entry, legend},
    plot::{Plot, Point},
    scale::{Px, Scale, UNIT},
    svg::{Anchor, Svg, WIDTH},
    text::{BASELINE, LINE, MIDDLE, SIZE, width, wrap},
    words::Words,
};

/// A whole of so many parts is one bar; of more, each part is a bar of its own.
const PARTS: usize = 6;
/// The height of a whole.
const THICK: Px = 30 * UNIT;
const GAP: Px = 6 * UNIT;

/// Draws each series as a whole of 100 %.
pub(super) fn shares(plot: &Plot, words: &Words) -> Svg {
    if plot.categories.len() > PARTS {
        return bars(&in_percent(plot, words));
    }
    let mut svg = Svg::default();
    let is_only = plot.series.len() == 1;
    if !is_only {
        legend(&mut svg, &plot.categories);
    }
    for ((at, points), name) in (0..).zip(&plot.points).zip(&plot.series) {
        if !is_only {
            svg.height += if at > 0 { GAP + GAP / 2 } else { 0 };
            let shown = wrap(name, WIDTH, 2);
            let y = svg.height + SIZE;
            svg.texts("", Anchor::Start, [0, y], &shown, name);
            svg.height = y - SIZE + shown.height() + GAP / 2;
        }
        whole(&mut svg, plot, points, words);
    }
    if let ([points], true) = (plot.points.as_slice(), is_only) {
        parts(&mut svg, plot, points, words);
    }
    svg
}

/// One bar, cut into its parts.
fn whole(svg: &mut Svg, plot: &Plot, points: &[Point], words: &Words) {
    let top = svg.height;
    let sum = match sum(points, words) {
        Ok(sum) => sum,
        Err(why) => return svg.text("faint", Anchor::Start, [0, top + SIZE], WIDTH, why),
    };
    let scale = Scale::new(0, sum, 0, WIDTH);
    let mut before = 0;
    for ((at, point), name) in (1..).zip(points).zip(&plot.categories) {
        let Some(value) = point.value.filter(|value| *value > 0) else { continue };
        let (from, to) = (scale.at(before), scale.at(before + value));
        before += value;
        let percent = percent(value, sum);
        svg.bar(
            &format!("s{at}"),
            from,
            top,
            to - from,
            THICK,
            &format!("{name}: {} ({percent})", point.text),
        );
        if width(&percent) + GAP <= to - from {
            let place = [(from + to) / 2, top + THICK / 2 + MIDDLE];
            svg.text(&format!("on{at}"), Anchor::Middle, place, to - from, &percent);
        }
    }
    svg.height = top + THICK;
}

/// The parts of the only whole, one beneath the other: colour, name, figure, share.
fn parts(svg: &mut Svg, plot: &Plot, points: &[Point], words: &Words) {
    let sum = sum(points, words).ok();
    let shares: Vec<String> = points
        .iter()
        .map(|point| point.value.zip(sum).map_or(String::new(), |(value, sum)| percent(value, sum)))
        .collect();
    let share_room = shares.iter().map(|share| width(share)).max().unwrap_or(0);
    let figure_room = points.iter().map(|point| width(&point.text)).max().unwrap_or(0).min(WIDTH / 3);
    let figures = WIDTH - share_room - 2 * GAP;
    svg.height += 2 * GAP;
    for (((at, name), point), share) in (0..).zip(&plot.categories).zip(points).zip(&shares) {
        let shown = wrap(name, figures - figure_room - 2 * GAP - INDENT, 2);
        let (top, baseline) = (svg.height, svg.height + BASELINE);
        entry(svg, at, [0, top], &shown, name);
        let class = if point.value.is_some() { "" } else { "faint" };
        svg.text(class, Anchor::End, [figures, baseline], figure_room, &point.text);
        if !share.is_empty() {
            svg.text("strong", Anchor::End, [WIDTH, baseline], share_room, share);
        }
        svg.height = top + shown.height().max(LINE) + GAP / 2;
    }
}

/// What the parts come to, or why there are no shares of it. What is not applicable is no part.
fn sum(points: &[Point], words: &Words) -> Result<i64, &'static str> {
    if points.iter().any(|point| point.value.is_none() && point.is_applicable) {
        return Err(words.unknown_parts);
    }
    let sum = points.iter().filter_map(|point| point.value).sum();
    if sum > 0 { Ok(sum) } else { Err(words.no_whole) }
}

/// A share in per cent, with one decimal.
fn percent(value: i64, sum: i64) -> String {
    let thousandths = (value * 1000 + sum / 2) / sum.max(1);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// The same as shares, to be drawn as bars.
fn in_percent(plot: &Plot, words: &Words) -> Plot {
    let share = |point: &Point, sum: Result<i64, &str>| match (point.value, sum) {
        (Some(value), Ok(sum)) => {
            let text = format!("{} ({})", percent(value, sum), point.text);
            Point { value: Some(value * 1_000_000 / sum), text, ..point.clone() }
        }
        (Some(_), Err(why)) => Point { value: None, text: why.to_owned(), ..point.clone() },
        (None, _) => point.clone(),
    };
    let shares = |points: &Vec<Point>| {
        let sum = sum(points, words);
        points.iter().map(|point| share(point, sum)).collect()
    };
    Plot { points: plot.points.iter().map(shares).collect(), ..plot.clone() }
}
