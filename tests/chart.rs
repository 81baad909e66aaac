//! Charts: which rows and columns they draw, and that what is drawn is what the table says.

use std::collections::HashSet;

use crossfoot_emit::{HtmlOptions, Vouch};
use crossfoot_model::{Axis, Model, NodeId, Side, Source, build};
use proptest::prelude::*;

/// The width of every drawing.
const WIDTH: f64 = 400.0;

fn with<T>(text: &str, look: impl FnOnce(&Model<'_>) -> T) -> T {
    let source = Source::new("r", text);
    look(&build(&source, None))
}

/// A page with nothing but what is printed.
const BARE: HtmlOptions =
    HtmlOptions { theme: None, vouch: Vouch::None, data: false, fragment: false, lines: false };

fn page(text: &str) -> String {
    with(text, |model| crossfoot_emit::html(model, &crossfoot_check::check(model).findings, &BARE))
}

/// The names of the rules that find something.
fn found(text: &str) -> Vec<&'static str> {
    with(text, |model| crossfoot_check::check(model).findings.iter().map(|it| it.rule.name).collect())
}

/// A table with charts. The table is `name | value | …` lines beneath its columns.
fn table(unit: &str, lines: &str, charts: &[&str]) -> String {
    let charts: String = charts.iter().map(|chart| format!("  @chart {chart}\n")).collect();
    format!("@report R\n\n@table t \"Things\"\n  @unit {unit}\n  @accept n/a\n{lines}{charts}")
}

const VISITS: &str = "  @columns Branch
    y24 \"2024\"
      adults \"Adults\"
      children \"Children\"
    y23 \"2023\"
      adults \"Adults\"
      children \"Children\"
    all \"All\" = y24.adults + y24.children + y23.adults + y23.children
    rate \"Rate\" @nonadditive
  Offices
    North | 30 | 20 | 25 | 10 | 85 | 5
    South | 12 | 8  | 10 | 10 | 40 | 6
  Depot   | 1  | 2  | 3  | 4  | 10 | 7
  Total   | 43 | 30 | 38 | 24 | 135 | 8
  @check for each column: Total = sum(Offices.*) + Depot
";

/// What a chart of [`VISITS`] draws: `what is drawn | what it is drawn over`, or what is wrong with it.
fn drawn(chart: &str) -> String {
    let text = table("visits", VISITS, &[chart]);
    with(&text, |model| {
        let table = &model.tables[0];
        let Some(chart) = table.charts.first() else {
            return format!("{:?}", crossfoot_check::check(model).findings[0].rule.name);
        };
        let (series, categories) = match chart.side {
            Side::Rows => (&table.rows, &table.columns),
            Side::Columns => (&table.columns, &table.rows),
        };
        let names = |axis: &Axis<'_>, nodes: &[NodeId]| {
            let name = |id: &NodeId| {
                let node = axis.node(*id).unwrap();
                let parent = node.parent.map(|id| format!("{}.", axis.node(id).unwrap().name));
                parent.unwrap_or_default() + &node.name
            };
            nodes.iter().map(name).collect::<Vec<_>>().join(", ")
        };
        format!("{} | {}", names(series, &chart.series), names(categories, &chart.categories))
    })
}

