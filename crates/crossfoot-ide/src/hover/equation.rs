//! A constraint as an equation with every figure's name and value: `办理.总计 5 = 予以公开 4 + 第三方 1`.

use crossfoot_figure::Quantity;
use crossfoot_model::{Aggregate, FactId, Home, Known, Model, Op, Side, TableId, Val, axis_of, place, print};
use crossfoot_source::{Lang, Span};
use crossfoot_syntax::words::{AbsentWord, Function, RelOp};

/// So many terms of a sum are written out.
const MOST_TERMS: usize = 12;

/// A part of an equation, and how tightly it holds together.
struct Term {
    text: String,
    binds: u8,
    is_zero: bool,
}

const SUM: u8 = 4;
const PRODUCT: u8 = 5;
const WHOLE: u8 = 9;

/// Operations as they would be written, seen from a figure: where all cells are of one column of its table they are
/// called by their rows, and the other way round.
pub(super) fn equation(model: &Model<'_>, lang: Lang, ops: &[Op], home: FactId) -> String {
    let mut writer = Writer { model, lang, home, names: Names::of(model, ops, home), stack: Vec::new() };
    for op in ops {
        let term = writer.term(*op);
        writer.stack.push(term);
    }
    writer.pop().text
}

/// What cells of a table are called by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Their row.
    Rows(TableId),
    /// Their column.
    Columns(TableId),
    /// Both.
    Cells(TableId),
    /// Both, and the table.
    Everything,
}

impl Names {
    fn of(model: &Model<'_>, ops: &[Op], home: FactId) -> Self {
        let cell = |fact: FactId| match model.fact(fact)?.home {
            Home::Cell(table, row, column) => Some((table, row, column)),
            _ => None,
        };
        let Some((table, row, column)) = cell(home) else { return Self::Everything };
        let cells = || ops.iter().filter_map(|op| if let Op::Fact(fact) = op { cell(*fact) } else { None });
        let here = || cells().filter(|(it, ..)| *it == table);
        if here().all(|(.., it)| it == column) {
            Self::Rows(table)
        } else if here().all(|(_, it, _)| it == row) {
            Self::Columns(table)
        } else {
            Self::Cells(table)
        }
    }
}

struct Writer<'m, 'a> {
    model: &'m Model<'a>,
    lang: Lang,
    home: FactId,
    names: Names,
    stack: Vec<Term>,
}

impl Writer<'_, '_> {
    fn term(&mut self, op: Op) -> Term {
        match op {
            Op::Fact(fact) => self.fact(fact),
            Op::Number(at) => self.number(at),
            Op::Label(at) => {
                let label = self.model.labels.get(at.at()).map(|it| it.label.as_ref()).unwrap_or_default();
                whole(format!("“{label}”"))
            }
            Op::Known(Known::Truth(true)) => whole(self.word("true", "成立").to_owned()),
            Op::Known(Known::Truth(false)) => whole(self.word("false", "不成立").to_owned()),
            Op::Known(Known::Date(date)) => whole(date.to_string()),
            Op::Mentions(section, words) => {
                let section = self.model.sections.get(section as usize).map_or("", |it| it.words.as_ref());
                let words = self.model.labels.get(words.at()).map_or("", |it| it.name.as_ref());
                whole(format!("{}({section}, “{words}”)", self.function(Function::Mentions)))
            }
            Op::NotApplicable => whole(String::from("n/a")),
            Op::Nothing | Op::Absent(_) | Op::Unusable => whole(String::from("—")),
            Op::Neg => {
                let inner = self.pop();
                Term { text: format!("−{}", around(inner, PRODUCT)), binds: PRODUCT, is_zero: false }
            }
            Op::Not => {
                let inner = self.pop();
                Term {
                    text: format!("{} {}", self.word("not", "非"), around(inner, 3)),
                    binds: 2,
                    is_zero: false,
                }
            }
            Op::Add => self.infix("+", SUM),
            Op::Sub => self.infix("−", SUM),
            Op::Mul => self.infix("×", PRODUCT),
            Op::Div => self.infix("÷", PRODUCT),
            Op::And => self.infix(self.word("and", "且"), 1),
            Op::Or => self.infix(self.word("or", "或"), 0),
            Op::Else => self.infix(self.word("else", "无则"), 6),
            Op::Compare(op) => self.infix(sign(op), 3),
            Op::CompareWithin(op) => {
                let within = self.pop().text;
                let mut it = self.infix(sign(op), 3);
                it.text = format!("{} {} {within}", it.text, self.word("within", "误差"));
                it
            }
            Op::Share => {
                let of = self.pop().text;
                let left = self.pop().text;
                Term {
                    text: format!("{left} = {}({of})", self.function(Function::Share)),
                    binds: 3,
                    is_zero: false,
                }
            }
            Op::Aggregate(Aggregate::Sum, count) => self.sum(count as usize),
            Op::Aggregate(aggregate, count) => {
                let function = match aggregate {
                    Aggregate::Sum => Function::Sum,
                    Aggregate::Min => Function::Min,
                    Aggregate::Max => Function::Max,
                    Aggregate::Mean => Function::Mean,
                    Aggregate::Count => Function::Count,
                    Aggregate::Any => Function::Any,
                    Aggregate::All => Function::All,
                };
                self.call(function, count as usize)
            }
            Op::Round => self.call(Function::Round, 2),
            Op::Abs => self.call(Function::Abs, 1),
            Op::If => self.call(Function::If, 3),
            Op::Growth => self.call(Function::Growth, 2),
            Op::Days => self.call(Function::Days, 2),
            Op::Is(word, negated) => {
                let inner = self.pop();
                let (is, not) = (self.word("is", "是"), if negated { self.word("not ", "非 ") } else { "" });
                let word = self.absent(word);
                Term { text: format!("{} {is} {not}{word}", around(inner, 3)), binds: 3, is_zero: false }
            }
            Op::In(count) => {
                let options = self.pop_all(count as usize);
                let left = self.pop();
                let word = self.word("in", "属于");
                Term {
                    text: format!("{} {word} ({})", around(left, 3), list(options)),
                    binds: 3,
                    is_zero: false,
                }
            }
        }
    }

