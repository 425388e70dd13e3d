//! The widget as the author's command carries it: what its preview serves, in one archive.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::files::Files;
use super::licences;
use super::loader::Build;
use super::zip;

/// The element's script.
const SCRIPT: &str = "skill-check.js";

/// The widget without catalogues: the author brings one.
pub(crate) fn archive(build: &Build, files: &Files) -> Result<Vec<u8>> {
    let is_catalogue = |path: &&str| {
        let mut catalogues = build.catalogues.iter();
        catalogues.any(|one| one.first == *path || one.later == *path)
    };
    let code = build.paths().map(String::as_str);
    let code = code.filter(|path| !is_catalogue(path));
    let mut packed = BTreeMap::new();
    for path in code.chain([SCRIPT]).chain(licences::SHIPPED) {
        let bytes = files.bytes(path);
        let bytes = bytes.with_context(|| format!("`{path}` is not built"))?;
        packed.insert(path.to_owned(), bytes.to_vec());
    }
    zip::pack(&packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::loader::BuiltCatalogue;

    fn build() -> Build {
        Build {
            id: "12ab".to_owned(),
            glue: "assets/g.js".to_owned(),
            wasm: "assets/w.wasm".to_owned(),
            later: "assets/l.wasm".to_owned(),
            later_script: "assets/l.js".to_owned(),
            extras: "assets/e.js".to_owned(),
            host: "assets/h.js".to_owned(),
            screens: Some("assets/s.js".to_owned()),
            catalogues: vec![BuiltCatalogue {
                id: "a".to_owned(),
                locale: "de".to_owned(),
                first: "catalogues/d.bin".to_owned(),
                later: "catalogues/later/d.bin".to_owned(),
            }],
        }
    }

    #[test]
    fn all_of_the_code_goes_along_with_its_licences_and_no_catalogue() {
        let build = build();
        let mut files = Files::default();
        let others = [SCRIPT, "index.html"].into_iter().chain(licences::SHIPPED);
        for path in build.paths().map(String::as_str).chain(others) {
            files.add(path, path);
        }
        let packed = archive(&build, &files).unwrap();
        assert_eq!(packed, archive(&build, &files).unwrap());
        let holds = |path: &str| {
            packed
                .windows(path.len())
                .any(|part| part == path.as_bytes())
        };
        let code = build.paths().take(7).map(String::as_str);
        for path in code.chain([SCRIPT]).chain(licences::SHIPPED) {
            assert!(holds(path), "{path}");
        }
        for path in ["catalogues/", "index.html"] {
            assert!(!holds(path), "{path}");
        }
        let incomplete = archive(&build, &Files::default()).unwrap_err();
        assert!(incomplete.to_string().contains("is not built"));
    }
}
