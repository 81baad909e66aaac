//! The formatter: what it writes says the same as before, another time it changes nothing, and what is broken it leaves
//! alone. Held against every text of the language that is at hand, against parts of them, and against reports that nobody
//! wrote; and the tests themselves against formatters that do not do so.

use std::sync::LazyLock;

use crossfoot_format::{Options, Shape};
use crossfoot_model::{Source, build};
use crossfoot_source::{Edit, Lang, Span};
use crossfoot_tests::{
    corpus::{self, Sample},
    faithful::{Formatter, faithful, format},
    fences::fences,
    generate::{Style, flat_report, report},
};
use proptest::{prelude::*, test_runner::RngSeed};

const LANGUAGES: [Option<Lang>; 3] = [None, Some(Lang::En), Some(Lang::Zh)];

fn template(sample: &Sample) -> Option<Source> {
    sample.template.as_deref().map(|text| Source::new("template", text))
}

/// A formatter that writes words in a language.
fn in_language(keywords: Option<Lang>) -> impl Fn(&str, Option<&Source>) -> String {
    move |text, template| format(text, template, Options { keywords })
}

/// Formats, and complains with the name of the text.
fn check(formatter: &Formatter<'_>, sample: &Sample, text: &str, template: Option<&Source>) {
    if let Err(why) = faithful(formatter, text, template) {
        panic!("{}, {} bytes of it: {why}", sample.name, text.len());
    }
}

#[test]
fn every_text_says_the_same_in_either_language() {
    for sample in corpus::all() {
        let template = template(&sample);
        for keywords in LANGUAGES {
            check(&in_language(keywords), &sample, &sample.text, template.as_ref());
        }
    }
}

#[test]
fn there_and_back_is_the_same() {
    for sample in corpus::all() {
        let template = template(&sample);
        let [english, chinese] = [Lang::En, Lang::Zh].map(|lang| {
            let first = in_language(Some(lang))(&sample.text, template.as_ref());
            let other = if lang == Lang::En { Lang::Zh } else { Lang::En };
            let there = in_language(Some(other))(&first, template.as_ref());
            let back = in_language(Some(lang))(&there, template.as_ref());
            assert_eq!(back, first, "{}", sample.name);
            first
        });
        let from_english = in_language(Some(Lang::Zh))(&english, template.as_ref());
        assert_eq!(from_english, chinese, "{}", sample.name);
    }
}

/// Every prefix of the snippets, and some of those of the whole files.
#[test]
fn any_prefix_says_the_same() {
    let mut count = 0;
    for sample in corpus::all() {
        let template = template(&sample);
        let step = if sample.text.len() > 2000 { 211 } else { 3 };
        let prefixes = (0..sample.text.len()).filter_map(|end| sample.text.get(..end));
        for prefix in prefixes.step_by(step) {
            check(&in_language(None), &sample, prefix, template.as_ref());
            count += 1;
        }
    }
    println!("{count} prefixes");
}

/// Line ends stay what each is; so does a byte order mark.
#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    for sample in corpus::files() {
        let template = template(&sample);
        let tidy = in_language(None)(&sample.text, template.as_ref());
        for end in ["\r\n", "\r"] {
            let text = format!("\u{feff}{}", sample.text.replace('\n', end));
            let expected = format!("\u{feff}{}", tidy.replace('\n', end));
            assert!(in_language(None)(&text, template.as_ref()) == expected, "{}, {end:?}", sample.name);
        }
    }
}

/// What is changed block by block is what is changed at once.
#[test]
fn a_block_can_be_formatted_alone() {
    for sample in corpus::all() {
        let template = template(&sample);
        let report = Source::new("report", sample.text.as_str());
        let shape = Shape::of(&build(&report, template.as_ref()));
        let edits =
            |within| crossfoot_format::edits(&report.text, &report.tree, &shape, Options::default(), within);
        let whole = edits(Span::new(0, report.text.len() as u32));
        for block in &report.tree.blocks {
            let alone = edits(block.span);
            let of_block =
                |edit: &&Edit| block.span.start <= edit.span.start && edit.span.end <= block.span.end;
            assert!(whole.iter().filter(of_block).eq(alone.iter().filter(of_block)), "{}", sample.name);
            // A comment directly beneath, and the end of the text, go with it.
            let lines = |edit: &Edit| {
                Span::new(block.span.end.min(edit.span.start), edit.span.start).of(&report.text)
            };
            let is_near = |edit: &Edit| edit.span.end >= block.span.start && !lines(edit).contains("\n\n");
            assert!(alone.iter().all(is_near), "{}: {alone:?}", sample.name);
        }
        for (before, behind) in whole.iter().zip(whole.iter().skip(1)) {
            assert!(before.span.end <= behind.span.start, "{before:?} {behind:?}");
        }
    }
}

/// All files of the language in the repository are as the formatter writes them.
#[test]
fn the_files_of_the_repository_are_tidy() {
    for sample in corpus::files() {
        let tidy = in_language(None)(&sample.text, template(&sample).as_ref());
        assert!(tidy == sample.text, "{}: run `crossfoot fmt`", sample.name);
    }
}

