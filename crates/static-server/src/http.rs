//! As much of HTTP/1.1 as a browser needs to load files: requests without bodies, answers of known
//! length, connections that stay open. Each connection has a thread of its own, so that one that
//! idles never keeps another waiting.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::lock;

/// The longest head of a request that is read.
const HEAD_BYTES: u64 = 16 * 1024;

/// The head of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The method, such as `GET`.
    pub(crate) method: String,
    /// The path with its query.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
}

impl Head {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Whether the connection ends with this request. What may carry a body is not read on.
    fn is_last(&self) -> bool {
        self.header("Connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"))
            || self.header("Content-Length").is_some()
            || self.header("Transfer-Encoding").is_some()
    }
}

/// An answer before it is sent.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How much of all this is sent, in percent, before the connection breaks.
    pub(crate) breaks_at: Option<u8>,
}

impl Answer {
    /// Adds a header in place of one of the same name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }
}

/// What keeps connections from growing without end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// How long a connection may say nothing.
    pub(crate) silence: Duration,
    /// How many there may be at once.
    pub(crate) connections: usize,
}

impl Bounds {
    /// For an author's own machine; a browser opens a connection that was closed again by itself.
    pub(crate) const OWN: Self = Self {
        silence: Duration::from_secs(20),
        connections: 64,
    };
}

/// The open connections, by a number of their own, to close them in the end.
type Connections = Arc<Mutex<HashMap<u64, TcpStream>>>;

/// A listener that answers until it is stopped.
pub(crate) struct Listener {
    pub(crate) address: SocketAddr,
    stopping: Arc<AtomicBool>,
    connections: Connections,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Answers whatever comes in at an address.
    pub(crate) fn start(
        address: SocketAddr,
        bounds: Option<Bounds>,
        answer: impl Fn(u16, &Head) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let connections = Connections::default();
        let thread = {
            let (stopping, connections) = (Arc::clone(&stopping), Arc::clone(&connections));
            let answer = Arc::new(answer);
            std::thread::spawn(move || {
                for (number, stream) in (0..).zip(listener.incoming()) {
                    if stopping.load(Ordering::SeqCst) {
                        break;
                    }
                    // A connection that broke before it was taken is the visitor's to repeat.
                    let Ok(stream) = stream else { continue };
                    let Ok(copy) = stream.try_clone() else {
                        continue;
                    };
                    if let Some(bounds) = bounds {
                        let silence = Some(bounds.silence);
                        let is_set = stream.set_read_timeout(silence).is_ok()
                            && stream.set_write_timeout(silence).is_ok();
                        if !is_set || lock(&connections).len() >= bounds.connections {
                            continue;
                        }
                    }
                    lock(&connections).insert(number, copy);
                    let (connections, answer) = (Arc::clone(&connections), Arc::clone(&answer));
                    std::thread::spawn(move || {
                        // An error is a browser that went away; nobody is left to tell.
                        let _ = converse(stream, &|head: &Head| answer(address.port(), head));
                        lock(&connections).remove(&number);
                    });
                }
            })
        };
        Ok(Self {
            address,
            stopping,
            connections,
            thread: Some(thread),
        })
    }

    /// Answers until the process ends.
    pub(crate) fn wait(&mut self) {
        if let Some(thread) = self.thread.take() {
            // It ends by a panic at worst, and then there is nothing to wait for any more.
            let _ = thread.join();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for connections; without it, it is gone already.
        let _ = TcpStream::connect(self.address);
        for stream in lock(&self.connections).values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        self.wait();
    }
}

/// Answers the requests of one connection.
fn converse(stream: TcpStream, answer: &impl Fn(&Head) -> Answer) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    loop {
        let mut text = Vec::new();
        let mut limited = input.by_ref().take(HEAD_BYTES);
        while !text.ends_with(b"\r\n\r\n") {
            if limited.read_until(b'\n', &mut text)? == 0 {
                // The end of the connection, or of our patience.
                return Ok(());
            }
        }
        let Some(head) = parse(&text) else {
            return send(&mut output, &malformed(), "GET", true);
        };
        let last = head.is_last();
        send(&mut output, &answer(&head), &head.method, last)?;
        if last {
            return Ok(());
        }
    }
}

/// The answer to what is no request.
fn malformed() -> Answer {
    Answer {
        status: 400,
        headers: Vec::new(),
        body: b"The request is malformed.\n".to_vec(),
        breaks_at: None,
    }
}

/// Sends an answer, without its body where only the head was asked for.
fn send(output: &mut TcpStream, answer: &Answer, method: &str, last: bool) -> io::Result<()> {
    let mut bytes =
        format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status)).into_bytes();
    for (name, value) in &answer.headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("Content-Length: {}\r\n", answer.body.len()).as_bytes());
    if last {
        bytes.extend_from_slice(b"Connection: close\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    if method != "HEAD" && answer.status != 304 {
        bytes.extend_from_slice(&answer.body);
    }
    if let Some(percent) = answer.breaks_at {
        output.write_all(&bytes[..bytes.len() * usize::from(percent.min(100)) / 100])?;
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    output.write_all(&bytes)
}

/// Reads the head of a request; `None` where it is none.
fn parse(bytes: &[u8]) -> Option<Head> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if !version.starts_with("HTTP/1.") || words.next().is_some() || method.is_empty() {
        return None;
    }
    let headers = lines
        .take_while(|line| !line.is_empty())
        .map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_owned(), value.trim().to_owned()))
        })
        .collect::<Option<_>>()?;
    Some(Head {
        method: method.to_owned(),
        target: target.to_owned(),
        headers,
    })
}

/// The word that goes with a status.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read() {
        let head = parse(b"GET /a?b HTTP/1.1\r\nHost: x\r\nACCEPT-encoding:  br \r\n\r\n").unwrap();
        assert_eq!((&*head.method, &*head.target), ("GET", "/a?b"));
        assert_eq!(head.header("Accept-Encoding"), Some("br"));
        assert!(!head.is_last());
        assert!(
            parse(b"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n")
                .unwrap()
                .is_last()
        );
        assert!(
            parse(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n")
                .unwrap()
                .is_last()
        );
    }

    #[test]
    fn what_is_no_head_is_refused() {
        for text in [
            "\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET / a HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1\r\n\r\n"), None);
    }
}
