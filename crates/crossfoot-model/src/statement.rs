//! What the report and its template say must hold, each said once.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Expr, Prose},
    words::SeverityWord,
};

use crate::{
    problem::Side,
    report::{DimensionId, FactId, NodeId, TableId},
};

/// A formula, a tie or a rule, as it is written.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// What it is.
    pub kind: StatementKind,
    /// The name by which it can be quoted and allowed: `K1`, `申请#2`; empty for a formula without `@name`.
    pub name: Cow<'a, str>,
    /// In which file.
    pub file: FileId,
    /// Where.
    pub span: Span,
    /// What it says.
    pub expr: &'a Expr,
    /// Under what condition.
    pub when: Option<&'a Expr>,
    /// How bad it is if it does not hold; `None` leaves it to the kind of finding.
    pub severity: Option<SeverityWord>,
    /// The same for a draft.
    pub draft_severity: Option<SeverityWord>,
    /// What to say then.
    pub message: Option<&'a Prose>,
    /// Can a note explain that it does not hold?
    pub accept_note: bool,
    /// The table it stands in or is for.
    pub table: Option<TableId>,
    /// The panel it stands in.
    pub panel: Option<u32>,
    /// What it is repeated over.
    pub each: Vec<Each>,
}

impl Statement<'_> {
    /// Where it is written.
    pub fn place(&self) -> Place {
        Place { file: self.file, span: self.span }
    }
}

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// A formula on a row (holds in every column) or on a column (holds in every row).
    Formula(Side, NodeId),
    /// A formula on a whole table.
    TableFormula,
    /// `12 = x` in a cell.
    CellFormula(FactId),
    /// `{5件 = x}` in prose.
    Tie(FactId),
    /// `@check`.
    Check,
}

/// What a rule is repeated over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// The rows.
    Row,
    /// The columns.
    Column,
    /// The cells.
    Cell,
    /// The members of a dimension.
    Member(DimensionId),
}
