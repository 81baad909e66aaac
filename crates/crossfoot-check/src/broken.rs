//! A constraint that does not hold, as a finding: where it is, what to look at, what may be written instead.

use crossfoot_figure::Quantity;
use crossfoot_model::{FactId, Given, Home, Model, Op, Side, Val, place, print, sides};
use crossfoot_source::{FileId, Message, Place, Rule};

use crate::{
    amount::Pair,
    context::{Broken, Context, Kind},
    found::Found,
    rewrite, sentence,
};

/// Of the figures that a constraint reads, so many are pointed at; a place is left for the rule itself.
const MOST_FIGURES: usize = 7;

/// Where there are more than so many, zeros are left out.
const FEW_FIGURES: usize = 3;

/// The two sides of a constraint.
pub(crate) struct Sides {
    pub left: Val,
    pub right: Val,
    /// The figure alone on the left.
    pub subject: Option<FactId>,
    /// The figure alone on the right.
    pub object: Option<FactId>,
    /// Both as they are written, where both are numbers.
    pub pair: Option<Pair>,
}

/// The findings of one rule: one for each constraint of a kind.
pub(crate) fn find(cx: &Context<'_, '_>, rule: &'static Rule, kind: Kind, out: &mut Vec<Found>) {
    for broken in cx.broken(kind) {
        let sides = Sides::of(cx.model, &broken);
        let general = sentence::of(cx.model, &broken, sides.as_ref());
        out.push(found(cx, rule, &broken, sides.as_ref(), general));
    }
}

/// A finding with a general sentence of what is wrong; a template's own words come before it.
pub(crate) fn found(
    cx: &Context<'_, '_>,
    rule: &'static Rule,
    broken: &Broken<'_, '_>,
    sides: Option<&Sides>,
    general: Message,
) -> Found {
    let model = cx.model;
    let subject = broken.constraint.target.or_else(|| sides.and_then(|sides| sides.subject));
    let (place, at) = place_of(model, broken, subject);
    let own = model.messages.get(&broken.id);
    let message = own.map_or_else(|| general.clone(), Message::same);
    let mut found = Found::new(rule, place, message).severity(broken.severity);
    found.finding.code = (!broken.statement.name.is_empty()).then(|| broken.statement.name.to_string());
    found.facts.extend(at);
    found = match own {
        Some(_) => found.help(general.en, general.zh),
        None => found.help(
            "Compare the figures with your records and correct the wrong one.",
            "请对照原始记录核对这些数，改正有误的一个。",
        ),
    };
    for fact in figures(model, broken) {
        let (name, value) = (beside(model, at, fact), print::fact(model, fact));
        let message = Message::new(format!("{} is {value}", name.en), format!("{}为{value}", name.zh));
        found = found.related(place::of(model, fact), message);
    }
    if broken.statement.place() != place {
        found = found.related(broken.statement.place(), Message::new("the rule", "规则"));
    }
    rewrite::offer(cx, broken, sides, found)
}

/// Where the author sees it: at the figure that it is about, else at the first one that is written, else at the rule.
fn place_of(model: &Model<'_>, broken: &Broken<'_, '_>, subject: Option<FactId>) -> (Place, Option<FactId>) {
    let in_report = |fact: &FactId| model.fact(*fact).is_some_and(|fact| fact.place.file == FileId::REPORT);
    let is_written = |fact: &FactId| model.fact(*fact).is_some_and(|fact| fact.given == Given::Stated);
    let reads = || model.graph.reads(broken.constraint);
    let seen = subject
        .filter(in_report)
        .or_else(|| reads().filter(in_report).find(is_written))
        .or_else(|| reads().find(in_report));
    match seen {
        Some(fact) => (place::of(model, fact), Some(fact)),
        None => (section_of(model, broken).unwrap_or_else(|| broken.statement.place()), None),
    }
}

/// The section whose words a rule is about.
fn section_of(model: &Model<'_>, broken: &Broken<'_, '_>) -> Option<Place> {
    let mentioned = model.graph.ops_of(broken.constraint).iter().find_map(|op| match op {
        Op::Mentions(section, _) => Some(*section),
        _ => None,
    });
    mentioned.and_then(|at| model.sections.get(at as usize)).map(|it| Place::report(it.heading.span))
}

/// A figure as it is called by somebody who looks at another one: in the same row its column says which it is.
fn beside(model: &Model<'_>, other: Option<FactId>, fact: FactId) -> Message {
    let home = |fact| model.fact(fact).map(|fact| fact.home);
    match (other.and_then(home), home(fact)) {
        (Some(Home::Cell(a, row, _)), Some(Home::Cell(b, same_row, column))) if a == b && row == same_row => {
            place::node(model, a, Side::Columns, column)
        }
        (Some(Home::Cell(a, _, column)), Some(Home::Cell(b, row, same_column)))
            if a == b && column == same_column =>
        {
            place::node(model, a, Side::Rows, row)
        }
        _ => place::fact(model, fact),
    }
}

/// The figures that are worth a look: those that are written, without zeros where there are many.
fn figures(model: &Model<'_>, broken: &Broken<'_, '_>) -> Vec<FactId> {
    let is_seen = |fact: &FactId| {
        model.fact(*fact).is_some_and(|fact| {
            fact.place.file == FileId::REPORT && fact.given == Given::Stated && !fact.place.span.is_empty()
        })
    };
    let mut figures: Vec<FactId> = Vec::new();
    for fact in model.graph.reads(broken.constraint).filter(is_seen) {
        if !figures.contains(&fact) {
            figures.push(fact);
        }
    }
    if figures.len() > FEW_FIGURES {
        figures.retain(|fact| !matches!(model.value(*fact), Val::Number(number) if number.value.is_zero()));
    }
    figures.truncate(MOST_FIGURES);
    figures
}

impl Sides {
    /// `None` where a constraint is no comparison of two sides.
    pub fn of(model: &Model<'_>, broken: &Broken<'_, '_>) -> Option<Self> {
        let constraint = broken.constraint;
        let right_start = constraint.right?;
        let vals = sides(model, constraint);
        let (left, right) = (*vals.first()?, *vals.get(1)?);
        let single = |ops: &[Op]| match ops {
            [Op::Fact(fact)] => Some(*fact),
            _ => None,
        };
        let subject = single(model.graph.range(&(constraint.ops.start..right_start)));
        let object = single(model.graph.range(&(right_start..constraint.ops.end.saturating_sub(1))));
        let pair = match (left, right) {
            (Val::Number(left), Val::Number(right)) => pair(model, &left, &right, subject, object),
            _ => None,
        };
        Some(Self { left, right, subject, object, pair })
    }
}

fn pair(
    model: &Model<'_>,
    left: &Quantity,
    right: &Quantity,
    subject: Option<FactId>,
    object: Option<FactId>,
) -> Option<Pair> {
    let fact = |id: Option<FactId>| id.and_then(|id| model.fact(id));
    let unit_of = |id| fact(id).and_then(|fact| fact.unit);
    let unit = unit_of(subject).or_else(|| unit_of(object)).or(left.unit.id()).or(right.unit.id());
    let decimals = fact(subject).or_else(|| fact(object)).map_or(0, |fact| fact.decimals);
    Pair::new(model, left, right, unit, decimals)
}
