//! Every example of the manual is run: it gives the findings that it announces and no others.

use crossfoot_model::Source;
use crossfoot_tests::fences::{Kind, announced, as_announced, check, fences};

#[test]
fn examples_of_the_manual_are_true() {
    let manual = std::fs::read_to_string(crossfoot_tests::path("../grammar/README.md")).unwrap();
    let page = fences(&manual);
    let mut failed = Vec::new();
    for (at, fence) in page.iter().enumerate() {
        match fence.kind {
            Kind::Fragment => {
                let source = Source::new("fragment", fence.text);
                if !source.tree.faults.is_empty() {
                    failed.push(format!("line {}: {:?}", fence.line, source.tree.faults));
                }
            }
            Kind::Report | Kind::Template(_) => {
                let findings = check(fence.text, &page[..at]);
                let (found, expected) = (as_announced(&findings, fence.text), announced(fence.text));
                if found != expected {
                    let told: Vec<String> =
                        findings.iter().map(|it| format!("  {}: {}", it.rule.name, it.message.en)).collect();
                    failed.push(format!(
                        "line {}: {found:?}\n  instead of {expected:?}\n{}",
                        fence.line,
                        told.join("\n")
                    ));
                }
            }
        }
    }
    assert!(page.len() >= 30);
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
