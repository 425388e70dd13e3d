//! A browser with its server: opening pages, waiting, pictures.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use static_server::{Options, Request, Route, Server};
use thirtyfour::{Capabilities, WebDriver};

use crate::driver::Driver;
use crate::{Engine, environment};

/// How long anything may take that is waited for, unless a test says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long it is until a condition is looked at again.
const INTERVAL: Duration = Duration::from_millis(20);

/// Keeps errors in the window's name, which outlives the page.
const RECORDER: &str = "<script>{
const keep = (text) => { window.name += `SEVERE ${String(text).replaceAll('\\n', ' ')}\\n`; };
const { error } = console;
console.error = (...words) => { keep(words.join(' ')); error.apply(console, words); };
addEventListener('error', (event) => keep(event.message ?? `${event.target.src} is not loaded`), true);
addEventListener('unhandledrejection', (event) => keep(event.reason));
}</script>";

/// The size of a page's viewport in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Size {
    /// The narrowest phone that is supported.
    pub const PHONE: Self = Self::new(320, 640);
    /// A desktop.
    pub const DESKTOP: Self = Self::new(1280, 900);

    /// A size of one's own.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

/// A folder that goes with its owner.
#[derive(Debug)]
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("skill-check-browser-{}-{count}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)
            .with_context(|| format!("{} can't be created", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The browser may still be writing; what is left lies among temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A browser with a fresh profile, and the server that it is shown.
pub struct Browser {
    engine: Engine,
    pub(crate) session: WebDriver,
    /// The server over `dist/`, to change what it answers.
    pub server: Server,
    driver: Driver,
    patience: Cell<Duration>,
    _profile: Folder,
}

/// The beginning of what each check of the page shows.
const SHOWN: &str = "return [...document.querySelectorAll('skill-check')].map((element) =>
  element.shadowRoot?.querySelector('section')?.innerText.slice(0, 500))";

impl Browser {
    /// Starts server, driver and browser.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let server = Server::start(Options::new(environment::dist()?)).context("no server")?;
        let profile = Folder::new()?;
        let capabilities = Capabilities::from(engine.capabilities(&profile.0)?);
        let driver = Driver::start(engine).await?;
        let session = WebDriver::new(driver.url.as_str(), capabilities)
            .await
            .context("the browser can't be started")?;
        Ok(Self {
            engine,
            session,
            server,
            driver,
            patience: Cell::new(PATIENCE),
            _profile: profile,
        })
    }

    /// Closes browser and driver.
    pub(crate) async fn close(mut self) -> Result<()> {
        self.session
            .quit()
            .await
            .context("the session can't be ended")?;
        self.driver.stop().await
    }

    /// Waits for this long from now on.
    pub fn be_patient_for(&self, time: Duration) {
        self.patience.set(time);
    }

    /// The engine that this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a page of the server in a viewport of this size.
    ///
    /// # Errors
    /// When the browser does not get there.
    pub async fn open(&self, path: &str, size: Size) -> Result<()> {
        self.resize(size).await?;
        self.session
            .goto(self.server.url(path))
            .await
            .with_context(|| format!("{path} can't be opened"))
    }

    /// Opens a page that the test brings along, in place of a file of this path.
    ///
    /// # Errors
    /// When the browser does not get there.
    pub async fn open_page(&self, path: &str, page: Route, size: Size) -> Result<()> {
        self.server.set_route(path, page);
        self.open(path, size).await
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn reload(&self) -> Result<()> {
        if self.engine != Engine::Chromium {
            return self.reload_as_visitors_do().await;
        }
        self.session
            .refresh()
            .await
            .context("the page can't be loaded again")
    }

    /// Firefox's driver loads past all caches and workers, which a visitor's reload does not.
    async fn reload_as_visitors_do(&self) -> Result<()> {
        self.script("window.isBefore = true; location.reload()", Vec::new())
            .await?;
        self.wait_until("the page is loaded again", async || {
            let state = "return !window.isBefore && document.readyState === 'complete'";
            // Between the two pages there is none to ask.
            let loaded = self.script(state, Vec::new()).await;
            Ok(loaded.is_ok_and(|loaded| loaded == true).then_some(()))
        })
        .await
    }

    /// Gives the viewport another size.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn resize(&self, size: Size) -> Result<()> {
        if self.engine != Engine::Chromium {
            return self.resize_window(size).await;
        }
        // By the window, a browser would not get as narrow as a phone.
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": size.width,
                "height": size.height,
                "deviceScaleFactor": 1,
                "mobile": false,
            }),
        )
        .await?;
        Ok(())
    }

    /// Makes the window so large that its viewport has this size.
    async fn resize_window(&self, size: Size) -> Result<()> {
        let frame = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let frame = self.script(frame, Vec::new()).await?;
        let frame: [u32; 2] = serde_json::from_value(frame).context("the window has no frame")?;
        self.session
            .set_window_rect(0, 0, size.width + frame[0], size.height + frame[1])
            .await
            .context("the window can't be resized")?;
        self.wait_until("the viewport has its size", async || {
            let inner = self
                .script("return [innerWidth, innerHeight]", Vec::new())
                .await?;
            Ok((inner == json!([size.width, size.height])).then_some(()))
        })
        .await
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When the browser refuses it or does not know the protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        if self.engine != Engine::Chromium {
            bail!("{command} needs Chromium, not {:?}", self.engine);
        }
        self.session
            .cdp()
            .send_raw(command, parameters)
            .await
            .with_context(|| format!("{command} failed"))
    }

    /// Runs a script in the page; it gets `arguments` and returns a value.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self
            .session
            .execute(script, arguments)
            .await
            .with_context(|| format!("the script failed: {script}"))?;
        Ok(result.json().clone())
    }

    /// Waits until `look` sees something; `what` says in the error what did not come about.
    ///
    /// # Errors
    /// When it does not come about in time, or `look` fails.
    pub async fn wait_until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            if let Some(seen) = look().await? {
                return Ok(seen);
            }
            if start.elapsed() > self.patience.get() {
                bail!("after {:?} still not: {what}", self.patience.get());
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// The requests so far that reached the server.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// The same but for what a result needs, which comes while the questions are answered.
    pub fn requests_but_later(&self) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| {
            !["/assets/later.", "/catalogues/later/"]
                .iter()
                .any(|start| request.path.starts_with(start))
        });
        requests
    }

    /// Waits until the page's service worker has everything that it keeps.
    ///
    /// # Errors
    /// When there is none.
    pub async fn wait_for_worker(&self) -> Result<()> {
        let ready = "return navigator.serviceWorker.ready.then(() => true)";
        self.script(ready, Vec::new()).await?;
        Ok(())
    }

    /// Takes the whole server away: every path of the build answers with an error.
    ///
    /// # Errors
    /// When the build can't be read.
    pub fn lose_server(&self) -> Result<()> {
        for folder in ["", "assets/", "catalogues/", "catalogues/later/", "studio/"] {
            for entry in std::fs::read_dir(environment::dist()?.join(folder))? {
                let name = entry?.file_name().to_string_lossy().into_owned();
                self.server
                    .set_route(&format!("/{folder}{name}"), Route::failing(503));
            }
        }
        self.server.set_route("/", Route::failing(503));
        Ok(())
    }

    /// A script for the head of a page, first of all: it keeps what the console says where the engine
    /// has no other way to tell. WebKit's driver throws its browser's console away.
    pub fn recorder(&self) -> &'static str {
        match self.engine {
            Engine::Chromium | Engine::Firefox => "",
            Engine::WebKit => RECORDER,
        }
    }

    /// What the recorder has kept since it was last asked.
    async fn recorded(&self) -> Result<Vec<String>> {
        let script = "const name = window.name; window.name = ''; return name";
        let lines = self.script(script, Vec::new()).await?;
        let lines = lines.as_str().unwrap_or_default().lines();
        Ok(lines.map(str::to_owned).collect())
    }

    /// Everything that the console said since it was last asked, as `LEVEL message`.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn console(&self) -> Result<Vec<String>> {
        if self.engine != Engine::Chromium {
            // Another round trip, and what was said before has arrived.
            self.script("return true", Vec::new()).await?;
            if self.engine == Engine::WebKit {
                return self.recorded().await;
            }
            return Ok(self.driver.console());
        }
        let entries = self.session.browser_log().await.context("no console")?;
        Ok(entries
            .into_iter()
            .map(|entry| format!("{} {}", entry.level, entry.message))
            .collect())
    }

    /// Checks that the console had no error since it was last asked.
    ///
    /// # Errors
    /// When it had some; they are listed.
    pub async fn no_errors(&self) -> Result<()> {
        let lines = self.console().await?;
        let errors: Vec<_> = lines
            .iter()
            .filter(|line| line.starts_with("SEVERE"))
            .map(String::as_str)
            .collect();
        if !errors.is_empty() {
            bail!("errors in the console:\n{}", errors.join("\n"));
        }
        Ok(())
    }

    /// Keeps a picture of the viewport, where pictures are wanted.
    ///
    /// # Errors
    /// When it can't be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        match environment::screenshots() {
            Some(folder) => self.picture(&folder, name).await,
            None => Ok(()),
        }
    }

    /// Keeps a picture of the whole page, where pictures are wanted; the width stays.
    ///
    /// # Errors
    /// When it can't be taken or written.
    pub async fn screenshot_page(&self, name: &str, size: Size) -> Result<()> {
        let Some(folder) = environment::screenshots() else {
            return Ok(());
        };
        let height = self.page_height().await?;
        self.resize(Size::new(size.width, height.max(size.height)))
            .await?;
        self.picture(&folder, name).await?;
        self.resize(size).await
    }

    /// A picture of the whole page, down to a height; the width stays.
    ///
    /// # Errors
    /// When it can't be taken.
    pub async fn page_as_png(&self, size: Size, height_max: u32) -> Result<Vec<u8>> {
        let height = self.page_height().await?;
        let height = height.clamp(size.height, height_max);
        self.resize(Size::new(size.width, height)).await?;
        let png = self.session.screenshot_as_png().await;
        self.resize(size).await?;
        png.context("no picture can be taken")
    }

    async fn page_height(&self) -> Result<u32> {
        self.script("return document.documentElement.scrollHeight", Vec::new())
            .await?
            .as_u64()
            .and_then(|height| u32::try_from(height).ok())
            .context("the page has no height")
    }

    /// Writes a picture of the viewport.
    async fn picture(&self, folder: &Path, name: &str) -> Result<()> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{} can't be created", folder.display()))?;
        self.session
            .screenshot(&folder.join(format!("{name}.png")))
            .await
            .context("no picture can be taken")
    }

    /// What helps to understand a failure: where the browser was, what it said and was served.
    pub(crate) async fn last_words(&self) -> String {
        let url = match self.session.current_url().await {
            Ok(url) => url.to_string(),
            Err(error) => error.to_string(),
        };
        let console = self.console().await.unwrap_or_default().join("\n  ");
        let requests: Vec<_> = self
            .requests()
            .iter()
            .map(|request| format!("{} {}", request.status, request.path))
            .collect();
        // What is asked for with SKILL_CHECK_SCREENSHOTS only; a failing picture must not hide the fault.
        let _ = self.screenshot("failure").await;
        let shown = self.script(SHOWN, Vec::new()).await.unwrap_or_default();
        format!(
            "at {url}\non show: {shown}\nconsole:\n  {console}\nrequests:\n  {}",
            requests.join("\n  ")
        )
    }
}
