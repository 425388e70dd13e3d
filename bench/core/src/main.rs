//! Prints what is measured and how many nanoseconds each takes natively, as JSON:
//!
//! ```text
//! cargo run --release -p core-bench <compiled catalogue>
//! ```

#![allow(clippy::disallowed_methods, reason = "this measures, natively")]

use std::error::Error;
use std::time::{Duration, Instant};

use core_bench::{WHAT, Work};

/// A round takes at least so long, so that the clock's steps don't count.
const ROUND: Duration = Duration::from_millis(5);
const ROUNDS: u32 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1);
    let path = path.ok_or("the path of a compiled catalogue is missing")?;
    let work = Work::new(std::fs::read(path)?)?;
    let lines: Vec<_> = WHAT
        .iter()
        .enumerate()
        .map(|(what, name)| {
            let nanoseconds = nanoseconds(|times| work.run(what, times));
            format!(r#"{{"what":"{name}","native":{nanoseconds:.1}}}"#)
        })
        .collect();
    println!("[{}]", lines.join(","));
    Ok(())
}

/// How long once takes: the best of many rounds, for what else the machine does only ever adds.
fn nanoseconds(run: impl Fn(u32)) -> f64 {
    let round = |times| {
        let start = Instant::now();
        run(times);
        start.elapsed()
    };
    let mut times = 1;
    while round(times) < ROUND {
        times *= 2;
    }
    let best = (0..ROUNDS).map(|_| round(times)).min().unwrap_or_default();
    best.as_nanos() as f64 / f64::from(times)
}
