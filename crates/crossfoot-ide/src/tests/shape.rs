//! What follows from how the text is laid out: outline, folding, selection, tokens, links, signature, column.

use crossfoot_source::Lang;

use super::Fixture;
use crate::{
    FoldKind, LinkTarget, Modifiers, Symbol, TokenKind, column, folds, links, outline, search, selection,
    signature, tokens,
};

const REPORT: &str = "@报告 某
  @格式 表/一
  @期间 2021

# 一、总体情况

{动态：3件}

## （一）主动公开

好。

# 二、申请情况

@表 申请
  新收 | 1
  办理
    公开 | 1
@设 全部 = 3 + 4
";

const FORM: &str = "@模板 表/一 表一
@编号
  \"一、\"
  \"（一）\"

# 总体情况

## *

# 申请情况

@表 申请 \"收到申请情况\"
  @列
    件数
  @行
    新收
    办理
      公开
";

fn lines(symbols: &[Symbol], depth: usize, out: &mut Vec<String>) {
    for it in symbols {
        let detail = if it.detail.is_empty() { String::new() } else { format!(" ({})", it.detail) };
        out.push(format!("{}{:?} {}{detail}", "  ".repeat(depth), it.kind, it.name));
        assert!(it.span.start <= it.focus.start && it.focus.end <= it.span.end, "{it:?}");
        lines(&it.children, depth + 1, out);
    }
}

#[test]
fn the_outline_is_as_a_clerk_counts() {
    let it = Fixture::new(REPORT, FORM);
    let mut out = Vec::new();
    lines(&it.ask(Lang::Zh, outline), 0, &mut out);
    assert_eq!(
        out,
        [
            "Head 某 (表一)",
            "Section 一、总体情况",
            "  Section （一）主动公开",
            "Section 二、申请情况",
            "  Table 表二 申请 (收到申请情况)",
            "    Row 新收",
            "    Row 办理",
            "      Row 公开",
            "  Let 全部 (3 + 4)",
        ]
    );
}

#[test]
fn the_outline_of_a_template() {
    let it = Fixture::alone(FORM);
    let mut out = Vec::new();
    lines(&it.ask(Lang::En, outline), 0, &mut out);
    assert_eq!(out[..4], ["Head 表/一 (表一)", "Section 总体情况", "  Section *", "Section 申请情况"]);
    assert!(out.contains(&String::from("    Column 件数")) && out.contains(&String::from("      Row 公开")));
}

