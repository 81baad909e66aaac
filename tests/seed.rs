//! The first report is the published one: its prose without the marks, and its cells, are the text of
//! `seed/gz-kjj-2021.txt`, character for character.
//!
//! One thing is left out of both before they are held against each other: **white space**. The published text was taken
//! from a PDF, which has a line end at the end of each printed line and a space on either side of some numbers; the
//! report has neither, and the test says so. Nothing else is changed: no width, no mark, no number.

use crossfoot_model::{Element, Home, Model, NodeId, Source, TableId, build, print, prose};
use crossfoot_source::FileId;
use crossfoot_syntax::ast::Prose;

/// The report, given to a test.
fn with_model(test: impl FnOnce(&Model<'_>, &str)) {
    let report = std::fs::read_to_string(crossfoot_tests::path("reports/gz-kjj-2021.xfoot")).unwrap();
    let seed = std::fs::read_to_string(crossfoot_tests::path("seed/gz-kjj-2021.txt")).unwrap();
    let template = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let (report, template) = (Source::new("report", report), Source::new("template", template.text));
    test(&build(&report, Some(&template)), &squash(&seed));
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands between two tables.
enum Part<'a> {
    Prose(Vec<&'a Prose>),
    Table(TableId),
}

/// The report from top to bottom, its title first.
fn parts<'a>(model: &Model<'a>) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut run: Vec<&Prose> = model.head.stated_title.into_iter().collect();
    for element in &model.body {
        match element {
            Element::Heading(at) => run.push(model.sections[*at as usize].heading),
            Element::Paragraph(it) | Element::Item(it) => run.push(it),
            Element::Footnote(..) => panic!("the published report has no footnotes"),
            Element::Table(table) => {
                parts.extend([Part::Prose(std::mem::take(&mut run)), Part::Table(*table)])
            }
        }
    }
    parts.push(Part::Prose(run));
    parts
}

fn all_prose<'a>(model: &Model<'a>) -> Vec<&'a Prose> {
    let prose = parts(model).into_iter().filter_map(|part| match part {
        Part::Prose(run) => Some(run),
        Part::Table(_) => None,
    });
    prose.flatten().collect()
}

#[test]
fn the_prose_without_its_marks_is_what_was_published() {
    with_model(|model, seed| {
        let mut rest = seed;
        let mut tables = 0;
        for part in parts(model) {
            match part {
                Part::Prose(run) => {
                    let printed: String = run.iter().map(|it| print::prose(model, it)).collect();
                    assert!(!printed.contains(char::is_whitespace));
                    // What stands before it is a table, whose cells have their own test; before the title is nothing.
                    let at = rest
                        .find(&printed)
                        .unwrap_or_else(|| panic!("not published so: {printed}\nbut: {rest}"));
                    assert_eq!(at > 0, tables > 0, "unpublished or left out: {}", &rest[..at]);
                    rest = &rest[at + printed.len()..];
                }
                Part::Table(_) => tables += 1,
            }
        }
        assert_eq!((tables, rest), (3, ""));
    });
}

#[test]
fn the_rows_are_what_was_published() {
    with_model(|model, seed| {
        let mut rest = seed;
        let (mut rows, mut cells) = (0, 0);
        for part in parts(model) {
            match part {
                Part::Prose(run) => {
                    let printed: String = run.iter().map(|it| print::prose(model, it)).collect();
                    rest = rest.split_once(&printed).expect("in the order of the report").1;
                }
                Part::Table(id) => {
                    let table = model.table(id).unwrap();
                    for (row, node) in table.rows.slots() {
                        let figures = figures(model, id, row);
                        // The label and the cells, in one line but for line breaks.
                        let label = squash(&node.label);
                        let line = label + &figures.concat();
                        let (between, behind) =
                            rest.split_once(&line).unwrap_or_else(|| panic!("not published so: {line}"));
                        // Heads of columns, labels of groups and the heading of the section, but no figures.
                        assert!(!between.contains(|c: char| c.is_ascii_digit()), "left out: {between}");
                        rest = behind;
                        rows += 1;
                        cells += figures.len();
                    }
                    // Behind the last row no figure of the table is left.
                    let behind = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                    assert_eq!(behind, 0, "{}", table.name);
                }
            }
        }
        assert_eq!((rows, cells), (6 + 25 + 1, 10 + 25 * 7 + 15));
    });
}

/// The cells of a row as they print.
fn figures(model: &Model<'_>, table: TableId, row: NodeId) -> Vec<String> {
    let it = model.table(table).unwrap();
    let cells = it.columns.slots().filter_map(|(column, _)| it.cell(row, column));
    cells.map(|cell| print::fact(model, cell)).collect()
}

/// A date is one number, though it is written in several.
#[test]
fn half_of_the_numbers_are_figures_and_the_others_are_text() {
    with_model(|model, _| {
        let (mut all, mut text) = (0, 0);
        for it in all_prose(model).into_iter().skip(1) {
            all += numbers(&print::prose(model, it));
            text += numbers(&prose::plain(it, model.text_of(FileId::REPORT), &mut |_| " ".to_owned()));
        }
        let figures = model.facts.iter().filter(|fact| matches!(fact.home, Home::Prose(_))).count();
        assert_eq!((all, text, figures), (48, 24, 24));
    });
}

/// How many numbers a text has, `2021年11月` and `12月15日` being one each.
fn numbers(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let goes_on = |at: usize| {
        at >= 1 && is_digit(at - 1) || at >= 2 && matches!(chars[at - 1], '年' | '月') && is_digit(at - 2)
    };
    (0..chars.len()).filter(|at| is_digit(*at) && !goes_on(*at)).count()
}
