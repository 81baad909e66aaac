//! What a word, a label or a figure of the text stands for: the one notion behind hover, definition, references,
//! highlights and rename. [`walk`](crate::walk) finds it everywhere.

use crossfoot_model::{DimensionId, FactId, Found, Model, Named, NodeId, Side, TableId, axis_of};
use crossfoot_source::{FileId, Place};

use crate::{
    Snapshot,
    walk::{walk, walk_at},
};

/// What something stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    /// A cell, or a figure in prose.
    Figure(FactId),
    /// `@let`.
    Let(u32),
    /// A field of the head.
    Field(u32),
    /// One of a field's choices, by where it is declared.
    Choice(Place),
    /// A dimension or an import.
    Dimension(DimensionId),
    /// One of its members: also the row or column that it is in a table.
    Member(DimensionId, u32),
    /// A table.
    Table(TableId),
    /// A panel of a table.
    Panel(TableId, u32),
    /// A row or column.
    Node(TableId, Side, NodeId),
    /// A section, by the heading that the template has for it, else by the report's.
    Section(Place),
    /// A rule, by its name, or where it stands if it has none.
    Rule(Place),
    /// A rule of the checker.
    BuiltIn(&'static str),
    /// A unit.
    Unit(&'a str),
    /// A footnote.
    Footnote(&'a str),
    /// The template that is followed.
    Template,
}

impl<'a> Target<'a> {
    /// What a name outside tables stands for.
    pub fn named(named: Named) -> Self {
        match named {
            Named::Figure(fact) => Self::Figure(fact),
            Named::Let(at) => Self::Let(at),
            Named::Field(at) => Self::Field(at),
            Named::Dimension(id) => Self::Dimension(id),
            Named::Table(id) => Self::Table(id),
        }
    }

    /// A row or column, or the member that it stands for.
    pub fn node(model: &Model<'_>, table: TableId, side: Side, id: NodeId) -> Self {
        let node = model.table(table).and_then(|table| axis_of(table, side).node(id));
        match node.and_then(|node| node.member) {
            Some((dimension, member)) => Self::Member(dimension, member),
            None => Self::Node(table, side, id),
        }
    }

    /// The row or column that names come to.
    pub fn found(model: &Model<'_>, table: TableId, side: Side, found: &Found) -> Option<Self> {
        match found {
            Found::Node(id) => Some(Self::node(model, table, side, *id)),
            _ => None,
        }
    }

    /// Is it the same thing? Rows and columns that one line declares for several tables, or several times in one,
    /// are.
    pub fn is(&self, other: &Self, model: &Model<'a>) -> bool {
        let declared = |it: &Self| match it {
            Self::Node(table, side, id) => {
                let node = axis_of(model.table(*table)?, *side).node(*id)?;
                Some((node.place, node.name.clone()))
            }
            _ => None,
        };
        self == other || declared(self).zip(declared(other)).is_some_and(|(one, other)| one == other)
    }
}

/// What a place does with what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Gives it its name.
    Declares,
    /// Has it: the figure itself, the report's own line for a row that is declared elsewhere.
    Has,
    /// Names it.
    Uses,
}

/// A place in the text that stands for something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occurrence<'a> {
    pub place: Place,
    pub target: Target<'a>,
    pub role: Role,
}

/// What stands at an offset of the open file: the shortest that touches it.
pub(crate) fn at<'a>(s: &Snapshot<'_, 'a>, offset: u32) -> Option<Occurrence<'a>> {
    let mut best: Option<Occurrence<'a>> = None;
    walk_at(s.model, offset, &mut |it| {
        let span = it.place.span;
        // Between two that touch, the one behind the cursor is meant.
        let rank = |span: crossfoot_source::Span| (span.len(), span.end == offset);
        if span.touches(offset) && best.is_none_or(|best| rank(span) < rank(best.place.span)) {
            best = Some(it);
        }
    });
    best
}

/// Everything that stands for the same as something, in the report and then in its template, in order.
pub(crate) fn occurrences<'a>(s: &Snapshot<'_, 'a>, target: &Target<'a>) -> Vec<Occurrence<'a>> {
    let mut all = Vec::new();
    for file in [FileId::REPORT, FileId::TEMPLATE] {
        walk(s.model, file, &mut |it| {
            if it.target.is(target, s.model) {
                all.push(it);
            }
        });
    }
    all.sort_by_key(|it| (it.place.file, it.place.span));
    all
}
