//! What a report says, without what makes it a report: for programs that know no figures.

use crossfoot_model::{Element, Model, Table, print};

/// The text as Markdown, a row of a table as a line.
pub fn markdown(model: &Model<'_>) -> String {
    let mut out = String::new();
    for element in &model.body {
        match element {
            Element::Heading(at) => {
                let section = &model.sections[*at as usize];
                let marks = "#".repeat(section.level.into());
                out.push_str(&format!("{marks} {}\n\n", print::prose(model, section.heading)));
            }
            Element::Paragraph(prose) => out.push_str(&format!("{}\n\n", print::prose(model, prose))),
            Element::Item(prose) => out.push_str(&format!("- {}\n", print::prose(model, prose))),
            Element::Footnote(..) => {}
            Element::Table(id) => {
                for row in rows(model, &model.tables[id.at()]) {
                    out.push_str(&format!("| {} |\n", row.join(" | ")));
                }
                out.push('\n');
            }
        }
    }
    out
}

/// The cells of a table, row by row: first the labels of its columns, in front the label of each row.
pub fn rows(model: &Model<'_>, table: &Table<'_>) -> Vec<Vec<String>> {
    let columns: Vec<_> = table.columns.slots().collect();
    let labels = columns.iter().map(|(_, node)| node.label.to_string());
    let mut rows = vec![std::iter::once(String::new()).chain(labels).collect()];
    for (row, node) in table.rows.iter() {
        let figures = columns.iter().map(|(column, _)| match table.cell(row, *column) {
            Some(fact) => print::fact(model, fact),
            None => String::new(),
        });
        rows.push(std::iter::once(node.label.to_string()).chain(figures).collect());
    }
    rows
}
