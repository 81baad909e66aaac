use super::{faults, tree};
use crate::fault::FaultKind;

#[test]
fn a_blank_line_ends_a_block_and_a_comment_does_not() {
    assert_eq!(tree("one\n// not this\ntwo\n \u{3000}\t\nthree"), "paragraph one⏎two\nparagraph three\n");
}

#[test]
fn lines_end_as_in_editors() {
    assert_eq!(tree("\u{feff}# a\r\n\r\nb\rc\n\u{2028}d"), "heading 1 a\nparagraph b⏎c⏎\u{2028}d\n");
}

#[test]
fn headings() {
    assert_eq!(tree("# a"), "heading 1 a\n");
    assert_eq!(tree("###### a"), "heading 6 a\n");
    assert_eq!(tree("#一、总体情况"), "heading 1 一、总体情况\n");
    assert_eq!(tree("##（一）主动公开"), "heading 2 （一）主动公开\n");
    assert_eq!(tree("＃　总体"), "heading 1 总体\n");
    assert_eq!(tree("#1.总体"), "heading 1 1.总体\n");
    assert_eq!(tree("#话题#"), "paragraph #话题#\n");
    assert_eq!(tree("#1.5倍"), "paragraph #1.5倍\n");
    assert_eq!(tree("####### a"), "paragraph ####### a\n");
    assert_eq!(
        tree("# a\n  @又称 \"b\"\n  @选填\ntext"),
        "heading 1 a\n  @also b\n  @optional\nparagraph text\n"
    );
    assert_eq!(
        tree("@模板 t\n\n# a\n  @填报说明 one\n    two\ntext"),
        "template t\nheading 1 a\n  @guide one⏎two\nparagraph text\n"
    );
}

#[test]
fn pasted_paragraphs() {
    assert_eq!(tree("一段。\n二段\n三行"), "paragraph 一段。\nparagraph 二段⏎三行\n");
    assert_eq!(tree("一段（注：略。）”\n二段"), "paragraph 一段（注：略。）”\nparagraph 二段\n");
    assert_eq!(
        tree("甲\n\u{3000}\u{3000}乙\n1. 丙\n（二）丁\n三、戊\n2）己"),
        "paragraph 甲\nparagraph 乙\nparagraph 1. 丙\nparagraph （二）丁\nparagraph 三、戊\nparagraph 2）己\n"
    );
    assert_eq!(tree("grew by\n1.5 percent\nin all."), "paragraph grew by⏎1.5 percent⏎in all.\n");
}

#[test]
fn items_and_footnotes() {
    assert_eq!(tree("- a\n  b\n- c\nd"), "item a⏎b\nitem c\nparagraph d\n");
    assert_eq!(tree("－ a"), "item a\n");
    assert_eq!(tree("-a"), "paragraph -a\n");
    assert_eq!(tree("[^1]: a {5}\n  b\n［^x］：c"), "footnote 1 a {5}⏎b\nfootnote x c\n");
}

#[test]
fn language_blocks() {
    assert_eq!(
        tree("@报告：题{5件}\n@填报单位：青石镇\n  @期间 2021..2022\n  层级：县级：甲\n@状态 定稿"),
        "report 题{5 件}\n  @entity 青石镇\n  @period 2021..2022\n  @status final Some(true)\n  field 层级: 县级:甲\n"
    );
    assert_eq!(
        tree("@报告\n@期间 2023\n@上年 2022.xfoot\n层级：县级政府"),
        "report\n  @period 2023\n  prior 2022.xfoot\n  field 层级: 县级政府\n"
    );
    assert_eq!(
        tree("@report\n  @prior 2022\n    // published\n    T[a, b] = 63 // so\n  @entity A\n  level: x"),
        "report\n  prior 2022\n    T[a, b] = 63\n  @entity A\n  field level: x\n"
    );
    assert_eq!(
        tree(
            "@template us/x A title\n  @period FY2024.. ends 09-30\n  @title {= entity} Report\n  @blank n/a\n  @accept — as 0, nm as n/a, <1"
        ),
        "template us/x A title\n  @period FY2024.. ends 09-30\n  @title { = entity} Report\n  @blank Some(Na)\n  @accept — as 0, nm as n/a, <1\n"
    );
    assert_eq!(
        tree("@units\n  万次 = 10000 次\n  FTE = amount // so\n  \"人·日\" = 计量数"),
        "units\n  万次 = 10000 次\n  FTE = ? amount\n  人·日 = ? 计量数\n"
    );
    assert_eq!(tree("@编号\n  \"一、\"\n  \"1.\" @接排"), "numbering\n  \"一、\"\n  \"1.\"\n    @runin\n");
    assert_eq!(
        tree(
            "@dimension rank \"Rank\"\n  1..10\n  2023\n  *\n  7A \"Ex. 7(A)\" @was \"7\" @unit 1000 USD\n  \"Ex. 5\"\n    @guide Five.\n  a\n    D.*"
        ),
        "dimension rank \"Rank\"\n  1..10\n  2023\n  *\n  7A \"Ex. 7(A)\"\n    @was 7\n    @unit 1000 USD\n  \"Ex. 5\"\n    @guide Five.\n  a\n    D.*\n"
    );
    assert_eq!(
        tree("@引入 下级 自 \"bodies/*.xfoot\"\n  县教育局\n  县林业局 @原名 \"县林业和草原局\""),
        "import 下级 from bodies/*.xfoot\n  县教育局\n  县林业局\n    @was 县林业和草原局\n"
    );
    assert_eq!(tree("@field 层级 \"机关层级\"\n  甲"), "field 层级 \"机关层级\"\n  甲\n");
    assert_eq!(
        tree("@上年 cn/a\n  甲[乙, 丙] = 不适用\n  申请[丁] = 申请[戊]"),
        "prior cn/a\n  甲[乙, 丙] = n/a\n  申请[丁] = 申请[戊]\n"
    );
}

#[test]
fn a_note_in_a_report_is_guidance_in_a_template() {
    assert!(tree("@表 t\n  @说明 x").contains("@note x"));
    assert!(tree("@模板 a\n\n@表 t\n  @说明 x").contains("@guide x"));
}

#[test]
fn unknown_blocks_are_never_prose() {
    assert_eq!(faults("text\n@tabel x")[0].1, FaultKind::UnknownWord { nearest: Some("table") });
    assert_eq!(super::half("@foo\n  a | b\n- c | d"), "unknown\n");
}
