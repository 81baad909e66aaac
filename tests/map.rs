//! `crates/README.md` says which crates there are and what each knows about; cargo says what is so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What each member depends on, development aside.
fn members() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    // A dependency goes by the name that it is given here.
    let name = |value: &Value| value["rename"].as_str().or(value["name"].as_str()).unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap();
            (name(package), dependencies.iter().filter(|one| one["kind"] != "dev").map(name).collect())
        })
        .collect()
}

/// The rows of the table under a heading of the map, cell by cell.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let map = include_str!("../crates/README.md");
    let section = map.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.split('|').skip(1).map(str::trim).collect()).collect()
}

/// What stands in backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_crate_and_what_it_knows_about_is_on_the_map() {
    let mapped: BTreeMap<String, BTreeSet<String>> = table("Crates")
        .iter()
        .map(|row| (names(row[0]).remove(0), names(row[2]).into_iter().collect()))
        .collect();
    assert_eq!(mapped, members(), "left: crates/README.md, right: cargo metadata");
}

#[test]
fn arrows_point_upwards_only() {
    let members = members();
    let mut above = BTreeSet::new();
    for row in table("Crates") {
        let one = names(row[0]).remove(0);
        for known in members[&one].iter().filter(|known| members.contains_key(*known)) {
            assert!(above.contains(known), "{one} knows about {known}, which is not above it");
        }
        above.insert(one);
    }
}

#[test]
fn every_dependency_earns_its_place() {
    let mapped: BTreeSet<String> = table("Dependencies")
        .iter()
        .map(|row| {
            assert!(!row[1].is_empty(), "{} has no reason", row[0]);
            names(row[0]).remove(0)
        })
        .collect();
    let members = members();
    let used: BTreeSet<String> =
        members.values().flatten().filter(|name| !members.contains_key(*name)).cloned().collect();
    assert_eq!(mapped, used, "left: crates/README.md, right: cargo metadata");
}
