//! From the sources to `dist/`: widget, loader, styles, catalogues, page, precompressed twins.
//!
//! Same sources, same bytes: names carry the hash of their content, paths of the building machine
//! are kept out of the Wasm, and nothing depends on time or order.

mod carried;
mod configure;
mod content;
mod declared;
mod files;
mod frame;
mod gate;
mod integrity;
pub(crate) mod licences;
mod lms;
mod loader;
mod memory;
mod names;
#[cfg(test)]
pub(crate) mod node;
mod npm;
mod offline;
mod order;
mod page;
mod po;
mod references;
mod screens;
mod servers;
mod split;
mod standalone;
mod strings;
mod studio;
pub(crate) mod wasm;
pub(crate) mod wordpress;
pub(crate) mod zip;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::run::Runner;
use crate::setup;
use content::Content;
use declared::Declared;
use files::Files;
use loader::{Build, BuiltCatalogue, Bundler};
use offline::Parts;
use page::Page;
use references::References;
use split::Split;
use studio::Computing;
pub(crate) use wasm::BOOTSTRAP;

/// The shape of the attribute `modules`, for editors and checkers.
const SCHEMA: &str = "docs/courses.schema.json";

/// What the build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For visitors: small.
    Production,
    /// For visitors as well, by nothing that isn't stable in the compiler: larger.
    Stable,
    /// For a look on this machine: what visitors of the check get, without what is handed to others.
    Served,
    /// For the developer: quick to build, readable, with the pages for development.
    Dev,
}

impl Mode {
    /// Whether it is small, as visitors get it.
    pub(crate) fn is_small(self) -> bool {
        self != Self::Dev
    }

    /// Whether options may be used that are unstable in the compiler.
    pub(crate) fn takes_unstable(self) -> bool {
        matches!(self, Self::Production | Self::Served)
    }

    /// Whether there is all that others take: packages, the check in one file, compressed twins.
    pub(crate) fn is_handed_over(self) -> bool {
        matches!(self, Self::Production | Self::Stable)
    }

    /// Whether the page for authors is there, with what it computes with.
    pub(crate) fn has_studio(self) -> bool {
        self != Self::Served
    }
}

/// The folder with the catalogues of this repository.
const CATALOGUES: &str = "catalogues";

/// The folder that is built into.
const OUT: &str = "dist";

/// The folder that is built into for a look.
const SERVED: &str = "target/served";

/// What is built, and where to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// What the build is for.
    pub(crate) mode: Mode,
    /// The folder with the catalogues, if not this repository's.
    pub(crate) catalogues: Option<PathBuf>,
    /// The folder to write to, if not `dist/`.
    pub(crate) out: Option<PathBuf>,
}

/// The command `build`.
pub(crate) fn command(runner: &Runner, plan: &Plan) -> Result<()> {
    let mode = plan.mode;
    let files = run_plan(runner, plan)?;
    if mode.is_handed_over() {
        print!("\n{}", files.table());
    }
    Ok(())
}

/// Checks the catalogues; a warning is an error.
pub(crate) fn check(runner: &Runner) -> Result<()> {
    content::read(&runner.path(CATALOGUES), true).map(drop)
}

/// The default catalogue, compiled in its first locale.
pub(crate) fn default_catalogue(runner: &Runner) -> Result<Vec<u8>> {
    let content = content::read(&runner.path(CATALOGUES), false)?;
    let first = content.catalogues.into_iter().next();
    first
        .map(|catalogue| catalogue.bytes)
        .context("there is no catalogue")
}

/// The library of a package as WebAssembly, compiled and optimised as the widget is.
pub(crate) fn package_wasm(runner: &Runner, package: &str, work: &Path) -> Result<Vec<u8>> {
    let compiled = wasm::compile_package(runner, package, Mode::Production, &[])?;
    let bytes = std::fs::read(&compiled)
        .with_context(|| format!("{} can't be read", compiled.display()))?;
    wasm::optimise(runner, &bytes, work)
}

