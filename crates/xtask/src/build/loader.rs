//! The element's script, with what it has to know about this build and with the styles.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use super::content::Content;
use super::files::hash;
use super::studio::Computing;
use super::{Assets, Mode};
use crate::run::Runner;

/// The oldest browsers: what they lack is written in an older way.
const BROWSERS: &str = "--target=chrome111,firefox121,safari16.4";

/// What the loader has to know about a build; paths are relative to the loader.
#[derive(Clone, Debug)]
pub(crate) struct Build {
    /// Tells this build from every other.
    pub(crate) id: String,
    /// The path of the glue.
    pub(crate) glue: String,
    /// The path of the Wasm.
    pub(crate) wasm: String,
    /// The path of the Wasm that is loaded later.
    pub(crate) later: String,
    /// The path of the style sheet that is loaded with it.
    pub(crate) later_script: String,
    /// The path of the script that draws QR codes, loaded when one is asked for.
    pub(crate) extras: String,
    /// The path of the script for pages with courses or colours of their own.
    pub(crate) host: String,
    /// The path of the script with the first screens in other languages than the first.
    pub(crate) screens: Option<String>,
    /// Each compiled catalogue in each locale; the default one comes first.
    pub(crate) catalogues: Vec<BuiltCatalogue>,
}

/// Where a compiled catalogue lies.
#[derive(Clone, Debug)]
pub(crate) struct BuiltCatalogue {
    pub(crate) id: String,
    pub(crate) locale: String,
    /// The path of what the way to the last item needs.
    pub(crate) first: String,
    /// The path of what the result needs besides.
    pub(crate) later: String,
}

impl Build {
    /// The paths of all files that the loader loads.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        let catalogues = self.catalogues.iter();
        let catalogues = catalogues.flat_map(|one| [&one.first, &one.later]);
        let code = [&self.glue, &self.wasm, &self.later];
        let rest = [&self.later_script, &self.extras, &self.host];
        let rest = rest.into_iter().chain(&self.screens);
        code.into_iter().chain(rest).chain(catalogues)
    }

    /// The module `skill-check:build`.
    pub(crate) fn module(&self, content: &Content) -> String {
        format!("export default {};\n", self.description(content))
    }

    /// What that module exports.
    pub(crate) fn description(&self, content: &Content) -> Value {
        let mut catalogues = Map::new();
        for one in &self.catalogues {
            catalogues
                .entry(&one.id)
                .or_insert_with(|| Value::Object(Map::new()))[&one.locale] =
                json!([one.first, one.later]);
        }
        json!({
            "id": self.id,
            "glue": self.glue,
            "wasm": self.wasm,
            "later": self.later,
            "laterScript": self.later_script,
            "extras": self.extras,
            "host": self.host,
            "screens": self.screens,
            "catalogue": content.default_id(),
            "locales": content.all_locales,
            "defaults": content.defaults,
            "catalogues": catalogues,
            "messages": messages(content, Needed::AtOnce),
        })
    }
}

/// What the element's script begins with, wherever it is copied to.
const HEAD: &str = "/* skill-check: MIT OR Apache-2.0, see THIRD-PARTY.txt */";

/// The module that knows where the files of the build lie.
const FILES: &str = "skill-check:files";

/// The module with the screens that are shown before the widget is there.
const SCREENS: &str = "skill-check:screens";

/// The module with the styles that are there from the first moment.
const STYLES: &str = "skill-check:styles";

/// The section of the Wasm that names its build; the loader looks for it.
const SECTION: &str = "skill-check-build";

/// The loader's strings that are needed once the Wasm has run, and then come with it.
const AFTER_PANIC: [&str; 5] = ["continue", "copied", "copy", "crashed", "crashed-often"];

/// The loader's strings for where many people use a check, which come with the script for such pages.
const KIOSK: [&str; 3] = ["kiosk-idle", "kiosk-stay", "kiosk-title"];

/// When strings of the loader are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needed {
    AtOnce,
    AfterPanic,
    Kiosk,
}

