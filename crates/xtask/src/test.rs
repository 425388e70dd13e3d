//! The command `test`: everything that has to hold, the browser included.

mod long_run;
mod named;
mod stable;
mod times;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode};
use crate::fuzz;
use crate::lint;
use crate::release;
use crate::run::{Output, Runner, SELECTIONS, cargo, seconds};
use crate::setup;
use crate::wheel;

/// The package with the tests that need a browser and a build, by its folder.
const BROWSER: &str = "browser";

/// The root package, whose folder has whatever name the work tree has.
const WIDGET: &str = "widget";

/// How long each fuzz target runs in a long run.
const FUZZ_SECONDS: u32 = 600;

/// The long run that was last, of which commit, and when.
const LONG_RUN: &str = "tests/long-run.toml";

/// What is to be tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Everything.
    All,
    /// Everything, and what takes long: fuzzing, and the sweeps of tests that look at [`LONG`] in their environment.
    Long,
    /// The tests of one file, or all with this in their name.
    Named(String),
}

impl Plan {
    /// The plan for a name and the option `--long`.
    pub(crate) fn new(name: Option<String>, long: bool) -> Result<Self, &'static str> {
        match name {
            Some(_) if long => Err("`--long` runs everything"),
            Some(name) => Ok(Self::Named(name)),
            None if long => Ok(Self::Long),
            None => Ok(Self::All),
        }
    }
}

/// Set where tests are to sweep through all there is, instead of a sample.
pub(crate) const LONG: &str = "SKILL_CHECK_LONG";

/// The command `test`.
pub(crate) fn command(runner: &Runner, plan: &Plan) -> Result<()> {
    match plan {
        Plan::All => all(runner, false),
        Plan::Long => all(runner, true),
        Plan::Named(name) => named::command(runner, name),
    }
}

/// Installs what the tests need, and gives what those in a browser find it by.
fn environment(runner: &Runner) -> Result<Vec<(&'static str, PathBuf)>> {
    setup::wasm_target(runner)?;
    setup::node_tools(runner)?;
    let chromium = setup::chromium(runner)?;
    let firefox = setup::firefox(runner)?;
    let webkit = setup::webkit(runner)?;
    let servers = setup::servers(runner)?;
    let [apache, apache_modules] = setup::apache(runner)?;
    let wordpress = setup::wordpress(runner)?;
    setup::font(runner)?;
    Ok(vec![
        (stable::DIST, runner.path("dist")),
        ("CHROME", chromium.browser),
        ("CHROMEDRIVER", chromium.driver),
        ("FIREFOX", firefox.browser),
        ("GECKODRIVER", firefox.driver),
        ("WEBKIT_BROWSER", webkit.browser),
        ("WEBKIT_DRIVER", webkit.driver),
        ("NGINX", servers.nginx),
        ("NGINX_MODULES", servers.modules),
        ("CADDY", servers.caddy),
        ("APACHE", apache),
        ("APACHE_MODULES", apache_modules),
        ("PHP", wordpress.php),
        ("MARIADB", wordpress.mariadb),
        ("WORDPRESS", wordpress.share),
        ("WORDPRESS_NEWEST", wordpress.newest),
    ])
}

fn all(runner: &Runner, is_long: bool) -> Result<()> {
    let start = Instant::now();
    let mut environment = environment(runner)?;
    setup::crates(runner)?;
    if is_long {
        environment.push((LONG, PathBuf::from("yes")));
    }

    lint::command(runner)?;

    let programs = runner.step("Compiling the tests", || {
        compile(runner, &["--tests"], &SELECTIONS)
    })?;
    let mut counts = Counts::default();
    for (part, programs) in programs.iter().filter(|(part, _)| *part != BROWSER) {
        run_part(runner, &mut counts, part, programs, &[])?;
    }
    let documentation = runner.step("Testing the examples in the documentation", || {
        let output = runner.run(
            cargo()
                .args(["test", "--locked", "--doc"])
                .args(SELECTIONS[0]),
        )?;
        summed(&output).context("cargo test printed no result")
    })?;
    counts.add("examples", documentation);

    let passed = wheel::test(runner)?;
    counts.add("python", Count { passed, ignored: 0 });

    if is_long {
        for (target, inputs) in &fuzz::run(runner, FUZZ_SECONDS)? {
            println!("{target}: {inputs} inputs, none broke anything");
        }
    }

    build::run(runner, Mode::Production)?;
    release::rehearse(runner)?;

    let programs = programs
        .get(BROWSER)
        .context("the workspace has no browser tests in tests/browser")?;
    run_part(runner, &mut counts, BROWSER, programs, &environment)?;
    if is_long {
        stable::test(runner, &mut counts, programs, &environment)?;
    }

    println!("\n{} in {}", counts.line(), seconds(start.elapsed()));
    if is_long {
        long_run::note(runner)?;
    } else {
        println!("{}", long_run::said(runner)?);
    }
    Ok(())
}

