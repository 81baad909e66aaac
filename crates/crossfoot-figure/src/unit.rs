//! Units: what kind of thing a figure counts or measures, and on which scale. Only units of one kind convert.

use std::collections::BTreeMap;

use crossfoot_source::Span;
use crossfoot_syntax::{
    ast::{Number, UnitDecl, UnitExpr},
    words::{self, MeasureWord},
};

use crate::{
    built_in::{self, KINDS},
    exact::Exact,
    number::{Unreadable, digit, read_number},
};

/// A unit of one [`Units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u32);

/// What figures of a unit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Counted: whole, not negative, exact unless scaled.
    Count,
    /// Counted, and may be negative: 增减.
    Signed,
    /// Measured: rounded to its last printed place.
    Amount,
    /// Money: measured, and brackets may be its minus.
    Money,
    /// A part of something: %, ‰.
    Rate,
    /// A difference of two rates: 百分点, pp.
    Points,
    /// No number.
    Text,
    /// A day.
    Date,
}

/// What converts into each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A built-in one: its number in [`KINDS`].
    BuiltIn(u8),
    /// Whatever converts into this unit.
    Own(UnitId),
}

#[derive(Clone, Debug)]
struct Unit {
    name: Box<str>,
    kind: Kind,
    /// How much of its kind's base one of it is.
    scale: Exact,
    /// What figures of its kind are, for the base of an own kind.
    class: Class,
}

/// The units that occur in a report, each with the name it is first written by.
#[derive(Clone, Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    /// By written form and by what several written forms have in common.
    names: BTreeMap<Box<str>, UnitId>,
}

impl Units {
    /// None yet.
    pub const fn new() -> Self {
        Self { units: Vec::new(), names: BTreeMap::new() }
    }

    /// The unit of a written form: `件`, `万元`, `1000 USD`, `元/件`, `%`. One that is not known counts, and is
    /// comparable only with itself (in the singular and the plural); one with `/` measures.
    pub fn intern(&mut self, written: &str) -> UnitId {
        let written = written.trim();
        match self.names.get(written) {
            Some(id) => *id,
            None => self.first_seen(written),
        }
    }

    /// The unit that `@unit` sets.
    pub fn intern_expr(&mut self, unit: &UnitExpr, text: &str) -> Result<UnitId, Unreadable> {
        let name = unit.name.of(text);
        let Some(factor) = unit.factor else { return Ok(self.intern(name)) };
        let written = format!("{} {}", factor.of(text).trim(), name.trim());
        if let Some(id) = self.names.get(written.as_str()) {
            return Ok(*id);
        }
        let factor = size(factor, text)?;
        let base = self.intern(name);
        Ok(self.multiple(&written, factor, base)?)
    }

    /// The unit that a number is written with: behind it, else the currency in front.
    pub fn of_number(&mut self, number: &Number, text: &str) -> Option<UnitId> {
        match (number.currency.map(|span| span.of(text)), number.unit.map(|span| span.of(text))) {
            // $5/request
            (Some(currency), Some(unit)) if unit.starts_with(['/', '／']) => {
                Some(self.intern(&format!("{currency}{unit}")))
            }
            (currency, unit) => Some(self.intern(unit.or(currency)?)),
        }
    }

    /// Takes in a line of `@units`.
    pub fn declare_decl(&mut self, decl: &UnitDecl, text: &str) -> Result<UnitId, Unreadable> {
        let factor = match decl.factor {
            Some(factor) => size(factor, text)?,
            None => Exact::ONE,
        };
        self.declare(decl.name.of(text), factor, decl.base.map_or("", |base| base.of(text)))
    }

