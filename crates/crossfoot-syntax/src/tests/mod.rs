#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a failing test panics; tests read files and the clock"
)]

mod blocks;
mod clerk;
mod expressions;
mod figures;
mod grammar;
mod invariants;
mod recovery;
mod tables;

use crate::fault::FaultKind;

/// The tree of a text that has no faults.
fn tree(text: &str) -> String {
    let tree = crate::parse(text);
    assert!(tree.faults.is_empty(), "{text}\n{:#?}", tree.faults);
    crate::dump::dump(text, &tree)
}

/// The tree of a text, whatever its faults.
fn half(text: &str) -> String {
    crate::dump::dump(text, &crate::parse(text))
}

/// The faults of a text: what is under them, and what they are.
fn faults(text: &str) -> Vec<(String, FaultKind)> {
    let tree = crate::parse(text);
    for fault in &tree.faults {
        // The words exist for every fault that any test brings about.
        assert!(!fault.kind.message(text, fault.span).zh.is_empty());
        let _ = fault.kind.help(text, fault.span);
    }
    tree.faults.into_iter().map(|fault| (fault.span.of(text).to_owned(), fault.kind)).collect()
}

/// The text after the edits of all its faults.
fn mended(text: &str) -> String {
    let mut edits: Vec<_> = crate::parse(text).faults.into_iter().flat_map(|fault| fault.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = text.to_owned();
    for edit in edits.iter().rev() {
        out.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    out
}

/// The one expression of `@let x = …`.
fn expr(expression: &str) -> String {
    let dump = tree(&format!("@let x = {expression}"));
    dump.trim().strip_prefix("let x = ").expect(&dump).to_owned()
}

/// The figure of a paragraph that is `{…}` alone.
fn figure(inner: &str) -> String {
    let dump = tree(&format!("{{{inner}}}"));
    dump.trim().strip_prefix("paragraph ").expect(&dump).to_owned()
}
