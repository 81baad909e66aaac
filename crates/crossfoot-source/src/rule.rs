use crate::{Lang, Severity};

/// A rule that can give findings. Declared once, in the rule's own file.
#[derive(Debug)]
pub struct Rule {
    /// Its name, never translated: `sum-down`.
    pub name: &'static str,
    /// How bad a finding is unless the template says otherwise.
    pub severity: Severity,
    /// Its documentation: Markdown with a failing and a passing example, both of which are tests.
    pub docs: &'static str,
}

impl Rule {
    /// What it is about: its documentation begins with a sentence in English, then one in Chinese.
    pub fn summary(&self, lang: Lang) -> &'static str {
        let mut sentences = self.docs.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (en, zh) = (sentences.next().unwrap_or_default(), sentences.next().unwrap_or_default());
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
