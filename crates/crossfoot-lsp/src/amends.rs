//! Figures that have been given other digits since the text was read, and where everything is because of that.

use crossfoot_check::{check_constraints, in_order};
use crossfoot_model::{Amendable, Digits};
use crossfoot_source::{Edit, FileId, Finding, Fix, Place, Related, Span};

/// More than so many are not kept apart; the text is read anew.
const MOST: usize = 64;

/// The figures that have been amended, from top to bottom.
#[derive(Default)]
pub struct Amends {
    all: Vec<Amend>,
}

struct Amend {
    digits: Digits,
    /// What stands in the place of its digits now.
    typed: String,
}

impl Amends {
    /// Is the text still the one that was read?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Takes a change of the text as other digits of one figure, and brings model and findings up to that. `false`
    /// where it is more; model and findings are then of no more use.
    pub fn take(
        &mut self,
        model: &mut Amendable<'_>,
        findings: &mut Vec<Finding>,
        change: Span,
        text: &str,
    ) -> bool {
        self.digits(model, change, text).is_some_and(|(at, digits, typed)| {
            let done = amend(model, findings, digits, &typed).is_some();
            match self.all.get_mut(at).filter(|it| it.digits == digits) {
                Some(it) => it.typed = typed,
                None => self.all.insert(at, Amend { digits, typed }),
            }
            done && self.all.len() <= MOST
        })
    }

    /// The digits that a change lies in, what they are after it, and their place among those that are amended.
    fn digits(&self, model: &Amendable<'_>, change: Span, text: &str) -> Option<(usize, Digits, String)> {
        let mut shift = 0;
        let mut at = 0;
        let mut known = None;
        for it in &self.all {
            let now = moved(it.digits.span.start, shift);
            if change.start < now {
                break;
            }
            if change.start <= now + it.typed.len() as u32 {
                known = Some((it.digits, it.typed.as_str()));
                break;
            }
            shift += it.typed.len() as i64 - i64::from(it.digits.span.len());
            at += 1;
        }
        let (digits, typed) = match known {
            Some(known) => known,
            None => {
                let digits = model.digits_at(moved(change.start, -shift))?;
                (digits, digits.span.of(&model.model().report.text))
            }
        };
        let start = change.start.checked_sub(moved(digits.span.start, shift))? as usize;
        let mut new = typed.get(..start)?.to_owned();
        new.push_str(text);
        new.push_str(typed.get(start + change.len() as usize..)?);
        Some((at, digits, new))
    }

    /// Where an offset of the text that was read is now.
    fn offset(&self, offset: u32) -> u32 {
        let mut shift = 0;
        for it in &self.all {
            let span = it.digits.span;
            if offset <= span.start {
                break;
            }
            if offset < span.end {
                return moved(span.start, shift) + (offset - span.start).min(it.typed.len() as u32);
            }
            shift += it.typed.len() as i64 - i64::from(span.len());
        }
        moved(offset, shift)
    }

    fn place(&self, place: Place) -> Place {
        if place.file != FileId::REPORT {
            return place;
        }
        Place::report(Span::new(self.offset(place.span.start), self.offset(place.span.end)))
    }

    /// A finding where it is now.
    pub fn finding(&self, finding: &Finding) -> Finding {
        let related = |it: &Related| Related { place: self.place(it.place), message: it.message.clone() };
        let edit = |it: &Edit| Edit { span: self.place(Place::report(it.span)).span, text: it.text.clone() };
        let fix = |it: &Fix| Fix { edits: it.edits.iter().map(edit).collect(), ..it.clone() };
        Finding {
            place: self.place(finding.place),
            related: finding.related.iter().map(related).collect(),
            fixes: finding.fixes.iter().map(fix).collect(),
            ..finding.clone()
        }
    }
}

fn moved(offset: u32, shift: i64) -> u32 {
    (i64::from(offset) + shift).max(0) as u32
}

/// Gives a figure other digits, and replaces the findings of what reads it.
fn amend(model: &mut Amendable<'_>, findings: &mut Vec<Finding>, digits: Digits, typed: &str) -> Option<()> {
    let affected = model.affected(digits.fact)?;
    let before = check_constraints(model.model(), &affected);
    model.amend(digits, typed)?;
    let is_same = |a: &Finding, b: &Finding| {
        a.place == b.place && a.rule.name == b.rule.name && a.code == b.code && a.message == b.message
    };
    findings.retain(|finding| !before.iter().any(|old| is_same(finding, old)));
    findings.extend(check_constraints(model.model(), &affected));
    findings.sort_by(in_order);
    Some(())
}
