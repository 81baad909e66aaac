//! What can be done at `$0`, or about what `‹…›` is around, and what the text is afterwards.

use crossfoot_model::{Source, build};
use crossfoot_source::{Finding, Lang, Span};

use super::{Fixture, applied};
use crate::{Action, ActionId, ActionKind, Snapshot, actions, resolve};

const FORM: &str = "@模板 表/一 表一
@编号
  \"一、\"

# 总体情况

# 申请情况

@表 申请 \"收到申请情况\"
  @单位 件
  @列
    个人 \"自然人\"
    其他
    总计 = 个人 + 其他 @名称 K3
  @行
    新收 \"（一）新收申请\"
    办理
      予以公开
      不予公开
      总计 = 求和(上方) @名称 K2
";

const REPORT: &str = "@报告 某
  @格式 表/一

# 一、总体情况

好。

# 二、申请情况

@表 申请
  新收 | 3 | 2 | 5
  办理
    予以公开 | 3 | 1 | 4
    不予公开 | 0 | 1 | 1
    总计 | 3 | 2 | 5
";

fn range(it: &Fixture) -> Span {
    it.report.marks.first().copied().unwrap_or_else(|| Span::at(it.cursor()))
}

fn lang(report: &str) -> Lang {
    if report.contains("@report") { Lang::En } else { Lang::Zh }
}

fn listed(report: &str, template: &str) -> Vec<Action> {
    let it = Fixture::new(report, template);
    it.ask(lang(report), |s| actions(s, range(&it)))
}

fn titles(report: &str, template: &str) -> Vec<String> {
    listed(report, template).into_iter().map(|action| action.title).collect()
}

fn findings(text: &str, template: &str) -> Vec<Finding> {
    let report = Source::new("report", text);
    let template = Source::new("template", template);
    let model = build(&report, (!template.text.is_empty()).then_some(&template));
    crossfoot_check::check(&model).findings
}

/// Does the action of a title: it leaves a text that is read, and a finding that it mends is no longer there.
fn done(report: &str, template: &str, title: &str) -> String {
    let it = Fixture::new(report, template);
    it.ask(lang(report), |s| {
        let all = actions(s, range(&it));
        let action = all.iter().find(|it| it.title.starts_with(title)).unwrap_or_else(|| panic!("{all:#?}"));
        let edits = resolve(s, range(&it), &action.id).unwrap();
        let text = applied(s.text(), &edits);
        is_better(s, action, &text, template);
        text
    })
}

fn is_better(s: &Snapshot<'_, '_>, action: &Action, text: &str, template: &str) {
    let left = findings(text, template);
    let unread = |all: &[Finding]| all.iter().filter(|it| it.rule.name == "syntax").count();
    assert!(unread(&left) <= unread(s.findings), "{left:#?}\n{text}");
    if let Some(finding) = action.finding {
        let gone = &s.findings[finding];
        let same = |it: &&Finding| it.rule.name == gone.rule.name && it.message == gone.message;
        assert_eq!(left.iter().find(same).map(|it| &it.message.zh), None, "\n{text}");
    }
}

#[test]
fn the_fixes_of_findings() {
    let report = "@报告 某\n  @格$0式表/一\n";
    let all = listed(report, "");
    let fix = all.iter().find(|it| matches!(it.id, ActionId::Fix { .. })).unwrap();
    assert!(fix.is_preferred && fix.kind == ActionKind::QuickFix && fix.finding.is_some());
    assert!(done(report, "", &fix.title).contains("@格式 表/一"));
    assert!(all.iter().any(|it| it.id == ActionId::FixAll && it.kind == ActionKind::FixAll));
}

#[test]
fn a_stated_figure_is_changed_only_by_hand() {
    let report = REPORT.replace("    总计 | 3 |", "    总计 | $04 |");
    let all = listed(&report, FORM);
    let figure = all.iter().find(|it| it.title.contains("改为3")).unwrap();
    assert!(!figure.is_preferred && figure.finding.is_some());
    assert!(all.iter().all(|it| it.id != ActionId::FixAll));
    assert_eq!(done(&report, FORM, &figure.title), REPORT);
}

