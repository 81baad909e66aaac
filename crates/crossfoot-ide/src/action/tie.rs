//! A number in prose tied to the cell that says the same.

use std::collections::HashSet;

use crossfoot_figure::{Decimal, UnitId, read_number};
use crossfoot_model::{FactId, Given, Home, Model, Val, axis_of, label, place};
use crossfoot_source::{Edit, Message, Span};
use crossfoot_syntax::{
    ast::{BlockKind, Form, Piece, Prose},
    words::{self, SCALE},
};

use super::{ActionId, ActionKind, Actions};
use crate::{Snapshot, reference};

/// So many cells are offered.
const MOST: usize = 4;

/// So many cells that say the same are looked at: 0 may stand in very many.
const MOST_EQUAL: usize = 1000;

impl Actions<'_, '_, '_> {
    /// Offers the cells that say the same as the number that is asked about, first those whose headers have most in
    /// common with the sentence.
    pub(super) fn ties(&mut self) {
        let Some(number) = number_at(self.s, self.range) else { return };
        let sentence = pairs(sentence(self.s.text(), number.span));
        let model = self.s.model;
        let mut cells: Vec<(usize, bool, FactId)> = Vec::new();
        for (fact, it) in (0u32..).map(FactId).zip(&model.facts) {
            let Home::Cell(table, row, column) = it.home else { continue };
            if !matches!(it.given, Given::Stated | Given::Computed) || !number.says(model, fact, it.unit) {
                continue;
            }
            if cells.len() == MOST_EQUAL {
                break;
            }
            let (words, is_total) = headers(model, table, row, column);
            let shared = pairs(&words).intersection(&sentence).count();
            cells.push((shared, is_total, fact));
        }
        // 0 says nothing by itself.
        cells.retain(|(shared, ..)| *shared > 0 || !number.value.value.is_zero());
        cells.sort_by_key(|(shared, is_total, fact)| (std::cmp::Reverse((*shared, *is_total)), *fact));
        for (_, _, cell) in cells.into_iter().take(MOST) {
            if edits(self.s, number.span, cell).is_none() {
                continue;
            }
            let name = place::fact(model, cell);
            let title = Message::new(format!("Tie to {}", name.en), format!("与{}关联", name.zh));
            self.put(ActionKind::Refactor, ActionId::Tie { number: number.span, cell }, &title);
        }
    }
}

/// A number in prose that is tied to nothing.
struct Bare<'t> {
    /// All of it: with its unit, or the whole figure.
    span: Span,
    value: Decimal,
    /// What stands behind it: its unit, if it has one.
    behind: &'t str,
}

impl Bare<'_> {
    /// Does a cell say the same, in the same unit?
    fn says(&self, model: &Model<'_>, fact: FactId, unit: Option<UnitId>) -> bool {
        let Val::Number(cell) = model.value(fact) else { return false };
        let factor = match unit {
            Some(unit) if unit_length(self.behind, model.units.name(unit)).is_some() => {
                model.units.scale(unit)
            }
            None if !self.behind.starts_with(char::is_alphabetic) => crossfoot_figure::Exact::ONE,
            _ => return false,
        };
        let off = if self.value.scaled { self.value.half_unit().ok() } else { None };
        let sides = self.value.value.mul(factor).and_then(|value| value.sub(cell.value));
        let allowed = off.and_then(|off| off.mul(factor).ok()).unwrap_or(crossfoot_figure::Exact::ZERO);
        sides.is_ok_and(|apart| apart.abs() <= allowed)
    }
}

/// The number in prose that a range touches, with the unit of some cell behind it. Years, dates, ordinals and the
/// numbers of documents are none.
fn number_at<'a>(s: &Snapshot<'_, 'a>, range: Span) -> Option<Bare<'a>> {
    let blocks = &s.model.report.tree.blocks;
    blocks.iter().filter(|block| block.span.start <= range.end && range.start <= block.span.end).find_map(
        |block| match &block.kind {
            BlockKind::Paragraph(prose) | BlockKind::Item(prose) | BlockKind::Footnote { prose, .. } => {
                in_pieces(s, prose, &prose.pieces, range)
            }
            _ => None,
        },
    )
}