#[test]
fn what_is_named_is_drawn() {
    let columns = "y24.adults, y24.children, y23.adults, y23.children";
    let rows = "Offices.North, Offices.South, Depot";
    for (chart, expected) in [
        ("bars", format!("{columns} | {rows}")),
        ("bars: y24.adults", format!("y24.adults | {rows}")),
        ("bars: y24", format!("y24.adults, y24.children | {rows}")),
        ("bars: y24.*, y23.adults", format!("y24.adults, y24.children, y23.adults | {rows}")),
        ("bars: y24.adults, Offices.*", "y24.adults | Offices.North, Offices.South".to_owned()),
        ("lines: Total", format!("Total | {columns}")),
        ("lines: Total, all", "Total | all".to_owned()),
        ("lines: *", format!("{rows} | {columns}")),
        ("lines: Offices, y23.*", "Offices.North, Offices.South | y23.adults, y23.children".to_owned()),
        ("lines: rate, Total", "rate | Total".to_owned()),
        ("shares: all", format!("all | {rows}")),
        ("bars: North, North, South", format!("Offices.North, Offices.South | {columns}")),
        ("柱状：South、rate", "Offices.South | rate".to_owned()),
        ("bars: nobody", "\"unknown-name\"".to_owned()),
        ("bars: adults", "\"ambiguous-name\"".to_owned()),
        ("bars: Total.*", "\"unknown-name\"".to_owned()),
    ] {
        assert_eq!(drawn(chart), expected, "{chart}");
    }
}

#[test]
fn members_of_a_dimension_are_drawn() {
    let text = "@report R\n\n@dimension year\n  y24\n  y23\n\n@table t\n  @columns Office\n    year.*\n      men\n      women\n  A | 1 | 2 | 3 | 4\n  B | 5 | 6 | 7 | 8\n  @chart bars: year.*.men\n  @chart lines: A, year.*\n";
    assert_eq!(found(text), [] as [&str; 0]);
    with(text, |model| {
        let charts = &model.tables[0].charts;
        assert_eq!((charts[0].series.len(), charts[0].categories.len()), (2, 2));
        assert_eq!((charts[1].series.len(), charts[1].categories.len()), (1, 4));
    });
}

#[test]
fn a_chart_of_a_panel_draws_that_panel() {
    let text = "@报告 资产\n\n@表 资产 \"资产情况\"\n  @分表 \"车辆\"\n    @单位 辆\n    @列 种类 | 年初 | 年末\n    公务车 | 12 | 10\n    执法车 | 4 | 5\n    @图 柱状\n  @分表 \"房屋\"\n    @单位 间\n    @列 种类 | 在用 | 闲置\n    办公用房 | 52 | 3\n    @图 占比：办公用房\n  @图 柱状：年末\n  @图 柱状：年末、办公用房\n";
    assert_eq!(found(text), ["undrawable-chart"]);
    with(text, |model| {
        let charts = &model.tables[0].charts;
        let shape = |at: usize| (charts[at].panel, charts[at].series.len(), charts[at].categories.len());
        let shapes: HashSet<_> = (0..charts.len()).map(shape).collect();
        assert_eq!(shapes, HashSet::from([(0, 2, 2), (1, 1, 2), (0, 1, 2)]));
    });
}

#[test]
fn a_template_may_ask_for_charts_and_so_may_its_reports() {
    let template = Source::new(
        "t",
        "@template t/visits Visits\n\n# Visits\n\n@table visits \"Visits\"\n  @unit visits\n  @columns\n    now \"This year\"\n    before \"Last year\"\n    loss \"Loss\" @unit EUR\n  @rows\n    hill \"Hill\"\n    river \"River\" @optional\n    total \"Total\" = sum(above)\n  @chart bars: now, before\n  @chart bars: river, now, before\n  @chart shares: loss\n",
    );
    let alone = crossfoot_check::check(&build(&template, None)).findings;
    assert!(alone.is_empty(), "{:?}", alone.iter().map(|it| &it.message.en).collect::<Vec<_>>());
    let report = Source::new(
        "r",
        "@report R\n  @follows t/visits\n  @status final\n\n# Visits\n\n@table visits\n  hill | 12 | 10 | -5\n  @chart lines: hill, now, before\n",
    );
    let model = build(&report, Some(&template));
    let findings = crossfoot_check::check(&model).findings;
    assert!(findings.is_empty(), "{:?}", findings.iter().map(|it| &it.message.en).collect::<Vec<_>>());
    let drawn: Vec<_> =
        model.tables[0].charts.iter().map(|it| (it.series.len(), it.categories.len())).collect();
    // Neither the row that is not there nor the shares of what is below zero.
    assert_eq!(drawn, [(2, 1), (1, 2)]);
}

