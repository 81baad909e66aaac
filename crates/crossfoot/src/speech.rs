//! In which language, and in which colours, people are spoken to.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
};

use crossfoot_source::{Lang, Message, Severity};

use crate::{
    args::{Color, Speech},
    shown::one_line,
};

/// The language asked for, else the locale's.
pub fn lang(speech: &Speech) -> Lang {
    if let Some(tongue) = speech.lang {
        return tongue.into();
    }
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_string_lossy().to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Says on standard error what went wrong, other than with figures.
pub fn complain(why: &Message, lang: Lang) {
    // If nobody reads that either, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "crossfoot: {}", one_line(why.in_lang(lang)));
}

/// Writes text in colours, or does not.
#[derive(Clone, Copy)]
pub struct Paint {
    pub on: bool,
}

impl Paint {
    /// Decides for an output of which it is known whether it is a terminal.
    pub fn new(speech: &Speech, terminal: bool) -> Self {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let on = match speech.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto
                if set("CLICOLOR_FORCE")
                    && env::var_os("CLICOLOR_FORCE").as_deref() != Some(OsStr::new("0")) =>
            {
                true
            }
            Color::Auto => terminal && env::var_os("TERM").as_deref() != Some(OsStr::new("dumb")),
        };
        Self { on }
    }

    pub fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("1;31", text),
            Severity::Warning => self.with("1;33", text),
            Severity::Hint => self.with("1;36", text),
        }
    }

    pub fn strong(self, text: &str) -> String {
        self.with("1", text)
    }

    pub fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    pub fn code(self, text: &str) -> String {
        self.with("36", text)
    }

    /// `style` is what stands between `ESC [` and `m` (ECMA-48, Select Graphic Rendition).
    fn with(self, style: &str, text: &str) -> String {
        if self.on { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