fn in_pieces<'a>(s: &Snapshot<'_, 'a>, prose: &Prose, pieces: &[Piece], range: Span) -> Option<Bare<'a>> {
    let touches = |span: Span| span.start <= range.end && range.start <= span.end;
    pieces.iter().find_map(|piece| match piece {
        Piece::Text(span) if touches(*span) => in_text(s, prose, *span, range),
        Piece::Strong { pieces, span } if touches(*span) => in_pieces(s, prose, pieces, range),
        Piece::Figure(figure) if touches(figure.span) && figure.equals.is_none() => {
            let Form::Number(number) = &figure.value.as_ref()?.form else { return None };
            if number.hedge.is_some()
                || number.direction.is_some()
                || number.negative
                || number.currency.is_some()
            {
                return None;
            }
            let scale = number.scale.map(|(scale, _)| scale);
            let value = read_number(number.digits.of(s.text()), scale).ok()?;
            let behind = number.unit.map_or("", |unit| unit.of(s.text()));
            Some(Bare { span: figure.span, value, behind })
        }
        _ => None,
    })
}

fn in_text<'a>(s: &Snapshot<'_, 'a>, prose: &Prose, piece: Span, range: Span) -> Option<Bare<'a>> {
    let text = s.text();
    let typed = piece.of(text);
    let is_of_it = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let mut from = 0;
    while let Some(at) = typed.get(from..)?.find(|c: char| c.is_ascii_digit()).map(|at| at + from) {
        let run = typed.get(at..)?;
        let digits = run.get(..run.find(|c| !is_of_it(c)).unwrap_or(run.len()))?;
        from = at + digits.len();
        let digits = digits.trim_end_matches([',', '.']);
        let span = Span::new(piece.start + at as u32, piece.start + (at + digits.len()) as u32);
        if span.start > range.end || span.end < range.start {
            continue;
        }
        let before = text.get(prose.span.start as usize..span.start as usize)?;
        let behind = text.get(span.end as usize..piece.end as usize)?;
        if !counts(before, digits, behind) {
            return None;
        }
        let scale = words::begins(SCALE, behind.trim_start());
        let after_scale = match scale {
            Some((_, length)) => behind.trim_start().get(length..)?,
            None => behind,
        };
        let value = read_number(digits, scale.map(|(scale, _)| scale)).ok()?;
        let unit_at = after_scale.trim_start_matches(' ');
        let end = piece.end - after_scale.len() as u32;
        let gap = (after_scale.len() - unit_at.len()) as u32;
        let unit = s
            .model
            .facts
            .iter()
            .filter_map(|fact| unit_length(unit_at, s.model.units.name(fact.unit?)))
            .max();
        let end = unit.map_or(end, |length| end + gap + length as u32);
        return Some(Bare { span: Span::new(span.start, end), value, behind: unit_at });
    }
    None
}

