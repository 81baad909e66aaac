//! Findings as one JSON document for all files.

use crossfoot_emit::FileFindings;
use crossfoot_source::Lang;

use crate::{inspect::Inspected, summary::Total};

/// The whole document, with the guards in it if they were asked for.
pub fn document(files: &[Inspected], total: &Total, lang: Lang, with_guards: bool) -> String {
    let of_files = files.iter().map(|file| FileFindings {
        name: &file.name,
        text: &file.text,
        template: file.template.as_deref().map(|template| (template.name.as_str(), template.text.as_str())),
        findings: &file.findings,
        guards: with_guards.then_some(&file.guards),
    });
    crossfoot_emit::findings_json(of_files, total.summary(), lang)
}
