//! The command `site`: the page of `docs/` with the build beside it, for any static host.
//!
//! What is built isn't committed, so the page alone says how to have it; put together, it is the product itself.

use std::path::Path;

use anyhow::{Context, Result};

use crate::build::{self, Mode};
use crate::reproduce;
use crate::run::Runner;

/// Where it is put together.
const OUT: &str = "target/site";

/// What the page consists of, in `docs/`.
const PAGE: [&str; 2] = ["index.html", "index.css"];

/// The folder of the build beside the page.
const BUILD: &str = "skill-check";

/// The command `site`.
///
/// # Errors
/// If there can be no build, or it can't be put beside the page.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    build::run(runner, Mode::Production)?;
    let out = runner.path(OUT);
    runner.step("Putting page and build together", || {
        assemble(runner, &runner.path("dist"), &out)
    })?;
    println!("{} is what a static host shows", out.display());
    Ok(())
}

/// Puts the page and a build into a folder that has nothing else then.
pub(crate) fn assemble(runner: &Runner, built: &Path, out: &Path) -> Result<()> {
    if out.exists() {
        std::fs::remove_dir_all(out)
            .with_context(|| format!("{} can't be emptied", out.display()))?;
    }
    let write = |name: &Path, bytes: Vec<u8>| -> Result<()> {
        let path = out.join(name);
        let folder = path.parent().context("a file lies in a folder")?;
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{} can't be created", folder.display()))?;
        std::fs::write(&path, bytes).with_context(|| format!("{} can't be written", path.display()))
    };
    for name in PAGE {
        let page = std::fs::read(runner.path("docs").join(name));
        let page = page.with_context(|| format!("docs/{name} can't be read"))?;
        write(Path::new(name), page)?;
    }
    for (path, bytes) in reproduce::files(built)? {
        write(&Path::new(BUILD).join(path), bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goal: the page leads to nothing but its own files and those of the build.
    #[test]
    fn the_page_and_the_build_are_beside_each_other() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let runner = Runner::new(root, false);
        let folder = std::env::temp_dir().join(format!("skill-check-site-{}", std::process::id()));
        let built = folder.join("built");
        std::fs::create_dir_all(built.join("assets")).unwrap();
        std::fs::write(built.join("assets/a.js"), "a").unwrap();
        let out = folder.join("out");
        std::fs::create_dir_all(out.join("earlier")).unwrap();
        assemble(&runner, &built, &out).unwrap();
        let page = std::fs::read_to_string(out.join("index.html")).unwrap();
        let names: Vec<_> = reproduce::files(&out).unwrap().into_keys().collect();
        std::fs::remove_dir_all(&folder).unwrap();
        let expected = ["index.css", "index.html", "skill-check/assets/a.js"];
        assert_eq!(names, expected.map(std::path::PathBuf::from));
        let links = ["href=\"", "src=\""].into_iter().flat_map(|attribute| {
            let parts = page.split(attribute).skip(1);
            parts.filter_map(|rest| rest.split_once('"'))
        });
        let links: Vec<_> = links.map(|(link, _)| link).collect();
        assert!(links.len() > 5, "{links:?}");
        for link in links {
            let is_here = PAGE.contains(&link) || link == "data:,";
            assert!(is_here || link.starts_with("skill-check/"), "{link}");
        }
    }
}
