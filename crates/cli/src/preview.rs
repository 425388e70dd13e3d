//! A catalogue in the widget, on this machine: checked and shown again whenever it is saved.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use catalogue::{Report, lock};
use notify::{EventKind, RecursiveMode, Watcher};
use serde_json::json;
use static_server::{Route, Server, mime};

use crate::carry::States;
use crate::widget::Widget;
use crate::{FAILURE, Format, say, show};

/// Editors write a file in several steps: after a change it has to be quiet for so long.
const QUIET: Duration = Duration::from_millis(200);

/// The files of the page around the widget.
const PAGE: [(&str, &str); 3] = [
    ("/", include_str!("../preview/page.html")),
    ("/preview/page.css", include_str!("../preview/page.css")),
    ("/preview/page.js", include_str!("../preview/page.js")),
];

/// The manifest of what is shown.
const MANIFEST: &str = "/preview/catalogue.json";

/// Where the page hears how a record that was kept goes on with what is shown now; empty if as it is.
const CARRIED: &str = "/preview/carried.txt";

/// Serves the catalogue in a folder until the process ends.
pub(crate) fn run(folder: &Path, widget: Option<PathBuf>, port: u16) -> ExitCode {
    match serve(folder, widget, port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(FAILURE)
        }
    }
}

fn serve(folder: &Path, widget: Option<PathBuf>, port: u16) -> Result<(), String> {
    if !folder.is_dir() {
        return Err(format!(
            "there is no folder {}; `cargo skill-check new` makes one",
            folder.display()
        ));
    }
    let widget = Widget::find(widget).map_err(|missing| missing.to_string())?;
    let server = widget.serve(port).map_err(|cause| {
        format!("port {port} can't be listened on: {cause}; take another one by `--port N`")
    })?;
    for (path, text) in PAGE {
        let name = if path == "/" { "index.html" } else { path };
        server.set_route(path, route(name, text.as_bytes().to_vec()));
    }
    // What is saved from here on is seen, so nothing is missed between the first check and the rest.
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            // The other end goes away only with the process.
            let _ = sender.send(event.paths);
        }
    })
    .and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    })
    .map_err(|cause| format!("changes of {} can't be watched: {cause}", folder.display()))?;
    let mut shown = Shown::default();
    let states = Arc::clone(&shown.states);
    server.set_handler(CARRIED, move |record| {
        let states = states.lock().unwrap_or_else(PoisonError::into_inner);
        route(
            CARRIED,
            states.carried(record).unwrap_or_default().into_bytes(),
        )
    });
    publish(&server, folder, 1, &mut shown);
    say(&widget.to_string());
    say(&format!("The preview is at {}", server.url("/")));
    say("Changes are checked and shown as they are saved. Ctrl+C ends it.");
    for version in 2.. {
        let Some(changed) = next_change(&changes) else {
            break;
        };
        say(&format!("\n{} changed", changed.display()));
        publish(&server, folder, version, &mut shown);
    }
    watcher.unwatch(folder).map_err(|cause| cause.to_string())
}

/// What is on show: the catalogue as it was in order last.
#[derive(Default)]
struct Shown {
    catalogue: Option<String>,
    locales: Vec<String>,
    default_locale: String,
    states: Arc<Mutex<States>>,
}

/// Checks the catalogue, says what there is to say, and shows it if it is in order, or a draft.
fn publish(server: &Server, folder: &Path, version: u32, shown: &mut Shown) {
    let report = catalogue::load(folder);
    if let Some(authored) = report.shown() {
        shown.catalogue = Some(authored.definition().id.to_string());
        let locales = authored
            .texts()
            .iter()
            .map(|texts| texts.locale.to_string());
        shown.locales = locales.collect();
        shown.default_locale = authored.default_locale().to_owned();
        let mut states = shown.states.lock().unwrap_or_else(PoisonError::into_inner);
        states.push(authored.catalogue().clone());
        drop(states);
        let manifest = json!({
            "default_locale": authored.default_locale(),
            "locales": catalogue::manifest_locales(authored, |locale| format!("{locale}.bin")),
        });
        let manifest = manifest.to_string().into_bytes();
        server.set_route(MANIFEST, route(MANIFEST, manifest));
        for compiled in authored.compile() {
            let path = format!("/preview/{}.bin", compiled.locale);
            server.set_route(&path, route(&path, compiled.bytes));
        }
    }
    let state = state(folder, &report, version, shown);
    server.set_route(
        "/preview/state.json",
        route("state.json", state.to_string().into_bytes()),
    );
    show(&report, Format::Human);
    let outcome = match (&report.authored, &report.draft) {
        (Some(_), _) => "is shown",
        (None, Some(_)) => {
            "is shown, and is a draft until what is said above is written and decided"
        }
        (None, None) => "has errors; what was in order before is still shown",
    };
    say(&format!("{} {outcome}", folder.display()));
}

/// What the page has to know.
fn state(folder: &Path, report: &Report, version: u32, shown: &Shown) -> serde_json::Value {
    let folder = || folder.display().to_string();
    let diagnostics = report.diagnostics.iter().map(|diagnostic| {
        let mut json = diagnostic.to_json();
        json["shown"] = diagnostic.to_string().into();
        json
    });
    json!({
        "version": version,
        "is_in_order": report.shown().is_some(),
        "catalogue": shown.catalogue.clone().unwrap_or_else(folder),
        "locales": shown.locales,
        "default_locale": shown.default_locale,
        "summary": catalogue::summary(&report.diagnostics),
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}

fn route(name: &str, body: Vec<u8>) -> Route {
    Route {
        body: Some(body),
        ..Route::default()
    }
    .header("Content-Type", mime(name))
}

/// Waits for a change and for the quiet after it; the first file that changed.
fn next_change(changes: &Receiver<Vec<PathBuf>>) -> Option<PathBuf> {
    let first = loop {
        let paths = changes.recv().ok()?;
        if let Some(path) = paths.into_iter().find(|path| is_of_catalogue(path)) {
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

/// Whether a path is a catalogue's file and not what an editor leaves beside it.
fn is_of_catalogue(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && (name.ends_with(".toml") || name == lock::FILE_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_catalogue_s_files_count_as_changes() {
        for name in ["a/catalogue.toml", "de.toml", "a/links.lock"] {
            assert!(is_of_catalogue(Path::new(name)), "{name}");
        }
        for name in [
            "a/.de.toml.swp",
            "de.toml~",
            "4913",
            "a/.de.toml",
            "Cargo.lock",
        ] {
            assert!(!is_of_catalogue(Path::new(name)), "{name}");
        }
    }
}
