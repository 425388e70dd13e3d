//! The process of a WebDriver server.

use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader, Lines};
use tokio::process::{Child, Command};

use crate::Engine;
use crate::environment::executable;

/// How long a driver may take until it listens.
const START: Duration = Duration::from_secs(30);

/// A running driver; it ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    /// The address of the server.
    pub(crate) url: String,
    process: Child,
    /// The display that nobody sees, where the browser needs one.
    _display: Option<Child>,
    /// What the browser's console said, where the driver passes it on.
    console: Arc<Mutex<Vec<String>>>,
}

/// How often a driver is started until it listens.
const TRIES: u32 = 3;

impl Driver {
    /// Starts the engine's driver on a free port; a port may be taken by another between being found
    /// and being used, so there are further tries.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::start_once(engine).await {
                Err(error) if tries < TRIES => {
                    eprintln!("try {tries} of {TRIES}: {error:#}");
                    tries += 1;
                }
                result => return result,
            }
        }
    }

    async fn start_once(engine: Engine) -> Result<Self> {
        let program = engine.driver()?;
        let port = engine.needs_port().then(free_port).transpose()?;
        let mut command = Command::new(&program);
        let mut display = None;
        if engine.needs_display() {
            let (process, number) = start_display().await?;
            command.env("DISPLAY", format!(":{number}"));
            // Without this the browser would look for another way to show itself first.
            command
                .env("GDK_BACKEND", "x11")
                .env_remove("WAYLAND_DISPLAY");
            display = Some(process);
        }
        let mut process = command
            .args(engine.driver_arguments(port))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} can't be started", program.display()))?;
        if let Some(port) = port {
            listens(port)
                .await
                .with_context(|| format!("{} does not listen", program.display()))?;
        }
        let output = process.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = tokio::time::timeout(START, async {
            if let Some(port) = port {
                return Ok(port);
            }
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = engine.port(&line) {
                    return Ok(port);
                }
            }
            bail!("{} ended before it listened", program.display())
        })
        .await
        .with_context(|| format!("{} does not listen", program.display()))??;
        let errors = process.stderr.take().context("the driver has no errors")?;
        let console = Arc::<Mutex<Vec<String>>>::default();
        // Whoever does not read on stops a driver that goes on writing.
        tokio::spawn(listen(engine, lines, Arc::clone(&console)));
        let errors = BufReader::new(errors).lines();
        tokio::spawn(listen(engine, errors, Arc::clone(&console)));
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            process,
            _display: display,
            console,
        })
    }

    /// What the console said since it was last asked.
    pub(crate) fn console(&self) -> Vec<String> {
        std::mem::take(&mut *self.console.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the driver.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        self.process
            .kill()
            .await
            .context("the driver can't be ended")
    }
}

/// A port that nobody has just now.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("there is no free port")?;
    Ok(listener.local_addr().context("a port has a number")?.port())
}

/// Waits until somebody listens there.
async fn listens(port: u16) -> Result<()> {
    tokio::time::timeout(START, async {
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .context("nobody listens")
}

/// A display that nobody sees, with its number.
async fn start_display() -> Result<(Child, u32)> {
    let program = executable("XVFB", &["Xvfb"], "xvfb")?;
    let mut process = Command::new(&program)
        .args(["-displayfd", "1", "-screen", "0", "1600x4000x24"])
        .args(["-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("{} can't be started", program.display()))?;
    let output = process.stdout.take().context("Xvfb has no output")?;
    let mut lines = BufReader::new(output).lines();
    let number = tokio::time::timeout(START, lines.next_line())
        .await
        .context("Xvfb does not say its display")??
        .and_then(|line| line.trim().parse().ok())
        .context("Xvfb ended before it said its display")?;
    Ok((process, number))
}

/// Keeps what the console says among all that is said.
async fn listen(
    engine: Engine,
    mut lines: Lines<BufReader<impl AsyncRead + Unpin>>,
    console: Arc<Mutex<Vec<String>>>,
) {
    // What is no text ends a line, not the listening.
    loop {
        match lines.next_line().await {
            Ok(Some(line)) => {
                if let Some(line) = engine.console_line(&line) {
                    console
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(line);
                }
            }
            Err(error) if error.kind() == ErrorKind::InvalidData => {}
            Ok(None) | Err(_) => return,
        }
    }
}
