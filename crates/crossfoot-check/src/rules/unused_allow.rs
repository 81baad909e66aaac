//! `@allow`: drops the findings of built-in rules that it accepts, and says which one silences nothing.

use crossfoot_model::{Allowed, Explanation, Given, Outcome, Side, StatementKind, label};
use crossfoot_source::{Edit, FileId, FixKind, Message, Rule, Severity, Span};

use crate::{RULES, context::Context, found::Found, rule};

pub static RULE: Rule =
    Rule { name: "unused-allow", severity: Severity::Warning, docs: include_str!("unused_allow.md") };

/// Runs behind all others.
pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    let allows = &cx.model.allows;
    if allows.is_empty() || cx.template_is_missing {
        return;
    }
    let mut silenced = vec![false; allows.len()];
    out.retain(|found| {
        let mut facts = found.facts.clone();
        let mut is_allowed = false;
        for (allowed, silenced) in allows.iter().zip(&mut silenced) {
            if allowed.rule == found.finding.rule.name && covers(cx, allowed, found) {
                *silenced = true;
                // All the figures that a finding is about must be allowed, by one `@allow` or by several.
                facts.retain(|fact| allowed.facts.as_ref().is_some_and(|allowed| !allowed.contains(fact)));
                is_allowed |= facts.is_empty();
            }
        }
        !is_allowed
    });
    for (allowed, silenced) in allows.iter().zip(silenced) {
        let names_nothing = allowed.facts.as_ref().is_some_and(Vec::is_empty);
        if !silenced && !names_nothing && allowed.place.file == FileId::REPORT {
            judge(cx, allowed, out);
        }
    }
}

/// Is the finding about a figure of an `@allow`, or where one stands?
fn covers(cx: &Context<'_, '_>, allowed: &Allowed<'_>, found: &Found) -> bool {
    let Some(facts) = &allowed.facts else { return true };
    if !found.facts.is_empty() {
        return facts.iter().any(|fact| found.facts.contains(fact));
    }
    let at = found.finding.place;
    facts.iter().filter_map(|fact| cx.model.fact(*fact)).any(|fact| {
        let there = fact.place;
        let is_inside = at.span.start <= there.span.start && there.span.end <= at.span.end;
        fact.given != Given::Missing && at.file == there.file && is_inside
    })
}

fn judge(cx: &Context<'_, '_>, allowed: &Allowed<'_>, out: &mut Vec<Found>) {
    let model = cx.model;
    let is_named = |name: &str| !name.is_empty() && label::same(name, &allowed.rule);
    let is_built_in = rule(&allowed.rule).is_some();
    if !is_built_in && !model.statements.iter().any(|statement| is_named(&statement.name)) {
        let names =
            RULES.iter().map(|rule| rule.name).chain(model.statements.iter().map(|it| it.name.as_ref()));
        super::unknown_name::unknown_rule(
            cx,
            allowed,
            label::nearest(&allowed.rule, names.filter(|name| !name.is_empty())),
            out,
        );
        return;
    }
    for (constraint, outcome) in model.graph.constraints.iter().zip(&model.graph.outcomes) {
        let Some(statement) = model.statements.get(constraint.statement.at()) else { continue };
        let is_meant = is_named(&statement.name) || speaks_of(&allowed.rule, statement.kind);
        let reads_it = allowed
            .facts
            .as_ref()
            .is_none_or(|facts| model.graph.reads(constraint).any(|read| facts.contains(&read)));
        let is_needed = match outcome {
            Outcome::Explained(Explanation::Allow(place)) => *place == allowed.place,
            // As soon as it can be checked it may be needed.
            Outcome::NotCheckable(_) => true,
            _ => false,
        };
        if is_meant && reads_it && is_needed {
            return;
        }
    }
    let name = &allowed.rule;
    let message = Message::new(
        format!("This `@allow` silences nothing: `{name}` has nothing to say here."),
        format!("这条“@例外”没有用处：“{name}”在这里并没有发现问题。"),
    );
    let place = allowed.rule_place;
    let edit = Edit { span: with_line_end(&model.report.text, allowed.place.span), text: String::new() };
    out.push(
        Found::new(&RULE, place, message)
            .help("Remove it, or correct what it is for.", "请删去这一条，或者改正它所指的规则和数据。")
            .fix(FixKind::Safe, Message::new("Remove it", "删去"), vec![edit]),
    );
}

/// Is a built-in rule one that would speak of a statement of a kind?
fn speaks_of(rule: &str, kind: StatementKind) -> bool {
    match kind {
        StatementKind::Formula(Side::Rows, _) => rule == "sum-down",
        StatementKind::Formula(Side::Columns, _) => rule == "sum-across",
        StatementKind::TableFormula | StatementKind::CellFormula(_) => rule == "formula-broken",
        StatementKind::Tie(_) => matches!(rule, "tie-broken" | "hedge-broken" | "impossible-percentage"),
        StatementKind::Check => matches!(rule, "rule-broken" | "impossible-percentage"),
    }
}

/// Whole lines, so that no empty one stays.
fn with_line_end(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches([' ', '\t', '\u{3000}']).len();
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let line_end = if behind.starts_with("\r\n") { 2 } else { u32::from(behind.starts_with(['\n', '\r'])) };
    Span::new(span.start - indent as u32, span.end + line_end)
}
