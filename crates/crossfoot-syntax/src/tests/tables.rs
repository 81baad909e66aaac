use super::{faults, half, tree};

#[test]
fn heads() {
    assert_eq!(tree("@table V.B.1 \"Label\""), "table V.B.1 \"Label\"\n");
    assert_eq!(tree("@表 平台 “访问情况” 自 platform.csv"), "table 平台 \"访问情况\" from platform.csv\n");
    assert_eq!(tree("@table t from \"a b.xlsx#s!B4:H28\""), "table t from a b.xlsx#s!B4:H28\n");
    assert_eq!(tree("@表 申请 = 求和(下级.*.格)"), "table 申请 = Sum(下级.*.格)\n");
}

#[test]
fn declarations() {
    let text = "@表 申请\n  @列 （角）\n    法人 \"法人或其他组织\"\n      商业企业\n    总计 = 求和(法人.*) @名称 K3 @级别 提醒\n    件数 \"\"\n  @行\n    component.* = sum(parts) @optional // so\n      *";
    assert_eq!(
        tree(text),
        "table 申请\n  columns (角)\n    法人 \"法人或其他组织\"\n      商业企业\n    总计 = Sum(法人.*)\n      @name K3\n      @severity Some(Hint) draft None\n    件数 \"\"\n  rows\n    component.* = Sum(parts)\n      @optional\n      *\n"
    );
}

#[test]
fn panels() {
    assert_eq!(
        tree(
            "@table t\n  @panel \"第（一）项\"\n    @unit 件\n    @columns | a\n    r | 1\n  @panel “乙”\n    @check: a = b"
        ),
        "table t\n  panel 第(一)项\n    @unit 件\n    columns\n      | a\n    row r | 1\n  panel 乙\n    check: (a = b)\n"
    );
}

#[test]
fn rows_and_cells() {
    assert_eq!(
        tree(
            "@表 t\n  a | 5 || = | 12 = x + y | = x | x\\|y | 41.1% | — | 2024-09-30 |  | (120) | a = b // c"
        ),
        "table t\n  row a | 5 | _ | = | {12 = (x + y)} | { = x} | {'x\\|y'} | {41.1 %} | {mark —} | {date 2024-09-30} | _ | {() 120} | {'a = b'}\n"
    );
    assert_eq!(
        tree("@表 t\n  | 1 | 2\n  a｜1｜\n  标签[^1][^b] | 3"),
        "table t\n  row  | 1 | 2\n  row a | 1\n  row 标签[^1][^b] | 3\n"
    );
    assert_eq!(tree("@表 t\n- a | 1\n# b | 2"), "table t\n  row - a | 1\n  row # b | 2\n");
    assert_eq!(
        tree("@表 t\n  a\n    b | 1\n      @单位 件\n      @注 x\n    c | 2"),
        "table t\n  row a :\n    row b | 1\n      @unit 件\n      @note x\n    row c | 2\n"
    );
}

#[test]
fn columns_behind_bars() {
    assert_eq!(
        tree("@表 t\n  @列 角 文 | 法人.其他 | Change x @unit % @nonadditive | \"Ex. 1\" |"),
        "table t\n  columns 角 文\n    | 法人.其他\n    | Change x\n      @unit %\n      @nonadditive\n    | \"Ex. 1\"\n"
    );
}

#[test]
fn tabs() {
    assert_eq!(
        tree("@表 t\n办理\t予以公开\t4\t0\n\t部分公开\t0\t\n1月\t14210\n复议\t总计\t—"),
        "table t\n  row 办理 > 予以公开 | 4 | 0\n  row 部分公开 | 0 | _\n  row 1月 | 14210\n  row 复议 > 总计 | {mark —}\n"
    );
}

#[test]
fn indentation_can_be_left_out() {
    let text = "@表 t \"标签\"\n  @单位 件\n  @列 | 甲 | 乙\n  a | 1 | 2\n  b | 3 | 4\n  @注 如此。";
    let flat: String = text.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    assert_eq!(tree(text), tree(&flat));
    let wide: String = text.lines().map(|line| line.replace("  ", "\u{3000}") + "\n").collect();
    let tabs: String = text.lines().map(|line| line.replace("  ", "\t") + "\n").collect();
    assert_eq!(tree(text), tree(&wide));
    assert_eq!(tree(text), tree(&tabs));
}

#[test]
fn braces_in_a_cell() {
    assert_eq!(half("@表 t\n  a | {5件}"), "table t\n  row a | {5 件}\n");
    assert_eq!(super::mended("@表 t\n  a | {5件}"), "@表 t\n  a | 5件");
    assert_eq!(faults("@表 t\n  a | {5件}").len(), 1);
}

#[test]
fn rows_pasted_without_indentation_stand_beside_the_others() {
    let bars =
        "@table t\n  @columns Kind | a | b\n  Law | 1 | 2\n  Tax | 3 | 4\n  Total | 4 | 6\n  @check: a = b\n";
    let tabs =
        "@table t\n  @columns Kind | a | b\nLaw\t1\t2\n\tTax\t3\t4\n  Total | 4 | 6\n  @check: a = b\n";
    assert_eq!(tree(tabs), tree(bars));
    assert_eq!(faults(tabs), faults(bars));
}

#[test]
fn charts() {
    assert_eq!(
        tree(
            "@表 t\n  @图 柱状图：自然人、法人.*\n  @chart lines: 2023, q.*.actual, \"Gross margin\" // so\n  @图表：占比\n  @panel \"p\"\n    @chart bars: *"
        ),
        "table t\n  @chart Bars 自然人, 法人.*\n  @chart Lines 2023, q.*.actual, \"Gross margin\"\n  @chart Shares\n  panel p\n    @chart Bars *\n"
    );
    let said = |text: &str| -> Vec<String> {
        faults(text)
            .iter()
            .map(|(_, kind)| kind.message(text, crossfoot_source::Span::default()).en)
            .collect()
    };
    let kinds = "`bars`, `lines` or `shares`";
    assert_eq!(said("@table t\n  @chart"), [format!("Behind `@chart`, {kinds} is missing here.")]);
    assert_eq!(faults("@table t\n  @chart pie")[0].0, "pie");
    assert!(said("@table t\n  @chart bars Total")[0].contains("a colon"));
    assert_eq!(said("@表 t\n  @图 折线：甲、"), ["Behind `@chart`, a name is missing here."]);
    assert_eq!(faults("@report R\n  @chart bars")[0].0, "@chart");
}
