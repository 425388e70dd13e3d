//! What a release has of the build in `dist/`, and what lies beside it for people: licences, notes, sums.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest as _, Sha256};

use super::archive::{self, Entry};
use super::{Release, VERSION, files, list, name, named, notes, put};
use crate::build::{licences, wordpress, zip};
use crate::reproduce;
use crate::run::Runner;

/// The build.
const DIST: &str = "dist";

/// What all sums stand in, as `sha256sum` writes and reads them.
pub(super) const SUMS: &str = "SHA256SUMS";

/// Packs the build in each form that somebody takes it in.
pub(super) fn pack(runner: &Runner, release: &Release, folder: &Path) -> Result<()> {
    let built = reproduce::files(&runner.path(DIST))?;
    let site: BTreeMap<String, Vec<u8>> = built
        .into_iter()
        .map(|(path, bytes)| {
            let path = path.to_string_lossy().replace('\\', "/");
            (format!("{}/{path}", list::SITE_FOLDER), bytes)
        })
        .collect();
    // Servers tell a file's versions apart by its time and length.
    let packed = zip::pack_at(&site, zip::time(release.time)?)?;
    put(folder, &named(list::SITE_ZIP), &packed)?;
    let entry = |bytes| Entry { bytes, runs: false };
    let site = site.into_iter().map(|(path, bytes)| (path, entry(bytes)));
    let packed = archive::pack(&site.collect(), release.time)?;
    put(folder, &named(list::SITE_TAR), &packed)?;

    let mut command = Command::new("npm");
    command.args(["pack", "--ignore-scripts", "--silent", "--pack-destination"]);
    runner.run(command.arg(folder).arg(format!("./{DIST}/npm")))?;
    let package = named(list::NPM);
    ensure!(folder.join(&package).is_file(), "npm packed no {package}");

    for (from, to) in [
        (wordpress::ARCHIVE, list::PLUGIN),
        (licences::BILL, list::BILL_SITE),
    ] {
        let from = runner.path(DIST).join(from);
        let bytes = std::fs::read(&from);
        let bytes = bytes.with_context(|| format!("{} can't be read", from.display()))?;
        put(folder, &named(to), &bytes)?;
    }
    Ok(())
}

/// Writes licences and notes beside what is there.
pub(super) fn add_texts(runner: &Runner, release: &Release, folder: &Path) -> Result<()> {
    for name in licences::OWN {
        let text = std::fs::read(runner.path(name));
        put(
            folder,
            name,
            &text.with_context(|| format!("{name} can't be read"))?,
        )?;
    }
    let mut named = Vec::new();
    for path in files(folder)? {
        let name = name(&path);
        let what = list::what(&name);
        named.push((
            name.clone(),
            what.with_context(|| format!("nobody knows what {name} is"))?,
        ));
    }
    let text = notes::text(VERSION, &release.commit, &named, &release.notes);
    put(folder, list::NOTES, text.as_bytes())
}

/// Writes the sum of each file.
pub(super) fn sum(folder: &Path) -> Result<()> {
    let mut sums = String::new();
    for path in files(folder)? {
        let bytes = std::fs::read(&path);
        let bytes = bytes.with_context(|| format!("{} can't be read", path.display()))?;
        // Writing to a string can't fail.
        let _ = writeln!(sums, "{}  {}", digest(&bytes), name(&path));
    }
    put(folder, SUMS, sums.as_bytes())
}

/// A SHA-256 in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_as_sha256sum_writes_them() {
        let name = format!("skill-check-sums-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        super::super::emptied(&folder).unwrap();
        put(&folder, "b", b"abc").unwrap();
        put(&folder, "a", b"").unwrap();
        sum(&folder).unwrap();
        let sums = std::fs::read_to_string(folder.join(SUMS)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
                        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n";
        assert_eq!(sums, expected);
    }
}