impl Needed {
    fn of(key: &str) -> Self {
        let key = key.strip_prefix("loader.").unwrap_or(key);
        if AFTER_PANIC.contains(&key) {
            Self::AfterPanic
        } else if KIOSK.contains(&key) {
            Self::Kiosk
        } else {
            Self::AtOnce
        }
    }
}

/// The loader's strings by locale, as far as they are needed then.
fn messages(content: &Content, needed: Needed) -> Map<String, Value> {
    let is_wanted = |key: &str| Needed::of(key) == needed;
    let strings = |messages: &BTreeMap<String, String>| -> Map<String, Value> {
        let wanted = messages.iter().filter(|(key, _)| is_wanted(key));
        wanted
            .map(|(key, text)| (key.clone(), Value::from(text.as_str())))
            .collect()
    };
    let locales = content.messages.iter();
    locales
        .map(|(locale, messages)| (locale.clone(), Value::from(strings(messages))))
        .collect()
}

/// The glue, saying of which build it is.
pub(crate) fn stamped_glue(mut glue: Vec<u8>, id: &str) -> Vec<u8> {
    glue.extend_from_slice(format!("export const build=\"{id}\";\n").as_bytes());
    glue
}

/// The Wasm with a section that says of which build it is.
///
/// Glue and code of two builds often fit well enough to run, and then fail somewhere; only a mark
/// in both tells.
pub(crate) fn stamped_wasm(mut wasm: Vec<u8>, id: &str) -> Vec<u8> {
    // A custom section: 0, its length, the length of its name, the name, the content. Each length
    // is below 128, and so one byte.
    let length = 1 + SECTION.len() + id.len();
    for length in [0, length, SECTION.len()] {
        wasm.push(length as u8);
    }
    wasm.extend_from_slice(SECTION.as_bytes());
    wasm.extend_from_slice(id.as_bytes());
    wasm
}

/// The id of a build: all that the loader loads decides on it.
pub(crate) fn build_id<'a>(
    code: impl IntoIterator<Item = &'a [u8]>,
    content: &'a Content,
) -> String {
    let catalogues = content
        .catalogues
        .iter()
        .map(|catalogue| catalogue.bytes.as_slice());
    let mut id = hash(code.into_iter().chain(catalogues));
    id.truncate(12);
    id
}

/// The bundler for scripts and styles.
pub(crate) struct Bundler<'a> {
    pub(crate) runner: &'a Runner,
    pub(crate) mode: Mode,
    /// A folder for what is on its way.
    pub(crate) work: &'a Path,
}

