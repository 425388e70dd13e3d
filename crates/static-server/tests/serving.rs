//! The server as a browser sees it: over a socket.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use static_server::{Options, Route, Server};

/// A folder of its own that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("static-server-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("assets")).unwrap();
        for (file, text) in [
            ("index.html", "<p>page</p>"),
            ("assets/a.0f.wasm", "plain"),
            ("assets/a.0f.wasm.br", "brotli"),
            ("assets/a.0f.wasm.gz", "gzip"),
            ("skill-check.js", "export {}"),
        ] {
            std::fs::write(path.join(file), text).unwrap();
        }
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Asks and returns head and body of the answer.
fn ask(server: &Server, line: &str, headers: &str) -> (String, String) {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    write!(
        stream,
        "{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.to_lowercase(), body.to_owned())
}

#[test]
fn files_come_with_type_cache_rule_and_twin() {
    let folder = Folder::new("files");
    let server = Server::start(Options::new(&folder.0)).unwrap();

    let (head, body) = ask(&server, "GET /", "");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(
        head.contains("content-type: text/html; charset=utf-8"),
        "{head}"
    );
    assert!(head.contains("cache-control: no-cache"), "{head}");
    assert_eq!(body, "<p>page</p>");

    let (head, body) = ask(
        &server,
        "GET /assets/a.0f.wasm",
        "Accept-Encoding: gzip, br\r\n",
    );
    assert!(head.contains("content-type: application/wasm"), "{head}");
    assert!(head.contains("content-encoding: br"), "{head}");
    assert!(head.contains("immutable"), "{head}");
    assert_eq!(body, "brotli");

    assert_eq!(
        ask(
            &server,
            "GET /assets/a.0f.wasm",
            "Accept-Encoding: gzip\r\n"
        )
        .1,
        "gzip"
    );
    assert_eq!(ask(&server, "GET /assets/a.0f.wasm", "").1, "plain");

    let tag = head
        .lines()
        .find_map(|line| line.strip_prefix("etag: "))
        .unwrap();
    let known = format!("Accept-Encoding: br\r\nIf-None-Match: {tag}\r\n");
    let (head, body) = ask(&server, "GET /assets/a.0f.wasm", &known);
    assert!(head.starts_with("http/1.1 304"), "{head}");
    assert_eq!(body, "");
}

#[test]
fn what_is_not_there_or_not_allowed_is_refused() {
    let folder = Folder::new("refused");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    for (line, status) in [
        ("GET /nothing.js", "404"),
        ("GET /../Cargo.toml", "404"),
        ("GET /%2e%2e/Cargo.toml", "404"),
        ("GET /%zz", "400"),
        ("POST /index.html", "405"),
    ] {
        let (head, _) = ask(&server, line, "");
        assert!(
            head.starts_with(&format!("http/1.1 {status}")),
            "{line}: {head}"
        );
    }
}

#[test]
fn a_route_changes_an_answer_until_it_is_cleared() {
    let folder = Folder::new("routes");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    server.set_route(
        "/host.html",
        Route::page("<p>host</p>").header("Content-Security-Policy", "default-src 'none'"),
    );
    server.set_route("/skill-check.js", Route::failing(503));
    server.set_route(
        "/index.html",
        Route::default().header("Content-Type", "text/plain"),
    );

    let (head, body) = ask(&server, "GET /host.html", "");
    assert!(
        head.contains("content-security-policy: default-src 'none'"),
        "{head}"
    );
    assert_eq!(body, "<p>host</p>");
    assert!(
        ask(&server, "GET /skill-check.js", "")
            .0
            .starts_with("http/1.1 503")
    );
    let (head, body) = ask(&server, "GET /index.html", "");
    assert!(
        head.contains("content-type: text/plain") && !head.contains("text/html"),
        "{head}"
    );
    assert_eq!(body, "<p>page</p>");

    server.clear_route("/skill-check.js");
    assert_eq!(ask(&server, "GET /skill-check.js?v=1", "").1, "export {}");

    let log: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| (request.path, request.status))
        .collect();
    assert_eq!(
        log,
        [
            ("/host.html".to_owned(), 200),
            ("/skill-check.js".to_owned(), 503),
            ("/index.html".to_owned(), 200),
            ("/skill-check.js?v=1".to_owned(), 200),
        ]
    );
    server.clear_requests();
    assert!(server.requests().is_empty());
}

#[test]
fn a_connection_breaks_where_a_route_says_so() {
    let folder = Folder::new("breaks");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    let raw = |path: &str| {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    };
    server.set_route("/index.html", Route::breaking_at(0));
    assert_eq!(raw("/index.html"), "");
    server.set_route("/index.html", Route::breaking_at(98));
    let text = raw("/index.html");
    assert!(text.contains("Content-Length: 11\r\n"), "{text}");
    assert!(
        text.contains("\r\n\r\n<p>") && !text.ends_with("</p>"),
        "{text}"
    );
}

#[test]
fn a_missing_folder_and_a_taken_port_are_errors() {
    assert!(Server::start(Options::new("/nowhere/at/all")).is_err());
    let folder = Folder::new("port");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    let second = Server::start(Options::new(&folder.0).port(server.address().port()));
    assert_eq!(second.err().unwrap().kind(), std::io::ErrorKind::AddrInUse);
}

#[test]
fn idle_connections_keep_nobody_waiting() {
    let folder = Folder::new("idle");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    // As browsers do: connections that are opened early, and kept after an answer.
    let idle: Vec<_> = (0..40)
        .map(|_| TcpStream::connect(server.address()).unwrap())
        .collect();
    let mut kept = TcpStream::connect(server.address()).unwrap();
    for _ in 0..3 {
        write!(kept, "HEAD /index.html HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut bytes = [0; 1024];
        let count = kept.read(&mut bytes).unwrap();
        let head = String::from_utf8_lossy(&bytes[..count]);
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert!(head.contains("Content-Length: 11\r\n"), "{head}");
        assert!(head.ends_with("\r\n\r\n"), "{head}");
    }
    assert_eq!(ask(&server, "GET /", "").1, "<p>page</p>");
    drop(server);
    drop(idle);
}

#[test]
fn what_is_no_request_is_refused_and_a_long_one_is_dropped() {
    let folder = Folder::new("hostile");
    let server = Server::start(Options::new(&folder.0)).unwrap();
    let (head, _) = ask(&server, "GET / and", "");
    assert!(head.starts_with("http/1.1 400"), "{head}");
    let mut stream = TcpStream::connect(server.address()).unwrap();
    // The server may hang up before all of it is written.
    let _ = write!(stream, "GET / HTTP/1.1\r\nA: {}\r\n", "a".repeat(100_000));
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    assert!(text.is_empty());
    assert_eq!(ask(&server, "GET /", "").1, "<p>page</p>");
}

#[test]
fn without_a_folder_there_are_only_the_routes() {
    let server = Server::start(Options::routes()).unwrap();
    server.set_route("/assets/a.0f.wasm", Route::file("wasm"));
    let (head, body) = ask(&server, "GET /assets/a.0f.wasm", "");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("content-type: application/wasm"), "{head}");
    assert_eq!(body, "wasm");
    // Nor are there the files of where it runs.
    for path in ["/", "/Cargo.toml"] {
        let (head, _) = ask(&server, &format!("GET {path}"), "");
        assert!(head.starts_with("http/1.1 404"), "{path}: {head}");
    }
}
