//! What one figure means: exact value, interval, unit, hedge, period, date.
//!
//! A number is exact (no float comes near it) and denotes an interval: a count is what it says, a measured or
//! scaled figure may be off by half a unit of its last printed place, a hedged one is what the wording accepts.
//! A comparison fails only if no values in the intervals satisfy it. A unit is a kind and a scale.

#![allow(clippy::should_implement_trait, reason = "an operator cannot say that its result is too large")]

mod built_in;
mod compare;
mod date;
mod exact;
mod hedge;
mod interval;
mod joint;
mod number;
mod numeral;
mod period;
mod print;
mod quantity;
mod share;
mod stated;
mod unit;

pub use built_in::built_in_units;
pub use compare::Agreement;
pub use date::Date;
pub use exact::{Exact, Overflow};
pub use hedge::{accepts, understates};
pub use interval::Interval;
pub use joint::{Feasible, Row, feasible};
pub use number::{Decimal, Unreadable, read_number};
pub use period::{Period, PeriodRange};
pub use quantity::{Clash, QUnit, Quantity};
pub use stated::Stated;
pub use unit::{Class, UnitId, Units};
