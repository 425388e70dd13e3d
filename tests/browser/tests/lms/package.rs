//! A package as it was built, put where a platform puts it; and what the platforms consist of.
#![allow(
    clippy::disallowed_methods,
    reason = "a test runs natively, and a time-out needs a clock"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Route, dist};
use serde_json::{Value, json};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lms");
const TOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/node_modules");

/// How often it is looked whether the store has begun, and the pause between.
const LOOKS: u32 = 1000;
const PAUSE: Duration = Duration::from_millis(20);

/// A package's files by their path.
pub(crate) struct Package(BTreeMap<String, Vec<u8>>);

impl Package {
    /// The one of this name in the build.
    pub(crate) fn read(name: &str) -> Result<Self> {
        let path = dist()?.join("lms").join(name);
        let bytes =
            std::fs::read(&path).with_context(|| format!("{} can't be read", path.display()))?;
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            files.insert(file.name()?.into_owned(), bytes);
        }
        Ok(Self(files))
    }

    /// Puts it into a folder of the server, with these options. As many platforms do, the server knows no type for
    /// code and catalogues.
    pub(crate) fn serve(&self, browser: &Browser, folder: &str, options: &Value) {
        for (path, bytes) in &self.0 {
            let mut route = Route::file(bytes.clone());
            if path.ends_with(".wasm") || path.ends_with(".bin") {
                route = route.header("Content-Type", "application/octet-stream");
            }
            browser
                .server
                .set_route(&format!("/{folder}/{path}"), route);
        }
        let settings = json!({ "options": options, "complete": null }).to_string();
        let path = format!("/{folder}/lms.json");
        browser.server.set_route(&path, Route::file(settings));
    }

    /// The text of one of its files.
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.0.get(path).map_or(&[][..], Vec::as_slice);
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The paths of its files, in order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// A file of the tools from npm.
    pub(crate) fn tool(path: &str) -> Result<Vec<u8>> {
        let path = Path::new(TOOLS).join(path);
        std::fs::read(&path).with_context(|| format!("{} can't be read", path.display()))
    }
}

/// A path among temporary files that nobody else has.
fn temporary(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    std::env::temp_dir().join(format!("skill-check-lms-{process}-{count}-{name}"))
}

/// What xmllint has against a manifest of SCORM by the schemas of its version.
pub(crate) fn problems(version: &str, manifest: &str) -> String {
    let path = temporary("imsmanifest.xml");
    std::fs::write(&path, manifest).unwrap();
    let script = format!("{SCRIPTS}/valid.mjs");
    let mut node = Command::new("node");
    let output = node.arg(script).arg(version).arg(&path).output().unwrap();
    std::fs::remove_file(&path).unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        String::new()
    } else {
        format!("not valid: {said}")
    }
}

/// A store for xAPI on another origin, for one launch of a platform.
pub(crate) struct Store {
    process: Child,
    origin: String,
    launch: Value,
}

impl Store {
    /// Begins; the platform wants its learner back at an address.
    pub(crate) fn start(back: &str) -> Result<Self> {
        let launch = json!({
            "actor": { "objectType": "Agent", "account": { "homePage": "https://lms.example", "name": "anna" } },
            "registration": "5b0c7d7a-3f0e-4a55-9c0b-6f6d1d2a7c12",
            "activityId": "https://lms.example/activities/7",
            "template": {
                "extensions": { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "s-1" },
                "contextActivities": { "grouping": [{ "id": "urn:uuid:5b0c7d7a-3f0e-4a55-9c0b-6f6d1d2a7c11" }] },
            },
            "preferences": { "languagePreference": "de-DE,en" },
            "returnURL": back,
        });
        let port = temporary("port");
        let process = Command::new("node")
            .arg(format!("{SCRIPTS}/serve.mjs"))
            .arg(&port)
            .env("LAUNCH", launch.to_string())
            .stdin(Stdio::piped())
            .spawn()
            .context("node can't be started")?;
        let mut store = Self {
            process,
            origin: String::new(),
            launch,
        };
        for _ in 0..LOOKS {
            let number = std::fs::read_to_string(&port).unwrap_or_default();
            if !number.is_empty() {
                store.origin = format!("http://127.0.0.1:{number}");
                break;
            }
            std::thread::sleep(PAUSE);
        }
        ensure!(!store.origin.is_empty(), "the store doesn't begin");
        std::fs::remove_file(&port)?;
        Ok(store)
    }