    fn fact(&self, id: FactId) -> Term {
        let model = self.model;
        let Some(fact) = model.fact(id) else { return whole(String::from("—")) };
        let value = self.value(id);
        let name = match fact.home {
            Home::Prose(None) => String::new(),
            Home::Prose(Some(name)) => name.of(&model.report.text).to_owned(),
            Home::Cell(table, row, column) => {
                let name = |side, id| {
                    model.table(table).map(|it| place::short_name(axis_of(it, side), id)).unwrap_or_default()
                };
                match self.names {
                    Names::Rows(it) if it == table => name(Side::Rows, row),
                    Names::Columns(it) if it == table => name(Side::Columns, column),
                    Names::Cells(it) if it == table => {
                        format!("{}[{}]", name(Side::Rows, row), name(Side::Columns, column))
                    }
                    _ => place::fact(model, id).in_lang(self.lang).to_owned(),
                }
            }
            _ => place::fact(model, id).in_lang(self.lang).to_owned(),
        };
        let text = if name.is_empty() { value } else { format!("{name} {value}") };
        let is_zero = matches!(model.value(id), Val::Number(number) if number.value.is_zero() && number.range.is_point());
        Term { text, binds: WHOLE, is_zero }
    }

    /// As it is written, without a note; with its unit where that is another one.
    fn value(&self, id: FactId) -> String {
        let (fact, home) = (self.model.fact(id), self.model.fact(self.home));
        let value = fact.and_then(|fact| fact.figure?.value.as_ref());
        if let Some((value, note)) = value.and_then(|value| Some((value, value.note?))) {
            let before = Span::new(value.span.start, note.start).of(&self.model.report.text);
            return before.trim_end_matches(['(', '（', ' ']).to_owned();
        }
        if fact.map(|fact| fact.unit) == home.map(|home| home.unit) {
            print::fact(self.model, id)
        } else {
            print::with_unit(self.model, id).in_lang(self.lang).to_owned()
        }
    }

    fn number(&self, at: u32) -> Term {
        let Some(quantity) = self.model.graph.constants.get(at as usize) else { return whole(String::new()) };
        whole(written(self.model, quantity))
    }

    /// A sum as its terms; where there are many, without those that are zero.
    fn sum(&mut self, count: usize) -> Term {
        let mut terms = self.pop_all(count);
        if terms.len() > 3 {
            terms.retain(|term| !term.is_zero);
        }
        let is_cut = terms.len() > MOST_TERMS;
        terms.truncate(MOST_TERMS);
        let single = terms.len() == 1;
        let is_zero = terms.iter().all(|term| term.is_zero);
        let mut texts: Vec<String> = terms.into_iter().map(|term| around(term, SUM)).collect();
        if texts.is_empty() {
            return whole(String::from("0"));
        }
        if is_cut {
            texts.push(String::from("…"));
        }
        Term { text: texts.join(" + "), binds: if single { WHOLE } else { SUM }, is_zero }
    }

    fn infix(&mut self, sign: &str, binds: u8) -> Term {
        let right = self.pop();
        let left = self.pop();
        // On the right even what holds as tightly needs brackets, but for what may be done in any order.
        let inner = if matches!(sign, "−" | "÷") { binds + 1 } else { binds };
        Term {
            text: format!("{} {sign} {}", around(left, binds), around(right, inner)),
            binds,
            is_zero: false,
        }
    }

    fn call(&mut self, function: Function, count: usize) -> Term {
        let args = self.pop_all(count);
        whole(format!("{}({})", self.function(function), list(args)))
    }

    fn pop(&mut self) -> Term {
        self.stack.pop().unwrap_or_else(|| whole(String::from("—")))
    }

    fn pop_all(&mut self, count: usize) -> Vec<Term> {
        self.stack.split_off(self.stack.len().saturating_sub(count))
    }

    fn function(&self, function: Function) -> &'static str {
        self.word(function.english(), function.chinese())
    }

    fn absent(&self, word: AbsentWord) -> &'static str {
        self.word(word.english(), word.chinese())
    }

    fn word(&self, en: &'static str, zh: &'static str) -> &'static str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}

/// A number of a rule in its own unit.
pub(super) fn written(model: &Model<'_>, quantity: &Quantity) -> String {
    let unit = quantity.unit.id();
    let scale = unit.map(|unit| model.units.scale(unit));
    let value = scale.and_then(|scale| quantity.value.div(scale).ok()?).unwrap_or(quantity.value);
    quantity.printed(unit, value.decimals().unwrap_or(3).min(6), &model.units).unwrap_or_default()
}

fn whole(text: String) -> Term {
    Term { text, binds: WHOLE, is_zero: false }
}

/// A term as an operand of something that holds so tightly.
fn around(term: Term, binds: u8) -> String {
    if term.binds < binds { format!("({})", term.text) } else { term.text }
}

fn list(terms: Vec<Term>) -> String {
    terms.into_iter().map(|term| term.text).collect::<Vec<_>>().join(", ")
}

const fn sign(op: RelOp) -> &'static str {
    match op {
        RelOp::Eq => "=",
        RelOp::Ne => "≠",
        RelOp::Lt => "<",
        RelOp::Le => "≤",
        RelOp::Gt => ">",
        RelOp::Ge => "≥",
    }
}
