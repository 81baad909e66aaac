//! The report's headings held against the template's.

use std::borrow::Cow;

use crossfoot_source::{FileId, Place};
use crossfoot_syntax::ast::{BlockKind, Heading, PropertyKind, Prose};
use rustc_hash::FxHashMap;

use super::Builder;
use crate::{label, problem::ProblemKind, prose::plain_text, report::*};

/// The sections of a template, with the tables that stand in them.
#[derive(Debug, Default)]
pub(crate) struct SectionTree<'a> {
    sections: Vec<Expected<'a>>,
    /// The section of each table: of the template's first, then of the report's own.
    of_tables: FxHashMap<TableId, Option<usize>>,
    own: FxHashMap<TableId, Cow<'a, str>>,
    /// Tables that stand before the heading of their section, if the report has that at all.
    early: Vec<(TableId, crossfoot_source::Span)>,
}

/// A section that the template has.
#[derive(Debug)]
struct Expected<'a> {
    level: u8,
    prose: &'a Prose,
    words: Cow<'a, str>,
    also: Vec<Cow<'a, str>>,
    was: Vec<Cow<'a, str>>,
    optional: bool,
    /// `*`: any number of the report's own.
    any: bool,
    has_table: bool,
    parent: Option<usize>,
    guide: Option<&'a Prose>,
    /// Its number among its brothers, from 1.
    number: u32,
    /// The report's section, once it is found.
    found: Option<u32>,
}

/// What the walk through the report knows at a heading.
#[derive(Clone, Copy)]
struct Open {
    level: u8,
    /// The template's section that it is; `None` for one of the report's own.
    expected: Option<usize>,
    /// How many sections it has so far.
    inner: u32,
}

impl<'a> SectionTree<'a> {
    /// Has the template a section of these words?
    pub fn has(&self, words: &str) -> bool {
        self.sections.iter().any(|section| label::same(&section.words, words))
    }

    /// The words of the heading that a table stands under.
    pub fn of_table(&self, id: TableId) -> Option<Cow<'a, str>> {
        let own = || self.own.get(&id).cloned();
        let at = *self.of_tables.get(&id)?;
        at.and_then(|at| self.sections.get(at)).map(|section| section.words.clone()).or_else(own)
    }
}

impl<'a> Builder<'a> {
    /// A heading's words: without its official number and without a final full stop.
    fn heading_words(&self, file: FileId, prose: &Prose) -> (Option<(u8, String)>, Cow<'a, str>) {
        let shown = plain_text(prose, self.text(file));
        let strip = |text: &str| text.trim_end_matches(['。', '.', '．']).trim().len();
        match shown {
            Cow::Borrowed(text) => {
                let typed = self.numbering.split(text);
                let rest = typed.map_or(text, |typed| typed.rest);
                let words = rest.get(..strip(rest)).unwrap_or(rest);
                (typed.map(|typed| (typed.level, typed.number.to_owned())), Cow::Borrowed(words))
            }
            Cow::Owned(text) => {
                let typed = self.numbering.split(&text);
                let rest = typed.map_or(text.as_str(), |typed| typed.rest);
                let words = rest.get(..strip(rest)).unwrap_or(rest).to_owned();
                (typed.map(|typed| (typed.level, typed.number.to_owned())), Cow::Owned(words))
            }
        }
    }

