//! What is shown beside figures and over tables.

use crossfoot_source::{Lang, Span};

use super::Fixture;
use crate::{inlay, lenses};

/// Every hint stands where the text has `‹label›`.
fn shows(report: &str) {
    shows_under(report, "");
}

fn shows_under(report: &str, template: &str) {
    let mut text = String::new();
    let mut expected = Vec::new();
    for (at, part) in report.split(['‹', '›']).enumerate() {
        if at % 2 == 0 {
            text.push_str(part);
        } else {
            expected.push((text.len() as u32, part.to_owned()));
        }
    }
    let it = Fixture::new(&text, template);
    let lang = if text.starts_with("@report") { Lang::En } else { Lang::Zh };
    let all = it.ask(lang, |s| inlay(s, Span::new(0, text.len() as u32)));
    assert!(all.iter().all(|hint| !hint.tooltip.is_empty()));
    let found: Vec<_> = all.into_iter().map(|hint| (hint.offset, hint.label)).collect();
    assert_eq!(found, expected, "\nin\n{text}");
}

#[test]
fn what_is_worked_out() {
    shows(
        "@report R\n\n{a: 3 courses} and {b: 4 courses} are {= a + b as 0 courses‹→ 7 courses›}.\n\n@table t\n  @columns x | n | m\n  A | 4 | 1\n  B | 2 | 0\n  Total | = sum(above)‹→ 6› | = sum(above)‹→ 1›\n",
    );
}

#[test]
fn what_a_hedge_stands_for() {
    shows("@报告 某\n\n{接待：178300人次}，{近18万人次 = 接待‹= 178300›}，{178300人次 = 接待}。\n");
}

#[test]
fn what_a_rule_says_where_it_is_broken() {
    shows(
        "@报告 某\n\n{a: 3件}，{4件 = a‹≠ 3›}。\n\n@表 t\n  @列 x | n\n  甲 | 4\n  乙 | 2\n  合计 | 7 = 求和(上方)‹≠ 6›\n",
    );
}

const FORM: &str = "@模板 表/一 表一\n\n@表 甲\n  @列\n    男\n    女\n    总计 = 男 + 女\n  @行\n    党务\n    业务\n    合计 = 党务 + 业务\n";

#[test]
fn how_far_a_total_has_come() {
    shows_under(
        "@报告 某\n  @格式 表/一\n\n@表 甲\n  党务 | 4 | |‹= 4（未填完）› \n  业务 | 1 | 2 | 3\n  合计 | =‹→ 5› | =‹= 2（未填完）› | =‹= 3（未填完）›\n",
        FORM,
    );
}

#[test]
fn a_right_report_that_is_finished_has_no_hints() {
    let text = include_str!("../../../../tests/reports/gz-kjj-2021.xfoot");
    let it =
        Fixture::new(text, include_str!("../../../crossfoot-templates/templates/cn/open-gov-2021.xfoot"));
    let hints = it.ask(Lang::Zh, |s| inlay(s, Span::new(0, text.len() as u32)));
    assert_eq!(hints, []);
    let lenses = it.ask(Lang::Zh, lenses);
    let said: Vec<(&str, &str)> =
        lenses.iter().map(|lens| (lens.span.of(text), lens.title.as_str())).collect();
    assert_eq!(
        said,
        [
            ("@表 主动公开", "5条规则成立 · 4条无法核对"),
            ("@表 申请", "39条规则成立 · 7条无法核对"),
            ("@表 复议诉讼", "3条规则成立 · 3条无法核对"),
        ]
    );
}

#[test]
fn only_what_is_seen() {
    let text = "@report R\n\n{a: 3} {= a} {= a}\n";
    let it = Fixture::alone(text);
    let second = text.rfind('{').unwrap() as u32;
    assert_eq!(it.ask(Lang::En, |s| inlay(s, Span::new(second, text.len() as u32))).len(), 1);
}
