//! The command `bench`: the widget beside other ways to put a questionnaire on a page, measured in
//! one run. What is measured and how is in `bench/`; `docs/performance.md` tells about it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode};
use crate::run::{Runner, cargo};
use crate::setup;

/// Whom `bench/contenders.mjs` lists.
const CONTENDERS: &[&str] = &["vanilla", "preact", "surveyjs", "rjsf", "formio", OURS];

/// The widget's name among them.
const OURS: &str = "skill-check";

/// What is measured in the browser, with what it is called.
const IN_BROWSER: &[(&str, &str)] = &[
    ("transfer", "Measuring what a first visit transfers"),
    ("load", "Measuring how long loading takes"),
    ("interaction", "Measuring answers, ways on and memory"),
    ("scale", "Measuring 400 and 4,000 items"),
];

/// What is measured without one.
const CORE: &str = "core";

/// How often each contender loads by default.
const RUNS: u32 = 9;

/// What is measured.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    runs: u32,
    only: Vec<String>,
    parts: Vec<String>,
}

impl Plan {
    /// What the command line asks for.
    pub(crate) fn new(
        runs: Option<u32>,
        only: Option<&str>,
        parts: Option<&str>,
    ) -> Result<Self, String> {
        if runs == Some(0) {
            return Err("`--runs` has to be 1 or more".to_owned());
        }
        let browser = IN_BROWSER.iter().map(|(name, _)| *name);
        let known: Vec<_> = browser.chain([CORE]).collect();
        Ok(Self {
            runs: runs.unwrap_or(RUNS),
            only: listed(only, CONTENDERS)?,
            parts: listed(parts, &known)?,
        })
    }

    fn has_part(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part == name)
    }

    /// By how many items there are, the catalogues that are measured.
    fn counts(&self) -> &'static [u32] {
        if self.has_part("scale") {
            &[40, 400, 4000]
        } else {
            &[40]
        }
    }
}

/// The names of a list with commas, all of which have to be known; all of them where there is none.
fn listed(list: Option<&str>, known: &[&str]) -> Result<Vec<String>, String> {
    let names: Vec<&str> = list.map_or_else(|| known.to_vec(), |list| list.split(',').collect());
    match names.iter().find(|name| !known.contains(name)) {
        Some(name) => Err(format!("`{name}` is none of {}", known.join(", "))),
        None => Ok(names.into_iter().map(str::to_owned).collect()),
    }
}

/// The command `bench`.
pub(crate) fn command(runner: &Runner, plan: &Plan) -> Result<()> {
    setup::wasm_target(runner)?;
    setup::node_tools(runner)?;
    setup::bench_tools(runner)?;
    let chromium = setup::chromium(runner)?;
    let bench = Bench {
        runner,
        plan,
        folder: runner.path("target/bench"),
    };
    std::fs::create_dir_all(&bench.folder)
        .with_context(|| format!("{} can't be created", bench.folder.display()))?;
    if plan.parts.iter().any(|part| part != CORE) {
        bench.build()?;
        for (part, what) in IN_BROWSER {
            if plan.has_part(part) {
                runner.step(what, || bench.measure(part, &chromium.browser))?;
            }
        }
    }
    if plan.has_part("transfer") {
        runner.step("Building the smallest app with Yew", || bench.least())?;
    }
    if plan.has_part(CORE) {
        runner.step("Measuring the core, natively and as WebAssembly", || {
            bench.core()
        })?;
    }
    let report = bench.node("report.mjs", &[&bench.results()])?;
    let path = bench.folder.join("report.md");
    std::fs::write(&path, &report)
        .with_context(|| format!("{} can't be written", path.display()))?;
    println!("\n{report}\nin {}", bench.folder.display());
    Ok(())
}

/// One measurement.
struct Bench<'a> {
    runner: &'a Runner,
    plan: &'a Plan,
    /// Where all of it is written to.
    folder: PathBuf,
}

