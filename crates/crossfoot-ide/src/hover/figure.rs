//! A figure: what it is, how it comes about, and which rules vouch for it.

use crossfoot_figure::{Exact, Quantity};
use crossfoot_model::{
    Constraint, ConstraintId, Explanation, FactId, Given, Home, Model, Outcome, StatementKind, Val, Why,
    place, print, sides, statement_of,
};
use crossfoot_source::{Lang, Message};

use crossfoot_syntax::ast::Form;

use super::{
    Page,
    equation::{equation, written},
    plain,
};
use crate::Snapshot;

/// So many rules are listed.
const MOST_RULES: usize = 8;

/// Of so many of the figures that one is made of it is said how they come about.
const MOST_INNER: usize = 4;

pub(super) fn figure(s: &Snapshot<'_, '_>, id: FactId) -> String {
    let model = s.model;
    let Some(fact) = model.fact(id) else { return String::new() };
    let name = place::fact(model, id);
    let value = print::with_unit(model, id);
    let said = match fact.given {
        Given::Stated => value,
        Given::Computed => Message::new(format!("worked out as {}", value.en), format!("算得{}", value.zh)),
        Given::Blank => Message::new("blank", "空白"),
        Given::Missing => Message::new("not in the report", "报告中没有"),
    };
    let said = Message::new(plain(&said.en), plain(&said.zh));
    let mut page = Page::new(s, name.in_lang(s.lang), &said);
    if let Val::Number(number) = model.value(id) {
        page.say(&range(model, &page, id, &number));
    }
    let (own, others) = constraints(model, id);
    for constraint in &own {
        rule(&mut page, model, *constraint, id);
        // What it is worked out from may itself be worked out.
        let reads = model.graph.constraints.get(constraint.at()).map(|it| model.graph.reads(it));
        let inner = reads.into_iter().flatten().filter_map(|read| derivation(&page, model, read, id));
        for text in inner.take(MOST_INNER).collect::<Vec<_>>() {
            page.item(1, &text);
        }
    }
    let rest = others.len().saturating_sub(MOST_RULES);
    for constraint in others.iter().take(MOST_RULES) {
        rule(&mut page, model, *constraint, id);
    }
    if rest > 0 {
        let (en, zh) = (format!("and {rest} more rules"), format!("另有{rest}条规则"));
        page.item(0, page.word(&en, &zh).to_owned().as_str());
    }
    if let Some(note) = note(model, id) {
        let label = page.word("Note: ", "注：").to_owned();
        page.say(&format!("{label}{}", plain(&note)));
    }
    page.text
}

/// All that it may be, where that is more than one value.
fn range(model: &Model<'_>, page: &Page, id: FactId, number: &Quantity) -> String {
    if number.range.is_point() {
        return String::new();
    }
    let unit = model.fact(id).and_then(|fact| fact.unit).or(number.unit.id());
    let end = |value: Exact| {
        let bare = unit.and_then(|unit| value.div(model.units.scale(unit)).ok()?).unwrap_or(value);
        let text = bare.to_decimal(bare.decimals().unwrap_or(3).min(6));
        if page.lang == Lang::En { print::in_threes(&text) } else { text }
    };
    let (lo, hi) = (number.range.lo().map(end), number.range.hi().map(end));
    let text = match (lo, hi) {
        (Some(lo), Some(hi)) => {
            let sign = |open: bool| if open { "<" } else { "≤" };
            format!("{lo} {} x {} {hi}", sign(number.range.lo_open()), sign(number.range.hi_open()))
        }
        (Some(lo), None) => format!("x {} {lo}", if number.range.lo_open() { ">" } else { "≥" }),
        (None, Some(hi)) => format!("x {} {hi}", if number.range.hi_open() { "<" } else { "≤" }),
        (None, None) => return String::new(),
    };
    let label = page.word("May be: ", "可能的值：");
    format!("{label}{}", plain(&text))
}

/// The constraints that say what a figure is, and the others that read it: those that do not hold come first.
fn constraints(model: &Model<'_>, id: FactId) -> (Vec<ConstraintId>, Vec<ConstraintId>) {
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for (at, constraint) in (0u32..).map(ConstraintId).zip(&model.graph.constraints) {
        if !model.graph.reads(constraint).any(|read| read == id) {
            continue;
        }
        let is_formula = statement_of(model, at).is_some_and(|it| it.kind != StatementKind::Check);
        let list = if constraint.target == Some(id) && is_formula { &mut own } else { &mut others };
        list.push(at);
    }
    others.sort_by_key(|at| match model.graph.outcomes.get(at.at()) {
        Some(Outcome::Differs) => 0,
        Some(Outcome::Explained(_)) => 1,
        Some(Outcome::Agrees | Outcome::WithinRounding) => 2,
        Some(Outcome::NotCheckable(_)) => 3,
        Some(Outcome::DoesNotApply) | None => 4,
    });
    (own, others)
}

