//! The first screens of the default catalogue, drawn natively by the widget's own views, so that
//! the loader can show them before the widget is there.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::content::Content;
use super::loader::Bundler;
use crate::run::cargo;

/// The string with a locale's name in itself.
const LOCALE_NAME: &str = "loader.locale-name";

/// The module `skill-check:screens`.
pub(crate) fn draw(bundler: &Bundler<'_>, content: &Content) -> Result<Vec<u8>> {
    let (runner, default) = (bundler.runner, content.default_id());
    let mut command = cargo();
    command.args(["run", "--quiet", "--locked", "--package", "skill-check"]);
    command.args(["--example", "screens", "--"]);
    for catalogue in content.catalogues.iter().filter(|one| one.id == default) {
        let locale = &catalogue.locale;
        let path = bundler.work.join(format!("first.{locale}.bin"));
        std::fs::write(&path, &catalogue.bytes)
            .with_context(|| format!("{} can't be written", path.display()))?;
        let name = content.messages[locale]
            .get(LOCALE_NAME)
            .with_context(|| format!("`{locale}` has no string {LOCALE_NAME}"))?;
        command.arg(format!("{locale}={name}={}", path.display()));
    }
    let text = runner.run(&mut command)?;
    // Cargo may have something to say before.
    let json = text.lines().rfind(|line| line.starts_with('{'));
    let drawn: Value = json
        .and_then(|json| serde_json::from_str(json).ok())
        .context("the first screens were not drawn as JSON")?;
    let screens = json!({ "catalogue": default, "drawn": drawn });
    Ok(format!("export default {screens};\n").into_bytes())
}
