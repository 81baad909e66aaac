//! What is drawn: names and figures, taken from the table and from nowhere else.

use std::collections::HashSet;

use crossfoot_figure::Exact;
use crossfoot_model::{Axis, Chart, ChartKind, FactId, Model, NodeId, Side, Table, Val, print};
use crossfoot_source::Span;

use super::{scale, words::Words};

/// A chart as names and figures.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    pub kind: ChartKind,
    /// What all figures are counted in.
    pub unit: Option<String>,
    pub series: Vec<String>,
    pub categories: Vec<String>,
    /// For each series one for each category.
    pub points: Vec<Vec<Point>>,
    /// Values are so many of this power of ten.
    pub power: i32,
    /// Numbers are written with thousands marks.
    pub grouped: bool,
    /// The least that lies between two numbers on a scale: where all figures are whole, so are those.
    pub least: i64,
}

/// A figure.
#[derive(Clone, Debug)]
pub(super) struct Point {
    /// Its value, so many of the plot's power of ten; `None` where there is no figure.
    pub value: Option<i64>,
    /// As the table prints it, or what stands in its place.
    pub text: String,
    /// There is or should be such a figure: it is not `n/a`.
    pub is_applicable: bool,
}

impl Plot {
    pub fn new(model: &Model<'_>, table: &Table<'_>, chart: &Chart, words: &Words) -> Self {
        let (series, categories) = match chart.side {
            Side::Rows => (&table.rows, &table.columns),
            Side::Columns => (&table.columns, &table.rows),
        };
        let figures = |it: &NodeId| chart.facts(table, *it).map(|fact| figure(model, fact, words)).collect();
        let figures: Vec<Vec<Figure>> = chart.series.iter().map(figures).collect();
        let power = scale::power(figures.iter().flatten().filter_map(|it| it.value));
        let is_whole = figures.iter().flatten().all(|it| it.value.is_none_or(Exact::is_integer));
        let grouped = figures.iter().flatten().any(|it| it.text.contains([',', '，']));
        let point = |Figure { value, text, is_applicable }: Figure| Point {
            value: value.map(|value| scale::in_power(value, power)),
            text,
            is_applicable,
        };
        Self {
            kind: chart.kind,
            unit: unit(model, table, chart),
            series: names(series, &chart.series, words),
            categories: names(categories, &chart.categories, words),
            points: figures.into_iter().map(|of| of.into_iter().map(point).collect()).collect(),
            power,
            grouped,
            least: if is_whole { scale::in_power(Exact::ONE, power) } else { 1 },
        }
    }

    /// The figures of a category, series by series.
    pub fn of_category(&self, category: usize) -> impl Iterator<Item = &Point> {
        self.points.iter().filter_map(move |series| series.get(category))
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = i64> {
        self.points.iter().flatten().filter_map(|point| point.value)
    }

    /// The least and the greatest value, or 0 where all are above or below it.
    pub fn range_with_zero(&self) -> (i64, i64) {
        (self.values().min().unwrap_or(0).min(0), self.values().max().unwrap_or(0).max(0))
    }

    /// How many figures are not there.
    pub fn missing(&self) -> usize {
        self.points.iter().flatten().filter(|point| point.value.is_none()).count()
    }

    /// The least and the greatest figure: series, category, text.
    pub fn extremes(&self) -> Option<([&str; 3], [&str; 3])> {
        let all = self.series.iter().zip(&self.points).flat_map(|(series, points)| {
            let points = self.categories.iter().zip(points);
            points.filter_map(move |(category, point)| {
                Some((point.value?, [series.as_str(), category.as_str(), point.text.as_str()]))
            })
        });
        let (least, greatest) = (all.clone().min_by_key(|it| it.0)?, all.rev().max_by_key(|it| it.0)?);
        Some((least.1, greatest.1))
    }
}

/// The unit of all figures of a chart.
fn unit(model: &Model<'_>, table: &Table<'_>, chart: &Chart) -> Option<String> {
    let mut facts = chart.series.iter().flat_map(|it| chart.facts(table, *it)).flatten();
    facts.find_map(|fact| Some(model.units.name(model.fact(fact)?.unit?).to_owned()))
}

/// A figure of the table: its value in its unit, and how it is printed.
struct Figure {
    value: Option<Exact>,
    text: String,
    is_applicable: bool,
}

/// What is to be drawn of a fact. A note behind a figure is not printed with it.
fn figure(model: &Model<'_>, fact: Option<FactId>, words: &Words) -> Figure {
    let missing = Figure { value: None, text: words.no_figure.to_owned(), is_applicable: true };
    let Some((id, fact)) = fact.and_then(|id| Some((id, model.fact(id)?))) else { return missing };
    let typed = fact.figure.and_then(|figure| figure.value.as_ref());
    let text = match typed.and_then(|value| Some((value, value.note?))) {
        Some((value, note)) => {
            let typed = Span::new(value.span.start, note.start).of(&model.report.text);
            typed.trim_end_matches(['(', '（']).trim_end().to_owned()
        }
        None => print::fact(model, id),
    };
    match model.value(id) {
        Val::Number(number) => {
            let scale = fact.unit.map_or(Exact::ONE, |unit| model.units.scale(unit));
            let value = number.value.div(scale).ok().flatten();
            value.map_or(missing, |value| Figure { value: Some(value), text, is_applicable: true })
        }
        Val::NotApplicable { .. } => Figure { value: None, text, is_applicable: false },
        _ => missing,
    }
}

/// The labels of nodes; of those that are labelled alike, with what they stand beneath.
fn names(axis: &Axis<'_>, nodes: &[NodeId], words: &Words) -> Vec<String> {
    let own = |id: NodeId| {
        let labels = axis.ancestors(id).filter_map(|id| Some(axis.node(id)?.label.as_ref()));
        labels.into_iter().find(|label| !label.is_empty()).unwrap_or_default()
    };
    let whole = |id: NodeId| {
        let labels = axis.ancestors(id).filter_map(|id| Some(axis.node(id)?.label.as_ref()));
        let mut labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
        labels.reverse();
        labels.join(words.comma)
    };
    let different: HashSet<&str> = nodes.iter().map(|id| own(*id)).collect();
    let is_own = different.len() == nodes.len();
    nodes.iter().map(|id| if is_own { own(*id).to_owned() } else { whole(*id) }).collect()
}
