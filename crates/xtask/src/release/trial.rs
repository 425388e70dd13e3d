//! A release as whoever takes it has it: each file unpacked into an empty folder and run, where no Rust is.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::{command, emptied, list, named, unpacked};
use crate::package::trial::{self, Running};
use crate::reproduce;
use crate::run::{Runner, cargo};
use crate::setup;

/// What has to be there besides the release.
const PROGRAMS: [&str; 5] = ["node", "npm", "python3", "sha256sum", "tar"];

/// What must not.
const RUST: [&str; 3] = ["cargo", "rustc", "rustup"];

/// The catalogue that is checked and scored by.
const CATALOGUE: &str = "catalogues/social-media";

/// Scores a row in Python; the first argument is the folder of a catalogue.
const SCORE: &str = "\
import sys, pyarrow, skill_check
catalogue = skill_check.Catalogue.open(sys.argv[1])
row = catalogue.score(pyarrow.table({item: [3] for item in catalogue.items})).to_pylist()[0]
print(catalogue.id, len(catalogue.items), 'items:', row['headline'], row['standing'])
";

/// An empty folder where nothing of Rust is found.
struct Bare<'r> {
    runner: &'r Runner,
    folder: PathBuf,
    path: OsString,
}

/// Unpacks and runs all of it.
///
/// # Errors
/// Something isn't there, or doesn't do what it should.
pub(super) fn run(runner: &Runner, release: &Path) -> Result<()> {
    list::check(runner, release, true)?;
    let chromium = setup::chromium(runner)?;
    let hadolint = setup::hadolint(runner)?;
    let bare = Bare::new(runner)?;
    runner.step("Comparing the sums", || bare.sums(release))?;
    let site = bare.folder.join("site");
    let said = runner.step("Serving the build by Python's server", || {
        bare.serve(release, &site)
    })?;
    println!("  {said}");
    let server = bare.server(&site)?;
    let url = format!("http://{}/{}/", server.1, list::SITE_FOLDER);
    runner.step("Answering a question of it in Chromium", || {
        let mut command = cargo();
        command
            .args([
                "test",
                "--locked",
                "--package=browser-tests",
                "--test=integration",
            ])
            .args(["--", "--include-ignored", "release::", "--skip=studio::"])
            .env("SKILL_CHECK_RELEASE", &url)
            .env("SKILL_CHECK_DIST", site.join(list::SITE_FOLDER))
            .env("CHROME", &chromium.browser)
            .env("CHROMEDRIVER", &chromium.driver);
        runner.run(&mut command)
    })?;
    drop(server);
    let file = site.join(list::SITE_FOLDER).join("servers/Containerfile");
    runner.step("Looking for mistakes in its container file", || {
        runner.run(Command::new(&hadolint).arg(file))
    })?;
    let said = runner.step("Running the command", || bare.command(release))?;
    println!("  {said}");
    let said = runner.step("Installing the npm package offline", || {
        bare.package(release)
    })?;
    println!("  {said}");
    let said = runner.step("Installing the Python package", || bare.wheel(release))?;
    println!("  {said}");
    let said = runner.step("Unpacking the plugin", || bare.plugin(release))?;
    println!("  {said}");
    Ok(())
}

impl<'r> Bare<'r> {
    fn new(runner: &'r Runner) -> Result<Self> {
        let name = format!("skill-check-release-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        emptied(&folder)?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let bare = Self {
            runner,
            folder,
            path: std::env::join_paths(without_rust(std::env::split_paths(&path)))?,
        };
        for program in PROGRAMS {
            ensure!(
                bare.finds(program),
                "{program} is missing, or Rust lies in its folder"
            );
        }
        for program in RUST {
            ensure!(!bare.finds(program), "{program} is found all the same");
        }
        Ok(bare)
    }

    fn finds(&self, program: &str) -> bool {
        std::env::split_paths(&self.path).any(|folder| folder.join(program).is_file())
    }

