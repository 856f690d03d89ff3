//! Room on the stack for what may go deep.

use std::thread;

/// Room for a value as deep as a template can make it with all its steps: a list in a list, over and over. A stack
/// takes no memory until it is used.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Does the work on a thread with a large stack, or here if the system gives none.
pub(super) fn with_room<T: Send>(mut work: impl FnMut() -> T + Send) -> T {
    let done = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, &mut work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    done.unwrap_or_else(work)
}
