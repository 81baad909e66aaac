//! The words for faults: what is wrong, and what to type.

use crossfoot_source::{FixKind, Message, Span};

use crate::fault::{Construct, Expected, ExpectedSet, FaultKind};

/// Typed text is quoted up to so many characters.
const QUOTED: usize = 24;

impl FaultKind {
    /// What is wrong. `span` is the fault's.
    pub fn message(&self, text: &str, span: Span) -> Message {
        let typed = quoted(span.of(text));
        match self {
            Self::Expected { expected, found, inside } => unread(*expected, found.is_some(), *inside, &typed),
            Self::UnknownWord { nearest: Some(word) } => Message::new(
                format!("There is no word {typed}. Did you mean `@{word}`?"),
                format!("没有{typed}这个词。是不是“@{word}”？"),
            ),
            Self::UnknownWord { nearest: None } => {
                Message::new(format!("There is no word {typed}."), format!("没有{typed}这个词。"))
            }
            Self::Misplaced { english, chinese } => Message::new(
                format!("`@{english}` says nothing here."),
                format!("“@{chinese}”不能写在这里。"),
            ),
            Self::UnexpectedLine => Message::new("No line of text can stand here.", "这里不能有这一行文字。"),
            Self::Gap => Message::new(
                "A blank line cuts this line off from what it belongs to.",
                "空行把这一行和它所属的内容隔开了。",
            ),
            Self::IndentedHead => Message::new(
                format!(
                    "{typed} begins something of its own, so it must stand at the beginning of its line."
                ),
                format!("{typed}另起一块，必须顶格写。"),
            ),
            Self::Loose => Message::new(
                format!("{typed} says something of what stands above it, but nothing does."),
                format!("{typed}说明的是它上方的内容，可是上方什么也没有。"),
            ),
            Self::MarkdownRule => {
                Message::new("A line of dashes is not needed in a table.", "表里不需要这一行横线。")
            }
            Self::Joined { word } => Message::new(
                format!("`{word}` and what follows it are written as one word."),
                format!("“{word}”和后面的文字连在一起了。"),
            ),
            Self::OperatorInName { word } => Message::new(
                format!(
                    "`{word}` is written together with what stands beside it, so it looks like part of a name."
                ),
                format!("“{word}”和旁边的字连在一起，像是名称的一部分。"),
            ),
            Self::SharedLine => Message::new(
                format!("Here each `@` stands on a line of its own, so nothing is made of “{typed}”."),
                format!("此处每个@单独成行，“{typed}”没有起作用。"),
            ),
            Self::FinalStop => Message::new("A rule does not end in a full stop.", "规则末尾不要句号。"),
            Self::UnitOutside => Message::new(
                "The unit stands outside the braces, so this figure has none.",
                "单位写在花括号外面，这个数就没有单位了。",
            ),
            Self::CornerQuotes => Message::new(
                format!("{typed} looks like a figure, but only braces make it one."),
                format!("{typed}像是一个数据，但只有写在花括号里才会核对。"),
            ),
            Self::FootnoteDots => Message::new(
                format!("{typed} looks like a reference to a footnote."),
                format!("{typed}像是一个脚注标记。"),
            ),
            Self::Conflict => Message::new(
                "Two versions of the text stand here side by side: they could not be merged.",
                "这里并排放着两个版本的文字，还没有合并。",
            ),
            Self::TooDeep => Message::new("This is more than 16 levels deep.", "层次超过了16级。"),
            Self::TooManyBrackets => {
                Message::new("More than 32 brackets stand in one another here.", "这里的括号套了32层以上。")
            }
            Self::TooLong => {
                Message::new("This expression is too long to be read.", "这个算式太长了，无法读取。")
            }
            Self::UnclosedFigure => {
                Message::new("This figure has no `}` on its line.", "这个数据在本行内没有“}”。")
            }
            Self::UnclosedQuote => {
                Message::new("This quote is not closed on its line.", "引号在本行内没有配对。")
            }
            Self::EmptyFigure => Message::new("There is no figure between the braces.", "花括号里没有数据。"),
            Self::NotAFigure => Message::new(
                format!("{typed} is neither a figure nor computed."),
                format!("{typed}既不是数据，也不是算式。"),
            ),
            Self::WideBrackets => Message::new(
                format!("{typed} is no negative figure: only half-width brackets mean minus."),
                format!("{typed}不表示负数：只有半角括号才表示负数。"),
            ),
            Self::BracesInCell => Message::new("A cell needs no braces.", "单元格里不需要花括号。"),
            Self::NeedsQuotes => Message::new(
                format!("{typed} is not one plain word, so it needs quotes."),
                format!("{typed}不是一个完整的词，要加引号。"),
            ),
            Self::NoColon => {
                Message::new("The colon in front of the rule is missing.", "规则前面缺一个冒号。")
            }
            Self::NoReason => Message::new("This exception gives no reason.", "这条例外没有写理由。"),
        }
    }

