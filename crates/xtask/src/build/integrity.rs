//! Hashes by which a page tells that a file is what was built.
//!
//! The loader needs none of them: the name of each file that it loads carries a hash.

use serde_json::{Map, Value};
use sha2::{Digest, Sha384};

use super::files::Files;
use super::offline::base64;

/// The list for embedders: what to write into an attribute `integrity`, by path.
const LIST: &str = "integrity.json";

/// Adds the list of all files so far, and of those that are packed, with the SHA-384 of each.
pub(crate) fn add_list(files: &mut Files, packages: &[(String, Vec<u8>)]) {
    let packed = packages.iter();
    let packed = packed.map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let list: Map<String, Value> = files
        .all()
        .chain(packed)
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
    fn the_list_is_what_browsers_expect() {
        let mut files = Files::default();
        files.add("a.js", "alert('Hello, world.');");
        let package = ("b.zip".to_owned(), b"alert('Hello, world.');".to_vec());
        add_list(&mut files, &[package]);
        let list = String::from_utf8_lossy(files.bytes(LIST).unwrap()).into_owned();
        // The example of the specification of subresource integrity.
        assert_eq!(
            list,
            "{\n  \"a.js\": \"sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO\",\n  \
             \"b.zip\": \"sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO\"\n}\n"
        );
    }
}
