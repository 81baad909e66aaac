//! What the template asks for and the report lacks, as it would be typed, and where it belongs.

mod rows;
mod sections;

pub(crate) use rows::{MissingRow, block_of, columns, row_at, row_name, rows};
pub(crate) use sections::{section_at, sections, tables, tables_in};