    /// What the platform writes behind the address of the page.
    pub(crate) fn query(&self) -> String {
        let text = |name: &str| self.launch[name].as_str().unwrap_or_default().to_owned();
        let parameters = [
            ("endpoint", format!("{}/xapi/", self.origin)),
            ("fetch", format!("{}/fetch?launch=1", self.origin)),
            ("actor", self.launch["actor"].to_string()),
            ("registration", text("registration")),
            ("activityId", text("activityId")),
        ];
        let parameters = parameters.map(|(name, value)| format!("{name}={}", encoded(&value)));
        parameters.join("&")
    }

    /// What it has by now.
    pub(crate) async fn seen(&self, browser: &Browser) -> Result<Value> {
        let ask = "return fetch(arguments[0]).then((response) => response.json())";
        let url = format!("{}/seen", self.origin);
        browser.script(ask, vec![Value::from(url)]).await
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn encoded(text: &str) -> String {
    let sign = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(sign).collect()
}

/// H5P's own library of this name shows a page in a frame of fixed height that doesn't scroll. It isn't on npm; this is
/// as much of it as a content needs.
const LIBRARY: &str = "H5P.IFrameEmbed = function ({ source, height }, contentId) {
    this.attach = ($wrapper) => {
        const frame = document.createElement('iframe');
        Object.assign(frame, { src: H5P.getPath(source, contentId), scrolling: 'no', title: 'Check' });
        Object.assign(frame.style, { width: '100%', height });
        $wrapper.html('').append(frame);
    };
};";

/// Puts a site with the content on the server, in the player from npm.
pub(crate) fn h5p(browser: &Browser) -> Result<()> {
    let content = Package::read("skill-check.h5p")?;
    let options = json!({ "lang": "en" });
    content.serve(browser, "h5p", &json!({}));
    let settings = json!({ "options": options }).to_string();
    let server = &browser.server;
    server.set_route("/h5p/content/lms.json", Route::file(settings));
    let library = json!({
        "title": "Iframe Embedder", "machineName": "H5P.IFrameEmbed", "majorVersion": 1, "minorVersion": 0,
        "patchVersion": 0, "runnable": 1, "preloadedJs": [{ "path": "embed.js" }],
    });
    let folder = "/h5p/H5P.IFrameEmbed-1.0";
    server.set_route(
        &format!("{folder}/library.json"),
        Route::file(library.to_string()),
    );
    server.set_route(&format!("{folder}/embed.js"), Route::file(LIBRARY));
    for name in ["main.bundle.js", "frame.bundle.js", "styles/h5p.css"] {
        let bytes = Package::tool(&format!("h5p-standalone/dist/{name}"))?;
        server.set_route(&format!("/player/{name}"), Route::file(bytes));
    }
    let site = "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Site</title><link rel='icon' href='data:,'>
        <script src='/player/main.bundle.js'></script></head><body><div id='content'></div><script>
        window.heard = [];
        const files = { frameJs: '/player/frame.bundle.js', frameCss: '/player/styles/h5p.css' };
        const ajax = { contentUserDataUrl: '/data/:contentId/:dataType/:subContentId' };
        const user = { name: 'Anna', mail: 'anna@site.example' };
        new H5PStandalone.H5P(document.querySelector('#content'), { id: '7', h5pJsonPath: '/h5p', ...files, user, saveFreq: 60, ajax })
            .then(() => H5P.externalDispatcher.on('xAPI', ({ data }) => heard.push(data.statement)));
        </script></body></html>";
    // What the learner has said before: the areas may be told.
    let kept = json!({ "success": true, "data": "\"1s\"" });
    server.set_route(
        "/data/7/skill-check/0",
        Route::file(kept.to_string()).header("Content-Type", "application/json"),
    );
    server.set_route("/site.html", Route::page(site));
    Ok(())
}
