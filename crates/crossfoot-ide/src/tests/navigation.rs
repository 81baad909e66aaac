//! Definition, references, highlights.

use crossfoot_source::Lang;

use super::Fixture;
use crate::{definition, highlights, references};

/// `$0` leads to what is marked.
fn leads(report: &str, template: &str) {
    let it = Fixture::new(report, template);
    let links = it.ask(Lang::En, |s| definition(s, it.cursor()));
    for link in &links {
        assert!(link.origin.touches(it.cursor()));
        assert!(
            link.target.span.start <= link.focus.span.start && link.focus.span.end <= link.target.span.end
        );
    }
    it.same(links.into_iter().map(|link| link.focus).collect());
}

/// What is marked are the references of `$0`, the declaration among them.
fn referred(report: &str, template: &str) {
    let it = Fixture::new(report, template);
    it.same(it.ask(Lang::En, |s| references(s, it.cursor(), true)));
}

const STAFF: &str = "
@table staff \"Staff\"
  @columns Office | men | women
  North | 3 | 5
  South | 6 | 9
";

#[test]
fn a_figure_in_prose_leads_to_its_cell() {
    leads(
        "@report R\n\nWe have {$05 people = staff[North, women]}.\n\n@table staff\n  @columns Office | men | women\n  North | 3 | ‹5›\n  South | 6 | 9\n",
        "",
    );
    leads(
        "@报告 某\n\n女职工{$014人 = 求和(职工[*, 女])}。\n\n@表 职工\n  @列 单位 | 男 | 女\n  北 | 3 | ‹5›\n  南 | 6 | ‹9›\n",
        "",
    );
}

#[test]
fn and_back() {
    leads(
        "@report R\n\nWe have ‹{5 people = staff[North, women]}›.\n\n@table staff\n  @columns Office | men | women\n  North | 3 | $05\n",
        "",
    );
}

#[test]
fn the_names_in_a_reference_lead_to_the_lines() {
    leads(
        "@report R\n\n{5 = staff[No$0rth, women]}\n\n@table staff\n  @columns Office | men | women\n  ‹North› | 3 | 5\n",
        "",
    );
    leads(
        "@report R\n\n{5 = staff[North, $0women]}\n\n@table staff\n  @columns Office | men | ‹women›\n  North | 3 | 5\n",
        "",
    );
    leads(
        "@report R\n\n{5 = st$0aff[North, women]}\n\n@table ‹staff›\n  @columns Office | men | women\n  North | 3 | 5\n",
        "",
    );
    leads("@report R\n\n{‹courses›: 23 courses}\n\n@check a: co$0urses > 3\n", "");
    leads("@report R\n\n@let ‹both› = 3 + 4\n\nThere are {7 = $0both}.\n", "");
}

const FORM: &str = "@模板 表/一 表一
@填报项 ‹层级›
  县级
@表 申请
  @列
    自然人
    总计 = 自然人
  @行
    新收 \"一、本年新收\"
    总计 = 求和(上方) @名称 K2
  @核对 K1 逐列：新收 = 总计
";

#[test]
fn from_the_report_s_line_to_the_template_s() {
    let form =
        |marked: &str| FORM.replace(['‹', '›'], "").replacen(marked.trim_matches(['‹', '›']), marked, 1);
    leads("@报告 某\n  @格式 表/一\n  层$0级：县级\n", FORM);
    leads("@报告 某\n  @格式 表/一\n\n@表 申请\n  新$0收 | 1 | 1\n", &form("‹新收›"));
    leads(
        "@报告 某\n  @格式 表/一\n\n{1 = 申请[新$0收, 自然人]}\n\n@表 申请\n  ‹新收› | 1 | 1\n",
        &form("新收"),
    );
    leads("@报告 某\n  @格式 表/一\n\n@例外 K$01：说明\n", &form("‹K1›"));
    leads("@报告 某\n  @格式 表/一\n\n@例外 K$02：说明\n", &form("‹K2›"));
    leads("@报告 某\n  @格式 表/一\n\n@表 申$0请\n  新收 | 1 | 1\n", &form("‹申请›"));
    leads("@报告 某\n  @格式 表$0/一\n", &form("‹表/一›"));
}

#[test]
fn references_of_a_named_figure() {
    referred(
        "@report R\n\n{‹staff›: 41 people}, of whom {women: 22 people}; the other ‹{19 people = sta$0ff - women}›.\n\n@check a: ‹staff› > women\n",
        "",
    );
}

#[test]
fn references_of_a_cell_are_what_is_tied_to_it_and_the_rules_that_read_it() {
    referred(
        "@report R\n\nWe have ‹{8 = staff[All, men]}›.\n\n@table staff\n  @columns Office | men\n  North | 3\n  South | 5\n  All | ‹8$0›\n  ‹@check for each column: All = North + South›\n\n@check big: ‹staff[All, men]› > 3\n",
        "",
    );
}

