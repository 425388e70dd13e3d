//! The command `bench`: the widget beside other ways to put a questionnaire on a page, measured in
//! one run. What is measured and how is in `bench/`; `docs/performance.md` tells about it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Mode};
use crate::run::{Runner, cargo};
use crate::setup;

/// Whom `bench/contenders.mjs` lists.
const CONTENDERS: &[&str] = &[
    FLOOR,
    "preact",
    "qwik",
    "surveyjs",
    "surveyjs-2",
    "rjsf",
    "formio",
    OURS,
    DRAWN,
    "skill-check-all",
];

/// The one that the others are compared with.
const FLOOR: &str = "vanilla";

/// The widget's name among them, with which the names of its other rows begin; its builds lie in a folder
/// of that name.
const OURS: &str = "skill-check";

/// The widget on the build's own page, which has the first screen in its HTML.
const DRAWN: &str = "skill-check-drawn";

/// What is measured in the browser, with what it is called.
const IN_BROWSER: &[(&str, &str)] = &[
    ("transfer", "Measuring what a first visit transfers"),
    ("load", "Measuring how long loading takes"),
    ("reading", "Measuring what comes while somebody reads"),
    ("interaction", "Measuring answers, ways on and memory"),
    ("scale", "Measuring 400 and 4,000 items"),
];

/// What is measured without one.
const CORE: &str = "core";

/// How often each contender loads by default.
const RUNS: u32 = 9;

/// How often in short, whom, and what: for a look in some three minutes.
const QUICK_RUNS: u32 = 3;
const QUICK_ONLY: &[&str] = &[FLOOR, OURS, DRAWN];
const QUICK_PARTS: &[&str] = &["transfer", "load", "interaction"];

/// What the command line says of it.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// How often each loads.
    pub(crate) runs: Option<u32>,
    /// Whom, with commas.
    pub(crate) only: Option<String>,
    /// Which parts, with commas.
    pub(crate) parts: Option<String>,
    /// Whether the rest is as short as it may be.
    pub(crate) is_quick: bool,
}

impl Asked {
    /// Whether anything was said.
    pub(crate) const fn is_given(&self) -> bool {
        self.runs.is_some() || self.only.is_some() || self.parts.is_some() || self.is_quick
    }
}

/// What is measured.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    runs: u32,
    only: Vec<String>,
    parts: Vec<String>,
}

impl Plan {
    /// What the command line asks for.
    pub(crate) fn new(asked: &Asked) -> Result<Self, String> {
        if asked.runs == Some(0) {
            return Err("`--runs` has to be 1 or more".to_owned());
        }
        let browser = IN_BROWSER.iter().map(|(name, _)| *name);
        let known: Vec<_> = browser.chain([CORE]).collect();
        let (runs, only, parts) = if asked.is_quick {
            (QUICK_RUNS, QUICK_ONLY, QUICK_PARTS)
        } else {
            (RUNS, CONTENDERS, &*known)
        };
        Ok(Self {
            runs: asked.runs.unwrap_or(runs),
            only: listed(asked.only.as_deref(), CONTENDERS, only)?,
            parts: listed(asked.parts.as_deref(), &known, parts)?,
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

/// The names of a list with commas, all of which have to be known; the usual ones where there is none.
fn listed(list: Option<&str>, known: &[&str], usual: &[&str]) -> Result<Vec<String>, String> {
    let names: Vec<&str> = list.map_or_else(|| usual.to_vec(), |list| list.split(',').collect());
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
    let report = bench.report()?;
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
        let is_ours = self.plan.only.iter().any(|name| name.starts_with(OURS));
        for count in self.plan.counts().iter().filter(|_| is_ours) {
            println!("{count} items:");
            let plan = build::Plan {
                mode: Mode::Measured,
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

    /// The tables of what was measured just now; what was before isn't of the same run.
    fn report(&self) -> Result<String> {
        let mut command = self.script("report.mjs");
        command.arg(self.results()).args(&self.plan.parts);
        self.runner.run(&mut command)
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

    fn asked(line: [Option<&str>; 2]) -> Asked {
        let [only, parts] = line.map(|list| list.map(str::to_owned));
        Asked {
            only,
            parts,
            ..Asked::default()
        }
    }

    #[test]
    fn all_is_measured_unless_less_is_asked_for() {
        let all = Plan::new(&Asked::default()).unwrap();
        assert_eq!((all.runs, all.only.len(), all.parts.len()), (9, 10, 6));
        assert_eq!(all.counts(), [40, 400, 4000]);
        let some = asked([Some("preact,skill-check"), Some("load,core")]);
        let some = Plan::new(&Asked {
            runs: Some(1),
            ..some
        });
        let some = some.unwrap();
        assert_eq!(
            (some.runs, some.only),
            (1, ["preact", "skill-check"].map(str::to_owned).to_vec())
        );
        assert_eq!(some.parts, ["load", CORE]);
    }

    #[test]
    fn in_short_it_is_the_floor_and_ours_unless_others_are_named() {
        let quick = |asked: Asked| {
            Plan::new(&Asked {
                is_quick: true,
                ..asked
            })
        };
        let plan = quick(Asked::default()).unwrap();
        assert_eq!((plan.runs, plan.counts()), (3, [40].as_slice()));
        assert_eq!(plan.only, QUICK_ONLY);
        assert!(!plan.has_part(CORE) && plan.has_part("load"));
        let plan = quick(asked([Some("qwik"), None])).unwrap();
        assert_eq!(plan.only, ["qwik"]);
        assert_eq!(plan.parts, QUICK_PARTS);
    }

    #[test]
    fn what_is_not_known_is_named() {
        let error = Plan::new(&asked([Some("preact,survey"), None])).unwrap_err();
        assert!(
            error.starts_with("`survey` is none of vanilla, "),
            "{error}"
        );
        assert!(Plan::new(&asked([None, Some("")])).is_err());
    }

    /// The list of contenders in `bench/` has those that can be asked for here, in this order.
    #[test]
    fn contenders_are_those_that_are_measured() {
        let list = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/contenders.mjs"),
        );
        let list = list.unwrap();
        let entries = list.lines().filter(|line| line.starts_with("  { "));
        let names = entries.map(|line| {
            let (_, rest) = line.split_once("name: \"").expect(line);
            rest.split_once('"').expect(line).0
        });
        assert_eq!(names.collect::<Vec<_>>(), CONTENDERS);
    }

    /// What reports count and tell, and how pages are made and gone through.
    #[test]
    fn what_needs_no_browser_does_as_it_should() {
        assert!(build::node::folder_passes("bench/tests", &[]) > 9);
    }
}
