//! The same report for Typst: text and tables, every figure in one array, every rule that holds as an assertion.

use crossfoot_model::{Aggregate, Constraint, Element, Model, Op, Outcome, Val, print, sides};
use crossfoot_syntax::words::RelOp;

use super::content::rows;

/// The whole document.
pub fn document(model: &Model<'_>) -> String {
    let mut out = String::from("#let f = (");
    for value in model.values.iter() {
        match value {
            Val::Number(number) => out.push_str(&format!("{}, ", number.value)),
            _ => out.push_str("none, "),
        }
    }
    out.push_str(")\n\n");
    for element in &model.body {
        match element {
            Element::Heading(at) => {
                let section = &model.sections[*at as usize];
                let marks = "=".repeat(section.level.into());
                out.push_str(&format!("{marks} {}\n\n", escaped(&print::prose(model, section.heading))));
            }
            Element::Paragraph(prose) | Element::Item(prose) => {
                out.push_str(&format!("{}\n\n", escaped(&print::prose(model, prose))));
            }
            Element::Footnote(..) => {}
            Element::Table(id) => {
                let rows = rows(model, &model.tables[id.at()]);
                out.push_str(&format!("#table(columns: {},\n", rows[0].len()));
                for row in rows {
                    row.iter().for_each(|cell| out.push_str(&format!("[{}], ", escaped(cell))));
                    out.push('\n');
                }
                out.push_str(")\n\n");
            }
        }
    }
    for (constraint, outcome) in model.graph.constraints.iter().zip(&model.graph.outcomes) {
        if matches!(outcome, Outcome::Agrees | Outcome::WithinRounding) {
            out.extend(assertion(model, constraint));
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace(['\\', '#', '*', '_', '$', '@', '<', '[', ']', '`', '~', '=', '/'], " ")
}

/// A comparison of two numbers, with as much room between them as their rounding takes.
fn assertion(model: &Model<'_>, constraint: &Constraint) -> Option<String> {
    let right = constraint.right?;
    let (Op::Compare(op), middle) = (model.graph.ops_of(constraint).last()?, right) else { return None };
    let [Val::Number(a), Val::Number(b)] = sides(model, constraint)[..] else { return None };
    let left = expression(model, model.graph.range(&(constraint.ops.start..middle)))?;
    let right = expression(model, model.graph.range(&(middle..constraint.ops.end - 1)))?;
    Some(match op {
        RelOp::Eq if a.value == b.value => format!("#assert({left} == {right})\n"),
        RelOp::Eq => {
            let room = a.value.sub(b.value).unwrap().abs();
            format!("#assert(calc.abs({left} - {right}) <= {room})\n")
        }
        RelOp::Ne => format!("#assert({left} != {right})\n"),
        RelOp::Lt => format!("#assert({left} < {right})\n"),
        RelOp::Le => format!("#assert({left} <= {right})\n"),
        RelOp::Gt => format!("#assert({left} > {right})\n"),
        RelOp::Ge => format!("#assert({left} >= {right})\n"),
    })
}

/// Arithmetic over figures, from postfix order; `None` for what else there is.
fn expression(model: &Model<'_>, ops: &[Op]) -> Option<String> {
    let mut stack: Vec<String> = Vec::new();
    for op in ops {
        let text = match op {
            Op::Fact(fact) => format!("f.at({})", fact.0),
            Op::Number(at) => model.graph.constants[*at as usize].value.to_string(),
            Op::Add | Op::Sub | Op::Mul | Op::Div => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                let sign = match op {
                    Op::Add => "+",
                    Op::Sub => "-",
                    Op::Mul => "*",
                    _ => "/",
                };
                format!("({left} {sign} {right})")
            }
            Op::Aggregate(Aggregate::Sum, count) => {
                let members = stack.split_off(stack.len().checked_sub(*count as usize)?);
                format!("({})", members.join(" + "))
            }
            _ => return None,
        };
        stack.push(text);
    }
    stack.pop()
}
