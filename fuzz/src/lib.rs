//! The fuzz targets, and what one input may take of time and memory.

mod targets;

use std::time::{Duration, Instant};

pub use targets::*;

/// What one input may take: the time, and the memory that the process has ever had.
const MOST_TIME: Duration = Duration::from_secs(2);
const MOST_MEMORY_KIB: u64 = 512 * 1024;

/// Runs a target, and fails where one input takes more than it may: a bound of work that is missing shows here first.
///
/// # Panics
/// Beyond the budget.
pub fn within_budget(target: Target, input: &[u8]) {
    let start = Instant::now();
    target(input);
    let taken = start.elapsed();
    assert!(taken <= MOST_TIME, "{} bytes took {taken:?}", input.len());
    let peak = peak_memory_kib();
    assert!(peak <= MOST_MEMORY_KIB, "{} bytes took {peak} KiB", input.len());
}

/// The most memory that the process has had, where the system tells.
fn peak_memory_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or_default()
}
