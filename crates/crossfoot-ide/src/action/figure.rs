//! A figure named, worked out instead of stated, and stated instead of worked out.

use crossfoot_model::{Fact, FactId, Given, Home, Val, label, print};
use crossfoot_source::{Edit, FileId, Message, Span};
use crossfoot_syntax::{
    ast::{Form, Number},
    is_name,
    words::PlaceWord,
};

use super::{ActionId, ActionKind, Actions, is_chinese};
use crate::Snapshot;

impl Actions<'_, '_, '_> {
    /// What can be done about the figure that is asked about.
    pub(super) fn figures(&mut self) {
        let by_place = &self.s.model.graph.by_place;
        let from = by_place.partition_point(|(start, _)| *start < self.range.start).saturating_sub(1);
        for (start, fact) in by_place.get(from..).unwrap_or_default() {
            if *start > self.range.end {
                break;
            }
            let is_here = self.s.model.fact(*fact).is_some_and(|it| {
                it.place.file == FileId::REPORT && !it.place.span.is_empty() && self.touches(it.place.span)
            });
            if is_here {
                self.figure(*fact);
                // One at a time: over many the list would be long.
                break;
            }
        }
    }

    fn figure(&mut self, fact: FactId) {
        let s = self.s;
        let kind = ActionKind::Refactor;
        if name(s, fact).is_some() {
            self.put(kind, ActionId::Name(fact), &Message::new("Give this figure a name", "给这个数起名"));
        }
        if compute(s, fact).is_some() {
            let title = Message::new("Let this figure be worked out", "改为由程序算出");
            self.put(kind, ActionId::Compute(fact), &title);
        }
        if state(s, fact).is_some() {
            let title = Message::new("State this figure, and have it checked", "写上这个数，由程序核对");
            self.put(kind, ActionId::State(fact), &title);
        }
    }
}

/// `{5 people}` becomes `{people: 5 people}`: the name is the word before it, if that is free.
pub(super) fn name(s: &Snapshot<'_, '_>, fact: FactId) -> Option<Edit> {
    let it = s.model.fact(fact)?;
    let figure = it.figure.filter(|_| it.home == Home::Prose(None))?;
    let open = figure.span.of(s.text()).chars().next().filter(|c| matches!(c, '{' | '｛'))?;
    let at = figure.span.start + open.len_utf8() as u32;
    let before = s.text().get(..figure.span.start as usize)?;
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let is_free = |name: &str| {
        is_name(name)
            && !name.starts_with(|c: char| c.is_numeric())
            && s.model.named(&label::name(name), FileId::REPORT).is_none()
    };
    let word = word_before(line).filter(|word| is_free(word));
    let stem = if is_chinese(s) { "数" } else { "figure" };
    let numbered = (1..1000).map(|n| format!("{stem}{n}")).find(|name| is_free(name));
    Some(Edit { span: Span::at(at), text: format!("{}: ", word.or(numbered)?) })
}

/// The last word of a line: of Chinese text its last four characters at most.
fn word_before(line: &str) -> Option<String> {
    let line = line.trim_end();
    let last = line.chars().next_back()?;
    let is_of_it = |c: &char| {
        if last.is_ascii() {
            c.is_ascii_alphabetic() || *c == '_'
        } else {
            c.is_alphabetic() && !c.is_ascii()
        }
    };
    let most = if last.is_ascii() { 40 } else { 4 };
    let mut word: Vec<char> = line.chars().rev().take_while(is_of_it).take(most).collect();
    word.reverse();
    (word.len() > 1).then(|| word.into_iter().collect())
}

