//! The command `package`: packs the author's command with the widget that it carries, and tries what was
//! packed as somebody has it who has neither a clone nor a build.

pub(crate) mod trial;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::build;
use crate::run::{Runner, cargo};
use crate::setup;

/// The package of the author's command.
const CLI: &str = "skill-check-cli";

/// What it is made of, by the folder of each in `crates/`.
const PARTS: [(&str, &str); 7] = [
    ("skill-check-analysis", "analysis"),
    ("skill-check-assessment", "assessment"),
    ("skill-check-batch", "batch"),
    ("skill-check-catalogue", "catalogue"),
    ("skill-check-import", "import"),
    ("skill-check-static-server", "static-server"),
    ("skill-check-tables", "tables"),
];

/// Where the command takes the widget from when it is built, see its `build.rs`.
const WIDGET: &str = "crates/cli/widget/widget.zip";

/// Where cargo puts packages.
const PACKED: &str = "target/package";

/// Where they are built again; it stays, so that it takes long only once.
const BUILT: &str = "target/packed";

/// The command `package`.
///
/// # Errors
/// Something can't be built or packed, or what was packed doesn't work by itself.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    carry(runner)?;
    setup::crates(runner)?;
    let packages = runner.step("Packing the command and what it is made of", || {
        pack(runner)
    })?;
    let folder = Folder::new()?;
    let sources = folder.0.join("sources");
    runner.step("Unpacking them into an empty folder", || {
        unpack(runner, &packages, &sources)
    })?;
    let what = "Building the command from what was packed";
    let program = runner.step(what, || install(runner, &sources, &folder.0))?;
    // What it needs of them would be missed now.
    std::fs::remove_dir_all(&sources)
        .with_context(|| format!("{} can't be removed", sources.display()))?;
    let empty = folder.0.join("empty");
    std::fs::create_dir(&empty).with_context(|| format!("{} can't be made", empty.display()))?;
    runner.step("Trying it in an empty folder", || {
        trial::run(&program, &empty)
    })?;
    for path in packages.iter().chain([&runner.path(WIDGET)]) {
        let size = std::fs::metadata(path)?.len();
        let shown = path.strip_prefix(&runner.root).unwrap_or(path);
        println!("{} ({size} bytes)", shown.display());
    }
    println!("`cargo install --locked --path crates/cli` installs the command with this widget");
    Ok(())
}

/// Builds the widget, and puts it where the command takes it from.
pub(crate) fn carry(runner: &Runner) -> Result<()> {
    let archive = build::widget_archive(runner)?;
    let path = runner.path(WIDGET);
    // What is the same is left alone: the command would be compiled again.
    if std::fs::read(&path).is_ok_and(|before| before == archive) {
        return Ok(());
    }
    std::fs::write(&path, archive).with_context(|| format!("{} can't be written", path.display()))
}

/// Has cargo pack all of them; their files.
fn pack(runner: &Runner) -> Result<Vec<PathBuf>> {
    let mut command = cargo();
    // Offline: they need nothing that isn't there, and each would ask the registry by itself.
    command.args(["package", "--locked", "--offline"]);
    // They are built where the repository isn't, and what isn't committed is to be tried, too.
    command.args(["--no-verify", "--allow-dirty"]);
    let names = || [CLI].into_iter().chain(PARTS.map(|(name, _)| name));
    for name in names() {
        command.args(["--package", name]);
    }
    runner.run(&mut command)?;
    let file = |name| format!("{PACKED}/{name}-{}.crate", env!("CARGO_PKG_VERSION"));
    Ok(names().map(|name| runner.path(&file(name))).collect())
}

