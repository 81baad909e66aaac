//! Writing a report down in one language and one width. Words and marks of the language are given in English and
//! narrow; text, labels and names are given as they are and stay so.

/// How a report is written. What it says is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// With the Chinese words.
    pub chinese: bool,
    /// With the marks of a Chinese keyboard.
    pub wide: bool,
}

/// A report as it grows.
pub struct Pen {
    style: Style,
    /// What is written.
    pub text: String,
}

impl Pen {
    /// An empty page.
    pub fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    /// Something kept as it is.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Words and marks of the language.
    pub fn lang(&mut self, lang: &str) -> &mut Self {
        let lang = self.in_style(lang);
        self.text(&lang)
    }

    /// A label.
    pub fn label(&mut self, label: &str) -> &mut Self {
        let (open, close) = if self.style.wide { ('“', '”') } else { ('"', '"') };
        self.text.push(open);
        self.text.push_str(label);
        self.text.push(close);
        self
    }

    /// A name; in quotes if it is no plain word.
    pub fn name(&mut self, name: &str) -> &mut Self {
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') { self.text(name) } else { self.label(name) }
    }

    /// Words and marks in the language and width of the report.
    pub fn in_style(&self, lang: &str) -> String {
        let lang = if self.style.chinese {
            CHINESE.iter().fold(lang.to_owned(), |lang, (english, chinese)| lang.replace(english, chinese))
        } else {
            lang.to_owned()
        };
        if !self.style.wide {
            return lang;
        }
        let lang = [("<=", "≤"), (">=", "≥"), ("*", "×")]
            .iter()
            .fold(lang, |lang, (ascii, wide)| lang.replace(ascii, wide));
        let wide = |c| match c {
            '.' | '_' | '"' | '^' => c,
            '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' | '0'..='9' => {
                char::from_u32(c as u32 + 0xfee0).unwrap()
            }
            _ => c,
        };
        lang.chars().map(wide).collect()
    }
}

/// Longer ones first, so that none is part of one behind it.
const CHINESE: &[(&str, &str)] = &[
    ("for each ", "逐"),
    ("@nonadditive", "@不合计"),
    ("@columns", "@列"),
    ("@report", "@报告"),
    ("@entity", "@填报单位"),
    ("@period", "@期间"),
    ("@accept", "@可填"),
    ("@status final", "@状态 定稿"),
    ("@panel", "@分表"),
    ("@table", "@表"),
    ("@blank zero", "@空白 零"),
    ("@check", "@核对"),
    ("@note", "@注"),
    ("@unit date", "@单位 日期"),
    ("@unit text", "@单位 文本"),
    ("@unit", "@单位"),
    ("@let", "@设"),
    ("column", "列"),
    ("above", "上方"),
    ("parts", "分项"),
    ("left", "左侧"),
    ("row", "行"),
    ("sum", "求和"),
    ("within", "误差"),
    (" as ", " 记为 "),
    ("n/a", "不适用"),
    ("at least ", "至少"),
    ("at most ", "至多"),
    ("nearly ", "近"),
    ("about ", "约"),
    ("over ", "超过"),
    ("reached ", "达"),
];
