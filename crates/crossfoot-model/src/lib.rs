//! The resolved report: header trees, facts, constraints and their outcomes.
//!
//! [`build`] takes the tree of a report and the tree of the template it follows, looks up every name,
//! gives every figure its value, unit and place, lowers every formula, tie and rule to constraints
//! over facts, and evaluates them. It knows no report kind: what a report of a kind must have is in
//! its template. What is wrong is data here ([`Problem`], [`Outcome`]); the words are the checker's.

mod allow;
mod amend;
mod axis;
mod build;
mod chart;
mod dimension;
mod evaluate;
mod explain;
mod graph;
pub mod guard;
pub mod label;
mod lookup;
mod lower;
mod names;
mod numbering;
pub mod place;
pub mod print;
mod problem;
pub mod prose;
mod remarks;
mod render;
mod report;
mod solve;
mod statement;
mod together;
mod totals;
mod value;
mod values;

pub use allow::Allowed;
pub use amend::{Amendable, Digits};
pub use axis::{Axis, Node};
pub use build::{axis_of, build, follows};
pub use chart::{Chart, ChartKind};
pub use dimension::{Dimension, DimensionKind, Member};
pub use evaluate::sides;
pub use graph::{Aggregate, Constraint, Explanation, Graph, Known, Op, Outcome, Site};
pub use lookup::Found;
pub use names::Named;
pub use problem::{Problem, ProblemKind, Side, Sought, Undrawable};
pub use report::*;
pub use solve::{place_of, statement_of};
pub use statement::{Each, Statement, StatementKind};
pub use value::{Val, Verdict, Why};
pub use values::Values;
