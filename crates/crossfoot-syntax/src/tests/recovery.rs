//! What is half typed keeps what is there.

use super::{faults, half};
use crate::fault::{Construct, Expected, ExpectedSet, FaultKind};

#[test]
fn half_a_figure_keeps_its_value() {
    assert_eq!(half("受理{5件 = 申请[总计,"), "paragraph 受理{5 件 = HOLE}\n");
    assert_eq!(half("受理{5件 = 申请[总计,}。答复{3件}。"), "paragraph 受理{5 件 = HOLE}。答复{3 件}。\n");
    assert_eq!(half("受理{5件，答复{3件}。"), "paragraph 受理{5 件}，答复{3 件}。\n");
    assert_eq!(half("{名：= }"), "paragraph {名:  =}\n");
}

#[test]
fn half_a_row_keeps_its_cells() {
    assert_eq!(half("@表 t\n  a | 1 | = x + | 3"), "table t\n  row a | 1 | { = HOLE} | 3\n");
}

#[test]
fn half_a_rule_is_no_rule_but_keeps_its_properties() {
    assert_eq!(
        half("@表 t\n  @核对 K1 逐列：a +\n    @级别 提醒\n  b | 1"),
        "table t\n  check K1 each 列: HOLE\n    @severity Some(Hint) draft None\n  row b | 1\n"
    );
    assert_eq!(half("@check K1 for each: a = b"), "check: HOLE\n");
    assert_eq!(half("@let x"), "let x = HOLE\n");
}

#[test]
fn half_a_declaration_keeps_what_is_beneath() {
    assert_eq!(
        half("@表 t\n  @列\n    a = b + @单位 件\n      c \"d\""),
        "table t\n  columns\n    a = HOLE\n      @unit 件\n      c \"d\"\n"
    );
    assert_eq!(half("@表 t\n  @行\n    = x\n      c"), "table t\n  rows\n    ? = x\n      c\n");
}

#[test]
fn what_was_expected_is_known() {
    let expected = |text: &str| match faults(text).into_iter().next() {
        Some((span, FaultKind::Expected { expected, inside, .. })) => (span, expected, inside),
        other => panic!("{text}: {other:?}"),
    };
    let (span, set, inside) = expected("@let x = a + + b");
    assert_eq!((span.as_str(), inside), ("+", Construct::Expression));
    assert!(set.has(Expected::Operand));
    let (span, set, _) = expected("@let x = T[a, b");
    assert_eq!((span.as_str(), set), ("", ExpectedSet::of(Expected::CloseBracket)));
    let (span, set, _) = expected("@let x = sum(a b)");
    assert_eq!(span, "b");
    assert!(set.has(Expected::CloseParen) && set.has(Expected::Comma) && set.has(Expected::Operator));
    let (_, set, inside) = expected("@报告\n  @状态 好");
    assert_eq!((set, inside), (ExpectedSet::of(Expected::Status), Construct::Status));
    let (_, set, inside) = expected("@表 t\n  @级别 严重");
    assert_eq!((set, inside), (ExpectedSet::of(Expected::Level), Construct::Severity));
    let (_, set, inside) = expected("@表 t\n  @单位");
    assert!(set.has(Expected::Unit) && inside == Construct::Unit);
    let (_, set, _) = expected("@上年 2022\n  T[a, b]");
    assert_eq!(set, ExpectedSet::of(Expected::Equals));
    let (span, _, inside) = expected("{= x as 好}");
    assert_eq!((span.as_str(), inside), ("好", Construct::Format));
    assert_eq!(super::mended("@let x = sum(T[a, b"), "@let x = sum(T[a, b]");
}

#[test]
fn lines_that_cannot_stand_where_they_do() {
    assert_eq!(faults("@模板 a\n  some text")[0].1, FaultKind::UnexpectedLine);
    assert_eq!(faults("@表 t\n  @单位 件\n    text")[0].1, FaultKind::UnexpectedLine);
    assert_eq!(
        faults("@表 t\n  @单位 件\n    @表 u")[0].1,
        FaultKind::Misplaced { english: "table", chinese: "表" }
    );
    assert_eq!(
        super::tree("@表 t\n  @注 text\n    more\n    @单位 件"),
        "table t\n  @note text⏎more\n  @unit 件\n"
    );
}
