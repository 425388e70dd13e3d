//! Progress: a line on the terminal with how many rows are done, how fast they come and how long
//! it will take.

use std::io::IsTerminal as _;
use std::sync::atomic::Ordering;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::complain;
use crate::responses::Extent;

/// The line is drawn so often a second at most.
const RATE: u8 = 5;

/// Progress of a run; nothing is shown where nobody looks.
pub(crate) struct Progress {
    bar: ProgressBar,
    extent: Extent,
    scored: u64,
}

impl Progress {
    /// Shows progress if standard error is a terminal, unless the results are written to it as well.
    pub(crate) fn new(extent: Extent, results_are_shown: bool) -> Self {
        let is_shown = std::io::stderr().is_terminal() && !results_are_shown;
        let length = match extent {
            Extent::Bytes(length, _) => Some(length),
            Extent::Rows(rows) => Some(rows),
            Extent::Unknown => None,
        };
        let target = if is_shown {
            ProgressDrawTarget::stderr_with_hz(RATE)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(length, target);
        let template = match length {
            Some(_) => "{msg}, {wide_bar} {percent} %, {left} left",
            None => "{msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            let left = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // What can't be written to a line in memory is no reason to end.
                let _ = write!(out, "{}", duration(state.eta()));
            };
            bar.set_style(style.progress_chars("=> ").with_key("left", left));
        }
        Self {
            bar,
            extent,
            scored: 0,
        }
    }

    /// So many more are scored.
    pub(crate) fn add(&mut self, scored: u64) {
        self.scored += scored;
        if !self.bar.is_hidden() {
            let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
            let rate = (self.scored as f64 / seconds) as u64;
            let message = format!("{} rows, {} a second", grouped(self.scored), grouped(rate));
            self.bar.set_message(message);
        }
        match &self.extent {
            Extent::Bytes(_, read) => self.bar.set_position(read.load(Ordering::Relaxed)),
            Extent::Rows(_) => self.bar.set_position(self.scored),
            Extent::Unknown => self.bar.tick(),
        }
    }

    /// Prints a message above the line.
    pub(crate) fn complain(&self, message: &str) {
        self.bar.suspend(|| complain(message));
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A duration as minutes and seconds, or hours and minutes.
fn duration(left: Duration) -> String {
    let seconds = left.as_secs();
    if seconds < 60 {
        format!("{seconds} s")
    } else if seconds < 3600 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{} h {} min", seconds / 3600, seconds % 3600 / 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_read() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(duration(Duration::from_secs(59)), "59 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 5 s");
        assert_eq!(duration(Duration::from_secs(3725)), "1 h 2 min");
    }
}
