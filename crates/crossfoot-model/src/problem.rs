//! What could not be resolved as meant: data only, the words are the checker's.

use crossfoot_figure::{UnitId, Unreadable};
use crossfoot_source::Place;

use crate::report::{ConstraintId, FactId, NodeId, TableId};

/// Something that could not be resolved as meant.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// On which side of a table something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Rows.
    Rows,
    /// Columns.
    Columns,
}

impl Side {
    /// The other side.
    pub const fn across(self) -> Self {
        match self {
            Self::Rows => Self::Columns,
            Self::Columns => Self::Rows,
        }
    }
}

/// What a name should have been the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A row.
    Row,
    /// A column.
    Column,
    /// A row or a column.
    RowOrColumn,
    /// A table.
    Table,
    /// A dimension or an import.
    Dimension,
    /// One of the bodies of an import.
    Body,
    /// Anything that an expression may name.
    Figure,
    /// One of a field's choices.
    Choice,
    /// A section.
    Section,
    /// A field of the template.
    Field,
    /// A template.
    Template,
    /// A rule.
    Rule,
}

/// What could not be resolved.
#[derive(Clone, Debug)]
pub enum ProblemKind {
    /// Nothing answers to a name.
    UnknownName {
        /// What it should be the name of.
        sought: Sought,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A name fits several things.
    AmbiguousName {
        /// Where they are.
        candidates: Vec<Place>,
    },
    /// A name is taken.
    DuplicateName {
        /// By what.
        first: Place,
    },
    /// A row has more cells than the table has columns.
    TooManyCells {
        /// Columns.
        expected: u32,
        /// Cells.
        found: u32,
        /// The row's label is empty and the first cell is a row's label: a bar too many in front.
        bar_in_front: bool,
    },
    /// A line of columns names fewer than every row beneath has cells.
    TooFewColumns {
        /// Columns that it names.
        listed: u32,
        /// Cells of each row.
        cells: u32,
    },
    /// A cell states another unit than its place has.
    CellUnit {
        /// The cell.
        fact: FactId,
        /// The unit of its place.
        expected: UnitId,
    },
    /// A cell holds something that its unit does not allow.
    NotANumber {
        /// The cell.
        fact: FactId,
    },
    /// A number or unit that cannot be read.
    Unreadable {
        /// Why.
        why: Unreadable,
    },
    /// Half-width brackets as minus under a unit that is no money.
    BracketsAsMinus,
    /// A count that is negative or has a fraction.
    NotACount {
        /// The figure.
        fact: FactId,
    },
    /// A day that is not in the calendar.
    NotADate,
    /// An empty cell where there must be a figure.
    BlankCell {
        /// The cell.
        fact: FactId,
    },
    /// `=` with nothing that says what it is.
    NoFormula {
        /// The figure.
        fact: FactId,
    },
    /// A row and a column set different units.
    TwoUnits {
        /// The cell.
        fact: FactId,
        /// Where the other unit is set.
        other: Place,
    },
    /// Units that cannot be added or compared.
    UnitClash {
        /// In what.
        constraint: ConstraintId,
        /// One unit.
        left: Option<UnitId>,
        /// The other.
        right: Option<UnitId>,
    },
    /// A figure that depends on itself.
    Cycle {
        /// The figures on the way round.
        facts: Vec<FactId>,
    },
    /// A number too large to be computed exactly.
    Overflow {
        /// In what; `None` for a stated figure.
        constraint: Option<ConstraintId>,
    },
    /// A rule that compares nothing.
    NotARule,
    /// Two rows that are both `sum(above)` of the same brothers.
    SecondTotal {
        /// The first.
        first: Place,
    },
    /// A bare number that is the name of a row or column.
    NumberIsName,
    /// `above` and the like where there is nothing above.
    OutOfPlace,
    /// A section that must be there is not.
    MissingSection {
        /// Its official words, with its number.
        words: String,
    },
    /// A section that the template does not have.
    ExtraSection {
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A section in the wrong place.
    MisorderedSection {
        /// Behind which section it belongs.
        after: Option<String>,
    },
    /// A section that must say something does not.
    EmptySection,
    /// A heading or row that is not quite the official one.
    LabelDiffers {
        /// The official words.
        official: String,
        /// It is an earlier or another accepted wording.
        known: bool,
    },
    /// An official number that is not the one expected.
    NumberDiffers {
        /// The number as typed.
        typed: String,
        /// The one expected.
        expected: String,
    },
    /// A line of prose that has the words of a section's heading.
    HeadingWithoutMark {
        /// The official words.
        official: String,
    },
    /// A table that must be there is not.
    MissingTable {
        /// Which.
        table: TableId,
    },
    /// A table that the template does not have and that declares no columns.
    ExtraTable {
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A table in another section than the template's, or before one that precedes it.
    MisorderedTable {
        /// Which.
        table: TableId,
    },
    /// Rows that must be there are not.
    MissingRows {
        /// Of which table.
        table: TableId,
        /// Which rows.
        rows: Vec<NodeId>,
    },
    /// A row that the template does not have.
    ExtraRow {
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A line of a table that is running text.
    TextInTable,
    /// A row all of whose cells are labels of columns.
    ColumnsAsRow,
    /// Figures behind a label that is only a heading.
    CellsOnHeading,
    /// A field that must be filled in is not.
    MissingField {
        /// Which.
        name: String,
    },
    /// The report's title is not what the template makes of entity and period.
    TitleDiffers {
        /// What it should be.
        expected: String,
    },
    /// The period is not one that the template is for, or cannot be read.
    PeriodDiffers {
        /// What the template says.
        expected: Option<String>,
    },
    /// Files that are named and not opened: the first of them, with the others.
    NotOpened {
        /// The others.
        others: Vec<Place>,
        /// How many constraints could not be checked for it.
        constraints: u32,
    },
    /// Each rule of a group holds alone, but no unrounded figures satisfy all.
    RoundingTogether {
        /// The rules.
        constraints: Vec<ConstraintId>,
    },
    /// The tolerance is so wide that no error would be found.
    WeakTolerance {
        /// In which rule.
        constraint: ConstraintId,
    },
    /// A hedge that holds but says much less than is true: 超 N, though it is N and more than its place over.
    HedgeUnderstates {
        /// The tie.
        constraint: ConstraintId,
    },
    /// A chart that cannot be drawn.
    Undrawable(Undrawable),
}

/// Why a chart cannot be drawn: it would show nothing, or something that is not so.
#[derive(Clone, Debug)]
pub enum Undrawable {
    /// There are no figures where its rows and columns meet.
    Nothing,
    /// Its figures are in different units.
    Units {
        /// One of them.
        unit: Option<UnitId>,
        /// Another.
        other: Option<UnitId>,
        /// The rows and columns that could be drawn in the first, each by its path.
        names: Vec<Vec<String>>,
    },
    /// Shares of what does not add up: the row or column.
    NoParts(String),
    /// Shares of a total and of its parts: the total, or one of the parts.
    CountedTwice(String),
    /// Shares of a figure below zero.
    Negative(FactId),
}