#[test]
fn all_safe_fixes_at_once() {
    let report = "@报告$0 某\n  @格式表/一\n  @期间2023\n\n@表 t\n  @列 x | a\n  b | 4\n";
    let text = done(report, "", "修正所有");
    assert!(text.contains("@格式 表/一\n  @期间 2023"), "{text}");
}

#[test]
fn a_number_is_tied_to_the_cell_that_says_the_same() {
    let report = |prose: &str| REPORT.replace("好。", prose);
    let found = titles(&report("全年新收申请$05件。"), FORM);
    let ties: Vec<&str> = found.iter().filter(|it| it.starts_with("与")).map(String::as_str).collect();
    assert_eq!(ties, ["与表二“新收”行、“总计”列关联", "与表二“总计”行、“总计”列关联"]);
    assert!(done(&report("全年新收申请$05件。"), FORM, "与").contains("申请{5件 = 申请[新收, 总计]}。"));
    assert!(done(&report("予以公开{4$0件}。"), FORM, "与").contains("{4件 = 申请[予以公开, 总计]}。"));
    // Wrapped in stars, and with the unit in the plural.
    let english = "@report R\n\nWe held **2 courses in law$0**, and 3$0 courses for clerks.\n\n@table courses\n  @columns Course | held @unit course\n  Law | 2\n  Clerks | 3\n";
    let english = english.replacen("$0", "", 1);
    assert!(done(&english, "", "Tie to").contains("and {3 courses = courses[Clerks, held]} for clerks"));
}

#[test]
fn scales_are_read_when_tying() {
    let report =
        "@报告 某\n\n接待近17.8$0万人次，。\n\n@表 接待\n  @列 地点 | 人次 @单位 人次\n  甲 | 178300\n";
    assert!(done(report, "", "与").contains("近{17.8万人次 = 接待[甲, 人次]}，"));
}

#[test]
fn years_dates_ordinals_and_document_numbers_are_not_tied() {
    let table = "@表 t\n  @列 x | n\n  甲 | 5\n  乙 | 2023\n  丙 | 30\n";
    for prose in [
        "$02023年新收",
        "$05月",
        "第$05项",
        "国办〔2023〕$030号",
        "2023-09-$030",
        "$05、正文",
        "截至2023年5$0月",
    ] {
        let found = titles(&format!("@报告 某\n\n{prose}\n\n{table}"), "");
        assert!(!found.iter().any(|it| it.starts_with("与")), "{prose}: {found:?}");
    }
    assert!(titles(&format!("@报告 某\n\n共有 $05 。\n\n{table}"), "").iter().any(|it| it.starts_with("与")));
}

#[test]
fn a_figure_gets_a_name() {
    assert_eq!(
        done("@报告 某\n\n公开动态信息{1$019件}。\n", "", "给这个数起名"),
        "@报告 某\n\n公开动态信息{动态信息: 119件}。\n"
    );
    assert_eq!(
        done("@report R\n\nIn all {4$01 people}.\n", "", "Give"),
        "@report R\n\nIn all {all: 41 people}.\n"
    );
    assert_eq!(done("@报告 某\n\n{1$019件}。\n", "", "给这个数起名"), "@报告 某\n\n{数1: 119件}。\n");
}

#[test]
fn stated_and_worked_out_and_back() {
    let stated = REPORT.replace("    总计 | 3 |", "    总计 | $03 |");
    let computed = done(&stated, FORM, "改为由程序算出");
    assert!(computed.contains("    总计 | = | 2 | 5"));
    assert_eq!(done(&computed.replace("总计 | =", "总计 | $0="), FORM, "写上这个数"), REPORT);

    let prose = "@报告 某\n\n{a：3.50万元}，{3.50万元$0 = a}。\n";
    let computed = done(prose, "", "改为由程序算出");
    assert_eq!(computed, "@报告 某\n\n{a：3.50万元}，{= a 记为 0.00万元}。\n");
    assert_eq!(done(&computed.replace("{= a", "{$0= a"), "", "写上这个数"), prose.replace("$0", ""));
    let cell = "@report R\n\n@table t\n  @columns x | n\n  A | 4\n  B | $04 = sum(above)\n";
    assert!(done(cell, "", "Let this").contains("B | = sum(above)"));
}

