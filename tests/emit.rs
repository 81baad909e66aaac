//! What comes out: the shape of tables, the JSON, the same bytes every time.

use std::collections::HashSet;

use crossfoot_emit::{
    FileFindings, HtmlOptions, findings_json,
    grid::{Grid, Kind},
    html, json,
};
use crossfoot_model::{Model, Source, build, print};
use crossfoot_source::Lang;
use crossfoot_tests::checked::template_of;
use serde_json::Value;

const FIRST_REPORT: &str = "reports/gz-kjj-2021.xfoot";

/// A text with the template that it follows.
struct Files(Source, Option<Source>);

impl Files {
    fn new(name: &str, text: &str) -> Self {
        let report = Source::new(name, text);
        let template = template_of(&report, &crossfoot_tests::path("reports"));
        Self(report, template)
    }

    fn read(name: &str) -> Self {
        let text = std::fs::read_to_string(crossfoot_tests::path(name)).unwrap();
        Self::new(name, &text)
    }

    fn model(&self) -> Model<'_> {
        build(&self.0, self.1.as_ref())
    }

    fn html(&self) -> String {
        let model = self.model();
        html(&model, &crossfoot_check::check(&model).findings, &HtmlOptions::default())
    }

    fn json(&self) -> String {
        let model = self.model();
        json(&model, &crossfoot_check::check(&model).findings)
    }

    fn value(&self) -> Value {
        serde_json::from_str(&self.json()).unwrap()
    }
}

/// A table row by row. A cell that reaches over several rows or columns says over how many: `text ↓3 →2`.
fn shown(model: &Model<'_>, name: &str) -> Vec<String> {
    let table = model.tables.iter().find(|table| table.name == name).unwrap();
    let grid = Grid::new(table);
    let cells = |row| {
        let cells = grid.cells(row).map(|(_, cell)| {
            let mut text = match cell.kind {
                Kind::Figure(fact, ..) => print::fact(model, fact),
                Kind::Row(_, depth) => format!("{}{}", "> ".repeat(depth as usize), cell.text),
                _ => cell.text.to_owned(),
            };
            for (mark, reach) in [("↓", cell.rowspan), ("→", cell.colspan)] {
                if reach > 1 {
                    text += &format!(" {mark}{reach}");
                }
            }
            text
        });
        cells.collect::<Vec<_>>().join(" | ")
    };
    fills(&grid);
    grid.rows.iter().map(cells).collect()
}

/// Every place of the grid is covered by exactly one cell, or, behind the last panel column, by none.
fn fills(grid: &Grid<'_>) {
    let mut covered = HashSet::new();
    for (at, row) in grid.rows.iter().enumerate() {
        for (_, cell) in grid.cells(row) {
            assert!(cell.column + cell.colspan <= grid.width, "{cell:?} sticks out");
            for down in 0..cell.rowspan as usize {
                for across in 0..cell.colspan {
                    assert!(covered.insert((at + down, cell.column + across)), "{cell:?} overlaps");
                }
            }
        }
    }
    assert_eq!(
        covered.len(),
        grid.rows.len() * grid.width as usize,
        "the grid has a hole, or a cell hangs out below"
    );
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_official_table_two() {
    let files = Files::read(FIRST_REPORT);
    let expected = lines(
        "第二十条第（一）项 →4
        信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
        规章 | 0 | 0 | 0
        行政规范性文件 | 6 | 4 | 19
        第二十条第（五）项 →4
        信息内容 | 本年处理决定数量 →3
        行政许可 | 15602 →3
        第二十条第（六）项 →4
        信息内容 | 本年处理决定数量 →3
        行政处罚 | 0 →3
        行政强制 | 0 →3
        第二十条第（八）项 →4
        信息内容 | 本年收费金额（单位：万元） →3
        行政事业性收费 | 0 →3",
    );
    assert_eq!(shown(&files.model(), "主动公开"), expected);
}

#[test]
fn the_official_table_three() {
    let files = Files::read(FIRST_REPORT);
    let expected = lines(
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） ↓3 →3 | 申请人情况 →7
        自然人 ↓2 | 法人或其他组织 →5 | 总计 ↓2
        商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
        一、本年新收政府信息公开申请数量 →3 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        二、上年结转政府信息公开申请数量 →3 | 1 | 0 | 0 | 0 | 0 | 0 | 1
        三、本年度办理结果 ↓22 | （一）予以公开 →2 | 4 | 0 | 0 | 0 | 0 | 0 | 4
        （二）部分公开（区分处理的，只计这一情形，不计其他情形） →2 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        （三）不予公开 ↓8 | 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0
        4.保护第三方合法权益 | 1 | 0 | 0 | 0 | 0 | 0 | 1
        5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        （四）无法提供 ↓3 | 1.本机关不掌握相关政府信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        2.没有现成信息需要另行制作 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        3.补正后申请内容仍不明确 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        （五）不予处理 ↓5 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        （六）其他处理 ↓3 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0
        （七）总计 →2 | 5 | 0 | 0 | 0 | 0 | 0 | 5
        四、结转下年度继续办理 →3 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
    );
    assert_eq!(shown(&files.model(), "申请"), expected);
}

#[test]
fn the_official_table_four() {
    let files = Files::read(FIRST_REPORT);
    let results = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计";
    let down = "结果维持 ↓2 | 结果纠正 ↓2 | 其他结果 ↓2 | 尚未审结 ↓2 | 总计 ↓2";
    let expected = [
        "行政复议 →5 | 行政诉讼 →10".to_owned(),
        format!("{down} | 未经复议直接起诉 →5 | 复议后起诉 →5"),
        format!("{results} | {results}"),
        ["0"; 15].join(" | "),
    ];
    assert_eq!(shown(&files.model(), "复议诉讼"), expected);
}

#[test]
fn rows_with_figures_beneath_rows_with_figures_are_set_in() {
    let files = Files::new(
        "r",
        "@report R\n\n@table t\n  @columns Item | a | b\n  Costs | 5 | 7\n    Staff | 2 | 3\n    Rent | 3 | 4\n  Other\n    Tax | 1 | 1\n",
    );
    let expected =
        ["Item | a | b", "Costs | 5 | 7", "> Staff | 2 | 3", "> Rent | 3 | 4", "Other →3", "> Tax | 1 | 1"];
    assert_eq!(shown(&files.model(), "t"), expected);
}

#[test]
fn headings_stand_beside_their_rows() {
    let files = Files::new(
        "r",
        "@report R\n\n@table t\n  @columns | a | b\n  Assets\n    Current\n      Cash | 1 | 2\n    Fixed | 3 | 4\n  Total | 4 | 6\n",
    );
    let expected =
        [" →3 | a | b", "Assets ↓2 | Current | Cash | 1 | 2", "Fixed →2 | 3 | 4", "Total →3 | 4 | 6"];
    assert_eq!(shown(&files.model(), "t"), expected);
}

#[test]
fn a_heading_with_nothing_beneath_has_a_row_of_its_own() {
    let files =
        Files::new("r", "@report R\n\n@table t\n  @columns | a\n  First half\n  May | 1\n  June | 2\n");
    assert_eq!(shown(&files.model(), "t"), [" | a", "First half →2", "May | 1", "June | 2"]);
}

#[test]
fn a_column_with_figures_over_columns_with_figures() {
    let files = Files::new(
        "r",
        "@report R\n\n@table t\n  @columns Body\n    all \"All\" = left_hand + right_hand\n      left_hand\n      right_hand\n    rest\n  A | 3 | 1 | 2 | 9\n",
    );
    let expected = ["Body ↓2 | All →3 | rest ↓2", " | left_hand | right_hand", "A | 3 | 1 | 2 | 9"];
    assert_eq!(shown(&files.model(), "t"), expected);
}

#[test]
fn labels_that_are_empty_have_no_column() {
    let files = Files::new("r", "@report R\n\n@table t\n  @columns | a | b\n  | 1 | 2\n");
    assert_eq!(shown(&files.model(), "t"), ["a | b", "1 | 2"]);
}

#[test]
fn every_example_lays_out() {
    let folder = std::fs::read_dir(crossfoot_tests::path("reports")).unwrap();
    let mut count = 0;
    for path in folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "xfoot"))
    {
        let files = Files::read(path.to_str().unwrap());
        let model = files.model();
        for table in &model.tables {
            fills(&Grid::new(table));
            count += 1;
        }
    }
    assert!(count > 20, "{count}: the template of one was not found");
}

