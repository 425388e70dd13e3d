//! Installs what a command lacks, through the registries, and says so.

mod release;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

pub(crate) use release::{cyclonedx, hadolint, maturin, musl};

use crate::build::BOOTSTRAP;
use crate::run::{Runner, cargo};

/// The target that the widget is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node.js that the tools run on.
const NODE: u32 = 18;

/// The release of cargo-deny that the policy is written for.
const DENY: &str = "0.20.2";

/// The release of geckodriver that the tests are made for.
const GECKODRIVER: &str = "0.37.1";

/// Where Debian has the browser of WebKitGTK; it is no command.
const WEBKIT_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// The packages with the web servers that the guide to embedding has configurations for.
const SERVERS: [&str; 4] = [
    "nginx",
    "nginx-common",
    "libnginx-mod-http-brotli-static",
    "caddy",
];

/// The package with Apache's programs, without what makes it a service.
const APACHE: &str = "apache2-bin";

/// The packages with what WordPress runs on; none of them is a service.
const RUNTIME: [&str; 3] = ["php-cli", "php-mysql", "mariadb-server-core"];

/// The packages with WordPress, a theme, and what WordPress's scripts are made of.
const WORDPRESS: [&str; 4] = [
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "libjs-underscore",
    "php-getid3",
];

/// The same for the newest WordPress that Debian has, and what else its scripts are made of by then.
const WORDPRESS_NEWEST: [&str; 8] = [
    "wordpress",
    "wordpress-theme-twentytwentyfive",
    "libjs-cropper",
    "libjs-jquery-ui",
    "libjs-lodash",
    "libjs-underscore",
    "libphp-phpmailer",
    "php-getid3",
];

/// Where Debian's packages are newest.
const NEWEST: &str = "sid";

/// Debian's keys, which its own system keeps here.
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Where Debian has the server of MariaDB.
const MARIADB: &str = "/usr/sbin/mariadbd";

/// A font of the package that pictures are compared in.
const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";

/// A browser and its driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Browser {
    /// The browser's executable.
    pub(crate) browser: PathBuf,
    /// The driver's executable.
    pub(crate) driver: PathBuf,
}

/// Sees to the standard library for the browser.
pub(crate) fn wasm_target(runner: &Runner) -> Result<()> {
    let installed = |arguments: &[&str], path: &str| -> Result<bool> {
        let output = runner.capture(Command::new("rustc").arg("--print").args(arguments))?;
        Ok(output.success && Path::new(output.text.trim()).join(path).is_dir())
    };
    let mut missing = Vec::new();
    if !installed(&["target-libdir", "--target", WASM], "")? {
        missing.push(["target", WASM]);
    }
    if !installed(&["sysroot"], "lib/rustlib/src/rust/library")? {
        missing.push(["component", "rust-src"]);
    }
    for [kind, name] in missing {
        if found("rustup").is_none() {
            bail!(
                "Rust's {kind} {name} is missing, and there is no rustup to install it: install it \
                 with your system's package manager, or install rustup"
            );
        }
        runner.step(
            &format!("Installing {name} with rustup: the widget is WebAssembly, built with Rust's own library"),
            || runner.run(Command::new("rustup").args([kind, "add", name])),
        )?;
    }
    Ok(())
}

/// Sees to the tools from npm; they lie in `tools/node_modules`.
pub(crate) fn node_tools(runner: &Runner) -> Result<()> {
    npm(runner, "tools", NODE_TOOLS)
}

/// The tools from npm that are to be installed, if any is missing.
pub(crate) fn missing_node_tools(runner: &Runner) -> Result<Option<Packages>> {
    missing_packages(runner, "tools", NODE_TOOLS)
}

/// What lies in `tools/node_modules`.
const NODE_TOOLS: &str = "wasm-opt, esbuild, axe-core and what tests need";

/// Sees to what the measurements need: other widgets to compare with, and what drives the browser.
pub(crate) fn bench_tools(runner: &Runner) -> Result<()> {
    npm(runner, "bench", "the widgets that ours is measured beside")
}

/// Sees to the frameworks that the npm package is tried in.
pub(crate) fn frameworks(runner: &Runner, folder: &str) -> Result<()> {
    npm(runner, folder, "the frameworks of the guide")
}

/// Sees to the packages that the lock file of a folder names; they lie in its `node_modules`.
fn npm(runner: &Runner, folder: &str, what: &str) -> Result<()> {
    match missing_packages(runner, folder, what)? {
        Some(missing) => runner.step(&missing.what(), || missing.install(runner)),
        None => Ok(()),
    }
}