    /// Declares a unit: so much of another one, or one of its own that counts or measures as a word says
    /// (`count`, `signed`, `amount`). What was known of the name before no longer holds.
    pub fn declare(&mut self, name: &str, factor: Exact, base: &str) -> Result<UnitId, Unreadable> {
        if factor <= Exact::ZERO {
            return Err(Unreadable::NoSize);
        }
        let (name, base) = (name.trim(), base.trim());
        let class = match words::measure(base) {
            Some(MeasureWord::Count) => Some(Class::Count),
            Some(MeasureWord::Signed) => Some(Class::Signed),
            Some(MeasureWord::Amount) => Some(Class::Amount),
            Some(MeasureWord::Text) => Some(Class::Text),
            Some(MeasureWord::Date) => Some(Class::Date),
            None if base.is_empty() => Some(Class::Count),
            None => None,
        };
        let base = if class.is_some() { None } else { Some(self.intern(base)) };
        let id = match self.names.get(name) {
            Some(id) => *id,
            None => self.add(name, |id| Unit {
                name: name.into(),
                kind: Kind::Own(id),
                scale: Exact::ONE,
                class: Class::Count,
            }),
        };
        let (kind, scale, class) = match (base, class) {
            (Some(base), _) if self.kind(base) == Kind::Own(id) => return Err(Unreadable::Circular),
            (Some(base), _) => (self.kind(base), self.scale(base).mul(factor)?, self.class(base)),
            (None, class) => (Kind::Own(id), factor, class.unwrap_or(Class::Count)),
        };
        let was_base = self.get(id).is_some_and(|unit| unit.kind == Kind::Own(id));
        if was_base && kind != Kind::Own(id) {
            // What was reckoned in this unit is now reckoned in its base.
            for unit in self.units.iter_mut().filter(|unit| unit.kind == Kind::Own(id)) {
                (unit.kind, unit.scale) = (kind, unit.scale.mul(scale)?);
            }
        }
        if let Some(unit) = self.units.get_mut(id.0 as usize) {
            (unit.kind, unit.scale, unit.class) = (kind, scale, class);
        }
        Ok(id)
    }

    /// Do figures in the two units convert into each other?
    pub fn same_kind(&self, a: UnitId, b: UnitId) -> bool {
        a == b || self.kind(a) == self.kind(b)
    }

    /// How much of its kind's base one of it is: 10,000 for 万元, 1/100 for %.
    pub fn scale(&self, unit: UnitId) -> Exact {
        self.get(unit).map_or(Exact::ONE, |unit| unit.scale)
    }

    /// The same for a written form that may not have occurred.
    pub(crate) fn scale_of(&self, written: &str) -> Exact {
        match self.names.get(written.trim()) {
            Some(unit) => self.scale(*unit),
            None => {
                let mut with = self.clone();
                let unit = with.intern(written);
                with.scale(unit)
            }
        }
    }

    /// What figures of the unit are.
    pub fn class(&self, unit: UnitId) -> Class {
        match self.kind(unit) {
            Kind::BuiltIn(kind) => KINDS.get(usize::from(kind)).map_or(Class::Amount, |kind| kind.class),
            Kind::Own(base) => self.get(base).map_or(Class::Count, |base| base.class),
        }
    }

    /// Is the unit counted, so that its figures are whole and not negative?
    pub fn is_count(&self, unit: UnitId) -> bool {
        self.class(unit) == Class::Count
    }

    /// Are its figures exact as written: counted, one by one?
    pub fn is_exact(&self, unit: UnitId) -> bool {
        matches!(self.class(unit), Class::Count | Class::Signed) && self.scale(unit) == Exact::ONE
    }

    /// `@unit text`?
    pub fn is_text(&self, unit: UnitId) -> bool {
        self.class(unit) == Class::Text
    }

    /// `@unit date`?
    pub fn is_date(&self, unit: UnitId) -> bool {
        self.class(unit) == Class::Date
    }

    /// Money, under which brackets are a minus?
    pub fn is_money(&self, unit: UnitId) -> bool {
        self.class(unit) == Class::Money
    }

    /// As it is first written.
    pub fn name(&self, unit: UnitId) -> &str {
        self.get(unit).map_or("", |unit| &unit.name)
    }

    fn get(&self, unit: UnitId) -> Option<&Unit> {
        self.units.get(unit.0 as usize)
    }

    fn kind(&self, unit: UnitId) -> Kind {
        self.get(unit).map_or(Kind::Own(unit), |unit| unit.kind)
    }

    fn add(&mut self, written: &str, unit: impl FnOnce(UnitId) -> Unit) -> UnitId {
        let id = UnitId(self.units.len() as u32);
        self.units.push(unit(id));
        self.names.insert(written.into(), id);
        id
    }

    /// So many of another unit.
    fn multiple(&mut self, written: &str, factor: Exact, base: UnitId) -> Result<UnitId, crate::Overflow> {
        let (kind, class, scale) = (self.kind(base), self.class(base), self.scale(base).mul(factor)?);
        Ok(self.add(written, |_| Unit { name: written.into(), kind, scale, class }))
    }

    fn first_seen(&mut self, written: &str) -> UnitId {
        let common = common_form(written);
        if let Some(id) = self.names.get(common.as_str()).copied() {
            self.names.insert(written.into(), id);
            return id;
        }
        if let Some((kind, scale, class)) = built_in::find(&common) {
            return self.add(written, |_| Unit {
                name: written.into(),
                kind: Kind::BuiltIn(kind),
                scale,
                class,
            });
        }
        if let Some(id) = self.quotient(written, &common).or_else(|| self.scaled(written, &common)) {
            return id;
        }
        let class = if common.contains('/') { Class::Amount } else { Class::Count };
        let id = self.add(written, |id| Unit {
            name: written.into(),
            kind: Kind::Own(id),
            scale: Exact::ONE,
            class,
        });
        self.names.insert(common.into(), id);
        id
    }