/// Unpacks packages, and has cargo take them for those of the registry.
fn unpack(runner: &Runner, packages: &[PathBuf], sources: &Path) -> Result<()> {
    let written = |path: &Path, text: &str| {
        std::fs::write(path, text).with_context(|| format!("{} can't be written", path.display()))
    };
    let settings = sources.join(".cargo");
    std::fs::create_dir_all(&settings)
        .with_context(|| format!("{} can't be made", settings.display()))?;
    for package in packages {
        let mut command = Command::new("tar");
        command.arg("--extract").arg("--gzip").arg("--file");
        runner.run(command.arg(package).arg("--directory").arg(sources))?;
    }
    written(&settings.join("config.toml"), &patch(sources))?;
    // With the versions that a user gets by `--locked`.
    let lock = source(sources, CLI).join("Cargo.lock");
    let text = std::fs::read_to_string(&lock)
        .with_context(|| format!("{} can't be read", lock.display()))?;
    written(&lock, &unsourced(&text))
}

/// The folder that a package is unpacked to.
fn source(sources: &Path, name: &str) -> PathBuf {
    sources.join(format!("{name}-{}", env!("CARGO_PKG_VERSION")))
}

/// What has cargo take the unpacked packages.
fn patch(sources: &Path) -> String {
    let mut patch = String::from("[patch.crates-io]\n");
    for (name, _) in PARTS {
        let path = toml::Value::from(source(sources, name).to_string_lossy().into_owned());
        patch.push_str(&format!("{name} = {{ path = {path} }}\n"));
    }
    patch
}

/// A lock file in which our packages lie on this machine: without where they come from, and their checksums.
fn unsourced(lock: &str) -> String {
    let is_ours = |block: &str| {
        let name = block.lines().find_map(|line| line.strip_prefix("name = "));
        PARTS
            .iter()
            .any(|(part, _)| name == Some(format!("\"{part}\"").as_str()))
    };
    let blocks = lock.split("[[package]]\n").map(|block| {
        if !is_ours(block) {
            return block.to_owned();
        }
        let lines = block.lines().filter(|line| {
            !["source = ", "checksum = "]
                .iter()
                .any(|key| line.starts_with(key))
        });
        lines.map(|line| format!("{line}\n")).collect()
    });
    blocks.collect::<Vec<_>>().join("[[package]]\n")
}

/// Builds the command from what was unpacked; the program, in a folder of its own.
fn install(runner: &Runner, sources: &Path, folder: &Path) -> Result<PathBuf> {
    let mut command = cargo();
    command.current_dir(sources);
    command.args(["install", "--locked", "--offline", "--debug", "--no-track"]);
    command.arg("--path").arg(source(sources, CLI));
    command.arg("--root").arg(folder);
    command.env("CARGO_TARGET_DIR", runner.path(BUILT));
    // It is built to be tried, not to be looked into.
    command.env("CARGO_PROFILE_DEV_DEBUG", "false");
    runner.run(&mut command)?;
    let name = format!("cargo-skill-check{}", std::env::consts::EXE_SUFFIX);
    Ok(folder.join("bin").join(name))
}

