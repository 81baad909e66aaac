//! Findings as one JSON document for all files.

use crossfoot_emit::{FileFindings, Findings};
use crossfoot_source::{Lang, LineIndex};
use serde::Serialize;

use crate::{inspect::Inspected, summary::Total};

/// The document of findings, with the guards in it if they were asked for.
#[derive(Serialize)]
struct Guarded<'a> {
    #[serde(flatten)]
    findings: Findings<'a>,
    guards: Vec<Guard<'a>>,
}

/// How well a figure is guarded.
#[derive(Serialize)]
struct Guard<'a> {
    /// How many independent rules would notice if it were wrong.
    rules: u32,
    /// What it is called.
    figure: &'a str,
    /// What it says.
    value: &'a str,
    /// In which file.
    file: &'a str,
    /// Where in it.
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// As in findings: line and columns from 1, the offset in bytes from 0.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    utf16: u32,
    offset: u32,
}

/// The whole document.
pub fn document(files: &[Inspected], total: &Total, lang: Lang, with_guards: bool) -> String {
    let of_files = files.iter().map(|file| FileFindings {
        name: &file.name,
        text: &file.text,
        template: file.template.map(|template| (template.name.as_str(), template.text.as_str())),
        findings: &file.findings,
    });
    if !with_guards {
        return crossfoot_emit::findings_json(of_files, total.summary(), lang);
    }
    let findings = crossfoot_emit::findings(of_files, total.summary(), lang);
    let guards = files.iter().flat_map(|file| guards(file, lang)).collect();
    // Nothing in it can fail to be written.
    serde_json::to_string(&Guarded { findings, guards }).unwrap_or_default() + "\n"
}

fn guards(file: &Inspected, lang: Lang) -> impl Iterator<Item = Guard<'_>> {
    let lines = LineIndex::new(&file.text);
    let position = move |offset| {
        let at = lines.position(&file.text, offset);
        Position { line: at.line + 1, column: at.character + 1, utf16: at.utf16 + 1, offset }
    };
    file.guards.iter().map(move |guard| Guard {
        rules: guard.rules,
        figure: guard.figure.in_lang(lang),
        value: &guard.value,
        file: &file.name,
        range: Range { start: position(guard.span.start), end: position(guard.span.end) },
    })
}
