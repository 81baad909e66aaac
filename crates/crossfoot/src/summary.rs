//! The line at the end that sums up.

use crossfoot_check::Summary;
use crossfoot_source::Lang;

use crate::shown::one_line;

/// What a run has come to.
#[derive(Default)]
pub struct Total {
    files: u32,
    summary: Summary,
}

impl Total {
    /// Counts a file in.
    pub fn add(&mut self, one: &Summary) {
        self.files += 1;
        let sum = &mut self.summary;
        sum.figures += one.figures;
        sum.tables += one.tables;
        sum.agrees += one.agrees;
        sum.within_rounding += one.within_rounding;
        sum.differs += one.differs;
        sum.explained += one.explained;
        sum.does_not_apply += one.does_not_apply;
        sum.not_checkable += one.not_checkable;
        sum.errors += one.errors;
        sum.warnings += one.warnings;
        sum.hints += one.hints;
    }

    /// The sum over all files.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Is there an error or a warning?
    pub fn has_failed(&self) -> bool {
        self.summary.errors + self.summary.warnings > 0
    }

    /// Was it only one file?
    pub fn is_one_file(&self) -> bool {
        self.files == 1
    }

    /// `report.xfoot: 228 figures, 57 rules hold, 14 do not apply, 9 not checkable; no findings`
    pub fn line(&self, name: Option<&str>, lang: Lang) -> String {
        // Where no file could be read, that has been said.
        if self.files == 0 {
            return String::new();
        }
        let name = name.map(one_line);
        match (lang, name) {
            (Lang::En, Some(name)) => format!("{name}: {}; {}\n", self.checked_en(), self.found_en()),
            (Lang::En, None) => {
                format!("{}: {}; {}\n", plural(self.files, "file"), self.checked_en(), self.found_en())
            }
            (Lang::Zh, Some(name)) => format!("{name}：{}；{}\n", self.checked_zh(), self.found_zh()),
            (Lang::Zh, None) => format!("{}个文件：{}；{}\n", self.files, self.checked_zh(), self.found_zh()),
        }
    }

    fn checked_en(&self) -> String {
        let sum = &self.summary;
        let hold = sum.agrees + sum.within_rounding;
        let hold = format!("{} hold{}", plural(hold, "rule"), if hold == 1 { "s" } else { "" });
        let mut parts = vec![plural(sum.figures, "figure"), hold];
        parts.extend(some(sum.differs, |count| {
            format!("{count} {}", if count == 1 { "does not" } else { "do not" })
        }));
        parts.extend(some(sum.explained, |count| format!("{count} explained")));
        parts.extend(some(sum.does_not_apply, |count| {
            format!("{count} {} not apply", if count == 1 { "does" } else { "do" })
        }));
        parts.extend(some(sum.not_checkable, |count| format!("{count} not checkable")));
        parts.join(", ")
    }

    fn checked_zh(&self) -> String {
        let sum = &self.summary;
        let mut parts =
            vec![format!("{}个数", sum.figures), format!("{}条规则成立", sum.agrees + sum.within_rounding)];
        parts.extend(some(sum.differs, |count| format!("{count}条不成立")));
        parts.extend(some(sum.explained, |count| format!("{count}条不成立而有说明")));
        parts.extend(some(sum.does_not_apply, |count| format!("{count}条不适用")));
        parts.extend(some(sum.not_checkable, |count| format!("{count}条无法核对")));
        parts.join("，")
    }

    fn found_en(&self) -> String {
        let counts = [
            (self.summary.errors, "error"),
            (self.summary.warnings, "warning"),
            (self.summary.hints, "hint"),
        ];
        let parts: Vec<String> =
            counts.into_iter().filter_map(|(count, word)| some(count, |count| plural(count, word))).collect();
        if parts.is_empty() { String::from("no findings") } else { parts.join(", ") }
    }

    fn found_zh(&self) -> String {
        let counts =
            [(self.summary.errors, "错误"), (self.summary.warnings, "警告"), (self.summary.hints, "提醒")];
        let parts: Vec<String> = counts
            .into_iter()
            .filter_map(|(count, word)| some(count, |count| format!("{count}个{word}")))
            .collect();
        if parts.is_empty() { String::from("没有发现问题") } else { parts.join("，") }
    }
}

fn some(count: u32, say: impl FnOnce(u32) -> String) -> Option<String> {
    (count > 0).then(|| say(count))
}

fn plural(count: u32, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
