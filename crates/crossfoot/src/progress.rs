//! How far a long run has come: a line on a terminal that is gone when the run ends.

use std::{
    env,
    ffi::OsStr,
    io::{self, IsTerminal, Stderr, Write},
    time::{Duration, Instant},
};

use crossfoot_source::Lang;

/// A run that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// The line is written anew no more often.
const PAUSE: Duration = Duration::from_millis(100);
/// Back to the beginning of the line, and erase it (ECMA-48: Erase in Line).
const ERASE: &str = "\r\x1b[2K";

/// The line, on standard error.
pub struct Progress<W: Write = Stderr> {
    out: W,
    lang: Lang,
    total: usize,
    done: usize,
    /// When it may next be written; `None` for never.
    next: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    /// A run over so many files; one that is quiet, or whose standard error is no terminal, shows nothing.
    pub fn new(total: usize, quiet: bool, lang: Lang) -> Self {
        let out = io::stderr();
        let can_erase = out.is_terminal() && env::var_os("TERM").as_deref() != Some(OsStr::new("dumb"));
        let next = (can_erase && !quiet).then(|| Instant::now() + PATIENCE);
        Self { out, lang, total, done: 0, next, is_shown: false }
    }
}

impl<W: Write> Progress<W> {
    /// One more file is done.
    pub fn one_more(&mut self) {
        self.done += 1;
        if let Some(next) = self.next
            && self.done < self.total
            && next <= Instant::now()
        {
            self.next = Some(Instant::now() + PAUSE);
            self.is_shown = true;
            let (done, total) = (self.done, self.total);
            let line = match self.lang {
                Lang::En => format!("{ERASE}{done} of {total} files"),
                Lang::Zh => format!("{ERASE}{total}个文件，已核对{done}个"),
            };
            self.write(&line);
        }
    }

    /// Takes the line away, so that something else can be written.
    pub fn hide(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            self.write(ERASE);
        }
    }

    fn write(&mut self, text: &str) {
        // Nobody need see it.
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.hide();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written while three files are done, each a while after the other.
    fn written(next: Option<Instant>, pause: Duration) -> String {
        let mut out = Vec::new();
        let mut progress =
            Progress { out: &mut out, lang: Lang::En, total: 3, done: 0, next, is_shown: false };
        for _ in 0..3 {
            progress.one_more();
            std::thread::sleep(pause);
        }
        drop(progress);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn a_long_run_shows_a_line_and_takes_it_away() {
        let now = Some(Instant::now());
        assert_eq!(written(now, PAUSE), "\r\x1b[2K1 of 3 files\r\x1b[2K2 of 3 files\r\x1b[2K");
        assert_eq!(written(now, Duration::ZERO), "\r\x1b[2K1 of 3 files\r\x1b[2K", "not too often");
    }

    #[test]
    fn a_short_run_shows_nothing() {
        assert_eq!(written(Some(Instant::now() + PATIENCE), Duration::ZERO), "");
        assert_eq!(written(None, Duration::ZERO), "");
    }
}
