//! Official words that are not quite so.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity, Span};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "label-differs", severity: Severity::Warning, docs: include_str!("label_differs.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::LabelDiffers { official, known } = &problem.kind else { continue };
        let span = words(cx, problem.place);
        let typed = cx.typed(Place { span, ..problem.place });
        let message = if *known {
            Message::new(
                format!("“{typed}” is an earlier or informal wording; the official one is “{official}”."),
                format!("“{typed}”是旧写法或别称，规定的写法是“{official}”。"),
            )
        } else {
            Message::new(
                format!("“{typed}” is not the official wording; it is taken for “{official}”."),
                format!("“{typed}”和规定的文字不一样，应为“{official}”。"),
            )
        };
        let kind = if *known { FixKind::Safe } else { FixKind::Unsafe };
        let edit = Edit { span, text: official.clone() };
        out.push(
            Found::new(&RULE, problem.place, message)
                .help(format!("Type “{official}”."), format!("请写“{official}”。"))
                .fix(kind, Message::new("Put in the official words", "改为规定的文字"), vec![edit]),
        );
    }
}

/// Of a heading the words only, without its number.
fn words(cx: &Context<'_, '_>, place: Place) -> Span {
    let section = cx.model.sections.iter().find(|section| section.heading.span == place.span);
    let found = section
        .and_then(|section| Some((cx.model.text(place).rfind(section.words.as_ref())?, section.words.len())));
    match found {
        Some((at, length)) => {
            let start = place.span.start + at as u32;
            Span::new(start, start + length as u32)
        }
        None => place.span,
    }
}
