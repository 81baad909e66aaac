//! From what is typed in a cell or in braces to a value.

use crossfoot_figure::{Class, Date, Exact, QUnit, Quantity, Stated, Unreadable};
use crossfoot_source::{FileId, Place, Span};
use crossfoot_syntax::{
    ast::{Cell, Figure, Form, Number, Value},
    words::{BlankWord, RelOp},
};

use super::{Builder, cells::Policy};
use crate::{
    label,
    problem::ProblemKind,
    report::*,
    value::{Val, Why},
};

impl Policy<'_> {
    /// What holds for a figure in prose: nothing around it says more.
    pub(super) fn of_prose() -> Self {
        Self { unit: None, other_unit: None, blank: BlankWord::Error, accept: None, of_template: false }
    }
}

impl<'a> Builder<'a> {
    /// A cell as it is typed.
    pub(super) fn add_cell(&mut self, home: Home, cell: &'a Cell, policy: Policy<'a>) {
        let place = Place::report(cell.span());
        let id = match cell {
            Cell::Blank(span) => return self.add_blank(home, Place::report(*span), policy),
            Cell::Computed(_) => {
                let fact = Fact::new(home, Given::Computed, place, policy.unit);
                self.add_fact(fact, Val::Absent(Why::NotThere))
            }
            Cell::Digits(span) => {
                let id = self.next_fact();
                let value = self.digits(id, *span, policy);
                let fact = Fact::new(home, Given::Stated, place, policy.unit);
                self.add_fact(fact, value)
            }
            Cell::Figure(figure) => {
                let id = match &figure.value {
                    Some(value) => self.add_stated(home, place, figure, value, policy),
                    None => {
                        let fact = Fact {
                            home,
                            given: Given::Computed,
                            place,
                            figure: Some(figure),
                            unit: policy.unit,
                            decimals: 0,
                            grouped: false,
                        };
                        self.add_fact(fact, Val::Absent(Why::NotThere))
                    }
                };
                if figure.equals.is_some() {
                    self.ties.push(id);
                }
                id
            }
        };
        if let Some(other) = policy.other_unit {
            self.problem(place, ProblemKind::TwoUnits { fact: id, other });
        }
        self.m.graph.by_place.push((cell.span().start, id));
    }

    fn next_fact(&self) -> FactId {
        FactId(self.m.facts.len() as u32)
    }

    /// Plain digits, by far the most frequent cell.
    fn digits(&mut self, id: FactId, span: Span, policy: Policy<'a>) -> Val {
        let text = span.of(self.text(FileId::REPORT));
        match policy.unit.map(|unit| self.m.units.class(unit)) {
            Some(Class::Text) => return Val::Text,
            Some(Class::Date) => return self.accepted(id, text, Place::report(span), policy),
            _ => {}
        }
        match self.plain(text, policy) {
            Val::Unusable => {
                self.problem(Place::report(span), ProblemKind::Overflow { constraint: None });
                Val::Unusable
            }
            value => value,
        }
    }

    /// A number without anything round it, under the unit of its place.
    fn plain(&self, digits: &str, policy: Policy<'a>) -> Val {
        if let Some(count) = policy.unit.filter(|unit| self.m.units.is_exact(*unit)).zip(small(digits)) {
            return Val::Number(Quantity::point(Exact::from_int(count.1), QUnit::Of(count.0)));
        }
        let quantity = Stated::digits(Span::new(0, digits.len() as u32), digits)
            .ok()
            .and_then(|stated| stated.quantity(policy.unit, &self.m.units).ok());
        quantity.map_or(Val::Unusable, Val::Number)
    }

    /// An empty cell: what that is, its table says.
    pub(super) fn add_blank(&mut self, home: Home, place: Place, policy: Policy<'a>) {
        let id = self.next_fact();
        let value = match policy.blank {
            BlankWord::Zero => self.plain("0", policy),
            BlankWord::Na => Val::NotApplicable { written: true },
            BlankWord::Unknown => Val::Absent(Why::Unknown(id)),
            BlankWord::Error => Val::Absent(Why::Blank(id)),
        };
        if policy.blank == BlankWord::Error && self.is_report() {
            self.problem(place, ProblemKind::BlankCell { fact: id });
        }
        self.add_fact(Fact::new(home, Given::Blank, place, policy.unit), value);
    }

    /// A stated figure, in prose or in a cell.
    pub(super) fn add_stated(
        &mut self,
        home: Home,
        place: Place,
        figure: &'a Figure,
        value: &'a Value,
        policy: Policy<'a>,
    ) -> FactId {
        let id = self.next_fact();
        let mut fact = Fact {
            home,
            given: Given::Stated,
            place,
            figure: Some(figure),
            unit: policy.unit,
            decimals: 0,
            grouped: false,
        };
        let value = self.value(id, &mut fact, value, policy);
        self.add_fact(fact, value)
    }

