//! What does not agree, in a sentence with the figures.

use crossfoot_model::{Aggregate, FactId, Given, Home, Model, Op, Side, Val, place, print};
use crossfoot_source::Message;
use crossfoot_syntax::{
    ast::Form,
    words::{AbsentWord, RelOp},
};

use crate::{
    amount::Pair,
    broken::Sides,
    context::{Broken, Kind},
    wording::sentence,
};

/// Of the figures that a rule speaks of, so many are named.
const FIGURES_NAMED: usize = 4;

/// What is wrong with a constraint that does not hold.
pub(crate) fn of(model: &Model<'_>, broken: &Broken<'_, '_>, sides: Option<&Sides>) -> Message {
    let Some(sides) = sides else { return general(model, broken) };
    match broken.kind {
        Kind::Rule => rule(model, broken, sides),
        Kind::Tie | Kind::Hedge | Kind::Share => tie(model, broken, sides),
        Kind::Down | Kind::Across | Kind::Formula => formula(model, broken, sides),
    }
}

/// A formula: what is stated, and what it gives.
fn formula(model: &Model<'_>, broken: &Broken<'_, '_>, sides: &Sides) -> Message {
    let Some(fact) = sides.subject else { return general(model, broken) };
    let name = place::fact(model, fact);
    let stated = print::fact(model, fact);
    let (stated_en, stated_zh) = match model.fact(fact).map(|fact| fact.given) {
        Some(Given::Computed) => (format!("worked out as {stated}"), format!("算得{stated}")),
        _ => (format!("stated {stated}"), format!("填写{stated}")),
    };
    let other = other(model, broken, sides);
    let (by_en, by_zh) = by(sides);
    Message::new(
        format!("{}: {stated_en}, but {}{by_en}.", sentence(&name.en), other.en),
        format!("{}：{stated_zh}，{}{by_zh}。", name.zh, other.zh),
    )
}

/// A figure in prose: what the text says, and what it should.
fn tie(model: &Model<'_>, broken: &Broken<'_, '_>, sides: &Sides) -> Message {
    let Some(fact) = sides.subject else { return general(model, broken) };
    let said = print::fact(model, fact);
    let (other, (by_en, by_zh)) = match change(model, fact, sides) {
        Some((change, by)) => {
            (Message::new(format!("it works out at {}", change.en), format!("按算式应为{}", change.zh)), by)
        }
        None => (other(model, broken, sides), by(sides)),
    };
    let named = matches!(model.fact(fact).map(|fact| fact.home), Some(Home::Prose(Some(_))));
    let name = if named { place::fact(model, fact) } else { Message::default() };
    let (name_en, name_zh) = if named { (format!(" for {}", name.en), name.zh) } else { Default::default() };
    Message::new(
        format!("The text says {said}{name_en}, but {}{by_en}.", other.en),
        format!("正文中{name_zh}写{said}，{}{by_zh}。", other.zh),
    )
}

/// What a figure that is said to have gone up or down should say, and by how much it is off: nothing where it
/// is the direction that is wrong.
fn change(model: &Model<'_>, fact: FactId, sides: &Sides) -> Option<(Message, (String, String))> {
    let pair = sides.pair.as_ref().filter(|_| sides.object.is_none())?;
    match &model.fact(fact)?.figure?.value.as_ref()?.form {
        Form::Number(number) if number.direction.is_some() => {
            let by = pair.amounts().map(|amounts| difference(&amounts)).unwrap_or_default();
            Some((pair.right_as_change(), by))
        }
        _ => None,
    }
}

