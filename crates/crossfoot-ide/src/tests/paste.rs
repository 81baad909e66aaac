//! What is pasted at `$0`.

use crossfoot_source::Lang;

use super::{Fixture, applied};
use crate::{Clip, Pasted, paste};

const REPORT: &str = include_str!("../../../../tests/reports/gz-kjj-2021.xfoot");
const FORM: &str = include_str!("../../../crossfoot-templates/templates/cn/open-gov-2021.xfoot");

fn pasted(report: &str, template: &str, clip: Clip<'_>) -> (String, Pasted) {
    let it = Fixture::new(report, template);
    let lang = if report.contains("@report") { Lang::En } else { Lang::Zh };
    let pasted = it.ask(lang, |s| paste(s, it.cursor(), clip));
    (applied(&it.report.text, &pasted.edits), pasted)
}

/// The lines of table 3, each without more white space than it needs.
fn table_3(report: &str) -> Vec<String> {
    let lines =
        report.lines().skip_while(|line| !line.starts_with("@表 申请")).take_while(|line| !line.is_empty());
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The real report with no figure in table 3, the cursor in it.
fn blank() -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in REPORT.lines() {
        inside = (inside || line.starts_with("@表 申请")) && !line.is_empty();
        let row = line.split_once(" | ").filter(|_| inside && !line.contains("@列"));
        out.push_str(&row.map_or(line.to_owned(), |(label, _)| format!("{label} |  |  |  |  |  |  |  |")));
        out.push('\n');
    }
    out.replacen("@表 申请\n", "@表 申请$0\n", 1)
}

fn fills_table_3(report: &str, clip: Clip<'_>) {
    let (text, pasted) = pasted(report, FORM, clip);
    assert_eq!(pasted.unmatched, [] as [&str; 0]);
    assert_eq!(table_3(&text), table_3(REPORT));
    assert_eq!(pasted.message.zh, "表三已填25行。");
}

#[test]
fn the_form_from_word() {
    fills_table_3(&blank(), Clip::Html(include_str!("clipboard/word.html")));
}

#[test]
fn the_form_from_a_spreadsheet() {
    fills_table_3(&blank(), Clip::Html(include_str!("clipboard/excel.html")));
    fills_table_3(&blank(), Clip::Text(include_str!("clipboard/excel.txt")));
}

#[test]
fn the_form_from_a_browser() {
    fills_table_3(&blank(), Clip::Html(include_str!("clipboard/chromium.html")));
}

#[test]
fn figures_that_are_there_are_replaced() {
    let report =
        REPORT.replace("    予以公开 | 4 | 0", "    予以公开 | 9 | 9").replace("@表 申请\n", "@表 申请$0\n");
    fills_table_3(&report, Clip::Html(include_str!("clipboard/excel.html")));
}

#[test]
fn rows_that_are_not_there_are_put_in() {
    let kept =
        |line: &&str| !["予以公开 |", "国家秘密", "信访", "结转下年 |"].iter().any(|row| line.contains(row));
    let report: Vec<&str> = REPORT.lines().filter(kept).collect();
    let report = report.join("\n").replace("@表 申请\n", "@表 申请$0\n");
    fills_table_3(&report, Clip::Html(include_str!("clipboard/excel.html")));
}

#[test]
fn a_table_that_is_not_there_is_put_in() {
    let from = REPORT.find("@表 申请").unwrap();
    let to = REPORT.find("# 四、").unwrap();
    let report = format!("{}$0\n\n{}", &REPORT[..from], &REPORT[to..]);
    let (text, pasted) = pasted(&report, FORM, Clip::Html(include_str!("clipboard/word.html")));
    assert_eq!(pasted.unmatched, [] as [&str; 0]);
    // The form says in comments what its rows are called.
    let rows = |text: &str| -> Vec<String> {
        let lines = table_3(text).into_iter().filter(|line| line.contains(" | ") && !line.contains("@列"));
        lines.map(|line| line.split(" //").next().unwrap().to_owned()).collect()
    };
    assert_eq!(rows(&text), rows(REPORT), "{text}");
    assert!(text.contains("# 三、收到和处理政府信息公开申请情况\n\n@表 申请\n"));
}

#[test]
fn a_row_without_a_label_and_heads_of_three_lines() {
    let html = "<table><tr><td colspan=5>行政复议<td colspan=10>行政诉讼<tr><td rowspan=2>结果维持<td rowspan=2>结果纠正<td rowspan=2>其他结果<td rowspan=2>尚未审结<td rowspan=2>总计<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr><td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计<tr><td>1<td>0<td>0<td>2<td>3<td>0<td>4<td>0<td>0<td>4<td>0<td>0<td>0<td>0<td>0</table>";
    let (text, pasted) = pasted(&REPORT.replace("@表 复议诉讼", "@表 复议诉讼$0"), FORM, Clip::Html(html));
    assert!(text.contains("\n  | 1 | 0 | 0 | 2 | 3 | 0 | 4 | 0 | 0 | 4 | 0 | 0 | 0 | 0 | 0\n"), "{text}");
    assert_eq!(pasted.unmatched, [] as [&str; 0]);
}

