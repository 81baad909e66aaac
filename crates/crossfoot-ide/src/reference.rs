//! How the text names a cell: `T[row, column]`.

use std::borrow::Cow;

use crossfoot_model::{Axis, FactId, Found, Home, Model, NodeId, Side, TableId, axis_of, label, place};
use crossfoot_syntax::is_name;

/// A cell by its table, row and column; a figure in prose by its name. `None` where it has no name that says which one
/// is meant.
pub(crate) fn to_fact(model: &Model<'_>, fact: FactId) -> Option<String> {
    match model.fact(fact)?.home {
        Home::Cell(table, row, column) => {
            let name = table_name(&model.table(table)?.name)?;
            let row = to_node(model, table, Side::Rows, row)?;
            let column = to_node(model, table, Side::Columns, column)?;
            Some(format!("{name}[{row}, {column}]"))
        }
        Home::Prose(Some(name)) => Some(step(name.of(&model.report.text)).into_owned()),
        _ => None,
    }
}

/// A row or column, with as many of its ancestors as tell it apart.
pub(crate) fn to_node(model: &Model<'_>, table: TableId, side: Side, id: NodeId) -> Option<String> {
    let axis = axis_of(model.table(table)?, side);
    let node = axis.node(id)?;
    let path = place::short_name(axis, id);
    // Names may have points in them: the ancestors are those that the short name begins with.
    let names = names_to(axis, id);
    let from = (0..names.len())
        .find(|from| names.get(*from..).is_some_and(|names| names.join(".") == path))
        .unwrap_or_default();
    let names = names.get(from..)?;
    let is_it = model.node_named(table, side, names, &path, Some(node.panel)) == Found::Node(id);
    (is_it && !node.name.is_empty())
        .then(|| names.iter().map(|name| step(name)).collect::<Vec<_>>().join("."))
}

/// The names from the outermost ancestor down.
fn names_to<'x>(axis: &'x Axis<'_>, id: NodeId) -> Vec<&'x str> {
    let mut names: Vec<&str> =
        axis.ancestors(id).filter_map(|id| Some(axis.node(id)?.name.as_ref())).collect();
    names.reverse();
    names
}

/// A table's name may have points.
fn table_name(name: &str) -> Option<String> {
    (!name.is_empty()).then(|| name.split('.').map(step).collect::<Vec<_>>().join("."))
}

/// A name as a step of a path: in quotes where it is no plain word.
pub(crate) fn step(name: &str) -> Cow<'_, str> {
    let is_plain = is_name(name) || (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()));
    if is_plain && label::name(name) == name {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(format!("\"{name}\""))
    }
}
