//! Texts before and after.

use crossfoot_model::{Source, build};
use crossfoot_source::{Lang, Span};

use crate::{Options, Shape, edits, format};

fn formatted(text: &str, template: Option<&str>, keywords: Option<Lang>) -> String {
    let report = Source::new("report", text);
    let template = template.map(|text| Source::new("template", text));
    let shape = Shape::of(&build(&report, template.as_ref()));
    format(text, &report.tree, &shape, Options { keywords })
}

/// Each is written as the one behind it.
fn becomes(pairs: &[(&str, &str)]) {
    for (before, after) in pairs {
        assert_eq!(formatted(before, None, None), *after, "from {before:?}");
        assert_eq!(formatted(after, None, None), *after, "again");
    }
}

#[test]
fn marks_and_the_white_space_round_them() {
    becomes(&[
        ("@核对  K1  逐列：a＋b》=c × 2\n", "@核对 K1 逐列: a + b >= c * 2\n"),
        ("@check:x=-  y-1\n", "@check: x = -y - 1\n"),
        ("@check: n / a = n/a\n", "@check: n / a = n/a\n"),
        ("@let a = sum( T[ 2023,x.* ] )else 0\n", "@let a = sum(T[2023, x.*]) else 0\n"),
        (
            "@设 a = 求和（下级.*.申请［新收，总计］） ÷ １０％\n",
            "@设 a = 求和(下级.*.申请[新收, 总计]) / 10%\n",
        ),
        ("@check: a <= x  and not(b or c) is n/a\n", "@check: a <= x and not (b or c) is n/a\n"),
        ("@let a = 1\n  +2   // two\n    -x\n", "@let a = 1\n  + 2    // two\n    - x\n"),
        ("@unit x\n", "@unit x\n"),
        ("@分类 d “D”\n  a “甲的“乙””\n  b “a\"b”\n", "@分类 d \"D\"\n  a \"甲的“乙”\"\n  b “a\"b”\n"),
        ("@allow sum-down at T[a,b]: a  reason\n", "@allow sum-down at T[a, b]: a  reason\n"),
    ]);
}

#[test]
fn text_stays_and_its_figures_are_written_anew() {
    becomes(&[
        (
            "全年（共）１２件，｛总数：２４场｝、{近 18万人 ＝ a}。\n",
            "全年（共）１２件，{总数: ２４场}、{近 18万人 = a}。\n",
        ),
        ("a  b   \n   c \t{= x  as  0.0 million  USD}\n", "a  b\n   c \t{= x as 0.0 million  USD}\n"),
        ("　　首行缩进；\n　　又一段。\n", "　　首行缩进；\n　　又一段。\n"),
        ("\\｛ 1 ｝ \\{1｝\n", "\\｛1} \\{1｝\n"),
        ("－　item [^1]\n   more\n", "- item [^1]\n   more\n"),
        ("- \n", "- \n"),
        ("＃＃　标题\n#一、总体情况\n", "## 标题\n# 一、总体情况\n"),
        ("# C#\n", "# C#\n"),
        ("[^a]：text\n", "[^a]: text\n"),
        ("{师生比：1：18.5}\n", "{师生比: 1：18.5}\n"),
    ]);
}

#[test]
fn indentation_is_depth() {
    becomes(&[
        (
            "@report T\n@entity E\n\t@period 2024\n层级：x\n",
            "@report T\n  @entity E\n  @period 2024\n  层级: x\n",
        ),
        (
            "@table t \"T\"\n @columns K\n    a\n     b \"B\"   @unit 件\n // about the row\n 甲|1|2\n   乙|3|4 // four\n",
            "@table t \"T\"\n  @columns K\n    a\n      b \"B\" @unit 件\n  // about the row\n  甲   | 1 | 2\n    乙 | 3 | 4    // four\n",
        ),
        ("# A\n@optional\n @guide one\n    two\n", "# A\n  @optional\n  @guide one\n    two\n"),
        ("@report T\n   @note a\n   // end\n", "@report T\n  @note a\n  // end\n"),
        ("@check: a = b\n// next to it\n@check: c = d\n", "@check: a = b\n// next to it\n@check: c = d\n"),
    ]);
}

#[test]
fn rows_are_laid_out() {
    becomes(&[
        ("@table t\n| a | 1 |\n", "@table t\n  | a | 1\n"),
        ("@table t\n  a|\n  b|1||\n", "@table t\n  a |\n  b | 1 |  |\n"),
        (
            "@table t\n党务\t10\t412\n合计[^a]\t=\t\n",
            "@table t\n  党务     | 10 | 412\n  合计[^a] |  = |     |\n",
        ),
        ("@table t\n办理\t公开\t1\n\t合计\t2\n", "@table t\n  办理\t公开\t1\n  合计 | 2\n"),
        (
            "@表 t\n  @列 名称｜甲 @单位 件｜\n  a｜n/a\n",
            "@表 t\n  @列 名称 | 甲 @单位 件\n  a        |         n/a\n",
        ),
        ("@table t\n  a | ２ = x＋1 | = sum( above )\n", "@table t\n  a | ２ = x + 1 | = sum(above)\n"),
        (
            "@table t\n  a | 1\n  @panel \"P\"\n    long | 1\n    b | 22\n",
            "@table t\n  a | 1\n  @panel \"P\"\n    long |  1\n    b    | 22\n",
        ),
    ]);
}