/// A compiled test program and the folder that it expects to run in.
#[derive(Debug, PartialEq, Eq)]
struct Program {
    executable: PathBuf,
    folder: PathBuf,
}

/// So many tests of a whole run may need their second try; more are no accident.
const SECOND_TRIES: usize = 3;

/// How many tests did what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    ignored: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.ignored += other.ignored;
    }
}

/// The counts of all parts so far.
#[derive(Debug, Default)]
struct Counts {
    parts: Vec<(String, Count)>,
    /// The tests that failed at first and passed when they were run once more.
    unsteady: Vec<String>,
}

impl Counts {
    fn add(&mut self, part: &str, count: Count) {
        self.parts.push((part.to_owned(), count));
    }

    /// The counts in one line.
    fn line(&self) -> String {
        let passed: u32 = self.parts.iter().map(|(_, count)| count.passed).sum();
        let ignored: u32 = self.parts.iter().map(|(_, count)| count.ignored).sum();
        let parts: Vec<_> = self
            .parts
            .iter()
            .map(|(part, count)| format!("{part} {}", count.passed))
            .collect();
        let ignored = match ignored {
            0 => String::new(),
            count => format!(", {count} ignored"),
        };
        let unsteady = match self.unsteady.as_slice() {
            [] => String::new(),
            names => format!("; only at the second try: {}", names.join(", ")),
        };
        format!(
            "{passed} tests passed{ignored} ({}){unsteady}",
            parts.join(", ")
        )
    }
}

/// Compiles tests before the first is run; the programs by the part that they belong to.
fn compile(
    runner: &Runner,
    targets: &[&str],
    selections: &[&[&str]],
) -> Result<BTreeMap<String, Vec<Program>>> {
    let mut messages = String::new();
    for selection in selections {
        let mut command = cargo();
        command
            .args(["test", "--locked", "--no-run"])
            .args(targets)
            .args(*selection)
            .arg("--message-format=json-render-diagnostics");
        let output = runner.capture(&mut command)?;
        if !output.success {
            let text: Vec<_> = output
                .text
                .lines()
                .filter(|line| !line.starts_with('{'))
                .collect();
            runner.show(&text.join("\n"));
            bail!("the tests do not compile");
        }
        messages.push_str(&output.text);
    }
    Ok(programs(&runner.root, &messages))
}

/// The test programs that cargo's messages name.
fn programs(root: &Path, messages: &str) -> BTreeMap<String, Vec<Program>> {
    let mut parts: BTreeMap<String, Vec<Program>> = BTreeMap::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let test = message["profile"]["test"] == true;
        let (Some(executable), Some(manifest)) = (
            message["executable"].as_str().filter(|_| test),
            message["manifest_path"].as_str(),
        ) else {
            continue;
        };
        let Some(folder) = Path::new(manifest).parent() else {
            continue;
        };
        let part = match folder.file_name() {
            Some(name) if folder != root => name.to_string_lossy().into_owned(),
            _ => WIDGET.to_owned(),
        };
        parts.entry(part).or_default().push(Program {
            executable: PathBuf::from(executable),
            folder: folder.to_owned(),
        });
    }
    for programs in parts.values_mut() {
        programs.sort_by(|a, b| a.executable.cmp(&b.executable));
    }
    parts
}

/// Some tests of a program, which run together; all where there are no names.
#[derive(Debug)]
struct Group<'a> {
    program: &'a Program,
    /// The file that they are in, where there are several.
    module: String,
    names: Vec<String>,
}

impl Group<'_> {
    /// The file that its tests are in, else the program.
    fn title(&self) -> &str {
        match self.module.as_str() {
            "" => self.program.name(),
            module => module,
        }
    }
}

/// The tests of these programs with this in their name, a group for each file: in a browser no two files are run at the
/// same time, which would make each other's pages slow.
fn listed<'a>(runner: &Runner, programs: &'a [Program], filter: &str) -> Result<Vec<Group<'a>>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for program in programs {
        let output = program.run(runner, &[], &["--list", "--format=terse", filter])?;
        let names = output
            .text
            .lines()
            .filter_map(|line| line.strip_suffix(": test"));
        for name in names {
            let module = name
                .rsplit_once("::")
                .map_or("", |_| name.split("::").next().unwrap_or(""));
            match groups.last_mut() {
                Some(group) if group.module == module && std::ptr::eq(group.program, program) => {
                    group.names.push(name.to_owned());
                }
                _ => groups.push(Group {
                    program,
                    module: module.to_owned(),
                    names: vec![name.to_owned()],
                }),
            }
        }
    }
    Ok(groups)
}

