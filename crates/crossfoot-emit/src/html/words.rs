//! What a page says of its own, in both languages.

use crossfoot_model::Outcome;
use crossfoot_source::Lang;

pub(super) struct Words {
    pub tag: &'static str,
    pub draft: &'static str,
    /// Round the word for a draft, before the title of the window.
    pub before_title: [&'static str; 2],
    pub note: &'static str,
    pub colon: &'static str,
    pub comma: &'static str,
    /// Between a run-in heading and its paragraph, a label and its unit.
    pub space: &'static str,
    /// Round the unit of a table; round that of a row, and anything else.
    pub table_unit: [&'static str; 2],
    pub brackets: [&'static str; 2],
    pub footnotes: &'static str,
    pub back: &'static str,
    /// What refers to a finding: the word before its number.
    pub finding: &'static str,
    pub findings: &'static str,
    /// Before the names of the rules that hold for a figure, and of the one that gives it.
    pub agrees: &'static str,
    pub computed: &'static str,
    pub and_agrees: &'static str,
    pub vouched: &'static str,
    /// Round the number of places in which a rule has come to something.
    pub times: [&'static str; 2],
    /// What came of a rule: agrees, agrees within rounding, differs, is explained, does not apply, not checkable.
    pub outcomes: [&'static str; 6],
}

impl Words {
    pub fn outcome(&self, outcome: &Outcome) -> &'static str {
        self.outcomes.get(place_of(outcome)).copied().unwrap_or_default()
    }
}

/// The place of an outcome among the words for outcomes.
pub(super) const fn place_of(outcome: &Outcome) -> usize {
    match outcome {
        Outcome::Agrees => 0,
        Outcome::WithinRounding => 1,
        Outcome::Differs => 2,
        Outcome::Explained(_) => 3,
        Outcome::DoesNotApply => 4,
        Outcome::NotCheckable(_) => 5,
    }
}

pub(super) const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Zh => &CHINESE,
    }
}

const ENGLISH: Words = Words {
    tag: "en",
    draft: "Draft",
    before_title: ["[", "] "],
    note: "Note: ",
    colon: ": ",
    comma: ", ",
    space: " ",
    table_unit: [" (in ", ")"],
    brackets: [" (", ")"],
    footnotes: "Footnotes",
    back: "Back to the text",
    finding: "finding ",
    findings: "Findings",
    agrees: "Agrees: ",
    computed: "Worked out: ",
    and_agrees: "; agrees: ",
    vouched: "How these figures are vouched for",
    times: [" ", "×"],
    outcomes: [
        "agrees",
        "agrees within rounding",
        "differs",
        "differs as explained",
        "does not apply",
        "cannot be checked",
    ],
};

const CHINESE: Words = Words {
    tag: "zh-CN",
    draft: "草稿",
    before_title: ["【", "】"],
    note: "注：",
    colon: "：",
    comma: "、",
    space: "",
    table_unit: ["（单位：", "）"],
    brackets: ["（", "）"],
    footnotes: "脚注",
    back: "回到正文",
    finding: "问题",
    findings: "核对中发现的问题",
    agrees: "核对相符：",
    computed: "算得：",
    and_agrees: "；核对相符：",
    vouched: "数据核对情况",
    times: ["", "处"],
    outcomes: ["相符", "相符（四舍五入）", "不符", "不符，已作说明", "不适用", "无法核对"],
};