/// The packages from npm that a folder lacks, with Node.js and npm installed to bring them; nothing where it has all that
/// its lock file names.
fn missing_packages(runner: &Runner, folder: &str, what: &str) -> Result<Option<Packages>> {
    let lock = format!("{folder}/package-lock.json");
    let lock =
        std::fs::read(runner.path(&lock)).with_context(|| format!("{lock} can't be read"))?;
    let stamp = runner.path(&format!("{folder}/node_modules/.installed"));
    let present = node(runner)?;
    if present && std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(None);
    }
    if !present || found("npm").is_none() {
        apt(
            runner,
            &["nodejs", "npm"],
            "wasm-opt and the bundler run on Node.js 18 or later",
        )?;
        if !node(runner)? {
            bail!("Node.js {NODE} or later is needed; the one that is installed is older");
        }
    }
    Ok(Some(Packages {
        folder: folder.to_owned(),
        what: what.to_owned(),
        lock,
        stamp,
    }))
}

/// Packages from npm that are still to be installed, with npm there to do it.
#[derive(Debug)]
pub(crate) struct Packages {
    folder: String,
    what: String,
    lock: Vec<u8>,
    stamp: PathBuf,
}

impl Packages {
    /// What the step of installing them is called.
    pub(crate) fn what(&self) -> String {
        let Self { folder, what, .. } = self;
        format!("Installing {what} with npm, into {folder}/node_modules")
    }

    /// Installs them.
    pub(crate) fn install(&self, runner: &Runner) -> Result<()> {
        // None of them needs an install script: what is run is what the lock file names.
        runner.run(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .current_dir(runner.path(&self.folder)),
        )?;
        std::fs::write(&self.stamp, &self.lock)
            .with_context(|| format!("{} can't be written", self.stamp.display()))
    }
}

/// Whether there is a Node.js that is new enough.
fn node(runner: &Runner) -> Result<bool> {
    if found("node").is_none() {
        return Ok(false);
    }
    let version = runner.capture(Command::new("node").arg("--version"))?;
    Ok(major(&version.text).is_some_and(|major| major >= NODE))
}

/// The first number of a version such as `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// Sees to a Python with what builds and tests the package for it; it lies in `target/tools`.
pub(crate) fn python(runner: &Runner) -> Result<PathBuf> {
    let list = "crates/python/requirements.txt";
    let wanted =
        std::fs::read(runner.path(list)).with_context(|| format!("{list} can't be read"))?;
    let folder = runner.path("target/tools/python");
    let (python, stamp) = (folder.join("bin/python"), folder.join(".installed"));
    if python.is_file() && std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    python_with_venv(runner)?;
    let what = format!("Installing what {list} names with pip, into target/tools/python");
    runner.step(&what, || {
        runner.run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let install = ["-m", "pip", "install", "--quiet", "--requirement", list];
        runner.run(Command::new(&python).args(install))
    })?;
    std::fs::write(&stamp, wanted)
        .with_context(|| format!("{} can't be written", stamp.display()))?;
    Ok(python)
}

/// Sees to a Python that makes environments.
fn python_with_venv(runner: &Runner) -> Result<()> {
    let has_venv = || -> Result<bool> {
        let modules = [
            "-c",
            "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))",
        ];
        Ok(found("python3").is_some()
            && runner
                .capture(Command::new("python3").args(modules))?
                .success)
    };
    if !has_venv()? {
        let why = "the Python package is built and tested with Python 3.10 or later";
        apt(runner, &["python3", "python3-venv"], why)?;
        if !has_venv()? {
            bail!("Python 3.10 or later with venv is needed; the one that is installed is older");
        }
    }
    Ok(())
}

/// Sees to a Java, which Spark runs on.
pub(crate) fn java(runner: &Runner) -> Result<()> {
    if found("java").is_some() {
        return Ok(());
    }
    let why = "the Python package is tested in Spark, which runs on it";
    apt(runner, &["openjdk-17-jre-headless"], why)
}

/// Sees to a C++ compiler, which builds libFuzzer.
pub(crate) fn cxx(runner: &Runner) -> Result<()> {
    if found("c++").is_some() {
        return Ok(());
    }
    apt(runner, &["g++"], "it compiles the fuzzer for result links")
}

/// Sees to a Chromium and its driver.
pub(crate) fn chromium(runner: &Runner) -> Result<Browser> {
    let browser = wanted("CHROME", &["chromium", "google-chrome", "chrome"])?;
    let driver = wanted("CHROMEDRIVER", &["chromedriver"])?;
    if let (Some(browser), Some(driver)) = (browser, driver) {
        return Ok(Browser { browser, driver });
    }
    apt(
        runner,
        &["chromium", "chromium-driver"],
        "the browser tests run in it; CHROME and CHROMEDRIVER name another one",
    )?;
    match (found("chromium"), found("chromedriver")) {
        (Some(browser), Some(driver)) => Ok(Browser { browser, driver }),
        _ => bail!("chromium and chromedriver were installed, but are not in the PATH"),
    }
}

