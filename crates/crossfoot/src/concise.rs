//! Findings one a line, as compilers write them: `file:line:column: severity[rule] code: message`.

use crossfoot_source::{FileId, Finding, Lang, LineIndex, Span};

use crate::{inspect::Inspected, place::place_of, shown::one_line, speech::Paint};

/// Writes a finding.
pub fn write(
    file: &Inspected,
    lines: &LineIndex,
    finding: &Finding,
    lang: Lang,
    paint: Paint,
    out: &mut String,
) {
    let span = if finding.place.file == FileId::REPORT { finding.place.span } else { Span::at(0) };
    let place = place_of(&file.name, &file.text, lines, span);
    let kind = format!("{}[{}]", finding.severity.name(), finding.rule.name);
    let kind = paint.severity(finding.severity, &kind);
    let code = finding.code.as_deref().map(|code| format!(" {}", one_line(code))).unwrap_or_default();
    let message = one_line(finding.message.in_lang(lang));
    out.push_str(&format!("{place}: {kind}{code}: {message}\n"));
}
