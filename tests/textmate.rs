//! `grammar/crossfoot.tmLanguage.json`, the colours for editors, is what `grammar/textmate.toml` and
//! `grammar/keywords.toml` make of each other. `UPDATE=1` writes it.
//!
//! Whether it agrees with the parser is shown by `tests/real/textmate`, with the program that editors use.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use toml::Table;

/// The words of a section of the table, each with the ones that are read for the same.
type Words = BTreeMap<String, Vec<Vec<String>>>;

#[test]
fn the_grammar_for_editors_is_made_of_the_table_of_words() {
    let path = crossfoot_tests::path("../grammar/crossfoot.tmLanguage.json");
    let made = generate(include_str!("../grammar/textmate.toml"), include_str!("../grammar/keywords.toml"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} is out of date; UPDATE=1 writes it", path.display());
}

/// The file.
fn generate(source: &str, words: &str) -> String {
    let mut source: Table = source.parse().unwrap();
    let Some(toml::Value::Table(fragments)) = source.remove("fragment") else { panic!("no fragments") };
    let words = sections(&words.parse().unwrap());
    let mut grammar = serde_json::to_value(source).unwrap();
    fill(&mut grammar, &|name| match fragments.get(name) {
        Some(fragment) => fragment.as_str().unwrap().to_owned(),
        None => alternatives(name, &words),
    });
    format!("{}\n", serde_json::to_string_pretty(&grammar).unwrap())
}

/// Puts what they stand for in the place of all `«name»`.
fn fill(value: &mut Value, meaning: &dyn Fn(&str) -> String) {
    match value {
        Value::String(text) => {
            while let Some((before, rest)) = text.split_once('«') {
                let (name, behind) = rest.split_once('»').expect("`»`");
                *text = format!("{before}{}{behind}", meaning(name));
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| fill(one, meaning)),
        Value::Object(all) => all.values_mut().for_each(|one| fill(one, meaning)),
        _ => {}
    }
}

/// The sections and those nested in them, as `hedge.behind`. What is said of words, in `help`, is none.
fn sections(table: &Table) -> Words {
    let mut all = Words::new();
    for (name, section) in table {
        let section = section.as_table().unwrap();
        let strings = |list: &toml::Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
        };
        let flat = section.iter().filter(|(_, also)| also.is_array());
        all.insert(
            name.clone(),
            flat.map(|(word, also)| [vec![word.clone()], strings(also)].concat()).collect(),
        );
        if let Some(behind) = section.get("behind").and_then(toml::Value::as_table) {
            all.insert(format!("{name}.behind"), behind.values().map(strings).collect());
        }
    }
    all
}

/// The words of a section, of one of its entries, or, as `head.block`, those that begin a block in column 0.
fn alternatives(name: &str, words: &Words) -> String {
    let (section, entry) = match name.split_once('.') {
        _ if words.contains_key(name) => (name, None),
        Some((section, entry)) => (section, Some(entry)),
        None => panic!("«{name}» is neither a fragment nor a section"),
    };
    let fits = |also: &&Vec<String>| match entry {
        None => true,
        Some("block") => !["panel", "columns", "rows"].contains(&also[0].as_str()),
        Some(entry) => also[0] == entry,
    };
    let mut found: Vec<&String> = words[section].iter().filter(fits).flatten().collect();
    assert!(!found.is_empty(), "«{name}» has no words");
    found.sort_by_key(|word| std::cmp::Reverse(word.len()));
    found.dedup();
    let is_marked = ["head", "property"].contains(&section);
    let pattern = |word: &&String| match section {
        _ if is_marked => marked(word, words),
        "direction" | "hedge" | "hedge.behind" | "scale" if word.is_ascii() => {
            format!("(?i:{word})(?![A-Za-z])")
        }
        "direction" | "hedge" | "hedge.behind" | "scale" => (*word).clone(),
        _ => format!("{word}(?!\\w)"),
    };
    format!("(?:{})", found.iter().map(pattern).collect::<Vec<_>>().join("|"))
}

/// A word behind `@`, where no longer one is meant. Behind a Chinese one its text may follow at once.
fn marked(word: &str, words: &Words) -> String {
    if word.is_ascii() {
        return format!("{word}(?![A-Za-z_])");
    }
    let all = words["head"].iter().chain(&words["property"]).flatten();
    let longer: Vec<&str> =
        all.filter_map(|one| one.strip_prefix(word)).filter(|rest| !rest.is_empty()).collect();
    if longer.is_empty() { word.to_owned() } else { format!("{word}(?!{})", longer.join("|")) }
}
