//! A figure gets other digits, and only what reads it is judged again.
//!
//! A keystroke in a long report mostly changes one plain figure. What stands around it stays as it is: names, units,
//! headers, which rule reads what. So the value is replaced in the finished model, what is computed from it is computed
//! again, and the rules that read any of these get another outcome. Whatever is less plain than that is refused, and
//! the report is read anew; a test holds one against the other.

use crossfoot_figure::{Exact, QUnit, Quantity};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::ast::{BlockKind, Form};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    build::Builder,
    evaluate::Evaluator,
    explain,
    graph::{Op, Outcome},
    render,
    report::*,
    solve::{judge_one, try_compute},
    statement::StatementKind,
    value::{Val, Why},
};

/// A model whose plain figures can get other digits.
pub struct Amendable<'a> {
    builder: Builder<'a>,
    /// Which constraints read a fact; worked out when it is first asked.
    readers: Option<Readers>,
}

/// The digits of a figure that can be amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// The figure.
    pub fact: FactId,
    /// Its digits in the text that was read.
    pub span: Span,
}

impl<'a> Amendable<'a> {
    /// Resolves and evaluates a report, like [`build`](crate::build).
    pub fn new(report: &'a Source, template: Option<&'a Source>) -> Self {
        Self { builder: Builder::build(report, template), readers: None }
    }

