//! Every figure of the first report in turn gets another value: each guarded one is noticed, and only those.

use crossfoot_model::{Given, Home, Model, Source, build, guard};
use crossfoot_source::Span;

const SEED: u64 = 20_211_231;

/// Numbers from a seed, the same everywhere (Marsaglia's xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

#[test]
fn a_wrong_figure_is_noticed_exactly_where_it_is_guarded() {
    let text = std::fs::read_to_string(crossfoot_tests::path("reports/gz-kjj-2021.xfoot")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let template = Source::new(template.name, template.text);
    let report = Source::new("gz-kjj-2021.xfoot", text.as_str());
    let model = build(&report, Some(&template));
    let findings = crossfoot_check::check(&model).findings;
    assert!(findings.is_empty(), "the report as published is right: {findings:#?}");

    let guards = guard::count(&model);
    let mut dice = Dice(SEED);
    let (mut cells, mut prose, mut caught, mut unguarded) = (0, 0, 0, Vec::new());
    for (fact, guards) in model.facts.iter().zip(&guards) {
        let Some(digits) = digits_of(&model, fact) else { continue };
        match fact.home {
            Home::Cell(..) => cells += 1,
            _ => prose += 1,
        }
        let mutated = with_another_value(&text, digits, &mut dice);
        let mutant = Source::new("gz-kjj-2021.xfoot", mutated);
        let found = !crossfoot_check::check(&build(&mutant, Some(&template))).findings.is_empty();
        let written = digits.of(&text);
        assert_eq!(found, *guards > 0, "{written} at {digits:?} has {guards} guards");
        if found {
            caught += 1;
        } else {
            unguarded.push(written.to_owned());
        }
    }
    println!(
        "{cells} cells and {prose} figures in prose changed: {caught} noticed; unguarded: {unguarded:?}"
    );
    assert_eq!((cells, prose), (200, 24));
}

/// The digits of a stated figure.
fn digits_of(model: &Model<'_>, fact: &crossfoot_model::Fact<'_>) -> Option<Span> {
    if fact.given != Given::Stated || matches!(fact.home, Home::Field(_) | Home::Prior(_)) {
        return None;
    }
    match fact.figure {
        None => Some(fact.place.span),
        Some(figure) => match &figure.value.as_ref()?.form {
            crossfoot_syntax::ast::Form::Number(number) => Some(number.digits),
            _ => None,
        },
    }
    .filter(|span| !span.of(model.text_of(fact.place.file)).is_empty())
}

fn with_another_value(text: &str, digits: Span, dice: &mut Dice) -> String {
    let old: u64 = digits.of(text).parse().unwrap();
    let new = loop {
        let new = dice.roll() % (old * 2 + 10);
        if new != old {
            break new;
        }
    };
    let mut mutated = text.to_owned();
    mutated.replace_range(digits.start as usize..digits.end as usize, &new.to_string());
    mutated
}
