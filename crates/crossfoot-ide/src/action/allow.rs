//! A finding accepted, with the reason: `@allow RULE at T[row, column]: reason`.

use crossfoot_model::{Given, Home};
use crossfoot_source::{Edit, FileId, Finding, Message, Span};
use crossfoot_syntax::{
    ast::BlockKind,
    words::{HeadWord, PlaceWord},
};

use super::{ActionId, ActionKind, Actions, is_chinese};
use crate::{
    Snapshot,
    lines::{block, indent, lines_as_in},
    missing::block_of,
    reference,
};

impl Actions<'_, '_, '_> {
    pub(super) fn allows(&mut self) {
        let s = self.s;
        for at in self.findings() {
            let finding = s.findings.get(at);
            if let Some((rule, _)) = finding.and_then(|finding| named(s, finding)) {
                let title = Message::new(
                    format!("Accept this ({rule}), with a reason"),
                    format!("容许这一处（{rule}），写明理由"),
                );
                let id = ActionId::Allow { finding: at };
                self.put(ActionKind::QuickFix, id, &title).finding = Some(at);
            }
        }
    }
}

/// The rule by which a finding is accepted, and the figure that it is about. Only a figure that has a name can be
/// pointed at.
fn named(s: &Snapshot<'_, '_>, finding: &Finding) -> Option<(String, String)> {
    let fact = s.model.fact_at(finding.place.span)?;
    let it = s.model.fact(fact).filter(|it| it.place.file == FileId::REPORT && it.given != Given::Missing)?;
    let is_it =
        it.place.span.start <= finding.place.span.start && finding.place.span.end <= it.place.span.end;
    let rule = finding.code.clone().unwrap_or_else(|| finding.rule.name.to_owned());
    Some((rule, reference::to_fact(s.model, fact).filter(|_| is_it)?))
}

/// Beneath the table of a cell, as its last line; behind the paragraph of a figure in prose.
pub(super) fn edit(s: &Snapshot<'_, '_>, finding: &Finding) -> Option<Edit> {
    let (rule, figure) = named(s, finding)?;
    let (allow, at) = (HeadWord::Allow, PlaceWord::At);
    let line = if is_chinese(s) {
        format!("@{} {rule} {} {figure}: （写明理由）", allow.chinese(), at.chinese())
    } else {
        format!("@{} {rule} {} {figure}: (say why)", allow.english(), at.english())
    };
    let fact = s.model.fact(s.model.fact_at(finding.place.span)?)?;
    let blocks = &s.model.report.tree.blocks;
    let place = fact.place.span;
    let around = blocks.iter().find(|it| it.span.start <= place.start && place.end <= it.span.end)?;
    match (fact.home, &around.kind) {
        (Home::Cell(table, ..), BlockKind::Table(_)) => {
            let indent = indent(s.text(), block_of(s.model, table)?.line.start);
            let text = lines_as_in(s.text(), &format!("\n{indent}  {line}"));
            Some(Edit { span: Span::at(around.span.end), text })
        }
        _ => Some(block(s.text(), around.span.end, &line)),
    }
}
