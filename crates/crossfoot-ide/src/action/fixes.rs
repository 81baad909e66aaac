//! Ways to mend findings: the checker offers them.

use crossfoot_source::{Edit, FixKind, Message};

use super::{ActionId, ActionKind, Actions};
use crate::Snapshot;

impl Actions<'_, '_, '_> {
    /// Every way to mend a finding. The first one of those that change only how something is written is preferred.
    pub(super) fn fixes(&mut self) {
        let s = self.s;
        for at in self.findings() {
            let fixes = s.findings.get(at).map(|finding| finding.fixes.as_slice()).unwrap_or_default();
            let preferred = fixes.iter().position(|fix| fix.kind == FixKind::Safe);
            for (which, fix) in fixes.iter().enumerate() {
                let id = ActionId::Fix { finding: at, fix: which };
                let action = self.put(ActionKind::QuickFix, id, &fix.title);
                action.is_preferred = preferred == Some(which);
                action.finding = Some(at);
            }
        }
    }

    pub(super) fn fix_all(&mut self) {
        let is_safe = |fix: &crossfoot_source::Fix| fix.kind == FixKind::Safe;
        if self.s.findings.iter().any(|finding| finding.fixes.iter().any(is_safe)) {
            let title = Message::new("Mend all that changes no figure", "修正所有不改数的问题");
            self.put(ActionKind::FixAll, ActionId::FixAll, &title);
        }
    }
}

/// The changes that only change how something is written, one for each finding; where two meet, the first.
pub(super) fn all(s: &Snapshot<'_, '_>) -> Vec<Edit> {
    let mut taken: Vec<Edit> = Vec::new();
    for finding in s.findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.kind == FixKind::Safe) else { continue };
        let new: Vec<&Edit> = fix.edits.iter().filter(|edit| !taken.contains(edit)).collect();
        if !new.iter().any(|edit| taken.iter().any(|taken| meet(edit, taken))) {
            let new: Vec<Edit> = new.into_iter().cloned().collect();
            taken.extend(new);
        }
    }
    taken
}

/// Two that change the same, or stand at the same place.
fn meet(a: &Edit, b: &Edit) -> bool {
    let (a, b) = (a.span, b.span);
    (a.start < b.end && b.start < a.end) || a.start == b.start
}