    /// What to type.
    pub fn help(&self, text: &str, span: Span) -> Option<Message> {
        let typed = span.of(text);
        let help = match self {
            Self::Expected { expected, inside, .. } => return example(*expected, *inside),
            Self::UnknownWord { nearest: Some(word) } => (format!("Type `@{word}`."), format!("请改为“@{word}”。")),
            Self::UnknownWord { nearest: None } => (
                "Text that is no instruction must not begin with `@`; type `\\@` for the mark itself.".to_owned(),
                "正文不要以“@”开头；要写这个符号本身，请输入“\\@”。".to_owned(),
            ),
            Self::Misplaced { .. } => (
                "Move the line beneath what it speaks of, indented by two spaces.".to_owned(),
                "请把这一行移到它所说明的内容下面，缩进两格。".to_owned(),
            ),
            Self::UnexpectedLine => (
                "Leave a blank line above it if it is text of the report, else remove it.".to_owned(),
                "如果是正文，请在上面空一行；否则请删去。".to_owned(),
            ),
            Self::Gap => (
                "Remove the blank line above, or the indentation if this is text.".to_owned(),
                "请删去上面的空行；如果是正文，请顶格写。".to_owned(),
            ),
            Self::IndentedHead => ("Remove the spaces in front of it.".to_owned(), "请删去前面的空格。".to_owned()),
            Self::Loose => (
                "Put it directly beneath a heading, a table or `@report`, without a blank line.".to_owned(),
                "请把它写在标题、表或“@报告”的正下方，中间不空行。".to_owned(),
            ),
            Self::MarkdownRule => ("Remove the line.".to_owned(), "请删去这一行。".to_owned()),
            Self::Joined { word } => (format!("Type a space behind `{word}`."), format!("请在“{word}”后面空一格。")),
            Self::OperatorInName { word } => {
                (format!("Type spaces round `{word}`."), format!("请在“{word}”前后各空一格。"))
            }
            Self::SharedLine => ("Give it a line of its own.".to_owned(), "请另起一行。".to_owned()),
            Self::FinalStop => ("Remove the full stop.".to_owned(), "请删去句号。".to_owned()),
            Self::UnitOutside => ("Move the unit inside the braces: `{556件}`.".to_owned(), "请把单位移进花括号：{556件}。".to_owned()),
            Self::CornerQuotes => {
                let inner = typed.trim_matches(['「', '」']);
                (format!("Type `{{{inner}}}`."), format!("请改为{{{inner}}}。"))
            }
            Self::FootnoteDots => {
                let meant = typed.replace("……", "^");
                (format!("Type `{meant}`."), format!("请改为{meant}。"))
            }
            Self::Conflict => (
                "Keep one version, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. Until then nothing between them is checked.".to_owned(),
                "请保留其中一个版本，并删去以“<<<<<<<”“=======”“>>>>>>>”开头的行。在此之前，中间的内容不核对。".to_owned(),
            ),
            Self::TooDeep => ("Indent this line less.".to_owned(), "请减少缩进。".to_owned()),
            Self::TooManyBrackets => {
                ("Give a part of it a name with `@let`, and use the name.".to_owned(), "请用“@设”给其中一部分取个名称，再用这个名称。".to_owned())
            }
            Self::TooLong => (
                "Divide it into parts with `@let`, or use `sum(…)`.".to_owned(),
                "请用“@设”把它分成几部分，或者用求和(…)。".to_owned(),
            ),
            Self::UnclosedFigure => ("Type `}` behind the figure.".to_owned(), "请在数据后面输入“}”。".to_owned()),
            Self::UnclosedQuote => ("Type the closing quote.".to_owned(), "请补上后引号。".to_owned()),
            Self::EmptyFigure => (
                "Type the figure with its unit, or `=` and how it is worked out.".to_owned(),
                "请输入数据和单位，或者输入“=”和算式。".to_owned(),
            ),
            Self::NotAFigure => (
                "Type a figure such as `{5件}`, or `=` in front of what is to be worked out; `\\{` is the mark itself.".to_owned(),
                "请输入数据，如{5件}；要计算，请在前面输入“=”；要写花括号本身，请输入“\\{”。".to_owned(),
            ),
            Self::WideBrackets => {
                let inner = typed.trim_matches(['（', '）']);
                (format!("Type `({inner})` or `-{inner}` if it is negative."), format!("如果是负数，请输入({inner})或-{inner}。"))
            }
            Self::BracesInCell => ("Remove the braces.".to_owned(), "请删去花括号。".to_owned()),
            Self::NeedsQuotes => (format!("Type `\"{typed}\"`."), format!("请输入“{typed}”，连同引号。")),
            Self::NoColon => (
                "Type it so: `@check NAME: a = b + c`, or `@check: a = b + c` without a name.".to_owned(),
                "请这样写：@核对 名称：甲 = 乙 + 丙；没有名称时写 @核对：甲 = 乙 + 丙。".to_owned(),
            ),
            Self::NoReason => (
                "Type a colon and the reason behind it, for those who review the report.".to_owned(),
                "请在后面写冒号和理由，供审核的人查看。".to_owned(),
            ),
        };
        Some(Message::new(help.0, help.1))
    }