impl Bundler<'_> {
    /// A script as an ES module, with all that it imports.
    pub(crate) fn script(&self, script: &Path) -> Result<Vec<u8>> {
        self.bundle(script, &["--format=esm".to_owned()])
    }

    /// The same, with the names of the packages from npm that have something in it.
    pub(crate) fn script_of_packages(&self, script: &Path) -> Result<(Vec<u8>, BTreeSet<String>)> {
        let list = self.work.join("bundled.json");
        let options = [
            "--format=esm".to_owned(),
            format!("--metafile={}", list.display()),
        ];
        let bytes = self.bundle(script, &options)?;
        let list =
            std::fs::read(&list).with_context(|| format!("{} can't be read", list.display()))?;
        let list = serde_json::from_slice(&list).context("the bundler's list is not JSON")?;
        Ok((bytes, packages(&list)))
    }

    /// What comes with the Wasm: the glue that was generated, and `embed/runtime.js` around it.
    pub(crate) fn glue(&self, generated: &Path, content: &Content) -> Result<Vec<u8>> {
        let options = [
            "--format=esm".to_owned(),
            format!("--alias:skill-check:bindings={}", generated.display()),
            self.messages(content, Needed::AfterPanic, "panic")?,
        ];
        self.bundle(&self.runner.path("embed/runtime.js"), &options)
    }

    /// What a result needs besides its Wasm: styles and scripts.
    pub(crate) fn later(&self) -> Result<Vec<u8>> {
        let path = self.work.join("later.txt");
        std::fs::write(&path, self.styles(&self.runner.path("styles/later.css"))?)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let styles = format!("--alias:skill-check:later-styles={}", path.display());
        let options = ["--format=esm".to_owned(), styles];
        self.bundle(&self.runner.path("embed/result-chunk.js"), &options)
    }

    /// The script for pages with courses or colours of their own, or that many people use.
    pub(crate) fn host(&self, content: &Content) -> Result<Vec<u8>> {
        let messages = self.messages(content, Needed::Kiosk, "kiosk")?;
        let path = self.work.join("kiosk.txt");
        std::fs::write(&path, self.styles(&self.runner.path("styles/kiosk.css"))?)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let styles = format!("--alias:skill-check:kiosk-styles={}", path.display());
        let options = ["--format=esm".to_owned(), messages, styles];
        self.bundle(&self.runner.path("embed/host.js"), &options)
    }

    /// The option that makes a module of strings, `skill-check:<name>-messages`.
    fn messages(&self, content: &Content, needed: Needed, name: &str) -> Result<String> {
        let messages = Value::from(messages(content, needed));
        let path = self.work.join(format!("{name}.js"));
        std::fs::write(&path, format!("export default {messages};\n"))
            .with_context(|| format!("{} can't be written", path.display()))?;
        Ok(format!(
            "--alias:skill-check:{name}-messages={}",
            path.display()
        ))
    }

    /// The same for a script of a page, which has to know of which build it is, `BUILD` in it, and
    /// the ids of its catalogues: `CATALOGUES`.
    pub(crate) fn page_script(&self, script: &Path, build: &Build) -> Result<Vec<u8>> {
        let mut ids: Vec<&str> = build.catalogues.iter().map(|one| one.id.as_str()).collect();
        ids.dedup();
        let options = [
            "--format=esm".to_owned(),
            format!("--define:BUILD=\"{}\"", build.id),
            format!("--define:CATALOGUES={}", json!(ids)),
        ];
        self.bundle(script, &options)
    }

    /// The worker of the page for authors, with the glue that was generated; the Wasm files of these names lie
    /// beside it.
    pub(crate) fn studio_worker(
        &self,
        script: &Path,
        computing: &Computing,
        [checker, importer]: &[String; 2],
    ) -> Result<Vec<u8>> {
        let options = [
            "--format=esm".to_owned(),
            format!(
                "--alias:skill-check:checker={}",
                computing.checker.glue.display()
            ),
            format!(
                "--alias:skill-check:importer={}",
                computing.importer.glue.display()
            ),
            format!("--define:CHECKER=\"{checker}\""),
            format!("--define:IMPORTER=\"{importer}\""),
        ];
        self.bundle(script, &options)
    }

    /// A script of the package for whoever requires it; as readable as it is, for what bundlers read in it.
    pub(crate) fn required(&self, script: &Path) -> Result<Vec<u8>> {
        let options = [
            "--format=cjs".to_owned(),
            "--external:react".to_owned(),
            "--external:./skill-check.js".to_owned(),
            "--external:@skill-check/widget/load".to_owned(),
        ];
        self.bundle_as(Mode::Dev, script, &options)
    }

    /// A style sheet with all that it imports.
    pub(crate) fn styles(&self, sheet: &Path) -> Result<Vec<u8>> {
        self.bundle(sheet, &[])
    }

    /// The element's script: `embed/element.js` with what it imports by `skill-check:…`.
    pub(crate) fn element(&self, build: &str, css: &[u8], screens: &[u8]) -> Result<Vec<u8>> {
        let source = self.runner.path("embed/source.js");
        let files = self.served()?;
        let files = (FILES, "files.js", files.as_slice());
        let screens = (SCREENS, "screens.js", screens);
        self.element_from(
            &source,
            build,
            (STYLES, "styles.txt", css),
            &[files, screens],
        )
    }

    /// The module that knows where files lie that a server has.
    fn served(&self) -> Result<Vec<u8>> {
        std::fs::read(self.runner.path("embed/served.js")).context("embed/served.js can't be read")
    }

    /// The same for a page that has styles and first screens in its HTML.
    pub(crate) fn element_declared(&self, build: &str) -> Result<Vec<u8>> {
        let declared = self.runner.path("embed/declared.js");
        let styles = format!(
            "export {{ default }} from {:?};\n",
            declared.display().to_string()
        );
        let screens = format!(
            "export {{ screens as default }} from {:?};\n",
            declared.display().to_string()
        );
        let source = self.runner.path("embed/source.js");
        let files = self.served()?;
        let more = [
            (FILES, "files.js", files.as_slice()),
            (SCREENS, "screens.js", screens.as_bytes()),
        ];
        self.element_from(
            &source,
            build,
            (STYLES, "styles.js", styles.as_bytes()),
            &more,
        )
    }

    /// The same for a bundler: `files` is the module that names the other files of the package.
    pub(crate) fn element_packaged(
        &self,
        build: &str,
        assets: &Assets,
        files: &str,
    ) -> Result<Vec<u8>> {
        let source = self.runner.path("embed/packaged.js");
        let files = (FILES, "files.js", files.as_bytes());
        let screens = assets.screens.all();
        let screens = (SCREENS, "screens.js", screens.as_slice());
        let styles = (STYLES, "styles.txt", assets.css.as_slice());
        self.element_from(&source, build, styles, &[files, screens])
    }

    /// The same with the glue inside, for a build whose parts all lie in `build`.
    pub(crate) fn element_inline(&self, build: &str, assets: &Assets) -> Result<Vec<u8>> {
        let source = self.runner.path("embed/inline.js");
        self.element_from(
            &source,
            build,
            (STYLES, "styles.txt", &assets.css),
            &[
                ("skill-check:glue", "glue.js", &assets.glue),
                ("skill-check:host", "host.js", &assets.host),
                ("skill-check:later", "later.js", &assets.later_script),
                (SCREENS, "screens.js", &assets.screens.all()),
            ],
        )
    }

    fn element_from(
        &self,
        source: &Path,
        build: &str,
        styles: (&str, &str, &[u8]),
        more: &[(&str, &str, &[u8])],
    ) -> Result<Vec<u8>> {
        let mut options = vec![
            "--format=esm".to_owned(),
            format!("--banner:js={HEAD}"),
            format!("--alias:skill-check:source={}", source.display()),
            // What a package names in the form that bundlers look for stays a file of its own.
            "--external:./assets/*".to_owned(),
        ];
        if self.mode.is_small() {
            // What only the element's modules have of each other; in the check in one file the glue stands beside them, and
            // the Wasm goes by its names.
            options.push("--mangle-props=^_[a-z]".to_owned());
            options.push("--reserve-props=^_wbg_".to_owned());
        }
        let parts = [("skill-check:build", "build.js", build.as_bytes()), styles];
        for (name, file, bytes) in parts.iter().chain(more) {
            let path = self.work.join(file);
            std::fs::write(&path, bytes)
                .with_context(|| format!("{} can't be written", path.display()))?;
            options.push(format!("--alias:{name}={}", path.display()));
        }
        self.bundle(&self.runner.path("embed/element.js"), &options)
    }

    /// A script that a page runs at once.
    pub(crate) fn classic(&self, script: &Path) -> Result<Vec<u8>> {
        self.bundle(script, &["--format=iife".to_owned()])
    }

    /// A script for where modules don't work, such as a service worker, with a module that it
    /// imports by this name.
    pub(crate) fn worker(&self, script: &Path, name: &str, module: &str) -> Result<Vec<u8>> {
        let path = self.work.join("worker.js");
        std::fs::write(&path, module)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let alias = format!("--alias:{name}={}", path.display());
        self.bundle(script, &["--format=iife".to_owned(), alias])
    }

    /// A script as an ES module, with a module that it imports by this name.
    pub(crate) fn with_module(&self, script: &Path, name: &str, module: &str) -> Result<Vec<u8>> {
        let path = self.work.join("module.js");
        std::fs::write(&path, module)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let alias = format!("--alias:{name}={}", path.display());
        self.bundle(script, &["--format=esm".to_owned(), alias])
    }

    /// A script of `folder` for learning platforms; `standard` names the adapter that is in it. `strings` is the module
    /// with what its panel says, `styles` are the panel's.
    pub(crate) fn lms(
        &self,
        folder: &str,
        entry: &str,
        standard: Option<&str>,
        strings: &str,
        styles: &[u8],
    ) -> Result<Vec<u8>> {
        let [words, sheet] = ["lms.js", "lms.txt"].map(|name| self.work.join(name));
        for (path, bytes) in [(&words, strings.as_bytes()), (&sheet, styles)] {
            std::fs::write(path, bytes)
                .with_context(|| format!("{} can't be written", path.display()))?;
        }
        let source = |name: &str| self.runner.path(&format!("{folder}/{name}.js"));
        let served = self.runner.path("embed/served.js");
        let mut options = vec!["--format=esm".to_owned(), format!("--banner:js={HEAD}")];
        let mut alias = |name: &str, path: &Path| {
            options.push(format!("--alias:skill-check:{name}={}", path.display()));
        };
        alias("lms", &words);
        alias("lms-styles", &sheet);
        // It lies beside the element's script, and so knows the folder of the files as that does.
        alias("source", &served);
        if let Some(standard) = standard {
            alias("standard", &source(standard));
        }
        self.bundle(&source(entry), &options)
    }

    /// Runs the bundler on a file and returns what it makes of it. A warning is an error: it tells
    /// of code that does not do what it seems to.
    fn bundle(&self, entry: &Path, options: &[String]) -> Result<Vec<u8>> {
        self.bundle_as(self.mode, entry, options)
    }

    fn bundle_as(&self, mode: Mode, entry: &Path, options: &[String]) -> Result<Vec<u8>> {
        let output = self.work.join("bundled");
        let mut outfile = OsString::from("--outfile=");
        outfile.push(&output);
        let mut command = Command::new(self.runner.path("tools/node_modules/.bin/esbuild"));
        command
            .args(["--bundle", "--charset=utf8", "--legal-comments=none"])
            .args(["--log-level=warning", BROWSERS])
            .args(options)
            .arg(entry)
            .arg(outfile);
        if mode.is_small() {
            command.arg("--minify");
        }
        let text = self.runner.run(&mut command)?;
        if text.contains("[WARNING]") {
            self.runner.show(&text);
            bail!("the bundler warns about {}", entry.display());
        }
        std::fs::read(&output).with_context(|| format!("{} can't be read", output.display()))
    }
}

