//! Bills of materials for what is built of Rust's packages alone, by cargo-cyclonedx. That of the widget comes with
//! the build, for it has Rust's own library and packages of npm in it, which cargo-cyclonedx doesn't know.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Release, command, list, named, put};
use crate::run::{Runner, builder, cargo};

/// What cargo-cyclonedx writes beside each manifest of the workspace.
const WRITTEN: &str = "release-bill";

/// What stands for this machine's folder of the sources.
const SOURCES: &str = "/skill-check";

/// What has a bill, by the folder of its package, with its target and the file.
const BILLS: [(&str, &str, &str); 2] = [
    ("crates/cli", command::TARGET, list::BILL_COMMAND),
    (
        "crates/python",
        "x86_64-unknown-linux-gnu",
        list::BILL_WHEEL,
    ),
];

/// Writes a bill for each of them.
pub(super) fn write(
    runner: &Runner,
    cyclonedx: &Path,
    release: &Release,
    folder: &Path,
) -> Result<()> {
    for (package, target, file) in BILLS {
        let mut command = builder(cyclonedx);
        command.args(["cyclonedx", "--format", "json", "--spec-version", "1.5"]);
        command.args(["--target", target, "--override-filename", WRITTEN]);
        command.args(["--no-build-deps", "--quiet"]);
        command.env("SOURCE_DATE_EPOCH", release.time.to_string());
        command.env("CARGO", cargo().get_program());
        let ran = runner.run(command.current_dir(&runner.root));
        // It writes beside all manifests, whichever is wanted.
        let written = written(&runner.root)?;
        let wanted = runner.path(package).join(format!("{WRITTEN}.json"));
        let text = std::fs::read_to_string(&wanted);
        for path in written {
            std::fs::remove_file(&path)
                .with_context(|| format!("{} can't be removed", path.display()))?;
        }
        ran?;
        let text = text.with_context(|| format!("{} can't be read", wanted.display()))?;
        put(
            folder,
            &named(file),
            settled(&text, &runner.root)?.as_bytes(),
        )?;
    }
    Ok(())
}

/// What was written, in all folders of the workspace.
fn written(root: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = vec![root.to_owned()];
    for parent in ["bench", "crates", "tests"] {
        for entry in std::fs::read_dir(root.join(parent))? {
            folders.push(entry?.path());
        }
    }
    let files = folders
        .into_iter()
        .map(|folder| folder.join(format!("{WRITTEN}.json")));
    Ok(files.filter(|file| file.is_file()).collect())
}

/// A bill without what differs between two machines and two runs: the folder of the sources, and a number that
/// was drawn.
fn settled(text: &str, root: &Path) -> Result<String> {
    let text = text.replace(&root.display().to_string(), SOURCES);
    let mut bill: Value = serde_json::from_str(&text).context("the bill is not JSON")?;
    let bill = bill.as_object_mut().context("the bill is no object")?;
    bill.remove("serialNumber");
    Ok(format!("{:#}\n", json!(bill)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_names_no_folder_and_no_draw() {
        let text = r#"{"bomFormat":"CycloneDX","serialNumber":"urn:uuid:1","a":"path+file:///home/me/a#b@1"}"#;
        let settled = settled(text, Path::new("/home/me")).unwrap();
        let bill: Value = serde_json::from_str(&settled).unwrap();
        let expected = json!({"bomFormat": "CycloneDX", "a": "path+file:///skill-check/a#b@1"});
        assert_eq!(bill, expected);
    }
}
