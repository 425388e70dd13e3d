//! Serves a folder over HTTP on this machine, as a good host would serve it: right MIME types,
//! precompressed twins, long life for what carries a hash in its name. Development, the author's
//! preview and the browser tests use it; it listens on the loopback address only.
//!
//! Tests add what a host might do: pages of their own, extra headers, an answer that fails.
//! Every request is logged.
//!
//! It stays its own 870 lines: axum with tower-http's `ServeDir` is 32 crates and 25 s of a core more before
//! `cargo xtask serve` has its first page, and answers that break off in the middle would still be ours.

mod http;
mod path;
mod respond;

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{Bounds, Listener};
pub use path::mime;

/// What to serve, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder whose files are served; without one there are only the routes.
    pub root: Option<PathBuf>,
    /// The port on the loopback address; 0 takes a free one.
    pub port: u16,
    /// Path prefixes whose files never change: they carry a hash in their name.
    pub immutable: Vec<String>,
    /// Whether only pages of the server's own address are answered, whoever else asks: another site can
    /// point a name of its own at this machine. Connections that stall are closed, and neither they nor
    /// the log grow without end.
    pub is_own: bool,
}

impl Options {
    /// Serves `root` on a free port, with the folders of content-hashed files as immutable.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: Some(root.into()),
            ..Self::routes()
        }
    }

    /// Serves no folder, on a free port: each path is a route.
    pub fn routes() -> Self {
        Self {
            root: None,
            port: 0,
            immutable: vec!["/assets/".to_owned(), "/catalogues/".to_owned()],
            is_own: false,
        }
    }

    /// Answers only pages of its own address.
    #[must_use]
    pub fn own(mut self) -> Self {
        self.is_own = true;
        self
    }

    /// Listens on this port.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }
}

/// What one path answers in place of, or on top of, the file that it names.
#[derive(Debug, Clone, Default)]
pub struct Route {
    /// The status instead of the file's own.
    pub status: Option<u16>,
    /// Headers that are added; one that the server sets itself is replaced.
    pub headers: Vec<(String, String)>,
    /// The body instead of the file's.
    pub body: Option<Vec<u8>>,
    /// How long the answer is held back.
    pub delay: Option<Duration>,
    /// How much of the answer is sent, in percent, before the connection breaks.
    pub breaks_at: Option<u8>,
}

impl Route {
    /// Answers with this page instead of a file.
    pub fn page(html: impl Into<String>) -> Self {
        Self {
            body: Some(html.into().into_bytes()),
            headers: vec![("Content-Type".to_owned(), mime("page.html").to_owned())],
            ..Self::default()
        }
    }

    /// Answers with these bytes, of the type that the path says.
    pub fn file(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            body: Some(bytes.into()),
            ..Self::default()
        }
    }

    /// Answers with this status and an empty body.
    pub fn failing(status: u16) -> Self {
        Self {
            status: Some(status),
            body: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Breaks the connection after so much of the answer, in percent; with 0 nobody answers at all.
    pub fn breaking_at(percent: u8) -> Self {
        Self {
            breaks_at: Some(percent),
            ..Self::default()
        }
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Holds the answer back.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }
}

/// What answers a path by what is asked behind its question mark.
#[derive(Clone)]
pub(crate) struct Handler(Arc<dyn Fn(&str) -> Route + Send + Sync>);

impl Handler {
    /// The answer to the query of a target.
    pub(crate) fn answer(&self, target: &str) -> Route {
        (self.0)(target.split_once('?').map_or("", |(_, query)| query))
    }
}

impl std::fmt::Debug for Handler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handler")
    }
}

/// One request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method, such as `GET`.
    pub method: String,
    /// The path as it was asked for, with its query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// The encoding of the answer's body, such as `br`.
    pub encoding: Option<String>,
    /// How many bytes the answer's body has.
    pub bytes: usize,
    /// What was said beside the path, by name.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header, if it was sent.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }
}

/// What the workers share.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) options: Options,
    pub(crate) routes: Mutex<BTreeMap<String, Route>>,
    pub(crate) handlers: Mutex<BTreeMap<String, Handler>>,
    pub(crate) log: Mutex<Vec<Request>>,
}

/// A panic in one worker must not stop the others from being read.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running server; it stops when it is dropped.
pub struct Server {
    state: Arc<State>,
    listener: Listener,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// When the port is taken, or the folder does not exist.
    pub fn start(options: Options) -> io::Result<Self> {
        if let Some(root) = options.root.as_ref().filter(|root| !root.is_dir()) {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                format!("no folder {}", root.display()),
            ));
        }
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let bounds = options.is_own.then_some(Bounds::OWN);
        let state = Arc::new(State {
            options,
            routes: Mutex::default(),
            handlers: Mutex::default(),
            log: Mutex::default(),
        });
        let listener = {
            let state = Arc::clone(&state);
            Listener::start(address, bounds, move |port, head| {
                respond::respond(&state, port, head)
            })?
        };
        Ok(Self { state, listener })
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.listener.address
    }

    /// The full address of a path, such as `/index.html`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{}", self.address(), path.trim_start_matches('/'))
    }

    /// Answers a path in another way from now on.
    pub fn set_route(&self, path: &str, route: Route) {
        lock(&self.state.routes).insert(path.to_owned(), route);
    }

    /// Answers a path by its query from now on, unless it has a route.
    pub fn set_handler(&self, path: &str, handler: impl Fn(&str) -> Route + Send + Sync + 'static) {
        lock(&self.state.handlers).insert(path.to_owned(), Handler(Arc::new(handler)));
    }

    /// Answers a path with its file again.
    pub fn clear_route(&self, path: &str) {
        lock(&self.state.routes).remove(path);
    }

    /// Every request so far, in the order of the answers.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.log).clone()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        lock(&self.state.log).clear();
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        self.listener.wait();
    }
}
