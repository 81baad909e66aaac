//! The page, read as a browser reads it.

use std::collections::{HashMap, HashSet};

use crossfoot_emit::{HtmlOptions, Theme, Vouch, html, json};
use crossfoot_model::{Source, build};
use crossfoot_tests::{checked::template_of, corpus, path};
use scraper::{ElementRef, Html, Selector};

const FIRST_REPORT: &str = "reports/gz-kjj-2021.xfoot";

/// A report as a page.
fn page_of(name: &str, text: &str, options: &HtmlOptions) -> String {
    let report = Source::new(name, text);
    let template = template_of(&report, &path("reports"));
    compiled(&report, template.as_ref(), options)
}

fn compiled(report: &Source, template: Option<&Source>, options: &HtmlOptions) -> String {
    let model = build(report, template);
    html(&model, &crossfoot_check::check(&model).findings, options)
}

fn page(text: &str) -> String {
    page_of("r", text, &HtmlOptions::default())
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

fn select<'d>(page: &'d Html, selector: &str) -> Vec<ElementRef<'d>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn one<'d>(page: &'d Html, selector: &str) -> ElementRef<'d> {
    let all = select(page, selector);
    assert_eq!(all.len(), 1, "{selector}");
    all[0]
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// A table as its readers have it: each row with the reach of its cells, `text ↓3 →2`; then, for each row of figures,
/// the texts of its headers, and those of its columns wherever they change.
fn shown(page: &Html, table: ElementRef<'_>) -> String {
    let inside = |element: ElementRef<'_>, what: &str| -> Vec<String> {
        element.select(&Selector::parse(what).unwrap()).map(text).collect()
    };
    let mut out = format!("== {}\n", inside(table, "caption").concat());
    let (mut rows, mut columns_before) = (String::new(), String::new());
    for row in table.select(&Selector::parse("tr").unwrap()) {
        let (mut cells, mut columns, mut label) = (Vec::new(), Vec::new(), None);
        for cell in row.select(&Selector::parse("th, td").unwrap()) {
            let mut shown = text(cell);
            for (mark, reach) in [("↓", "rowspan"), ("→", "colspan")] {
                shown += &cell.attr(reach).map(|reach| format!(" {mark}{reach}")).unwrap_or_default();
            }
            cells.push(shown);
            let headers = cell.attr("headers").unwrap_or_default().split(' ').filter(|id| !id.is_empty());
            let headers = headers.map(|id| one(page, &format!("th[id=\"{id}\"]"))).collect::<Vec<_>>();
            if cell.value().name() == "th" || headers.is_empty() {
                continue;
            }
            let (down, across): (Vec<_>, Vec<_>) =
                headers.into_iter().partition(|header| header.attr("scope") == Some("row"));
            let path =
                |headers: Vec<ElementRef<'_>>| headers.into_iter().map(text).collect::<Vec<_>>().join(" › ");
            columns.push(path(across));
            let path = path(down);
            assert_eq!(*label.get_or_insert_with(|| path.clone()), path, "one row, one label");
        }
        out += &format!("{}\n", cells.join(" | "));
        if let Some(label) = label {
            let columns = columns.join(" | ");
            if columns != columns_before {
                rows += &format!("-- columns: {columns}\n");
                columns_before = columns;
            }
            rows += format!("-- row: {label}").trim_end();
            rows += "\n";
        }
    }
    out + &rows
}

/// Text, reach and headers of every cell of every table, against what was written down and read by people.
#[test]
fn tables_are_what_they_should_be() {
    for name in ["gz-kjj-2021", "us-foia-sample"] {
        let page = Html::parse_document(&page(&read(&format!("reports/{name}.xfoot"))));
        let tables: Vec<String> =
            select(&page, "table").into_iter().map(|table| shown(&page, table)).collect();
        let (tables, file) = (tables.join("\n"), format!("tables/{name}.txt"));
        assert_eq!(tables, read(&file), "if this is right, it belongs into tests/{file}:\n{tables}");
    }
}

/// What must be so on any page: ids that are there once, references that lead somewhere, headers for every figure, a
/// title and headings without a gap, nothing but our own names, nothing that runs.
fn holds_together(page: &str, is_fragment: bool) {
    let page = if is_fragment { Html::parse_fragment(page) } else { Html::parse_document(page) };
    let mut ids = HashMap::new();
    for element in select(&page, "[id]") {
        let id = element.attr("id").unwrap();
        assert!(id.starts_with("xf-") && !id.contains(char::is_whitespace), "{id}");
        assert!(ids.insert(id, element).is_none(), "{id} is there twice");
    }
    for (attribute, name) in
        [("[href^='#']", "href"), ("[headers]", "headers"), ("[aria-labelledby]", "aria-labelledby")]
    {
        for element in select(&page, attribute) {
            for id in element.attr(name).unwrap().split(' ') {
                assert!(ids.contains_key(id.trim_start_matches('#')), "{name}={id} leads nowhere");
            }
        }
    }
    for table in select(&page, "table") {
        let heads: HashSet<&str> =
            table.select(&Selector::parse("th").unwrap()).map(|head| head.attr("id").unwrap()).collect();
        for cell in table.select(&Selector::parse("td").unwrap()).filter(|cell| !text(*cell).is_empty()) {
            let headers = cell.attr("headers").expect("a figure without headers");
            assert!(
                headers.split(' ').all(|id| heads.contains(id)),
                "{headers}: not all are its own table's"
            );
        }
    }
    let levels =
        select(&page, "h1, h2, h3, h4, h5, h6").into_iter().map(|it| it.value().name().as_bytes()[1] - b'0');
    levels.fold(0, |above, level| {
        assert!((level == 1) == (above == 0) && level <= above + 1, "a heading {level} beneath {above}");
        level
    });
    for element in select(&page, "article, article *") {
        assert!(element.attr("style").is_none());
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{}", element.html());
        assert!(element.value().classes().all(|class| class == "xf" || class.starts_with("xf-")));
    }
    let outside = ["script", "style", "link", "base", "iframe", "object", "embed", "form"];
    for name in outside {
        assert!(select(&page, &format!("article {name}")).is_empty(), "{name} in the article");
    }
    let scripts = select(&page, "script");
    assert!(scripts.iter().all(|it| it.attr("type") == Some("application/json")));
    if is_fragment {
        assert!(select(&page, "script, style, meta, link").is_empty());
        // A chart has titles of its own.
        assert_eq!(select(&page, "title").len(), select(&page, "svg title").len());
    }
}

fn every_option() -> Vec<HtmlOptions> {
    let plain = HtmlOptions::default();
    vec![
        plain,
        HtmlOptions { fragment: true, ..plain },
        HtmlOptions { theme: Some(Theme::Plain), vouch: Vouch::Marks, data: false, ..plain },
        HtmlOptions { theme: Some(Theme::Official), vouch: Vouch::None, ..plain },
    ]
}

#[test]
fn every_page_holds_together() {
    for sample in corpus::all() {
        let report = Source::new(sample.name, sample.text);
        let template = sample.template.map(|text| Source::new("template", text));
        for options in every_option() {
            holds_together(&compiled(&report, template.as_ref(), &options), options.fragment);
        }
    }
}

#[test]
fn the_page_of_every_beginning_holds_together() {
    for name in [FIRST_REPORT, "reports/us-foia-sample.xfoot", "reports/finance.xfoot"] {
        let text = read(name);
        for end in (0..text.len()).step_by(97).filter(|end| text.is_char_boundary(*end)) {
            holds_together(&page(&text[..end]), false);
        }
    }
}

#[test]
fn the_page_says_what_the_report_says() {
    let page = page(&read(FIRST_REPORT));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">"));
    let page = Html::parse_document(&page);
    let title = "广州市科学技术局2021年政府信息公开工作年度报告";
    assert_eq!(text(one(&page, "title")), title);
    assert_eq!(text(one(&page, "main h1")), title);
    let headings: Vec<String> = select(&page, "h2").into_iter().map(text).collect();
    assert_eq!(headings[..2], ["一、总体情况", "二、主动公开政府信息情况"]);
    assert_eq!(headings.len(), 6);
    assert_eq!(text(select(&page, "h3")[0]), "（一）主动公开情况。");
    let run_in = text(select(&page, ".xf-runin")[1]);
    let beginning = "2.大力推动政策文件解读。2021年，市科技局共印发6件部门性规范文件，";
    assert!(run_in.starts_with(beginning), "{run_in}");
    assert!(select(&page, ".xf-draft, mark, .xf-findings").is_empty());
    assert!(!text(one(&page, "article")).contains('{'));
}

