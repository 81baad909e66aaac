//! `crossfoot new`: a report begun from a template lacks figures and prose, and nothing else.

use crossfoot_format::{Start, skeleton};
use crossfoot_model::{FactId, Model, NodeId, Source, Table, Val, build, print};
use crossfoot_source::{Finding, Severity};
use crossfoot_tests::{
    binary::Folder,
    corpus::{self, Sample},
    path,
};

/// What is found in a report that follows a template.
fn check(text: &str, template: &Source) -> Vec<Finding> {
    let report = Source::new("report", text);
    crossfoot_check::check(&build(&report, Some(template))).findings
}

/// The templates of the corpus in which nothing is wrong.
fn templates() -> Vec<Source> {
    let is_template = |sample: &Sample| sample.text.contains("@template ") || sample.text.contains("@模板 ");
    let sources = corpus::all().into_iter().filter(is_template);
    let sources = sources.map(|sample| Source::new(sample.name, sample.text));
    let is_right = |source: &Source| {
        let findings = crossfoot_check::check(&build(source, None)).findings;
        findings.iter().all(|finding| finding.severity == Severity::Hint)
    };
    sources.filter(is_right).collect()
}

#[test]
fn a_skeleton_lacks_only_what_an_author_fills_in() {
    let templates = templates();
    assert!(templates.len() >= 8, "only {} templates", templates.len());
    for template in templates {
        for period in [None, Some("2024")] {
            let start = Start { follows: "t", period, ..Start::default() };
            let text = skeleton(&template, &start);
            for finding in check(&text, &template) {
                let told = format!("{}: {}\n{text}", template.name, finding.message.en);
                // A form whose rows are all the report's own has none yet; 2024 is not everybody's year.
                let blank = ["blank-cell", "empty-section", "missing-field", "missing-table"];
                let is_period = period.is_some() && finding.rule.name == "period-differs";
                assert!(is_period || blank.contains(&finding.rule.name), "{told}");
                assert!(is_period || finding.severity == Severity::Hint, "{told}");
            }
        }
    }
}

#[test]
fn what_is_left_empty_in_the_head_is_not_given() {
    let shipped = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let template = Source::new(shipped.name, shipped.text);
    let text = skeleton(&template, &Start { follows: shipped.name, ..Start::default() });
    let lacking: Vec<String> = check(&text, &template)
        .into_iter()
        .filter(|finding| finding.rule.name == "missing-field")
        .map(|finding| finding.message.zh)
        .collect();
    assert_eq!(lacking, ["没有写填报单位。", "没有写期间。", "填报项“层级”没有填。"]);
}

/// The rows with figures of all tables.
fn rows<'m, 'a>(model: &'m Model<'a>) -> impl Iterator<Item = (&'m Table<'a>, NodeId)> {
    model.tables.iter().flat_map(|table| table.rows.slots().map(move |(id, _)| (table, id)))
}