#[test]
fn search_takes_letters_in_their_order() {
    let it = Fixture::new(REPORT, FORM);
    let names = |query: &str| {
        let found = it.ask(Lang::Zh, |s| search(s, query));
        found.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(names("申请"), ["二、申请情况", "表二 申请"]);
    assert_eq!(names("动态"), ["动态"]);
    assert_eq!(names("总情"), ["一、总体情况"]);
    assert_eq!(names("情总"), [] as [&str; 0]);
}

#[test]
fn sections_blocks_nested_lines_and_comments_fold() {
    let it = Fixture::alone(
        "‹@report R\n  @period 2024›\n\n‹# One\n\nText\nin two lines.\n\n‹‹// a\n// comment›\n@table t\n  @columns x | a\n  ‹Law\n    For clerks | 4›\n  Rest | 5››\n\n# Two\n",
    );
    let found = it.ask(Lang::En, folds);
    let comment = found.iter().filter(|fold| fold.kind == FoldKind::Comment).count();
    assert_eq!(comment, 1);
    let mut spans: Vec<String> = found.iter().map(|fold| fold.span.of(&it.report.text).to_owned()).collect();
    let mut expected: Vec<String> =
        it.report.marks.iter().map(|span| span.of(&it.report.text).to_owned()).collect();
    spans.sort();
    expected.sort();
    // The table begins at its own line, behind the comment.
    expected.iter_mut().for_each(|fold| {
        if fold.starts_with("// a\n// comment\n@table") {
            *fold = fold.replacen("// a\n// comment\n", "", 1);
        }
    });
    expected.sort();
    assert_eq!(spans, expected);
}

fn grows(report: &str, expected: &[&str]) {
    let it = Fixture::alone(report);
    let found = it.ask(Lang::En, |s| selection(s, it.cursor()));
    let texts: Vec<&str> = found.iter().map(|span| span.of(&it.report.text)).collect();
    assert_eq!(texts.last(), Some(&it.report.text.as_str()));
    assert_eq!(texts[..texts.len() - 1], *expected);
}

#[test]
fn a_selection_grows_by_what_belongs_together() {
    grows(
        "@report R\n\n# One\n\n@table t\n  @columns x | a\n  Law\n    Clerks | $04 | 5\n\n# Two\n",
        &[
            "4",
            "Clerks | 4 | 5",
            "Law\n    Clerks | 4 | 5",
            "@table t\n  @columns x | a\n  Law\n    Clerks | 4 | 5",
            "# One\n\n@table t\n  @columns x | a\n  Law\n    Clerks | 4 | 5",
        ],
    );
    grows(
        "@报告 某\n\n先一句。全年{5件 = a + $0b}。后一句。\n",
        &["b", "a + b", "{5件 = a + b}", "全年{5件 = a + b}。", "先一句。全年{5件 = a + b}。后一句。"],
    );
}

fn kinds(report: &str) -> Vec<(String, TokenKind, Modifiers)> {
    let it = Fixture::alone(report);
    let found = it.ask(Lang::En, |s| tokens(s, None));
    found
        .into_iter()
        .map(|token| (token.span.of(&it.report.text).to_owned(), token.kind, token.modifiers))
        .collect()
}

#[test]
fn tokens_say_what_each_piece_is() {
    let found = kinds(
        "@表 t \"T\"\n  @单位 件\n  @列 类 | a\n  党务 | 10 // 注\n  合计 | = // 注\n  @核对 逐列：合计 = 求和(上方)\n",
    );
    let kind =
        |text: &str| found.iter().find(|it| it.0 == text).unwrap_or_else(|| panic!("{text}: {found:?}")).1;
    for (text, expected) in [
        ("表", TokenKind::Keyword),
        ("单位", TokenKind::Property),
        ("件", TokenKind::Unit),
        ("\"T\"", TokenKind::String),
        ("党务", TokenKind::Label),
        ("a", TokenKind::Variable),
        ("10", TokenKind::Number),
        ("|", TokenKind::Bar),
        ("// 注", TokenKind::Comment),
        ("逐", TokenKind::Keyword),
        ("列", TokenKind::Keyword),
        ("求和", TokenKind::Function),
    ] {
        assert_eq!(kind(text), expected, "{text}");
    }
}

#[test]
fn tokens_say_what_is_known_of_a_figure() {
    let found = kinds("# Head\n\n{a: 3 courses} {b: 4 courses = a} {c: = a + b}\n");
    let of = |text: &str| found.iter().find(|it| it.0 == text).unwrap().2;
    assert_eq!(found[0].1, TokenKind::Heading);
    assert_eq!(of("3"), Modifiers::STATED);
    assert_eq!(of("4"), Modifiers::STATED.and(Modifiers::TIED).and(Modifiers::BROKEN));
    assert_eq!(of("c"), Modifiers::COMPUTED);
    let tied = found.iter().position(|it| it.0 == "4").unwrap();
    let behind = found[tied..].iter().find(|it| it.0 == "a").unwrap();
    assert_eq!(behind.2, Modifiers::default(), "what stands behind = is no figure");
}

#[test]
fn a_range_of_tokens_is_a_part_of_all() {
    let it = Fixture::alone(REPORT);
    it.ask(Lang::En, |s| {
        let all = tokens(s, None);
        let range = crossfoot_source::Span::new(40, 120);
        let part: Vec<_> =
            all.iter().copied().filter(|it| it.span.end > range.start && it.span.start < range.end).collect();
        assert_eq!(tokens(s, Some(range)), part);
    });
}

#[test]
fn links_lead_to_templates_files_and_addresses() {
    let it = Fixture::alone(
        "@report R\n  @follows ‹us/foia›\n  @prior 2023\n  @last ‹last.xfoot›\n\n@import bodies from files/*.xfoot\n\nA [link](‹https://example.org›), ![plan](‹plan.png›).\n\n@table t from ‹book.xlsx#sheet!B4:H28›\n",
    );
    let found = it.ask(Lang::En, links);
    assert_eq!(found.iter().map(|it| it.span).collect::<Vec<_>>(), it.report.marks);
    let targets: Vec<_> = found.into_iter().map(|it| it.target).collect();
    assert_eq!(
        targets,
        [
            LinkTarget::Template("us/foia".into()),
            LinkTarget::File("last.xfoot".into()),
            LinkTarget::Url("https://example.org".into()),
            LinkTarget::File("plan.png".into()),
            LinkTarget::File("book.xlsx".into()),
        ]
    );
}

fn wants(lang: Lang, report: &str, label: &str, active: &str) {
    let it = Fixture::alone(report);
    let found = it.ask(lang, |s| signature(s, it.cursor())).expect("a signature");
    assert_eq!(found.label, label);
    let (from, to) = found.parameters[found.active as usize];
    assert_eq!(&found.label[from as usize..to as usize], active);
    assert!(!found.docs.is_empty());
}

#[test]
fn signatures() {
    wants(Lang::En, "@report R\n\n{3% = growth(a, $0b)}\n", "growth(new, old)", "old");
    wants(Lang::En, "@report R\n\n{3% = growth($0\n", "growth(new, old)", "new");
    wants(Lang::En, "@report R\n\n@check x: sum(t[a, b], round(c, $0", "round(x, places)", "places");
    wants(Lang::Zh, "@报告 某\n\n@设 x = 求和(a, b, $0c)\n", "求和(x, …)", "…");
    wants(Lang::En, "@report R\n\n@check $0", "@check NAME for each row: expression", "NAME");
    wants(Lang::Zh, "@报告 某\n\n@核对 K1 逐行 $0", "@核对 名称 逐行：算式", " 逐行");
    wants(Lang::En, "@report R\n\n@check a: b + $0", "@check NAME for each row: expression", ": expression");
    let none = Fixture::alone("@report R\n\nText (with $0brackets).\n");
    assert_eq!(none.ask(Lang::En, |s| signature(s, none.cursor())), None);
}

#[test]
fn the_column_at_the_cursor() {
    let says = |lang, report: &str| {
        let it = Fixture::new(report, FORM);
        it.ask(lang, |s| column(s, it.cursor()))
    };
    let own = "@report R\n\n@table t\n  @columns Office | men | women\n  North | 3 | 5$0\n";
    assert_eq!(says(Lang::En, own).as_deref(), Some("row “North”, column “women”"));
    let blank = "@报告 某\n\n@表 t\n  @列 单位 | 男 | 女\n  北 | 3 |$0\n";
    assert_eq!(says(Lang::Zh, blank).as_deref(), Some("“北”行、“女”列"));
    assert_eq!(
        says(Lang::Zh, "@报告 某\n  @格式 表/一\n\n@表 申请\n  新收 | $01\n").as_deref(),
        Some("“新收”行、“件数”列")
    );
    assert_eq!(says(Lang::En, "@report R\n\n@table t\n  @columns Office | men\n  No$0rth | 3\n"), None);
    assert_eq!(says(Lang::En, "@report R\n\nTe$0xt\n"), None);
}