/// What the smallest app with Yew takes if it is built as the widget is: the bytes of its Wasm and of
/// its glue after Brotli.
pub(crate) fn least_app(runner: &Runner, work: &Path) -> Result<[usize; 2]> {
    std::fs::create_dir_all(work).with_context(|| format!("{} can't be made", work.display()))?;
    let mode = Mode::Production;
    let compiled = wasm::compile_package(runner, "least-app", mode, &[])?;
    let pair = wasm::generate(&compiled, work, mode)?;
    let bundler = Bundler { runner, mode, work };
    let parts = [
        wasm::optimise(runner, &pair.wasm, work)?,
        bundler.script(&pair.glue)?,
    ];
    let [wasm, glue] = parts.map(|part| files::brotli(&part).map(|twin| twin.len()));
    Ok([wasm?, glue?])
}

/// Builds this repository's catalogues into `dist/`.
pub(crate) fn run(runner: &Runner, mode: Mode) -> Result<Files> {
    let plan = Plan {
        mode,
        catalogues: None,
        out: None,
    };
    run_plan(runner, &plan)
}

/// Builds for a look on this machine into a folder beside `dist/`, which stays as it is; the folder.
pub(crate) fn served(runner: &Runner) -> Result<PathBuf> {
    let out = runner.path(SERVED);
    let plan = Plan {
        mode: Mode::Served,
        catalogues: None,
        out: Some(out.clone()),
    };
    run_plan(runner, &plan)?;
    Ok(out)
}

/// Builds this repository's catalogues into `dist/`; the widget of it in one archive, without catalogues.
pub(crate) fn widget_archive(runner: &Runner) -> Result<Vec<u8>> {
    let plan = Plan {
        mode: Mode::Production,
        catalogues: None,
        out: None,
    };
    let (files, build) = produce(runner, &plan)?;
    carried::archive(&build, &files)
}

/// Builds what a plan says.
pub(crate) fn run_plan(runner: &Runner, plan: &Plan) -> Result<Files> {
    produce(runner, plan).map(|(files, _)| files)
}

/// Builds what a plan says; with where the widget's files lie.
fn produce(runner: &Runner, plan: &Plan) -> Result<(Files, Build)> {
    let mode = plan.mode;
    let folder = |given: &Option<PathBuf>, usual: &str| match given {
        Some(folder) => std::path::absolute(folder),
        None => Ok(runner.path(usual)),
    };
    let catalogues = folder(&plan.catalogues, CATALOGUES)?;
    let out = folder(&plan.out, OUT)?;
    own_folder(&out)?;
    setup::wasm_target(runner)?;
    setup::node_tools(runner)?;

    let compiled = runner.step(wasm::what(mode), || compile(runner, mode))?;
    // Beside cargo's output: goes with it, and is out of the way of other builds.
    let work = compiled.with_file_name("bundle");
    std::fs::create_dir_all(&work)
        .with_context(|| format!("{} can't be created", work.display()))?;

    let pair = runner.step("Generating the widget's JavaScript glue", || {
        wasm::bind(&compiled, &work, mode)
    })?;
    let code = runner.step("Cutting the code in two", || {
        let linked = std::fs::read(&compiled)
            .with_context(|| format!("{} can't be read", compiled.display()))?;
        split::split(&pair.wasm, &References::read(&linked)?)
    })?;
    let code = optimised(runner, code, mode, &work)?;
    let content = runner.step("Compiling the catalogues", || {
        content::read(&catalogues, false)
    })?;

    let computing = mode.has_studio().then(|| {
        runner.step("Compiling what the studio computes with", || {
            studio::compile(runner, mode, &work)
        })
    });
    let computing = computing.transpose()?;

    let mut files = Files::default();
    let bundler = Bundler {
        runner,
        mode,
        work: &work,
    };
    let (build, assets) = runner.step("Bundling loader, styles and page", || {
        bundle(
            &bundler,
            &pair.glue,
            &code,
            &content,
            &catalogues,
            computing.as_ref(),
            &mut files,
        )
    })?;
    let mut packages = Vec::new();
    if let Some(computing) = computing.filter(|_| mode.is_handed_over()) {
        packages = runner.step("Packing for npm, WordPress and learning platforms", || {
            let mut packages = npm::pack(&bundler, &build, &content, &assets, &computing, &files)?;
            packages.push(wordpress::pack(runner, &build, &catalogues, &files)?);
            packages.extend(lms::pack(&bundler, &build, &content, &files)?);
            Ok(packages)
        })?;
    }
    integrity::add_list(&mut files, &packages);
    if mode.is_handed_over() {
        runner.step("Compressing with gzip and brotli", || files.compress())?;
    }
    // After compression: none of these is served.
    servers::add(&mut files);
    for (path, bytes) in packages {
        files.add(&path, bytes);
    }
    files.write(&out)?;
    Ok((files, build))
}

