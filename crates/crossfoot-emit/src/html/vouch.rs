//! What vouches for each figure: the formulas, ties and rules that read it and hold.

use std::borrow::Cow;

use crossfoot_model::{Constraint, FactId, Model, Outcome, Statement, StatementKind, place};
use crossfoot_source::{Lang, Place};

use super::{Page, escape::escape};

/// For each figure what reads it and holds, and what each is called.
#[derive(Default)]
pub(super) struct Vouching {
    /// The statements that read the figures, one figure behind the other. One that reads a figure at several places
    /// is there several times, mostly in a row.
    readers: Vec<u32>,
    /// For each fact where its readers end; they begin where those of the fact before end.
    ends: Vec<u32>,
    /// What each statement is called, as it stands in an attribute.
    names: Vec<String>,
}

impl Vouching {
    pub fn new(model: &Model<'_>, lang: Lang) -> Self {
        let mut ends = vec![0u32; model.facts.len()];
        for fact in holding(model).flat_map(|constraint| model.graph.reads(constraint)) {
            if let Some(count) = ends.get_mut(fact.at()) {
                *count += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut readers = vec![0; start as usize];
        for constraint in holding(model) {
            for fact in model.graph.reads(constraint) {
                let Some(end) = ends.get_mut(fact.at()) else { continue };
                if let Some(reader) = readers.get_mut(*end as usize) {
                    *reader = constraint.statement.0;
                }
                *end += 1;
            }
        }
        let names = model.statements.iter().map(|statement| {
            let mut name = String::new();
            escape(&mut name, &called(model, statement, lang));
            name
        });
        Self { readers, ends, names: names.collect() }
    }

    /// What reads a figure and holds.
    fn of(&self, id: FactId) -> &[u32] {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = id.at().checked_sub(1).map_or(0, end);
        self.readers.get(start..end(id.at())).unwrap_or_default()
    }

    fn name(&self, statement: u32) -> &str {
        self.names.get(statement as usize).map_or("", String::as_str)
    }
}

/// The constraints that hold, without those that give a figure its value: they could not but hold.
fn holding<'m>(model: &'m Model<'_>) -> impl Iterator<Item = &'m Constraint> {
    let constraints = model.graph.constraints.iter().zip(&model.graph.outcomes);
    let computes = |it: &Constraint| {
        let source = it.target.and_then(|target| source(model, target));
        source.is_some_and(|source| std::ptr::eq(source, it))
    };
    constraints
        .filter(move |(it, outcome)| {
            matches!(outcome, Outcome::Agrees | Outcome::WithinRounding) && !computes(it)
        })
        .map(|(constraint, _)| constraint)
}

/// What gives a figure its value, where it is worked out.
fn source<'m>(model: &'m Model<'_>, id: FactId) -> Option<&'m Constraint> {
    model.graph.constraints.get(model.graph.computed_by.get(&id)?.at())
}

/// What a statement is called: by its name, else by what it says.
fn called<'m>(model: &'m Model<'_>, statement: &'m Statement<'_>, lang: Lang) -> Cow<'m, str> {
    if statement.name.is_empty() { says(model, statement, lang) } else { Cow::Borrowed(&statement.name) }
}

/// What a statement says, and of which row or column.
pub(super) fn says<'m>(model: &'m Model<'_>, statement: &Statement<'_>, lang: Lang) -> Cow<'m, str> {
    let says = model.text(Place { file: statement.file, span: statement.expr.span });
    match (statement.kind, statement.table) {
        (StatementKind::Formula(side, node), Some(table)) => {
            let node = place::node(model, table, side, node);
            Cow::Owned([node.in_lang(lang), " = ", says].concat())
        }
        (StatementKind::Tie(_) | StatementKind::CellFormula(_), _) => Cow::Owned(["= ", says].concat()),
        _ => Cow::Borrowed(says),
    }
}

impl Page<'_, '_> {
    /// The attribute of a figure that says what vouches for it; nothing where nothing does.
    pub(super) fn vouched(&mut self, id: FactId) {
        let mut before = [" title=\"", self.words.agrees];
        if let Some(source) = source(self.model, id) {
            self.put(" title=\"");
            self.put(self.words.computed);
            self.out.push_str(self.vouching.name(source.statement.0));
            before = ["", self.words.and_agrees];
        }
        let is_open = before[0].is_empty();
        let mut last = None;
        for reader in self.vouching.of(id) {
            if last.replace(*reader) == Some(*reader) {
                continue;
            }
            before.iter().for_each(|text| self.out.push_str(text));
            self.out.push_str(self.vouching.name(*reader));
            before = ["", self.words.comma];
        }
        self.put(if is_open || last.is_some() { "\"" } else { "" });
    }
}