    /// What the edits do, in a few words; meaningful where there are edits.
    pub fn fix_title(&self) -> Message {
        match self {
            Self::Expected { .. } => Message::new("Type what is missing", "补上缺少的符号"),
            Self::UnknownWord { .. } => Message::new("Replace the word", "改正这个词"),
            Self::Gap => Message::new("Close the gap", "删去空行"),
            Self::IndentedHead => Message::new("Remove the indentation", "改为顶格"),
            Self::MarkdownRule => Message::new("Remove the line", "删去这一行"),
            Self::Joined { .. } => Message::new("Put in a space", "加一个空格"),
            Self::OperatorInName { .. } => Message::new("Put in spaces", "前后加空格"),
            Self::SharedLine => Message::new("Give it a line of its own", "另起一行"),
            Self::FinalStop => Message::new("Remove the full stop", "删去句号"),
            Self::UnitOutside => Message::new("Move the unit into the braces", "把单位移进花括号"),
            Self::CornerQuotes => Message::new("Make it a figure", "改为花括号"),
            Self::FootnoteDots => Message::new("Make it a reference to the footnote", "改为脚注标记"),
            Self::UnclosedFigure => Message::new("Close the figure", "补上花括号"),
            Self::UnclosedQuote => Message::new("Close the quote", "补上引号"),
            Self::NotAFigure => Message::new("Work it out", "改为算式"),
            Self::WideBrackets => Message::new("Make it a negative figure", "改为负数"),
            Self::BracesInCell => Message::new("Remove the braces", "删去花括号"),
            Self::NeedsQuotes => Message::new("Put it in quotes", "加上引号"),
            Self::NoColon => Message::new("Put in the colon", "补上冒号"),
            _ => Message::new("Mend it", "改正"),
        }
    }

