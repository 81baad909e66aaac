//! The tables under *Words* in the manual are `grammar/keywords.toml`, section by section and word by word.

use toml::Table;

/// The sections of the table, nested ones as `x.behind`, with their words and what else is read for them.
fn sections(table: &Table) -> Vec<(String, Vec<(String, String)>)> {
    let mut all = Vec::new();
    for (name, section) in table {
        let mut words = Vec::new();
        let mut nested = Table::new();
        for (word, value) in section.as_table().unwrap() {
            match value.as_array() {
                Some(also) => {
                    let also: Vec<_> = also.iter().map(|one| one.as_str().unwrap()).collect();
                    words.push((word.clone(), also.join(", ")));
                }
                None => {
                    nested.insert(format!("{name}.{word}"), value.clone());
                }
            }
        }
        all.push((name.clone(), words));
        // What a word is for stands in the table only.
        nested.remove(&format!("{name}.help"));
        all.extend(sections(&nested));
    }
    all
}

#[test]
fn the_manual_has_every_word() {
    let manual = include_str!("../grammar/README.md");
    let words = manual.split("\n## Words\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let cell = |row: &str, at| row.split('|').nth(at).unwrap().trim().trim_matches('`').to_owned();
    let mut shown: Vec<(String, Vec<(String, String)>)> = words
        .split("\n### `")
        .skip(1)
        .map(|section| {
            let rows = section.lines().filter(|line| line.starts_with("| `"));
            let name = section.split('`').next().unwrap().to_owned();
            (name, rows.map(|row| (cell(row, 1), cell(row, 2))).collect())
        })
        .collect();
    let mut meant = sections(&include_str!("../grammar/keywords.toml").parse().unwrap());
    for sections in [&mut shown, &mut meant] {
        sections.sort();
        sections.iter_mut().for_each(|(_, words)| words.sort());
    }
    assert_eq!(shown, meant, "left: grammar/README.md, right: grammar/keywords.toml");
}