    /// `万元/件`: 10,000 元/件.
    fn quotient(&mut self, written: &str, common: &str) -> Option<UnitId> {
        let (over, under) =
            common.split_once('/').filter(|(over, under)| !over.is_empty() && !under.is_empty())?;
        if under.contains('/') {
            return None;
        }
        let (over, under) = (self.intern(over), self.intern(under));
        let factor = self.scale(over).div(self.scale(under)).ok()??;
        let plain = format!("{}/{}", self.base_name(over)?, self.base_name(under)?);
        let base = match self.names.get(plain.as_str()) {
            Some(base) => *base,
            None => self.add(&plain, |id| Unit {
                name: plain.as_str().into(),
                kind: Kind::Own(id),
                scale: Exact::ONE,
                class: Class::Amount,
            }),
        };
        if plain == written {
            return Some(base);
        }
        let (kind, scale) = (self.kind(base), self.scale(base).mul(factor).ok()?);
        Some(self.add(written, |_| Unit { name: written.into(), kind, scale, class: Class::Amount }))
    }

    /// `万人次`, `million USD`, `1000 pieces`: scales and a unit.
    fn scaled(&mut self, written: &str, common: &str) -> Option<UnitId> {
        let (mut factor, mut rest) = (Exact::ONE, common);
        while let Some((scale, behind)) = leading_scale(rest) {
            (factor, rest) = (factor.mul(scale).ok()?, behind);
            if self.names.contains_key(rest) || built_in::find(rest).is_some() {
                break;
            }
        }
        if rest.len() == common.len() {
            return None;
        }
        let base = self.intern(rest);
        self.multiple(written, factor, base).ok()
    }

    fn base_name(&self, unit: UnitId) -> Option<&str> {
        match self.kind(unit) {
            Kind::BuiltIn(kind) => built_in::base_name(kind),
            Kind::Own(base) => Some(self.name(base)),
        }
    }
}

/// A scale, or a number above zero, that a unit begins with, and the unit behind it. 千 and 百 begin other words
/// too, so they are a scale only before a built-in unit.
fn leading_scale(unit: &str) -> Option<(Exact, &str)> {
    let (factor, rest) = match words::begins(words::SCALE, unit) {
        Some((scale, length)) => {
            let rest = unit.get(length..)?.trim_start();
            let sure = scale.power() >= 4 || unit.is_ascii() || built_in::find(rest).is_some();
            (sure.then(|| Exact::pow10(scale.power().into()).ok())??, rest)
        }
        None => {
            let (digits, rest) =
                unit.split_at_checked(unit.find(|c| digit(c).is_none() && !matches!(c, ',' | '.'))?)?;
            (read_number(digits, None).ok()?.value, rest.trim_start())
        }
    };
    (!rest.is_empty() && factor > Exact::ZERO).then_some((factor, rest))
}

/// A number above zero by which a unit is multiplied.
fn size(span: Span, text: &str) -> Result<Exact, Unreadable> {
    let digits = span.of(text).trim();
    let end = digits.find(|c: char| digit(c).is_none() && !matches!(c, ',' | '，' | '.' | '．' | ' '));
    let (digits, word) = digits.split_at_checked(end.unwrap_or(digits.len())).unwrap_or((digits, ""));
    let scale = if word.is_empty() { None } else { Some(words::scale(word).ok_or(Unreadable::Character)?) };
    let value = read_number(digits.trim_end(), scale)?.value;
    if value > Exact::ZERO { Ok(value) } else { Err(Unreadable::NoSize) }
}

