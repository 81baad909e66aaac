//! What is said of what stands at the cursor.

use crossfoot_source::Lang;

use super::Fixture;
use crate::hover;

/// What is said in a language of what stands at `$0`: the lines, without the blank ones.
fn says(lang: Lang, report: &str, template: &str, expected: &[&str]) {
    let it = Fixture::new(report, template);
    let hover = it.ask(lang, |s| hover(s, it.cursor())).expect("something is said");
    assert!(hover.span.touches(it.cursor()));
    let lines: Vec<&str> = hover.markdown.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, expected);
}

const COURSES: &str = "@报告 某

全年{5$0件 = 培训[合计, 场次]}。

@表 培训
  @单位 件
  @列 类别 | 场次
  @行
    予以公开
    部分公开
    信访
    第三方
    合计 = 求和(上方) @名称 K2
  予以公开 | 4
  部分公开 | 0
  信访 | 0
  第三方 | 1
  合计 | 5
";

#[test]
fn a_figure_in_prose() {
    says(Lang::Zh, COURSES, "", &["**正文“5件”**　5件", "- 5件 = 表“培训”的“合计”行 5 — 相符"]);
}

#[test]
fn a_cell_with_its_derivation_and_the_rules_that_vouch_for_it() {
    let cell = COURSES.replace("$0", "").replace("合计 | 5", "合计 | $05");
    says(
        Lang::Zh,
        &cell,
        "",
        &[
            "**表“培训”的“合计”行**　5件",
            "- **K2** 合计 5 = 予以公开 4 + 第三方 1 — 相符",
            "- 5件 = 合计 5 — 相符",
        ],
    );
    let wrong = COURSES.replace("$0", "").replace("合计 | 5", "合计 | $06");
    says(
        Lang::Zh,
        &wrong,
        "",
        &[
            "**表“培训”的“合计”行**　6件",
            "- **K2** 合计 6 = 予以公开 4 + 第三方 1 — 不符：6件与5件",
            "- 5件 = 合计 6 — 不符：5件与6件",
        ],
    );
}

#[test]
fn what_is_worked_out_says_from_what() {
    says(
        Lang::En,
        "@report R\n\n@table t\n  @unit people\n  @columns Office | men | women | both\n  North | 3 | 5 | =\n  South | 6 | 9 | =\n  All | 9 | 14 | $0=\n  @check adds for each row: both = men + women\n  @check all for each column: All = North + South\n",
        "",
        &[
            "**row “All”, column “both” of table t** · worked out as 23 people",
            "- **adds** both 23 = men 9 + women 14",
            "- **all** All 23 = North 8 + South 15 — agrees",
        ],
    );
}

#[test]
fn a_hedged_figure_says_all_that_it_may_be() {
    says(
        Lang::En,
        "@report R\n\n{visits: 178,300 visits}, {ne$0arly 180,000 = visits}.\n",
        "",
        &[
            "**“nearly 180,000” in the text** · nearly 180,000",
            "May be: 170,000 ≤ x \\< 180,000",
            "- nearly 180,000 = visits 178,300 visits — agrees",
        ],
    );
}

const FORM: &str = "@模板 表/一 表一

# 总体情况
  @填报说明 写五个方面。

@表 申请
  @填报说明 没有的写0。
  @单位 件
  @列
    自然人
    总计 = 自然人 @名称 K3
  @行
    新收 \"一、本年新收\"
      @填报说明 只写本年的。
  @核对 K5 逐列：新收 = 上年.新收
";

#[test]
fn what_the_template_says_of_its_rows_tables_and_sections() {
    let report = "@报告 某\n  @格式 表/一\n\n# 一、总$0体情况\n\n好。\n\n@表 申请\n  新收 | 1 | 1\n";
    says(Lang::Zh, report, FORM, &["**总体情况**", "写五个方面。"]);
    let at = |place: &str| report.replace("$0", "").replacen(place, &format!("$0{place}"), 1);
    says(Lang::Zh, &at("新收 |"), FORM, &["**“新收”行**　表“申请”", "一、本年新收", "只写本年的。"]);
    says(Lang::Zh, &at("申请\n"), FORM, &["**表“申请”**　1行2列", "1条规则相符，0条不符。", "没有的写0。"]);
    says(Lang::Zh, &at("表/一"), FORM, &["**表/一**　表一"]);
    says(
        Lang::Zh,
        &at("1 | 1"),
        FORM,
        &[
            "**表“申请”的“新收”行、“自然人”列**　1件",
            "- **K3** 总计 1 = 自然人 1 — 相符",
            "- **K5** 新收 1 = — — 无法核对：没有上年报告",
        ],
    );
}

#[test]
fn rules() {
    says(
        Lang::En,
        "@report R\n\n{a: 3} {b: 4}\n\n@check small: a > b\n\n@allow sm$0all: so it is\n",
        "",
        &["**small** · a rule", "`a > b`", "Holds 0 times, does not 1 times, cannot be checked 0 times."],
    );
    says(
        Lang::Zh,
        "@报告 某\n\n@例外 sum$0-down：说明\n",
        "",
        &["**sum-down**　某一行的算式在这一列不成立。", "`crossfoot explain sum-down`"],
    );
}

#[test]
fn words_of_the_language() {
    says(
        Lang::Zh,
        "@报告 某\n  @期$0间 2021\n",
        "",
        &["**@期间** · `@period`", "报告所属的期间：`2021`、`2024-Q2`。在模板里写适用的期间：`2021..`。"],
    );
    says(Lang::En, "@report R\n\n{3 = su$0m(t[*, a])}\n", "", &["**sum**", "sum(x, …): the total."]);
    says(
        Lang::En,
        "@report R\n\n@table t\n  @columns x | a\n  @rows\n    North\n    All = sum(ab$0ove)\n  North | 1\n  All | 1\n",
        "",
        &["**above**", "The rows above, each counted once; totals are passed over."],
    );
}

#[test]
fn notes_footnotes_units() {
    says(
        Lang::En,
        "@report R\n\nText[^$0a].\n\n[^a]: Before the charge.\n",
        "",
        &["**a** · a footnote", "Before the charge."],
    );
    says(
        Lang::En,
        "@report R\n\n{3 cra$0tes}\n\n@units\n  crates = 24 bottles\n",
        "",
        &["**crates** · counted", "`crates = 24 bottles`"],
    );
    says(
        Lang::Zh,
        "@报告 某\n\n{2$02件（其中修订16件）}\n",
        "",
        &["**正文“22件（其中修订16件）”**　22件（其中修订16件）", "注：其中修订16件"],
    );
}

#[test]
fn half_typed() {
    says(Lang::Zh, "@报告 某\n\n{5$0件 = 申请[总计,\n", "", &["**正文“5件”**　5件"]);
    says(
        Lang::En,
        "@report R\n\n@che$0ck",
        "",
        &[
            "**@check**",
            "A rule: `@check NAME for each row: a = b + c`. Name and `for each` may be left out. It is checked at every place that it is repeated over.",
        ],
    );
    let nothing = Fixture::alone("@report R\n\nPl$0ain text.\n");
    assert_eq!(nothing.ask(Lang::En, |s| hover(s, nothing.cursor())), None);
}
