//! `@follows` a template that is not to be found.

use crossfoot_model::{ProblemKind, Sought};
use crossfoot_source::{Message, Rule, Severity};

use crate::{context::Context, found::Found};

pub static RULE: Rule =
    Rule { name: "unknown-template", severity: Severity::Error, docs: include_str!("unknown_template.md") };

pub fn find(cx: &Context<'_, '_>, out: &mut Vec<Found>) {
    for problem in cx.problems() {
        let ProblemKind::UnknownName { sought: Sought::Template, .. } = &problem.kind else { continue };
        let typed = cx.typed(problem.place);
        let message = Message::new(
            format!("There is no template “{typed}”, so little of this report can be checked."),
            format!("找不到模板“{typed}”，这份报告的大部分内容无法核对。"),
        );
        out.push(Found::new(&RULE, problem.place, message).help(
            "Type the name or the title of a template that comes with Crossfoot, or the path of its file beside the report.",
            "请填自带模板的名称或标题，或者模板文件相对于本报告的路径。",
        ));
    }
}