#[test]
fn stacked_blocks_with_a_head_each() {
    let html = "<table><tr><td colspan=4>第二十条第（一）项<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>0<td>0<td>0<tr><td>行政规范性文件<td>7<td>4<td>20<tr><td colspan=4>第二十条第（五）项<tr><td>信息内容<td colspan=3>本年处理决定数量<tr><td>行政许可<td colspan=3>15,602<tr><td colspan=4>第二十条第（六）项<tr><td>信息内容<td colspan=3>本年处理决定数量<tr><td>行政处罚<td colspan=3>3<tr><td>行政强制<td colspan=3>&nbsp;</table>";
    let (text, pasted) = pasted(&REPORT.replace("@表 主动公开", "@表 主动公开$0"), FORM, Clip::Html(html));
    let lines: Vec<String> =
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // Thousands marks stay, and a blank leaves what stands there.
    for row in ["行政规范性文件 | 7 | 4 | 20", "行政许可 | 15,602", "行政处罚 | 3", "行政强制 | 0"]
    {
        assert!(lines.iter().any(|line| line == row), "{row} in {text}");
    }
    assert_eq!(pasted.unmatched, [] as [&str; 0]);
}

const OWN: &str = "@report R\n\n@table t\n  @columns Office | men @unit people | women @unit people\n  North office |  |\n  South office | $0 | 4\n";

#[test]
fn what_does_not_match_is_handed_back() {
    let (text, pasted) = pasted(
        OWN,
        "",
        Clip::Text(
            "Office\tWomen\tMen\tChildren\r\nSouth Office\t5\t6\t\r\nnorth  office\t1,234\t2\t3\r\nEast office\t7\t8\t\r\n",
        ),
    );
    assert!(text.contains("  North office | 2 | 1,234\n  South office | 6 | 5\n"), "{text}");
    assert_eq!(pasted.unmatched, ["north office | 3", "East office | 7 | 8"]);
    assert_eq!(pasted.message.en, "2 rows of table t filled in; 2 lines have no place.");
    assert_eq!(pasted.message.zh, "表“t”已填2行；2行没有对应的位置。");
}

#[test]
fn figures_without_a_head_are_in_the_order_of_the_form() {
    let (text, _) = pasted(OWN, "", Clip::Text("North office\t1\t2\nSouth office\t\t3\n"));
    assert!(text.contains("  North office | 1 | 2\n  South office |  | 3\n"), "{text}");
}

#[test]
fn a_table_that_fits_nowhere_changes_nothing() {
    let (text, pasted) = pasted(OWN, "", Clip::Html("<table><tr><td>x<td>1<tr><td>y<td>2</table>"));
    assert_eq!((text.as_str(), pasted.unmatched.len()), (OWN.replace("$0", "").as_str(), 2));
    assert!(pasted.message.zh.starts_with("报告里没有对应的表"));
}

#[test]
fn prose_keeps_its_paragraphs() {
    let html = "<p class=MsoNormal>一、总体情况<o:p></o:p></p>\n<p>全年{公开}\n文件5件；</p><p>&nbsp;</p><p>@某人 - 说</p><ul><li>- 一</li></ul><p># 1</p>";
    let (text, pasted) = pasted("@报告 某\n\n$0\n", "", Clip::Html(html));
    assert_eq!(
        text,
        "@报告 某\n\n一、总体情况\n\n全年\\{公开} 文件5件；\n\n\\@某人 - 说\n\n\\- 一\n\n\\# 1\n"
    );
    assert!(pasted.message.zh.is_empty() && pasted.unmatched.is_empty());
    let tree = crossfoot_syntax::parse(&text);
    assert!(tree.faults.is_empty() && tree.blocks.len() == 6, "{:#?}", tree.blocks);
}

#[test]
fn marks_in_pasted_text_are_text() {
    let said = "// a **b** [c](d) ![e](f) [^g] \\{ ｛5件｝ * [x]";
    let (text, _) = pasted("@report R\n\n$0\n", "", Clip::Text(said));
    let it = Fixture::alone(&text);
    let plain = it.ask(Lang::En, |s| match s.model.body.as_slice() {
        [crossfoot_model::Element::Paragraph(prose)] => {
            crossfoot_model::prose::plain_text(prose, &text).into_owned()
        }
        other => panic!("{other:?}"),
    });
    assert_eq!(plain, said.replace('｛', "{"));
}

#[test]
fn one_paragraph_joins_its_line() {
    let (text, _) = pasted("@报告 某\r\n\r\n全年$0。\r\n", "", Clip::Text("@公开5件"));
    assert_eq!(text, "@报告 某\r\n\r\n全年@公开5件。\r\n");
    let (text, _) = pasted("@报告 某\r\n\r\n$0\r\n", "", Clip::Text("一\r\n二"));
    assert_eq!(text, "@报告 某\r\n\r\n一\r\n\r\n二\r\n");
}
