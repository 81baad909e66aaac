//! A finding in the making.

use crossfoot_model::FactId;
use crossfoot_source::{Edit, FileId, Finding, Fix, FixKind, Message, Place, Related, Rule, Severity};

/// Related places beyond this many help nobody.
const MOST_RELATED: usize = 8;

/// A finding, and the figures that it is about: `@allow … at` is held against those.
pub(crate) struct Found {
    pub finding: Finding,
    pub facts: Vec<FactId>,
}

impl Found {
    /// Of a rule, at a place.
    pub fn new(rule: &'static Rule, place: Place, message: Message) -> Self {
        let finding = Finding {
            rule,
            code: None,
            severity: rule.severity,
            place,
            message,
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        };
        Self { finding, facts: Vec::new() }
    }

    /// The figures that it is about.
    pub fn about(mut self, facts: impl IntoIterator<Item = FactId>) -> Self {
        self.facts.extend(facts);
        self
    }

    /// How bad it is here.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// What to type.
    pub fn help(mut self, en: impl Into<String>, zh: impl Into<String>) -> Self {
        self.finding.help = Some(Message::new(en, zh));
        self
    }

    /// A place that has to do with it; none twice, and not too many.
    pub fn related(mut self, place: Place, message: Message) -> Self {
        let is_new = place != self.finding.place && self.finding.related.iter().all(|it| it.place != place);
        if is_new && self.finding.related.len() < MOST_RELATED {
            self.finding.related.push(Related { place, message });
        }
        self
    }

    /// A way to mend it; only the file that is checked is mended.
    pub fn fix(mut self, kind: FixKind, title: Message, edits: Vec<Edit>) -> Self {
        if self.finding.place.file == FileId::REPORT && !edits.is_empty() {
            self.finding.fixes.push(Fix { title, kind, edits });
        }
        self
    }

    /// Replaces the place of the finding by a text.
    pub fn replace(self, kind: FixKind, text: &str) -> Self {
        let span = self.finding.place.span;
        let title = Message::new(format!("Write `{text}`"), format!("改为“{text}”"));
        self.fix(kind, title, vec![Edit { span, text: text.to_owned() }])
    }
}
