//! Writes the fuzzer's seeds of catalogues that are in order anew, compiled ones (`fuzz/corpus/catalogue_compiled`) and
//! one in text: a new layout, or another rule, makes the old ones useless.
//!
//! ```text
//! cargo run -p skill-check-catalogue --example fuzz_seeds
//! ```

#[path = "../tests/mutation_support/mod.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod mutation_support;

use std::path::Path;

use mutation_support::payload_of;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in [
        "crates/catalogue/tests/gallery",
        "crates/import/template/new",
    ] {
        let report = catalogue::load(&root.join(folder));
        let authored = report
            .authored
            .ok_or_else(|| format!("{folder} has errors"))?;
        for compiled in authored.compile() {
            let name = format!("{}-{}", authored.definition().id, compiled.locale);
            let path = root.join("fuzz/corpus/catalogue_compiled").join(&name);
            std::fs::write(&path, payload_of(&compiled.bytes))?;
            println!("{}", path.display());
        }
    }
    let text =
        |name| std::fs::read_to_string(root.join("crates/catalogue/tests/gallery").join(name));
    // As `fuzz/fuzz_targets/catalogue_text.rs` divides it.
    let both = [text("catalogue.toml")?, text("en.toml")?].join("\n----- en.toml\n");
    let path = root.join("fuzz/corpus/catalogue_text/in-order");
    std::fs::write(&path, both)?;
    println!("{}", path.display());
    Ok(())
}
