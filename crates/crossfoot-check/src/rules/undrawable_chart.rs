//! A chart that would show nothing, or something that is not so.

use crossfoot_figure::UnitId;
use crossfoot_model::{ProblemKind, Undrawable, place};
use crossfoot_source::{FixKind, Message, Place, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "undrawable-chart", severity: Severity::Error, docs: include_str!("undrawable_chart.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::Undrawable(why) = &problem.kind else { continue };
        let found = |en: String, zh: String| Found::new(&RULE, problem.place, Message::new(en, zh));
        out.push(match why {
            Undrawable::Nothing => found(
                "There are no figures to be drawn here.".to_owned(),
                "这里没有可以画图的数。".to_owned(),
            )
            .help(
                "Name rows and columns that hold numbers and meet in one panel.",
                "请写明有数的行和列；分表的图只能画同一分表里的行和列。",
            ),
            Undrawable::Units { unit, other, names } => units(cx, problem.place, *unit, *other, names),
            Undrawable::NoParts(name) => found(
                format!("“{name}” does not add up, so it is no share of anything."),
                format!("“{name}”不能合计，不是整体的一部分，不能画占比。"),
            )
            .help("Draw it as bars or lines.", "请改画柱状或折线。"),
            Undrawable::CountedTwice(name) => found(
                format!("Shares of both “{name}” and what it is made of, or part of, would count it twice."),
                format!("“{name}”和它的分项（或者它所属的合计）画在一起，会重复计算占比。"),
            )
            .help("Name either the total or its parts.", "合计和分项请只写其中一种。"),
            Undrawable::Negative(fact) => {
                let name = place::fact(cx.model, *fact);
                found(
                    format!("{} is below zero, and so no share of anything.", wording::sentence(&name.en)),
                    format!("{}是负数，不能画占比。", name.zh),
                )
                .about([*fact])
                .related(place::of(cx.model, *fact), Message::new("the figure", "这个数"))
                .help("Draw the table as bars or lines.", "请改画柱状或折线。")
            }
        });
    }
}

/// Figures that are not counted in the same thing.
fn units(
    cx: &Context<'_, '_>,
    at: Place,
    unit: Option<UnitId>,
    other: Option<UnitId>,
    names: &[Vec<String>],
) -> Found {
    let name = |unit: Option<UnitId>| unit.map(|unit| cx.model.units.name(unit));
    let en = |unit| name(unit).map_or("without a unit".to_owned(), |name| format!("in {name}"));
    let zh = |unit| name(unit).map_or("没有单位".to_owned(), |name| format!("单位是“{name}”"));
    let message = Message::new(
        format!(
            "Of the figures to be drawn some are {}, others {}; a chart has one scale.",
            en(unit),
            en(other)
        ),
        format!("要画的数有的{}，有的{}；一张图只能有一种单位。", zh(unit), zh(other)),
    );
    let typed = cx.model.text(at);
    let kind = typed.split([':', '：']).next().unwrap_or_default().trim();
    let (colon, comma) = if kind.is_ascii() { (": ", ", ") } else { ("：", "、") };
    let names: Vec<String> = names.iter().map(|steps| wording::path(steps)).collect();
    let found = Found::new(&RULE, at, message);
    if names.is_empty() {
        return found
            .help("Name rows and columns whose figures are in one unit.", "请写明单位相同的行和列。");
    }
    let meant = format!("{kind}{colon}{}", names.join(comma));
    found
        .help(
            format!("Name what is in one unit: `@chart {meant}`."),
            format!("请写明单位相同的行或列：@图 {meant}。"),
        )
        .replace(FixKind::Unsafe, &meant)
}
