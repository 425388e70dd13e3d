//! From a request's path to a file, and from a file's name to its MIME type.

use std::path::{Component, Path, PathBuf};

/// The MIME type by a file's name; text is UTF-8.
pub fn mime(name: &str) -> &'static str {
    let extension = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// The path of a request without query, percent signs decoded; `None` where it is malformed.
pub(crate) fn decode(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The file below `root` that a decoded path names; a folder stands for its `index.html`.
/// `None` for a path that leads out of `root`.
pub(crate) fn file(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = path.strip_prefix('/')?;
    if relative.contains(['\0', '\\']) {
        return None;
    }
    let inside = Path::new(relative)
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    if !inside {
        return None;
    }
    let file = root.join(relative);
    if file.is_dir() || relative.is_empty() {
        return Some(file.join("index.html"));
    }
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_the_type_that_a_browser_insists_on() {
        assert_eq!(mime("a/skill-check.0f.wasm"), "application/wasm");
        assert_eq!(mime("skill-check.js"), "text/javascript; charset=utf-8");
        assert_eq!(mime("x.de.12.bin"), "application/octet-stream");
        assert_eq!(mime("no-extension"), "application/octet-stream");
    }

    #[test]
    fn percent_signs_are_decoded_and_broken_ones_refused() {
        assert_eq!(decode("/a%20b?x=%2").as_deref(), Some("/a b"));
        assert_eq!(decode("/%C3%A4").as_deref(), Some("/ä"));
        assert_eq!(decode("/%C3"), None);
        assert_eq!(decode("/%4"), None);
        assert_eq!(decode("/%zz"), None);
        assert_eq!(decode("/%+f"), None);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let root = Path::new("/srv");
        assert_eq!(file(root, "/a.js"), Some(PathBuf::from("/srv/a.js")));
        assert_eq!(file(root, "/"), Some(PathBuf::from("/srv/index.html")));
        for path in [
            "/../etc/passwd",
            "/a/../../b",
            "//etc/passwd",
            "a",
            "/a\\..\\b",
            "/a\0",
        ] {
            assert_eq!(file(root, path), None, "{path:?}");
        }
    }
}
