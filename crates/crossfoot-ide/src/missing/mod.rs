//! What the template asks for and the report lacks, as it would be typed, and where it belongs.

mod rows;
mod sections;

pub(crate) use rows::{MissingRow, block_of, columns, row_name, rows, typed_rows};
pub(crate) use sections::{section_at, sections, tables, tables_in};
