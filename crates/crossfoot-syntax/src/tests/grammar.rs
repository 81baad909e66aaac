use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The productions of the EBNF are the functions of the grammar, and each name in a production is one.
#[test]
fn every_production_is_a_function_and_every_function_a_production() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let ebnf = fs::read_to_string(root.join("../../grammar/crossfoot.ebnf")).unwrap();
    let mut productions = BTreeSet::new();
    let mut used = BTreeSet::from(["file".to_owned()]);
    for production in without_comments(&ebnf).split(" ;\n") {
        let Some((name, body)) = production.trim().split_once('=') else { continue };
        assert!(productions.insert(name.trim().to_owned()), "{name} twice");
        // Every second part stands between quotes.
        let words = body.split('"').step_by(2).flat_map(str::split_whitespace);
        used.extend(
            words.filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned),
        );
    }
    assert_eq!(productions, used);

    let mut functions = BTreeSet::new();
    for entry in fs::read_dir(root.join("src/grammar")).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("sentence.rs") {
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            if let Some(rest) = line.strip_prefix("pub(crate) fn ") {
                functions.insert(rest.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    assert_eq!(productions, functions);
}

fn without_comments(ebnf: &str) -> String {
    let parts = ebnf.split("(*").map(|part| part.split_once("*)").map_or(part, |(_, code)| code));
    parts.collect()
}