#[test]
fn what_is_missing_is_put_in() {
    let report = "@报告 $0某\n  @格式 表/一\n\n# 一、总体情况\n\n好。\n";
    let text = done(report, FORM, "补上“二、申请情况”");
    assert!(text.contains("好。\n\n# 二、申请情况\n\n@表 申请\n"), "{text}");
    let report = "@报告 某\n  @格式 表/一\n\n# 一、总体情况\n\n好。\n\n# 二、申$0请情况\n";
    let text = done(report, FORM, "补上表");
    assert!(text.ends_with("总计     | = | = | =\n"), "{text}");
    let begun = "@报告 某\n  @格式 表/一\n\n# 二、申请情况\n\n@表 申$0请\n\n# 三、其他\n";
    let text = done(begun, FORM, "补上表");
    assert!(text.contains("@表 申请\n  // | 自然人") && text.ends_with(" | =\n\n# 三、其他\n"), "{text}");
    let report = REPORT
        .replace("    不予公开 | 0 | 1 | 1\n", "")
        .replace("@表 申请", "@表$0 申请")
        .replace("  新收 | 3 | 2 | 5\n", "");
    let text = done(&report, FORM, "补上缺少的行");
    assert!(
        text.contains(
            "@表 申请\n  新收 |  |  | =\n  办理\n    予以公开 | 3 | 1 | 4\n    不予公开 |  |  | =\n"
        ),
        "{text}"
    );
}

#[test]
fn windows_line_ends_stay() {
    let report = REPORT
        .replace("    不予公开 | 0 | 1 | 1\n", "")
        .replace("@表 申请", "@表$0 申请")
        .replace('\n', "\r\n");
    let text = done(&report, FORM, "补上缺少的行");
    assert!(text.contains("\r\n    不予公开 |  |  | =\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn blanks_are_filled_with_nothing_but_0() {
    let report = REPORT
        .replace("予以公开 | 3 | 1 | 4", "予以公开 | $0 |  | 4")
        .replace("不予公开 | 0 | 1 | 1", "不予公开 | 0");
    let text = done(&report, FORM, "这一行其余填0");
    assert!(text.contains("予以公开 | 0 | 0 | 4\n    不予公开 | 0\n"), "{text}");
    let text = done(&report, FORM, "这张表其余填0");
    assert!(text.contains("予以公开 | 0 | 0 | 4\n    不予公开 | 0 | 0\n"), "{text}");
    let short = REPORT.replace("予以公开 | 3 | 1 | 4", "予以公开$0 |");
    assert!(done(&short, FORM, "这张表其余填0").contains("予以公开 | 0 | 0\n"));
}

#[test]
fn a_finding_is_accepted_with_a_reason() {
    let report = REPORT.replace("    总计 | 3 |", "    总计 | $04 |");
    let text = done(&report, FORM, "容许这一处（K2）");
    assert!(text.ends_with("    总计 | 4 | 2 | 5\n  @例外 K2 在 申请[总计, 个人]: （写明理由）\n"), "{text}");
    let prose = "@report R\n\n{a: 3 courses}, {b: 4$0 courses = a}.\n\nMore.\n";
    let text = done(prose, "", "Accept this (tie-broken)");
    assert!(text.contains("= a}.\n\n@allow tie-broken at b: (say why)\n\nMore."), "{text}");
}

#[test]
fn marks_are_written_half_width() {
    let report = "@报告 某\n\n‹全年，｛总数：２４场｝，｛上半年：10场 ＝ 总数 － 14｝。›\n";
    let text = done(report, "", "标点和数字改为半角");
    assert_eq!(text, "@报告 某\n\n全年，{总数:24场}，{上半年:10场 = 总数 - 14}。\n");
    assert!(!titles("@报告 某\n\n$0｛总数：２４场｝\n", "").iter().any(|it| it.starts_with("标点")));
}
