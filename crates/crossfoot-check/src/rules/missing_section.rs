//! A section that the template asks for and the report lacks.

use crossfoot_model::{ProblemKind, label};
use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity, Span};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "missing-section", severity: Severity::Error, docs: include_str!("missing_section.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    let mut unmarked: Vec<&str> = Vec::new();
    for problem in cx.problems() {
        if let ProblemKind::HeadingWithoutMark { official } = &problem.kind {
            out.push(without_mark(cx, problem.place, official));
            unmarked.push(official.trim_start_matches('#').trim());
        }
    }
    for problem in cx.problems() {
        let ProblemKind::MissingSection { words } = &problem.kind else { continue };
        // It is there, only not as a heading.
        let is_it = |text: &&str| {
            let (text, words) = (label::squash(text), label::squash(words));
            words.ends_with(&text) || text.ends_with(&words)
        };
        if unmarked.iter().any(is_it) {
            continue;
        }
        let message =
            Message::new(format!("The section “{words}” is missing."), format!("缺少“{words}”部分。"));
        out.push(cx.lacking(&RULE, problem.place, message).help(
            format!("Put in its heading, `# {words}`, and what it has to say beneath."),
            format!("请加上标题“# {words}”，在下面写内容。"),
        ));
    }
}

/// A line with the words of a section that is no heading.
fn without_mark(cx: &Context<'_, '_>, place: Place, official: &str) -> Found {
    let typed = cx.model.text(place);
    let first = typed.lines().next().unwrap_or_default();
    let message = Message::new(
        format!("“{}” is the heading of a section, but it is written as text.", first.trim()),
        format!("“{}”是一个部分的标题，但写成了正文。", first.trim()),
    );
    let edit = Edit {
        span: Span::new(place.span.start, place.span.start + first.len() as u32),
        text: official.to_owned(),
    };
    Found::new(&RULE, place, message).help("Type `# ` in front of it.", "请在前面加上“# ”。").fix(
        FixKind::Safe,
        Message::new("Make it a heading", "改为标题"),
        vec![edit],
    )
}
