//! An empty cell where there must be a figure.

use crossfoot_model::{FactId, ProblemKind, place};
use crossfoot_source::{Edit, FixKind, Message, Place, Rule, Severity};

use crate::{context::Context, found::Found, wording};

pub static RULE: Rule =
    Rule { name: "blank-cell", severity: Severity::Error, docs: include_str!("blank_cell.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    // Cells that are not written at all stand at their row: one finding for all of a row.
    let mut rows: Vec<(Place, Vec<FactId>)> = Vec::new();
    for problem in cx.problems() {
        let ProblemKind::BlankCell { fact } = &problem.kind else { continue };
        match rows.last_mut().filter(|(at, _)| *at == problem.place) {
            Some((_, facts)) => facts.push(*fact),
            None => rows.push((problem.place, vec![*fact])),
        }
    }
    for (at, facts) in rows {
        let names: Vec<Message> = facts.iter().map(|fact| place::fact(cx.model, *fact)).collect();
        let en: Vec<String> = names.iter().map(|name| name.en.clone()).collect();
        let zh: Vec<String> = names.iter().map(|name| name.zh.clone()).collect();
        let message = Message::new(
            format!("No figure is given for {}.", wording::listed_en(&en)),
            format!("{}没有填。", wording::listed_zh(&zh)),
        );
        let is_one = facts.len() == 1;
        let found = cx
            .lacking(&RULE, at, message)
            .about(facts)
            .help("Type the figure, and 0 where there was none.", "请填上数，没有的填0。");
        let is_between_bars = is_one && cx.model.text(at).trim().is_empty();
        out.push(if is_between_bars {
            let edit = Edit { span: at.span, text: "0".to_owned() };
            found.fix(
                FixKind::Figure,
                Message::new("Write 0, if there was none", "如果没有，填0"),
                vec![edit],
            )
        } else {
            found
        });
    }
}
