//! Packages for learning platforms, one for each standard: the same page with the widget's files, an adapter that
//! speaks the standard, and the manifest by which a platform knows what it has. `lms.js` in the build is the same for
//! pages with accounts of their own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, anyhow};
use serde_json::json;

use super::content::Content;
use super::files::Files;
use super::licences;
use super::loader::{Build, Bundler};
use super::strings::{self, LANGUAGES};
use super::zip;
use crate::run::Runner;

/// The folder with the sources.
const FOLDER: &str = "lms";

/// What the page connects a check by, where it has nothing of a standard; in `dist/` as well.
const SCRIPT: &str = "lms.js";

/// The script of the element, which has a stable name.
const ELEMENT: &str = "skill-check.js";

/// What the page may ask: files of its own, and for xAPI a store wherever the platform has one.
const OWN: &str = "'self'";
const ANY: &str = "'self' https: http:";

/// A standard, and what its package consists of.
struct Standard {
    /// Its adapter, and the end of the archive's name.
    name: &'static str,
    /// Whom the page may ask.
    connect: &'static str,
    /// The manifest's template, and what it is called in the archive.
    manifest: Option<[&'static str; 2]>,
}

const STANDARDS: [Standard; 4] = [
    Standard {
        name: "scorm12",
        connect: OWN,
        manifest: Some(["scorm12.xml", "imsmanifest.xml"]),
    },
    Standard {
        name: "scorm2004",
        connect: OWN,
        manifest: Some(["scorm2004.xml", "imsmanifest.xml"]),
    },
    Standard {
        name: "cmi5",
        connect: ANY,
        manifest: Some(["cmi5.xml", "cmi5.xml"]),
    },
    Standard {
        name: "h5p",
        connect: OWN,
        manifest: None,
    },
];

/// What the default catalogue calls itself, by locale, the default one first.
struct Titles(Vec<[String; 3]>);

impl Titles {
    fn of(content: &Content) -> Result<Self> {
        let own = content.catalogues.iter();
        let own = own.filter(|one| one.id == content.default_id());
        own.map(|one| {
            let (_, texts) = assessment::compiled::open(&one.bytes)
                .map_err(|error| anyhow!("the default catalogue: {error}"))?;
            Ok([
                one.locale.clone(),
                texts.title.to_string(),
                texts.lead.to_string(),
            ])
        })
        .collect::<Result<_>>()
        .map(Self)
    }

    /// What one of them says in the first locale.
    fn first(&self, which: usize) -> &str {
        self.0.first().map_or("", |texts| &texts[which])
    }

    /// One of them in all locales, in the way that cmi5 writes texts.
    fn all(&self, which: usize) -> String {
        let mut lines = String::new();
        for texts in &self.0 {
            let (locale, text) = (&texts[0], escaped(&texts[which]));
            // Writing to a string can't fail.
            let _ = writeln!(
                lines,
                "      <langstring lang=\"{locale}\">{text}</langstring>"
            );
        }
        lines
    }
}

/// Adds `lms.js` to `dist/`, for pages with accounts of their own.
pub(crate) fn add(bundler: &Bundler<'_>, content: &Content, files: &mut Files) -> Result<()> {
    let script = script(bundler, content, "connect", None)?;
    files.add(SCRIPT, script);
    Ok(())
}

/// The packages, by their path in `dist/`.
pub(crate) fn pack(
    bundler: &Bundler<'_>,
    build: &Build,
    content: &Content,
    files: &Files,
) -> Result<Vec<(String, Vec<u8>)>> {
    let titles = Titles::of(content)?;
    let mut widget = BTreeMap::new();
    let loaded = build.paths().map(String::as_str).chain([ELEMENT]);
    for path in loaded.chain(licences::SHIPPED) {
        let bytes = files.bytes(path);
        let bytes = bytes.with_context(|| format!("`{path}` is not built"))?;
        widget.insert(path.to_owned(), bytes.to_vec());
    }
    let mut packages = Vec::new();
    for standard in &STANDARDS {
        let mut package = widget.clone();
        package.extend(page(bundler, content, standard, &titles)?);
        if let Some([template, name]) = standard.manifest {
            let list = listed(package.keys());
            let manifest = filled(&read(bundler, template)?, &titles, &list, escaped);
            package.insert(name.to_owned(), manifest.into_bytes());
        } else {
            let archive = zip::pack(&h5p(bundler, &package, &titles)?)?;
            packages.push((format!("{FOLDER}/skill-check.h5p"), archive));
        }
        let archive = format!("{FOLDER}/skill-check-{}.zip", standard.name);
        packages.push((archive, zip::pack(&package)?));
    }
    Ok(packages)
}

/// What a package has besides the widget's files.
fn page(
    bundler: &Bundler<'_>,
    content: &Content,
    standard: &Standard,
    titles: &Titles,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let html = read(bundler, "index.html")?
        .replace("{standard}", standard.name)
        .replace("{connect}", standard.connect);
    let html = filled(&html, titles, "", escaped);
    let styles = bundler.styles(&bundler.runner.path(&format!("{FOLDER}/page.css")))?;
    let script = script(bundler, content, "page", Some(standard.name))?;
    Ok(BTreeMap::from([
        ("index.html".to_owned(), html.into_bytes()),
        ("lms.css".to_owned(), styles),
        (SCRIPT.to_owned(), script),
        (
            "lms.json".to_owned(),
            read(bundler, "lms.json")?.into_bytes(),
        ),
    ]))
}

/// A content of H5P with the page in it.
fn h5p(
    bundler: &Bundler<'_>,
    package: &BTreeMap<String, Vec<u8>>,
    titles: &Titles,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let quoted = |text: &str| {
        let text = json!(text).to_string();
        text.trim_matches('"').to_owned()
    };
    let about = filled(&read(bundler, "h5p.json")?, titles, "", quoted);
    let content = read(bundler, "content.json")?;
    let files = package.iter();
    let files = files.map(|(path, bytes)| (format!("content/{path}"), bytes.clone()));
    let own = [("h5p.json", about), ("content/content.json", content)];
    let own = own.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    Ok(files.chain(own).collect())
}

/// One of the scripts, with the strings of the panel in every language.
fn script(
    bundler: &Bundler<'_>,
    content: &Content,
    entry: &str,
    standard: Option<&str>,
) -> Result<Vec<u8>> {
    let module = module(bundler.runner, content.default_id())?;
    let styles = bundler.styles(&bundler.runner.path(&format!("{FOLDER}/panel.css")))?;
    bundler.lms(FOLDER, entry, standard, &module, &styles)
}

/// The module with the strings of the panel, and the catalogue that a check asks unless it names another.
fn module(runner: &Runner, catalogue: &str) -> Result<String> {
    let [languages, strings] = [json!(LANGUAGES), json!(strings::read(runner, FOLDER)?)];
    let values = [
        ("languages", languages),
        ("strings", strings),
        ("catalogue", json!(catalogue)),
    ];
    let lines = values.map(|(name, value)| format!("export const {name} = {value};\n"));
    Ok(lines.concat())
}

/// The files of a package in the way that SCORM lists them.
fn listed<'a>(paths: impl Iterator<Item = &'a String>) -> String {
    paths.fold(String::new(), |mut lines, path| {
        // Writing to a string can't fail.
        let _ = writeln!(lines, "      <file href=\"{}\"/>", escaped(path));
        lines
    })
}