    /// Sections and prose of the report, from top to bottom.
    pub(super) fn read_body(&mut self) {
        if let Some(template) = self.m.template {
            self.read_expected(template);
        }
        let report = self.m.report;
        let mut open: Vec<Open> = Vec::new();
        let mut tops = 0;
        let mut last_table: Option<TableId> = None;
        for block in &report.tree.blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.read_heading(heading, &mut open, &mut tops),
                BlockKind::Paragraph(prose) => {
                    self.heading_without_mark(prose, &mut open);
                    self.m.body.push(Element::Paragraph(prose));
                    self.read_prose(prose);
                }
                BlockKind::Item(prose) => {
                    self.m.body.push(Element::Item(prose));
                    self.read_prose(prose);
                }
                BlockKind::Footnote { name, prose } => {
                    self.m.body.push(Element::Footnote(*name, prose));
                    self.read_prose(prose);
                }
                BlockKind::Table(table) if self.is_report() => {
                    if let Some(id) = self.table_of(table) {
                        self.m.body.push(Element::Table(id));
                        self.place_table(id, table.line, &open, &mut last_table);
                    }
                }
                _ => {}
            }
        }
    }

    /// The sections that the template has.
    fn read_expected(&mut self, template: &'a Source) {
        let mut open: Vec<usize> = Vec::new();
        for block in &template.tree.blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let sections = &mut self.sections.sections;
                    while open
                        .last()
                        .and_then(|at| sections.get(*at))
                        .is_some_and(|above| above.level >= heading.level)
                    {
                        open.pop();
                    }
                    let parent = open.last().copied();
                    let (_, words) = self.heading_words(FileId::TEMPLATE, &heading.prose);
                    let sections = &mut self.sections.sections;
                    let any = words == "*";
                    let number =
                        sections.iter().filter(|it| it.parent == parent && !it.any).count() as u32 + 1;
                    let mut expected = Expected {
                        level: heading.level,
                        prose: &heading.prose,
                        words,
                        also: Vec::new(),
                        was: Vec::new(),
                        optional: any,
                        any,
                        has_table: false,
                        parent,
                        guide: None,
                        number,
                        found: None,
                    };
                    for property in &heading.properties {
                        match &property.kind {
                            PropertyKind::Optional => expected.optional = true,
                            PropertyKind::Also(Some(span)) => {
                                expected.also.push(Cow::Borrowed(span.of(&template.text)));
                            }
                            PropertyKind::Was(Some(span)) => {
                                expected.was.push(Cow::Borrowed(span.of(&template.text)));
                            }
                            PropertyKind::Guide(prose) => expected.guide = Some(prose),
                            _ => {}
                        }
                    }
                    open.push(sections.len());
                    sections.push(expected);
                }
                BlockKind::Table(table) => {
                    let id = self.plans.iter().position(|(_, plan)| std::ptr::eq(plan.shape, table));
                    let Some(id) = id.map(|at| TableId(at as u32)) else { continue };
                    for at in &open {
                        if let Some(section) = self.sections.sections.get_mut(*at) {
                            section.has_table = true;
                        }
                    }
                    self.sections.of_tables.entry(id).or_insert(open.last().copied());
                }
                _ => {}
            }
        }
    }

    fn read_heading(&mut self, heading: &'a Heading, open: &mut Vec<Open>, tops: &mut u32) {
        while open.last().is_some_and(|above| above.level >= heading.level) {
            open.pop();
        }
        let count = match open.last_mut() {
            Some(above) => {
                above.inner += 1;
                above.inner
            }
            None => {
                *tops += 1;
                *tops
            }
        };
        let (typed, words) = self.heading_words(FileId::REPORT, &heading.prose);
        let is_own_inside = open.last().is_some_and(|above| above.expected.is_none());
        let parent = open.last().and_then(|above| above.expected);
        let expected = if self.m.template.is_none() || is_own_inside {
            None
        } else {
            self.match_section(heading, &words, parent)
        };
        let at = self.m.sections.len() as u32;
        let section = expected.and_then(|at| self.sections.sections.get_mut(at));
        let (template, guide, number) = match section {
            Some(section) => {
                section.found = Some(at);
                (Some(section.prose), section.guide, section.number)
            }
            None => (None, None, count),
        };
        let due = self.numbering.number(heading.level, number);
        if let (Some((_, typed)), Some(due)) = (&typed, &due)
            && typed != due
            && !label::same(typed, due)
        {
            let kind = ProblemKind::NumberDiffers { typed: typed.clone(), expected: due.clone() };
            self.problem(Place::report(heading.prose.span), kind);
        }
        self.m.sections.push(Section {
            words,
            level: heading.level,
            heading: &heading.prose,
            number: typed.map(|(_, number)| number).or(due.filter(|_| self.m.template.is_some())),
            template,
            run_in: self.numbering.runs_in(heading.level),
            guide,
        });
        self.m.body.push(Element::Heading(at));
        open.push(Open { level: heading.level, expected, inner: 0 });
        self.read_prose(&heading.prose);
    }

    /// The template's section that a heading is, with a problem where it is none or in the wrong place.
    fn match_section(&mut self, heading: &Heading, words: &str, parent: Option<usize>) -> Option<usize> {
        let place = Place::report(heading.prose.span);
        let sections = &self.sections.sections;
        let says = |it: &Expected<'_>, text: &str| !it.any && label::same(&it.words, text);
        let brothers = || sections.iter().enumerate().filter(|(_, it)| it.parent == parent);
        let exact = brothers().find(|(_, it)| says(it, words));
        let is_one = |list: &[Cow<'_, str>]| list.iter().any(|it| label::same(it, words));
        let known = || brothers().find(|(_, it)| is_one(&it.also) || is_one(&it.was));
        let elsewhere = || sections.iter().enumerate().find(|(_, it)| says(it, words));
        let near = || {
            let free = brothers().filter(|(_, it)| !it.any && it.found.is_none());
            let nearest = label::nearest(words, free.clone().map(|(_, it)| it.words.as_ref()))?;
            free.into_iter().find(|(_, it)| it.words == nearest)
        };
        let any = brothers().any(|(_, it)| it.any);
        if let Some((at, it)) = exact.or_else(known) {
            if !says(it, words) && is_one(&it.was) {
                let official = it.words.to_string();
                self.problem(place, ProblemKind::LabelDiffers { official, known: true });
            }
            return self.take_section(at, place);
        }
        if let Some((at, _)) = elsewhere() {
            let after = self.before(at);
            self.problem(place, ProblemKind::MisorderedSection { after });
            return Some(at);
        }
        if any {
            return None;
        }
        match near() {
            Some((at, it)) => {
                let official = it.words.to_string();
                self.problem(place, ProblemKind::LabelDiffers { official, known: false });
                self.take_section(at, place)
            }
            None => {
                self.problem(place, ProblemKind::ExtraSection { nearest: None });
                None
            }
        }
    }

    /// Takes a section for a heading, unless it is taken; one behind a later brother is out of order.
    fn take_section(&mut self, at: usize, place: Place) -> Option<usize> {
        let it = self.sections.sections.get(at)?;
        if let Some(first) = it.found.and_then(|first| self.m.sections.get(first as usize)) {
            let first = Place::report(first.heading.span);
            self.problem(place, ProblemKind::DuplicateName { first });
            return None;
        }
        let parent = it.parent;
        let is_late = self
            .sections
            .sections
            .iter()
            .skip(at + 1)
            .any(|later| later.parent == parent && later.found.is_some());
        if is_late {
            let after = self.before(at);
            self.problem(place, ProblemKind::MisorderedSection { after });
        }
        Some(at)
    }

    /// The words of the section before one.
    fn before(&self, at: usize) -> Option<String> {
        let sections = &self.sections.sections;
        let parent = sections.get(at)?.parent;
        let before = sections.get(..at)?.iter().rfind(|it| it.parent == parent && !it.any);
        before.map(|it| it.words.to_string())
    }

    /// A paragraph (or its first line) that has the words of a section still missing.
    fn heading_without_mark(&mut self, prose: &'a Prose, open: &mut Vec<Open>) {
        if self.m.template.is_none() || prose.span.len() > 200 {
            return;
        }
        let typed = plain_text(prose, self.text(FileId::REPORT));
        let first = typed.lines().next().unwrap_or_default().trim().trim_start_matches('#');
        let words = self.numbering.strip(first).trim_end_matches(['。', '.']);
        let parent = open.last().and_then(|above| above.expected);
        let is_it = |it: &&Expected<'_>| {
            it.found.is_none()
                && !it.any
                && label::same(&it.words, words)
                && (it.parent.is_none() || it.parent == parent)
        };
        let meant = self.sections.sections.iter().enumerate().find(|(_, it)| is_it(it));
        if let Some((at, it)) = meant {
            let (level, official) = (it.level, format!("{} {}", "#".repeat(it.level.into()), first));
            // The headings beneath it are in their place.
            open.retain(|above| above.level < level);
            open.push(Open { level, expected: Some(at), inner: 0 });
            self.problem(Place::report(prose.span), ProblemKind::HeadingWithoutMark { official });
        }
    }

    /// Is a table in the section where the template has it, and behind those before it?
    fn place_table(
        &mut self,
        id: TableId,
        line: crossfoot_source::Span,
        open: &[Open],
        last: &mut Option<TableId>,
    ) {
        let here = self.m.sections.last().map(|section| section.words.clone());
        let Some(home) = self.sections.of_tables.get(&id).copied() else {
            self.sections.of_tables.insert(id, None);
            self.sections.own.extend(here.map(|words| (id, words)));
            return;
        };
        let found =
            home.is_none_or(|home| self.sections.sections.get(home).is_some_and(|it| it.found.is_some()));
        if !found {
            self.sections.early.push((id, line));
        }
        let is_home = !found || home.is_none_or(|home| open.iter().any(|above| above.expected == Some(home)));
        let in_order = last.is_none_or(|last| last < id);
        if !is_home || (home.is_some() && !in_order && self.same_section(*last, id)) {
            self.problem(Place::report(line), ProblemKind::MisorderedTable { table: id });
        }
        *last = Some(id);
    }

    fn same_section(&self, one: Option<TableId>, other: TableId) -> bool {
        let home = |id: TableId| self.sections.of_tables.get(&id).copied();
        one.and_then(home) == home(other)
    }

    /// What the report lacks: sections, prose in them, tables.
    pub(super) fn settle_sections(&mut self) {
        if self.m.template.is_none() || !self.is_report() {
            return;
        }
        let head = self.head_place();
        for (id, line) in std::mem::take(&mut self.sections.early) {
            let home = self.sections.of_tables.get(&id).copied().flatten();
            let section = home.and_then(|home| self.sections.sections.get(home));
            if section.is_some_and(|it| it.found.is_some()) {
                self.problem(Place::report(line), ProblemKind::MisorderedTable { table: id });
            }
        }
        for at in 0..self.sections.sections.len() {
            let Some(it) = self.sections.sections.get(at) else { break };
            if it.any {
                continue;
            }
            let parent_found = it
                .parent
                .is_none_or(|parent| self.sections.sections.get(parent).is_some_and(|it| it.found.is_some()));
            match it.found {
                None if !it.optional && parent_found => {
                    let number = self.numbering.number(it.level, it.number).unwrap_or_default();
                    let words = format!("{number}{}", it.words);
                    self.problem(head, ProblemKind::MissingSection { words });
                }
                Some(found) if !it.has_table && !self.says_something(found) => {
                    let place =
                        self.m.sections.get(found as usize).map_or(head, |it| Place::report(it.heading.span));
                    self.problem(place, ProblemKind::EmptySection);
                }
                _ => {}
            }
        }
        for at in 0..self.m.tables.len() {
            let id = TableId(at as u32);
            let Some(table) = self.m.tables.get(at) else { break };
            if table.is_present() || table.optional {
                continue;
            }
            // Where the section itself is missing, that says enough.
            let home = self.sections.of_tables.get(&id).copied().flatten();
            let section = home.and_then(|home| self.sections.sections.get(home)).map(|it| it.found);
            let place = match section {
                Some(None) => continue,
                Some(Some(found)) => {
                    self.m.sections.get(found as usize).map_or(head, |it| Place::report(it.heading.span))
                }
                None => head,
            };
            self.problem(place, ProblemKind::MissingTable { table: id });
        }
    }

    /// Is there prose under a heading, or under one beneath it?
    fn says_something(&self, section: u32) -> bool {
        let level = self.m.sections.get(section as usize).map_or(0, |it| it.level);
        let mut inside = false;
        for element in &self.m.body {
            match element {
                Element::Heading(at) => {
                    let deeper = self.m.sections.get(*at as usize).is_some_and(|it| it.level > level);
                    inside = *at == section || (inside && deeper);
                }
                Element::Paragraph(_) | Element::Item(_) | Element::Table(_) if inside => return true,
                _ => {}
            }
        }
        false
    }

    /// Where the report begins: its `@report` line.
    pub(super) fn head_place(&self) -> Place {
        let head = self.m.report.tree.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Report(head) => Some(head.line),
            _ => None,
        });
        Place::report(head.unwrap_or_default())
    }
}