/// Types the figures of a report into the blank cells of a skeleton.
fn filled(skeleton: &Source, template: &Source, figures: &Model<'_>) -> String {
    let blank = build(skeleton, Some(template));
    let mut edits = Vec::new();
    for ((table, row), (other, same)) in rows(&blank).zip(rows(figures)) {
        let node = table.rows.node(row).unwrap();
        assert_eq!(node.name, other.rows.node(same).unwrap().name);
        let span = node.typed.unwrap_or_else(|| panic!("{} is not in the skeleton", node.name));
        let (label, cells) = span.of(&skeleton.text).split_once('|').unwrap();
        let columns: Vec<_> = other.columns.slots_of(node.panel).collect();
        let cells: Vec<String> = cells
            .split('|')
            .zip(columns)
            .map(|(cell, (column, _))| {
                let fact = figures.fact(other.cell(same, column).unwrap()).unwrap();
                let typed = figures.text(fact.place);
                if cell.trim().is_empty() { typed.to_owned() } else { cell.trim().to_owned() }
            })
            .collect();
        edits.push((span, format!("{label}| {}", cells.join(" | "))));
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = skeleton.text.clone();
    for (span, line) in edits {
        text.replace_range(span.start as usize..span.end as usize, &line);
    }
    text
}

/// What a cell of a report is worth; units have other numbers in every model.
fn worth(model: &Model<'_>, cell: FactId) -> String {
    match model.value(cell) {
        Val::Number(it) => format!("{:?} {:?} {}", it.value, it.range, print::fact(model, cell)),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_skeleton_with_the_figures_of_a_report_is_that_report() {
    let shipped = crossfoot_templates::find("cn/open-gov-2021").unwrap();
    let template = Source::new(shipped.name, shipped.text);
    for name in ["gz-kjj-2021", "rollup/bodies/县林业局", "rollup/bodies/县教育局"] {
        let text = std::fs::read_to_string(path(&format!("reports/{name}.xfoot"))).unwrap();
        let report = Source::new(name, text);
        let model = build(&report, Some(&template));
        let entity = model.head.entity.as_ref().unwrap().0.as_ref();
        let period = model.text(model.head.period.as_ref().unwrap().1);
        let start =
            Start { follows: shipped.name, entity: Some(entity), period: Some(period), ..Start::default() };
        let begun = Source::new("begun", skeleton(&template, &start));
        let level = model.text(model.fact(model.head.fields[0].fact).unwrap().place);
        let text = filled(&begun, &template, &model).replace("  层级：", &format!("  层级：{level}"));
        let filled = Source::new("filled", text);
        let same = build(&filled, Some(&template));
        assert_eq!(same.head.computed_title, model.head.computed_title);
        let mut figures = 0;
        for ((table, row), (other, node)) in rows(&same).zip(rows(&model)) {
            let panel = table.rows.node(row).unwrap().panel;
            for (column, _) in table.columns.slots_of(panel) {
                let (one, two) = (table.cell(row, column).unwrap(), other.cell(node, column).unwrap());
                assert_eq!(worth(&same, one), worth(&model, two), "{name}, {}", table.name);
                figures += 1;
            }
        }
        assert!(figures > 150);
        for finding in crossfoot_check::check(&same).findings {
            assert_eq!(finding.severity, Severity::Hint, "{name}: {}", finding.message.zh);
        }
    }
}

/// Sections, tables and rows that are optional are comments, and right once they are none.
#[test]
fn what_is_optional_can_be_wanted() {
    let text = std::fs::read_to_string(path("reports/us/foia-2024.xfoot")).unwrap();
    let template = Source::new("us/foia-2024", text);
    let begun = skeleton(&template, &Start { follows: "t", period: Some("FY2024"), ..Start::default() });
    let wanted: String = begun
        .lines()
        .map(|line| {
            let bare = line.trim_start().strip_prefix("// ").filter(|bare| {
                bare.starts_with("# ") || bare.starts_with("@table") || bare.starts_with("component1 |")
            });
            let indent = &line[..line.len() - line.trim_start().len()];
            bare.map_or(format!("{line}\n"), |bare| format!("{indent}{bare}\n"))
        })
        .collect();
    assert!(begun.contains("// component1 |") && !wanted.contains("// component1 |"), "{wanted}");
    for finding in check(&wanted, &template) {
        assert_eq!(finding.severity, Severity::Hint, "{}", finding.message.en);
    }
}

const FORM: &str = r#"@template t "Visits"
  @period 2020..
  @title {= entity}: visits in {= period}
  @guide Due in March.

@numbering
  "1."

@field kind "Kind of house"
  @guide As the law has it.
  museum
  library
@field founded @unit date @optional

@dimension branch
  *

# Overview
  @guide Say what has changed
    and why.

## *

# Visitors

@table visits
  @guide Count everybody once.
  @columns
    adults
    children "Children, or pupils"
    total = adults + children
  @rows
    branch.*
    "a|b" @optional
    *
    all "All branches" = sum(above)

@table remarks
  @columns
    a
      @unit text
    b
    c
    d
    e
      x
      y
    f @nonadditive
  @rows
    "Main hall" = sum(below)
      @guide Not the foyer.
    foyer

# Fees
  @optional

@table fees
  @columns
    fee
  @rows
    all
"#;

const BEGUN: &str = "\
// Lines that begin with // are for you and are not printed; to use one, take the // away.
// Figures go behind the bars; where = stands, the program works them out.
@report
  // Due in March.
  @follows forms/t
  @entity
  // The period of the report:
  // @period 2020
  // As the law has it.
  // Kind of house, one of: museum, library
  kind:
  // founded:
  // When everything is filled in and found right:
  // @status final

@dimension branch
  // One line for each: a short name, the full name in quotes.
  branch1 \"branch 1\"

# 1. Overview
// Say what has changed and why.

// Headings of your own may stand here, such as: ## …

# 2. Visitors

@table visits
  // Count everybody once.
  // | adults | Children, or pupils | total
  // Rows of your own may stand here.
  branch1 |   |   | =
  // a\\|b    |   |   | =
  all     | = | = | =    // All branches

@table remarks
  @columns  | a | b | c | d | x | y | f
  // Not the foyer.
  Main hall |   | = | = | = | = | = |   |
  foyer     |   |   |   |   |   |   |

// # 3. Fees

// @table fees
  // | fee
  // all |
";

/// However it was saved, and however little of it is typed.
#[test]
fn any_template_has_a_skeleton() {
    let begun =
        |text: &str| skeleton(&Source::new("t", text), &Start { follows: "forms/t", ..Start::default() });
    assert_eq!(begun(FORM), BEGUN);
    assert_eq!(begun(&format!("\u{feff}{}", FORM.replace('\n', "\r\n"))), BEGUN);
    assert_eq!(begun(&FORM.replace('@', "＠").replace(':', "：")), BEGUN);
    let quoted =
        FORM.replace("branch.*", "“the branch”.*").replace("@dimension branch", "@dimension “the branch”");
    let template = Source::new("t", quoted);
    let text = begun(&template.text);
    assert!(text.contains("\n@dimension \"the branch\"\n") && text.contains("\n  the branch1 | "), "{text}");
    assert!(check(&text, &template).iter().all(|it| it.severity == Severity::Hint), "{text}");
    for template in templates() {
        for (end, _) in template.text.char_indices().step_by(29) {
            begun(&template.text[..end]);
        }
    }
}

#[test]
fn a_template_may_be_a_file() {
    let folder = Folder::new().with("forms/t.xfoot", FORM).with("reports/old.xfoot", BEGUN);
    let run = folder.run(["new", "forms/t.xfoot"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out, BEGUN);
    let run = folder.run(["new", "forms/t", "-o", "reports/new.xfoot", "--entity", "Hillside\nLibrary"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    let written = folder.read("reports/new.xfoot");
    assert!(written.contains("  @follows ../forms/t\n  @entity Hillside Library\n"), "{written}");
    let run = folder.run(["check", "reports/new.xfoot", "--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{}", run.out);
    assert!(!run.out.contains("unknown-template"), "{}", run.out);
}

#[test]
fn a_template_that_would_not_be_found_again_is_refused() {
    let folder = Folder::new()
        .with("t.xfoot", FORM)
        .with("in/crossfoot.toml", "")
        .with("report.xfoot", "@report R\n\nText.\n");
    let run = folder.run(["new", "t.xfoot", "-o", "in/a.xfoot"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("copy it beside the report"), "{}", run.err);
    assert!(!folder.path("in/a.xfoot").exists());
    let run = folder.run(["new", "report.xfoot"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("report.xfoot: this is a report"), "{}", run.err);
}

#[test]
fn templates_are_listed_and_near_names_are_named() {
    let folder = Folder::new();
    let run = folder.run(["new"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out, "cn/open-gov-2021  政府信息公开工作年度报告（2021年格式）\n");
    let folder = folder.with("a.xfoot", "mine");
    assert_eq!(folder.run(["new", "-o", "a.xfoot"]).out, run.out);
    assert_eq!(folder.read("a.xfoot"), "mine", "a list is no report");
    let run = folder.run(["new", "cn/opengov-2021"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.ends_with("did you mean cn/open-gov-2021?\n"), "{}", run.err);
    let run = folder.run(["new", "xyz", "--lang", "zh"]);
    assert!(
        run.err.ends_with("没有名为xyz的模板，也没有这个文件；`crossfoot new`列出全部模板\n"),
        "{}",
        run.err
    );
    let by_title = folder.run(["new", "政府信息公开工作年度报告（2021年格式）"]);
    assert_eq!(by_title.out, folder.run(["new", "cn/open-gov-2021"]).out);
}

/// Its hundreds of hints are counted when it is compiled, not told.
#[test]
fn a_skeleton_can_be_read_at_once() {
    let folder = Folder::new();
    assert_eq!(folder.run(["new", "cn/open-gov-2021", "-o", "2024.xfoot", "--period", "2024"]).code, Some(0));
    let run = folder.run(["compile", "2024.xfoot", "-o", "2024.html"]);
    assert_eq!(run.code, Some(0));
    assert!(run.err.ends_with(" hints; `crossfoot check 2024.xfoot` lists them\n"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(folder.read("2024.html").contains("总体情况"));
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::new().with("2024.xfoot", "mine");
    let new = ["new", "cn/open-gov-2021", "-o", "2024.xfoot", "--period", "2024", "--title", "年报"];
    let run = folder.run(new);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.contains("2024.xfoot: is there already and was left alone"), "{}", run.err);
    assert_eq!(folder.read("2024.xfoot"), "mine");
    assert_eq!(folder.run(new.iter().chain(&["--force"])).code, Some(0));
    let written = folder.read("2024.xfoot");
    assert!(
        written.contains("@报告 年报\n  @格式 cn/open-gov-2021\n  @填报单位\n  @期间 2024\n"),
        "{written}"
    );
}

#[test]
fn last_years_report_is_named() {
    let run = Folder::new().run(["new", "cn/open-gov-2021", "--period", "2024", "--prior", "2023.xfoot"]);
    assert!(run.out.contains("  @期间 2024\n  @上年 2023.xfoot\n"), "{}", run.out);
}
