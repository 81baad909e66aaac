//! Words of the language: behind `@` those that can stand there, and what can stand behind some of them.

use std::collections::BTreeSet;

use crossfoot_model::Found;
use crossfoot_source::FileId;
use crossfoot_syntax::{
    PropertyPlace,
    words::{
        BlankWord, HeadWord, MeasureWord, PROPERTY, PlaceWord, PropertyWord, SeverityWord, head, property,
    },
};

use super::{
    ItemKind, Items,
    sentence::{Sentence, Start},
};
use crate::{lines::lines_as_in, missing};

/// Where on a line a word behind `@` stands.
enum Here {
    /// In column 0.
    Front,
    /// Beneath something.
    Beneath(PropertyPlace),
    /// Behind a declaration on its line.
    Behind,
}

impl Items<'_, '_, '_> {
    /// Behind `@`. Is the cursor there?
    pub(super) fn at_word(&mut self) -> bool {
        let before = self.cursor.before;
        let Some(mark) = before.strip_suffix(self.cursor.word.of(self.s.text())) else { return false };
        let Some(front) = mark.strip_suffix(['@', '＠']) else { return false };
        let here = match front {
            "" => Here::Front,
            _ if front.trim().is_empty() => match self.above() {
                Some(place) => Here::Beneath(place),
                None => return true,
            },
            _ if front.ends_with([' ', '\t', '\u{3000}']) && self.is_declaration() => Here::Behind,
            _ => return false,
        };
        for it in self.heads(&here) {
            let docs = self.help(it.help());
            self.word(1, (it.english(), it.chinese()), &docs);
        }
        let all: BTreeSet<PropertyWord> = PROPERTY.iter().map(|(_, word)| *word).collect();
        for it in all.into_iter().filter(|it| takes(&here, *it)) {
            let docs = self.help(it.help());
            self.word(1, (it.english(), it.chinese()), &docs);
        }
        if matches!(here, Here::Front) {
            self.missing_tables(true);
        }
        true
    }

    /// The words that can head what is beneath.
    fn heads(&self, here: &Here) -> Vec<HeadWord> {
        use HeadWord::{
            Allow, Check, Columns, Dimension, Field, Import, Let, Numbering, Panel, Prior, Report, Rows,
            Table, Template, Units,
        };
        let has_head = self.has_head(Report) || self.has_head(Template);
        match here {
            Here::Front if !has_head => vec![Report, Template],
            Here::Front if self.s.model.is_report() => {
                vec![Table, Check, Let, Allow, Dimension, Import, Units, Prior, Numbering]
            }
            Here::Front => vec![Table, Check, Let, Field, Units, Numbering, Dimension, Import, Prior, Allow],
            Here::Beneath(PropertyPlace::Table) => vec![Columns, Rows, Panel, Check, Let, Allow],
            Here::Beneath(PropertyPlace::Panel) => vec![Columns, Rows, Check, Let, Allow],
            Here::Beneath(PropertyPlace::Report) => vec![Prior],
            _ => Vec::new(),
        }
    }

    /// What the cursor's line stands beneath, by its indentation: the nearest line that is less far in, but for the
    /// lines of blocks that declare.
    fn above(&self) -> Option<PropertyPlace> {
        use PropertyPlace::{
            Check, Declaration, Heading, Import, Let, Mark, Panel, Report, Row, Table, Template,
        };
        let mut indent = self.cursor.indent().chars().count();
        let mut nearest = None;
        for line in self.lines_above() {
            let bare = line.trim_start();
            let own = line.chars().count() - bare.chars().count();
            if bare.is_empty() || indent == 0 {
                break;
            }
            if bare.starts_with("//") || own >= indent {
                continue;
            }
            indent = own;
            let place = match first_word(bare) {
                Some(HeadWord::Columns | HeadWord::Rows | HeadWord::Dimension | HeadWord::Field) => {
                    return Some(Declaration);
                }
                Some(HeadWord::Numbering) => return Some(Mark),
                Some(HeadWord::Allow | HeadWord::Prior | HeadWord::Units) => return None,
                Some(HeadWord::Report) => Report,
                Some(HeadWord::Template) => Template,
                Some(HeadWord::Table) => Table,
                Some(HeadWord::Panel) => Panel,
                Some(HeadWord::Check) => Check,
                Some(HeadWord::Let) => Let,
                Some(HeadWord::Import) => Import,
                None if bare.starts_with(['#', '＃']) => Heading,
                None => Row,
            };
            nearest = nearest.or(Some(place));
        }
        nearest
    }

    /// The lines above that of the cursor, the nearest first.
    fn lines_above(&self) -> impl Iterator<Item = &str> {
        self.s.text().get(..self.cursor.line as usize).unwrap_or_default().lines().rev()
    }

    /// Does the cursor's line declare rows, columns or members?
    fn is_declaration(&self) -> bool {
        match first_word(self.cursor.before.trim_start()) {
            Some(word) => matches!(word, HeadWord::Columns | HeadWord::Field | HeadWord::Dimension),
            None => matches!(self.above(), Some(PropertyPlace::Declaration | PropertyPlace::Mark)),
        }
    }

    /// Behind a word that takes one of a few. Is the cursor there?
    pub(super) fn after_word(&mut self, sentence: &Sentence) -> bool {
        if let Some(typed) = behind(self.cursor.before, PropertyWord::Follows) {
            self.templates(typed);
            return true;
        }
        match sentence.start {
            Start::Property(PropertyWord::Unit) => {
                self.units();
                for it in [MeasureWord::Text, MeasureWord::Date] {
                    self.word(3, (it.english(), it.chinese()), "");
                }
            }
            Start::Property(PropertyWord::Status) => {
                for it in [PlaceWord::Draft, PlaceWord::Final] {
                    let docs = self.help(it.help());
                    self.word(1, (it.english(), it.chinese()), &docs);
                }
            }
            Start::Property(PropertyWord::Blank) => {
                for it in [BlankWord::Error, BlankWord::Zero, BlankWord::Unknown, BlankWord::Na] {
                    self.word(1, (it.english(), it.chinese()), "");
                }
            }
            Start::Property(PropertyWord::Severity) => {
                for it in [SeverityWord::Error, SeverityWord::Warning, SeverityWord::Hint, SeverityWord::Off]
                {
                    self.word(1, (it.english(), it.chinese()), "");
                }
            }
            Start::Head(HeadWord::Allow)
                if sentence.behind(crossfoot_syntax::token::Kind::AtFigure).is_none() =>
            {
                self.rules(sentence);
            }
            Start::Head(HeadWord::Table) if sentence.words.is_empty() => {
                self.missing_tables(false);
            }
            Start::Cell if first_word(self.cursor.before.trim_start()) == Some(HeadWord::Columns) => {
                self.columns();
            }
            _ => return false,
        }
        true
    }

    /// Those that ship with the program.
    fn templates(&mut self, typed: &str) {
        let from = self.cursor.offset - typed.len() as u32;
        for template in crossfoot_templates::ALL {
            let item = self.put(ItemKind::Template, 1, template.name, &[template.title]);
            item.detail = template.title.to_owned();
            item.replace.start = from;
        }
    }

    /// The report's and the template's own rules, then those of the checker. What stands behind `@allow` may have `-`
    /// and `#` in it.
    fn rules(&mut self, sentence: &Sentence) {
        if !sentence.words.is_empty() {
            // A rule is named already.
            return self.word(1, (PlaceWord::At.english(), PlaceWord::At.chinese()), "");
        }
        let mut own: Vec<&str> = Vec::new();
        for statement in &self.s.model.statements {
            if !statement.name.is_empty() && !own.contains(&statement.name.as_ref()) {
                own.push(&statement.name);
            }
        }
        for name in own {
            self.put(ItemKind::Rule, 1, name, &[]);
        }
        for rule in crossfoot_check::RULES {
            let docs = rule.summary(self.s.lang);
            self.put(ItemKind::Rule, 2, rule.name, &[]).docs = docs.to_owned();
        }
    }

    /// The tables of the template that are not there yet, each as a whole: with the word that heads it, or from its
    /// name on.
    fn missing_tables(&mut self, with_word: bool) {
        let is_chinese = self.lang() == crossfoot_source::Lang::Zh;
        let word = if is_chinese { HeadWord::Table.chinese() } else { HeadWord::Table.english() };
        for (id, _) in missing::tables(self.s.model) {
            let table = self.s.model.table(id).filter(|table| !table.is_present());
            let Some((table, text)) = table.zip(crossfoot_format::table(self.s.model, id)) else { continue };
            let (name, detail) = (table.name.to_string(), table.label.to_string());
            let text = lines_as_in(self.s.text(), text.trim_end());
            let begin = if with_word { Some('@'.len_utf8()) } else { text.find(&name) };
            let whole = super::form::snippet(begin.and_then(|at| text.get(at..)).unwrap_or(&text));
            let label = if with_word { format!("{word} {name}") } else { name.clone() };
            let item = self.put(ItemKind::Table, 0, &label, &["table", &name]);
            item.detail = detail;
            item.is_snippet = true;
            item.insert = whole;
        }
    }

    /// The columns that the line over the cells does not name yet, as it names them.
    fn columns(&mut self) {
        let model = self.s.model;
        let Some(table) = self.table_here().and_then(|id| model.table(id)) else { return };
        let named: Vec<&str> = self.cursor.before.split(['|', '｜']).map(str::trim).collect();
        for (node, it) in table.columns.slots() {
            let name = crossfoot_model::place::short_name(&table.columns, node);
            let is_listed = named.iter().any(|typed| {
                table.listed_column(typed, &model.dimensions, Some(it.panel)) == Found::Node(node)
            });
            if it.place.file == FileId::TEMPLATE && !is_listed {
                self.put(ItemKind::Column, 1, &name, &[&it.label]).detail = it.label.to_string();
            }
        }
    }
}

/// The word that heads a line.
fn first_word(line: &str) -> Option<HeadWord> {
    let behind = line.strip_prefix(['@', '＠'])?;
    let end = behind.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(behind.len());
    head(behind.get(..end)?)
}

/// What is typed behind a word that takes the rest of its line.
fn behind(line: &str, word: PropertyWord) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(['@', '＠'])?;
    let end = rest.find([' ', '\t', '\u{3000}'])?;
    let (typed, rest) = rest.split_at_checked(end)?;
    (property(typed) == Some(word)).then(|| rest.trim_start())
}

fn takes(here: &Here, word: PropertyWord) -> bool {
    match here {
        Here::Front => false,
        Here::Beneath(place) => place.takes(word),
        Here::Behind => PropertyPlace::Declaration.takes(word),
    }
}
