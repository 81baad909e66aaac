//! Names in expressions: tables, rows and columns in their places, figures, fields, functions; units behind a number.

use std::collections::BTreeSet;

use crossfoot_model::{Named, TableId};
use crossfoot_source::{FileId, Span};
use crossfoot_syntax::{
    token::Kind,
    words::{FUNCTION, Function, HeadWord, OperatorWord, PlaceWord, PropertyWord, TERM, TermWord},
};

use super::{
    ItemKind, Items,
    sentence::{Sentence, Start},
};
use crate::reference;

impl Items<'_, '_, '_> {
    /// In an expression. Is the cursor there?
    pub(super) fn in_expression(&mut self, sentence: &Sentence) -> bool {
        let words = sentence.words.as_slice();
        let is_there = match sentence.start {
            Start::Figure => sentence.behind(Kind::Equals).is_some(),
            Start::Cell => words.first().is_some_and(|(kind, _)| *kind == Kind::Equals),
            Start::Head(HeadWord::Check) => {
                if sentence.behind(Kind::Colon).is_none() {
                    self.check_head(sentence);
                    return true;
                }
                true
            }
            Start::Head(HeadWord::Allow | HeadWord::Prior) => true,
            Start::Head(HeadWord::Let | HeadWord::Table | HeadWord::Columns | HeadWord::Rows) => {
                sentence.behind(Kind::Equals).is_some()
            }
            Start::Property(PropertyWord::When) => true,
            _ => false,
        };
        if !is_there {
            return false;
        }
        match sentence.last() {
            Some(Kind::Dot) => self.behind_point(words),
            _ if self.in_brackets(words) => {}
            _ => self.operand(sentence),
        }
        true
    }

    /// Behind the number of a figure in prose: its unit, then `=`. Is the cursor there?
    pub(super) fn in_figure(&mut self, sentence: &Sentence) -> bool {
        if sentence.start != Start::Figure {
            return false;
        }
        let open = self.cursor.before.rfind(['{', '｛']).unwrap_or_default();
        let said = self.cursor.before.get(open..).unwrap_or_default();
        let ends_in_digit = said.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
        let at = Span::at(self.cursor.offset);
        if ends_in_digit {
            let before = self.found.len();
            self.units();
            self.found.iter_mut().skip(before).for_each(|item| item.replace = at);
        } else if said.ends_with([' ', '\u{3000}']) && said.contains(|c: char| c.is_numeric()) {
            let item = self.put(ItemKind::Word, 1, "=", &[]);
            item.insert = String::from("= ");
            item.replace = at;
        }
        true
    }

    /// The units that occur, and that are declared.
    pub(super) fn units(&mut self) {
        let model = self.s.model;
        let units: BTreeSet<_> = model.facts.iter().filter_map(|fact| fact.unit).collect();
        for unit in units {
            self.put(ItemKind::Unit, 1, model.units.name(unit), &[]);
        }
    }

    /// Before the colon of a rule: what it is repeated over.
    fn check_head(&mut self, sentence: &Sentence) {
        let is_chinese = self.lang() == crossfoot_source::Lang::Zh;
        let has_each = sentence.last() == Some(Kind::Each);
        if sentence.last() == Some(Kind::Of) {
            for (at, table) in (0u32..).map(TableId).zip(&self.s.model.tables) {
                self.name(&table.name, Named::Table(at));
            }
            return self.found.iter_mut().for_each(|item| item.insert.clone_from(&item.label));
        }
        if sentence.behind(Kind::Each).is_some() && !has_each {
            return self.place_word(PlaceWord::Of);
        }
        let docs = self.help(PlaceWord::Each.help());
        let dimensions: Vec<String> =
            self.s.model.dimensions.iter().map(|it| reference::step(&it.name).into_owned()).collect();
        for (english, chinese) in [TermWord::Row, TermWord::Column, TermWord::Cell]
            .map(|it| (it.english().to_owned(), it.chinese().to_owned()))
            .into_iter()
            .chain(dimensions.into_iter().map(|name| (name.clone(), name)))
        {
            let (each_en, each_zh) =
                if has_each { ("", "") } else { ("for each ", PlaceWord::Each.chinese()) };
            let (first, second) = (format!("{each_zh}{chinese}"), format!("{each_en}{english}"));
            let (first, second) = if is_chinese { (first, second) } else { (second, first) };
            self.put(ItemKind::Word, 1, &first, &[]).docs = docs.clone();
            if first != second {
                self.put(ItemKind::Word, 2, &second, &[]).docs = docs.clone();
            }
        }
    }

    fn place_word(&mut self, word: PlaceWord) {
        let docs = self.help(word.help());
        self.word(1, (word.english(), word.chinese()), &docs);
    }

    /// Where a figure may be named.
    fn operand(&mut self, sentence: &Sentence) {
        let behind_operand = matches!(
            sentence.last(),
            Some(
                Kind::Name
                    | Kind::Quoted
                    | Kind::Number
                    | Kind::CloseBracket
                    | Kind::CloseParen
                    | Kind::NotApplicable
            )
        );
        if behind_operand {
            return self.behind_operand(sentence);
        }
        if sentence.start != Start::Head(HeadWord::Allow) {
            self.brothers(sentence);
        }
        let mut names: Vec<(String, Named)> = self
            .s
            .model
            .names()
            .filter(|(name, ..)| self.s.model.named(name, FileId::REPORT).is_some())
            .map(|(name, named, _)| (name.to_owned(), named))
            .collect();
        names.sort_by(|(a, named), (b, other)| (rank(*named), a).cmp(&(rank(*other), b)));
        for (name, named) in names {
            self.name(&name, named);
        }
        if sentence.start == Start::Head(HeadWord::Allow) {
            return;
        }
        let functions: BTreeSet<Function> = FUNCTION.iter().map(|(_, it)| *it).collect();
        let is_chinese = self.lang() == crossfoot_source::Lang::Zh;
        for it in functions {
            let docs = self.help(it.help());
            let words = [it.chinese(), it.english()];
            for (rank, word) in
                [(7 - u8::from(is_chinese), it.chinese()), (6 + u8::from(is_chinese), it.english())]
            {
                let item = self.put(ItemKind::Function, rank, word, &words);
                item.docs = docs.clone();
                item.insert = format!("{word}($1)$0");
                item.is_snippet = true;
            }
        }
        let terms: BTreeSet<TermWord> = TERM.iter().map(|(_, it)| *it).collect();
        for it in terms {
            let docs = self.help(it.help());
            self.word(8, (it.english(), it.chinese()), &docs);
        }
    }

    /// Operators; in a figure how it prints.
    fn behind_operand(&mut self, sentence: &Sentence) {
        if sentence.start == Start::Figure {
            self.place_word(PlaceWord::As);
        }
        use OperatorWord::{And, Else, In, Is, Not, Or, Within};
        for it in [And, Or, Else, Within, Is, In, Not] {
            let docs = self.help(it.help());
            self.word(2, (it.english(), it.chinese()), &docs);
        }
    }

    fn name(&mut self, name: &str, named: Named) {
        let model = self.s.model;
        let written = match named {
            Named::Table(_) => name.split('.').map(reference::step).collect::<Vec<_>>().join("."),
            _ => reference::step(name).into_owned(),
        };
        let (kind, detail) = match named {
            Named::Figure(fact) => (ItemKind::Figure, crossfoot_model::print::fact(model, fact)),
            Named::Let(at) => {
                let said = model.let_of(at).map(|(it, file)| it.expr.span.of(model.text_of(file)).to_owned());
                (ItemKind::Let, said.unwrap_or_default())
            }
            Named::Field(at) => {
                let label = model.head.fields.get(at as usize).map(|field| field.label.to_string());
                (ItemKind::Field, label.unwrap_or_default())
            }
            Named::Dimension(_) => (ItemKind::Dimension, String::new()),
            Named::Table(id) => {
                (ItemKind::Table, model.table(id).map(|table| table.label.to_string()).unwrap_or_default())
            }
        };
        let item = self.put(
            kind,
            rank(named),
            &written,
            &[&detail].map(|it| if kind == ItemKind::Let { "" } else { it }),
        );
        item.detail = detail;
        if kind == ItemKind::Table {
            item.insert.push('[');
        }
    }
}

/// In what order names are listed: figures first.
const fn rank(named: Named) -> u8 {
    match named {
        Named::Table(_) => 1,
        Named::Figure(_) => 2,
        Named::Let(_) => 3,
        Named::Field(_) => 4,
        Named::Dimension(_) => 5,
    }
}
