//! Steps in one line each, and the commands that they run.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What a command printed, standard output and errors in the order they came.
#[derive(Debug)]
pub(crate) struct Output {
    /// Both streams.
    pub(crate) text: String,
    /// Whether the command said that all went well.
    pub(crate) success: bool,
}

/// Carries out steps and reports on them.
#[derive(Debug)]
pub(crate) struct Runner {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    verbose: bool,
}

impl Runner {
    /// A runner for the workspace in `root`.
    pub(crate) fn new(root: PathBuf, verbose: bool) -> Self {
        Self { root, verbose }
    }

    /// A path below the workspace's folder.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Does one step: says what it is, then how long it took.
    pub(crate) fn step<T>(&self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        print!("{what} … ");
        if self.verbose {
            println!();
        }
        flush();
        let start = Instant::now();
        match work() {
            Ok(value) => {
                println!("{}", seconds(start.elapsed()));
                Ok(value)
            }
            Err(error) => {
                println!("failed after {}", seconds(start.elapsed()));
                Err(error)
            }
        }
    }

    /// Runs a command in the workspace's folder and returns what it printed, whatever it says.
    pub(crate) fn capture(&self, command: &mut Command) -> Result<Output> {
        let line = shown(command);
        if command.get_current_dir().is_none() {
            command.current_dir(&self.root);
        }
        if self.verbose {
            println!("$ {line}");
        }
        let (mut reader, writer) = std::io::pipe().context("no pipe")?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(writer.try_clone().context("no pipe")?)
            .stderr(writer)
            .spawn()
            .with_context(|| format!("`{line}` could not be started"))?;
        // The command holds the pipe's other end: reading would never end while it keeps it.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut bytes = Vec::new();
        let mut chunk = [0; 8192];
        loop {
            let count = reader
                .read(&mut chunk)
                .with_context(|| format!("the output of `{line}` could not be read"))?;
            if count == 0 {
                break;
            }
            bytes.extend_from_slice(&chunk[..count]);
            if self.verbose {
                // A closed terminal is no reason to stop the command.
                let _ = std::io::stdout().write_all(&chunk[..count]);
                flush();
            }
        }
        let status = child
            .wait()
            .with_context(|| format!("`{line}` was lost sight of"))?;
        Ok(Output {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            success: status.success(),
        })
    }

    /// Runs a command; where it fails, its output is shown and that is an error.
    pub(crate) fn run(&self, command: &mut Command) -> Result<String> {
        let output = self.capture(command)?;
        if !output.success {
            self.show(&output.text);
            bail!("`{}` failed", shown(command));
        }
        Ok(output.text)
    }

    /// Shows what a command printed, unless it was shown while it ran.
    pub(crate) fn show(&self, text: &str) {
        if !self.verbose {
            println!("\n{}", text.trim_end());
        }
    }
}

/// A cargo command: the cargo that runs this one.
pub(crate) fn cargo() -> Command {
    builder(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A command that builds a package, or runs what does.
pub(crate) fn builder(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    // Of this package, not of the one that is to be built.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name);
        }
    }
    command
}

/// The packages of the workspace in two parts that are compiled one after the other. `cargo xtask`
/// itself is compiled without the features that the others want of crates they share; compiled
/// together with them, it would be built a second time, with all of wasm-bindgen.
pub(crate) const SELECTIONS: [&[&str]; 2] = [
    &["--workspace", "--exclude=xtask", "--all-features"],
    &["--package=xtask"],
];

/// A command as one would type it, shortened.
fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let mut line = program
        .rsplit('/')
        .next()
        .unwrap_or(program.as_ref())
        .to_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    if line.chars().count() > 160 {
        line = line.chars().take(159).chain(['…']).collect();
    }
    line
}

/// A duration as a reader wants it.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// Shows what was printed so far; without a terminal there is nobody to show it to.
pub(crate) fn flush() {
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner() -> Runner {
        Runner::new(std::env::temp_dir(), false)
    }

    #[test]
    fn both_streams_are_captured_and_failure_is_an_error() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; exit 3"]);
        let output = runner().capture(&mut command).unwrap();
        assert_eq!(output.text, "one\ntwo\n");
        assert!(!output.success);
        let error = runner().run(&mut command).unwrap_err().to_string();
        assert!(error.starts_with("`sh -c echo one"), "{error}");
        let missing = runner().run(&mut Command::new("no-such-command-here"));
        assert!(
            missing
                .unwrap_err()
                .to_string()
                .contains("could not be started")
        );
    }

    #[test]
    fn durations_are_readable() {
        assert_eq!(seconds(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}
