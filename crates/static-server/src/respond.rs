//! One request, one answer.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::http::{Answer, Head};
use crate::path::{decode, file, mime};
use crate::{Request, Route, State, lock};

/// So many requests are remembered where they are bounded.
const LOG_MAX: usize = 1000;

/// Finds the answer to a request and logs it.
pub(crate) fn respond(state: &State, port: u16, head: &Head) -> Answer {
    if state.options.is_own && !is_own(port, head) {
        return plain(403, "Only pages of this address are answered.\n");
    }
    let path = decode(&head.target);
    let route = path
        .as_deref()
        .and_then(|path| lock(&state.routes).get(path).cloned());
    let handler = path
        .as_deref()
        .and_then(|path| lock(&state.handlers).get(path).cloned());
    let route = route.or_else(|| handler.map(|handler| handler.answer(&head.target)));
    if let Some(delay) = route.as_ref().and_then(|route| route.delay) {
        std::thread::sleep(delay);
    }
    let mut answer = match (head.method.as_str(), path.as_deref()) {
        ("GET" | "HEAD", Some(path)) => match route {
            Some(route) => routed(state, head, path, route),
            None => from_file(state, head, path),
        },
        ("GET" | "HEAD", None) => plain(400, "The path is malformed.\n"),
        _ => plain(405, "Only GET and HEAD are served.\n"),
    };
    // Embedding pages of another origin load the widget too, as modules: that is always CORS.
    if !state.options.is_own {
        answer.set("Access-Control-Allow-Origin", "*");
    }
    answer.set("X-Content-Type-Options", "nosniff");
    let mut log = lock(&state.log);
    if state.options.is_own && log.len() >= LOG_MAX {
        log.clear();
    }
    log.push(Request {
        method: head.method.clone(),
        path: head.target.clone(),
        status: answer.status,
        encoding: encoding(&answer),
        bytes: answer.body.len(),
        headers: head.headers.clone(),
    });
    answer
}

/// Whether a request is for this machine by one of its own names, and from no other site's page.
fn is_own(port: u16, head: &Head) -> bool {
    let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let is_name = |host: &str| names.iter().any(|name| name.eq_ignore_ascii_case(host));
    let has_own_host = head.header("Host").is_some_and(is_name);
    let origin = head
        .header("Origin")
        .map(|origin| origin.strip_prefix("http://"));
    has_own_host && origin.is_none_or(|origin| origin.is_some_and(is_name))
}

/// An answer in words.
fn plain(status: u16, text: &str) -> Answer {
    Answer {
        status,
        headers: vec![("Content-Type".to_owned(), mime("a.txt").to_owned())],
        body: text.as_bytes().to_vec(),
        breaks_at: None,
    }
}

/// The encoding that an answer says it has.
fn encoding(answer: &Answer) -> Option<String> {
    answer
        .headers
        .iter()
        .find(|(name, _)| name == "Content-Encoding")
        .map(|(_, value)| value.clone())
}

/// The answer of a path that a test has changed.
fn routed(state: &State, head: &Head, path: &str, route: Route) -> Answer {
    let mut answer = match route.body {
        Some(body) => Answer {
            status: 200,
            headers: vec![
                ("Content-Type".to_owned(), mime(path).to_owned()),
                ("Cache-Control".to_owned(), "no-store".to_owned()),
            ],
            body,
            breaks_at: None,
        },
        None => from_file(state, head, path),
    };
    if let Some(status) = route.status {
        answer.status = status;
    }
    answer.breaks_at = route.breaks_at;
    for (name, value) in &route.headers {
        answer.set(name, value);
    }
    answer
}

/// The answer of a path that names a file.
fn from_file(state: &State, head: &Head, path: &str) -> Answer {
    let root = state.options.root.as_ref();
    let source = root.and_then(|root| file(root, path));
    let Some(source) = source.filter(|file| file.is_file()) else {
        return plain(404, "Not found.\n");
    };
    let accepted = head.header("Accept-Encoding").unwrap_or_default();
    let (file, encoding) = twin(&source, accepted);
    let Ok(body) = std::fs::read(&file) else {
        return plain(500, "The file can't be read.\n");
    };
    let immutable = state
        .options
        .immutable
        .iter()
        .any(|prefix| path.starts_with(prefix));
    let cache = if immutable {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let tag = tag(&file, body.len());
    let mut answer = Answer {
        status: 200,
        headers: Vec::new(),
        body,
        breaks_at: None,
    };
    answer.set("Content-Type", mime(&source.to_string_lossy()));
    answer.set("Cache-Control", cache);
    answer.set("Vary", "Accept-Encoding");
    answer.set("ETag", &tag);
    if let Some(encoding) = encoding {
        answer.set("Content-Encoding", encoding);
    }
    if head.header("If-None-Match") == Some(&tag) {
        answer.status = 304;
        answer.body.clear();
    }
    answer
}

/// The smallest precompressed twin that the browser accepts, else the file itself.
fn twin(plain: &Path, accepted: &str) -> (PathBuf, Option<&'static str>) {
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(accepted, encoding) {
            let mut name = plain.as_os_str().to_owned();
            name.push(suffix);
            let twin = PathBuf::from(name);
            if twin.is_file() {
                return (twin, Some(encoding));
            }
        }
    }
    (plain.to_owned(), None)
}

/// Whether an `Accept-Encoding` header takes this encoding.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some(encoding)
            && !words.any(|word| matches!(word, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// A validator of a file's state: its length and the time of its last change.
fn tag(file: &Path, length: usize) -> String {
    let changed = std::fs::metadata(file)
        .and_then(|data| data.modified())
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |time| time.as_nanos());
    format!("\"{length:x}-{changed:x}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_used_only_where_it_is_accepted() {
        assert!(accepts("gzip, deflate, br, zstd", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