/// The packages that a bundler's list of what it has made names, as far as something of them is left in it.
fn packages(list: &Value) -> BTreeSet<String> {
    let outputs = list["outputs"].as_object().into_iter().flatten();
    let inputs = outputs.filter_map(|(_, output)| output["inputs"].as_object());
    inputs
        .flatten()
        .filter(|(_, input)| input["bytesInOutput"].as_u64() > Some(0))
        .filter_map(|(path, _)| {
            let mut parts = path.rsplit_once("node_modules/")?.1.split('/');
            let first = parts.next()?;
            Some(match first.starts_with('@') {
                true => format!("{first}/{}", parts.next()?),
                false => first.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::content::Compiled;
    use crate::build::node;

    /// What the element's scripts do without a browser: what is kept, the address, languages, attributes, loading.
    #[test]
    fn what_needs_no_browser_does_as_it_should() {
        assert!(node::folder_passes("embed/tests", &[]) > 60);
    }

    #[test]
    fn packages_are_those_that_something_is_left_of() {
        let list = json!({ "outputs": {
            "a.js": { "inputs": {
                "tools/node_modules/@a/b/dist/index.js": { "bytesInOutput": 3 },
                "../tools/node_modules/crelt/index.js": { "bytesInOutput": 1 },
                "tools/node_modules/shaken/index.js": { "bytesInOutput": 0 },
                "tools/node_modules/c/node_modules/d/e.js": { "bytesInOutput": 2 },
                "studio/editor/main.js": { "bytesInOutput": 9 },
            } },
            "b.css": {},
        } });
        let names: Vec<String> = packages(&list).into_iter().collect();
        assert_eq!(names, ["@a/b", "crelt", "d"]);
        assert!(packages(&json!({})).is_empty());
    }

    fn content(bytes: &[u8]) -> Content {
        let messages = BTreeMap::from([
            ("loader.copy".to_owned(), "Kopieren".to_owned()),
            ("loader.kiosk-stay".to_owned(), "Ja".to_owned()),
            ("loader.retry".to_owned(), "Nöch \"mal\"".to_owned()),
        ]);
        Content {
            catalogues: vec![Compiled {
                id: "social-media".to_owned(),
                locale: "de".to_owned(),
                bytes: bytes.to_vec(),
            }],
            locales: vec!["de".to_owned()],
            all_locales: vec!["de".to_owned()],
            defaults: BTreeMap::from([("social-media".to_owned(), "de".to_owned())]),
            messages: BTreeMap::from([("de".to_owned(), messages)]),
        }
    }

    #[test]
    fn the_loader_gets_paths_and_messages() {
        let build = Build {
            id: "12ab".to_owned(),
            glue: "assets/g.js".to_owned(),
            wasm: "assets/w.wasm".to_owned(),
            later: "assets/l.wasm".to_owned(),
            later_script: "assets/l.js".to_owned(),
            extras: "assets/e.js".to_owned(),
            host: "assets/h.js".to_owned(),
            screens: Some("assets/s.js".to_owned()),
            catalogues: vec![BuiltCatalogue {
                id: "social-media".to_owned(),
                locale: "de".to_owned(),
                first: "catalogues/d.bin".to_owned(),
                later: "catalogues/later/d.bin".to_owned(),
            }],
        };
        let module = build.module(&content(b"x"));
        let json = module.strip_prefix("export default ").unwrap();
        let json: Value = serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap();
        assert_eq!(
            json,
            json!({
                "id": "12ab",
                "glue": "assets/g.js",
                "wasm": "assets/w.wasm",
                "later": "assets/l.wasm",
                "laterScript": "assets/l.js",
                "extras": "assets/e.js",
                "host": "assets/h.js",
                "screens": "assets/s.js",
                "catalogue": "social-media",
                "locales": ["de"],
                "defaults": { "social-media": "de" },
                "catalogues": { "social-media": { "de": ["catalogues/d.bin", "catalogues/later/d.bin"] } },
                "messages": { "de": { "loader.retry": "Nöch \"mal\"" } },
            })
        );
    }

    #[test]
    fn what_is_said_after_a_panic_comes_with_the_wasm() {
        let after = Value::from(messages(&content(b"x"), Needed::AfterPanic));
        assert_eq!(after, json!({ "de": { "loader.copy": "Kopieren" } }));
        let kiosk = Value::from(messages(&content(b"x"), Needed::Kiosk));
        assert_eq!(kiosk, json!({ "de": { "loader.kiosk-stay": "Ja" } }));
    }

    #[test]
    fn glue_and_wasm_say_of_which_build_they_are() {
        let glue = stamped_glue(b"x;\n".to_vec(), "12ab");
        assert_eq!(glue, b"x;\nexport const build=\"12ab\";\n");
        let empty = b"\0asm\x01\0\0\0";
        let wasm = stamped_wasm(empty.to_vec(), "12ab");
        assert_eq!(&wasm[8..], b"\0\x16\x11skill-check-build12ab");
    }

    #[test]
    fn the_id_changes_with_each_part() {
        let id = build_id([b"glue".as_slice(), b"wasm", b"later"], &content(b"x"));
        assert_eq!(id.len(), 12);
        assert_eq!(
            id,
            build_id([b"glue".as_slice(), b"wasm", b"later"], &content(b"x"))
        );
        assert_ne!(
            id,
            build_id([b"glue2".as_slice(), b"wasm", b"later"], &content(b"x"))
        );
        assert_ne!(
            id,
            build_id([b"glue".as_slice(), b"wasm", b"later2"], &content(b"x"))
        );
        assert_ne!(
            id,
            build_id([b"glue".as_slice(), b"wasm2", b"later"], &content(b"x"))
        );
        assert_ne!(
            id,
            build_id([b"glue".as_slice(), b"wasm", b"later"], &content(b"y"))
        );
    }
}
