use super::{figure, tree};

#[test]
fn stated() {
    for (typed, read) in [
        ("556件", "556 件"),
        ("公开文件：556件", "公开文件: 556 件"),
        ("近18万人", "Nearly 18 TenThousand 人"),
        ("Nearly 100", "Nearly 100"),
        ("just under 100 requests", "Nearly 100 requests"),
        ("over 140", "Over 140"),
        ("下降5%", "Down 5 %"),
        ("up 3.0%", "Up 3.0 %"),
        ("增长约24.2%", "Up About 24.2 %"),
        ("$12.4 million", "$ 12.4 Million"),
        ("profit: $1,690 thousand", "profit: $ 1,690 Thousand"),
        ("USD 5", "USD 5"),
        ("1,690", "1,690"),
        ("12 000", "12 000"),
        ("２３", "23"),
        ("二十三项", "二十三 项"),
        ("22（其中修订16件）", "22 (note 其中修订16件)"),
        ("22件（其中：（甲）16件）", "22 件 (note 其中:(甲)16件)"),
        ("22[^a][^2]", "22[^a][^2]"),
        ("2.8 pp", "2.8 pp"),
        ("2.8个百分点", "2.8 个百分点"),
        ("1:18.5", "1 to 18.5"),
        ("师生比：1:18.5", "师生比: 1 to 18.5"),
        ("<1", "Lt 1"),
        ("≥90%", "Ge 90 %"),
        (">= 90%", "Ge 90 %"),
        ("2024年9月30日", "date 2024年9月30日"),
        ("2024-09-30", "date 2024-09-30"),
        ("n／a", "n/a"),
        ("100余件", "MoreThan 100 件"),
        ("20多万人", "MoreThan 20 TenThousand 人"),
        ("100件以上", "AtLeast 100 件"),
        ("约100件左右", "About 100 件"),
        ("3千克", "3 千克"),
        ("3亿2000万元", "3亿2000 TenThousand 元"),
        ("-5", "- 5"),
        ("−5%", "- 5 %"),
        ("12元/件", "12 元/件"),
        ("5 working days", "5 working days"),
        ("1.2万亿元", "1.2 Trillion 元"),
    ] {
        assert_eq!(figure(typed), format!("{{{read}}}"), "{typed}");
    }
}

#[test]
fn tied_and_computed() {
    assert_eq!(figure("6件 = 主动公开[规章, 制发]"), "{6 件 = 主动公开[规章, 制发]}");
    assert_eq!(figure("总数：= a + b"), "{总数:  = (a + b)}");
    assert_eq!(figure("= growth(a, b) as 0.0%"), "{ = Growth(a, b) as 1 %}");
    assert_eq!(figure("= cost as 0.0 million USD"), "{ = cost as 1 Million USD}");
    assert_eq!(figure("= x 记为 0"), "{ = x as 0}");
    assert_eq!(figure("≥90% = x"), "{Ge 90 % = x}");
    assert_eq!(tree("共｛６件＝a＋b｝。"), "paragraph 共{6 件 = (a + b)}。\n");
}

#[test]
fn prose() {
    assert_eq!(tree("a **b {5} c** d"), "paragraph a <strong b {5} c> d\n");
    assert_eq!(tree("2 ** 3 and **open"), "paragraph 2 ** 3 and **open\n");
    assert_eq!(
        tree("[**text**](a(b)c) ![p](q.png)[^1]"),
        "paragraph <link <strong text> a(b)c> <image p q.png><note 1>\n"
    );
    assert_eq!(
        tree("\\{5\\} \\文 [no] (link) ！[x]"),
        "paragraph <escape \\{>5<escape \\}> \\文 [no] (link) ！[x]\n"
    );
    assert_eq!(tree("**a\nb**"), "paragraph <strong a⏎b>\n");
    assert_eq!(tree("“四个出新出彩”，（含）：5/10、50%"), "paragraph “四个出新出彩”，（含）：5/10、50%\n");
}