    /// The model as it stands.
    pub fn model(&self) -> &Model<'a> {
        &self.builder.m
    }

    /// The plain digits that an offset of the text lies in, or at the end of.
    pub fn digits_at(&self, offset: u32) -> Option<Digits> {
        let model = self.model();
        let by_place = &model.graph.by_place;
        let at = by_place.partition_point(|(start, _)| *start <= offset).checked_sub(1)?;
        let (_, fact) = *by_place.get(at)?;
        let it =
            model.fact(fact).filter(|it| it.given == Given::Stated && it.place.file == FileId::REPORT)?;
        let span = match it.figure.and_then(|figure| figure.value.as_ref()).map(|value| &value.form) {
            None => it.place.span,
            Some(Form::Number(number)) => number.digits,
            Some(_) => return None,
        };
        let is_inside = span.start <= offset && offset <= span.end;
        (is_inside && is_plain(span.of(&model.report.text))).then_some(Digits { fact, span })
    }

    /// The constraints that read a fact, or what is computed from it; nothing where that is not so plain.
    pub fn affected(&mut self, fact: FactId) -> Option<Vec<ConstraintId>> {
        let readers = self.readers.take().unwrap_or_else(|| Readers::of(self.model()));
        let affected = self.reach(&readers, fact).map(|reach| reach.constraints);
        self.readers = Some(readers);
        affected
    }

    /// Gives a figure other digits. `None` where more may change than the outcomes of what is [`affected`]: the model
    /// is then half amended, and must be made anew.
    ///
    /// [`affected`]: Self::affected
    pub fn amend(&mut self, digits: Digits, typed: &str) -> Option<()> {
        let fact = digits.fact;
        let value = self.amended(digits, typed)?;
        let readers = self.readers.take()?;
        let reached = self.reach(&readers, fact);
        self.readers = Some(readers);
        let Reach { computed, constraints } = reached?;
        let model = &mut self.builder.m;
        let written = written(model, digits, typed);
        model.amended.insert(fact, written);
        model.values.set(fact, value);
        for (fact, by) in computed {
            let value = try_compute(&self.builder, by);
            let unit = self.model().fact(fact)?.unit;
            let Val::Number(number) = value else { return None };
            let number = match unit {
                Some(unit) => number.taking_unit(unit, &self.model().units).unwrap_or(number),
                None => number,
            };
            self.builder.m.values.set(fact, Val::Number(number));
        }
        constraints.into_iter().try_for_each(|id| self.judge(id))?;
        let title = self.builder.title.map(|(title, file)| render::title(&mut self.builder, title, file));
        (title == self.model().head.computed_title || title.is_none()).then_some(())
    }

    /// The value of other digits, in the place of the old.
    fn amended(&self, digits: Digits, typed: &str) -> Option<Val> {
        let model = self.model();
        let it = model.fact(digits.fact)?;
        let Val::Number(old) = model.value(digits.fact) else { return None };
        let is_said = |place: Place| {
            place.file == FileId::REPORT
                && place.span.start <= digits.span.end
                && digits.span.start <= place.span.end
        };
        // Something else is said of it already, which may no longer be so.
        if !is_plain(typed) || model.problems.iter().any(|problem| is_said(problem.place)) {
            return None;
        }
        let number = it.figure.and_then(|figure| figure.value.as_ref()).map(|value| &value.form);
        if let Some(Form::Number(number)) = number {
            let is_bare = number.direction.is_none() && number.hedge.is_none() && number.scale.is_none();
            if !is_bare || number.negative || number.bracketed || !self.is_running_text(it.place.span) {
                return None;
            }
        }
        let is_counted = it.unit.is_none_or(|unit| model.units.is_exact(unit))
            && old.unit == it.unit.map_or(QUnit::Bare, QUnit::Of)
            && old.range.is_point();
        let count = typed.bytes().fold(0, |count, byte| count * 10 + i64::from(byte - b'0'));
        is_counted.then(|| Val::Number(Quantity::point(Exact::from_int(count), old.unit)))
    }

    /// Does a figure stand in a table, a paragraph, an item or a footnote? In a heading or a title it would be part
    /// of a name.
    fn is_running_text(&self, span: Span) -> bool {
        let blocks = &self.model().report.tree.blocks;
        let at = blocks.partition_point(|block| block.span.start <= span.start).checked_sub(1);
        let kind = at.and_then(|at| blocks.get(at)).map(|block| &block.kind);
        match kind {
            Some(BlockKind::Paragraph(_) | BlockKind::Item(_) | BlockKind::Footnote { .. }) => true,
            // A note's figures are no cells.
            Some(BlockKind::Table(_)) => self
                .model()
                .fact_at(span)
                .and_then(|fact| self.model().fact(fact))
                .is_some_and(|it| matches!(it.home, Home::Cell(..))),
            _ => false,
        }
    }

    /// What a fact has to do with; nothing where that is not so plain.
    fn reach(&self, readers: &Readers, fact: FactId) -> Option<Reach> {
        let graph = &self.model().graph;
        // Some rule may ask whether the prose says just this.
        let is_prose = self.model().fact(fact).is_some_and(|it| matches!(it.home, Home::Prose(_)));
        if (is_prose && readers.has_mentions) || !self.model().allows.is_empty() {
            return None;
        }
        let (mut order, mut seen) = (Vec::new(), FxHashSet::default());
        let mut constraints = Vec::new();
        // Depth first, a fact behind everything that is computed from it; turned round at the end.
        let mut open = vec![(fact, None, false)];
        while let Some((fact, by, is_done)) = open.pop() {
            if is_done {
                order.extend(by.map(|by| (fact, by)));
                continue;
            }
            if !seen.insert(fact) {
                continue;
            }
            open.push((fact, by, true));
            for id in readers.of_fact(fact) {
                let constraint = graph.constraints.get(id.at())?;
                constraints.push(*id);
                let Some(target) = constraint.target.filter(|target| *target != fact) else { continue };
                if self.model().fact(target).is_some_and(|it| it.given == Given::Computed) {
                    if constraint.when.is_some() {
                        return None;
                    }
                    if graph.computed_by.get(&target) == Some(id) {
                        open.push((target, Some(*id), false));
                    }
                }
            }
        }
        order.reverse();
        constraints.sort_unstable();
        constraints.dedup();
        Some(Reach { computed: order, constraints })
    }

    /// What a constraint comes to now.
    fn judge(&mut self, id: ConstraintId) -> Option<()> {
        let model = &self.builder.m;
        let constraint = model.graph.constraints.get(id.at())?;
        let statement = model.statements.get(constraint.statement.at())?;
        let is_rounded = |fact: FactId| matches!(model.value(fact), Val::Number(it) if !it.range.is_point());
        let any_rounded = model.graph.reads(constraint).any(is_rounded);
        if any_rounded
            && (matches!(statement.kind, StatementKind::Tie(_))
                || model.graph.outcomes.contains(&Outcome::WithinRounding))
        {
            return None;
        }
        let mut evaluator = Evaluator::new(model);
        let mut outcome = judge_one(&mut evaluator, constraint);
        if evaluator.trouble.is_some() {
            return None;
        }
        let old = model.graph.outcomes.get(id.at())?;
        let is_plain = |outcome: &Outcome| {
            !matches!(
                outcome,
                Outcome::WithinRounding | Outcome::NotCheckable(Why::Unusable | Why::Undefined)
            )
        };
        if !is_plain(&outcome) || !is_plain(old) {
            return None;
        }
        if outcome == Outcome::Differs
            && let Some(why) = explain::explanation(model, statement, constraint)
        {
            outcome = Outcome::Explained(why);
        }
        *self.builder.m.graph.outcomes.get_mut(id.at())? = outcome;
        render::message(&mut self.builder, id);
        Some(())
    }
}

