//! A new name, everywhere at once.

use crossfoot_source::{FileId, Lang};

use super::{Fixture, Marked};
use crate::{prepare, rename};

/// What stands at `$0` gets a new name everywhere that is marked, and nowhere else.
fn renames(report: &str, name: &str, written: &[&str]) {
    let it = Fixture::alone(report);
    let edits = it.ask(Lang::En, |s| {
        prepare(s, it.cursor()).unwrap();
        rename(s, it.cursor(), name).unwrap()
    });
    assert!(edits.iter().all(|(file, _)| *file == FileId::REPORT));
    assert_eq!(edits.iter().map(|(_, edit)| edit.span).collect::<Vec<_>>(), it.report.marks, "{edits:?}");
    assert_eq!(edits.iter().map(|(_, edit)| edit.text.as_str()).collect::<Vec<_>>(), written);
}

fn refused(report: &str, template: &str, name: &str, why: &str) {
    let it = Fixture::new(report, template);
    let message = it.ask(Lang::En, |s| rename(s, it.cursor(), name)).unwrap_err();
    assert!(message.en.contains(why), "{}", message.en);
    assert!(!message.zh.is_empty());
}

#[test]
fn a_figure() {
    renames(
        "@report R\n\n{‹sta$0ff›: 41 people}; {19 people = ‹staff› - 22}\n\n@check a: ‹staff› > 3\n",
        "people",
        &["people"; 3],
    );
    renames("@报告 某\n\n全局共有职工{‹职工›：41人}，占{= 5 / ‹职$0工›}。\n", "总人数", &["总人数"; 2]);
}

#[test]
fn a_let_a_field_a_dimension() {
    renames(
        "@report R\n\n@let ‹both› = 3 + 4\n\nThere are {7 = ‹bo$0th›}.\n",
        "all_of_them",
        &["all_of_them"; 2],
    );
    renames(
        "@模板 某/某 某\n@填报项 ‹层$0级›\n  县级\n  市级\n\n@核对 K1：3 = 3\n  @当 ‹层级› 属于 (县级, 市级)\n",
        "级别",
        &["级别"; 2],
    );
    renames(
        "@report R\n\n@dimension ‹quar$0ter›\n  Q1\n\n@table a\n  @columns x\n    ‹quarter›.*\n  Sales | 1\n\n@check for each ‹quarter›: a[Sales, ‹quarter›] > 0\n",
        "q",
        &["q"; 4],
    );
}

#[test]
fn a_table_with_its_rows_and_columns() {
    renames(
        "@report R\n\n{3 = ‹st$0aff›[North, men]}\n\n@table ‹staff›\n  @columns Office | men\n  North | 3\n",
        "people",
        &["people"; 2],
    );
    renames(
        "@report R\n\n{3 = staff[‹North›, men]}\n\n@table staff\n  @columns Office | men\n  ‹No$0rth› | 3\n  All | 3\n  @check for each column: All = ‹North›\n",
        "South",
        &["South"; 3],
    );
    renames(
        "@report R\n\n{3 = staff[‹North›, men]}\n\n@table staff\n  @columns Office | men\n  ‹No$0rth› | 3\n",
        "Far North",
        &["\"Far North\"", "Far North"],
    );
    renames(
        "@report R\n\n{3 = staff[North, ‹m$0en›]}\n\n@table staff\n  @columns Office | ‹men›\n  North | 3\n",
        "women",
        &["women"; 2],
    );
    renames(
        "@报告 某\n\n@表 职工\n  @列 单位 | ‹男› | 女 | 合计\n  北 | 3 | 5 | 8\n  @核对 逐行：合计 = ‹$0男› + 女\n",
        "男职工",
        &["男职工"; 2],
    );
}

#[test]
fn a_row_in_the_template_s_own_file() {
    renames(
        "@模板 表/一 表一\n@表 申请\n  @列\n    自然人\n  @行\n    ‹新$0收› \"一、本年新收\"\n    结转\n  @核对 K1 逐列：‹新收› = 结转\n    @提示语 新收{= ‹新收›}件。\n\n@设 收 = 申请[‹新收›, 自然人]\n",
        "本年新收",
        &["本年新收"; 4],
    );
}

#[test]
fn a_rule_with_the_notes_that_explain_it() {
    renames(
        "@report R\n\n@table t\n  @columns x | a\n  North | 3\n  @check ‹b$0ig› for each row: a > 5\n    @accept note\n  @note ‹big›: it is small.\n\n@allow ‹big›: so be it\n",
        "large",
        &["large"; 3],
    );
}

#[test]
fn full_width_marks_crlf_and_emoji() {
    renames("@报告 某\r\n\r\n😀全局共有｛‹职$0工›：41人｝，占｛＝ 5 ／ ‹职工›｝。\r\n", "人", &["人"; 2]);
}

#[test]
fn a_name_that_is_typed_as_a_label_stays() {
    renames(
        "@report R\n\n{3 = t[\"All courses\", held]} {3 = t[‹all›, held]}\n\n@table t\n  @columns Course | held\n  @rows\n    law\n    ‹al$0l› \"All courses\" = sum(above)\n  law | 3\n  ‹all› | 3\n",
        "total",
        &["total"; 3],
    );
}

#[test]
fn what_is_refused() {
    let form = "@模板 表/一 表一\n@表 申请\n  @列\n    自然人\n  @行\n    新收\n";
    refused(
        "@报告 某\n  @格式 表/一\n\n@表 申请\n  新$0收 | 1\n",
        form,
        "收",
        "declared in the template 表/一",
    );
    refused("@report R\n\n{a: 3} {b$0: 4}\n", "", "a", "already the name");
    refused("@report R\n\n{b$0: 4}\n", "", "a b", "cannot be a name");
    refused("@report R\n\n{b$0: 4}\n", "", "and", "cannot be a name");
    refused("@report R\n\n{$04}\n", "", "four", "has no name");
    refused("@report R\n\n# Sec$0tion\n", "", "four", "wording of the report");
    refused("@report R\n\nPl$0ain text.\n", "", "four", "nothing here");
    refused(
        "@report R\n\n@table t\n  @columns x | a\n  No$0rth | 3\n  South | 4\n",
        "",
        "South",
        "already the name",
    );
    refused("@report R\n\n@table t\n  @columns x | a\n  No$0rth | 3\n", "", "@North", "read differently");
}

#[test]
fn marks_are_where_they_were() {
    let it = Marked::new("‹a›b‹c$0›");
    assert_eq!((it.text.as_str(), it.cursor, it.marks.len()), ("abc", Some(3), 2));
}
