//! What may be typed at `$0`.

use crossfoot_source::Lang;

use super::Fixture;
use crate::{Item, completion};

const FORM: &str = "@模板 表/一 表一
@编号
  \"一、\"

@填报项 层级
  市级 \"市级机关\"
  县级

@分类 结果
  维持 \"结果维持\"
  纠正

# 总体情况

# 申请情况

@表 申请 \"收到申请情况\"
  @单位 件
  @列
    个人 \"自然人\"
    其他
    总计 = 个人 + 其他
  @行
    新收 \"（一）新收申请\"
    办理
      予以公开
      不予公开
      总计 = 求和(上方)
  @核对 K1 逐列：新收 = 办理.总计

# 复议情况

@表 复议
  @列
    结果.*
  @行
    件数 \"\"
";

fn items(report: &str, template: &str) -> Vec<Item> {
    let it = Fixture::new(report, template);
    let lang = if report.contains("@report") { Lang::En } else { Lang::Zh };
    let mut items = it.ask(lang, |s| completion(s, it.cursor()));
    items.sort_by(|a, b| a.sort.cmp(&b.sort));
    for item in &items {
        assert!(!item.label.is_empty() && item.replace.end == it.cursor(), "{item:?}");
    }
    items
}

fn labels(report: &str, template: &str) -> Vec<String> {
    items(report, template).into_iter().map(|item| item.label).collect()
}

/// The first ones are these.
fn begins(report: &str, template: &str, expected: &[&str]) {
    let found = labels(report, template);
    assert_eq!(found.get(..expected.len()).unwrap_or(&found), expected, "{found:?}");
}

/// Puts the item of a label in.
fn typed(report: &str, template: &str, label: &str) -> String {
    let it = Fixture::new(report, template);
    let items = items(report, template);
    let item = items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("{items:#?}"));
    let mut text = it.report.text.clone();
    text.replace_range(item.replace.start as usize..item.replace.end as usize, &item.insert);
    text
}

#[test]
fn words_behind_at_in_the_language_of_the_file() {
    begins("@$0", "", &["报告", "模板"]);
    let found = labels("@报告 某\n\n@$0", "");
    assert!(found.starts_with(&["表", "核对"].map(String::from)), "{found:?}");
    assert!(found.iter().any(|it| it == "table") && !found.iter().any(|it| it == "列" || it == "报告"));
    let english = items("@report R\n\n@ta$0\n", "");
    let table = english.iter().find(|it| it.label == "table").unwrap();
    assert!(table.docs.starts_with("A table") && table.detail == "表");
    assert_eq!(typed("@report R\n\n@ta$0\n", "", "table"), "@report R\n\n@table\n");
}

#[test]
fn properties_only_where_they_can_stand() {
    let all = |report: &str| labels(report, "");
    let head = all("@报告 某\n  @$0");
    assert!(head.iter().any(|it| it == "格式") && head.iter().any(|it| it == "上年"));
    assert!(!head.iter().any(|it| it == "单位" || it == "列"));
    let table = all("@报告 某\n\n@表 t\n  @$0\n  党务 | 1\n");
    assert!(table.iter().any(|it| it == "列") && table.iter().any(|it| it == "单位"));
    let check = all("@报告 某\n\n@核对 a：1 = 1\n  @$0");
    assert!(check.iter().any(|it| it == "当") && !check.iter().any(|it| it == "单位"));
    let declared = all("@报告 某\n\n@表 t\n  @列\n    人次 @$0\n");
    assert!(declared.iter().any(|it| it == "单位") && declared.iter().any(|it| it == "不合计"));
    let row = all("@报告 某\n\n@表 t\n  @列 x | y\n  党务 | 1\n    @$0\n");
    assert!(row.iter().any(|it| it == "注") && !row.iter().any(|it| it == "选填"));
    assert_eq!(all("@报告 某\n\n邮箱 a@$0"), [] as [&str; 0]);
}

#[test]
fn templates_fields_and_choices() {
    begins("@报告 某\n  @格式 cn/$0", "", &["cn/open-gov-2021"]);
    assert_eq!(
        typed("@报告 某\n  @格式 cn/open-$0", "", "cn/open-gov-2021"),
        "@报告 某\n  @格式 cn/open-gov-2021"
    );
    assert_eq!(typed("@报告 某\n  @格式 表/一\n  $0\n", FORM, "层级"), "@报告 某\n  @格式 表/一\n  层级: \n");
    begins("@报告 某\n  @格式 表/一\n  层级：$0\n", FORM, &["市级", "县级"]);
}

