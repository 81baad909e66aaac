//! JSON for other programs: the whole report, and findings.
//!
//! The types are the shape of the documents: keys in snake case, words in kebab case, exact numbers as
//! texts, and the same bytes for the same report.

mod chart;
mod constraint;
mod document;
mod fact;
mod finding;
mod lines;
mod position;
mod prose;
mod table;
mod value;

use crossfoot_model::Model;
use crossfoot_source::Finding as Found;

pub use finding::{FileFindings, Findings, findings, findings_json};

/// The whole report with the findings about it, in its language.
pub fn json(model: &Model<'_>, findings: &[Found]) -> String {
    lines::to_string(&document::document(model, findings))
}
