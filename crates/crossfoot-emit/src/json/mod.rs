//! JSON for other programs: the whole report, and findings.
//!
//! The types are the shape of the documents, and what is said of them here is what their schema says: keys in snake
//! case, words in kebab case, every key always there, exact numbers as texts, and the same bytes for the same report.

mod chart;
mod constraint;
mod document;
mod fact;
mod finding;
mod formula;
mod lines;
mod position;
mod prose;
mod schema;
mod standing;
mod table;
mod value;

use crossfoot_model::Model;
use crossfoot_source::Finding as Found;

pub use finding::{FileFindings, Guarded, findings_json};
pub use schema::{findings_schema, output_schema};

/// The whole report with the findings about it, in its language.
pub fn json(model: &Model<'_>, findings: &[Found]) -> String {
    lines::to_string(&document::document(model, findings))
}
