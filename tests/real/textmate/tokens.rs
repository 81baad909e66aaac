//! The tokens of every text at hand and of reports that nobody wrote, as JSON: what the colours for editors are
//! compared with.

use crossfoot_tests::{
    corpus,
    generate::{Style, flat_report, report},
};
use serde_json::{Value, json};

fn main() {
    let mut samples: Vec<Value> =
        corpus::all().into_iter().map(|sample| tokens(&sample.name, &sample.text)).collect();
    for (chinese, wide) in [(false, false), (false, true), (true, false), (true, true)] {
        for seed in 0..50 {
            let report = report(&choices(seed), Style { chinese, wide });
            let name = format!("generated {seed}, chinese {chinese}, wide {wide}");
            samples.push(tokens(&name, &report.text));
            let flat = flat_report(&choices(seed), Style { chinese, wide }).text;
            let flat: Vec<&str> = flat.lines().map(str::trim_start).collect();
            samples.push(tokens(&format!("{name}, flat"), &flat.join("\n")));
        }
    }
    println!("{}", json!(samples));
}

fn tokens(name: &str, text: &str) -> Value {
    let tree = crossfoot_syntax::parse(text);
    let token = |(kind, span): (_, crossfoot_source::Span)| json!([format!("{kind:?}"), span.of(text)]);
    json!({ "name": name, "tokens": tree.tokens.iter().map(token).collect::<Vec<_>>() })
}

/// Numbers from which a report is made, the same for the same seed.
fn choices(seed: u32) -> Vec<u32> {
    let mut number = seed;
    let mut next = || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        number.rotate_left(16)
    };
    (0..300).map(|_| next()).collect()
}
