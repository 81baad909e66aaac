//! What an expression comes to.

use crossfoot_figure::{Date, Quantity};

use crate::report::{FactId, LabelId};

/// What an expression comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Val {
    /// A number with its interval and unit.
    Number(Quantity),
    /// A day.
    Date(Date),
    /// A comparison and what is made of them.
    Truth(Verdict),
    /// A word: a choice, a member, the entity, the period.
    Label(LabelId),
    /// Text in a cell: takes no part in anything.
    Text,
    /// There is no such figure.
    NotApplicable {
        /// It stands so in a figure or in the rule; otherwise arithmetic or a set without members yields it.
        written: bool,
    },
    /// There should be one, and it is not to be had.
    Absent(Why),
    /// `x/0`, growth from nothing.
    Undefined,
    /// It cannot be read, or is in a cycle, or its units clash: a finding elsewhere says so.
    Unusable,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// True.
    Agrees,
    /// True because figures are rounded.
    WithinRounding,
    /// False.
    Differs,
    /// There is nothing to compare.
    DoesNotApply,
    /// It cannot be told.
    NotCheckable(Why),
}

/// Why something cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A cell is blank.
    Blank(FactId),
    /// A cell is blank, and a blank there means *unknown*.
    Unknown(FactId),
    /// A row, column or table is not in the report.
    Missing(FactId),
    /// What is named is not in the report, without there being a place for it.
    NotThere,
    /// No last year's report, no period before, is named.
    NoPrior,
    /// No bodies' reports are named.
    NoBodies,
    /// A file is named that is not opened.
    NotOpened,
    /// Division by nothing, growth from nothing.
    Undefined,
    /// A figure cannot be read, a name is unknown, units clash, or there is a cycle; a finding says which.
    Unusable,
}
