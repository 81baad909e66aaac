//! Findings for programs.

use crossfoot_check::Summary as Counts;
use crossfoot_source::{
    FileId, Finding as Found, Fix as FoundFix, FixKind as FoundKind, Lang, Message, Place, Severity as Level,
    Span,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    lines,
    position::{Files, Range},
};

/// The version of the document of findings; a reader of one version can read all later documents of it.
const VERSION: u32 = 1;

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
pub struct FileFindings<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
    /// The name and the text of the template that it follows, if that was found.
    pub template: Option<(&'a str, &'a str)>,
    /// The findings.
    pub findings: &'a [Found],
    /// How well its figures are guarded, if that was asked for.
    pub guards: Option<&'a [Guarded]>,
}

/// How well a figure of a file is guarded.
#[derive(Clone, Debug)]
pub struct Guarded {
    /// How many independent rules would notice if it were wrong.
    pub rules: u32,
    /// The figure.
    pub span: Span,
    /// What it is called.
    pub figure: Message,
    /// What it says.
    pub value: String,
}

/// The document of findings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "Findings")]
pub struct Findings<'a> {
    /// The version of this document.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The findings, file by file and in the order of their text.
    pub findings: Vec<Finding<'a>>,
    /// How much was checked.
    pub summary: Summary,
    /// How well each stated figure is guarded, the unguarded first; null unless asked for.
    pub guards: Option<Vec<Guard<'a>>>,
}

/// How well a figure is guarded.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Guard<'a> {
    /// How many independent rules would notice if it were wrong.
    pub rules: u32,
    /// What it is called.
    pub figure: &'a str,
    /// What it says.
    pub value: &'a str,
    /// In which file.
    pub file: &'a str,
    /// Where in it.
    pub range: Range,
}

/// Something to tell the author.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// The rule that found it; never translated.
    pub rule: &'static str,
    /// The name of the report's or template's own rule, where there is one.
    pub code: Option<&'a str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with the figures.
    pub message: &'a str,
    /// What to type.
    pub help: Option<&'a str>,
    /// In which file.
    pub file: &'a str,
    /// Where in it.
    pub range: Range,
    /// Other places that have to do with it.
    pub related: Vec<Related<'a>>,
    /// Ways to mend it.
    pub fixes: Vec<Fix<'a>>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Wrong.
    Error,
    /// Probably wrong.
    Warning,
    /// Worth a look.
    Hint,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Related<'a> {
    /// What it has to do with it.
    pub message: &'a str,
    /// In which file.
    pub file: &'a str,
    /// Where in it.
    pub range: Range,
}

/// One way to mend a finding, in its file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Fix<'a> {
    /// What it does, in a few words.
    pub title: &'a str,
    /// When it may be applied.
    pub kind: FixKind,
    /// The changes; they do not overlap, and all of them belong together.
    pub edits: Vec<Edit<'a>>,
}

/// When a fix may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FixKind {
    /// It changes how something is written, not what it says.
    Safe,
    /// It changes what the report says, but no stated figure.
    Unsafe,
    /// It changes a stated figure: only by hand, one at a time.
    Figure,
}

/// A replacement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Edit<'a> {
    /// What is replaced.
    pub range: Range,
    /// What stands there afterwards.
    pub text: &'a str,
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Figures that are stated or computed.
    pub figures: u32,
    /// Tables that are there.
    pub tables: u32,
    /// Constraints that hold.
    pub agrees: u32,
    /// Constraints that hold because figures are rounded.
    pub within_rounding: u32,
    /// Constraints that do not hold.
    pub differs: u32,
    /// Constraints that do not hold, with an explanation.
    pub explained: u32,
    /// Constraints that do not apply.
    pub does_not_apply: u32,
    /// Constraints of which it cannot be told.
    pub not_checkable: u32,
    /// Findings that are errors.
    pub errors: u32,
    /// Findings that are warnings.
    pub warnings: u32,
    /// Findings that are hints.
    pub hints: u32,
}

impl From<&Counts> for Summary {
    fn from(counts: &Counts) -> Self {
        Self {
            figures: counts.figures,
            tables: counts.tables,
            agrees: counts.agrees,
            within_rounding: counts.within_rounding,
            differs: counts.differs,
            explained: counts.explained,
            does_not_apply: counts.does_not_apply,
            not_checkable: counts.not_checkable,
            errors: counts.errors,
            warnings: counts.warnings,
            hints: counts.hints,
        }
    }
}

/// The findings of several files as one JSON document, in one language.
pub fn findings_json<'a>(
    files: impl IntoIterator<Item = FileFindings<'a>>,
    counts: &Counts,
    lang: Lang,
) -> String {
    let mut document =
        Findings { version: VERSION, findings: Vec::new(), summary: counts.into(), guards: None };
    for file in files {
        let positions = Files::new(file.text, file.template.map(|(_, text)| text));
        document.findings.extend(file.findings.iter().map(|it| convert(it, &file, &positions, lang)));
        if let Some(guards) = file.guards {
            let guards = guards.iter().map(|guard| Guard {
                rules: guard.rules,
                figure: guard.figure.in_lang(lang),
                value: &guard.value,
                file: file.name,
                range: positions.range(Place::report(guard.span)),
            });
            document.guards.get_or_insert_default().extend(guards);
        }
    }
    lines::to_string(&document)
}

/// One finding.
pub(crate) fn convert<'a>(
    finding: &'a Found,
    file: &FileFindings<'a>,
    positions: &Files<'_>,
    lang: Lang,
) -> Finding<'a> {
    let name = |place: Place| match file.template {
        Some((name, _)) if place.file != FileId::REPORT => name,
        _ => file.name,
    };
    let related = finding.related.iter().map(|related| Related {
        message: related.message.in_lang(lang),
        file: name(related.place),
        range: positions.range(related.place),
    });
    Finding {
        rule: finding.rule.name,
        code: finding.code.as_deref(),
        severity: match finding.severity {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Hint => Severity::Hint,
        },
        message: finding.message.in_lang(lang),
        help: finding.help.as_ref().map(|help| help.in_lang(lang)),
        file: name(finding.place),
        range: positions.range(finding.place),
        related: related.collect(),
        fixes: finding.fixes.iter().map(|fix| convert_fix(fix, positions, lang)).collect(),
    }
}

fn convert_fix<'a>(fix: &'a FoundFix, positions: &Files<'_>, lang: Lang) -> Fix<'a> {
    let edits = fix.edits.iter();
    Fix {
        title: fix.title.in_lang(lang),
        kind: match fix.kind {
            FoundKind::Safe => FixKind::Safe,
            FoundKind::Unsafe => FixKind::Unsafe,
            FoundKind::Figure => FixKind::Figure,
        },
        edits: edits
            .map(|edit| Edit { range: positions.range(Place::report(edit.span)), text: &edit.text })
            .collect(),
    }
}
