//! The model as JSON and HTML.
//!
//! Everything here reads a [`Model`](crossfoot_model::Model) and the findings about it, and writes one string: the
//! same model gives the same bytes. Absent on purpose: any opinion about figures (the model and the checker have
//! them) and any knowledge of a kind of report.

mod chart;
pub mod grid;
mod html;
mod inline;
mod json;
mod language;
mod written;

pub use html::{HtmlOptions, Theme, Vouch, html};
pub use json::{FileFindings, Guarded, findings_json, findings_schema, json, output_schema};