    fn value(&mut self, id: FactId, fact: &mut Fact<'a>, value: &'a Value, policy: Policy<'a>) -> Val {
        let text = self.text(FileId::REPORT);
        let place = fact.place;
        if policy.unit.is_some_and(|unit| self.m.units.is_text(unit)) {
            return Val::Text;
        }
        let is_date = policy.unit.is_some_and(|unit| self.m.units.is_date(unit));
        match &value.form {
            Form::Number(_) | Form::Bound(..) if is_date => {
                self.accepted(id, value.span.of(text), place, policy)
            }
            Form::Number(number) => self.number(id, fact, number, None, policy),
            Form::Bound(op, number) => {
                let is_cell = matches!(fact.home, Home::Cell(..));
                if is_cell && !self.is_accepted(value.span.of(text), policy) {
                    self.problem(place, ProblemKind::NotANumber { fact: id });
                    return Val::Unusable;
                }
                self.number(id, fact, number, Some(*op), policy)
            }
            Form::Ratio(left, right) => match Stated::ratio(*left, *right, text) {
                Ok(Some(quantity)) => Val::Number(quantity),
                Ok(None) => Val::Undefined,
                Err(why) => self.unreadable(place, why),
            },
            Form::Date(span) => match Date::parse(span.of(text)) {
                Some(date) if is_date || policy.unit.is_none() => Val::Date(date),
                Some(_) => {
                    self.problem(place, ProblemKind::NotANumber { fact: id });
                    Val::Unusable
                }
                None => {
                    self.problem(place, ProblemKind::NotADate);
                    Val::Unusable
                }
            },
            Form::NotApplicable(_) if !policy.of_template => Val::NotApplicable { written: true },
            Form::NotApplicable(span) | Form::Mark(span) | Form::Text(span) => {
                let is_own_text = matches!(value.form, Form::Text(_))
                    && !policy.of_template
                    && policy.unit.is_none()
                    && policy.accept.is_none();
                if is_own_text {
                    return Val::Text;
                }
                self.accepted(id, span.of(text), place, policy)
            }
        }
    }

    fn unreadable(&mut self, place: Place, why: Unreadable) -> Val {
        self.problem(place, ProblemKind::Unreadable { why });
        Val::Unusable
    }

    /// A number, in the unit that stands with it, else in that of its place.
    fn number(
        &mut self,
        id: FactId,
        fact: &mut Fact<'a>,
        number: &'a Number,
        bound: Option<RelOp>,
        policy: Policy<'a>,
    ) -> Val {
        let text = self.text(FileId::REPORT);
        let own = self.m.units.of_number(number, text);
        let unit = own.or(policy.unit);
        if let (Some(own), Some(place_unit)) = (own, policy.unit)
            && !self.m.units.same_kind(own, place_unit)
        {
            self.problem(fact.place, ProblemKind::CellUnit { fact: id, expected: place_unit });
            return Val::Unusable;
        }
        if number.bracketed && !unit.is_some_and(|unit| self.m.units.is_money(unit)) {
            self.problem(fact.place, ProblemKind::BracketsAsMinus);
            return Val::Unusable;
        }
        fact.unit = unit;
        let stated = match Stated::read(number, text) {
            Ok(stated) => stated,
            Err(why) => return self.unreadable(fact.place, why),
        };
        fact.decimals = stated.decimals;
        fact.grouped = number.digits.of(text).contains([',', '，']);
        // 13.21万次 is whole.
        let whole =
            unit.and_then(|unit| stated.value.mul(self.m.units.scale(unit)).ok()).unwrap_or(stated.value);
        if unit.is_some_and(|unit| self.m.units.is_count(unit))
            && (whole.is_negative() || !whole.is_integer())
        {
            self.problem(fact.place, ProblemKind::NotACount { fact: id });
            return Val::Unusable;
        }
        let quantity = match bound {
            Some(side) => stated.bound(side, unit, &self.m.units),
            None => stated.quantity(unit, &self.m.units),
        };
        match quantity {
            Ok(quantity) => Val::Number(quantity),
            Err(_) => {
                self.problem(fact.place, ProblemKind::Overflow { constraint: None });
                Val::Unusable
            }
        }
    }

    /// A mark that the table accepts, and what it stands for; any other is a finding.
    fn accepted(&mut self, id: FactId, typed: &str, place: Place, policy: Policy<'a>) -> Val {
        let entry = policy.accept.and_then(|(list, file)| {
            let text = self.text(file);
            let is_it = |mark: &str| label::same(mark, typed) || both_not_applicable(mark, typed);
            list.iter()
                .find(|accept| is_it(accept.mark.of(text)))
                .map(|accept| accept.stands_for.map(|span| span.of(text)))
        });
        match entry {
            Some(Some(stands_for)) if stands_for.chars().all(|c| c.is_ascii_digit()) => {
                self.plain(stands_for, policy)
            }
            Some(_) => Val::NotApplicable { written: true },
            None => {
                self.problem(place, ProblemKind::NotANumber { fact: id });
                Val::Unusable
            }
        }
    }

    fn is_accepted(&self, typed: &str, policy: Policy<'a>) -> bool {
        policy.accept.is_some_and(|(list, file)| {
            list.iter().any(|accept| label::same(accept.mark.of(self.text(file)), typed))
        })
    }

    /// A number in an expression: digits with perhaps a point, `万`, `亿` or `%`.
    pub(crate) fn read_constant(&mut self, file: FileId, span: Span) -> Result<Quantity, Unreadable> {
        let (stated, mark) = Stated::literal(span.of(self.text(file)))?;
        let unit = mark.map(|mark| self.m.units.intern(mark));
        Ok(stated.constant(unit, &self.m.units)?)
    }
}

/// A few digits.
fn small(digits: &str) -> Option<i64> {
    let is_small = digits.len() <= 15 && !digits.is_empty();
    let digit = |value: i64, byte: u8| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0'));
    if is_small { digits.bytes().try_fold(0, digit) } else { None }
}

/// `n/a` in any of its spellings.
fn both_not_applicable(mark: &str, typed: &str) -> bool {
    let is_it = |text: &str| label::same(text, "n/a") || text == "不适用" || text == "—" || text == "-";
    is_it(mark) && is_it(typed)
}