/// A rule: what stands on the left, and how it should stand to the right.
fn rule(model: &Model<'_>, broken: &Broken<'_, '_>, sides: &Sides) -> Message {
    let ops = model.graph.ops_of(broken.constraint);
    let (Some(Op::Compare(op) | Op::CompareWithin(op)), is_within) =
        (ops.last(), matches!(ops.last(), Some(Op::CompareWithin(_))))
    else {
        return general(model, broken);
    };
    let left = match sides.subject {
        Some(fact) => place::fact(model, fact),
        None => {
            let site = site(model, broken);
            let en = if site.en.is_empty() {
                "the left side".to_owned()
            } else {
                format!("in {}, the left side", site.en)
            };
            let zh = if site.zh.is_empty() { "左边".to_owned() } else { format!("{}：左边", site.zh) };
            Message::new(en, zh)
        }
    };
    let (is, should) = values(model, sides);
    if *op == RelOp::Eq && !is_within {
        let other = other(model, broken, sides);
        let (by_en, by_zh) = by(sides);
        return Message::new(
            format!("{} is {}, but {}{by_en}.", sentence(&left.en), is.en, other.en),
            format!("{}为{}，而{}{by_zh}。", left.zh, is.zh, other.zh),
        );
    }
    let are_days = matches!((sides.left, sides.right), (Val::Date(_), Val::Date(_)));
    let (rel_en, rel_zh) = match op {
        RelOp::Lt if are_days => ("should be before", "应早于"),
        RelOp::Le if are_days => ("should not be after", "应不晚于"),
        RelOp::Gt if are_days => ("should be after", "应晚于"),
        RelOp::Ge if are_days => ("should not be before", "应不早于"),
        RelOp::Eq => ("should be", "应为"),
        RelOp::Ne => ("should not be", "不应为"),
        RelOp::Lt => ("should be less than", "应小于"),
        RelOp::Le => ("should be at most", "应不超过"),
        RelOp::Gt => ("should be more than", "应大于"),
        RelOp::Ge => ("should be at least", "应不少于"),
    };
    let object = sides.object.map(|fact| place::fact(model, fact));
    let (from_en, from_zh) = match object {
        Some(object) => (format!(", as {}", object.en), format!("（{}）", object.zh)),
        None => Default::default(),
    };
    let (by_en, by_zh) = if *op == RelOp::Ne { Default::default() } else { by(sides) };
    let (but_en, but_zh) =
        if is_within { (", within the tolerance", "（在误差以内）") } else { ("", "") };
    Message::new(
        format!("{} is {} and {rel_en} {}{from_en}{but_en}{by_en}.", sentence(&left.en), is.en, should.en),
        format!("{}为{}，{rel_zh}{}{from_zh}{but_zh}{by_zh}。", left.zh, is.zh, should.zh),
    )
}

/// A rule that is more than a comparison: the figures that it speaks of.
fn general(model: &Model<'_>, broken: &Broken<'_, '_>) -> Message {
    let mut seen: Vec<FactId> = Vec::new();
    for fact in model.graph.reads(broken.constraint) {
        if !seen.contains(&fact) && seen.len() < FIGURES_NAMED {
            seen.push(fact);
        }
    }
    if let ([fact], Some(Op::Is(word, is_not))) =
        (seen.as_slice(), model.graph.ops_of(broken.constraint).last())
    {
        let (name, value) = (place::fact(model, *fact), print::fact(model, *fact));
        let (en, zh) = match word {
            AbsentWord::Na => ("n/a", "不适用"),
            AbsentWord::Blank => ("blank", "空白"),
            AbsentWord::Missing => ("missing", "缺失"),
        };
        let (should_en, should_zh) =
            if *is_not { ("should not be", "不应为") } else { ("should be", "应为") };
        return Message::new(
            format!("{} is {value} and {should_en} {en}.", sentence(&name.en)),
            format!("{}为{value}，{should_zh}“{zh}”。", name.zh),
        );
    }
    let figures: Vec<Message> = seen
        .into_iter()
        .map(|fact| {
            let (name, value) = (at_site(model, broken, fact), print::fact(model, fact));
            Message::new(format!("{} is {value}", name.en), format!("{}为{value}", name.zh))
        })
        .collect();
    let site = site(model, broken);
    let en: Vec<&str> = figures.iter().map(|figure| figure.en.as_str()).collect();
    let zh: Vec<&str> = figures.iter().map(|figure| figure.zh.as_str()).collect();
    let (in_en, in_zh) = if site.en.is_empty() {
        Default::default()
    } else {
        (format!(" in {}", site.en), format!("{}：", site.zh))
    };
    if figures.is_empty() {
        return Message::new(format!("This does not hold{in_en}."), format!("{in_zh}这条规则不成立。"));
    }
    Message::new(
        format!("This does not hold{in_en}: {}.", en.join("; ")),
        format!("{in_zh}这条规则不成立：{}。", zh.join("；")),
    )
}