impl Bench<'_> {
    /// The folder with the measured values.
    fn results(&self) -> PathBuf {
        self.folder.join("results")
    }

    /// The folder that is served.
    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// A script of `bench/`, to be run.
    fn script(&self, name: &str) -> Command {
        let mut command = Command::new("node");
        command.arg(self.runner.path("bench").join(name));
        command
    }

    /// Runs a script and returns what it printed.
    fn node(&self, name: &str, paths: &[&Path]) -> Result<String> {
        self.runner.run(self.script(name).args(paths))
    }

    /// Builds the contenders and the pages that they are measured on.
    fn build(&self) -> Result<()> {
        let catalogues = self.folder.join("catalogues");
        self.node("generate.mjs", &[&catalogues])?;
        let is_ours = self.plan.only.iter().any(|name| name == OURS);
        for count in self.plan.counts().iter().filter(|_| is_ours) {
            println!("{count} items:");
            let plan = build::Plan {
                mode: Mode::Production,
                catalogues: Some(catalogues.join(count.to_string())),
                out: Some(self.site().join(OURS).join(count.to_string())),
            };
            build::run_plan(self.runner, &plan)?;
        }
        let counts: Vec<_> = self.plan.counts().iter().map(u32::to_string).collect();
        self.runner.step("Building the pages to measure", || {
            let mut command = self.script("site.mjs");
            command.arg(self.site()).arg(counts.join(","));
            self.runner.run(command.args(&self.plan.only))
        })?;
        Ok(())
    }

    /// Measures one part in the browser.
    fn measure(&self, part: &str, browser: &Path) -> Result<()> {
        self.runner.run(
            self.script("measure.mjs")
                .arg(self.site())
                .arg(self.results())
                .args(["--runs", &self.plan.runs.to_string()])
                .args(["--only", &self.plan.only.join(",")])
                .args(["--parts", part])
                .env("CHROME", browser),
        )?;
        Ok(())
    }

    /// Says what of ours is the framework's.
    fn least(&self) -> Result<()> {
        let [wasm, glue] = build::least_app(self.runner, &self.folder.join("least"))?;
        let path = self.results().join("least.json");
        std::fs::write(&path, format!("{{ \"wasm\": {wasm}, \"glue\": {glue} }}\n"))
            .with_context(|| format!("{} can't be written", path.display()))
    }

    /// Measures scoring and reading natively and as WebAssembly, with the default catalogue.
    fn core(&self) -> Result<()> {
        const PACKAGE: &str = "core-bench";
        let write = |name: &str, bytes: &[u8]| {
            let path = self.folder.join(name);
            std::fs::write(&path, bytes)
                .with_context(|| format!("{} can't be written", path.display()))?;
            Ok::<_, anyhow::Error>(path)
        };
        let wasm = build::package_wasm(self.runner, PACKAGE, &self.folder)?;
        let wasm = write("core.wasm", &wasm)?;
        let catalogue = write("core.bin", &build::default_catalogue(self.runner)?)?;
        let printed = self.runner.run(
            cargo()
                .args(["run", "--quiet", "--locked", "--release", "--package"])
                .args([PACKAGE, "--"])
                .arg(&catalogue),
        )?;
        let Some(native) = printed.lines().find(|line| line.starts_with('[')) else {
            bail!("{PACKAGE} printed no figures");
        };
        let native = write("core-native.json", native.as_bytes())?;
        self.node("core.mjs", &[&wasm, &catalogue, &native, &self.results()])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_measured_unless_less_is_asked_for() {
        let all = Plan::new(None, None, None).unwrap();
        assert_eq!((all.runs, all.only.len(), all.parts.len()), (9, 6, 5));
        assert_eq!(all.counts(), [40, 400, 4000]);
        let some = Plan::new(Some(1), Some("preact,skill-check"), Some("load,core")).unwrap();
        assert_eq!(some.only, ["preact", "skill-check"]);
        assert_eq!(some.counts(), [40]);
        assert!(some.has_part(CORE) && !some.has_part("transfer"));
    }

    #[test]
    fn what_is_not_known_is_named() {
        let error = Plan::new(None, Some("preact,survey"), None).unwrap_err();
        assert!(
            error.starts_with("`survey` is none of vanilla, "),
            "{error}"
        );
        assert!(Plan::new(None, None, Some("")).is_err());
    }
}
