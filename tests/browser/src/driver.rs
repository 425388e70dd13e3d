//! The process of a WebDriver server.

use std::io::ErrorKind;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader, Lines};
use tokio::process::{Child, Command};

use crate::Engine;

/// How long a driver may take until it listens.
const START: Duration = Duration::from_secs(30);

/// A running driver; it ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    /// The address of the server.
    pub(crate) url: String,
    process: Child,
    /// What the browser's console said, where the driver passes it on.
    console: Arc<Mutex<Vec<String>>>,
}

impl Driver {
    /// Starts the engine's driver on a free port.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let program = engine.driver()?;
        let mut process = Command::new(&program)
            .args(engine.driver_arguments())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} can't be started", program.display()))?;
        let output = process.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = tokio::time::timeout(START, async {
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
