//! A figure that gets other digits: only what reads it is judged again, and everything is as if it had been read anew.

use crossfoot_check::{check, check_constraints};
use crossfoot_model::{Amendable, Model, Source, build};
use crossfoot_source::Finding;
use crossfoot_tests::path;

fn said(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|it| format!("{} {:?} {}", it.rule.name, it.code, it.message.zh)).collect()
}

fn outcomes(model: &Model<'_>) -> Vec<String> {
    model.graph.outcomes.iter().map(|it| format!("{it:?}")).collect()
}

/// Every run of digits of the first report in turn becomes another one: nearly all figures of its tables and ties can
/// be amended, and then model and findings are those of the text with the other digits.
#[test]
fn an_amended_figure_is_what_a_fresh_reading_gives() {
    let text = std::fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let (report, template) = (Source::new("r", text.as_str()), Source::new(template.name, template.text));
    let plain = Amendable::new(&report, Some(&template));
    let mut all: Vec<_> = text.char_indices().filter_map(|(at, _)| plain.digits_at(at as u32)).collect();
    all.dedup();
    let mut amended = 0;
    for digits in &all {
        let typed = digits.span.of(&text);
        let other = if typed == "7" { "30" } else { "7" };
        let mut model = Amendable::new(&report, Some(&template));
        let Some(affected) = model.affected(digits.fact) else { continue };
        let mut findings = check(model.model()).findings;
        assert!(findings.is_empty());
        if model.amend(*digits, other).is_none() {
            continue;
        }
        amended += 1;
        findings.extend(check_constraints(model.model(), &affected));
        let mut fresh = text.clone();
        fresh.replace_range(digits.span.start as usize..digits.span.end as usize, other);
        let fresh = Source::new("r", fresh);
        let fresh = build(&fresh, Some(&template));
        assert!(model.model().values.iter().eq(fresh.values.iter()), "{typed}");
        assert_eq!(outcomes(model.model()), outcomes(&fresh), "{typed}");
        let mut fresh = said(&check(&fresh).findings);
        let mut findings = said(&findings);
        fresh.sort();
        findings.sort();
        assert_eq!(findings, fresh, "{typed}");
    }
    assert!(amended * 10 > all.len() * 9, "{amended} of {}", all.len());
}