#[test]
fn an_official_number_that_is_left_out_is_put_in() {
    let page = Html::parse_document(&page(&read(FIRST_REPORT).replace("# 一、总体情况", "# 总体情况")));
    assert_eq!(text(select(&page, "h2")[0]), "一、总体情况");
}

#[test]
fn headings_have_no_gap_whatever_their_levels() {
    let page = page("@report R\n\n### a\n\n# b\n\n##### c\n\n### d\n\n###### e\n");
    holds_together(&page, false);
    let page = Html::parse_document(&page);
    let levels: Vec<_> =
        select(&page, "h2, h3, h4").into_iter().map(|it| (it.value().name(), text(it))).collect();
    let expected = [("h2", "a"), ("h2", "b"), ("h3", "c"), ("h3", "d"), ("h4", "e")];
    assert_eq!(levels, expected.map(|(level, text)| (level, text.to_owned())));
}

#[test]
fn a_figure_has_its_exact_value_for_programs() {
    let text_of = "@report R\n\n{近18万人}; {$12.4 million}; {12.5%}; {2024-03-04}; {1,234.50}; {n/a}\n\n\
                   @table t \"T\"\n  @unit 1000 USD\n  @columns | a\n  A | 12,400\n  B | 1/3\n";
    let page = Html::parse_document(&page(text_of));
    let values: Vec<_> =
        select(&page, "data").into_iter().map(|it| (text(it), it.attr("value").unwrap())).collect();
    let expected = [
        ("近18万人", "180000"),
        ("$12.4 million", "12400000"),
        ("12.5%", "0.125"),
        ("1,234.50", "1234.5"),
        ("12,400", "12400000"),
    ];
    assert_eq!(values, expected.map(|(text, value)| (text.to_owned(), value)));
    assert_eq!(one(&page, "time").attr("datetime"), Some("2024-03-04"));
}

