//! Pages with the first screen in their HTML: a declared shadow root with its styles, and at the page's end a loader that
//! has neither in it. So the first answer needs one request, and whoever has no JavaScript sees the first screen.
//!
//! And the same screens by themselves, for other pages that a server puts together.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use super::Assets;
use super::content::Content;
use super::loader::{Build, Bundler};
use super::offline::base64;
use super::screens::Drawn;

/// Where a template has what the build puts in: styles in the head, the screen in the element, scripts at the end.
const STYLES: &str = "<!-- styles/page.css -->";
const SCREEN: &str = "<!-- first screen -->";
const LOADER: &str = "<!-- loader -->";

/// What a template's policy says of scripts and styles, and where hashes are added.
const SCRIPTS: &str = "script-src 'self'";
const SHEETS: &str = "style-src 'self'";

/// The script that hides the first screen where another one is to come.
const HIDE_FIRST_SCREEN: &str = "standalone/hide-first-screen.js";

/// The folder of the screens for pages that a server puts together.
const FOLDER: &str = "screens";

/// What is put into a page.
pub(crate) struct Declared {
    page_styles: String,
    root: String,
    hide_first_screen: String,
    loader: String,
}

impl Declared {
    /// The first screen in the default catalogue's first locale; nothing where none is drawn, since its first family
    /// lacks a level.
    ///
    /// # Errors
    /// If styles or scripts would end the element that they stand in.
    pub(crate) fn new(
        bundler: &Bundler<'_>,
        build: &Build,
        content: &Content,
        assets: &Assets,
    ) -> Result<Option<Self>> {
        let runner = bundler.runner;
        let Some(drawn) = assets.screens.declared() else {
            return Ok(None);
        };
        let css = text(assets.css.clone())?;
        // What the page has put into the element is shown as long as there is no script to do it.
        let more = format!("<template>{}</template><slot></slot>", drawn.item);
        let declared = Self {
            page_styles: text(bundler.styles(&runner.path("styles/page.css"))?)?,
            root: root(&drawn, &build.id, &css, &more),
            hide_first_screen: text(bundler.classic(&runner.path(HIDE_FIRST_SCREEN))?)?,
            loader: text(bundler.element_declared(&build.module(content))?)?,
        };
        for (text, end) in [
            (&declared.page_styles, "</style"),
            (&css, "</style"),
            (&declared.hide_first_screen, "</script"),
            (&declared.loader, "</script"),
        ] {
            ensure!(!text.contains(end), "what stands in a page has {end} in it");
        }
        Ok(Some(declared))
    }

    /// A template with all of it in its place, and the policy that allows just that. A page that `is_forgetful` looks
    /// into no storage, to see what is to come.
    ///
    /// # Errors
    /// If the template has no place for it.
    pub(crate) fn fill(&self, html: &str, is_forgetful: bool) -> Result<String> {
        let css = self.root.split("<style>").nth(1).unwrap_or_default();
        let css = css.split("</style>").next().unwrap_or_default();
        let mut scripts = format!("{SCRIPTS} {}", hash(&self.loader));
        let mut head = format!("<style>{}</style>", self.page_styles);
        if !is_forgetful {
            scripts.extend([" ", &hash(&self.hide_first_screen)]);
            head.extend(["<script>", &self.hide_first_screen, "</script>"]);
        }
        let sheets = format!("{SHEETS} {} {}", hash(&self.page_styles), hash(css));
        let loader = format!("<script type=\"module\">{}</script>", self.loader);
        let html = replaced(html, [(SCRIPTS, &scripts), (SHEETS, &sheets)])?;
        replaced(&html, [(STYLES, &head), (SCREEN, &self.root)])
            .and_then(|html| replaced(&html, [(LOADER, &loader)]))
    }
}

/// A template without a first screen: styles and loader are files.
///
/// # Errors
/// If the template has no place for it.
pub(crate) fn plain(html: &str) -> Result<String> {
    let styles = "<link rel=\"stylesheet\" href=\"styles/page.css\">";
    let loader = "<script type=\"module\" src=\"skill-check.js\"></script>";
    replaced(html, [(STYLES, styles), (SCREEN, ""), (LOADER, loader)])
}

