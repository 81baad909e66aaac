//! The lines of a skeleton while it is written: some of them will be comments.

/// Text, of each line of which it is known whether it is optional.
#[derive(Clone, Default)]
pub(super) struct Lines {
    text: String,
    is_optional: Vec<bool>,
    /// Is what is written now optional?
    pub optional: bool,
}

impl From<&str> for Lines {
    fn from(text: &str) -> Self {
        let mut lines = Self::default();
        text.lines().for_each(|line| lines.push(line));
        lines
    }
}

impl Lines {
    /// Adds a line.
    pub fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
        self.is_optional.push(self.optional);
    }

    /// Adds a line that is a comment anyway.
    pub fn comment(&mut self, text: &str) {
        self.push(&format!("// {text}"));
    }

    /// Ends a block.
    pub fn blank_line(&mut self) {
        self.push("");
    }

    /// What is written, with what is optional as if it were wanted.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with every optional line made a comment, indented as it was.
    pub fn with_comments(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + 256);
        for (line, optional) in self.text.lines().zip(&self.is_optional) {
            let bare = line.trim_start();
            if *optional && !bare.is_empty() && !bare.starts_with("//") {
                let indent = line.strip_suffix(bare).unwrap_or_default();
                out.push_str(&format!("{indent}// {bare}\n"));
            } else {
                out.push_str(line);
                out.push('\n');
            }
        }
        out
    }
}
