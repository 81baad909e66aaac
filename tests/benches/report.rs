//! The first report, once, ten times and a hundred times over in one file: how long it takes to read, to check and to
//! turn into HTML and JSON, beside pulldown-cmark turning the same bytes, taken for Markdown, into HTML.
//!
//! `cargo bench -p crossfoot-tests`. Ratios travel from machine to machine, times do not: hold a line against the
//! line of the same size in `markdown`, from the same run.

use crossfoot_emit::{HtmlOptions, Vouch};
use crossfoot_model::{Model, Source, build};
use crossfoot_source::Finding;
use crossfoot_tests::{copies::copies, path};
use divan::{Bencher, black_box, counter::BytesCount};

fn main() {
    divan::main();
}

const COPIES: [usize; 3] = [1, 10, 100];

/// A report of so many copies, and its template. It is right: anything else would be measured for its findings.
fn texts(count: usize) -> (Source, Source) {
    let report = std::fs::read_to_string(path("reports/gz-kjj-2021.xfoot")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let (report, template) = match count {
        1 => (report, template.text.to_owned()),
        _ => copies(&report, template.text, count),
    };
    let (report, template) = (Source::new("report", report), Source::new("template", template));
    let findings = crossfoot_check::check(&build(&report, Some(&template))).findings;
    assert!(findings.is_empty(), "{count} copies: {findings:#?}");
    (report, template)
}

/// Text to tree.
#[divan::bench(args = COPIES)]
fn parse(bencher: Bencher, count: usize) {
    let (report, _) = texts(count);
    bencher
        .counter(BytesCount::of_str(&report.text))
        .bench(|| crossfoot_syntax::parse(black_box(&report.text)));
}

/// Trees to findings: names, values, constraints, outcomes.
#[divan::bench(args = COPIES)]
fn check(bencher: Bencher, count: usize) {
    let (report, template) = texts(count);
    bencher
        .counter(BytesCount::of_str(&report.text))
        .bench(|| crossfoot_check::check(&build(black_box(&report), Some(black_box(&template)))));
}

/// Text to findings and HTML; the template has been read before. The page has no more than its peer's: nothing of the
/// rules that hold, and no JSON.
#[divan::bench(args = COPIES)]
fn html(bencher: Bencher, count: usize) {
    page(bencher, count, HtmlOptions { vouch: Vouch::None, data: false, ..HtmlOptions::default() });
}

/// The same with what vouches for each figure, and a list of all rules.
#[divan::bench(args = COPIES)]
fn vouched(bencher: Bencher, count: usize) {
    page(bencher, count, HtmlOptions { data: false, ..HtmlOptions::default() });
}

/// The same with the JSON: what `compile -f html` writes.
#[divan::bench(args = COPIES)]
fn whole_page(bencher: Bencher, count: usize) {
    page(bencher, count, HtmlOptions::default());
}

/// Text to findings and JSON.
#[divan::bench(args = COPIES)]
fn json(bencher: Bencher, count: usize) {
    compile(bencher, count, crossfoot_emit::json);
}

fn page(bencher: Bencher, count: usize, options: HtmlOptions) {
    compile(bencher, count, |model, findings| crossfoot_emit::html(model, findings, &options));
}

fn compile(bencher: Bencher, count: usize, emit: impl Fn(&Model<'_>, &[Finding]) -> String + Sync) {
    let (report, template) = texts(count);
    bencher.counter(BytesCount::of_str(&report.text)).bench(|| {
        let report = Source::new("report", black_box(report.text.as_str()));
        let model = build(&report, Some(&template));
        let findings = crossfoot_check::check(&model).findings;
        emit(&model, &findings)
    });
}

/// The peer: the same bytes as Markdown with tables, to HTML.
#[divan::bench(args = COPIES)]
fn markdown(bencher: Bencher, count: usize) {
    let (report, _) = texts(count);
    bencher.counter(BytesCount::of_str(&report.text)).bench(|| {
        let events =
            pulldown_cmark::Parser::new_ext(black_box(&report.text), pulldown_cmark::Options::ENABLE_TABLES);
        let mut html = String::with_capacity(report.text.len() * 3 / 2);
        pulldown_cmark::html::push_html(&mut html, events);
        html
    });
}
