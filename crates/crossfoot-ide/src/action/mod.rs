//! What can be done about what stands in a part of the text: findings mended, figures tied and named, what is missing
//! put in.
//!
//! [`actions`] only says what there is to do; [`resolve`] works out the changes of the one that was chosen. A stated
//! figure is never changed but by an action that says so, chosen by hand.

mod allow;
mod figure;
mod fill;
mod fixes;
mod marks;
mod tie;

use crossfoot_model::{FactId, NodeId, TableId};
use crossfoot_source::{Edit, FileId, Lang, Message, Span};

use crate::Snapshot;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, in a few words.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// Is it what one wants nearly always?
    pub is_preferred: bool,
    /// By which its changes are asked for.
    pub id: ActionId,
    /// The finding that it mends: which one of the snapshot's.
    pub finding: Option<usize>,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding.
    QuickFix,
    /// It writes the same differently, or adds to it.
    Refactor,
    /// It mends everything that can be mended safely, in the whole file.
    FixAll,
}

/// Which action it is, in a snapshot of the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionId {
    /// One of the ways to mend a finding.
    Fix {
        /// Which finding.
        finding: usize,
        /// Which of its ways.
        fix: usize,
    },
    /// Everything that can be mended safely.
    FixAll,
    /// Accepts a finding.
    Allow {
        /// Which finding.
        finding: usize,
    },
    /// Ties a number in prose to a cell.
    Tie {
        /// The number, or the figure.
        number: Span,
        /// The cell.
        cell: FactId,
    },
    /// Names a figure in prose.
    Name(FactId),
    /// Lets a stated figure be worked out.
    Compute(FactId),
    /// States what is worked out.
    State(FactId),
    /// Puts in a section, by where its heading stands in the template.
    Section(Span),
    /// Puts in a table.
    Table(TableId),
    /// Puts in the rows that a table lacks.
    Rows(TableId),
    /// Fills the blanks of a row.
    ZerosInRow(TableId, NodeId),
    /// Fills the blanks of a table.
    ZerosInTable(TableId),
    /// Writes marks half-width.
    HalfWidth,
}

/// What can be done about what a part of the open file touches, what mends findings first.
pub fn actions(s: &Snapshot<'_, '_>, range: Span) -> Vec<Action> {
    let mut actions = Actions { s, range, found: Vec::new() };
    actions.fixes();
    if s.model.is_report() {
        actions.fills();
        actions.allows();
        actions.ties();
        actions.figures();
    }
    actions.marks();
    actions.fix_all();
    actions.found
}

/// The changes of an action: in order, none over another. `None` if the text is no longer the one that it was listed
/// for.
pub fn resolve(s: &Snapshot<'_, '_>, range: Span, id: &ActionId) -> Option<Vec<Edit>> {
    let mut edits = match *id {
        ActionId::Fix { finding, fix } => s.findings.get(finding)?.fixes.get(fix)?.edits.clone(),
        ActionId::FixAll => fixes::all(s),
        ActionId::Allow { finding } => vec![allow::edit(s, s.findings.get(finding)?)?],
        ActionId::Tie { number, cell } => tie::edits(s, number, cell)?,
        ActionId::Name(fact) => vec![figure::name(s, fact)?],
        ActionId::Compute(fact) => vec![figure::compute(s, fact)?],
        ActionId::State(fact) => vec![figure::state(s, fact)?],
        ActionId::Section(heading) => vec![fill::section(s, heading)?],
        ActionId::Table(id) => vec![fill::table(s, id)?],
        ActionId::Rows(id) => fill::rows(s, id),
        ActionId::ZerosInRow(id, row) => fill::zeros(s, id, [row]),
        ActionId::ZerosInTable(id) => fill::zeros_in_table(s, id),
        ActionId::HalfWidth => marks::edits(s, range),
    };
    edits.sort_by_key(|edit| edit.span);
    (!edits.is_empty()).then_some(edits)
}

struct Actions<'s, 'm, 'a> {
    s: &'s Snapshot<'m, 'a>,
    range: Span,
    found: Vec<Action>,
}

impl Actions<'_, '_, '_> {
    fn put(&mut self, kind: ActionKind, id: ActionId, title: &Message) -> &mut Action {
        let title = title.in_lang(self.s.lang).to_owned();
        let action = Action { title, kind, is_preferred: false, id, finding: None };
        let at = self.found.len();
        self.found.push(action);
        #[allow(clippy::indexing_slicing, reason = "the action was pushed in the line above")]
        &mut self.found[at]
    }

    /// Does it touch what is asked about?
    fn touches(&self, span: Span) -> bool {
        span.start <= self.range.end && self.range.start <= span.end
    }

    /// The findings there.
    fn findings(&self) -> Vec<usize> {
        let is_here =
            |place: crossfoot_source::Place| place.file == FileId::REPORT && self.touches(place.span);
        (0..).zip(self.s.findings).filter(|(_, finding)| is_here(finding.place)).map(|(at, _)| at).collect()
    }
}

/// Is the file written in Chinese?
fn is_chinese(s: &Snapshot<'_, '_>) -> bool {
    let tokens = s.model.report.tree.tokens.iter().take(200);
    let mut words = tokens.filter(|(kind, _)| *kind == crossfoot_syntax::token::Kind::Word);
    words.next().map_or(s.lang == Lang::Zh, |(_, span)| !span.of(s.text()).is_ascii())
}
