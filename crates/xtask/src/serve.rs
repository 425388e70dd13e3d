//! The command `serve`: the page on this machine, rebuilt on change if so wished.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{EventKind, RecursiveMode, Watcher};
use static_server::{Options, Server};

use crate::build::{self, Mode};
use crate::run::{Runner, cargo};

/// What a build depends on.
const WATCHED: &[&str] = &[
    "Cargo.toml",
    "catalogues",
    "crates",
    "embed",
    "index.html",
    "src",
    "styles",
];

/// Editors write a file in several steps: after a change it has to be quiet for so long.
const QUIET: Duration = Duration::from_millis(200);

/// The command `serve`.
pub(crate) fn command(runner: &Runner, dev: bool, port: u16) -> Result<()> {
    let folder = if dev {
        build::run(runner, Mode::Dev)?;
        components(runner)?;
        runner.path("dist")
    } else {
        build::served(runner)?
    };
    let server = Server::start(Options::new(folder).port(port)).with_context(|| {
        format!("port {port} can't be listened on; another one is taken by `--port N`")
    })?;
    println!("\nThe check is at {}", server.url("/"));
    if dev {
        println!(
            "Pages for development are at {}",
            server.url("/dev/embedded.html")
        );
        println!(
            "and every component in every state at {}",
            server.url("/dev/components.html")
        );
        println!(
            "Changes are built as they are saved; reload the page to see them. Ctrl+C ends it."
        );
        watch(runner)
    } else {
        println!("Ctrl+C ends it.");
        server.wait();
        Ok(())
    }
}

/// Writes the page with every component in every state.
fn components(runner: &Runner) -> Result<()> {
    runner.step("Rendering every component in every state", || {
        runner.run(
            cargo()
                .args(["run", "--quiet", "--locked", "--example=components"])
                .arg(runner.path("dist/dev/components.html")),
        )
    })?;
    Ok(())
}

/// Builds again whenever a source changes.
fn watch(runner: &Runner) -> Result<()> {
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            // The other end goes away only with the process.
            let _ = sender.send(event.paths);
        }
    })
    .context("changes can't be watched")?;
    for name in WATCHED {
        watcher
            .watch(&runner.path(name), RecursiveMode::Recursive)
            .with_context(|| format!("changes of {name} can't be watched"))?;
    }
    while let Some(changed) = next_change(&changes) {
        println!("\n{} changed", shown(runner, &changed));
        // By cargo, so that changes of the catalogue's reader and of the build itself count too.
        let done = runner.step("Building again", || {
            runner.run(cargo().args(["run", "--quiet", "--package=xtask", "--", "build", "--dev"]))
        });
        let done = done.and_then(|_| components(runner));
        if let Err(error) = done {
            println!("{error:#}; what was built before is still served");
        }
    }
    Ok(())
}

/// Waits for a change and for the quiet after it; the first file that changed.
fn next_change(changes: &Receiver<Vec<PathBuf>>) -> Option<PathBuf> {
    let first = loop {
        let paths = changes.recv().ok()?;
        if let Some(path) = paths.into_iter().find(|path| is_source(path)) {
            break path;
        }
    };
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return Some(first),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Whether a path is a source and not what an editor leaves beside it.
fn is_source(path: &Path) -> bool {
    let known = path.extension().is_some_and(|extension| {
        ["rs", "toml", "js", "css", "html", "svg"]
            .iter()
            .any(|known| extension == *known)
    });
    let hidden = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'));
    known && !hidden
}

/// A path as seen from the workspace's folder.
fn shown(runner: &Runner, path: &Path) -> String {
    path.strip_prefix(&runner.root)
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_count_as_changes() {
        for name in ["src/app.rs", "styles/widget.css", "catalogues/a/de.toml"] {
            assert!(is_source(Path::new(name)), "{name}");
        }
        for name in [
            "src/.app.rs.swp",
            "src/app.rs~",
            "src/4913",
            "styles/.widget.css",
        ] {
            assert!(!is_source(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn changes_in_quick_succession_are_one() {
        let (sender, changes) = channel();
        for name in ["a.swp", "a.rs", "b.rs"] {
            sender.send(vec![PathBuf::from(name)]).unwrap();
        }
        let first = next_change(&changes);
        assert_eq!(first, Some(PathBuf::from("a.rs")));
        drop(sender);
        assert_eq!(next_change(&changes), None);
    }
}