/// Sees to a Firefox and its driver, which Debian lacks: it lies in `target/tools`.
pub(crate) fn firefox(runner: &Runner) -> Result<Browser> {
    let names = ["firefox-esr", "firefox"];
    let browser = if let Some(browser) = wanted("FIREFOX", &names)? {
        browser
    } else {
        let why = "the widget is tested in it, too; FIREFOX names another one";
        apt(runner, &["firefox-esr"], why)?;
        found("firefox-esr").context("firefox-esr was installed, but is not in the PATH")?
    };
    if let Some(driver) = wanted("GECKODRIVER", &["geckodriver"])? {
        return Ok(Browser { browser, driver });
    }
    let tools = runner.path("target/tools");
    let driver = tools.join("bin/geckodriver");
    if !driver.is_file() {
        let what = format!(
            "Installing geckodriver {GECKODRIVER} with cargo, into target/tools: it drives Firefox"
        );
        runner.step(&what, || {
            runner.run(
                cargo()
                    .args(["install", "--locked", "--version", GECKODRIVER, "--root"])
                    .arg(&tools)
                    .arg("geckodriver"),
            )
        })?;
    }
    Ok(Browser { browser, driver })
}

/// Sees to cargo-deny, which checks licences and advisories.
pub(crate) fn deny(runner: &Runner) -> Result<PathBuf> {
    program(runner, "cargo-deny", DENY, "CARGO_DENY")
}

/// Sees to a program that cargo installs, in one release of it; it lies in `target/tools`, unless a variable of the
/// environment names another one.
fn program(runner: &Runner, name: &str, release: &str, variable: &str) -> Result<PathBuf> {
    if let Some(program) = wanted(variable, &[])? {
        return Ok(program);
    }
    let tools = runner.path("target/tools");
    let program = tools.join("bin").join(name);
    // Such programs take their own name as cargo passes it on.
    let own = name.trim_start_matches("cargo-");
    let is_there = program.is_file()
        && runner
            .capture(Command::new(&program).args([own, "--version"]))?
            .text
            .contains(release);
    if !is_there {
        let what = format!("Installing {name} {release} with cargo, into target/tools");
        runner.step(&what, || {
            let mut command = cargo();
            command.args(["install", "--locked", "--force", "--version", release]);
            runner.run(command.arg("--root").arg(&tools).arg(name))
        })?;
    }
    Ok(program)
}

/// Sees to WebKitGTK, its driver, and a display for it.
pub(crate) fn webkit(runner: &Runner) -> Result<Browser> {
    let look = || -> Result<Option<Browser>> {
        let browser = match wanted("WEBKIT_BROWSER", &[])? {
            Some(browser) => Some(browser),
            None => Some(PathBuf::from(WEBKIT_BROWSER)).filter(|file| file.is_file()),
        };
        let driver = wanted("WEBKIT_DRIVER", &["WebKitWebDriver"])?;
        let display = wanted("XVFB", &["Xvfb"])?;
        Ok(match (browser, driver, display) {
            (Some(browser), Some(driver), Some(_)) => Some(Browser { browser, driver }),
            _ => None,
        })
    };
    if let Some(browser) = look()? {
        return Ok(browser);
    }
    apt(
        runner,
        &["webkit2gtk-driver", "xvfb"],
        "the widget is tested in Safari's engine, too; WEBKIT_BROWSER and WEBKIT_DRIVER name another one",
    )?;
    look()?.context("webkit2gtk-driver and xvfb were installed, but are not where Debian puts them")
}

/// Web servers that the tests start themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Servers {
    /// nginx's executable.
    pub(crate) nginx: PathBuf,
    /// The folder with its modules.
    pub(crate) modules: PathBuf,
    /// Caddy's executable.
    pub(crate) caddy: PathBuf,
}

/// Sees to Apache; its executable and the folder with its modules. Installed without its package
/// `apache2`, it is no service.
pub(crate) fn apache(runner: &Runner) -> Result<[PathBuf; 2]> {
    let all = [
        PathBuf::from("/usr/sbin/apache2"),
        PathBuf::from("/usr/lib/apache2/modules"),
    ];
    if !all[0].is_file() {
        let why = "the guide's configurations are tested with it";
        apt(runner, &[APACHE], why)?;
    }
    if !all[0].is_file() {
        bail!("{APACHE} was installed, but is not where Debian puts it");
    }
    Ok(all)
}