#[test]
fn references_of_rows_and_columns() {
    let report = format!(
        "@report R\n\n{{5 = staff[‹North›, women]}} {{3 = staff[‹North›, men]}}\n{}",
        STAFF.replace("North", "‹Nor$0th›")
    );
    referred(&report, "");
    referred(
        "@报告 某\n  @格式 表/一\n\n{1 = 申请[‹新收›, 自然人]}\n\n@表 申请\n  ‹新$0收› | 1 | 1\n",
        "@模板 表/一 表一\n@表 申请\n  @列\n    自然人\n    总计 = 自然人\n  @行\n    ‹新收› \"一、本年新收\"\n    总计 = 求和(上方)\n  @核对 K1 逐列：‹新收› = 总计\n    @提示语 新收{= ‹新收›}\n",
    );
}

#[test]
fn a_dimension_and_its_members() {
    let text = "@report R\n\n@dimension ‹quarter›\n  Q1\n  Q2\n\n@table a\n  @columns x\n    ‹quarter›.*\n  Sales | 1 | 2\n  @check for each row: sum(‹qua$0rter›.*) > 1\n\n@check for each ‹quarter›: a[Sales, ‹quarter›] > 0\n";
    referred(text, "");
    let member = "@report R\n\n{1 = a[Sales, ‹Q$01›]}\n\n@dimension quarter\n  ‹Q1›\n  Q2\n\n@table a\n  @columns x\n    quarter.*\n  Sales | 1 | 2\n";
    referred(member, "");
}

#[test]
fn rules_units_footnotes_sections() {
    referred("@report R\n\n@check ‹big›: 3 > 4\n\n@allow ‹b$0ig›: for now\n", "");
    referred(
        "@report R\n\nWe have {3 ‹crates›} and {4 ‹cra$0tes›}.\n\n@units\n  ‹crates› = 24 bottles\n",
        "",
    );
    referred("@report R\n\nText[^‹1›] and {3[^‹$01›]}.\n\n[^‹1›]: A note.\n", "");
    referred("@报告 某\n\n# ‹总$0体›\n\n全部办结。\n\n@核对 a：提及(‹总体›, \"办结\")\n", "");
}

#[test]
fn highlights_tell_writing_from_reading() {
    let it = Fixture::alone("@report R\n\n{‹staff›: 41 people}\n\n@check a: ‹st$0aff› > 3\n");
    let found = it.ask(Lang::En, |s| highlights(s, it.cursor()));
    assert_eq!(found.iter().map(|it| it.span).collect::<Vec<_>>(), it.report.marks);
    assert_eq!(found.iter().map(|it| it.writes).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn names_in_quotes_and_with_points() {
    leads(
        "@report R\n\n{3 = \"Big$0 table\"[\"Far North\", men]}\n\n@table \"‹Big table›\"\n  @columns Office | men\n  Far North | 3\n",
        "",
    );
    leads(
        "@report R\n\n{3 = V.A[\"Far $0North\", men]}\n\n@table V.A\n  @columns Office | men\n  ‹Far North› | 3\n",
        "",
    );
    leads(
        "@report R\n\n{3 = V.$0A[North, y.men]}\n\n@table ‹V.A›\n  @columns Office\n    y\n      men\n  North | 3\n",
        "",
    );
    leads(
        "@report R\n\n{3 = V.A[North, $0y.men]}\n\n@table V.A\n  @columns Office\n    ‹y›\n      men\n  North | 3\n",
        "",
    );
}

#[test]
fn panels_and_last_year() {
    leads(
        "@报告 某\n\n{3 = 资产[房屋.办公$0用房, 在用]}\n\n@表 资产\n  @分表 \"车辆\"\n    @列 种类 | 年末\n    公务车 | 1\n  @分表 \"房屋\"\n    @列 种类 | 在用\n    ‹办公用房› | 3\n",
        "",
    );
    leads(
        "@报告 某\n\n{3 = 资产[房$0屋.办公用房, 在用]}\n\n@表 资产\n  @分表 \"车辆\"\n    @列 种类 | 年末\n    公务车 | 1\n  @分表 \"‹房屋›\"\n    @列 种类 | 在用\n    办公用房 | 3\n",
        "",
    );
    leads(
        "@报告 某\n\n@表 t\n  @列 种类 | ‹年初› | 年末\n  车 | 1 | 2\n  @核对 逐行：年初 = 上年.年$0初\n",
        "",
    );
}

#[test]
fn half_typed() {
    leads("@report R\n\n{5 = staff[No$0rth,\n\n@table staff\n  @columns Office | men\n  ‹North› | 3\n", "");
    leads("@report R\n\n‹{5 = nobody[No$0rth, x]}›\n", "");
}
