//! Source text from trees: what a report looks like when it is tidy, and what a new one begins as.

mod skeleton;

pub use skeleton::{Start, skeleton, table};
