//! Findings made for the clerk: each is found, and its edits lead to what was meant.

use super::{faults, half, mended, tree};
use crate::fault::FaultKind;

/// One fault, and after its edits none.
fn mends(text: &str, kind: &FaultKind, meant: &str) {
    let found = faults(text);
    assert_eq!(found.iter().map(|(_, kind)| kind).collect::<Vec<_>>(), [kind], "{text}");
    let mended = mended(text);
    assert_eq!(mended, meant, "{text}");
    tree(&mended);
}

#[test]
fn gaps() {
    mends("@表 t\n  a | 1\n\n  b | 2\n  c | 3", &FaultKind::Gap, "@表 t\n  a | 1\n  b | 2\n  c | 3");
    mends("@表 t\r\n  a | 1\r\n \r\n\r\n  @单位 件", &FaultKind::Gap, "@表 t\r\n  a | 1\r\n  @单位 件");
    mends("# a\n\n@选填", &FaultKind::Gap, "# a\n@选填");
    mends("  @表 t\n    a | 1", &FaultKind::IndentedHead, "@表 t\n    a | 1");
    assert_eq!(faults("text\n@单位 件")[0].1, FaultKind::Loose);
}

#[test]
fn markdown_rules() {
    for line in ["---|---|:--:", "|---|---|", "| --- | --- |"] {
        mends(&format!("@表 t\n  {line}\n  a | 1"), &FaultKind::MarkdownRule, "@表 t\n  a | 1");
    }
    assert_eq!(tree("@表 t\n  | - | -"), "table t\n  row  | {mark -} | {mark -}\n");
}

#[test]
fn words_written_together() {
    mends("@报告\n  @期间2023", &FaultKind::Joined { word: "期间".to_owned() }, "@报告\n  @期间 2023");
    mends("@表申请", &FaultKind::Joined { word: "表".to_owned() }, "@表 申请");
    mends("@核对 K1逐列：a = b", &FaultKind::Joined { word: "K1".to_owned() }, "@核对 K1 逐列：a = b");
    mends("@核对 逐机构：a = b", &FaultKind::Joined { word: "逐".to_owned() }, "@核对 逐 机构：a = b");
    mends("@let x = a>0且b>0", &FaultKind::OperatorInName { word: "且".to_owned() }, "@let x = a>0 且 b>0");
    mends(
        "@let x = a = b且c > 0",
        &FaultKind::OperatorInName { word: "且".to_owned() },
        "@let x = a = b 且 c > 0",
    );
    assert_eq!(half("@核对 K1逐机构：a>0且b>0"), "check K1 each 机构: ((a > 0) and (b > 0))\n");
    assert_eq!(half("@设x = 1"), "let x = 1\n");
    assert!(faults("@table1\n")[0].1 == FaultKind::Joined { word: "table".to_owned() });
    assert!(matches!(faults("@tables x")[0].1, FaultKind::UnknownWord { nearest: Some("table") }));
}

#[test]
fn habits_of_prose() {
    mends(
        "@report R\n  @period 2020 @status final",
        &FaultKind::SharedLine,
        "@report R\n  @period 2020\n  @status final",
    );
    mends("@核对 a：甲 = 乙。", &FaultKind::FinalStop, "@核对 a：甲 = 乙");
    mends("公开{556}件。", &FaultKind::UnitOutside, "公开{556件}。");
    mends("公开{556 = x}件。", &FaultKind::UnitOutside, "公开{556件 = x}。");
    mends("公开「556件」。", &FaultKind::CornerQuotes, "公开{556件}。");
    mends("公开「5件 = 收办件数」。", &FaultKind::CornerQuotes, "公开{5件 = 收办件数}。");
    mends("如此[……1]。", &FaultKind::FootnoteDots, "如此[^1]。");
    assert_eq!(tree("公开{= x}件，「2030」"), "paragraph 公开{ = x}件，「2030」\n");
}

#[test]
fn unknown_words() {
    mends("@tabel t\n  a | 1", &FaultKind::UnknownWord { nearest: Some("table") }, "@table t\n  a | 1");
    mends("@表 t\n  @untt 件", &FaultKind::UnknownWord { nearest: Some("unit") }, "@表 t\n  @unit 件");
    assert_eq!(
        faults("@表 t\n  @follows x")[0].1,
        FaultKind::Misplaced { english: "follows", chinese: "格式" }
    );
}

#[test]
fn one_fault_for_a_conflict() {
    let text = "# a\n\n<<<<<<< HEAD\n@表 t\n  a | {\n=======\n@tabel\n>>>>>>> other\n\n# b";
    assert_eq!(faults(text).len(), 1);
    assert_eq!(faults(text)[0].1, FaultKind::Conflict);
    assert_eq!(half(text), "heading 1 a\nunknown\nheading 1 b\n");
}

#[test]
fn figures() {
    mends("公开{556件，其中", &FaultKind::UnclosedFigure, "公开{556件}，其中");
    mends("公开{总计}", &FaultKind::NotAFigure, "公开{= 总计}");
    mends("公开{（120）}", &FaultKind::WideBrackets, "公开{(120)}");
    assert_eq!(faults("{}")[0].1, FaultKind::EmptyFigure);
    assert_eq!(faults("{甲：}")[0].1, FaultKind::EmptyFigure);
    assert_eq!(faults("{说 明，文字}")[0].1, FaultKind::NotAFigure);
}

#[test]
fn names() {
    mends(
        "@table t\n  @rows\n    Unit sales \"x\"",
        &FaultKind::NeedsQuotes,
        "@table t\n  @rows\n    \"Unit sales\" \"x\"",
    );
    mends(
        "@table t\n  @rows\n    Long-term @unit %",
        &FaultKind::NeedsQuotes,
        "@table t\n  @rows\n    \"Long-term\" @unit %",
    );
    mends("@table t\n  @panel 第一栏", &FaultKind::NeedsQuotes, "@table t\n  @panel \"第一栏\"");
    mends(
        "@table t\n  @rows\n    a \"label",
        &FaultKind::UnclosedQuote,
        "@table t\n  @rows\n    a \"label\"",
    );
    mends("@check a = b", &FaultKind::NoColon, "@check: a = b");
}

#[test]
fn too_much() {
    let deep =
        |levels: usize| (0..levels).map(|level| "  ".repeat(level + 1) + "a | 1\n").collect::<String>();
    tree(&format!("@表 t\n{}", deep(16)));
    assert_eq!(
        faults(&format!("@表 t\n{}", deep(40))).iter().map(|(_, kind)| kind).collect::<Vec<_>>(),
        [&FaultKind::TooDeep]
    );
    let nested = |brackets: usize| format!("@let x = {}1{}", "(".repeat(brackets), ")".repeat(brackets));
    tree(&nested(32));
    assert_eq!(faults(&nested(33))[0].1, FaultKind::TooManyBrackets);
    assert_eq!(faults(&nested(100_000))[0].1, FaultKind::TooManyBrackets);
    assert_eq!(faults(&format!("@let x = 1{}", " + 1".repeat(100_000)))[0].1, FaultKind::TooLong);
}