/// Something says what it is: `5` becomes `=`, `{5件 = x}` becomes `{= x as 0件}`.
pub(super) fn compute(s: &Snapshot<'_, '_>, fact: FactId) -> Option<Edit> {
    let it = s.model.fact(fact).filter(|it| it.given == Given::Stated)?;
    match (it.home, it.figure) {
        (Home::Cell(..), figure) => {
            let is_said = s
                .model
                .graph
                .constraints
                .iter()
                .any(|constraint| constraint.target == Some(fact) && is_formula(s, constraint));
            let value = figure.and_then(|figure| figure.value.as_ref());
            // A note would be lost.
            let is_plain = value.is_none_or(|value| value.note.is_none() && value.footnotes.is_empty());
            let expr = figure.and_then(|figure| figure.expr.as_ref()).map(|expr| expr.span.of(s.text()));
            let text = expr.map_or_else(|| String::from("="), |expr| format!("= {expr}"));
            (is_said && is_plain).then_some(Edit { span: it.place.span, text })
        }
        (Home::Prose(_), Some(figure)) => {
            let value =
                figure.value.as_ref().filter(|value| value.note.is_none() && value.footnotes.is_empty())?;
            let Form::Number(number) = &value.form else { return None };
            let expr = figure.expr.as_ref()?;
            let format = format_of(s, number)?;
            let word = if is_chinese(s) { PlaceWord::As.chinese() } else { PlaceWord::As.english() };
            let span = Span::new(value.span.start, expr.span.end);
            Some(Edit { span, text: format!("= {} {word} {format}", expr.span.of(s.text())) })
        }
        _ => None,
    }
}

fn is_formula(s: &Snapshot<'_, '_>, constraint: &crossfoot_model::Constraint) -> bool {
    use crossfoot_model::StatementKind::{CellFormula, Formula, TableFormula};
    let kind = s.model.statements.get(constraint.statement.at()).map(|statement| statement.kind);
    matches!(kind, Some(Formula(..) | TableFormula | CellFormula(_)))
}

/// How a number is written, behind `as`: `0.0万元`. A hedge, a direction or a currency in front cannot be.
fn format_of(s: &Snapshot<'_, '_>, number: &Number) -> Option<String> {
    if number.hedge.is_some() || number.direction.is_some() || number.currency.is_some() || number.bracketed {
        return None;
    }
    let digits = number.digits.of(s.text());
    let decimals = crossfoot_figure::read_number(digits, None).ok()?.decimals;
    let behind = Span::new(number.digits.end, number.span.end).of(s.text());
    let zeros = "0".repeat(decimals.into());
    Some(if decimals == 0 { format!("0{behind}") } else { format!("0.{zeros}{behind}") })
}

/// `=` becomes `5`, `{= x as 0件}` becomes `{5件 = x}`.
pub(super) fn state(s: &Snapshot<'_, '_>, fact: FactId) -> Option<Edit> {
    let it = s.model.fact(fact).filter(|it| it.given == Given::Computed && !it.place.span.is_empty())?;
    if !matches!(s.model.value(fact), Val::Number(_)) {
        return None;
    }
    let value = print::fact(s.model, fact);
    match (it.home, it.figure) {
        (Home::Cell(..), figure) => {
            let expr = figure.and_then(|figure| figure.expr.as_ref()).map(|expr| expr.span.of(s.text()));
            let text = expr.map_or_else(|| value.clone(), |expr| format!("{value} = {expr}"));
            Some(Edit { span: it.place.span, text })
        }
        (Home::Prose(_), Some(figure)) => stated_in_prose(s, it, &value, figure),
        _ => None,
    }
}

fn stated_in_prose(
    s: &Snapshot<'_, '_>,
    fact: &Fact<'_>,
    value: &str,
    figure: &crossfoot_syntax::ast::Figure,
) -> Option<Edit> {
    let (equals, expr) = (figure.equals?, figure.expr.as_ref()?);
    let typed = fact.place.span.of(s.text());
    let end = fact.place.span.start + typed.trim_end_matches(['}', '｝']).len() as u32;
    Some(Edit { span: Span::new(equals.start, end), text: format!("{value} = {}", expr.span.of(s.text())) })
}