#[test]
fn a_figure_says_what_vouches_for_it() {
    let text_of = read(FIRST_REPORT);
    let whole = Html::parse_document(&page(&text_of));
    let titles: HashMap<String, &str> =
        select(&whole, "p data[title]").into_iter().map(|it| (text(it), it.attr("title").unwrap())).collect();
    assert_eq!(titles["556件"], "核对相符：主动公开构成");
    assert_eq!(titles["6件"], "核对相符：= 主动公开[行政规范性文件, 制发]");
    assert!(!titles.contains_key("23项"), "nothing vouches for it");
    let cell = select(&whole, "#xf-t1 td data")[6];
    assert_eq!(
        (text(cell).as_str(), cell.attr("title")),
        ("4", Some("核对相符：K3、K1、= 收办件数、= 占比(收办件数)"))
    );
    // The list at the end leads to the same figure.
    let rules = one(&whole, "details.xf-rules");
    let id = cell.attr("id").unwrap();
    assert!(rules.select(&Selector::parse(&format!("a[href='#{id}']")).unwrap()).count() >= 2);
    assert!(text(rules).starts_with("\n数据核对情况：相符53处、不适用6处、无法核对14处"), "{}", text(rules));

    let marks = HtmlOptions { vouch: Vouch::Marks, ..Default::default() };
    let marks = Html::parse_document(&page_of("r", &text_of, &marks));
    assert!(select(&marks, "details").is_empty() && !select(&marks, "data[title]").is_empty());
    let none = HtmlOptions { vouch: Vouch::None, ..Default::default() };
    let none = Html::parse_document(&page_of("r", &text_of, &none));
    assert!(select(&none, "details, [title]").is_empty() && !select(&none, "data[id]").is_empty());
}

#[test]
fn what_is_worked_out_is_not_vouched_for_by_what_works_it_out() {
    let text_of = "@report R\n\n@table t \"T\"\n  @columns | a\n  A | 1\n  B | 2\n  Total | =\n  All | 3\n  @check for each column: Total = A + B\n  @check same for each column: All = Total\n";
    let page = Html::parse_document(&page(text_of));
    let figures = select(&page, "td data");
    assert_eq!(figures[0].attr("title"), None, "a sum that is made of it says nothing of it");
    assert_eq!(figures[2].attr("title"), Some("Worked out: t#1; agrees: same"));
}

