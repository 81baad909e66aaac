//! Other files are named, and this version does not read them.

use crossfoot_model::ProblemKind;
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "not-opened", severity: Severity::Hint, docs: include_str!("not_opened.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::NotOpened { others, constraints } = &problem.kind else { continue };
        let (files, rules) = (others.len() + 1, *constraints);
        let are = if files == 1 { "file is" } else { "files are" };
        let need = if rules == 1 { "rule needs" } else { "rules need" };
        let (so_en, so_zh) = match rules {
            0 => (String::new(), String::new()),
            _ => (
                format!("; {rules} {need} what is in there and cannot be checked"),
                format!("；有{rules}条规则要用其中的数，没有核对"),
            ),
        };
        let message = Message::new(
            format!("{files} other {are} named in this report and not opened by this version{so_en}."),
            format!("本报告提到{files}个别的文件，本版本还不能打开{so_zh}。"),
        );
        let mut found = Found::new(&RULE, problem.place, message).help(
            "Nothing has to be done. Figures of last year can be stated beneath `@prior 2023`.",
            "不必处理。上年的数可以写在“@上年 2023”下面。",
        );
        for other in others {
            found = found.related(*other, Message::new("another file", "另一个文件"));
        }
        out.push(found);
    }
}
