//! What a chart says of its own, in the language of the report.

use crossfoot_model::ChartKind;
use crossfoot_source::Lang;

use super::plot::Plot;

/// So many names are listed; of more it is said how many they are.
const LISTED: usize = 6;

/// What a chart says of its own.
pub(super) struct Words {
    lang: Lang,
    /// In the place of a figure that is not there.
    pub no_figure: &'static str,
    /// In the place of a whole with a part that is not known, and of one that is nothing.
    pub unknown_parts: &'static str,
    pub no_whole: &'static str,
    /// Between the title of a table and what is drawn of it.
    pub colon: &'static str,
    /// Between the parts of a name.
    pub comma: &'static str,
}

impl Words {
    pub const fn of(lang: Lang) -> Self {
        match lang {
            Lang::En => Self {
                lang,
                no_figure: "no figure",
                unknown_parts: "not drawn: parts of it are not known",
                no_whole: "not drawn: it comes to nothing",
                colon: ": ",
                comma: ", ",
            },
            Lang::Zh => Self {
                lang,
                no_figure: "无数据",
                unknown_parts: "有的部分没有数据，无法画出占比",
                no_whole: "合计为零，无法画出占比",
                colon: "：",
                comma: "，",
            },
        }
    }

    /// What the figures are counted in, above the drawing.
    pub fn unit(&self, plot: &Plot) -> String {
        match (self.lang, plot.kind, plot.unit.as_deref()) {
            (Lang::En, ChartKind::Shares, Some(unit)) => format!("Shares in %, figures in {unit}"),
            (Lang::En, ChartKind::Shares, None) => "Shares in %".to_owned(),
            (Lang::En, _, Some(unit)) => format!("In {unit}"),
            (Lang::Zh, ChartKind::Shares, Some(unit)) => format!("占比（%），单位：{unit}"),
            (Lang::Zh, ChartKind::Shares, None) => "占比（%）".to_owned(),
            (Lang::Zh, _, Some(unit)) => format!("单位：{unit}"),
            (_, _, None) => String::new(),
        }
    }

    /// A name and the figure that goes with it.
    pub fn pair(&self, name: &str, figure: &str) -> String {
        if name.is_empty() { figure.to_owned() } else { format!("{name}{}{figure}", self.colon) }
    }

    /// What the gaps in the lines are.
    pub fn gaps(&self) -> String {
        match self.lang {
            Lang::En => format!("× {}", self.no_figure),
            Lang::Zh => format!("×：{}", self.no_figure),
        }
    }

    /// A sentence on what is seen, for those who do not see it.
    pub fn description(&self, plot: &Plot) -> String {
        let (series, categories) = (self.listed(&plot.series), self.listed(&plot.categories));
        let mut said = match (self.lang, plot.kind) {
            (Lang::En, ChartKind::Bars) => format!("Bars for {series}, over {categories}."),
            (Lang::En, ChartKind::Lines) => format!("Lines for {series}, over {categories}."),
            (Lang::En, ChartKind::Shares) => format!("Shares of {categories} in {series}."),
            (Lang::Zh, ChartKind::Bars) => format!("柱状图：{series}；按{categories}列出。"),
            (Lang::Zh, ChartKind::Lines) => format!("折线图：{series}；按{categories}列出。"),
            (Lang::Zh, ChartKind::Shares) => format!("占比图：{series}；由{categories}构成。"),
        };
        if let Some((least, greatest)) = plot.extremes() {
            let named = |[series, category, text]: [&str; 3]| match plot.series.len() {
                1 => self.pair(category, text),
                _ => self.pair(&format!("{category}{}{series}", self.comma), text),
            };
            let (least, greatest) = (named(least), named(greatest));
            said += &match self.lang {
                Lang::En => format!(" The greatest figure is {greatest}; the least is {least}."),
                Lang::Zh => format!("最大的是{greatest}；最小的是{least}。"),
            };
        }
        let missing = plot.missing();
        if missing > 0 {
            said += &match self.lang {
                Lang::En if missing == 1 => " One figure is not there.".to_owned(),
                Lang::En => format!(" {missing} figures are not there."),
                Lang::Zh => format!("另有{missing}个数据缺失。"),
            };
        }
        said + match self.lang {
            Lang::En => " The table has every figure.",
            Lang::Zh => "全部数据见表。",
        }
    }

    fn listed(&self, names: &[String]) -> String {
        let comma = if self.lang == Lang::Zh { "、" } else { ", " };
        let first = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(comma);
        match (self.lang, names.len().saturating_sub(LISTED)) {
            (_, 0) => first,
            (Lang::En, more) => format!("{first} and {more} more"),
            (Lang::Zh, _) => format!("{first}等{}项", names.len()),
        }
    }
}
