//! A text with everything found in it.

use std::path::Path;

use crossfoot_model::{Source, build, follows};
use crossfoot_source::{Finding, Lang, LineIndex};

/// Checks a text; templates that are not built in are looked for in a folder.
pub fn check(text: &str, folder: &Path) -> Vec<Finding> {
    let report = Source::new("report", text);
    let template = template_of(&report, folder);
    crossfoot_check::check(&build(&report, template.as_ref())).findings
}

/// The template that a report follows.
pub fn template_of(report: &Source, folder: &Path) -> Option<Source> {
    let (name, _) = follows(report)?;
    if let Some(template) = crossfoot_templates::find(name) {
        return Some(Source::new(template.name, template.text));
    }
    let text = std::fs::read_to_string(folder.join(format!("{name}.xfoot"))).ok()?;
    Some(Source::new(name, text))
}

/// A finding as one line: `12:5 error[sum-down] K2: …`, columns in characters from 1.
pub fn line(finding: &Finding, text: &str, lang: Lang) -> String {
    let at = LineIndex::new(text).position(text, finding.place.span.start);
    let code = finding.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let message = finding.message.in_lang(lang);
    format!(
        "{}:{} {}[{}]{code}: {message}",
        at.line + 1,
        at.character + 1,
        finding.severity.name(),
        finding.rule.name
    )
}