    /// When the edits may be applied.
    pub const fn fix_kind(&self) -> FixKind {
        match self {
            Self::WideBrackets => FixKind::Figure,
            Self::NotAFigure
            | Self::CornerQuotes
            | Self::UnknownWord { .. }
            | Self::Expected { .. }
            | Self::NoColon => FixKind::Unsafe,
            _ => FixKind::Safe,
        }
    }
}

/// Typed text in quotes, not too long.
fn quoted(typed: &str) -> String {
    let line = typed.lines().next().unwrap_or_default();
    let short: String = line.chars().take(QUOTED).collect();
    if short.len() < typed.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

/// Something else should stand here.
fn unread(expected: ExpectedSet, found: bool, inside: Construct, typed: &str) -> Message {
    let (place_en, place_zh) = place(inside);
    let (what_en, what_zh) = listed(expected, found, inside);
    match (found, what_en.is_empty()) {
        (true, true) => Message::new(
            format!("{place_en}, {typed} cannot stand here."),
            format!("{place_zh}，{typed}不能写在这里。"),
        ),
        (true, false) => Message::new(
            format!("{place_en}, {what_en} should stand here, not {typed}."),
            format!("{place_zh}，{typed}处应为{what_zh}。"),
        ),
        (false, true) => Message::new(
            format!("{place_en}, something is missing here."),
            format!("{place_zh}，此处缺少内容。"),
        ),
        (false, false) => Message::new(
            format!("{place_en}, {what_en} is missing here."),
            format!("{place_zh}，此处缺少{what_zh}。"),
        ),
    }
}

/// Where the fault is.
const fn place(inside: Construct) -> (&'static str, &'static str) {
    match inside {
        Construct::Expression => ("In this expression", "这个算式里"),
        Construct::CheckHead => ("In front of the colon of this rule", "这条规则的冒号前面"),
        Construct::LetHead => ("In this `@let`", "这个“@设”里"),
        Construct::AllowHead => ("In this `@allow`", "这个“@例外”里"),
        Construct::TableHead => ("On the line of this table", "这个表的首行"),
        Construct::ImportHead => ("On this `@import` line", "“@引入”这一行"),
        Construct::Declaration => ("On this line", "这一行里"),
        Construct::UnitLine => ("In this unit", "这个计量单位里"),
        Construct::PriorLine => ("In this figure of last year", "这个上年数据里"),
        Construct::FieldLine => ("In this field", "这个填报项里"),
        Construct::Format => ("Behind `as`", "“记为”后面"),
        Construct::Period => ("Behind `@period`", "“@期间”后面"),
        Construct::Unit => ("Behind `@unit`", "“@单位”后面"),
        Construct::Accept => ("Behind `@accept`", "“@可填”后面"),
        Construct::Severity => ("Behind `@severity`", "“@级别”后面"),
        Construct::Status => ("Behind `@status`", "“@状态”后面"),
        Construct::Blank => ("Behind `@blank`", "“@空白”后面"),
        Construct::Chart => ("Behind `@chart`", "“@图”后面"),
        Construct::RuleName => ("Behind `@name`", "“@名称”后面"),
        Construct::Label => ("Here", "这里"),
    }
}

/// What could stand there, in words.
fn listed(expected: ExpectedSet, found: bool, inside: Construct) -> (String, String) {
    let has = |one| expected.has(one);
    let closing = has(Expected::CloseParen) || has(Expected::CloseBracket);
    let before_colon = matches!(inside, Construct::CheckHead | Construct::AllowHead);
    let words: Vec<_> = expected
        .iter()
        .filter(|one| match one {
            // Where an operand may stand, a name is one.
            Expected::Name | Expected::Number => !has(Expected::Operand) && !has(Expected::Unit),
            // At the end it is the bracket that was forgotten.
            Expected::Operator | Expected::Comma => found || !closing,
            _ => true,
        })
        .map(|one| if before_colon && one == Expected::End { Expected::Colon } else { one })
        .map(word)
        .collect();
    let join = |parts: Vec<&str>, comma: &str, or: &str| match parts.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{}{or}{last}", rest.join(comma)),
        None => String::new(),
    };
    (
        join(words.iter().map(|word| word.0).collect(), ", ", " or "),
        join(words.iter().map(|word| word.1).collect(), "、", "或"),
    )
}

