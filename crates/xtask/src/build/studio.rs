//! The page for authors: its own Wasm in a worker, an editor, its strings, and our catalogues to begin from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::loader::Bundler;
use super::page::Page;
use super::strings::{self, LANGUAGES};
use super::{Mode, wasm};
use super::{configure, content, standalone};
use crate::run::Runner;

/// The folder with the page's sources.
const FOLDER: &str = "studio";

/// The packages whose libraries the page computes with: at once, and when somebody imports.
const PACKAGE: &str = "studio";
const IMPORTER: &str = "importer";

/// Its style sheets, in their order.
const SHEETS: [&str; 4] = [
    "../configure/base.css",
    "studio.css",
    "forms.css",
    "side.css",
];

/// A Wasm and the glue that belongs to it.
#[derive(Debug)]
pub(crate) struct Module {
    /// The code.
    pub(crate) wasm: Vec<u8>,
    /// The glue.
    pub(crate) glue: PathBuf,
}

/// What the page computes with.
#[derive(Debug)]
pub(crate) struct Computing {
    /// What is loaded at once: check, compiler, edits.
    pub(crate) checker: Module,
    /// What is loaded when somebody imports.
    pub(crate) importer: Module,
}

/// Compiles what the page computes with.
pub(crate) fn compile(runner: &Runner, mode: Mode, work: &Path) -> Result<Computing> {
    Ok(Computing {
        checker: module(runner, mode, work, PACKAGE)?,
        importer: module(runner, mode, work, IMPORTER)?,
    })
}

fn module(runner: &Runner, mode: Mode, work: &Path, package: &str) -> Result<Module> {
    let compiled = wasm::compile_package(runner, package, mode, &[])?;
    let own = work.join(package);
    std::fs::create_dir_all(&own).with_context(|| format!("{} can't be made", own.display()))?;
    let pair = wasm::generate(&compiled, &own, mode)?;
    let wasm = if mode.is_small() {
        wasm::shrink(runner, &pair.wasm, &own)?
    } else {
        pair.wasm
    };
    let glue = pair.glue;
    Ok(Module { wasm, glue })
}

/// The editor, which comes when the text is first looked at.
#[derive(Debug)]
pub(crate) struct Editor {
    script: Vec<u8>,
    /// The packages from npm that it is made of.
    pub(crate) packages: BTreeSet<String>,
}

/// Bundles the editor.
pub(crate) fn editor(bundler: &Bundler<'_>) -> Result<Editor> {
    let path = bundler.runner.path("studio/editor/main.js");
    let (script, packages) = bundler.script_of_packages(&path)?;
    Ok(Editor { script, packages })
}

/// Adds the page to `dist/`. It has to come after the service worker of the check, which keeps what visitors need.
pub(crate) fn add(
    page: &mut Page<'_>,
    computing: &Computing,
    editor: &Editor,
    catalogues: &Path,
) -> Result<()> {
    let bundler = page.bundler;
    let runner = bundler.runner;
    let strings = strings::read(runner, FOLDER)?;
    let own = strings
        .get(LANGUAGES[0])
        .context("the page has no language")?;
    let name = |file: &str| format!("studio/{file}");
    let mut wasm = |file: &str, module: &Module| {
        let path = page.files.add_hashed(&name(file), module.wasm.as_slice());
        path.rsplit('/').next().unwrap_or(&path).to_owned()
    };
    let names = [
        wasm("studio.wasm", &computing.checker),
        wasm("importer.wasm", &computing.importer),
    ];
    let worker = bundler.studio_worker(&runner.path("studio/worker.js"), computing, &names)?;
    let worker = page.files.add_hashed(&name("worker.js"), worker);
    let editor = page
        .files
        .add_hashed(&name("editor.js"), editor.script.as_slice());
    let mut begin = BTreeMap::new();
    for (id, folder) in content::folders(catalogues)? {
        let files = json!(sources(&folder)?).to_string();
        let path = page.files.add_hashed(&name(&format!("{id}.json")), files);
        let names = configure::catalogue(&id, &folder)?["names"].clone();
        begin.insert(id, json!({ "path": path, "names": names }));
    }
    let data = json!({
        "languages": LANGUAGES,
        "strings": strings,
        "worker": worker,
        "checker": name(&names[0]),
        "importer": name(&names[1]),
        "offline": standalone::STUDIO_WORKER_NAME,
        "editor": editor,
        "catalogues": begin,
        "schemas": schemas(),
    });
    let script = bundler.with_module(
        &runner.path("studio/main.js"),
        "skill-check:studio",
        &format!("export default {data};\n"),
    )?;
    let script = page.files.add_hashed(&name("studio.js"), script);
    let styles = strings::styles(bundler, FOLDER, &SHEETS)?;
    let styles = page.files.add_hashed(&name("studio.css"), styles);
    let template = "studio/studio.html";
    let html = std::fs::read_to_string(runner.path(template))
        .with_context(|| format!("{template} can't be read"))?
        .replace("studio/main.js", &script)
        .replace("studio/studio.css", &styles);
    let html = page
        .process_text(&html, "")
        .with_context(|| format!("in {template}"))?;
    page.files.add("studio.html", strings::written(&html, own)?);
    standalone::add_studio_worker(bundler, page.files, page.build)
}

/// The files that an author writes, of a catalogue of ours.
fn sources(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".toml") {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{} can't be read", path.display()))?;
            files.insert(name.into_owned(), text);
        }
    }
    Ok(files)
}

/// The schemas by the names of their files: what an editor completes from.
fn schemas() -> Value {
    let schemas = catalogue::Schema::ALL.map(|schema| {
        let text: Value = serde_json::from_str(schema.text()).unwrap_or_default();
        (schema.file_name().to_owned(), text)
    });
    Value::Object(schemas.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::super::node;

    /// What the page keeps, in a sweep of faults over a store in memory.
    #[test]
    fn nothing_is_lost_whatever_the_store_does() {
        assert!(node::passes("studio/keep.test.js", &[]) > 20);
    }
}
