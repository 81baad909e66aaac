use crate::{Rule, Span};

/// The language in which people are spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; never fails a run.
    Hint,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word in outputs that programs read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A sentence to a person, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Message {
    /// A sentence in both languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { en: en.into(), zh: zh.into() }
    }

    /// The same words in both languages: a template's own message, a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), zh: text }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// One of the texts that a check reads together: the report, then its template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

impl FileId {
    /// The file that is checked.
    pub const REPORT: Self = Self(0);
    /// The template it follows.
    pub const TEMPLATE: Self = Self(1);
}

/// A span of one of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which text.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
}

impl Place {
    /// A span of the file that is checked.
    pub const fn report(span: Span) -> Self {
        Self { file: FileId::REPORT, span }
    }

    /// A span of the template.
    pub const fn template(span: Span) -> Self {
        Self { file: FileId::TEMPLATE, span }
    }
}

/// Something to tell the author.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The name of the report's or template's own rule, where there is one: `K1`, `申请#2`.
    pub code: Option<String>,
    /// How bad it is.
    pub severity: Severity,
    /// Where: always in the file that is checked, unless that file is a template's report whose template is at fault.
    pub place: Place,
    /// What is wrong, with the figures.
    pub message: Message,
    /// What to type.
    pub help: Option<Message>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What it has to do with it.
    pub message: Message,
}

/// One way to mend a finding, in the file that is checked.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: Message,
    /// When it may be applied.
    pub kind: FixKind,
    /// The changes; they do not overlap.
    pub edits: Vec<Edit>,
}

/// When a fix may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Changes how something is written, not what it says.
    Safe,
    /// Changes what the report says, but no stated figure.
    Unsafe,
    /// Changes a stated figure: only ever one at a time, by hand.
    Figure,
}

/// A replacement of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}
