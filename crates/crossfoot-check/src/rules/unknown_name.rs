//! A name that nothing answers to.

use crossfoot_model::{Allowed, ProblemKind, Sought};
use crossfoot_source::{FixKind, Message, Place, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "unknown-name", severity: Severity::Error, docs: include_str!("unknown_name.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::UnknownName { sought, nearest } = &problem.kind else { continue };
        // Of a table that is there and does not count, extra-table says enough.
        let is_extra = *sought == Sought::Table
            && cx.problems().any(|it| {
                matches!(it.kind, ProblemKind::ExtraTable { .. })
                    && cx.model.text(it.place) == cx.model.text(problem.place)
            });
        if !is_extra && !matches!(sought, Sought::Field | Sought::Template) {
            out.push(found(cx, problem.place, *sought, nearest.as_deref()));
        }
    }
}

/// `@allow` of a rule that nobody has.
pub(super) fn unknown_rule(
    cx: &Context<'_, '_>,
    allowed: &Allowed<'_>,
    nearest: Option<&str>,
    out: &mut Vec<Found>,
) {
    out.push(found(cx, allowed.rule_place, Sought::Rule, nearest));
}

fn found(cx: &Context<'_, '_>, place: Place, sought: Sought, nearest: Option<&str>) -> Found {
    let typed = cx.typed(place);
    let typed = typed.trim_matches(['"', '“', '”']);
    let (en, zh) = match sought {
        Sought::Row => (format!("There is no row “{typed}”."), format!("没有“{typed}”这一行。")),
        Sought::Column => (format!("There is no column “{typed}”."), format!("没有“{typed}”这一列。")),
        Sought::RowOrColumn => (
            format!("There is no row or column “{typed}” that could be drawn."),
            format!("没有可以画图的行或列“{typed}”。"),
        ),
        Sought::Table => (format!("There is no table “{typed}”."), format!("没有“{typed}”这个表。")),
        Sought::Dimension => (
            format!(
                "Nothing can be repeated for each “{typed}”: there is no dimension or import of that name."
            ),
            format!("没有叫“{typed}”的分类或引入，不能逐个重复。"),
        ),
        Sought::Body => (
            format!("“{typed}” is none of the bodies that are listed."),
            format!("列出的单位里没有“{typed}”。"),
        ),
        Sought::Choice => (format!("“{typed}” is none of the choices."), format!("“{typed}”不在可选项里。")),
        Sought::Section => (format!("There is no section “{typed}”."), format!("没有“{typed}”这一部分。")),
        Sought::Rule => (format!("There is no rule “{typed}”."), format!("没有叫“{typed}”的规则。")),
        Sought::Figure | Sought::Field | Sought::Template => {
            (format!("Nothing is called “{typed}” here."), format!("这里没有叫“{typed}”的数据。"))
        }
    };
    let found = Found::new(&RULE, place, Message::new(en, zh));
    match nearest {
        Some(nearest) => {
            let found = found.help(format!("Did you mean `{nearest}`?"), format!("是不是“{nearest}”？"));
            let is_written_so = wording::is_plain_name(nearest) || sought == Sought::Rule;
            if is_written_so { found.replace(FixKind::Unsafe, nearest) } else { found }
        }
        None => match sought {
            Sought::Choice if !choices(cx, place).is_empty() => {
                let choices = choices(cx, place);
                found.help(format!("The choices are {}.", wording::listed_en(&choices)), format!("可选：{}。", choices.join("、")))
            }
            Sought::Figure => found.help(
                "Give a figure this name, as in `{name: 5 cases}`, or correct the name. A name of several words stands in quotes.",
                "请给数据取这个名称，如{名称：5件}，或者改正名称。不是一个词的名称要加引号。",
            ),
            _ => found.help("Correct the name. A name of several words stands in quotes.", "请改正名称。不是一个词的名称要加引号。"),
        },
    }
}

/// The choices of the field that a place fills in.
fn choices(cx: &Context<'_, '_>, at: Place) -> Vec<String> {
    let model = cx.model;
    let field =
        model.head.fields.iter().find(|field| model.fact(field.fact).is_some_and(|fact| fact.place == at));
    let choices = field.into_iter().flat_map(|field| &field.choices);
    choices.filter_map(|choice| Some(model.labels.get(choice.at())?.name.to_string())).collect()
}
