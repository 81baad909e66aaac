//! What names stand for: the same answers for whoever builds the model and for whoever asks it afterwards.

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::{
    ast::{Let, Path, StepKind},
    words::{TermWord, term},
};

use crate::{
    build::axis_of,
    dimension::DimensionKind,
    label,
    lookup::{self, Found},
    problem::Side,
    report::*,
};

/// What a name stands for, outside tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A figure in prose.
    Figure(FactId),
    /// `@let`: see [`Model::let_of`].
    Let(u32),
    /// A field of the head: which one.
    Field(u32),
    /// A dimension or an import.
    Dimension(DimensionId),
    /// A table.
    Table(TableId),
}

impl<'a> Model<'a> {
    /// What a name stands for, as seen from a file: a template sees only its own names.
    pub fn named(&self, name: &str, from: FileId) -> Option<Named> {
        let (named, place) = self.names.get(name)?;
        (from == FileId::REPORT || place.file == from || matches!(named, Named::Dimension(_)))
            .then_some(*named)
    }

    /// Every name outside tables with what it stands for and where it is declared, in no order.
    pub fn names(&self) -> impl Iterator<Item = (&str, Named, Place)> {
        self.names.iter().map(|(name, (named, place))| (name.as_ref(), *named, *place))
    }

    /// A `@let`, and the file that it stands in.
    pub fn let_of(&self, at: u32) -> Option<(&'a Let, FileId)> {
        self.lets.get(at as usize).copied()
    }

    /// The table that a path names, behind `prior` or the name of an import and of a body.
    pub fn table_by_path(&self, file: FileId, path: &Path) -> Option<TableId> {
        let mut steps = path.steps.as_slice();
        if self.starts_with_prior(path, file) {
            steps = steps.get(1..)?;
        }
        let skip = if self.import_of(path, file).is_some() { 2 } else { 0 };
        // `bodies.T[…]` inside `for each bodies` names no body.
        for skip in (0..=skip).rev() {
            let rest = steps.get(skip..).unwrap_or_default();
            let (Some(first), Some(last)) = (rest.first(), rest.last()) else { continue };
            let span = if rest.len() == 1 { first.span } else { first.span.to(last.span) };
            if let Some(Named::Table(id)) = self.named(&label::name(span.of(self.text_of(file))), file) {
                return Some(id);
            }
        }
        None
    }

    /// Does a path begin with `prior` or `last`, and go on?
    pub fn starts_with_prior(&self, path: &Path, file: FileId) -> bool {
        path.steps.len() > 1
            && path.steps.first().is_some_and(|step| {
                step.kind == StepKind::Word
                    && matches!(
                        term(step.span.of(self.text_of(file))),
                        Some(TermWord::Prior | TermWord::Last)
                    )
            })
    }

    /// The import with which a path begins.
    pub fn import_of(&self, path: &Path, file: FileId) -> Option<DimensionId> {
        let first = path.steps.first().filter(|_| path.steps.len() > 1)?;
        match self.named(&label::name(first.span.of(self.text_of(file))), file)? {
            Named::Dimension(id) => {
                (self.dimensions.get(id.at())?.kind != DimensionKind::Declared).then_some(id)
            }
            _ => None,
        }
    }

    /// The row or column that the names of a path's steps come to, or the path as it is typed, as a label. Of
    /// several that of a panel is taken, if it is the only one there.
    pub fn node_named(
        &self,
        table: TableId,
        side: Side,
        names: &[&str],
        typed: &str,
        panel: Option<u32>,
    ) -> Found {
        let Some(it) = self.table(table) else { return Found::Nothing };
        let axis = axis_of(it, side);
        match lookup::by_path(axis, &self.dimensions, names, None) {
            Found::Nothing => {}
            found => return found.narrow(axis, panel),
        }
        // A panel's label stands before the names of its rows and columns.
        if let [first, rest @ ..] = names
            && !rest.is_empty()
            && let Some(panel) =
                (0u32..).zip(&it.panels).find(|(_, panel)| label::same(&panel.label, first)).map(|(at, _)| at)
        {
            let inside: Vec<NodeId> = lookup::by_path(axis, &self.dimensions, rest, None)
                .all()
                .into_iter()
                .filter(|id| axis.node(*id).is_some_and(|node| node.panel == panel))
                .collect();
            if !inside.is_empty() {
                return Found::of(inside);
            }
        }
        let sought = label::squash(typed);
        let labelled = axis.iter().filter(|(_, node)| label::squash(&node.label) == sought);
        Found::of(labelled.map(|(id, _)| id).collect()).narrow(axis, panel)
    }
}
