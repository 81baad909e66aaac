//! A cell, or a number, that cannot be read as the number that it should be.

use crossfoot_figure::Unreadable;
use crossfoot_model::{FactId, ProblemKind, place};
use crossfoot_source::{FixKind, Message, Place, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "not-a-number", severity: Severity::Error, docs: include_str!("not_a_number.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        match &problem.kind {
            ProblemKind::NotANumber { fact } => out.push(no_number(cx, problem.place, *fact)),
            ProblemKind::Unreadable { why } => out.push(unreadable(cx, problem.place, *why)),
            ProblemKind::BracketsAsMinus => out.push(brackets(cx, problem.place)),
            _ => {}
        }
    }
}

/// A mark or text where there must be a number (or a day).
fn no_number(cx: &Context<'_, '_>, at: Place, fact: FactId) -> Found {
    let (typed, name) = (cx.typed(at), place::fact(cx.model, fact));
    let unit = cx.model.fact(fact).and_then(|fact| fact.unit);
    let is_date = unit.is_some_and(|unit| cx.model.units.is_date(unit));
    let (what_en, what_zh) = if is_date { ("a day", "日期") } else { ("a number", "数") };
    let message = Message::new(
        format!("{}: “{typed}” is not {what_en}.", crate::wording::sentence(&name.en)),
        format!("{}：“{typed}”不是{what_zh}。", name.zh),
    );
    let found = Found::new(&RULE, at, message).about([fact]);
    if is_date {
        return found.help("Type the day so: `2024-09-30`.", "日期请写成：2024-09-30。");
    }
    let is_mark = !cx.model.text(at).chars().any(char::is_numeric);
    let found = found.help(
        "Type the number, and 0 where there was none. What else a cell may hold its table says with `@accept`.",
        "请填数字，没有的填0。除了数字还可以填什么，由表的“@可填”规定。",
    );
    if is_mark { found.replace(FixKind::Figure, "0") } else { found }
}

/// Digits that are no number.
fn unreadable(cx: &Context<'_, '_>, at: Place, why: Unreadable) -> Found {
    let typed = cx.typed(at);
    let message =
        Message::new(format!("“{typed}” cannot be read as a number."), format!("“{typed}”读不成一个数。"));
    let (en, zh) = match why {
        Unreadable::Groups => {
            ("Thousands marks stand before every three digits: `1,234,567`.", "千分号每三位一个：1,234,567。")
        }
        Unreadable::Point => (
            "A number has one decimal point, with digits on both sides: `0.5`.",
            "小数点只有一个，前后都要有数字：0.5。",
        ),
        Unreadable::Numeral => (
            "Write it in digits, or in full: `三千五百`, not `三千五`.",
            "请写成阿拉伯数字，或者写完整：写“三千五百”，不写“三千五”。",
        ),
        Unreadable::Parts => {
            ("Write it as one number: `3.5万` or `35000`.", "请写成一个数：3.5万，或者35000。")
        }
        Unreadable::TwoSigns => {
            ("Say minus once: `下降5%` or `-5%`.", "负号和“下降”只写一个：下降5%，或者-5%。")
        }
        Unreadable::Character => (
            "Type digits, with nothing between them but a point and thousands marks.",
            "请只写数字，中间只能有小数点和千分号。",
        ),
        Unreadable::Overflow => ("A number has at most 38 digits.", "一个数最多38位。"),
        Unreadable::NoSize => ("The size of a unit is a number above zero.", "单位的大小必须是大于零的数。"),
        Unreadable::Circular => (
            "A unit cannot be so many of itself: say of which other one.",
            "单位不能用它自己来规定，请写明是多少个别的单位。",
        ),
    };
    Found::new(&RULE, at, message).help(en, zh)
}

/// `(120)` where brackets are no minus.
fn brackets(cx: &Context<'_, '_>, at: Place) -> Found {
    let typed = cx.typed(at);
    let inner = typed.trim_matches(['(', ')']).trim();
    let message = Message::new(
        format!("{typed} is read as minus only where the unit is money."),
        format!("只有单位是金额时，{typed}才表示负数。"),
    );
    let minus = format!("-{inner}");
    Found::new(&RULE, at, message)
        .help(
            format!("Type `{minus}` if it is negative, `{inner}` if not."),
            format!("如果是负数，请写{minus}；不是，请写{inner}。"),
        )
        .replace(FixKind::Figure, &minus)
        .replace(FixKind::Figure, inner)
}
