//! Findings as an editor shows them.

use std::hash::{DefaultHasher, Hash, Hasher};

use crossfoot_source::{FileId, Finding, Related, Severity};
use tower_lsp::ls_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, NumberOrString};

use crate::desk::Sitting;

/// What was found in a document.
pub fn all(sitting: &Sitting<'_>) -> Vec<Diagnostic> {
    sitting.findings.iter().map(|finding| one(sitting, finding)).collect()
}

pub fn one(sitting: &Sitting<'_>, finding: &Finding) -> Diagnostic {
    let lang = sitting.lang;
    let mut message = finding.message.in_lang(lang).to_owned();
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(help.in_lang(lang));
    }
    let related = |it: &Related| {
        let location = sitting.location(it.place)?;
        Some(DiagnosticRelatedInformation { location, message: it.message.in_lang(lang).to_owned() })
    };
    let is_shown = sitting.office.editor().related && !finding.related.is_empty();
    Diagnostic {
        // What is wrong with the template is said where the report names it.
        range: match finding.place.file {
            FileId::REPORT => sitting.range(finding.place.span),
            _ => sitting.range(
                crossfoot_model::follows(sitting.model.report).map(|(_, span)| span).unwrap_or_default(),
            ),
        },
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Hint => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.rule.name.to_owned())),
        code_description: None,
        source: Some("crossfoot".to_owned()),
        message,
        related_information: is_shown.then(|| finding.related.iter().filter_map(related).collect()),
        tags: None,
        data: None,
    }
}

/// Sends what was found, unless the editor asks for it itself.
pub fn publish(sitting: &Sitting<'_>) {
    if !sitting.office.editor().pulls {
        show(sitting, Some(sitting.paper.version));
    }
}

/// Sends what was found in a version of a document, or in a file that is not open.
pub fn show(sitting: &Sitting<'_>, version: Option<i32>) {
    let (uri, found) = (sitting.paper.uri.clone(), all(sitting));
    sitting.office.tell(|client| async move { client.publish_diagnostics(uri, found, version).await });
}

/// A name for what was found: the same for the same.
pub fn result_id(found: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(found).unwrap_or_default().hash(&mut hasher);
    format!("{:x}", hasher.finish())
}
