//! The threads that work on the files of a fleet.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::progress::Progress;

/// The stack of each thread: what the main thread usually has.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Does the work for each of `count` files by its number; each thread prepares itself once. Work breaks off where the
/// others are no longer worth doing.
pub(in crate::cli) fn work<T>(
    count: usize,
    jobs: Option<NonZeroUsize>,
    progress: &Progress,
    prepare: impl Fn() -> T + Sync,
    work: impl Fn(&T, usize) -> ControlFlow<()> + Sync,
) {
    let next = AtomicUsize::new(0);
    let run = || {
        let prepared = prepare();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                break;
            }
            if work(&prepared, index).is_break() {
                next.store(count, Ordering::Relaxed);
            }
            progress.step();
        }
    };
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get).min(count);
    thread::scope(|scope| {
        // The scope passes a panic on. Where there is no room for a thread, the others do its work.
        let start = || thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run).is_ok();
        let started = (0..jobs).filter(|_| start()).count();
        if started == 0 {
            run();
        }
    });
    progress.finish();
}
