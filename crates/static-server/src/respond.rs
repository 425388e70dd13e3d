//! One request, one answer.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use tiny_http::{Header, Method, Response, StatusCode};

use crate::path::{decode, file, mime};
use crate::{Request, Route, State, lock};

/// An answer before it is sent.
struct Answer {
    status: u16,
    body: Vec<u8>,
    headers: Vec<(String, String)>,
    encoding: Option<&'static str>,
}

impl Answer {
    fn plain(status: u16, text: &str) -> Self {
        Self {
            status,
            body: text.as_bytes().to_vec(),
            headers: vec![("Content-Type".to_owned(), mime("a.txt").to_owned())],
            encoding: None,
        }
    }

    /// Adds a header in place of one of the same name.
    fn set(&mut self, name: &str, value: &str) {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }
}

/// Answers a request and logs it.
pub(crate) fn respond(state: &State, request: tiny_http::Request) {
    let url = request.url().to_owned();
    let path = decode(&url);
    let route = path
        .as_deref()
        .and_then(|path| lock(&state.routes).get(path).cloned());
    if let Some(delay) = route.as_ref().and_then(|route| route.delay) {
        std::thread::sleep(delay);
    }
    let mut answer = match (request.method(), path.as_deref()) {
        (Method::Get | Method::Head, Some(path)) => match route {
            Some(route) => routed(state, &request, path, route),
            None => from_file(state, &request, path),
        },
        (Method::Get | Method::Head, None) => Answer::plain(400, "The path is malformed.\n"),
        _ => Answer::plain(405, "Only GET and HEAD are served.\n"),
    };
    // Embedding pages of another origin load the widget too, as modules: that is always CORS.
    answer
        .headers
        .push(("Access-Control-Allow-Origin".to_owned(), "*".to_owned()));
    answer
        .headers
        .push(("X-Content-Type-Options".to_owned(), "nosniff".to_owned()));
    lock(&state.log).push(Request {
        method: request.method().to_string(),
        path: url,
        status: answer.status,
        encoding: answer.encoding,
        bytes: answer.body.len(),
    });
    let headers = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .collect();
    let length = answer.body.len();
    let response = Response::new(
        StatusCode(answer.status),
        headers,
        Cursor::new(answer.body),
        Some(length),
        None,
    )
    .with_chunked_threshold(usize::MAX);
    // The browser may have gone away meanwhile; there is nobody left to tell.
    let _ = request.respond(response);
}

/// The answer of a path that a test has changed.
fn routed(state: &State, request: &tiny_http::Request, path: &str, route: Route) -> Answer {
    let mut answer = match route.body {
        Some(body) => Answer {
            status: 200,
            body,
            headers: vec![
                ("Content-Type".to_owned(), mime(path).to_owned()),
                ("Cache-Control".to_owned(), "no-store".to_owned()),
            ],
            encoding: None,
        },
        None => from_file(state, request, path),
    };
    if let Some(status) = route.status {
        answer.status = status;
    }
    for (name, value) in &route.headers {
        answer.set(name, value);
    }
    answer
}

/// The answer of a path that names a file.
fn from_file(state: &State, request: &tiny_http::Request, path: &str) -> Answer {
    let Some(plain) = file(&state.options.root, path).filter(|file| file.is_file()) else {
        return Answer::plain(404, "Not found.\n");
    };
    let accepted = header(request, "Accept-Encoding").unwrap_or_default();
    let (file, encoding) = twin(&plain, &accepted);
    let Ok(body) = std::fs::read(&file) else {
        return Answer::plain(500, "The file can't be read.\n");
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
        body,
        headers: Vec::new(),
        encoding,
    };
    answer.set("Content-Type", mime(&plain.to_string_lossy()));
    answer.set("Cache-Control", cache);
    answer.set("Vary", "Accept-Encoding");
    answer.set("ETag", &tag);
    if let Some(encoding) = encoding {
        answer.set("Content-Encoding", encoding);
    }
    if header(request, "If-None-Match").is_some_and(|known| known == tag) {
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

/// The value of a request's header.
fn header(request: &tiny_http::Request, name: &str) -> Option<String> {
    request
        .headers()
        .iter()
        .find(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name))
        .map(|header| header.value.as_str().to_owned())
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