#[test]
fn what_would_mislead_is_not_drawn() {
    let rows = "  @columns Item | n | m @unit EUR\n  A | 5 | 1\n  B | 7 | -2\n  All | 12 | -1\n  @check for each column: All = A + B\n";
    for (chart, finding) in [
        ("bars", Some("undrawable-chart")),
        ("bars: n", None),
        ("shares: n", None),
        ("shares: n, All", None),
        ("shares: n, A, B, All", Some("undrawable-chart")),
        ("shares: m", Some("undrawable-chart")),
        ("bars: m", None),
    ] {
        let text = table("pieces", rows, &[chart]);
        assert_eq!(found(&text).first().copied(), finding, "{chart}");
        assert_eq!(page(&text).contains("<svg"), finding.is_none(), "{chart}");
    }
}

#[test]
fn the_finding_on_units_says_what_to_type() {
    let text = "@报告 R\n\n@表 t\n  @列 类别\n    场次 @单位 场\n    人次 @单位 人次\n    课时 @单位 场\n  甲 | 1 | 2 | 3\n  @图 柱状\n";
    with(text, |model| {
        let findings = crossfoot_check::check(model).findings;
        let edit = &findings[0].fixes[0].edits[0];
        let mended = text.replacen(edit.span.of(text), &edit.text, 1);
        assert!(mended.contains("@图 柱状：场次、课时\n"), "{mended}");
        assert_eq!(found(&mended), [] as [&str; 0]);
    });
}

/// The elements of a name in a page, each as its attributes and what stands in it up to its end.
fn elements(page: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name} "), format!("</{name}>"));
    let parts = page.split(open.as_str()).skip(1);
    parts
        .map(|part| part.split(close.as_str()).next().unwrap().split("/>\n").next().unwrap().to_owned())
        .collect()
}

fn attribute<'e>(element: &'e str, name: &str) -> Option<&'e str> {
    let head = element.split('>').next().unwrap();
    let start = format!("{name}=\"");
    let at = if head.starts_with(&start) { 0 } else { head.find(&format!(" {start}"))? + 1 };
    head[at + start.len()..].split('"').next()
}

fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).unwrap_or_else(|| panic!("no {name} in {element}")).parse().unwrap()
}

/// The bars of the only chart, without the samples of its legend: x and width, and what is said of each.
fn bars(page: &str) -> Vec<(f64, f64, String)> {
    let bars = elements(page, "rect").into_iter().filter(|bar| number(bar, "height") != 12.0);
    let tip = |bar: &str| bar.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
    bars.map(|bar| (number(&bar, "x"), number(&bar, "width"), tip(&bar))).collect()
}

#[test]
fn bars_are_as_long_as_their_figures_are_large() {
    let rows = "  @columns Branch | a | b\n  North | 5,210 | 4,390\n  South | 3,100 | 0\n  East | n/a | \n  All | 9,000 | 5,000\n";
    let page = page(&table("visits", rows, &["bars: a, b, North, South, East"]));
    let bars = bars(&page);
    let told: Vec<&str> = bars.iter().map(|(.., tip)| tip.as_str()).collect();
    assert_eq!(told, ["North · a: 5,210", "North · b: 4,390", "South · a: 3,100", "South · b: 0"]);
    let per_visit = bars[0].1 / 5210.0;
    for ((x, width, tip), visits) in bars.iter().zip([5210.0, 4390.0, 3100.0, 0.0]) {
        assert!((width - per_visit * visits).abs() < 0.02, "{tip}: {width}");
        assert_eq!(*x, bars[0].0, "all begin at 0");
    }
    assert!(page.contains(">n/a</text>") && page.contains(">no figure</text>"));
    assert!(page.contains(">5,210</text>"), "as it is printed in the table");
}