/// Runs the test programs of one part; a part whose tests do not run at all is a failure.
fn run_part(
    runner: &Runner,
    counts: &mut Counts,
    part: &str,
    programs: &[Program],
    environment: &[(&str, PathBuf)],
) -> Result<()> {
    let groups = if part == BROWSER {
        listed(runner, programs, "")?
    } else {
        let whole = |program| Group {
            program,
            module: String::new(),
            names: Vec::new(),
        };
        programs.iter().map(whole).collect()
    };
    run_those(runner, counts, part, &groups, environment)
}

/// Runs groups of tests of one part, one after the other.
///
/// A test in a browser that fails is run once more: it leans on drivers, other processes and their
/// timing. What passes only then is shown as it failed, and named in the last line. What fails for
/// good is named at the end, after the rest has run: one run shows all there is to mend.
fn run_those(
    runner: &Runner,
    counts: &mut Counts,
    part: &str,
    groups: &[Group<'_>],
    environment: &[(&str, PathBuf)],
) -> Result<()> {
    let unsteady = &mut counts.unsteady;
    let mut broken = Vec::new();
    let times = times::File::new(runner, part == BROWSER);
    let mut environment = environment.to_vec();
    environment.extend(times.variable());
    let count = runner.step(&format!("Testing {part}"), || {
        let mut count = Count::default();
        for group in groups {
            let program = group.program;
            let names: Vec<&str> = group.names.iter().map(String::as_str).collect();
            let output = program.run_exactly(runner, &environment, &names)?;
            if output.success {
                count.add(program.summed(&output.text)?);
                continue;
            }
            runner.show(&output.text);
            let failed = failed(&output.text);
            let tries = unsteady.len() + failed.len();
            if part != BROWSER || failed.is_empty() || tries > SECOND_TRIES {
                broken.push(and_its(group.title(), &failed));
                continue;
            }
            let again = program.run_exactly(runner, &environment, &failed)?;
            if !again.success {
                runner.show(&again.text);
                broken.push(and_its(group.title(), &self::failed(&again.text)));
                continue;
            }
            let passed = program.summed(&again.text)?;
            if usize::try_from(passed.passed)? != failed.len() {
                bail!("what failed in {part} was not found again");
            }
            count.add(program.summed(&output.text)?);
            count.add(passed);
            unsteady.extend(failed.into_iter().map(ToOwned::to_owned));
        }
        if !broken.is_empty() {
            bail!("tests of {part} failed:\n  {}", broken.join("\n  "));
        }
        if part == BROWSER && count.passed == 0 {
            bail!("no test ran in a browser");
        }
        Ok(count)
    })?;
    if let Some(line) = times.line() {
        println!("  {line}");
    }
    counts.add(part, count);
    Ok(())
}

impl Program {
    /// Runs the tests with these names, or all if there are none.
    fn run_exactly(
        &self,
        runner: &Runner,
        environment: &[(&str, PathBuf)],
        names: &[&str],
    ) -> Result<Output> {
        let mut arguments = names.to_vec();
        if !names.is_empty() {
            arguments.insert(0, "--exact");
        }
        self.run(runner, environment, &arguments)
    }

    fn run(
        &self,
        runner: &Runner,
        environment: &[(&str, PathBuf)],
        arguments: &[&str],
    ) -> Result<Output> {
        let mut command = Command::new(&self.executable);
        command
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder)
            .envs(environment.iter().map(|(name, value)| (name, value)));
        command.args(arguments);
        runner.capture(&mut command)
    }

    /// Its name as cargo has it, which puts a hyphen and a hash behind.
    fn name(&self) -> &str {
        let name = self.executable.file_stem().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        name.rsplit_once('-').map_or(name, |(name, _)| name)
    }

    /// What this program's result lines sum up to.
    fn summed(&self, text: &str) -> Result<Count> {
        summed(text).with_context(|| format!("{} printed no result", self.executable.display()))
    }
}

/// A program or a file with the tests of it that failed, or without any if it broke off.
fn and_its(title: &str, failed: &[&str]) -> String {
    match failed {
        [] => format!("{title} broke off"),
        failed => format!("{title}: {}", failed.join(", ")),
    }
}

/// The names of the tests that failed, from the list at the end of what a test program printed.
fn failed(text: &str) -> Vec<&str> {
    let list = text.rsplit_once("failures:\n").map_or("", |(_, list)| list);
    list.lines()
        .map_while(|line| line.strip_prefix("    "))
        .collect()
}

