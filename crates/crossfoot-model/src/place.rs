//! Naming a figure as the author would: `表三“总计”行、“自然人”列`.

use crossfoot_source::{Message, Place};

use crate::{axis::Axis, problem::Side, report::*};

/// A fact: its table, row and column, its name, or what is written.
pub fn fact(model: &Model<'_>, id: FactId) -> Message {
    let Some(it) = model.fact(id) else { return Message::default() };
    match it.home {
        Home::Cell(table, row, column) => cell(model, table, row, column),
        Home::Prose(Some(name)) => {
            let name = name.of(&model.report.text);
            Message::new(format!("“{name}”"), format!("“{name}”"))
        }
        Home::Prose(None) => {
            let amended = model.amended.get(&id).map(String::as_str);
            let written =
                amended.unwrap_or_else(|| model.text(it.place)).trim_matches(['{', '}', '｛', '｝']);
            let written = written.split(['=', '＝']).next().unwrap_or_default().trim();
            Message::new(format!("“{written}” in the text"), format!("正文“{written}”"))
        }
        Home::Prior(_) => {
            // What is stated stands in front of it: `T[row, column] = 5`.
            let before = model.report.text.get(..it.place.span.start as usize).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let name = line.trim().trim_end_matches(['=', '＝']).trim_end();
            Message::new(format!("last year's {name}"), format!("上年{name}"))
        }
        Home::Field(at) => {
            let name =
                model.head.fields.get(at as usize).map(|field| field.name.as_ref()).unwrap_or_default();
            Message::new(format!("field “{name}”"), format!("填报项“{name}”"))
        }
    }
}

fn cell(model: &Model<'_>, id: TableId, row: NodeId, column: NodeId) -> Message {
    let Some(it) = model.table(id) else { return Message::default() };
    let table = table(model, id);
    // A row that prints no label, or a column that is the only one, says nothing.
    let labelled = it.rows.node(row).filter(|node| !node.label.is_empty());
    let is_only = labelled.is_some_and(|node| it.columns.slots_of(node.panel).nth(1).is_none());
    let row = labelled.map(|_| short_name(&it.rows, row)).unwrap_or_default();
    let column = if is_only { String::new() } else { short_name(&it.columns, column) };
    let (en, zh) = match (row.is_empty(), column.is_empty()) {
        (false, false) => (format!("row “{row}”, column “{column}”"), format!("“{row}”行、“{column}”列")),
        (true, false) => (format!("column “{column}”"), format!("“{column}”列")),
        (false, true) => (format!("row “{row}”"), format!("“{row}”行")),
        (true, true) => (String::from("the figure"), String::from("的数")),
    };
    let of = if table.zh.ends_with('”') && !zh.starts_with('的') { "的" } else { "" };
    Message::new(format!("{en} of {}", table.en), format!("{}{of}{zh}", table.zh))
}

/// A row or column on its own.
pub fn node(model: &Model<'_>, id: TableId, side: Side, node: NodeId) -> Message {
    let Some(it) = model.table(id) else { return Message::default() };
    match side {
        Side::Rows => {
            let name = short_name(&it.rows, node);
            Message::new(format!("row “{name}”"), format!("“{name}”行"))
        }
        Side::Columns => {
            let name = short_name(&it.columns, node);
            Message::new(format!("column “{name}”"), format!("“{name}”列"))
        }
    }
}

/// A table: by the number of its section where that has a Chinese number and no other table, else by its name.
pub fn table(model: &Model<'_>, id: TableId) -> Message {
    let Some(it) = model.table(id) else { return Message::default() };
    let en = format!("table {}", it.name);
    let is_alone = model.tables.iter().filter(|other| other.section == it.section).count() == 1;
    let number = it.section.as_ref().filter(|_| is_alone).and_then(|words| {
        let section = model.sections.iter().find(|section| section.words == *words && section.level == 1)?;
        section.number.as_deref()?.strip_suffix('、')
    });
    let zh = match number {
        Some(number) => format!("表{number}"),
        None => format!("表“{}”", it.name),
    };
    Message::new(en, zh)
}

/// The name of a row or column that says which one is meant: with its ancestors, where another one has the same name.
pub fn short_name(axis: &Axis<'_>, id: NodeId) -> String {
    short_path(axis, id).join(".")
}

/// The steps of that name.
pub(crate) fn short_path(axis: &Axis<'_>, id: NodeId) -> Vec<String> {
    let Some(node) = axis.node(id) else { return Vec::new() };
    if axis.named(&node.name).count() < 2 {
        return vec![node.name.to_string()];
    }
    let mut path: Vec<&str> =
        axis.ancestors(id).filter_map(|id| Some(axis.node(id)?.name.as_ref())).collect();
    path.reverse();
    // As few ancestors as tell it apart.
    while path.len() > 2 {
        let shorter = path.get(1..).unwrap_or_default();
        if crate::lookup::by_path(axis, &[], shorter, None) != crate::lookup::Found::Node(id) {
            break;
        }
        path.remove(0);
    }
    path.into_iter().map(str::to_owned).collect()
}

/// Where a fact is written, or would be.
pub fn of(model: &Model<'_>, id: FactId) -> Place {
    model.fact(id).map(|fact| fact.place).unwrap_or_default()
}