#[test]
fn words_in_their_first_form_or_in_a_language() {
    becomes(&[
        ("@勾稽：a = b 否则 0\n", "@核对: a = b 无则 0\n"),
        ("@report T\n  @说明 a\n", "@report T\n  @注 a\n"),
        ("@template t T\n\n# A\n  @说明 a\n", "@template t T\n\n# A\n  @填报说明 a\n"),
    ]);
    let english = "\
@table t \"T\"
  @columns K
    a \"A\" @unit text @blank n/a
    b \"B\" = sum(left) @accept n/a, — as 0
  x | 1 | 2
  @check K for each row, d: prior.b is not n/a and b in (x, y) or not a else entity = b
    @accept note
    @severity error, draft hint
    @message {= row} is {= period}.

@check: a <= b within 5%
";
    let chinese = "\
@表 t \"T\"
  @列 K
    a \"A\" @单位 文本 @空白 不适用
    b \"B\" = 求和(左侧) @可填 n/a, — 记为 0
  x | 1 | 2
  @核对 K 逐行, d: 上年.b 是 非 不适用 且 b 属于 (x, y) 或 非 a 无则 填报单位 = b
    @可加注说明
    @级别 错误, 草稿 提醒
    @提示语 {= 行} is {= 期间}.

@核对: a <= b 误差 5%
";
    assert_eq!(formatted(english, None, Some(Lang::Zh)), chinese);
    assert_eq!(formatted(chinese, None, Some(Lang::En)), english);
    // Somebody's name is no word.
    let named = "@table t \"T\"\n  @columns K | left | b\n  x | 1 | 2\n  @check for each row: left < b\n";
    assert!(formatted(named, None, Some(Lang::Zh)).contains("逐行: left < b"));
}

#[test]
fn a_template_says_how_rows_nest_and_what_is_worked_out() {
    let template = "\
@template f F

@table t \"T\"
  @columns
    a
    b
    c = a + b
  @rows
    new
    done
      open
      shut
    total = sum(above)
";
    let before = "@report R\n  @follows f\n\n@table t\n  new | 1 | 2\n  done\n  open | 3 | 4 | 7\n      @note n\n  shut | 5 | 6\n  total\n";
    let after = "\
@report R
  @follows f

@table t
  new    | 1 | 2 | =
  done
    open | 3 | 4 | 7
      @note n
    shut | 5 | 6 | =
  total
";
    assert_eq!(formatted(before, Some(template), None), after);
    // A row that nobody knows has to be mended first.
    let unknown = before.replace("shut", "what is this");
    assert!(formatted(&unknown, Some(template), None).contains("\n  open "));
}

#[test]
fn a_wide_table_says_what_its_columns_are() {
    let template = "@模板 f F\n\n@表 t \"T\"\n  @列\n    甲\n      a\n      b\n      其他\n    乙\n      c\n      d\n      其他\n      e\n  @行\n    r\n";
    let before = "@报告 R\n  @格式 f\n\n@表 t\n  r | 1 | 2 | 3 | 4 | 5 | 6 | 7\n";
    let after = "@报告 R\n  @格式 f\n\n@表 t\n  @列 | a | b | 甲.其他 | c | d | 乙.其他 | e\n  r   | 1 | 2 |       3 | 4 | 5 |       6 | 7\n";
    assert_eq!(formatted(before, Some(template), None), after);
}

#[test]
fn a_broken_block_stays_and_its_neighbours_do_not() {
    becomes(&[(
        "a｛1｝  \n\n\n@check:  x = (  \n   y \t\n\n\n@check:x=y\n\n",
        "a{1}\n\n@check:  x = (  \n   y \t\n\n@check: x = y\n",
    )]);
}

#[test]
fn blank_lines_and_line_ends() {
    becomes(&[
        ("", ""),
        (" \n\t\n", ""),
        ("\n\na", "a\n"),
        ("a\r\n\r\n \r\nb", "a\r\n\r\nb\r\n"),
        ("\u{feff}\n\na\r\rb\r", "\u{feff}a\r\rb\r"),
        ("a\n// c  \n\n  // d\n\n", "a\n// c\n\n  // d\n"),
    ]);
}

/// In an editor the cursor stays where it is: no more is replaced than changes.
#[test]
fn changes_are_small() {
    let text = "a\n\n@check:x = y\n\n@check: a=b\n";
    let report = Source::new("report", text);
    let within =
        |from, to| edits(text, &report.tree, &Shape::default(), Options::default(), Span::new(from, to));
    let told = |from, to| -> Vec<String> {
        let tell =
            |edit: &crossfoot_source::Edit| format!("{}..{} {:?}", edit.span.start, edit.span.end, edit.text);
        within(from, to).iter().map(tell).collect()
    };
    assert_eq!(told(0, text.len() as u32), ["10..10 \" \"", "26..27 \" = \""]);
    assert_eq!(told(5, 6), ["10..10 \" \""]);
    assert_eq!(told(0, 1), [""; 0]);
}