/// Half-width, and an English word in the singular: what several ways of writing a unit have in common.
fn common_form(written: &str) -> String {
    let mut common: String = written
        .chars()
        .map(|c| match c {
            '％' => '%',
            '／' => '/',
            '＄' => '$',
            '￥' => '¥',
            '￡' => '£',
            '\u{3000}' => ' ',
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect();
    let word = common.rsplit([' ', '/']).next().unwrap_or_default();
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && word.bytes().all(|b| b.is_ascii_alphabetic());
    if plural {
        common.pop();
        if common.ends_with("ie") {
            common.truncate(common.len() - 2);
            common.push('y');
        }
    }
    common
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn scale_of(written: &str) -> String {
        let mut units = Units::new();
        let id = units.intern(written);
        units.scale(id).to_string()
    }

    fn same(a: &str, b: &str) -> bool {
        let mut units = Units::new();
        let (a, b) = (units.intern(a), units.intern(b));
        units.same_kind(a, b)
    }

    fn class_of(written: &str) -> Class {
        let mut units = Units::new();
        let id = units.intern(written);
        units.class(id)
    }

    #[test]
    fn one_kind_converts() {
        for (a, b) in [
            ("元", "亿元"),
            ("万元", "CNY"),
            ("%", "‰"),
            ("％", "percent"),
            ("pp", "个百分点"),
            ("km²", "亩"),
            ("hours", "天"),
            ("request", "requests"),
            ("agencies", "agency"),
            ("万人次", "人次"),
            ("1000 pieces", "pieces"),
            ("万元/件", "元/件"),
            ("元／件", "元/件"),
            ("million USD", "US$"),
            ("千公顷", "公顷"),
            ("USD", "usd"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("人", "人次"),
            ("件", "批次"),
            ("%", "百分点"),
            ("元", "USD"),
            ("元/件", "元"),
            ("元/件", "元/人"),
            ("天", "工作日"),
            ("case", "class"),
            ("千斤顶", "斤顶"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn scales() {
        for (written, scale) in [
            ("万元", "10000"),
            ("亿元", "100000000"),
            ("百万元", "1000000"),
            ("%", "0.01"),
            ("‰", "0.001"),
            ("pp", "0.01"),
            ("亩", "2000/3"),
            ("万人次", "10000"),
            ("万元/件", "10000"),
            ("1000 pieces", "1000"),
            ("千克", "1"),
            ("kg", "1"),
            ("吨", "1000"),
            ("万", "1"),
            ("件", "1"),
        ] {
            assert_eq!(scale_of(written), scale, "{written}");
        }
    }

    #[test]
    fn what_counts_and_what_measures() {
        for (written, class) in [
            ("件", Class::Count),
            ("人次", Class::Count),
            ("万人次", Class::Count),
            ("requests", Class::Count),
            ("人·日", Class::Count),
            ("万元", Class::Money),
            ("$", Class::Money),
            ("days", Class::Amount),
            ("元/件", Class::Amount),
            ("人/班", Class::Amount),
            ("a/b/c", Class::Amount),
            ("%", Class::Rate),
            ("百分点", Class::Points),
            ("text", Class::Text),
            ("日期", Class::Date),
        ] {
            assert_eq!(class_of(written), class, "{written}");
        }
    }

    #[test]
    fn declared_units() {
        let mut units = Units::new();
        let early = units.intern("万次");
        let ten_thousand = units.declare("万次", Exact::from_int(10_000), "次").unwrap();
        assert_eq!(early, ten_thousand);
        let times = units.intern("次");
        assert!(units.same_kind(ten_thousand, times));
        let fte = units.declare("FTE", Exact::ONE, "amount").unwrap();
        assert_eq!(units.class(fte), Class::Amount);
        let change = units.declare("项增减", Exact::ONE, "signed").unwrap();
        assert_eq!((units.class(change), units.name(change)), (Class::Signed, "项增减"));
        assert_eq!(units.declare("FTE", Exact::ONE, "FTE"), Err(Unreadable::Circular));
        assert_eq!(units.declare("x", Exact::ZERO, "次"), Err(Unreadable::NoSize));
        let a = units.declare("a", Exact::from_int(2), "b").unwrap();
        assert_eq!(units.declare("b", Exact::from_int(3), "a"), Err(Unreadable::Circular));
        assert_eq!(units.scale(a), Exact::from_int(2));
    }

    #[test]
    fn a_base_that_gets_a_base() {
        let mut units = Units::new();
        let many = units.intern("万箱");
        units.declare("箱", Exact::from_int(12), "瓶").unwrap();
        let bottles = units.intern("瓶");
        assert!(units.same_kind(many, bottles));
        assert_eq!(units.scale(many), Exact::from_int(120_000));
    }

    #[test]
    fn an_expression_with_a_factor() {
        let text = "1,000 USD";
        let unit = UnitExpr { span: Span::new(0, 9), factor: Some(Span::new(0, 5)), name: Span::new(6, 9) };
        let mut units = Units::new();
        let id = units.intern_expr(&unit, text).unwrap();
        assert_eq!((units.name(id), units.scale(id)), ("1,000 USD", Exact::from_int(1000)));
        assert_eq!(units.intern_expr(&unit, text), Ok(id));
        assert_eq!(units.intern_expr(&unit, "00000 USD"), Err(Unreadable::NoSize));
    }
}