/// The section of the manual shows a text before and after.
#[test]
fn the_manual_shows_what_becomes_of_a_text() {
    let manual = std::fs::read_to_string(crossfoot_tests::path("../grammar/README.md")).unwrap();
    let shown: Vec<&str> =
        fences(&manual).iter().filter(|it| it.heading == "Formatting").map(|it| it.text).collect();
    let [before, after] = shown.as_slice() else { panic!("{shown:?}") };
    assert_eq!(in_language(None)(before, None), *after);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(20_211_231),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Reports that nobody wrote, in either language and either width, and with their lines in disorder.
    #[test]
    fn reports_that_nobody_wrote_say_the_same(choices in prop::collection::vec(any::<u32>(), 0..500)) {
        let written = |chinese, wide| report(&choices, Style { chinese, wide }).text;
        for text in [written(false, false), written(false, true), written(true, false), written(true, true)] {
            for keywords in LANGUAGES {
                faithful(&in_language(keywords), &text, None).map_err(TestCaseError::fail)?;
            }
            let broken = text.replacen(']', "", 1);
            faithful(&in_language(None), &broken, None).map_err(TestCaseError::fail)?;
        }
        let [english, chinese] = [Lang::En, Lang::Zh].map(|lang| in_language(Some(lang)));
        let first = english(&written(false, false), None);
        prop_assert_eq!(&english(&chinese(&first, None), None), &first);
        let flat = flat_report(&choices, Style::default()).text;
        let untidy: String = flat.lines().map(|line| format!("{}  \r\n", line.trim_start().replace(" | ", "|"))).collect();
        faithful(&in_language(None), &untidy, None).map_err(TestCaseError::fail)?;
    }
}

/// What people type by mistake, or on another keyboard.
const PIECES: [&str; 40] = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\u{3000}",
    "|",
    "｜",
    " | ",
    "||",
    "@",
    "＠",
    "{",
    "}",
    "｛",
    "｝",
    "\\",
    "“",
    "”",
    "\"",
    "：",
    ":",
    "=",
    "，",
    "。",
    "#",
    "- ",
    "// x",
    "[^a]",
    "（",
    "）",
    "-",
    "*",
    "１",
    "😀",
    "@note ",
    "\n  ",
    "\n    a | 1",
    "n/a",
];

/// Texts of the language with a few such pieces in them, or with a few of their own cut out.
fn untidied(text: &str, places: &[(u32, u32, u32)]) -> String {
    let mut text = text.to_owned();
    for (place, cut, piece) in places {
        let at = |text: &str, place: u32| {
            (place as usize % (text.len() + 1)..).find(|at| text.is_char_boundary(*at)).unwrap()
        };
        let from = at(&text, *place);
        let to = at(&text, (from as u32).saturating_add(cut % 4)).max(from);
        text.replace_range(from..to, PIECES[*piece as usize % PIECES.len()]);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2500,
        rng_seed: RngSeed::Fixed(20_211_231),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn untidied_texts_say_the_same(which: prop::sample::Index, places in prop::collection::vec(any::<(u32, u32, u32)>(), 1..6)) {
        let sample = which.get(SAMPLES.as_slice());
        let text = untidied(&sample.text, &places);
        faithful(&in_language(LANGUAGES[places.len() % 3]), &text, template(sample).as_ref()).map_err(|why| TestCaseError::fail(format!("{}: {why}\n{text:?}", sample.name)))?;
    }
}

/// The snippets, and the smaller ones of the files.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| {
    let mut samples = corpus::all();
    samples.retain(|sample| sample.text.len() < 4000);
    samples
});

/// A report with everything in it that a bad formatter may spoil.
const SAMPLE: &str = "\
@report A sample
  @entity 青石镇
  @period 2024

// A comment.
Text with １２ wide digits, {staff: 41 people} and
a second line. {half: 20 people}[^a]

Another paragraph.

@table t \"T\"
  @columns Kind | held @unit courses | people @unit people @accept n/a    // why
  North
    Law  | 4 | 96
    Arts | 2 | n/a
  South  | 5 | 140
  @check order: t[Law, held] <= t[South, held]

@check: staff = (half

@check: staff >= half

[^a]: A footnote.
";

/// A formatter that would be caught by nothing would not be worth its tests.
#[test]
fn a_bad_formatter_is_caught() {
    let good = in_language(None);
    faithful(&good, SAMPLE, None).unwrap();
    let bad: [(&str, &str, &str); 17] = [
        ("drops a comment", "// A comment.\n", ""),
        ("drops a comment behind a row", "    // why", ""),
        ("swaps two cells", " 4 |  96\n", " 96 |  4\n"),
        ("loses a unit", "41 people", "41"),
        ("puts a row beneath another one", "\n  South ", "\n    South "),
        ("puts a row beside what it is beneath", "    Arts ", "  Arts "),
        ("changes the width of digits in text", "１２", "12"),
        ("breaks a line of text elsewhere", "and\na second", "and a\nsecond"),
        ("joins lines of text", "and\na second", "and a second"),
        ("joins paragraphs", "\n\nAnother", "\nAnother"),
        ("changes a relation", "held] <= t", "held] < t"),
        ("changes a value", "n/a\n", "0\n"),
        ("loses a footnote", "[^a]\n", "\n"),
        ("mends what is broken", "= (half", "= half"),
        ("moves what is broken", "staff = (half", "staff  = (half"),
        ("takes a name for a word", "Another", "Other"),
        ("loses a row", "    Arts        |                  2 | n/a\n", ""),
    ];
    for (what, from, to) in bad {
        let tidy = good(SAMPLE, None);
        assert_ne!(tidy.replacen(from, to, 1), tidy, "{what}: it does not");
        let formatter = |text: &str, template: Option<&Source>| good(text, template).replacen(from, to, 1);
        assert!(faithful(&formatter, SAMPLE, None).is_err(), "{what}, and nobody notices");
    }
    // White space in front of a line of text says nothing, and stays.
    let restless = |text: &str, template: Option<&Source>| {
        good(text, template).replacen("a second line", " a second line", 1)
    };
    assert!(faithful(&restless, SAMPLE, None).is_err(), "it grows every time, and nobody notices");
}