/// A figure, seen from the row or column for which a rule is repeated.
fn at_site(model: &Model<'_>, broken: &Broken<'_, '_>, fact: FactId) -> Message {
    let site = &broken.constraint.site;
    match model.fact(fact).map(|fact| fact.home) {
        Some(Home::Cell(table, row, column)) if site.table == Some(table) => match (site.row, site.column) {
            (Some(it), None) if it == row => place::node(model, table, Side::Columns, column),
            (None, Some(it)) if it == column => place::node(model, table, Side::Rows, row),
            _ => place::fact(model, fact),
        },
        _ => place::fact(model, fact),
    }
}

/// For which row or column a rule is repeated.
fn site(model: &Model<'_>, broken: &Broken<'_, '_>) -> Message {
    let site = &broken.constraint.site;
    let Some(table) = site.table.filter(|_| site.row.is_some() || site.column.is_some()) else {
        return Message::default();
    };
    let name = place::table(model, table);
    let row = site.row.map(|row| place::node(model, table, Side::Rows, row));
    let column = site.column.map(|column| place::node(model, table, Side::Columns, column));
    let nodes: Vec<Message> = row.into_iter().chain(column).collect();
    let en: Vec<&str> = nodes.iter().map(|node| node.en.as_str()).collect();
    let zh: Vec<&str> = nodes.iter().map(|node| node.zh.as_str()).collect();
    let of = if name.zh.ends_with('”') { "的" } else { "" };
    Message::new(format!("{} of {}", en.join(", "), name.en), format!("{}{of}{}", name.zh, zh.join("、")))
}

/// What the right side is and comes to: `the rows sum to 5`.
fn other(model: &Model<'_>, broken: &Broken<'_, '_>, sides: &Sides) -> Message {
    let (_, value) = values(model, sides);
    if let Some(fact) = sides.object {
        let name = place::fact(model, fact);
        let unit = |fact: FactId| model.fact(fact).and_then(|fact| fact.unit);
        let own = sides.subject.and_then(unit);
        let value = if own.is_some() && own != unit(fact) { print::with_unit(model, fact) } else { value };
        return Message::new(format!("{} is {}", name.en, value.en), format!("{}为{}", name.zh, value.zh));
    }
    let right = broken.constraint.right.unwrap_or(broken.constraint.ops.end)
        ..broken.constraint.ops.end.saturating_sub(1);
    let (en, zh) = match (is_sum(model.graph.range(&right)), broken.kind) {
        (true, Kind::Down) => ("the rows sum to", "各行合计"),
        (true, Kind::Across) => ("the columns sum to", "各列合计"),
        (true, _) => ("the parts sum to", "各项合计"),
        (false, Kind::Tie) => ("it works out at", "按算式应为"),
        (false, Kind::Rule) if sides.subject.is_none() => ("the right side is", "右边为"),
        (false, Kind::Rule) => ("the rule gives", "按规则应为"),
        (false, _) => ("the formula gives", "按算式应为"),
    };
    Message::new(format!("{en} {}", value.en), format!("{zh}{}", value.zh))
}

/// Only figures, and only added up.
fn is_sum(ops: &[Op]) -> bool {
    let is_part = |op: &Op| matches!(op, Op::Fact(_) | Op::Add | Op::Aggregate(Aggregate::Sum, _));
    ops.len() > 1 && ops.iter().all(is_part)
}

/// Both sides as they are written.
fn values(model: &Model<'_>, sides: &Sides) -> (Message, Message) {
    let as_typed = |fact: Option<FactId>, val: Val| match fact {
        Some(fact) => print::fact(model, fact),
        None => print::value(model, val, None, 0),
    };
    match &sides.pair {
        Some(pair) => (pair.left(), pair.right()),
        None => (
            Message::same(as_typed(sides.subject, sides.left)),
            Message::same(as_typed(sides.object, sides.right)),
        ),
    }
}

/// `: 90 short`
fn by(sides: &Sides) -> (String, String) {
    match &sides.pair {
        Some(pair) => difference(pair),
        None => Default::default(),
    }
}

fn difference(pair: &Pair) -> (String, String) {
    let difference = pair.difference();
    (format!(": {}", difference.en), format!("，{}", difference.zh))
}
