//! Text, byte offsets, lines, findings and fixes: what every other crate speaks in.
//!
//! Absent on purpose: files, clocks, threads, protocol types. A position is a `u32` byte offset
//! into one text; lines and columns exist only in [`LineIndex`], for people and for outputs.

mod finding;
mod lines;
mod rule;
mod span;

pub use finding::{Edit, FileId, Finding, Fix, FixKind, Lang, Message, Place, Related, Severity};
pub use lines::{Columns, LineIndex, Position};
pub use rule::Rule;
pub use span::Span;
