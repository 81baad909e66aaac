//! A text as the verbs of an editor see it.

use crossfoot_ide::Snapshot;
use crossfoot_model::{Source, build};
use crossfoot_source::Lang;

/// Hands over a report, read with its template and checked.
pub fn with<T>(text: &str, template: Option<&str>, verb: impl FnOnce(&Snapshot<'_, '_>) -> T) -> T {
    let report = Source::new("report", text);
    let template = template.map(|text| Source::new("template", text));
    let model = build(&report, template.as_ref());
    let findings = crossfoot_check::check(&model).findings;
    verb(&Snapshot { model: &model, findings: &findings, lang: Lang::Zh })
}
