//! The list of all rules at the end: what came of each, and the figures that it reads.
//!
//! It is closed until somebody opens it, and printed if it is open then.

use crossfoot_model::{Constraint, FactId, Home, NodeId, Outcome, Side, Site, Statement, TableId, place};

use super::{Page, escape::escape, vouch::says, words::place_of};
use crate::written::written;

/// How often each outcome was come to, in the order of their words.
#[derive(Default)]
struct Tally([u32; 6]);

impl Tally {
    fn of<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            if let Some(count) = tally.0.get_mut(place_of(outcome)) {
                *count += 1;
            }
        }
        tally
    }
}

impl<'m, 'a> Page<'m, 'a> {
    pub(super) fn rules(&mut self) {
        let graph = &self.model.graph;
        if graph.constraints.is_empty() {
            return;
        }
        self.put("<details class=\"xf-rules\">\n<summary>");
        self.put(self.words.vouched);
        self.tally(&Tally::of(&graph.outcomes));
        self.put("</summary>\n<ul>\n");
        // For each fact the constraint that was last seen to read it.
        let mut seen = vec![usize::MAX; self.model.facts.len()];
        let mut start = 0;
        for constraints in graph.constraints.chunk_by(|a, b| a.statement == b.statement) {
            let end = start + constraints.len();
            let outcomes = graph.outcomes.get(start..end).unwrap_or_default();
            let statement = constraints.first().and_then(|it| self.model.statements.get(it.statement.at()));
            if let Some(statement) = statement {
                self.rule(statement, outcomes);
                let pairs = constraints.iter().zip(outcomes).enumerate();
                self.places(statement, pairs.map(|(at, (it, outcome))| (start + at, it, outcome)), &mut seen);
                self.put("</li>\n");
            }
            start = end;
        }
        self.put("</ul>\n</details>\n");
    }

    /// A rule, and what came of it.
    fn rule(&mut self, statement: &'m Statement<'a>, outcomes: &[Outcome]) {
        self.put("<li>");
        if !statement.name.is_empty() {
            self.put("<b>");
            self.text(&statement.name);
            self.put("</b> ");
        }
        if let Some(table) = statement.table {
            self.text(place::table(self.model, table).in_lang(self.lang));
            self.put(" ");
        }
        let says = says(self.model, statement, self.lang);
        self.text(&says);
        self.tally(&Tally::of(outcomes));
    }

    fn tally(&mut self, tally: &Tally) {
        let [before, behind] = self.words.times;
        let mut joint = self.words.colon;
        for (word, count) in self.words.outcomes.into_iter().zip(tally.0).filter(|(_, count)| *count > 0) {
            self.put(std::mem::replace(&mut joint, self.words.comma));
            self.put(word);
            if count > 1 {
                self.put(before);
                self.number(count);
                self.put(behind);
            }
        }
    }

    /// Where a rule was checked: what it is about there, and the other figures that it reads and that stand on the page.
    fn places<'c>(
        &mut self,
        statement: &Statement<'a>,
        constraints: impl Iterator<Item = (usize, &'c Constraint, &'c Outcome)>,
        seen: &mut [usize],
    ) {
        let graph = &self.model.graph;
        let mut is_open = false;
        for (id, constraint, outcome) in constraints {
            if matches!(outcome, Outcome::DoesNotApply | Outcome::NotCheckable(_)) {
                continue;
            }
            let mut is_new =
                |fact: FactId| seen.get_mut(fact.at()).is_some_and(|last| std::mem::replace(last, id) != id);
            let target = constraint.target.filter(|fact| self.is_shown(*fact) && is_new(*fact));
            let before = self.out.len();
            self.put(if is_open { "<li>" } else { "\n<ul>\n<li>" });
            let start = self.out.len();
            let is_named = match target {
                Some(fact) => {
                    self.link(fact, statement.table);
                    true
                }
                None => self.site(&constraint.site),
            };
            let mut joint = if is_named { self.words.colon } else { "" };
            for fact in graph.reads(constraint) {
                if is_new(fact) && self.is_shown(fact) {
                    self.put(std::mem::replace(&mut joint, self.words.comma));
                    self.put("<a href=\"#");
                    self.figure_id(fact);
                    self.put("\">");
                    let (text, _) = written(self.model, fact);
                    self.text(&text);
                    self.put("</a>");
                }
            }
            if self.out.len() == start {
                // Nothing of it stands on the page.
                self.out.truncate(before);
                continue;
            }
            is_open = true;
            if matches!(outcome, Outcome::Differs | Outcome::Explained(_)) {
                let [open, close] = self.words.brackets;
                self.put(open);
                self.put(self.words.outcome(outcome));
                self.put(close);
            }
            self.put("</li>\n");
        }
        self.put(if is_open { "</ul>\n" } else { "" });
    }

    /// A link to a figure by its name, with what is written there. Of a cell of the table that the rule is for, its row
    /// and column are said.
    fn link(&mut self, id: FactId, table: Option<TableId>) {
        self.put("<a href=\"#");
        self.figure_id(id);
        self.put("\">");
        let home = self.model.fact(id).map(|fact| fact.home);
        match home {
            Some(Home::Cell(of, row, column)) if table == Some(of) => {
                self.node(of, Side::Rows, row);
                self.put(self.words.comma);
                self.node(of, Side::Columns, column);
            }
            _ => self.text(place::fact(self.model, id).in_lang(self.lang)),
        }
        // A figure without a name is called by what is written.
        if home != Some(Home::Prose(None)) {
            self.put(" ");
            let (text, _) = written(self.model, id);
            self.text(&text);
        }
        self.put("</a>");
    }

    /// For which row and column a rule is repeated; `false` where it is not.
    fn site(&mut self, site: &Site) -> bool {
        let Some(table) = site.table else { return false };
        if let Some(row) = site.row {
            self.node(table, Side::Rows, row);
        }
        if let Some(column) = site.column {
            self.put(if site.row.is_some() { self.words.comma } else { "" });
            self.node(table, Side::Columns, column);
        }
        site.row.is_some() || site.column.is_some()
    }

    /// A row or column by its name. A rule is repeated over many: each name is made once.
    fn node(&mut self, table: TableId, side: Side, node: NodeId) {
        let (model, lang) = (self.model, self.lang);
        let name = self.names.entry((table, side, node)).or_insert_with(|| {
            let mut name = String::new();
            escape(&mut name, place::node(model, table, side, node).in_lang(lang));
            name
        });
        self.out.push_str(name);
    }
}
