use super::expr;

#[test]
fn operators_bind_as_the_reference_says() {
    assert_eq!(expr("a + b * c - d"), "((a + (b * c)) - d)");
    assert_eq!(expr("-a else 0 + b"), "((- (a else 0)) + b)");
    assert_eq!(expr("a else b else 0"), "((a else b) else 0)");
    assert_eq!(expr("(a + b) * c"), "((a + b) * c)");
    assert_eq!(expr("a <= x <= b"), "(a <= x <= b)");
    assert_eq!(expr("a = b + c within 0.5"), "(a = (b + c) within 0.5)");
    assert_eq!(expr("not a = b and c > 0 or d"), "(((not (a = b)) and (c > 0)) or d)");
    assert_eq!(expr("x is not n/a"), "(x is not Na)");
    assert_eq!(expr("x is blank"), "(x is Blank)");
    assert_eq!(expr("层级 属于 (县级政府, 乡镇街道)"), "(层级 in 县级政府, 乡镇街道)");
}

#[test]
fn references() {
    assert_eq!(expr("T[2023, c]"), "T[2023, c]");
    assert_eq!(expr("V.B.1[overall, rank.1.days]"), "V.B.1[overall, rank.1.days]");
    assert_eq!(expr("下级.*.格"), "下级.*.格");
    assert_eq!(expr("T[*, c]"), "T[*, c]");
    assert_eq!(expr("\"Cost of sales\".*"), "\"Cost of sales\".*");
    assert_eq!(expr("T[1.date, “3.危及“三安全一稳定””]"), "T[1.date, \"3.危及“三安全一稳定”\"]");
    assert_eq!(expr("7A + 2026年"), "(7A + 2026年)");
    assert_eq!(expr("prior.V.A[row]"), "prior.V.A[row]");
}

#[test]
fn words_count_only_in_their_place() {
    assert_eq!(expr("sum(above)"), "Sum(above)");
    assert_eq!(expr("sum + above"), "(sum + above)");
    assert_eq!(expr("求和(上方)"), "Sum(上方)");
    assert_eq!(expr("T[不适用, 空白]"), "T[不适用, 空白]");
    assert_eq!(expr("x = 不适用"), "(x = n/a)");
    assert_eq!(expr("n / a"), "(n / a)");
    assert_eq!(expr("N/A = n／a"), "(n/a = n/a)");
    assert_eq!(expr("as + of + at + from"), "(((as + of) + at) + from)");
}

#[test]
fn numbers() {
    assert_eq!(expr("18万 + 2.5亿 + 12.5% + 0.5"), "(((18万 + 2.5亿) + 12.5%) + 0.5)");
    assert_eq!(expr("２３ ＋ 1．5"), "(23 + 1.5)");
}

#[test]
fn full_width_is_the_same() {
    for (ascii, wide) in [
        ("sum(a, b) + c", "sum（a， b）＋c"),
        ("sum(a, b)", "求和（a、b）"),
        ("T[r, c] = a.b", "T［r，c］＝a。b"),
        ("T[r, c] = a.b", "T【r，c】＝a．b"),
        ("a * b / c - d", "a×b÷c−d"),
        ("a * b / c - d", "a＊b／c－d"),
        ("a <= b", "a≤b"),
        ("a <= b", "a《=b"),
        ("a <= b", "a＜＝b"),
        ("a >= b", "a≥b"),
        ("a >= b", "a》=b"),
        ("a != b", "a≠b"),
        ("a != b", "a <> b"),
        ("a != b", "a！＝b"),
        ("a < b or c > d", "a《b 或 c》d"),
        ("a < b and c > d", "a＜b　且　c＞d"),
        ("x else 0", "x 无则 ０"),
        ("a = b within 1%", "a ＝ b 误差 1％"),
    ] {
        assert_eq!(expr(ascii), expr(wide), "{wide}");
    }
}

#[test]
fn rules() {
    assert_eq!(super::tree("@check: a = b"), "check: (a = b)\n");
    assert_eq!(super::tree("@核对 K1 逐列：a = b"), "check K1 each 列: (a = b)\n");
    assert_eq!(super::tree("@核对 逐格 于 主动公开：格 = 0"), "check each 格 of 主动公开: (格 = 0)\n");
    assert_eq!(
        super::tree("@check W25 for each row, rank of V.A: a = b"),
        "check W25 each row, rank of V.A: (a = b)\n"
    );
    assert_eq!(
        super::tree(
            "@check W5 for each component:\n    a\n      >= b + c // so\n  // not this\n  @when d\n    > 0\n  @severity error, draft hint"
        ),
        "check W5 each component: (a >= (b + c))\n  @when (d > 0)\n  @severity Some(Error) draft Some(Hint)\n"
    );
    assert_eq!(super::tree("@let total = a + b // both"), "let total = (a + b)\n");
    assert_eq!(
        super::tree("@例外 K6 在 主动公开[行政规范性文件, 有效]：2024年集中清理，自然失效2件。"),
        "allow K6 at 主动公开[行政规范性文件, 有效]: 2024年集中清理，自然失效2件。\n"
    );
    assert_eq!(
        super::tree("@allow 申请#2: so it was\n  last year too"),
        "allow 申请#2: so it was⏎last year too\n"
    );
}