#[test]
fn a_draft_says_so_and_what_does_not_agree_is_marked() {
    let text_of =
        read(FIRST_REPORT).replace("@状态 定稿", "@状态 草稿").replace("{动态: 119件}", "{动态: 118件}");
    let page = page(&text_of);
    holds_together(&page, false);
    let page = Html::parse_document(&page);
    assert!(text(one(&page, "title")).starts_with("【草稿】广州"));
    assert_eq!(text(one(&page, ".xf-draft")), "草稿");
    assert!(select(&page, "style").into_iter().any(|it| text(it).contains("@top-right{content:\"草稿\"")));
    assert_eq!(text(one(&page, "mark")), "556件");
    assert_eq!(text(one(&page, "data:has(mark) + sup")), "[问题1]");
    let finding = text(one(&page, ".xf-findings li"));
    assert!(finding.starts_with("“公开文件”为556，而各项合计555，多1。"), "{finding}");
    assert!(text(one(&page, "details")).contains("不符"));
}

#[test]
fn an_empty_cell_that_should_not_be_empty_is_marked_too() {
    let text_of = read(FIRST_REPORT).replace("行政强制       |     0", "行政强制       |      ");
    let page = page(&text_of);
    holds_together(&page, false);
    let page = Html::parse_document(&page);
    assert_eq!(text(one(&page, "td .xf-finding")), "[问题1]");
}

#[test]
fn the_look_is_official_where_the_report_is() {
    let theme = |text: &str, theme| {
        let page = page_of("r", text, &HtmlOptions { theme, ..Default::default() });
        let page = Html::parse_document(&page);
        one(&page, "article").attr("class").unwrap().to_owned()
    };
    assert_eq!(theme(&read(FIRST_REPORT), None), "xf xf-official");
    assert_eq!(theme(&read(FIRST_REPORT), Some(Theme::Plain)), "xf xf-plain");
    assert_eq!(theme(&read("reports/us-foia-sample.xfoot"), None), "xf xf-plain");
    assert_eq!(theme("@报告 青石镇培训情况\n", None), "xf xf-plain", "it follows no template");
    assert_eq!(theme("@report R\n", Some(Theme::Official)), "xf xf-official");
}

#[test]
fn a_fragment_is_the_article_of_the_page() {
    let text_of = read(FIRST_REPORT);
    let whole = page(&text_of);
    let fragment = page_of("r", &text_of, &HtmlOptions { fragment: true, ..Default::default() });
    assert!(fragment.starts_with("<article class=\"xf xf-official\" lang=\"zh-CN\">"));
    assert!(fragment.ends_with("</article>\n"));
    assert!(whole.contains(&fragment));
}

#[test]
fn the_page_carries_the_json() {
    let text_of = read(FIRST_REPORT).replace("2021年，市科技局坚定", "</script><!--<script>&\u{2028}");
    let report = Source::new("r", text_of.as_str());
    let template = template_of(&report, &path("reports"));
    let model = build(&report, template.as_ref());
    let findings = crossfoot_check::check(&model).findings;
    let page = html(&model, &findings, &HtmlOptions::default());
    let page = Html::parse_document(&page);
    let carried = text(one(&page, "body > script#xf-json"));
    assert!(!carried.contains(['<', '>', '&', '\u{2028}']));
    let value = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    assert_eq!(value(&carried), value(&json(&model, &findings)));
    let without = html(&model, &findings, &HtmlOptions { data: false, ..Default::default() });
    assert!(!without.contains("<script"));
}

#[test]
fn text_stays_text() {
    let hostile = "<script>alert(1)</script>\"'&amp;<!--]]>\u{1b}[31m\u{7f}";
    let report = format!(
        "@report {hostile}\n  @entity {hostile}\n  @note {hostile}\n\n# {hostile}\n\n{hostile} **{hostile}** [{hostile}](javascript:alert(1)) \
         [a](x\"onclick=\"alert(1)) ![{hostile}](p\"onerror=\"alert(1).png) ![b](https://a.example/p.png)[^n] [^{hostile}]\n\n\
         - {hostile}\n\n[^n]: {hostile}\n\n@table \"{hostile}\" \"{hostile}\"\n  @unit text\n  @columns {hostile} | {hostile}\n  {hostile} | {hostile}\n  @note {hostile}\n"
    );
    for options in every_option() {
        let page = page_of(hostile, &report, &options);
        holds_together(&page, options.fragment);
        assert!(!page.contains(['\u{1b}', '\u{7f}']));
        let page = Html::parse_document(&page);
        let article = one(&page, "article");
        assert!(
            text(article).matches("<script>alert(1)</script>\"'&amp;<!--]]>").count() >= 10,
            "{}",
            article.html()
        );
        let addresses = select(&page, "[href], [src]");
        let addresses: Vec<_> = addresses
            .iter()
            .filter_map(|it| it.attr("href").or(it.attr("src")))
            .filter(|it| !it.starts_with('#'))
            .collect();
        assert_eq!(addresses, ["x%22onclick=%22alert(1)", "p%22onerror=%22alert(1).png"]);
    }
}

