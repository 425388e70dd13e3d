//! Writes the fuzzer's seeds of compiled catalogues anew, `fuzz/corpus/catalogue_compiled`: a new layout
//! makes the old ones useless.
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
    Ok(())
}
