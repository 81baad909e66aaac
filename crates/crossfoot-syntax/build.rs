//! Writes the enums and look-ups of `words` from `grammar/keywords.toml`.

#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let table = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../grammar/keywords.toml");
    println!("cargo::rerun-if-changed={}", table.display());
    println!("cargo::rerun-if-changed=build.rs");
    let words = generate(&sections(&fs::read_to_string(table)?)?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), words)?;
    Ok(())
}

/// One line of the table: the English word and the others.
type Entry = (String, Vec<String>);

/// The part of TOML that the table is written in: `[section]` and `key = ["a", "b"]`, a line each.
fn sections(table: &str) -> Result<BTreeMap<String, Vec<Entry>>, Box<dyn Error>> {
    let mut sections: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let mut section = String::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name.to_owned();
        } else {
            let (key, words) = line.split_once(" = ").ok_or_else(|| format!("no ` = ` in {line}"))?;
            let words = words
                .strip_prefix('[')
                .and_then(|words| words.strip_suffix(']'))
                .ok_or_else(|| format!("no list in {line}"))?;
            let entry = (key.trim_matches('"').to_owned(), strings(words));
            sections.entry(section.clone()).or_default().push(entry);
        }
    }
    Ok(sections)
}

/// The strings of a list, which may have marks in them.
fn strings(list: &str) -> Vec<String> {
    let inside = list.trim().strip_prefix('"').and_then(|list| list.strip_suffix('"'));
    let parts = inside.into_iter().flat_map(|list| list.split("\", \""));
    parts.map(|part| part.replace("\\\"", "\"")).collect()
}

/// The Rust source.
fn generate(sections: &BTreeMap<String, Vec<Entry>>) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (section, entries) in sections {
        let (parent, kind) = match section.split_once('.') {
            None => (None, type_name(section)),
            Some((parent, "help")) => {
                help(&mut out, &type_name(parent), entries, sections.get(parent).map_or(&[], Vec::as_slice))?;
                continue;
            }
            Some((parent, _)) => (Some(parent), type_name(parent)),
        };
        if parent.is_none() {
            enumeration(&mut out, section, &kind, entries)?;
        }
        let function = section.replace('.', "_");
        let list = function.to_uppercase();
        // The longest first, so that the first one that a text begins with is the longest.
        let mut all: Vec<(&str, String)> = Vec::new();
        for (english, others) in entries {
            if parent.is_none() {
                all.push((english, variant(english)));
            }
            all.extend(others.iter().map(|word| (word.as_str(), variant(english))));
        }
        all.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        writeln!(out, "/// Every `{section}` word in both languages, the longest first.")?;
        writeln!(out, "pub const {list}: &[(&str, {kind})] = &[")?;
        for (word, variant) in &all {
            writeln!(out, "    ({word:?}, {kind}::{variant}),")?;
        }
        writeln!(out, "];\n")?;
        writeln!(out, "/// The `{section}` word that a text is, exactly.")?;
        writeln!(out, "pub fn {function}(text: &str) -> Option<{kind}> {{\n    Some(match text {{")?;
        for (word, variant) in &all {
            writeln!(out, "        {word:?} => {kind}::{variant},")?;
        }
        writeln!(out, "        _ => return None,\n    }})\n}}\n")?;
    }
    Ok(out)
}

/// The enum of a section, with the words that are written for each member.
fn enumeration(out: &mut String, section: &str, kind: &str, entries: &[Entry]) -> Result<(), Box<dyn Error>> {
    writeln!(out, "/// A word of `[{section}]` in the table of words.")?;
    writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum {kind} {{")?;
    for (english, others) in entries {
        writeln!(out, "    /// `{english}`: {}.\n    {},", others.join(" "), variant(english))?;
    }
    writeln!(out, "}}\n\nimpl {kind} {{")?;
    for (language, chinese) in [("English", false), ("Chinese", true)] {
        writeln!(out, "    /// The word that is written in {language}.")?;
        writeln!(
            out,
            "    pub const fn {}(self) -> &'static str {{\n        match self {{",
            language.to_lowercase()
        )?;
        for (english, others) in entries {
            let word = if chinese { others.first().unwrap_or(english) } else { english };
            writeln!(out, "            Self::{} => {word:?},", variant(english))?;
        }
        writeln!(out, "        }}\n    }}")?;
    }
    writeln!(out, "}}\n")?;
    Ok(())
}

/// What each word of a section is for, in English and in Chinese. None is left out.
fn help(out: &mut String, kind: &str, entries: &[Entry], words: &[Entry]) -> Result<(), Box<dyn Error>> {
    writeln!(out, "impl {kind} {{\n    /// What it is for, in English and in Chinese.")?;
    writeln!(out, "    pub const fn help(self) -> (&'static str, &'static str) {{\n        match self {{")?;
    for (word, _) in words {
        let said = entries.iter().find(|(it, _)| it == word).map(|(_, said)| said.as_slice());
        let Some([english, chinese]) = said else { return Err(format!("no help for {word}").into()) };
        writeln!(out, "            Self::{} => ({english:?}, {chinese:?}),", variant(word))?;
    }
    writeln!(out, "        }}\n    }}\n}}\n")?;
    Ok(())
}

/// `n/a` → `Na`, `more than` → `MoreThan`.
fn variant(word: &str) -> String {
    let mut name = String::new();
    let mut upper = true;
    for letter in word.chars() {
        if !letter.is_alphanumeric() {
            upper = letter != '/';
        } else if upper {
            name.extend(letter.to_uppercase());
            upper = false;
        } else {
            name.push(letter);
        }
    }
    name
}

/// The enum's name: the others in the crate say `TermWord` but `Function`.
fn type_name(section: &str) -> String {
    let name = variant(section);
    match section {
        "function" | "direction" | "hedge" | "scale" => name,
        _ => format!("{name}Word"),
    }
}
