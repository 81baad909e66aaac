use crate::Severity;

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