/// A rule with its figures, and what came of it.
fn rule(page: &mut Page, model: &Model<'_>, at: ConstraintId, home: FactId) {
    let Some(constraint) = model.graph.constraints.get(at.at()) else { return };
    let Some(outcome) = model.graph.outcomes.get(at.at()) else { return };
    let name = statement_of(model, at).map(|it| it.name.as_ref()).filter(|name| !name.is_empty());
    let name = name.map(|name| format!("**{}** ", plain(name))).unwrap_or_default();
    let said = plain(&equation(model, page.lang, model.graph.ops_of(constraint), home));
    let computes = model.graph.computed_by.get(&home) == Some(&at);
    let outcome = if computes { Message::default() } else { outcome_of(model, constraint, outcome) };
    let outcome = match outcome.in_lang(page.lang) {
        "" => String::new(),
        outcome => format!(" — {}", plain(outcome)),
    };
    page.item(0, &format!("{name}{said}{outcome}"));
}

/// How a figure that another one is made of is itself worked out.
fn derivation(page: &Page, model: &Model<'_>, id: FactId, home: FactId) -> Option<String> {
    let by = model.graph.computed_by.get(&id).filter(|_| id != home)?;
    let constraint = model.graph.constraints.get(by.at())?;
    Some(plain(&equation(model, page.lang, model.graph.ops_of(constraint), home)))
}

fn outcome_of(model: &Model<'_>, constraint: &Constraint, outcome: &Outcome) -> Message {
    match outcome {
        Outcome::Agrees => Message::new("agrees", "相符"),
        Outcome::WithinRounding if is_hedged(model, constraint) => Message::new("agrees", "相符"),
        Outcome::WithinRounding => match both(model, constraint) {
            Some((left, right)) => Message::new(
                format!("agrees within rounding ({left} and {right})"),
                format!("四舍五入范围内相符（{left}与{right}）"),
            ),
            None => Message::new("agrees within rounding", "四舍五入范围内相符"),
        },
        Outcome::Differs => match both(model, constraint) {
            Some((left, right)) => {
                Message::new(format!("does not hold: {left} and {right}"), format!("不符：{left}与{right}"))
            }
            None => Message::new("does not hold", "不符"),
        },
        Outcome::Explained(Explanation::Note(_)) => {
            Message::new("does not hold, a note says why", "不符，已加注说明")
        }
        Outcome::Explained(Explanation::Allow(_)) => {
            Message::new("does not hold, allowed", "不符，已列为例外")
        }
        Outcome::DoesNotApply => Message::new("does not apply", "不适用"),
        Outcome::NotCheckable(why) => {
            let why = why_of(model, *why);
            Message::new(format!("cannot be checked: {}", why.en), format!("无法核对：{}", why.zh))
        }
    }
}

/// Is it about a figure that says *about*, *nearly*, *over*?
fn is_hedged(model: &Model<'_>, constraint: &Constraint) -> bool {
    let figure = constraint.target.and_then(|target| model.fact(target)?.figure);
    match figure.and_then(|figure| figure.value.as_ref()).map(|value| &value.form) {
        Some(Form::Number(number)) => number.hedge.is_some(),
        Some(Form::Bound(..)) => true,
        _ => false,
    }
}

/// What the two sides of a constraint come to.
fn both(model: &Model<'_>, constraint: &Constraint) -> Option<(String, String)> {
    let unit = constraint.target.and_then(|target| model.fact(target)?.unit);
    let side = |value: &Val| match value {
        Val::Number(number) => {
            let number = match unit {
                Some(unit) => number.taking_unit(unit, &model.units).unwrap_or(*number),
                None => *number,
            };
            Some(written(model, &number))
        }
        Val::Date(date) => Some(date.to_string()),
        _ => None,
    };
    let sides = sides(model, constraint);
    Some((side(sides.first()?)?, side(sides.get(1)?)?))
}

fn why_of(model: &Model<'_>, why: Why) -> Message {
    let of = |fact: FactId, en: &str, zh: &str| {
        let name = place::fact(model, fact);
        Message::new(format!("{} {en}", name.en), format!("{}{zh}", name.zh))
    };
    match why {
        Why::Blank(fact) => of(fact, "is blank", "空着"),
        Why::Unknown(fact) => of(fact, "is not known", "未知"),
        Why::Missing(fact) => of(fact, "is not in the report", "不在报告中"),
        Why::NotThere => Message::new("what it speaks of is not in the report", "所指的内容不在报告中"),
        Why::NoPrior => Message::new("there is no report of the year before", "没有上年报告"),
        Why::NoBodies => Message::new("there are no reports of other bodies", "没有其他单位的报告"),
        Why::NotOpened => Message::new("it needs a file that is not opened", "需要的文件没有打开"),
        Why::Undefined => Message::new("it would divide by zero", "除数为零"),
        Why::Unusable => Message::new("something in it cannot be read", "其中有无法识别的内容"),
    }
}

/// The note on a figure, in brackets behind it or beneath its row.
fn note(model: &Model<'_>, id: FactId) -> Option<String> {
    let fact = model.fact(id)?;
    let own = fact.figure.and_then(|figure| figure.value.as_ref()?.note);
    if let Some(note) = own {
        return Some(note.of(&model.report.text).trim_matches(['(', ')', '（', '）']).to_owned());
    }
    let Home::Cell(table, row, _) = fact.home else { return None };
    let note = model.table(table)?.rows.node(row)?.notes.first()?;
    Some(crossfoot_model::prose::plain_text(note.prose, model.text_of(note.file)).into_owned())
}
