//! What a skeleton says, in the language of its template.

use crossfoot_model::Source;
use crossfoot_source::Lang;
use crossfoot_syntax::{
    ast::BlockKind,
    words::{HeadWord, PlaceWord, PropertyWord},
};

/// The language of a skeleton.
#[derive(Clone, Copy)]
pub(super) struct Words(Lang);

impl Words {
    /// The language in which a template calls itself one.
    pub fn of(template: &Source) -> Self {
        let is_english = template.tree.blocks.iter().any(|block| match &block.kind {
            BlockKind::Template(head) => {
                head.line.of(&template.text).trim_start_matches(['@', '＠']).starts_with("template")
            }
            _ => false,
        });
        Self(if is_english { Lang::En } else { Lang::Zh })
    }

    /// A word that heads a block.
    pub fn head(self, word: HeadWord) -> &'static str {
        self.either(word.english(), word.chinese())
    }

    /// A word for something that stands beneath.
    pub fn property(self, word: PropertyWord) -> &'static str {
        self.either(word.english(), word.chinese())
    }

    fn either(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.0 {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// `status final`
    pub fn is_final(self) -> String {
        let last = PlaceWord::Final;
        let last = self.either(last.english(), last.chinese());
        format!("{} {last}", self.property(PropertyWord::Status))
    }

    /// `import bodies from bodies/*.xfoot`
    pub fn import(self, name: &str) -> String {
        let (import, from) = (self.head(HeadWord::Import), PlaceWord::From);
        format!("@{import} {name} {} {name}/*.xfoot", self.either(from.english(), from.chinese()))
    }

    pub fn colon(self) -> &'static str {
        self.either(":", "：")
    }

    /// What stands between a number and a word.
    pub fn gap(self) -> &'static str {
        self.either(" ", "")
    }

    /// How to read a skeleton.
    pub fn about(self) -> [&'static str; 2] {
        [
            self.either(
                "Lines that begin with // are for you and are not printed; to use one, take the // away.",
                "以“//”开头的行是说明，不会印出来；要用哪一行，就删去它前面的“//”。",
            ),
            self.either(
                "Figures go behind the bars; where = stands, the program works them out.",
                "数填在竖线后面；“=”由程序算出。",
            ),
        ]
    }

    pub fn set_period(self) -> &'static str {
        self.either("The period of the report:", "报告的期间：")
    }

    pub fn set_final(self) -> &'static str {
        self.either("When everything is filled in and found right:", "全部填好、核对无误以后：")
    }

    pub fn choices(self, label: &str, choices: &[&str]) -> String {
        match self.0 {
            Lang::En => format!("{label}, one of: {}", choices.join(", ")),
            Lang::Zh => format!("{label}，填其中一个：{}", choices.join("、")),
        }
    }

    pub fn members(self) -> &'static str {
        self.either(
            "One line for each: a short name, the full name in quotes.",
            "每个一行：简称，引号里写全称。",
        )
    }

    pub fn own_rows(self) -> &'static str {
        self.either("Rows of your own may stand here.", "这里可以加自己的行。")
    }

    pub fn own_headings(self, example: &str) -> String {
        match self.0 {
            Lang::En => format!("Headings of your own may stand here, such as: {example}"),
            Lang::Zh => format!("这里可以加自己的标题，如：{example}"),
        }
    }
}