/// Is it a number of something, rather than a year, a date, an ordinal or the number of a document?
fn counts(before: &str, digits: &str, behind: &str) -> bool {
    let is_first = before.trim().is_empty();
    let joins = |c: char| c.is_ascii_alphanumeric() || "-–/.:：〔[（(#第_".contains(c);
    let is_joined = before.ends_with(joins)
        || behind.starts_with(['-', '–', '/', ':', '〕', ']', '_'])
        || before.trim_end().to_ascii_lowercase().ends_with("no.");
    let is_point = is_first && behind.starts_with(['.', '、', '．', ')', '）']);
    let dates = ["年", "月", "日", "号", "届", "世纪", "时", "点", "st", "nd", "rd", "th"];
    let is_date =
        dates.iter().any(|word| behind.starts_with(word)) || is_month(behind) || is_month_before(before);
    let is_year = digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && !behind.trim_start().starts_with(char::is_alphabetic);
    !is_joined && !is_point && !is_date && !is_year
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_month(behind: &str) -> bool {
    let word: String = behind.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && MONTHS.iter().any(|month| word.to_ascii_lowercase().starts_with(month))
}

fn is_month_before(before: &str) -> bool {
    let word: String = before.trim_end().chars().rev().take_while(char::is_ascii_alphabetic).collect();
    let word: String = word.chars().rev().collect();
    before.ends_with(' ') && is_month(&word)
}

/// How long the unit is with which a text begins, in the singular or the plural.
fn unit_length(text: &str, unit: &str) -> Option<usize> {
    if unit.is_empty() {
        return None;
    }
    if !unit.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return text.starts_with(unit).then_some(unit.len());
    }
    let stem = unit.trim_end_matches('s');
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && c != ' ').unwrap_or(text.len());
    [format!("{stem}s"), format!("{stem}es"), stem.to_owned()]
        .into_iter()
        .filter(|form| text.starts_with(form.as_str()) && form.len() <= end)
        .find(|form| {
            !text.get(form.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
        .map(|form| form.len())
}

/// The sentence around a number.
fn sentence(text: &str, number: Span) -> &str {
    let ends = ['。', '！', '？', '；', '\n', '\r'];
    let from = text.get(..number.start as usize).unwrap_or_default();
    let from = from.rfind(ends).or_else(|| from.rfind(". ")).map_or(0, |at| at + 1);
    let rest = text.get(number.end as usize..).unwrap_or_default();
    let to = rest.find(ends).or_else(|| rest.find(". ")).unwrap_or(rest.len());
    let to = number.end as usize + to;
    // The end of a Chinese sentence is three bytes long.
    text.get(from..to).or_else(|| text.get(from + 2..to)).unwrap_or_default()
}

/// The words of a cell's headers, and is it a total?
fn headers(
    model: &Model<'_>,
    id: crossfoot_model::TableId,
    row: crossfoot_model::NodeId,
    column: crossfoot_model::NodeId,
) -> (String, bool) {
    let Some(table) = model.table(id) else { return (String::new(), false) };
    let mut words = format!("{} {}", table.name, table.label);
    let mut totals = 0;
    for (side, node) in [(crossfoot_model::Side::Rows, row), (crossfoot_model::Side::Columns, column)] {
        let axis = axis_of(table, side);
        totals += u32::from(axis.node(node).is_some_and(|node| node.is_total));
        for above in axis.ancestors(node).filter_map(|id| axis.node(id)) {
            words.push_str(&format!(" {} {}", above.name, above.label));
        }
    }
    (words, totals > 0)
}

/// The pairs of letters that stand side by side, and of Latin text its words: what two texts have in common is seen from
/// them in any language.
fn pairs(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        let word = label::squash(word);
        if word.is_ascii() {
            if word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                found.insert(word.trim_end_matches('s').to_owned());
            }
            continue;
        }
        let letters: Vec<char> = word.chars().filter(|c| !c.is_ascii()).collect();
        found.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
    }
    found
}

/// `5件` becomes `{5件 = T[row, column]}`, `{5件}` becomes `{5件 = T[row, column]}`.
pub(super) fn edits(s: &Snapshot<'_, '_>, number: Span, cell: FactId) -> Option<Vec<Edit>> {
    let reference = reference::to_fact(s.model, cell)?;
    let typed = number.of(s.text());
    let inside = typed.trim_end_matches(['}', '｝']);
    if typed.starts_with(['{', '｛']) {
        let at = number.start + inside.trim_end().len() as u32;
        return (inside.len() < typed.len())
            .then(|| vec![Edit { span: Span::at(at), text: format!(" = {reference}") }]);
    }
    Some(vec![
        Edit { span: Span::at(number.start), text: String::from("{") },
        Edit { span: Span::at(number.end), text: format!(" = {reference}}}") },
    ])
}
