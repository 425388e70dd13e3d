//! What was asked for on the command line.

use std::path::PathBuf;

use lexopt::prelude::*;

use crate::bench;
use crate::build::{Mode, Plan};
use crate::release;
use crate::test;

/// The text of `--help`.
pub(crate) const HELP: &str = "\
The developer's commands of skill-check. Each installs what it lacks, and says so.

Usage: cargo xtask <command> [options]

Commands:
  serve   Build what visitors get, without packages and the page for authors, and serve the standalone page
          on 127.0.0.1:8080
            --dev       unoptimised, with the pages for development; rebuilds on change
            --port N    another port; 0 takes a free one
  build   The production build into dist/, with a table of its sizes
            --dev       unoptimised, with the pages for development
            --stable    by what is stable in the compiler alone: a first visit of 15 kB more, for a
                        compiler that no longer has what the build takes else
            --catalogues DIR   the catalogues in another folder than catalogues/; the first by
                               name is the default, unless there is one called social-media
            --out DIR          into another folder than dist/
  wheel   The Python package into target/wheels/, and into target/tools/python
  package The author's command into target/package/, as it is published: with the built widget, which
          goes to crates/cli/widget/, too; unpacks, builds and tries it in a folder away from here
  release All that somebody takes who has no Rust into target/release-files/: archives of the build and of
          the command, packages for npm, WordPress and Python, their sums, licences and bills of materials
            --check     unpacks and runs what lies there, without Rust
            --twice     makes it of the commit once more, in a clone, and compares
  site    The page of docs/ with the build beside it into target/site/, for any static host
  lint    Formatting, clippy for host and browser, the catalogues, the rules of the house
  contract
          Writes what follows from contract/element.toml: constants, types, descriptions, tables
  frameworks
          Builds an application with each framework of docs/frameworks.md, runs it to a result, and writes
          the table there; installs about 700 MB with npm into target/frameworks
  bench   Measures the widget beside others, in one run; writes tables to target/bench/
            --quick     the floor and ours, three loads and one check of each: to look, in some 3 minutes if the
                        widget is compiled
            --runs N    how often each loads (default 9); a third of it for the rest
            --only A,B  these contenders only: vanilla, preact, qwik, surveyjs, surveyjs-2, rjsf, formio,
                        skill-check, skill-check-drawn, skill-check-all
            --parts A,B these parts only: transfer, load, reading, interaction, scale, core
  test    Everything: lint, native tests, the Python package, build, tests in a real browser
            NAME        the tests of this file alone, or those with this in their name
            --long      fuzzing, wide sweeps and the stable build, too: about an hour more; notes that it
                        has passed
  reproduce   Builds the last commit in two clones, in two folders, and compares them byte by byte
  audit   The licences and sources of all crates by cargo-deny, and what is known against them, which
          needs the network; the policy is deny.toml

Options:
  --verbose    Show the output of every command that is run
  --help       Show this text

Environment:
  CHROME          the Chromium or Chrome to test with (default: chromium, installed by apt)
  CHROMEDRIVER    its driver, of the same version (default: chromedriver, installed by apt)
";

/// The port of `serve`.
const PORT: u16 = 8080;

/// One of the commands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Show the help.
    Help,
    /// Build into a folder.
    Build(Plan),
    /// Build and serve.
    Serve {
        /// Unoptimised, and again on each change.
        dev: bool,
        /// The port to listen on.
        port: u16,
    },
    /// Measure.
    Bench(bench::Plan),
    /// Try the npm package in frameworks.
    Frameworks,
    /// Write what follows from the contract.
    Contract,
    /// Check without running.
    Lint,
    /// Check everything, or some of it.
    Test(test::Plan),
    /// Build twice and compare.
    Reproduce,
    /// Check the dependencies.
    Audit,
    /// Build the Python package.
    Wheel,
    /// Pack the author's command, and try what was packed.
    Package,
    /// Make a release, or see to one.
    Release(release::Plan),
    /// Put the live page together.
    Site,
}

/// The command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// What to do.
    pub(crate) command: Command,
    /// Show the output of what is run.
    pub(crate) verbose: bool,
}

