//! Several files at a time, one after another.

use std::{
    collections::BTreeMap,
    io,
    num::NonZero,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// Does something with each file, with so many at a time, and hands on what came of it in the order of the files.
pub fn each<T: Send>(
    files: &[PathBuf],
    jobs: Option<u16>,
    one: impl Fn(&Path) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let jobs = match jobs {
        _ if files.len() < 2 => 1,
        Some(jobs) => usize::from(jobs),
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    if jobs == 1 {
        return files.iter().try_for_each(|path| take(one(path)));
    }
    let next = AtomicUsize::new(0);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.min(files.len()) {
            let (sender, next, one) = (sender.clone(), &next, &one);
            scope.spawn(move || {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = files.get(nth) else { break };
                    // Nobody listens any more once the output is closed.
                    if sender.send((nth, one(path))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut turn = 0;
        for (nth, result) in results {
            early.insert(nth, result);
            while let Some(result) = early.remove(&turn) {
                take(result)?;
                turn += 1;
            }
        }
        Ok(())
    })
}