/// Half-typed reports come out too, with tables that fill.
#[test]
fn every_beginning_comes_out() {
    for name in [FIRST_REPORT, "reports/us-foia-sample.xfoot", "reports/finance.xfoot"] {
        let text = std::fs::read_to_string(crossfoot_tests::path(name)).unwrap();
        for end in (0..text.len()).step_by(20).filter(|end| text.is_char_boundary(*end)) {
            let files = Files::new("r", &text[..end]);
            files.model().tables.iter().for_each(|table| fills(&Grid::new(table)));
            files.value();
        }
    }
}

#[test]
fn the_same_bytes_every_time() {
    let once = Files::read(FIRST_REPORT);
    let again = Files::read(FIRST_REPORT);
    assert_eq!(once.json(), again.json());
    assert_eq!(once.html(), again.html());
}

#[test]
fn findings_come_with_places_for_people_programs_and_editors() {
    let text = std::fs::read_to_string(crossfoot_tests::path(FIRST_REPORT)).unwrap();
    let text = text.replace("{动态: 119件}", "😀{动态: 118件}");
    let files = Files::new("报告.xfoot", &text);
    let model = files.model();
    let checked = crossfoot_check::check(&model);
    let template = files.1.as_ref().map(|template| (template.name.as_str(), template.text.as_str()));
    for lang in [Lang::En, Lang::Zh] {
        let file = FileFindings {
            name: &files.0.name,
            text: &text,
            template,
            findings: &checked.findings,
            guards: None,
        };
        let document: Value =
            serde_json::from_str(&findings_json([file, file], &checked.summary, lang)).unwrap();
        assert_eq!(document["version"], 1);
        assert_eq!(document["summary"]["figures"], checked.summary.figures);
        let findings = document["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 2 * checked.findings.len());
        let finding = &findings[0];
        assert_eq!(finding["file"], "报告.xfoot");
        assert_eq!(finding["code"], "主动公开构成");
        assert_eq!(finding["message"], checked.findings[0].message.in_lang(lang));
        let start = &finding["range"]["start"];
        let offset = start["offset"].as_u64().unwrap() as usize;
        let line = text[..offset].matches('\n').count();
        let before = text[..offset].lines().last().unwrap();
        assert_eq!(start["line"], line + 1);
        assert_eq!(start["column"], before.chars().count() + 1);
        assert_eq!(start["utf16"], before.encode_utf16().count() + 1);
        assert!(text[offset..].starts_with(&text[checked.findings[0].place.span.start as usize..]));
    }
}
