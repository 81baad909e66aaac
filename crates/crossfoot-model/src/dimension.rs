//! Sets of rows or columns that tables share: dimensions, and the bodies of an import.

use std::borrow::Cow;

use crossfoot_source::Place;
use crossfoot_syntax::ast::Decl;

use crate::report::LabelId;

/// A dimension, or an import seen as one.
#[derive(Debug)]
pub struct Dimension<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Where it is declared.
    pub place: Place,
    /// Its members, in order.
    pub members: Vec<Member<'a>>,
    /// What it is.
    pub kind: DimensionKind,
}

/// Where a dimension's members come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DimensionKind {
    /// They are declared.
    Declared,
    /// They are the bodies of an import whose files the report names.
    Import,
    /// An optional import that the report does not have.
    AbsentImport,
}

/// A member of a dimension.
#[derive(Debug)]
pub struct Member<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// How it prints.
    pub label: LabelId,
    /// Where it is declared.
    pub place: Place,
    /// What declares it, with what is beneath; `None` for a number of a range.
    pub decl: Option<&'a Decl>,
}
