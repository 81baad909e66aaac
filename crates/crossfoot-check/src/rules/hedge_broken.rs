//! A hedge (近, 约, 逾; nearly, about, over) that does not fit what it speaks of.

use crossfoot_model::{Val, place, print};
use crossfoot_source::{Message, Rule, Severity};

use crate::{
    amount,
    broken::{self, Sides},
    context::{Broken, Context, Kind},
    found::Found,
    sentence,
};

pub static RULE: Rule =
    Rule { name: "hedge-broken", severity: Severity::Error, docs: include_str!("hedge_broken.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for broken in cx.broken(Kind::Hedge) {
        let sides = Sides::of(cx.model, &broken);
        let message = sides
            .as_ref()
            .and_then(|sides| said(cx, sides))
            .unwrap_or_else(|| sentence::of(cx.model, &broken, sides.as_ref()));
        out.push(found(cx, &broken, sides.as_ref(), message));
    }
}

fn found(cx: &Context<'_, '_>, broken: &Broken<'_, '_>, sides: Option<&Sides>, message: Message) -> Found {
    broken::found(cx, &RULE, broken, sides, message).help(
        "Choose another round number or another word: `about`, `nearly`, `over`, `at least`, `at most`.",
        "请换一个整数，或者换一个词：约、近、超过、以上、以内。",
    )
}

/// `“近20万” means 180,000 or more and less than 200,000, but “visits” is 178,300.`
fn said(cx: &Context<'_, '_>, sides: &Sides) -> Option<Message> {
    let model = cx.model;
    let (Val::Number(left), Some(fact), Some(pair)) = (sides.left, sides.subject, &sides.pair) else {
        return None;
    };
    let unit = model.fact(fact)?.unit;
    let end = |value| amount::one(model, value, unit);
    let (lo, hi) = (left.range.lo().map(end), left.range.hi().map(end));
    let at_least = lo.map(|lo| match left.range.lo_open() {
        true => Message::new(format!("more than {}", lo.en), format!("多于{}", lo.zh)),
        false => Message::new(format!("at least {}", lo.en), format!("不少于{}", lo.zh)),
    });
    let at_most = hi.map(|hi| match left.range.hi_open() {
        true => Message::new(format!("less than {}", hi.en), format!("少于{}", hi.zh)),
        false => Message::new(format!("at most {}", hi.en), format!("不多于{}", hi.zh)),
    });
    let ends: Vec<Message> = at_least.into_iter().chain(at_most).collect();
    let en: Vec<&str> = ends.iter().map(|end| end.en.as_str()).collect();
    let zh: Vec<&str> = ends.iter().map(|end| end.zh.as_str()).collect();
    let (said, mut is) = (print::fact(model, fact), pair.right());
    let (what_en, what_zh) = match sides.object {
        Some(object) => {
            let name = place::fact(model, object);
            if unit.is_some() && model.fact(object)?.unit != unit {
                is = print::with_unit(model, object);
            }
            (format!("{} is", name.en), format!("{}为", name.zh))
        }
        None => ("it works out at".to_owned(), "按算式为".to_owned()),
    };
    Some(Message::new(
        format!("“{said}” means {}, but {what_en} {}.", en.join(" and "), is.en),
        format!("“{said}”是指{}，而{what_zh}{}。", zh.join("、"), is.zh),
    ))
}