#[test]
fn sections_and_tables_that_are_missing() {
    let report = "@报告 某\n  @格式 表/一\n\n# 一、总体情况\n\n好。\n\n$0\n\n# 三、复议情况\n";
    begins(report, FORM, &["# 二、申请情况"]);
    assert!(typed(report, FORM, "# 二、申请情况").contains("好。\n\n# 二、申请情况\n\n# 三"));
    assert_eq!(labels("@报告 某\n  @格式 表/一\n\n#$0\n", FORM).len(), 3);
    begins("@报告 某\n  @格式 表/一\n\n@核对 a：1 = 1\n\n$0\n", FORM, &["# 一、总体情况"]);
    let report = "@报告 某\n  @格式 表/一\n\n# 二、申请情况\n\n@$0\n";
    let text = typed(report, FORM, "表 申请");
    assert!(text.contains("\n@表 申请\n"), "{text}");
    assert!(
        text.contains("新收") && text.contains("${1}") && text.contains("    总计     | = | = | ="),
        "{text}"
    );
}

#[test]
fn what_stands_behind_a_table_and_over_its_cells() {
    let report = "@报告 某\n  @格式 表/一\n\n# 二、申请情况\n\n@表 $0\n";
    begins(report, FORM, &["申请"]);
    let text = typed(report, FORM, "申请");
    assert!(text.contains("\n@表 申请\n  // "), "{text}");
    begins("@报告 某\n  @格式 表/一\n\n@表 申请\n  @列 | 其他 | $0", FORM, &["个人", "总计"]);
    begins("@报告 某\n\n@表 甲\n  @列 x | n\n  y | 1\n\n@核对 逐行 于 $0", "", &["甲"]);
}

#[test]
fn rows_in_their_place() {
    let report =
        "@报告 某\n  @格式 表/一\n\n@表 申请\n  新收 | 1 | 2 | 3\n  办理\n    予以公开 | 1 | 2 | 3\n  $0\n";
    begins(report, FORM, &["不予公开"]);
    let text = typed(report, FORM, "不予公开");
    assert!(text.contains("3\n    不予公开 | ${1} | ${2} | =$0\n"), "{text}");
    assert_eq!(labels("@报告 某\n  @格式 表/一\n\n@表 申请\n  新$0\n", FORM)[0], "新收");
    begins("@报告 某\n  @格式 表/一\n\n@表 申请\n  @注 无\n  @单位 件\n  $0\n", FORM, &["新收"]);
}

#[test]
fn names_in_brackets_half_typed() {
    let report = |figure: &str| format!("@报告 某\n  @格式 表/一\n\n全年{figure}");
    begins(&report("{5件 = 申$0"), FORM, &["复议", "申请"]);
    begins(&report("{5件 = 申请[$0"), FORM, &["新收", "办理", "予以公开", "不予公开", "总计"]);
    begins(&report("{5件 = 申请[新收, $0]}好。"), FORM, &["个人", "其他", "总计"]);
    begins(&report("{5件 = 求和(申请[办理.$0"), FORM, &["予以公开", "不予公开", "总计", "*"]);
    begins(&report("{5件 = 求和(复议[件数, 结果.$0"), FORM, &["*", "维持", "纠正"]);
    begins(&report("{5件 = 申请[新收, 总计] $0"), FORM, &["记为", "as", "且"]);
    begins(&report("{5$0"), FORM, &["件"]);
    begins(&report("{5件 $0"), FORM, &["="]);
    assert!(labels(&report("{= $0}"), FORM).iter().any(|it| it == "求和"));
}

#[test]
fn names_found_by_their_initials() {
    let found = items("@报告 某\n  @格式 表/一\n\n{5件 = 申请[$0", FORM);
    assert!(found.iter().any(|it| it.filter.contains("予以公开 yygk")), "{found:#?}");
}

#[test]
fn names_in_rules() {
    let table = |line: &str| {
        format!("@报告 某\n\n@表 t\n  @列 x | 男 | 女\n  党务 | 1 | 2\n  业务 | 1 | 2\n  {line}")
    };
    begins(&table("@核对 逐行：$0"), "", &["男", "女"]);
    begins(&table("@核对 逐列：党务 = $0"), "", &["党务", "业务"]);
    begins(&table("@核对 $0"), "", &["逐行", "逐列", "逐格"]);
    begins("@report R\n\n@check for each $0", "", &["row", "column", "cell"]);
    begins("@报告 某\n\n@设 a = 3\n@设 b = $0", "", &["a", "b"]);
}

#[test]
fn rules_that_can_be_allowed() {
    begins("@报告 某\n  @格式 表/一\n\n@表 申请\n  新收 | 1 | 2\n\n@例外 $0", FORM, &["K1"]);
    assert!(labels("@报告 某\n\n@例外 sum-$0", "").iter().any(|it| it == "sum-down"));
    assert_eq!(typed("@报告 某\n\n@例外 sum-$0", "", "sum-down"), "@报告 某\n\n@例外 sum-down");
    begins("@报告 某\n  @格式 表/一\n\n@例外 K1 在 申请[$0", FORM, &["新收"]);
}

#[test]
fn nothing_in_running_text_and_comments() {
    for report in ["@报告 某\n\n全年$0", "@报告 某\n\n// @$0", "@报告 某$0\n", "@report R\n\nText @ two$0"]
    {
        assert_eq!(labels(report, ""), [] as [&str; 0], "{report}");
    }
}