#[test]
fn bars_below_zero_go_the_other_way() {
    let page = page(&table(
        "USD",
        "  @columns Q | x\n  Q1 | (320)\n  Q2 | 812 (of which 3 late)\n  Q3 | 0\n",
        &["bars"],
    ));
    let bars = bars(&page);
    let zero = bars[1].0;
    assert!((bars[0].0 + bars[0].1 - zero).abs() < 0.02, "{bars:?}");
    assert!((bars[0].1 / bars[1].1 - 320.0 / 812.0).abs() < 0.001, "{bars:?}");
    assert_eq!((bars[2].0, bars[2].1), (zero, 0.0));
    assert!(page.contains(">(320)</text>") && page.contains(">812</text>"));
}

#[test]
fn each_whole_is_cut_into_its_parts() {
    let rows = "  @columns Kind | a | b | c | d\n  x | 10 | 1 | 0 | 5\n  y | 30 | n/a | 0 | 5\n  z | 60 | 3 | 0 | \n";
    let page = page(&table("pieces", rows, &["shares"]));
    let bars = bars(&page);
    let widths: Vec<f64> = bars.iter().map(|(_, width, _)| width / WIDTH).collect();
    let expected = [0.1, 0.3, 0.6, 0.25, 0.75];
    assert_eq!(widths.len(), expected.len());
    assert!(widths.iter().zip(expected).all(|(found, meant)| (found - meant).abs() < 0.001), "{widths:?}");
    assert!(page.contains(">30.0%</text>"));
    assert_eq!(
        page.matches("not drawn: parts of it are not known").count(),
        1,
        "d has a part that is not known"
    );
    assert_eq!(page.matches("not drawn: it comes to nothing").count(), 1, "c is nothing");
}

#[test]
fn many_parts_are_bars_of_their_shares() {
    let rows: String = (1..=8).map(|n| format!("  part {n} | {n}\n")).collect();
    let page = page(&table("pieces", &format!("  @columns Kind | n\n{rows}"), &["shares"]));
    let bars = bars(&page);
    assert_eq!(bars.len(), 8);
    assert!((bars[7].1 / bars[0].1 - 8.0).abs() < 0.01);
    assert!(page.contains(">22.2% (8)</text>"), "8 of 36");
}