    /// A command in a folder, with nothing of Rust around it.
    fn run_in(&self, folder: &Path, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO", "RUST", "PYTHON", "VIRTUAL_ENV"]
                .iter()
                .any(|start| text.starts_with(start))
            {
                command.env_remove(name);
            }
        }
        command.env("PATH", &self.path).current_dir(folder);
        command
    }

    /// A folder of this name with nothing in it.
    fn empty(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        emptied(&folder)?;
        Ok(folder)
    }

    /// A copy of our catalogue in a folder.
    fn catalogue(&self, folder: &Path) -> Result<PathBuf> {
        let copy = folder.join("catalogue");
        std::fs::create_dir(&copy).with_context(|| format!("{} can't be made", copy.display()))?;
        for (path, bytes) in reproduce::files(&self.runner.path(CATALOGUE))? {
            super::put(&copy, &path.to_string_lossy(), &bytes)?;
        }
        Ok(copy)
    }

    fn sums(&self, release: &Path) -> Result<()> {
        let mut command = self.run_in(release, "sha256sum");
        self.runner
            .run(command.args(["--check", "--strict", super::parts::SUMS]))?;
        Ok(())
    }

    /// Unpacks the build, serves it, and asks for the page and the code.
    fn serve(&self, release: &Path, site: &Path) -> Result<String> {
        let runner = self.runner;
        unpacked::unpack(runner, &release.join(named(list::SITE_ZIP)), site)?;
        let server = self.server(site)?;
        let address = &server.1;
        let at = |path: &str| format!("/{}/{path}", list::SITE_FOLDER);
        let (head, page) = trial::answer(address, &at(""))?;
        ensure!(
            head.to_lowercase().contains("content-type: text/html"),
            "the page is none:\n{head}"
        );
        let page = String::from_utf8(page).context("the page is no text")?;
        ensure!(
            page.contains("<skill-check"),
            "the page has no check:\n{page}"
        );
        let (_, script) = trial::answer(address, &at("skill-check.js"))?;
        let script = String::from_utf8(script).context("the script is no text")?;
        let names = trial::wasm(&script)?;
        let mut length = 0;
        for name in &names {
            let (head, code) = trial::answer(address, &at(name))?;
            let is_code = head
                .to_lowercase()
                .contains("content-type: application/wasm");
            ensure!(
                is_code && code.starts_with(b"\0asm"),
                "{name} is no WebAssembly:\n{head}"
            );
            let sum = super::parts::digest(&code);
            // The name carries half of it.
            ensure!(name.contains(&sum[..32]), "{name} has the sum {sum}");
            length += code.len();
        }
        Ok(format!(
            "the page of {} bytes, and {} files of WebAssembly with {length} bytes, as their names say",
            page.len(),
            names.len()
        ))
    }

    /// Python's server over a folder, and where it listens.
    fn server(&self, folder: &Path) -> Result<(Running, String)> {
        let mut command = self.run_in(folder, "python3");
        command.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]);
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command
            .spawn()
            .map(Running)
            .context("python3 can't be run")?;
        let output = process.0.stdout.take().context("its output is gone")?;
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .context("the server says nothing")?;
        let port = line
            .split(" port ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        let port = port.with_context(|| format!("the server didn't begin: {line}"))?;
        Ok((process, format!("127.0.0.1:{port}")))
    }

    /// Unpacks the command; makes, checks and shows a catalogue, and checks ours.
    fn command(&self, release: &Path) -> Result<String> {
        let folder = self.empty("command")?;
        unpacked::unpack(self.runner, &release.join(named(list::COMMAND)), &folder)?;
        let program = folder
            .join(named(list::COMMAND_FOLDER))
            .join(command::PROGRAM);
        let empty = self.empty("catalogues")?;
        trial::run(&program, &empty)?;
        let catalogue = self.catalogue(&empty)?;
        let mut check = self.run_in(&empty, &program);
        let said = self.runner.run(check.arg("check").arg(catalogue))?;
        let mut version = self.run_in(&empty, &program);
        let version = self.runner.run(version.arg("--version"))?;
        ensure!(
            version.contains(super::VERSION),
            "it says of itself: {version}"
        );
        Ok(format!(
            "{}: new, check, preview; of ours {}",
            version.trim(),
            summary(&said)
        ))
    }

    /// Installs the npm package, checks our catalogue with it, and begins a site.
    fn package(&self, release: &Path) -> Result<String> {
        let folder = self.empty("project")?;
        super::put(&folder, "package.json", b"{ \"private\": true }\n")?;
        let mut install = self.run_in(&folder, "npm");
        install.args(["install", "--offline", "--no-audit", "--no-fund"]);
        self.runner
            .run(install.arg(release.join(named(list::NPM))))?;
        let programs = folder.join("node_modules/.bin");
        let catalogue = self.catalogue(&folder)?;
        let mut check = self.run_in(&folder, programs.join("skill-check"));
        let said = self.runner.run(check.arg("check").arg(catalogue))?;
        let mut create = self.run_in(&folder, programs.join("create-skill-check"));
        self.runner
            .run(create.args(["site", "--server", "nginx", "--yes"]))?;
        let site = reproduce::files(&folder.join("site"))?;
        for path in [
            "nginx.conf",
            "www/index.html",
            "www/skill-check/skill-check.js",
        ] {
            ensure!(site.contains_key(Path::new(path)), "the site has no {path}");
        }
        Ok(format!(
            "skill-check check: {}; create-skill-check: {} files",
            summary(&said),
            site.len()
        ))
    }

    /// Installs the wheel into an environment that has nothing, and scores a row.
    fn wheel(&self, release: &Path) -> Result<String> {
        let folder = self.empty("python")?;
        let mut environment = self.run_in(&folder, "python3");
        self.runner
            .run(environment.args(["-m", "venv", "environment"]))?;
        let python = folder.join("environment/bin/python");
        let mut install = self.run_in(&folder, &python);
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        self.runner
            .run(install.arg(list::find(release, list::WHEEL)?))?;
        let catalogue = self.catalogue(&folder)?;
        let mut score = self.run_in(&folder, &python);
        let said = self.runner.run(score.args(["-c", SCORE]).arg(catalogue))?;
        ensure!(
            said.contains("reached"),
            "a row is scored otherwise: {said}"
        );
        Ok(last(&said).to_owned())
    }

    /// Unpacks the plugin: one folder of its name, of this version.
    fn plugin(&self, release: &Path) -> Result<String> {
        let folder = self.empty("plugins")?;
        unpacked::unpack(self.runner, &release.join(named(list::PLUGIN)), &folder)?;
        let files = reproduce::files(&folder)?;
        let outside = files.keys().find(|path| !path.starts_with("skill-check"));
        ensure!(
            outside.is_none(),
            "{outside:?} lies outside of the plugin's folder"
        );
        let head = files.get(Path::new("skill-check/skill-check.php"));
        let head = String::from_utf8_lossy(head.context("there is no plugin")?).into_owned();
        let version = head
            .lines()
            .find_map(|line| line.trim_start_matches(" * ").strip_prefix("Version:"));
        let version = version.unwrap_or_default().trim();
        ensure!(version == super::VERSION, "its version is {version}");
        Ok(format!(
            "skill-check/ with {} files, version {version}",
            files.len()
        ))
    }
}

impl Drop for Bare<'_> {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Folders in which no program of Rust lies.
fn without_rust(folders: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let holds = |folder: &PathBuf| RUST.iter().any(|program| folder.join(program).is_file());
    folders.filter(|folder| !holds(folder)).collect()
}

/// What a check says in one line.
fn summary(text: &str) -> &str {
    let line = text.lines().find(|line| line.contains(" errors, "));
    line.unwrap_or("it says nothing of errors")
}

/// The last line of what was printed.
fn last(text: &str) -> &str {
    text.trim().lines().last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_with_programs_of_rust_are_left_out() {
        let folder = std::env::temp_dir().join(format!("skill-check-path-{}", std::process::id()));
        for name in ["with", "without"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        std::fs::write(folder.join("with/rustc"), "").unwrap();
        let folders = ["with", "without", "none"].map(|name| folder.join(name));
        let left = without_rust(folders.iter().cloned());
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(left, folders[1..]);
    }

    #[test]
    fn the_last_line_is_what_counts() {
        assert_eq!(last("one\ntwo\n\n"), "two");
        assert_eq!(last(""), "");
        assert_eq!(summary("a\n0 errors, 1 warning\nb"), "0 errors, 1 warning");
    }
}
