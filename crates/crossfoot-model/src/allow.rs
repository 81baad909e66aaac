//! `@allow`: findings that a reviewer has accepted, with the reason.

use std::borrow::Cow;

use crossfoot_source::Place;
use crossfoot_syntax::ast::Prose;

use crate::report::FactId;

/// One `@allow`.
#[derive(Debug)]
pub struct Allowed<'a> {
    /// The rule: a name that a report or template gave, or that of a built-in rule.
    pub rule: Cow<'a, str>,
    /// Where the rule is named.
    pub rule_place: Place,
    /// The figures it is for; `None` for all.
    pub facts: Option<Vec<FactId>>,
    /// All of it.
    pub place: Place,
    /// Why.
    pub reason: &'a Prose,
}