/// A folder away from the repository, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let name = format!("skill-check-package-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)
                .with_context(|| format!("{} can't be removed", folder.display()))?;
        }
        std::fs::create_dir(&folder)
            .with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The workspace's folder.
    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// The packages with their folders.
    fn packages() -> impl Iterator<Item = (&'static str, PathBuf)> {
        let folders = [(CLI, "cli")].into_iter().chain(PARTS);
        folders.map(|(name, folder)| (name, root().join("crates").join(folder)))
    }

    /// The files of a package, as cargo packs them.
    fn listed(name: &str) -> BTreeSet<String> {
        let mut command = cargo();
        command.current_dir(root());
        command.args(["package", "--list", "--quiet", "--allow-dirty"]);
        command.args(["--locked", "--offline", "--package", name]);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| line.replace('\\', "/")).collect()
    }

    /// What a source includes, as it is written there: a path, or what makes one.
    fn included(source: &str) -> impl Iterator<Item = &str> {
        let calls = source.match_indices("include");
        calls.filter_map(|(at, _)| {
            let rest = &source[at..];
            let rest = ["include_str!(", "include_bytes!(", "include!("]
                .iter()
                .find_map(|call| rest.strip_prefix(call))?;
            rest.split(')').next().map(str::trim)
        })
    }

    /// A path from the folder of another file, without `..`; nothing if it leads out of the package.
    fn beside(file: &str, path: &str) -> Option<String> {
        let mut parts: Vec<&str> = file.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    #[test]
    fn each_package_holds_all_that_its_sources_include_and_its_licences() {
        for (name, folder) in packages() {
            let files = listed(name);
            for needed in ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
                assert!(files.contains(needed), "{name} has no {needed}");
            }
            for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
                let text = |path: PathBuf| std::fs::read_to_string(path).unwrap();
                assert_eq!(text(folder.join(licence)), text(root().join(licence)));
            }
            let sources: Vec<_> = files.iter().filter(|file| file.ends_with(".rs")).collect();
            assert!(!sources.is_empty(), "{name} has no sources");
            for file in sources {
                let source = std::fs::read_to_string(folder.join(file)).unwrap();
                for path in included(&source) {
                    let path = path
                        .strip_prefix('"')
                        .and_then(|path| path.strip_suffix('"'));
                    let path = path.and_then(|path| beside(file, path));
                    let path = path.unwrap_or_else(|| panic!("{name}: {file} looks elsewhere"));
                    // The widget is there once it was built.
                    assert!(
                        files.contains(&path) || WIDGET.ends_with(&format!("cli/{path}")),
                        "{name}: {file} includes {path}, which isn't packed"
                    );
                }
            }
        }
    }

    #[test]
    fn what_the_command_is_made_of_is_packed_with_it() {
        let text = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let manifest: toml::Table = text.parse().unwrap();
        let shared = &manifest["workspace"]["dependencies"];
        for (name, folder) in packages() {
            let text = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            let manifest: toml::Table = text.parse().unwrap();
            let package = manifest["package"].as_table().unwrap();
            assert_eq!(package["name"].as_str(), Some(name));
            assert!(!package.contains_key("publish"), "{name} is kept back");
            let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
            for dependency in dependencies.iter().flat_map(|all| all.keys()) {
                let Some(path) = shared.get(dependency).and_then(|one| one.get("path")) else {
                    continue;
                };
                let folder = path.as_str().unwrap().strip_prefix("crates/").unwrap();
                let is_packed = PARTS.iter().any(|(_, part)| *part == folder);
                assert!(is_packed, "{name} needs {folder}, which isn't packed");
            }
        }
    }

    #[test]
    fn our_packages_lose_their_source_in_a_lock_file() {
        let lock = "version = 4\n\n[[package]]\nname = \"serde\"\nsource = \"r\"\nchecksum = \"1\"\n\n\
                    [[package]]\nname = \"skill-check-batch\"\nversion = \"1\"\nsource = \"r\"\nchecksum = \"2\"\n\
                    dependencies = [\n \"serde\",\n]\n";
        assert_eq!(
            unsourced(lock),
            "version = 4\n\n[[package]]\nname = \"serde\"\nsource = \"r\"\nchecksum = \"1\"\n\n\
             [[package]]\nname = \"skill-check-batch\"\nversion = \"1\"\ndependencies = [\n \"serde\",\n]\n"
        );
    }

    #[test]
    fn a_path_that_leads_out_is_noticed() {
        assert_eq!(
            beside("src/a.rs", "../b/c.toml").as_deref(),
            Some("b/c.toml")
        );
        assert_eq!(
            beside("src/a/b.rs", "c.css").as_deref(),
            Some("src/a/c.css")
        );
        assert_eq!(beside("src/a.rs", "../../b"), None);
        let source =
            "include_str!(\"a\"), include_bytes!(\n  \"b\"\n) // included\ninclude!(concat!(x))";
        assert_eq!(
            included(source).collect::<Vec<_>>(),
            ["\"a\"", "\"b\"", "concat!(x"]
        );
    }
}