/// Reads the command line; whatever is not known is an error.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Arguments, lexopt::Error> {
    let mut name: Option<String> = None;
    let (mut dev, mut port, mut verbose, mut help) = (false, None, false, false);
    let (mut catalogues, mut out, mut stable) = (None, None, false);
    let mut release = release::Plan::Make;
    let (mut tests, mut long) = (None, false);
    let mut bench = bench::Asked::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if name.is_none() => name = Some(value.string()?),
            Value(value) if name.as_deref() == Some("test") && tests.is_none() => {
                tests = Some(value.string()?);
            }
            Long("long") => long = true,
            Long("dev") => dev = true,
            Long("stable") => stable = true,
            Long("port") => port = Some(parser.value()?.parse::<u16>()?),
            Long("catalogues") => catalogues = Some(PathBuf::from(parser.value()?)),
            Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Long("check") => release = release::Plan::Check,
            Long("twice") => release = release::Plan::Twice,
            Long("quick") => bench.is_quick = true,
            Long("runs") => bench.runs = Some(parser.value()?.parse::<u32>()?),
            Long("only") => bench.only = Some(parser.value()?.string()?),
            Long("parts") => bench.parts = Some(parser.value()?.string()?),
            Long("verbose") | Short('v') => verbose = true,
            Long("help") | Short('h') => help = true,
            other => return Err(other.unexpected()),
        }
    }
    let command = match name.as_deref() {
        _ if help => Command::Help,
        None => return Err("no command is given; `cargo xtask --help` lists them".into()),
        Some("help") => Command::Help,
        Some("build") => Command::Build(Plan {
            mode: mode(dev, std::mem::take(&mut stable))?,
            catalogues: catalogues.take(),
            out: out.take(),
        }),
        Some("serve") => Command::Serve {
            dev,
            port: port.unwrap_or(PORT),
        },
        Some("bench") => Command::Bench(bench::Plan::new(&std::mem::take(&mut bench))?),
        Some("frameworks") => Command::Frameworks,
        Some("contract") => Command::Contract,
        Some("lint") => Command::Lint,
        Some("test") => Command::Test(test::Plan::new(tests.take(), long)?),
        Some("reproduce") => Command::Reproduce,
        Some("audit") => Command::Audit,
        Some("wheel") => Command::Wheel,
        Some("package") => Command::Package,
        Some("release") => Command::Release(release),
        Some("site") => Command::Site,
        Some(other) => {
            return Err(
                format!("there is no command `{other}`; `cargo xtask --help` lists them").into(),
            );
        }
    };
    let given = [
        dev,
        port.is_some(),
        catalogues.is_some() || out.is_some() || stable,
        release != release::Plan::Make,
        long,
        bench.is_given(),
    ];
    if let Some(message) = misplaced(&command, given) {
        return Err(message.into());
    }
    Ok(Arguments { command, verbose })
}

/// What `build` makes.
fn mode(dev: bool, stable: bool) -> Result<Mode, &'static str> {
    match (dev, stable) {
        (true, true) => Err("`--stable` is for visitors, `--dev` isn't"),
        (true, false) => Ok(Mode::Dev),
        (false, true) => Ok(Mode::Stable),
        (false, false) => Ok(Mode::Production),
    }
}

/// What is wrong with the options that are left, if a command is given one that isn't its own: in the order of what is
/// said here.
fn misplaced(command: &Command, given: [bool; 6]) -> Option<&'static str> {
    let said = [
        "`--dev` goes with `serve` and `build` only",
        "`--port` goes with `serve` only",
        "`--catalogues`, `--out` and `--stable` go with `build` only",
        "`--check` and `--twice` go with `release` only",
        "`--long` goes with `test` only",
        "`--quick`, `--runs`, `--only` and `--parts` go with `bench` only",
    ];
    let own: &[usize] = match command {
        Command::Help => return None,
        Command::Build(_) => &[0],
        Command::Serve { .. } => &[0, 1],
        Command::Release(_) => &[3],
        Command::Test(_) => &[4],
        _ => &[],
    };
    let wrong = |&place: &usize| given[place] && !own.contains(&place);
    (0..given.len()).find(wrong).map(|place| said[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        let words: Vec<_> = line.split_whitespace().collect();
        parse(lexopt::Parser::from_args(words)).map_err(|error| error.to_string())
    }

    #[test]
    fn commands_take_their_options() {
        assert_eq!(
            read("serve --dev --port 9000"),
            Ok(Arguments {
                command: Command::Serve {
                    dev: true,
                    port: 9000
                },
                verbose: false
            })
        );
        assert_eq!(
            read("--verbose serve"),
            Ok(Arguments {
                command: Command::Serve {
                    dev: false,
                    port: 8080
                },
                verbose: true
            })
        );
        assert_eq!(
            read("build --catalogues a/b --out c").unwrap().command,
            Command::Build(Plan {
                mode: Mode::Production,
                catalogues: Some("a/b".into()),
                out: Some("c".into()),
            })
        );
        let stable = read("build --stable").unwrap().command;
        assert!(matches!(stable, Command::Build(plan) if plan.mode == Mode::Stable));
        for (line, plan) in [
            ("test", test::Plan::All),
            ("test --long", test::Plan::Long),
            ("test keeping", test::Plan::Named("keeping".to_owned())),
        ] {
            assert_eq!(read(line).unwrap().command, Command::Test(plan));
        }
        assert!(read("test keeping --long").is_err());
        assert!(read("lint keeping").is_err());
        assert!(read("lint --long").is_err());
        for (line, plan) in [
            ("release", release::Plan::Make),
            ("release --check", release::Plan::Check),
            ("--twice release", release::Plan::Twice),
        ] {
            assert_eq!(read(line).unwrap().command, Command::Release(plan));
        }
        assert_eq!(read("test --help").unwrap().command, Command::Help);
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        for line in [
            "",
            "deploy",
            "test now then",
            "wheel --dev",
            "package --out a",
            "test --dev",
            "build --port 1",
            "serve --port 70000",
            "serve --port",
            "lint --fast",
            "contract --dev",
            "serve --out a",
            "test --catalogues a",
            "serve --stable",
            "build --stable --dev",
            "build --out",
            "bench --runs 0",
            "bench --only nobody",
            "bench --parts scale,nothing",
            "test --runs 1",
            "test --quick",
            "bench --quick --only nobody",
            "test --check",
            "release --dev",
        ] {
            assert!(read(line).is_err(), "{line:?} was accepted");
        }
    }
}
