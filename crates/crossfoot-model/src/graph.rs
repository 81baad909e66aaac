//! Every formula, tie and rule, figure by figure: what must hold, over which facts.
//!
//! A constraint is a little program in postfix order over a stack of values, so that one flat list
//! serves evaluation, messages, guards and the search for the wrong figure, however deep an
//! expression nests.

use std::ops::Range;

use crossfoot_figure::Quantity;
use crossfoot_source::Place;
use crossfoot_syntax::words::RelOp;
use rustc_hash::FxHashMap;

use crate::{
    report::{ConstraintId, FactId, LabelId, NodeId, StatementId, TableId},
    value::Why,
};

/// All constraints over the facts of one report.
#[derive(Debug, Default)]
pub struct Graph {
    /// The operations of all constraints, one behind the other.
    pub ops: Vec<Op>,
    /// Constant quantities that operations name.
    pub constants: Vec<Quantity>,
    /// The constraints, in the order of what states them.
    pub constraints: Vec<Constraint>,
    /// What came of each.
    pub outcomes: Vec<Outcome>,
    /// The constraint that gave a computed fact its value.
    pub computed_by: FxHashMap<FactId, ConstraintId>,
    /// The figures of the report by the offset at which they begin, in order.
    pub by_place: Vec<(u32, FactId)>,
}

/// One step on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// The value of a fact.
    Fact(FactId),
    /// A constant.
    Number(u32),
    /// A word.
    Label(LabelId),
    /// What is known without looking at any figure.
    Known(Known),
    /// There is nothing that the statement could be about: it does not apply.
    Nothing,
    /// `mentions(section, "words")`: which section, and the words. Looked up only where it matters, since it reads
    /// prose.
    Mentions(u32, LabelId),
    /// `n/a` as written.
    NotApplicable,
    /// A figure that is not to be had.
    Absent(Why),
    /// A name that nothing answers to; a finding says so.
    Unusable,
    /// Prefix minus.
    Neg,
    /// Two operands.
    Add,
    /// Two operands.
    Sub,
    /// Two operands.
    Mul,
    /// Two operands.
    Div,
    /// As many operands as it says.
    Aggregate(Aggregate, u32),
    /// `round(x, places)`.
    Round,
    /// `abs(x)`.
    Abs,
    /// `if(c, x, y)`.
    If,
    /// `growth(new, old)`.
    Growth,
    /// `days(from, to)`.
    Days,
    /// `share(n)`.
    Share,
    /// `a else b`.
    Else,
    /// `is [not] n/a`, `blank`, `missing`.
    Is(crossfoot_syntax::words::AbsentWord, bool),
    /// Two operands.
    Compare(RelOp),
    /// Three operands: left, right, tolerance.
    CompareWithin(RelOp),
    /// The first operand is one of the others, of which there are so many.
    In(u32),
    /// Two operands.
    And,
    /// Two operands.
    Or,
    /// One operand.
    Not,
}

/// A truth or a day known beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    /// True or false.
    Truth(bool),
    /// A day.
    Date(crossfoot_figure::Date),
}

/// What an aggregate does with its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// `sum`.
    Sum,
    /// `min`.
    Min,
    /// `max`.
    Max,
    /// `mean`.
    Mean,
    /// `count`.
    Count,
    /// `any`.
    Any,
    /// `all`.
    All,
}

/// A statement at one place: one row, one column, one member, one figure.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// What states it.
    pub statement: StatementId,
    /// Its operations.
    pub ops: Range<u32>,
    /// Where the operations of the right side begin, if all it says is that two sides compare.
    pub right: Option<u32>,
    /// The fact alone on the left: what it computes if that is to be computed.
    pub target: Option<FactId>,
    /// For which row, column, members.
    pub site: Site,
    /// Its condition, if it has one.
    pub when: Option<Range<u32>>,
}

/// For which row, column and members a constraint stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The table whose rows or columns it is repeated over.
    pub table: Option<TableId>,
    /// The row.
    pub row: Option<NodeId>,
    /// The column.
    pub column: Option<NodeId>,
    /// The member of each dimension it is repeated over, in the order of `for each`.
    pub members: Vec<(crate::report::DimensionId, u32)>,
}

/// What came of a constraint (R13 of the figures page).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Agrees,
    /// It holds because figures are rounded.
    WithinRounding,
    /// It does not hold.
    Differs,
    /// It does not hold, and somebody says why.
    Explained(Explanation),
    /// Its condition is false, or what it speaks of does not exist.
    DoesNotApply,
    /// It cannot be told.
    NotCheckable(Why),
}

/// Who says why a constraint does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// A note, which is published.
    Note(Place),
    /// `@allow`, for the reviewer: where it stands.
    Allow(Place),
}

impl Graph {
    /// The operations of a constraint, without its condition.
    pub fn ops_of(&self, constraint: &Constraint) -> &[Op] {
        self.range(&constraint.ops)
    }

    /// The operations of a range.
    pub fn range(&self, range: &Range<u32>) -> &[Op] {
        self.ops.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The fact to which a constraint gives its value, where that is left to it.
    pub fn computes(&self, id: ConstraintId) -> Option<FactId> {
        let target = self.constraints.get(id.at())?.target?;
        (self.computed_by.get(&target) == Some(&id)).then_some(target)
    }

    /// The facts that a constraint reads, in the order in which they stand in it.
    pub fn reads<'g>(&'g self, constraint: &Constraint) -> impl Iterator<Item = FactId> + 'g {
        self.ops_of(constraint).iter().filter_map(|op| match op {
            Op::Fact(fact) => Some(*fact),
            _ => None,
        })
    }
}
