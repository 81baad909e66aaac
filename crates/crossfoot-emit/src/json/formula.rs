//! A constraint in plain arithmetic over the numbers of facts: `#10 = #14 + #18`.

use crossfoot_figure::Exact;
use crossfoot_model::{Aggregate, Known, Model, Op};
use crossfoot_syntax::words::RelOp;

/// How tightly a part of a formula holds together; one that holds less tightly than its place asks stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Negative,
    Else,
    Word,
}

use Tie::{And, Compare, Else, Negative, Not, Or, Product, Sum, Word};

/// What operations say.
pub(crate) fn formula(model: &Model<'_>, ops: &[Op]) -> String {
    let mut writer = Writer { model, parts: Vec::with_capacity(8) };
    for op in ops {
        let part = writer.part(*op);
        writer.parts.push(part);
    }
    writer.pop(Or)
}

struct Writer<'m, 'a> {
    model: &'m Model<'a>,
    parts: Vec<(String, Tie)>,
}

impl Writer<'_, '_> {
    /// What an operation makes of the parts before it.
    fn part(&mut self, op: Op) -> (String, Tie) {
        let word = |text: &str| (text.to_owned(), Word);
        match op {
            Op::Fact(fact) => (format!("#{}", fact.0), Word),
            Op::Number(at) => (self.constant(at), Word),
            Op::Label(label) => {
                let name = self.model.labels.get(label.at()).map_or("", |label| label.name.as_ref());
                (format!("\"{name}\""), Word)
            }
            Op::Known(Known::Truth(is_true)) => (is_true.to_string(), Word),
            Op::Known(Known::Date(date)) => (date.to_string(), Word),
            Op::Mentions(section, words) => {
                let section = self.model.sections.get(section as usize).map_or("", |it| it.words.as_ref());
                let words = self.model.labels.get(words.at()).map_or("", |it| it.name.as_ref());
                (format!("mentions(\"{section}\", \"{words}\")"), Word)
            }
            Op::NotApplicable => word("n/a"),
            Op::Nothing | Op::Absent(_) | Op::Unusable => word("?"),
            Op::Neg => (format!("-{}", self.pop(Negative)), Negative),
            Op::Not => (format!("not {}", self.pop(Not)), Not),
            Op::Add => self.two("+", Sum, Sum, Product),
            Op::Sub => self.two("-", Sum, Sum, Product),
            Op::Mul => self.two("*", Product, Product, Negative),
            Op::Div => self.two("/", Product, Product, Negative),
            Op::Else => self.two("else", Else, Else, Word),
            Op::And => self.two("and", And, And, Not),
            Op::Or => self.two("or", Or, Or, And),
            Op::Compare(relation) => self.two(sign(relation), Compare, Sum, Sum),
            Op::CompareWithin(relation) => {
                let within = self.pop(Sum);
                let (compared, _) = self.two(sign(relation), Compare, Sum, Sum);
                (format!("{compared} within {within}"), Compare)
            }
            Op::Share => {
                let of = self.pop(Or);
                (format!("{} = share({of})", self.pop(Sum)), Compare)
            }
            Op::Is(what, negated) => {
                let is = if negated { "is not" } else { "is" };
                (format!("{} {is} {}", self.pop(Sum), what.english()), Compare)
            }
            Op::In(count) => {
                let options = self.list(count);
                (format!("{} in ({options})", self.pop(Sum)), Compare)
            }
            Op::Round => self.call("round", 2),
            Op::Abs => self.call("abs", 1),
            Op::If => self.call("if", 3),
            Op::Growth => self.call("growth", 2),
            Op::Days => self.call("days", 2),
            Op::Aggregate(aggregate, count) => {
                let name = match aggregate {
                    Aggregate::Sum => "sum",
                    Aggregate::Min => "min",
                    Aggregate::Max => "max",
                    Aggregate::Mean => "mean",
                    Aggregate::Count => "count",
                    Aggregate::Any => "any",
                    Aggregate::All => "all",
                };
                self.call(name, count)
            }
        }
    }

    /// The last part, for a place that asks for so tight a one.
    fn pop(&mut self, tie: Tie) -> String {
        match self.parts.pop() {
            Some((text, has)) if has < tie => format!("({text})"),
            Some((text, _)) => text,
            None => String::new(),
        }
    }

    fn two(&mut self, sign: &str, tie: Tie, left: Tie, right: Tie) -> (String, Tie) {
        let right = self.pop(right);
        (format!("{} {sign} {right}", self.pop(left)), tie)
    }

    fn call(&mut self, name: &str, count: u32) -> (String, Tie) {
        (format!("{name}({})", self.list(count)), Word)
    }

    fn list(&mut self, count: u32) -> String {
        let from = self.parts.len().saturating_sub(count as usize);
        let parts: Vec<String> = self.parts.drain(from..).map(|(text, _)| text).collect();
        parts.join(", ")
    }

    /// A number in the unit that it is written in.
    fn constant(&self, at: u32) -> String {
        let Some(number) = self.model.graph.constants.get(at as usize) else { return String::new() };
        let units = &self.model.units;
        let unit = number.unit.id();
        let scale = unit.map_or(Exact::ONE, |unit| units.scale(unit));
        let value = number.value.div(scale).ok().flatten().unwrap_or(number.value);
        match unit {
            Some(unit) => format!("{value} {}", units.name(unit)),
            None => value.to_string(),
        }
    }
}

const fn sign(relation: RelOp) -> &'static str {
    match relation {
        RelOp::Eq => "=",
        RelOp::Ne => "!=",
        RelOp::Lt => "<",
        RelOp::Le => "<=",
        RelOp::Gt => ">",
        RelOp::Ge => ">=",
    }
}