/// Compiles the widget, and what draws its first screens: while the widget is optimised as one piece, the other cores
/// have nothing to do.
fn compile(runner: &Runner, mode: Mode) -> Result<PathBuf> {
    std::thread::scope(|scope| {
        let drawing = scope.spawn(|| screens::compile(runner));
        let compiled = wasm::compile(runner, mode)?;
        match drawing.join() {
            Ok(done) => done.map(|()| compiled),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// The widget's code as small as it gets, for visitors.
fn optimised(runner: &Runner, code: Split, mode: Mode, work: &Path) -> Result<Split> {
    if !mode.is_small() {
        return Ok(code);
    }
    runner.step("Optimising the widget with wasm-opt", || {
        Ok(Split {
            first: wasm::optimise(runner, &code.first, work)?,
            later: wasm::optimise(runner, &code.later, work)?,
        })
    })
}

/// Sees that a folder is empty or holds an earlier build: what lies in it is removed.
fn own_folder(out: &Path) -> Result<()> {
    let taken = std::fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    ensure!(
        !taken || out.join("skill-check.js").is_file(),
        "{} holds something else than a build, which would be removed: name another folder",
        out.display()
    );
    Ok(())
}

/// What the widget consists of, for builds that put it together in another way.
#[derive(Debug)]
struct Assets {
    css: Vec<u8>,
    later_script: Vec<u8>,
    screens: screens::Screens,
    glue: Vec<u8>,
    host: Vec<u8>,
    wasm: Vec<u8>,
    later: Vec<u8>,
}

/// Gives everything that the loader loads its name by content.
fn add_assets(
    bundler: &Bundler,
    glue: &Path,
    code: &Split,
    content: &Content,
    files: &mut Files,
) -> Result<(Build, Assets)> {
    let runner = bundler.runner;
    let glue = bundler.glue(glue, content)?;
    let extras = bundler.script(&runner.path("embed/extras.js"))?;
    let host = bundler.host(content)?;
    let later_script = bundler.later()?;
    let screens = screens::draw(bundler, content)?;
    let others = screens.others();
    let more = [later_script.as_slice(), extras.as_slice(), host.as_slice()];
    let parts = [glue.as_slice(), &code.first, &code.later];
    let parts = parts.into_iter().chain(more).chain(others.as_deref());
    let id = loader::build_id(parts, content);
    let assets = Assets {
        css: bundler.styles(&runner.path("styles/widget.css"))?,
        later_script,
        screens,
        glue: loader::stamped_glue(glue, &id),
        host,
        wasm: loader::stamped_wasm(code.first.clone(), &id),
        later: loader::stamped_wasm(code.later.clone(), &id),
    };
    let build = Build {
        id,
        glue: files.add_hashed("assets/skill-check.js", assets.glue.as_slice()),
        wasm: files.add_hashed("assets/skill-check.wasm", assets.wasm.as_slice()),
        later: files.add_hashed("assets/later.wasm", assets.later.as_slice()),
        later_script: files.add_hashed("assets/later.js", assets.later_script.as_slice()),
        extras: files.add_hashed("assets/extras.js", extras),
        host: files.add_hashed("assets/host.js", assets.host.as_slice()),
        screens: assets
            .screens
            .others()
            .map(|others| files.add_hashed("assets/screens.js", others)),
        catalogues: content
            .catalogues
            .iter()
            .map(|catalogue| {
                let name = format!("{}.{}.bin", catalogue.id, catalogue.locale);
                let (first, later) = catalogue.parts();
                BuiltCatalogue {
                    id: catalogue.id.clone(),
                    locale: catalogue.locale.clone(),
                    first: files.add_hashed(&format!("catalogues/{name}"), first),
                    later: files.add_hashed(&format!("catalogues/later/{name}"), later),
                }
            })
            .collect(),
    };
    files.is_asked_at_once(&build.glue);
    files.is_asked_at_once(&build.wasm);
    if let Some(default) = build.catalogues.first() {
        files.is_asked_at_once(&default.first);
    }
    Ok((build, assets))
}

/// Adds the check in one file for each locale.
fn add_in_one(
    bundler: &Bundler,
    build: &Build,
    content: &Content,
    assets: &Assets,
    files: &mut Files,
) -> Result<()> {
    let parts = Parts {
        bundler,
        build,
        content,
        assets,
    };
    let notices = files.bytes(licences::NOTICES).unwrap_or_default();
    let notices = String::from_utf8_lossy(notices).into_owned();
    for (name, html) in parts.files(&notices)? {
        files.add(&name, html);
    }
    Ok(())
}

/// A page of the check itself from its template, with the first screen and a loader inside, where the build has drawn
/// one.
fn add_screen(
    page: &mut Page<'_>,
    declared: Option<&Declared>,
    template: &str,
    is_forgetful: bool,
) -> Result<String> {
    let path = page.bundler.runner.path(template);
    let html =
        std::fs::read_to_string(path).with_context(|| format!("{template} can't be read"))?;
    let html = match declared {
        Some(declared) => declared.fill(&page.process_text(&html, "")?, is_forgetful),
        None => page.process_text(&declared::plain(&html)?, ""),
    };
    html.with_context(|| format!("in {template}"))
}

/// Everything after the Wasm: names by content, the loader that knows them, the pages. Returns what
/// the packages are made of as well.
fn bundle(
    bundler: &Bundler,
    glue: &Path,
    code: &Split,
    content: &Content,
    catalogues: &Path,
    computing: Option<&Computing>,
    files: &mut Files,
) -> Result<(Build, Assets)> {
    let runner = bundler.runner;
    let (build, assets) = add_assets(bundler, glue, code, content, files)?;
    let element = bundler.element(&build.module(content), &assets.css, &assets.screens.first())?;
    // Under a name that stands for these bytes as well, for pages that pin them: it stays as what it loads does.
    files.add_hashed("assets/element.js", element.as_slice());
    files.add("skill-check.js", element);
    let schema = std::fs::read(runner.path(SCHEMA));
    files.add(
        "courses.schema.json",
        schema.with_context(|| format!("{SCHEMA} can't be read"))?,
    );

    let declared = Declared::new(bundler, &build, content, &assets)?;
    for (name, html) in declared::screens(&build, &assets)? {
        files.add(&name, html);
    }
    let authors = computing
        .map(|computing| studio::editor(bundler).map(|editor| (computing, editor)))
        .transpose()?;
    let packages = authors.as_ref().map(|(_, editor)| editor.packages.clone());
    licences::add(runner, &packages.unwrap_or_default(), files)?;
    standalone::add_manifest(runner, files)?;
    let mut page = Page {
        bundler,
        build: &build,
        files,
    };
    let html = add_screen(&mut page, declared.as_ref(), "index.html", false)?;
    let html = standalone::introduced(&html, content)?;
    let html = standalone::weighed(&html, page.files, content.default_id())?;
    page.files.add("index.html", html);
    standalone::add_worker(bundler, page.files, &build.id, content.default_id())?;
    configure::add(&mut page, content, catalogues)?;
    if let Some((computing, editor)) = &authors {
        studio::add(&mut page, computing, editor, catalogues)?;
    }
    if bundler.mode != Mode::Served {
        add_in_one(bundler, &build, content, &assets, page.files)?;
    }
    // After the worker, which keeps what the standalone page needs.
    frame::add(&mut page)?;
    let html = add_screen(&mut page, declared.as_ref(), "standalone/kiosk.html", true)?;
    page.files.add("kiosk.html", html);
    let host = bundler.script(&runner.path("embed/frame-host.js"))?;
    page.files.add("frame-host.js", host);
    lms::add(bundler, content, page.files)?;
    if bundler.mode == Mode::Dev {
        for (name, path) in page::development_pages(runner)? {
            let html = page.process(&path, "../")?;
            page.files.add(&format!("dev/{name}"), html);
        }
    }
    Ok((build, assets))
}
