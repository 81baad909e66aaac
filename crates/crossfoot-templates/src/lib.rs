//! The templates shipped with the binary, written in the language itself.

/// A template as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// What `@follows` names: `cn/open-gov-2021`.
    pub name: &'static str,
    /// The display title, which `@follows` takes as well.
    pub title: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// Every shipped template.
pub const ALL: &[Template] = &[Template {
    name: "cn/open-gov-2021",
    title: "政府信息公开工作年度报告（2021年格式）",
    text: include_str!("../templates/cn/open-gov-2021.xfoot"),
}];

/// The template with this name or display title.
pub fn find(name_or_title: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.name == name_or_title || template.title == name_or_title)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::ALL;

    /// Names and titles share one namespace, and are the ones that stand in the files.
    #[test]
    fn names_are_unique() {
        let mut seen = HashSet::new();
        for template in ALL {
            assert!(seen.insert(template.name), "{} is there twice", template.name);
            assert!(seen.insert(template.title), "{} is there twice", template.title);
            let head = format!("@模板 {} {}\n", template.name, template.title);
            assert!(template.text.contains(&head), "{} has another head", template.name);
        }
    }
}