/// The points of each line, stretch by stretch.
fn lines(page: &str) -> Vec<Vec<Vec<(f64, f64)>>> {
    let pair = |point: &str| {
        let (x, y) = point.split_once(' ').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let stretch = |stretch: &str| stretch.split('L').map(pair).collect();
    let line = |path: &String| attribute(path, "d").unwrap().split('M').skip(1).map(stretch).collect();
    elements(page, "path").iter().map(line).collect()
}

#[test]
fn lines_rise_with_their_figures_and_end_at_gaps() {
    let rows = "  @columns Month | a | b\n  Jan | 0 | 1,000\n  Feb | 250 | n/a\n  Mar | 1,000 | 500\n  Apr | 750 | 500\n";
    let page = page(&table("visits", rows, &["lines"]));
    let lines = lines(&page);
    assert_eq!(
        lines.iter().map(|line| line.iter().map(Vec::len).collect()).collect::<Vec<Vec<_>>>(),
        [vec![4], vec![1, 2]]
    );
    let a = &lines[0][0];
    let height = a[0].1 - a[2].1;
    assert!((a[0].1 - a[1].1 - height / 4.0).abs() < 0.02, "{a:?}");
    assert!((a[0].1 - a[3].1 - height * 0.75).abs() < 0.02, "{a:?}");
    assert!((a[1].0 - a[0].0 - (a[3].0 - a[2].0)).abs() < 0.02, "{a:?}");
    assert_eq!(lines[1][1][0].0, a[2].0, "what follows the gap stands at its own month");
    assert!(page.contains("× no figure"));
    assert_eq!(elements(&page, "circle").len(), 7);
}

#[test]
fn a_line_starts_at_zero_unless_that_would_flatten_it() {
    let labels = |values: [&str; 3]| {
        let rows: String = values.iter().enumerate().map(|(at, it)| format!("  m{at} | {it}\n")).collect();
        let page = page(&table("km", &format!("  @columns Month | a\n{rows}"), &["lines"]));
        let texts =
            elements(&page, "text").into_iter().filter(|it| attribute(it, "class") == Some("xf-faint"));
        let texts = texts.filter(|it| attribute(it, "text-anchor") == Some("end"));
        texts.map(|it| it.split('>').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(labels(["10", "40", "94"]), ["0", "20", "40", "60", "80", "100"]);
    assert_eq!(labels(["9,000", "9,200", "9,100"]), ["9,000", "9,050", "9,100", "9,150", "9,200"]);
    assert_eq!(labels(["0.002", "0.001", "0"]), ["0", "0.0005", "0.001", "0.0015", "0.002"]);
    assert_eq!(labels(["-5", "0", "5"]), ["−6", "−4", "−2", "0", "2", "4", "6"]);
    assert_eq!(labels(["0", "0", "0"]), ["0", "1"]);
}

/// Everything lies inside the drawing, ids are there once, and what is referred to is there.
fn is_sound(page: &str) {
    for svg in page.split("<svg ").skip(1).map(|rest| rest.split("</svg>").next().unwrap()) {
        let view: Vec<f64> =
            attribute(svg, "viewBox").unwrap().split(' ').map(|it| it.parse().unwrap()).collect();
        let (width, height) = (view[2], view[3]);
        assert_eq!(width, WIDTH);
        let inside = |x: f64, y: f64, what: &str| {
            assert!(
                (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                "{x} {y} is outside: {what}\n{svg}"
            );
        };
        for rect in elements(svg, "rect") {
            inside(number(&rect, "x"), number(&rect, "y"), &rect);
            inside(
                number(&rect, "x") + number(&rect, "width"),
                number(&rect, "y") + number(&rect, "height"),
                &rect,
            );
        }
        for line in elements(svg, "line") {
            inside(number(&line, "x1"), number(&line, "y1"), &line);
            inside(number(&line, "x2"), number(&line, "y2"), &line);
        }
        for text in elements(svg, "text") {
            inside(number(&text, "x"), number(&text, "y"), &text);
        }
        for dot in elements(svg, "circle") {
            inside(number(&dot, "cx"), number(&dot, "cy"), &dot);
        }
        for (x, y) in lines(svg).into_iter().flatten().flatten() {
            inside(x, y, "a line");
        }
        let id = format!(" id=\"{}\"", attribute(svg, "aria-labelledby").unwrap());
        assert_eq!(page.matches(&id).count(), 1);
        assert!(svg.contains(&format!("<desc id=\"{}\">", attribute(svg, "aria-describedby").unwrap())));
        assert!(page.contains(&format!("<table id=\"{}\"", attribute(svg, "aria-details").unwrap())));
    }
    assert!(!page.contains(" style=\"") && !page.contains("NaN"));
}

#[test]
fn ugly_tables_are_drawn() {
    let huge = "1".to_owned() + &"0".repeat(30);
    let many: String = (0..100).map(|at| format!(" | c{at}")).collect();
    let cells: String = (0..100).map(|at| format!(" | {at}")).collect();
    let sixty: String = (0..60)
        .map(|at| {
            format!("  申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请第{at}种 | {at}\n")
        })
        .collect();
    for (unit, rows, charts) in [
        ("pieces", "  @columns K | a | b\n  x | 0 | 0\n  y | 0 | 0\n".to_owned(), 3),
        ("pieces", "  @columns K | a\n  x | 7\n".to_owned(), 3),
        ("pieces", "  @columns K | a | b\n  x | n/a | n/a\n  y | | n/a\n".to_owned(), 0),
        ("EUR", "  @columns K | a | b\n  x | (3) | (5)\n  y | (1) | (2)\n".to_owned(), 2),
        ("EUR", format!("  @columns K | a | b\n  x | {huge} | -{huge}\n  y | 1 | 2\n"), 2),
        (
            "kg",
            "  @columns K | a | b\n  x | 0.000000000000001 | 0\n  y | 0.00000000000000000001 | 5\n"
                .to_owned(),
            3,
        ),
        ("pieces", format!("  @columns K{many}\n  x{cells}\n  y{cells}\n"), 3),
        ("件", format!("  @columns 种类 | 件数\n{sixty}"), 3),
        ("pieces", "  @columns K | a\n  <script>\"&' | 3\n  | 4\n".to_owned(), 3),
        ("km", "  @columns K | a | b\n  x | about 5 | <1\n  y | 12.4 million | 1:3\n".to_owned(), 3),
    ] {
        let text = table(unit, &rows, &["bars", "lines", "shares"]);
        let page = page(&text);
        is_sound(&page);
        assert_eq!(page.matches("<svg").count(), charts, "{rows}");
        assert!(!page.contains("<script"));
    }
}

#[test]
fn a_chart_says_what_it_shows_in_the_language_of_the_report() {
    let english = page(&table("visits", VISITS, &["bars: y24.adults"]));
    assert!(
        english
            .contains("<figcaption id=\"xf-t0-chart0\">Things: Adults <span>In visits</span></figcaption>"),
        "{english}"
    );
    assert!(english.contains(">Bars for Adults, over North, South, Depot. The greatest figure is North: 30; the least is Depot: 1. The table has every figure.</desc>"), "{english}");
    let chinese = page(
        "@报告 青石镇\n\n@表 培训 \"培训情况\"\n  @单位 人次\n  @列 类别 | 上半年 | 下半年\n  党务 | 412 | 300\n  业务 | 471 | \n  @图 折线\n",
    );
    assert!(chinese.contains("培训情况 <span>单位：人次</span>"), "{chinese}");
    assert!(chinese.contains(">折线图：上半年、下半年；按党务、业务列出。最大的是业务，上半年：471；最小的是党务，下半年：300。另有1个数据缺失。全部数据见表。</desc>"), "{chinese}");
}

#[test]
fn the_json_says_what_is_drawn() {
    let text = table("visits", VISITS, &["lines: Total, y23.*"]);
    let document: serde_json::Value = with(&text, |model| {
        serde_json::from_str(&crossfoot_emit::json(model, &crossfoot_check::check(model).findings)).unwrap()
    });
    let chart = &document["tables"][0]["charts"][0];
    assert_eq!(
        (&chart["kind"], &chart["side"], &chart["panel"]),
        (&"lines".into(), &"rows".into(), &0.into())
    );
    assert_eq!(chart["categories"], serde_json::json!([["y23", "adults"], ["y23", "children"]]));
    assert_eq!(chart["series"][0]["path"], serde_json::json!(["Total"]));
    let facts = chart["series"][0]["facts"].as_array().unwrap().iter();
    let texts: Vec<_> = facts.map(|id| &document["facts"][id.as_u64().unwrap() as usize]["text"]).collect();
    assert_eq!(texts, ["38", "24"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is drawn is drawn inside, in proportion, and without a panic.
    #[test]
    fn any_table_is_drawn(
        rows in prop::collection::vec(("[a-zA-Z（）件案\\PC]{0,24}", prop::collection::vec("-?[0-9]{1,4}(\\.[0-9]{1,3})?|n/a||[0-9]{20,36}|[a-z]{1,3}|\\PC{0,6}", 3)), 1..14),
        chart in "(bars|lines|shares|折线)(: ?(a|b|c|\\*|[a-z]{1,2})(, ?[abc])?)?",
    ) {
        let rows: String = rows.iter().map(|(label, cells)| format!("  {label} | {}\n", cells.join(" | "))).collect();
        let text = table("km", &format!("  @columns K | a | b | c\n{rows}"), &[&chart]);
        is_sound(&page(&text));
    }
}