/// The sum over all result lines in what a test program printed.
fn summed(text: &str) -> Option<Count> {
    let mut sum = None;
    for line in text.lines() {
        let Some((_, result)) = line
            .strip_prefix("test result: ")
            .and_then(|result| result.split_once(". "))
        else {
            continue;
        };
        let number = |name: &str| {
            result
                .split("; ")
                .find_map(|part| part.strip_suffix(name))
                .and_then(|number| number.trim().parse::<u32>().ok())
        };
        let count: &mut Count = sum.get_or_insert_default();
        count.add(Count {
            passed: number(" passed")?,
            ignored: number(" ignored")?,
        });
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed() {
        let text = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                    test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        let expected = Count {
            passed: 42,
            ignored: 1,
        };
        assert_eq!(summed(text), Some(expected));
        assert_eq!(summed("nothing ran"), None);
    }

    #[test]
    fn counts_make_one_line() {
        let mut counts = Counts::default();
        let count = |passed, ignored| Count { passed, ignored };
        counts.add("assessment", count(40, 0));
        counts.add("browser", count(2, 0));
        assert_eq!(counts.line(), "42 tests passed (assessment 40, browser 2)");
        counts.add("xtask", count(0, 3));
        assert_eq!(
            counts.line(),
            "42 tests passed, 3 ignored (assessment 40, browser 2, xtask 0)"
        );
    }

    #[test]
    fn what_failed_is_read_by_name() {
        let text = "running 3 tests\ntest a ... ok\ntest b ... FAILED\ntest c::d ... FAILED\n\nfailures:\n\n\
                    ---- b stdout ----\nfailures:\n\n\nfailures:\n    b\n    c::d\n\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 17.52s\n";
        assert_eq!(failed(text), ["b", "c::d"]);
        let expected = Count {
            passed: 1,
            ignored: 0,
        };
        assert_eq!(summed(text), Some(expected));
        assert_eq!(failed("test result: ok. 1 passed"), Vec::<&str>::new());
    }

    #[test]
    fn what_failed_is_named_with_its_program() {
        let program = Program {
            executable: PathBuf::from("/t/deps/steps-0a1b"),
            folder: PathBuf::new(),
        };
        let mut group = Group {
            program: &program,
            module: String::new(),
            names: Vec::new(),
        };
        assert_eq!(and_its(group.title(), &["b", "c::d"]), "steps: b, c::d");
        assert_eq!(and_its(group.title(), &[]), "steps broke off");
        group.module = "ways".to_owned();
        assert_eq!(and_its(group.title(), &["b"]), "ways: b");
    }

    #[test]
    fn a_second_try_is_named() {
        let mut counts = Counts::default();
        counts.add("browser", Count::default());
        counts.unsteady.push("it_opens".to_owned());
        assert_eq!(
            counts.line(),
            "0 tests passed (browser 0); only at the second try: it_opens"
        );
    }

    #[test]
    fn test_programs_are_told_from_other_artefacts() {
        let messages = r#"warning: unused
{"reason":"compiler-artifact","manifest_path":"/w/Cargo.toml","profile":{"test":true},"executable":"/t/widget-1"}
{"reason":"compiler-artifact","manifest_path":"/w/crates/cli/Cargo.toml","profile":{"test":false},"executable":"/t/cli"}
{"reason":"compiler-artifact","manifest_path":"/w/crates/cli/Cargo.toml","profile":{"test":true},"executable":"/t/cli-2"}
{"reason":"compiler-artifact","manifest_path":"/r/yew/Cargo.toml","profile":{"test":false},"executable":null}
{"reason":"build-finished","success":true}"#;
        let programs = programs(Path::new("/w"), messages);
        assert_eq!(programs.keys().collect::<Vec<_>>(), ["cli", "widget"]);
        assert_eq!(programs["cli"][0].executable, Path::new("/t/cli-2"));
        assert_eq!(programs["widget"][0].folder, Path::new("/w"));
    }

    #[test]
    fn every_file_of_tests_is_in_a_program() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut packages = vec![root.clone(), root.join("tests/browser")];
        for entry in std::fs::read_dir(root.join("crates")).unwrap() {
            packages.push(entry.unwrap().path());
        }
        for package in packages {
            let Ok(main) = std::fs::read_to_string(package.join("tests/main.rs")) else {
                continue;
            };
            let manifest = std::fs::read_to_string(package.join("Cargo.toml")).unwrap();
            for entry in std::fs::read_dir(package.join("tests")).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_str().unwrap();
                if path.extension().is_none_or(|ending| ending != "rs") || name == "main" {
                    continue;
                }
                let is_module = main.contains(&format!("mod {name};"));
                let is_own = manifest.contains(&format!("[[test]]\nname = \"{name}\""));
                assert!(is_module || is_own, "{} runs nowhere", path.display());
            }
        }
    }
}