/// Sees to nginx and Caddy. They are unpacked into `target/tools`, not installed: Debian's packages
/// would start them as services of the machine.
pub(crate) fn servers(runner: &Runner) -> Result<Servers> {
    if let Some(servers) = servers_in(Path::new("/")) {
        return Ok(servers);
    }
    let folder = runner.path("target/tools/servers");
    if let Some(servers) = servers_in(&folder) {
        return Ok(servers);
    }
    let why = "the guide's configurations are tested with them";
    unpack(runner, &folder, &SERVERS, &[], why)?;
    servers_in(&folder).context("nginx and Caddy were unpacked, but are not where Debian puts them")
}

/// Unpacks Debian packages into a folder of `target/tools`, without installing them; `options` are apt's.
fn unpack(
    runner: &Runner,
    folder: &Path,
    packages: &[&str],
    options: &[String],
    why: &str,
) -> Result<()> {
    let list = packages.join(" ");
    if found("apt-get").is_none() {
        bail!("{list} missing ({why}): install what your system calls these packages of Debian");
    }
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} can't be created", folder.display()))?;
    let what = format!("Unpacking {list} into target/tools: {why}");
    runner.step(&what, || {
        // Lists of its own anybody may write.
        if !options.is_empty() || runner.run(Command::new("id").arg("-u"))?.trim() == "0" {
            let mut update = Command::new("apt-get");
            runner.run(update.args(options).args(["update", "--quiet"]))?;
        }
        runner.run(
            Command::new("apt-get")
                .args(options)
                .args(["download", "--quiet"])
                .args(packages)
                .current_dir(folder),
        )?;
        for entry in std::fs::read_dir(folder)? {
            let file = entry?.path();
            if file.extension().is_some_and(|extension| extension == "deb") {
                runner.run(Command::new("dpkg").arg("-x").arg(&file).arg(folder))?;
            }
        }
        Ok(())
    })
}

/// A WordPress and what it runs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordPress {
    /// PHP's executable for the command line, which has a web server inside.
    pub(crate) php: PathBuf,
    /// The executable of MariaDB's server.
    pub(crate) mariadb: PathBuf,
    /// The folder `share` with WordPress in it, and with what WordPress links to.
    pub(crate) share: PathBuf,
    /// The same of the newest WordPress that Debian has.
    pub(crate) newest: PathBuf,
}

/// Sees to WordPress, PHP and MariaDB. None of them becomes a service: the tests start what they
/// need, in a folder of their own. WordPress is unpacked, since its package would bring Apache.
pub(crate) fn wordpress(runner: &Runner) -> Result<WordPress> {
    let why = "the plugin is tested in a real WordPress";
    let look = || -> Result<Option<(PathBuf, PathBuf)>> {
        // Servers lie where only root looks.
        let mariadb = found("mariadbd").or_else(|| Some(PathBuf::from(MARIADB)));
        let Some((php, mariadb)) = found("php").zip(mariadb.filter(|file| file.is_file())) else {
            return Ok(None);
        };
        let modules = runner.capture(Command::new(&php).arg("-m"))?.text;
        let has_database = modules.lines().any(|module| module == "mysqli");
        Ok(has_database.then_some((php, mariadb)))
    };
    let (php, mariadb) = if let Some(both) = look()? {
        both
    } else {
        apt(runner, &RUNTIME, why)?;
        look()?.context("PHP and MariaDB were installed, but are not where Debian puts them")?
    };
    let share = unpacked(
        runner,
        "target/tools/wordpress",
        "twentytwentythree",
        |folder| unpack(runner, folder, &WORDPRESS, &[], why),
    )?;
    let newest = unpacked(
        runner,
        "target/tools/wordpress-newest",
        "twentytwentyfive",
        |folder| {
            let options = newest_packages(runner, folder)?;
            unpack(runner, folder, &WORDPRESS_NEWEST, &options, why)
        },
    )?;
    Ok(WordPress {
        php,
        mariadb,
        share,
        newest,
    })
}

/// The folder `share` of a WordPress with this theme, which `unpack` puts into a folder.
fn unpacked(
    runner: &Runner,
    folder: &str,
    theme: &str,
    unpack: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let folder = runner.path(folder);
    let share = folder.join("usr/share");
    let theme = share.join("wordpress/wp-content/themes").join(theme);
    if !theme.is_dir() {
        unpack(&folder)?;
    }
    if !theme.is_dir() {
        bail!("WordPress was unpacked, but is not where Debian puts it");
    }
    Ok(share)
}