#[test]
fn the_styles_are_the_only_ones_let_in() {
    use sha2::{Digest, Sha256};
    let draft =
        |text: &str| text.replace("@状态 定稿", "@状态 草稿").replace("@status final", "@status draft");
    for theme in [Theme::Official, Theme::Plain] {
        for text_of in [FIRST_REPORT, "reports/finance.xfoot"].map(read) {
            for text_of in [draft(&text_of), text_of] {
                let page = page_of("r", &text_of, &HtmlOptions { theme: Some(theme), ..Default::default() });
                let page = Html::parse_document(&page);
                let digests: Vec<String> = select(&page, "style")
                    .into_iter()
                    .map(|style| format!(" 'sha256-{}'", base64(&Sha256::digest(text(style).as_bytes()))))
                    .collect();
                let policy = one(&page, "meta[http-equiv]").attr("content").unwrap();
                let expected = format!(
                    "default-src 'none'; style-src{}; img-src 'self'; base-uri 'none'; form-action 'none'",
                    digests.concat()
                );
                assert_eq!(policy, expected, "the digests in html/style.rs are not those of the styles");
            }
        }
    }
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { letter.into() } else { '=' });
        }
    }
    out
}

#[test]
fn lines_are_joined_as_the_language_says() {
    let page = page("@report R\n\nOne line\nand **another\none** here.\n\n一行文字，\n又一行{3件}\n再一行\n");
    assert!(page.contains("<p>One line and <strong>another one</strong> here.</p>"), "{page}");
    let page = Html::parse_document(&page);
    assert_eq!(text(select(&page, "p")[2]), "一行文字，又一行3件再一行");
}

#[test]
fn footnotes_lead_there_and_back() {
    let page = page(
        "@report R\n  @status final\n\nSee [^b] and {5[^a]}, [^b] again and [^no].\n\n[^a]: First.\n\n[^b]: Second.\n\n@table t \"T\"\n  @columns | n\n  A[^a] | 3 (of which 1)\n    @note on A\n  @note on T\n",
    );
    let page = Html::parse_document(&page);
    assert_eq!(text(one(&page, "article > p")), "See [2] and 5[1], [2] again and [^no].");
    let notes: Vec<String> = select(&page, "[role=doc-endnotes] li").into_iter().map(text).collect();
    assert_eq!(notes, ["First. ↩ ↩", "Second. ↩ ↩"]);
    let links = |selector: &str| -> Vec<String> {
        select(&page, selector).into_iter().map(|it| it.attr("href").unwrap().to_owned()).collect()
    };
    assert_eq!(links("#xf-n1 a"), ["#xf-n1-1", "#xf-n1-2"]);
    assert_eq!(links("th a"), ["#xf-n1"]);
    let notes: Vec<String> = select(&page, ".xf-note").into_iter().map(text).collect();
    assert_eq!(notes, ["Note: on T", "Note: A: on A"]);
}

#[test]
fn lists_and_units() {
    let page = Html::parse_document(&page(
        "@report R\n\n- one\n- two\n\n@table t \"T\"\n  @unit 1000 USD\n  @columns | n\n  A | 3\n  Margin | 4\n    @unit %\n",
    ));
    assert_eq!(text(one(&page, "ul")), "\none\ntwo\n");
    assert_eq!(text(one(&page, "caption")), "T (in 1000 USD)");
    assert_eq!(text(select(&page, "th[scope=row]")[1]), "Margin (%)");
}

#[test]
fn a_page_beside_its_source_says_on_which_line_it_is_written() {
    let report = "@report R\n\n# One\n\nTwo {3 visits}.\n\n@table t \"T\"\n  @columns K | a\n  x | 5\n";
    let line = |page: &Html, what: &str| one(page, what).attr("data-line").map(str::to_owned);
    let beside = page_of("r", report, &HtmlOptions { lines: true, ..Default::default() });
    let beside = Html::parse_document(&beside);
    for (what, at) in [("h2", "2"), ("article p:not(.xf-draft)", "4"), ("td[headers]", "8")] {
        assert_eq!(line(&beside, what).as_deref(), Some(at), "{what}");
    }
    assert!(select(&Html::parse_document(&page(report)), "[data-line]").is_empty());
}