/// A template with what stands in braces filled in.
fn filled(template: &str, titles: &Titles, files: &str, quoted: fn(&str) -> String) -> String {
    template
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{locale}", titles.first(0))
        .replace("{titles}", &titles.all(1))
        .replace("{leads}", &titles.all(2))
        .replace("{title}", &quoted(titles.first(1)))
        .replace("{files}", files)
}

fn read(bundler: &Bundler<'_>, name: &str) -> Result<String> {
    let path = format!("{FOLDER}/{name}");
    std::fs::read_to_string(bundler.runner.path(&path))
        .with_context(|| format!("{path} can't be read"))
}

/// A text as XML and HTML have it, also in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::node;
    use super::*;

    fn titles() -> Titles {
        let text = |text: &str| text.to_owned();
        Titles(vec![
            [text("de"), text("A & \"B\""), text("Wo?")],
            [text("en"), text("C"), text("Where?")],
        ])
    }

    #[test]
    fn templates_are_filled_with_texts_as_texts() {
        let xml = filled(
            "<t v=\"{version}\">{title}</t>{files}",
            &titles(),
            "f",
            escaped,
        );
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            xml,
            format!("<t v=\"{version}\">A &amp; &quot;B&quot;</t>f")
        );
        let all = titles().all(1);
        assert!(all.contains("<langstring lang=\"de\">A &amp; &quot;B&quot;</langstring>\n"));
        assert!(all.contains("<langstring lang=\"en\">C</langstring>\n"));
        let paths = ["a.js".to_owned(), "b&.bin".to_owned()];
        assert!(listed(paths.iter()).ends_with("<file href=\"b&amp;.bin\"/>\n"));
    }

    #[test]
    fn each_standard_has_its_adapter_and_its_manifest() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for standard in &STANDARDS {
            let adapter = root.join(FOLDER).join(format!("{}.js", standard.name));
            assert!(adapter.is_file(), "{}", adapter.display());
            let template = standard
                .manifest
                .map_or("h5p.json", |[template, _]| template);
            let text = std::fs::read_to_string(root.join(FOLDER).join(template)).unwrap();
            assert!(text.contains("{title"), "{template}");
        }
    }

    /// What a platform is told and keeps, and how each standard says it.
    #[test]
    fn the_adapters_say_what_they_should() {
        for (name, least) in [("core", 9), ("scorm", 13), ("cmi5", 8), ("h5p", 4)] {
            let passed = node::passes(&format!("{FOLDER}/{name}.test.js"), &[]);
            assert!(passed >= least, "{name}");
        }
    }

    /// What goes by which tick, and what happens where something is refused.
    #[test]
    fn nothing_goes_without_a_tick() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let runner = Runner::new(root.canonicalize().unwrap(), false);
        let beside = format!("skill-check-lms-{}", std::process::id());
        let [words, styles] =
            ["js", "txt"].map(|end| std::env::temp_dir().join(format!("{beside}.{end}")));
        std::fs::write(&words, module(&runner, "social-media").unwrap()).unwrap();
        std::fs::write(&styles, "").unwrap();
        let modules = [
            ("skill-check:lms", words.as_path()),
            ("skill-check:lms-styles", styles.as_path()),
            ("skill-check:source", &runner.path("lms/test-source.js")),
        ];
        assert!(node::passes("lms/connect.test.js", &modules) >= 12);
        for file in [words, styles] {
            std::fs::remove_file(file).unwrap();
        }
    }
}
