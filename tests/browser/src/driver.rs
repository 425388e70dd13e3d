//! The process of a WebDriver server.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
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
}

impl Driver {
    /// Starts the engine's driver on a free port.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let program = engine.driver()?;
        let mut process = Command::new(&program)
            .args(engine.driver_arguments())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
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
        // Whoever does not read on stops a driver that goes on writing.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            url: format!("http://127.0.0.1:{port}"),
            process,
        })
    }

    /// Ends the driver.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        self.process
            .kill()
            .await
            .context("the driver can't be ended")
    }
}
