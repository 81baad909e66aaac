//! What could not be read as meant.

use crossfoot_source::{FileId, Place, Rule, Severity};
use crossfoot_syntax::fault::{Fault, FaultKind};

use crate::{context::Context, found::Found};

pub static RULE: Rule = Rule { name: "syntax", severity: Severity::Error, docs: include_str!("syntax.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    of_kind(cx, &RULE, out, |kind| !super::conflict_markers::is_it(kind) && !super::too_deep::is_it(kind));
}

/// The faults of some kinds as findings of a rule.
pub(super) fn of_kind(
    cx: &Context<'_, '_>,
    rule: &'static Rule,
    out: &mut Vec<Found>,
    is_it: impl Fn(&FaultKind) -> bool,
) {
    let sources = [(FileId::REPORT, Some(cx.model.report)), (FileId::TEMPLATE, cx.model.template)];
    for (file, source) in sources {
        let Some(source) = source else { continue };
        let faults = &source.tree.faults;
        // What a half-typed figure lacks besides its brace is not worth a word of its own.
        let is_half_typed = |fault: &Fault| {
            matches!(fault.kind, FaultKind::Expected { .. })
                && faults.iter().any(|figure| {
                    figure.kind == FaultKind::UnclosedFigure
                        && figure.span.start <= fault.span.start
                        && fault.span.end <= figure.span.end
                })
        };
        for fault in faults.iter().filter(|fault| is_it(&fault.kind) && !is_half_typed(fault)) {
            out.push(found(rule, file, &source.text, fault));
        }
    }
}

fn found(rule: &'static Rule, file: FileId, text: &str, fault: &Fault) -> Found {
    let place = Place { file, span: fault.span };
    let mut found = Found::new(rule, place, fault.kind.message(text, fault.span));
    found.finding.help = fault.kind.help(text, fault.span);
    found.fix(fault.kind.fix_kind(), fault.kind.fix_title(), fault.edits.clone())
}
