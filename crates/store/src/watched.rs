//! Long work of SQLite that can be watched and stopped.

use std::{
    ffi::c_int,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use rusqlite::Connection;

use crate::error::StoreError;

/// Runs `work` on a thread of its own and calls `tick` here with the number of turns so far, a turn being `every` steps
/// of SQLite's own. When `tick` returns false the work is interrupted and fails.
///
/// SQLite calls back only something that outlives the connection; a channel does, a borrowed closure does not.
pub fn watched<T: Send>(
    connection: &mut Connection,
    every: c_int,
    tick: &mut dyn FnMut(u64) -> bool,
    work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send,
) -> Result<T, StoreError> {
    let (turn, turns) = mpsc::channel();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    connection.progress_handler(
        every,
        Some(move || {
            let _ = turn.send(());
            stopped.load(Ordering::Relaxed)
        }),
    )?;
    thread::scope(|scope| {
        let working = scope.spawn(|| work(Unwatched(connection).0));
        for (count, ()) in (1..).zip(turns) {
            if !tick(count) {
                stop.store(true, Ordering::Relaxed);
            }
        }
        working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Takes the callback away at the end, and with it the sender: then the turns end.
struct Unwatched<'a>(&'a mut Connection);

impl Drop for Unwatched<'_> {
    fn drop(&mut self) {
        let _ = self.0.progress_handler(0, None::<fn() -> bool>);
    }
}

/// How much of `expected` turns is done, as far as can be said: it never says all.
pub fn guess(turns: u64, expected: u64) -> f32 {
    let percent = turns.saturating_mul(100).checked_div(expected).unwrap_or(99).min(99);
    f32::from(u8::try_from(percent).unwrap_or(99)) / 100.0
}
