//! Pages from their templates: references become the names of what was built.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::files::Files;
use super::loader::{Build, Bundler};
use crate::run::Runner;

/// Where the pages for development lie.
const DEVELOPMENT: &str = "crates/xtask/pages";

/// Makes pages, and adds to `dist/` what they refer to.
pub(crate) struct Page<'a> {
    pub(crate) bundler: &'a Bundler<'a>,
    pub(crate) build: &'a Build,
    pub(crate) files: &'a mut Files,
}

impl Page<'_> {
    /// A template with its references rewritten; `up` leads from the page to the top of `dist/`.
    pub(crate) fn process(&mut self, template: &Path, up: &str) -> Result<String> {
        let html = std::fs::read_to_string(template)
            .with_context(|| format!("the page template {} can't be read", template.display()))?;
        self.process_text(&html, up)
            .with_context(|| format!("in {}", template.display()))
    }

    /// The same with the text of a template.
    pub(crate) fn process_text(&mut self, html: &str, up: &str) -> Result<String> {
        rewrite(html, |reference| {
            let path = self.resolve(reference)?;
            Ok(format!("{up}{path}"))
        })
    }

    /// The path in `dist/` of what a template refers to by its path in the sources.
    fn resolve(&mut self, reference: &str) -> Result<String> {
        if self.files.contains(reference) {
            return Ok(reference.to_owned());
        }
        let source = self.bundler.runner.path(reference);
        if !source.is_file() {
            bail!("`{reference}` is neither built nor a file of the sources");
        }
        let name = reference.rsplit('/').next().unwrap_or(reference);
        let bytes = match name.rsplit('.').next() {
            Some("css") => self.bundler.styles(&source)?,
            Some("js") => self.bundler.page_script(&source, self.build)?,
            _ => std::fs::read(&source)
                .with_context(|| format!("{} can't be read", source.display()))?,
        };
        Ok(self.files.add_hashed(&format!("assets/{name}"), bytes))
    }
}

/// Replaces each reference to a file of ours in `href` and `src` attributes, outside of comments.
fn rewrite(html: &str, mut replace: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut result = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        result.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else {
            rest.find('>').map(|end| end + 1)
        };
        let (tag, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if tag.starts_with("<!--") {
            result.push_str(tag);
        } else {
            rewrite_tag(tag, &mut result, &mut replace)?;
        }
    }
    result.push_str(rest);
    Ok(result)
}

/// The same for one tag.
fn rewrite_tag(
    tag: &str,
    result: &mut String,
    replace: &mut impl FnMut(&str) -> Result<String>,
) -> Result<()> {
    let mut rest = tag;
    loop {
        let next = [" href=\"", " src=\"", "\nhref=\"", "\nsrc=\""]
            .iter()
            .filter_map(|name| rest.find(name).map(|at| at + name.len()))
            .min();
        let Some(start) = next else { break };
        let Some(length) = rest[start..].find('"') else {
            break;
        };
        let reference = &rest[start..start + length];
        result.push_str(&rest[..start]);
        if is_ours(reference) {
            result.push_str(&replace(reference)?);
        } else {
            result.push_str(reference);
        }
        rest = &rest[start + length..];
    }
    result.push_str(rest);
    Ok(())
}

/// Whether a reference is a relative path, neither an address nor a place in the page.
fn is_ours(reference: &str) -> bool {
    !reference.is_empty()
        && reference != "."
        && !reference.starts_with(['#', '/', '?'])
        && !reference.starts_with("./")
        && !reference.contains(':')
}

/// The pages for development, by name.
pub(crate) fn development_pages(runner: &Runner) -> Result<Vec<(String, PathBuf)>> {
    let folder = runner.path(DEVELOPMENT);
    let mut pages = Vec::new();
    for entry in
        std::fs::read_dir(&folder).with_context(|| format!("{} can't be read", folder.display()))?
    {
        let path = entry
            .with_context(|| format!("{DEVELOPMENT} can't be read"))?
            .path();
        if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            pages.extend(name.map(|name| (name, path)));
        }
    }
    pages.sort();
    Ok(pages)
}

#[cfg(test)]
mod tests {

    use super::*;

    fn upper(html: &str) -> String {
        rewrite(html, |reference| Ok(reference.to_uppercase())).unwrap()
    }

    #[test]
    fn references_to_files_are_rewritten() {
        assert_eq!(
            upper(r#"<link rel="stylesheet" href="styles/page.css"><script src="a.js"></script>"#),
            r#"<link rel="stylesheet" href="STYLES/PAGE.CSS"><script src="A.JS"></script>"#
        );
        assert_eq!(
            upper("<img\nsrc=\"a.svg\" alt=\"a > b\">"),
            "<img\nsrc=\"A.SVG\" alt=\"a > b\">"
        );
    }

    #[test]
    fn addresses_places_comments_and_text_stay() {
        for html in [
            r##"<a href="#top">a</a>"##,
            r#"<a href="https://example.org/x">x</a>"#,
            r#"<a href="mailto:a@example.org">x</a>"#,
            r#"<a href="//example.org/x">x</a>"#,
            r#"<a href="./">x</a>"#,
            r#"<link href="data:,">"#,
            r#"<!-- <link href="a.css"> -->"#,
            r#"<p data-href="a.css">say href="b.css" 1 < 2</p>"#,
            r#"<link href="unfinished"#,
            "",
        ] {
            assert_eq!(upper(html), html);
        }
    }
}
