//! Hashes by which a page or the loader tells that a file is what was built.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384};

use super::files::Files;
use super::loader::Build;
use super::offline::base64;

/// The list for embedders: what to write into an attribute `integrity`, by path.
const LIST: &str = "integrity.json";

/// What the loader compares: the SHA-256 of each file that it loads, by path.
pub(crate) fn of_parts(build: &Build, files: &Files) -> Result<BTreeMap<String, String>> {
    build
        .paths()
        .map(|path| {
            let bytes = files
                .bytes(path)
                .with_context(|| format!("`{path}` is not built"))?;
            Ok((path.clone(), base64(&Sha256::digest(bytes))))
        })
        .collect()
}

/// Adds the list of all files so far with the SHA-384 of each.
pub(crate) fn add_list(files: &mut Files) {
    let list: Map<String, Value> = files
        .all()
        .map(|(path, bytes)| {
            let hash = format!("sha384-{}", base64(&Sha384::digest(bytes)));
            (path.to_owned(), Value::from(hash))
        })
        .collect();
    // A line a file, so that a difference can be read.
    let text = format!("{:#}\n", Value::Object(list));
    files.add(LIST, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_hash_and_a_missing_one_is_named() {
        let mut files = Files::default();
        for path in ["g.js", "w.wasm", "l.wasm", "l.css", "e.js", "h.js", "c.bin"] {
            files.add(path, path);
        }
        let mut build = Build {
            id: String::new(),
            glue: "g.js".to_owned(),
            wasm: "w.wasm".to_owned(),
            extras: "e.js".to_owned(),
            later: "l.wasm".to_owned(),
            later_styles: "l.css".to_owned(),
            host: "h.js".to_owned(),
            catalogues: vec![("c".to_owned(), "de".to_owned(), "c.bin".to_owned())],
            integrity: BTreeMap::new(),
        };
        let hashes = of_parts(&build, &files).unwrap();
        assert_eq!(hashes.len(), 7);
        assert_eq!(hashes["c.bin"], base64(&Sha256::digest("c.bin")));
        build.host = "gone.js".to_owned();
        let error = of_parts(&build, &files).unwrap_err().to_string();
        assert_eq!(error, "`gone.js` is not built");
    }

    #[test]
    fn the_list_is_what_browsers_expect() {
        let mut files = Files::default();
        files.add("a.js", "alert('Hello, world.');");
        add_list(&mut files);
        let list = String::from_utf8_lossy(files.bytes(LIST).unwrap()).into_owned();
        // The example of the specification of subresource integrity.
        assert_eq!(
            list,
            "{\n  \"a.js\": \"sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO\"\n}\n"
        );
    }
}
