//! The tokens of every text at hand, as JSON: what the colours for editors are compared with.

use crossfoot_tests::corpus;
use serde_json::json;

fn main() {
    let samples: Vec<_> = corpus::all()
        .into_iter()
        .map(|sample| {
            let tree = crossfoot_syntax::parse(&sample.text);
            let tokens: Vec<_> = tree
                .tokens
                .iter()
                .map(|(kind, span)| json!([format!("{kind:?}"), span.of(&sample.text)]))
                .collect();
            json!({ "name": sample.name, "faults": !tree.faults.is_empty(), "tokens": tokens })
        })
        .collect();
    println!("{}", json!(samples));
}