/// Options by which apt reads Debian's newest packages, with lists of its own: the system's stay as they are.
fn newest_packages(runner: &Runner, folder: &Path) -> Result<Vec<String>> {
    if found("apt-get").is_none() {
        bail!("no apt-get: the newest WordPress comes from Debian's packages");
    }
    // From where the system has them.
    let origins = runner.run(
        Command::new("apt-get")
            .args(["indextargets", "--format", "$(REPO_URI)"])
            .args(["Created-By: Packages", "Origin: Debian", "Label: Debian"]),
    )?;
    let origin = origins
        .lines()
        .next()
        .context("apt knows no server with Debian's packages: run `apt-get update` as root")?;
    let apt = folder.join("apt");
    for part in ["lists/partial", "cache/archives/partial"] {
        std::fs::create_dir_all(apt.join(part))
            .with_context(|| format!("{} can't be created", apt.display()))?;
    }
    let list = apt.join("sources.list");
    std::fs::write(
        &list,
        format!("deb [signed-by={KEYS}] {origin} {NEWEST} main\n"),
    )
    .with_context(|| format!("{} can't be written", list.display()))?;
    let settings = [
        ("Dir::Etc::sourcelist", list),
        ("Dir::Etc::sourceparts", PathBuf::from("/dev/null")),
        ("Dir::State::lists", apt.join("lists")),
        ("Dir::Cache", apt.join("cache")),
    ];
    Ok(settings
        .iter()
        .flat_map(|(name, value)| ["-o".to_owned(), format!("{name}={}", value.display())])
        .collect())
}

/// The servers below a folder with Debian's files, if all are there.
fn servers_in(folder: &Path) -> Option<Servers> {
    let servers = Servers {
        nginx: folder.join("usr/sbin/nginx"),
        modules: folder.join("usr/lib/nginx/modules"),
        caddy: folder.join("usr/bin/caddy"),
    };
    let brotli = servers.modules.join("ngx_http_brotli_static_module.so");
    [&servers.nginx, &brotli, &servers.caddy]
        .iter()
        .all(|file| file.is_file())
        .then_some(servers)
}

/// Sees to the font that pictures of screens are compared in.
pub(crate) fn font(runner: &Runner) -> Result<()> {
    if Path::new(FONT).is_file() {
        return Ok(());
    }
    let why = "pictures of the screens are compared in this font";
    apt(runner, &["fonts-dejavu-core"], why)
}

/// The executable that the environment names, else the first of `names` in the PATH.
fn wanted(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!("{variable} names {}, which does not exist", path.display());
        }
        return Ok(Some(path));
    }
    Ok(names.iter().find_map(|name| found(name)))
}

/// Where an executable lies in the PATH.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Installs Debian packages, or says what is to be installed where that is not possible.
fn apt(runner: &Runner, packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if found("apt-get").is_none() {
        bail!("{list} missing ({why}): install what your system calls these packages of Debian");
    }
    let user = runner.run(Command::new("id").arg("-u"))?;
    if user.trim() != "0" {
        bail!("{list} missing ({why}): run `sudo apt-get install {list}`, then this command again");
    }
    runner.step(&format!("Installing {list} with apt: {why}"), || {
        runner.run(Command::new("apt-get").args(["update", "--quiet"]))?;
        runner.run(
            Command::new("apt-get")
                .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                .args(packages)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    })?;
    Ok(())
}

/// Downloads the crates that the lock file names, and those of Rust's library, so that later steps measure
/// themselves only and find the sources of all that the widget is made of.
pub(crate) fn crates(runner: &Runner) -> Result<()> {
    let library = library(runner)?.join("Cargo.toml");
    runner.step("Fetching the crates that Cargo.lock names", || {
        runner.run(cargo().args(["fetch", "--locked"]))?;
        let (name, value) = BOOTSTRAP;
        runner.run(
            cargo()
                .args(["fetch", "--locked", "--target", WASM, "--manifest-path"])
                .arg(library)
                .env(name, value),
        )
    })?;
    Ok(())
}

/// Where the source of Rust's library lies.
pub(crate) fn library(runner: &Runner) -> Result<PathBuf> {
    let sysroot = runner.run(Command::new("rustc").args(["--print", "sysroot"]))?;
    let sysroot = sysroot.lines().last().unwrap_or_default().trim();
    Ok(Path::new(sysroot).join("lib/rustlib/src/rust/library"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("18.1.0"), Some(18));
        assert_eq!(major("node?"), None);
    }

    #[test]
    fn executables_are_found_by_name() {
        assert!(found("sh").is_some());
        assert_eq!(found("no-such-command-here"), None);
    }
}
