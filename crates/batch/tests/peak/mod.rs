//! The most memory that a test program ever had; what is measured so has a program of its own.

/// The most memory that this process ever had, in KiB.
pub(crate) fn kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
