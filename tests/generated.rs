//! What holds of reports that nobody wrote: right ones are found right, whatever they look like and however they are
//! written, and wrong ones wrong.

use std::collections::HashMap;

use crossfoot_model::{
    Element, FactId, Given, Home, Model, Outcome, Source, StatementKind, Val, build, guard, print,
};
use crossfoot_source::{Finding, Lang, Span};
use crossfoot_syntax::ast::{BlockKind, Form, Tree};
use crossfoot_tests::{
    checked,
    generate::{Report, Style, flat_report, report},
    shape,
};
use proptest::{prelude::*, test_runner::RngSeed};

const PLAIN: Style = Style { chinese: false, wide: false };

/// The same cases every time.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_211_231),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn choices() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 0..500)
}

fn findings(model: &Model<'_>) -> Vec<Finding> {
    crossfoot_check::check(model).findings
}

/// A text as a model, given to a test.
fn with_model<T>(text: &str, test: impl FnOnce(&Model<'_>) -> T) -> T {
    let source = Source::new("report", text);
    test(&build(&source, None))
}

/// No finding of any severity.
fn is_right(text: &str) -> Result<(), TestCaseError> {
    let found = with_model(text, findings);
    let told: Vec<String> = found.iter().map(|it| checked::line(it, text, Lang::En)).collect();
    prop_assert!(found.is_empty(), "{}\n\n{text}", told.join("\n"));
    Ok(())
}

/// What came of everything, and what everything is worth, without saying where it stands.
fn outcomes(text: &str) -> (Vec<Outcome>, Vec<String>) {
    with_model(text, |model| {
        let without_place = |outcome: &Outcome| match outcome {
            Outcome::Explained(_) => unreachable!("nothing is explained in these reports"),
            other => other.clone(),
        };
        let facts = (0..model.facts.len() as u32).map(|id| format!("{:?}", model.value(FactId(id))));
        (model.graph.outcomes.iter().map(without_place).collect(), facts.collect())
    })
}

fn tree(text: &str) -> Tree {
    let tree = crossfoot_syntax::parse(text);
    let joined: String = tree.tokens.iter().map(|(_, span)| span.of(text)).collect();
    assert_eq!(joined, text);
    tree
}

/// Everything that is ever done with a text.
fn everything(text: &str) {
    with_model(text, |model| {
        let findings = findings(model);
        assert!(!crossfoot_emit::json(model, &findings).is_empty());
        assert!(!crossfoot_emit::html(model, &findings, &Default::default()).is_empty());
    });
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_right_report_gives_no_finding(choices in choices()) {
        is_right(&report(&choices, PLAIN).text)?;
    }

    /// Chinese words and the marks of a Chinese keyboard are the same words and marks.
    #[test]
    fn words_and_marks_of_either_keyboard_are_one_report(choices in choices()) {
        for chinese in [false, true] {
            let [narrow, wide] = [false, true].map(|wide| report(&choices, Style { chinese, wide }).text);
            is_right(&narrow)?;
            is_right(&wide)?;
            prop_assert_eq!(shape::words(&tree(&narrow), &narrow), shape::words(&tree(&wide), &wide), "{}", wide);
            prop_assert_eq!(outcomes(&narrow), outcomes(&wide), "{}", wide);
            prop_assert_eq!(outcomes(&narrow), outcomes(&report(&choices, PLAIN).text), "{}", narrow);
        }
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_change_nothing(choices in choices()) {
        let text = report(&choices, PLAIN).text;
        let outcomes_before = outcomes(&text);
        for variant in [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")] {
            is_right(&variant)?;
            prop_assert_eq!(&outcomes(&variant), &outcomes_before, "{:?}", variant);
            prop_assert_eq!(shape::words(&tree(&variant), &variant), shape::words(&tree(&text), &text));
        }
    }

    #[test]
    fn prose_without_its_marks_is_the_text_that_was_pasted(choices in choices(), chinese: bool, wide: bool) {
        let Report { text, printed } = report(&choices, Style { chinese, wide });
        let prose = with_model(&text, |model| {
            let prose = model.body.iter().filter_map(|element| match element {
                Element::Heading(at) => Some(model.sections[*at as usize].heading),
                Element::Paragraph(it) | Element::Item(it) => Some(*it),
                Element::Footnote(..) | Element::Table(_) => None,
            });
            prose.map(|it| print::prose(model, it)).collect::<Vec<_>>()
        });
        prop_assert_eq!(prose, printed, "{}", text);
    }

    /// Without trees, rules and properties of rows in a table, indentation says nothing.
    #[test]
    fn a_flat_table_needs_no_indentation(choices in choices(), chinese: bool, wide: bool) {
        let text = flat_report(&choices, Style { chinese, wide }).text;
        is_right(&text)?;
        let mut bare = text.clone();
        for block in tree(&text).blocks.iter().rev().filter(|block| matches!(block.kind, BlockKind::Table(_))) {
            let lines = block.span.of(&text).replace("\n  ", "\n");
            prop_assert!(!lines.contains("\n "));
            bare.replace_range(block.span.start as usize..block.span.end as usize, &lines);
        }
        prop_assert_eq!(shape::words(&tree(&bare), &bare), shape::words(&tree(&text), &text), "{}", bare);
        prop_assert_eq!(outcomes(&bare), outcomes(&text), "{}", bare);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// A right report has no faults at all, so those of a prefix are all its own (see `invariants.rs`).
    #[test]
    fn any_prefix_has_faults_in_its_last_block_only(choices in choices(), chinese: bool, wide: bool) {
        let text = report(&choices, Style { chinese, wide }).text;
        for prefix in (0..text.len()).filter_map(|end| text.get(..end)) {
            let tree = tree(prefix);
            let last = tree.blocks.last().map_or(0, |block| block.span.start);
            for fault in &tree.faults {
                prop_assert!(fault.span.start >= last, "{:?} in:\n{}", fault, prefix);
            }
        }
        for prefix in (0..text.len()).step_by(97).filter_map(|end| text.get(..end)) {
            everything(prefix);
        }
    }

    /// A line that is garbled behind its first mark: the blocks but for its own and those next to it stay as they are.
    #[test]
    fn a_garbled_line_changes_its_neighbours_at_most(choices in choices(), chinese: bool, wide: bool) {
        let text = report(&choices, Style { chinese, wide }).text;
        let whole = tree(&text);
        let shapes: Vec<String> = whole.blocks.iter().map(|block| shape::block(&whole, block)).collect();
        for (nth, block) in whole.blocks.iter().enumerate() {
            let span = block.span;
            // Every line of the block in turn.
            let lines = span.of(&text).split_inclusive('\n').scan(span.start as usize, |at, line| {
                *at += line.len();
                Some((*at - line.len(), line))
            });
            for (start, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
                let indent = line.len() - line.trim_start().len();
                let kept = indent + line.trim_start().char_indices().nth(2).map_or(0, |(at, _)| at);
                for garbage in ["", "{5件 = a[", " @检 (", "| = x + | \"", "“]}{", "**", "="] {
                    let (before, behind) = (&text[..start + kept], &text[start + line.trim_end().len()..]);
                    let garbled = format!("{before}{garbage}{behind}");
                    let garbled_tree = tree(&garbled);
                    let blocks = &garbled_tree.blocks;
                    let far_before = nth.saturating_sub(1);
                    let far_behind = (shapes.len() - nth).saturating_sub(2);
                    let holds = blocks.len() >= far_before + far_behind
                        && blocks.iter().zip(&shapes).take(far_before).all(|(it, was)| shape::block(&garbled_tree, it) == *was)
                        && blocks.iter().rev().zip(shapes.iter().rev()).take(far_behind)
                            .all(|(it, was)| shape::block(&garbled_tree, it) == *was);
                    prop_assert!(holds, "{:?} instead of {:?} in:\n{}", garbage, line, garbled);
                }
            }
        }
    }

    /// Each figure in turn gets a value that no rounding excuses: it is noticed wherever a rule holds it fast.
    #[test]
    fn a_wrong_figure_is_noticed_where_it_is_guarded(choices in choices(), chinese: bool) {
        let text = report(&choices, Style { chinese, wide: false }).text;
        let wrong = with_model(&text, |model| {
            let guarded = guard::count(model).into_iter().zip(&model.facts).filter(|(guards, _)| *guards > 0);
            guarded.filter_map(|(_, fact)| digits_of(model, fact)).collect::<Vec<_>>()
        });
        for digits in wrong {
            let mut mutated = text.clone();
            mutated.replace_range(digits.start as usize..digits.end as usize, &another(digits.of(&text)));
            let found = with_model(&mutated, findings);
            prop_assert!(!found.is_empty(), "{} at {:?} in\n{}", digits.of(&text), digits, mutated);
        }
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_text_is_checked_and_written(text: String) {
        everything(&text);
    }

    #[test]
    fn any_bytes_are_checked_and_written(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        everything(&String::from_utf8_lossy(&bytes));
    }

    /// A report with stretches of it taken out, doubled or exchanged for what a keyboard gives.
    #[test]
    fn a_mutilated_report_is_checked_and_written(
        choices in choices(),
        chinese: bool,
        wounds in prop::collection::vec((any::<prop::sample::Index>(), 0..40usize, 0..20usize), 1..12),
    ) {
        const MARKS: &[&str] = &[
            "", "\n", "\n\n", "\n  ", "\t", " | ", "{", "}", "=", "@", "@table ", "@列 ", "@check ", "# ", "[", "]", "sum(",
            "99999999999999999999999999999999999999", "n/a", "\u{202e}",
        ];
        let mut text = report(&choices, Style { chinese, wide: false }).text;
        for (at, len, mark) in wounds {
            let boundary = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(at.index(text.len() + 1));
            let end = boundary((start + len).min(text.len())).max(start);
            let with = if len % 3 == 0 { text[start..end].repeat(2) } else { MARKS[mark].to_owned() };
            text.replace_range(start..end, &with);
        }
        everything(&text);
    }
}

/// What the properties above are held against has all that it should have.
#[test]
fn generated_reports_are_not_trivial() {
    let (mut reports, mut panels, mut guarded, mut outcomes) = (0, 0, 0, HashMap::<&str, usize>::new());
    let mut dice = 20_211_231u64;
    let mut roll = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 32) as u32
    };
    for _ in 0..100 {
        let choices: Vec<u32> = (0..500).map(|_| roll()).collect();
        with_model(&report(&choices, PLAIN).text, |model| {
            reports += 1;
            panels += model.tables.iter().map(|table| table.panels.len()).sum::<usize>();
            guarded += guard::count(model).iter().filter(|guards| **guards > 0).count();
            for (constraint, outcome) in model.graph.constraints.iter().zip(&model.graph.outcomes) {
                let kind = match model.statements[constraint.statement.at()].kind {
                    StatementKind::Formula(..) => "formula",
                    StatementKind::TableFormula => "table formula",
                    StatementKind::CellFormula(_) => "formula of a cell",
                    StatementKind::Tie(_) => "tie",
                    StatementKind::Check => "check",
                };
                *outcomes.entry(kind).or_default() += 1;
                let has_day =
                    || model.graph.reads(constraint).any(|id| matches!(model.value(id), Val::Date(_)));
                let outcome = match outcome {
                    Outcome::Agrees => "agrees",
                    Outcome::WithinRounding => "within rounding",
                    Outcome::DoesNotApply => "does not apply",
                    // Days are not added up: a sum for each column says nothing of a column of them.
                    Outcome::NotCheckable(_) if has_day() => "days",
                    other => panic!("{other:?} in a right report:\n{}", model.report.text),
                };
                *outcomes.entry(outcome).or_default() += 1;
            }
        });
    }
    println!("{reports} reports, {panels} panels, {guarded} guarded figures, {outcomes:?}");
    assert!(panels > reports && guarded > 20 * reports);
    for it in ["formula", "formula of a cell", "tie", "check", "agrees", "within rounding", "does not apply"]
    {
        assert!(outcomes.get(it).is_some_and(|count| *count >= 20), "{it}: {outcomes:?}");
    }
}

/// The digits of a stated figure.
fn digits_of(model: &Model<'_>, fact: &crossfoot_model::Fact<'_>) -> Option<Span> {
    if fact.given != Given::Stated || !matches!(fact.home, Home::Cell(..) | Home::Prose(_)) {
        return None;
    }
    let span = match fact.figure {
        None => fact.place.span,
        Some(figure) => match &figure.value.as_ref()?.form {
            Form::Number(number) => number.digits,
            _ => return None,
        },
    };
    span.of(&model.report.text).contains(|c: char| c.is_ascii_digit()).then_some(span)
}

/// A number with as many decimals, three times as large and more.
fn another(digits: &str) -> String {
    let (whole, decimals) =
        digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let whole = (whole.parse::<u64>().unwrap() * 3 + 10).to_string();
    decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}"))
}