const fn word(expected: Expected) -> (&'static str, &'static str) {
    match expected {
        Expected::Operand => ("a name or a number", "名称或数字"),
        Expected::Name => ("a name", "名称"),
        Expected::Quoted => ("a text in quotes", "引号里的文字"),
        Expected::Number => ("a number", "数字"),
        Expected::Operator => ("a sign such as `+` or `=`", "运算符号（如 + 或 =）"),
        Expected::Comma => ("a comma", "逗号"),
        Expected::Colon => ("a colon", "冒号"),
        Expected::Equals => ("`=`", "“=”"),
        Expected::OpenParen => ("`(`", "“(”"),
        Expected::CloseParen => ("`)`", "“)”"),
        Expected::CloseBracket => ("`]`", "“]”"),
        Expected::Absent => ("`n/a`, `blank` or `missing`", "不适用、空白或缺失"),
        Expected::Unit => ("a unit", "单位"),
        Expected::Period => ("a period such as `2024` or `2026-Q2`", "期间（如 2024 或 2026-Q2）"),
        Expected::Level => ("`error`, `warning`, `hint` or `off`", "错误、警告、提醒或关闭"),
        Expected::Status => ("`draft` or `final`", "草稿或定稿"),
        Expected::Blank => ("`error`, `zero`, `unknown` or `n/a`", "错误、零、未知或不适用"),
        Expected::Chart => ("`bars`, `lines` or `shares`", "柱状、折线或占比"),
        Expected::Mark => ("a mark such as `n/a` or `<1`", "可填的内容（如 n/a 或 <1）"),
        Expected::MonthDay => ("a month and a day such as `09-30`", "月和日（如 09-30）"),
        Expected::Each => ("`for each`", "“逐”"),
        Expected::End => ("the end of the line", "行尾"),
    }
}

/// An example of what to type, where one helps.
fn example(expected: ExpectedSet, inside: Construct) -> Option<Message> {
    let (english, chinese) = match inside {
        Construct::CheckHead => ("@check K1 for each column: a + b = c", "@核对 K1 逐列：甲 + 乙 = 丙"),
        Construct::LetHead => ("@let name = a + b", "@设 名称 = 甲 + 乙"),
        Construct::AllowHead => ("@allow K6 at T[row, column]: reason", "@例外 K6 在 表[行, 列]：理由"),
        Construct::TableHead => ("@table name \"label\"", "@表 名称 \"标签\""),
        Construct::ImportHead => ("@import bodies from files/*.xfoot", "@引入 下级 自 文件夹/*.xfoot"),
        Construct::UnitLine => ("10k = 10000 visits", "万次 = 10000 次"),
        Construct::PriorLine => ("T[row, column] = 63", "表[行, 列] = 63"),
        Construct::FieldLine => ("level: county", "层级：县级政府"),
        Construct::Format => ("as 0.0%", "记为 0.0%"),
        Construct::Chart => ("@chart bars: Total, offices.*", "@图 柱状：合计、科室.*"),
        Construct::Declaration if expected.has(Expected::Name) => ("name \"label\"", "名称 \"标签\""),
        Construct::Label => ("\"label\"", "\"标签\""),
        _ => return None,
    };
    Some(Message::new(format!("Type it so: `{english}`."), format!("请这样写：{chinese}。")))
}