/// A template with pieces in their places, each of which it has once.
fn replaced<const N: usize>(html: &str, pieces: [(&str, &str); N]) -> Result<String> {
    let mut html = html.to_owned();
    for (place, piece) in pieces {
        ensure!(
            html.matches(place).count() == 1,
            "the template doesn't have `{place}` once"
        );
        html = html.replace(place, piece);
    }
    Ok(html)
}

/// The first screens in each language, by their names in `dist/`.
///
/// # Errors
/// If the styles are no text.
pub(crate) fn screens(build: &Build, assets: &Assets) -> Result<Vec<(String, String)>> {
    let css = text(assets.css.clone())?;
    let screens = assets.screens.each();
    let files = screens.map(|drawn| {
        let name = format!("{FOLDER}/{}.{}.html", drawn.catalogue, drawn.locale);
        (name, root(&drawn, &build.id, &css, ""))
    });
    Ok(files.collect())
}

/// The shadow root with a first screen as HTML; `embed/early-input.js` finds the screen by its mark, which names the build: a
/// page that was kept longer than the script has another one.
fn root(drawn: &Drawn<'_>, id: &str, css: &str, more: &str) -> String {
    let Drawn {
        catalogue,
        locale,
        start,
        ..
    } = drawn;
    // Before there is a script, Enter on a choice would send the form to the page's address.
    let start = start.replace("<form>", "<form method=\"dialog\">");
    format!(
        "<template shadowrootmode=\"open\"><style>{css}</style><div data-ahead=\"{catalogue} start {locale} {id}\">{start}</div>\
         {more}<slot name=\"footer\"></slot></template>"
    )
}

/// What a policy calls a script or a sheet by.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).context("the bundler wrote no UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared() -> Declared {
        let drawn = Drawn {
            catalogue: "a",
            locale: "de",
            start: "<form>1</form>",
            item: "",
        };
        Declared {
            page_styles: "b{}".to_owned(),
            root: root(&drawn, "12ab", "c{}", "<i>2</i>"),
            hide_first_screen: "d()".to_owned(),
            loader: "e()".to_owned(),
        }
    }

    #[test]
    fn a_page_has_all_of_it_and_its_policy_names_what_is_inside() {
        let template =
            format!("{SCRIPTS} x; {SHEETS}; {STYLES} <skill-check>{SCREEN}</skill-check> {LOADER}");
        let page = declared().fill(&template, false).unwrap();
        let [b, c, d, e] = ["b{}", "c{}", "d()", "e()"].map(hash);
        assert_eq!(
            page,
            format!(
                "{SCRIPTS} {e} {d} x; {SHEETS} {b} {c}; <style>b{{}}</style><script>d()</script> <skill-check>\
                 <template shadowrootmode=\"open\"><style>c{{}}</style>\
                 <div data-ahead=\"a start de 12ab\"><form method=\"dialog\">1</form></div>\
                 <i>2</i><slot name=\"footer\"></slot></template>\
                 </skill-check> <script type=\"module\">e()</script>"
            )
        );
        let forgetful = declared().fill(&template, true).unwrap();
        assert!(
            !forgetful.contains("d()") && !forgetful.contains(&d),
            "{forgetful}"
        );
    }

    #[test]
    fn without_a_first_screen_styles_and_loader_are_files() {
        let page = plain(&format!(
            "{STYLES}<skill-check>{SCREEN}</skill-check>{LOADER}"
        ))
        .unwrap();
        assert!(page.contains("href=\"styles/page.css\""), "{page}");
        assert!(
            page.ends_with("<skill-check></skill-check><script type=\"module\" src=\"skill-check.js\"></script>"),
            "{page}"
        );
        assert!(plain("<p>").is_err());
    }

    #[test]
    fn a_template_without_a_place_is_refused() {
        let error = declared().fill(SCRIPTS, false).unwrap_err().to_string();
        assert!(error.contains(SHEETS), "{error}");
    }

    #[test]
    fn the_templates_have_the_places() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for path in ["index.html", "standalone/kiosk.html"] {
            let html = std::fs::read_to_string(folder.join(path)).unwrap();
            assert!(declared().fill(&html, true).is_ok(), "{path}");
            assert!(plain(&html).is_ok(), "{path}");
        }
    }
}