/// What a figure has to do with.
struct Reach {
    /// What is computed from it, each behind what it is computed from, with what computes it.
    computed: Vec<(FactId, ConstraintId)>,
    /// All constraints that read it, or any of these.
    constraints: Vec<ConstraintId>,
}

/// A figure with other digits, as it is typed.
fn written(model: &Model<'_>, digits: Digits, typed: &str) -> String {
    let text = &model.report.text;
    let value = model.fact(digits.fact).and_then(|it| it.figure).and_then(|figure| figure.value.as_ref());
    let Some(value) = value else { return typed.to_owned() };
    let whole = crate::prose::typed(value, text);
    let at = (digits.span.start - value.span.start) as usize;
    let (before, behind) = (whole.get(..at), whole.get(at + digits.span.len() as usize..));
    format!("{}{typed}{}", before.unwrap_or_default(), behind.unwrap_or_default())
}

/// Digits that can be counted without a thought.
fn is_plain(digits: &str) -> bool {
    (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// For each fact the constraints that read it, in one list.
struct Readers {
    starts: Vec<u32>,
    constraints: Vec<ConstraintId>,
    /// Some rule asks whether the prose says something with a digit in it.
    has_mentions: bool,
}

impl Readers {
    fn of(model: &Model<'_>) -> Self {
        let graph = &model.graph;
        let mut counts = vec![0u32; model.facts.len() + 1];
        let mut has_mentions = false;
        let each = |seen: &mut dyn FnMut(FactId, ConstraintId)| {
            for (at, constraint) in (0u32..).zip(&graph.constraints) {
                let when = constraint.when.clone().unwrap_or(0..0);
                for op in graph.range(&when).iter().chain(graph.ops_of(constraint)) {
                    if let Op::Fact(fact) = op {
                        seen(*fact, ConstraintId(at));
                    }
                }
            }
        };
        each(&mut |fact, _| {
            if let Some(count) = counts.get_mut(fact.at()) {
                *count += 1;
            }
        });
        let mut sum = 0;
        let mut start_of = |count: &u32| {
            sum += count;
            sum - count
        };
        let starts: Vec<u32> = counts.iter().map(&mut start_of).collect();
        let mut next = starts.clone();
        let mut constraints = vec![ConstraintId(0); sum as usize];
        each(&mut |fact, id| {
            if let Some(next) = next.get_mut(fact.at())
                && let Some(slot) = constraints.get_mut(*next as usize)
            {
                *slot = id;
                *next += 1;
            }
        });
        for op in &graph.ops {
            if let Op::Mentions(_, words) = op {
                let words = model.labels.get(words.at());
                has_mentions |= words.is_some_and(|it| it.name.chars().any(char::is_numeric));
            }
        }
        Self { starts, constraints, has_mentions }
    }

    fn of_fact(&self, fact: FactId) -> &[ConstraintId] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |at| *at as usize);
        self.constraints.get(bound(fact.at())..bound(fact.at() + 1)).unwrap_or_default()
    }
}

/// The figures that have been amended, as they are typed now.
pub(crate) type Written = FxHashMap<FactId, String>;
