//! Prints a catalogue's frozen form, for `tests/links/catalogues/<id>-<revision>.txt`:
//!
//! ```text
//! cargo run -p skill-check-catalogue --example freeze catalogues/social-media
//! ```

use std::path::Path;

use catalogue::lock::frozen;

fn main() {
    let folder = std::env::args().nth(1).expect("the folder of a catalogue");
    let report = catalogue::load(Path::new(&folder));
    for diagnostic in &report.diagnostics {
        eprintln!("{diagnostic}\n");
    }
    if let Some(authored) = report.authored {
        print!("{}", frozen(authored.definition()));
    }
}
