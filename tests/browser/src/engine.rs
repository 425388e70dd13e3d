//! The browsers that the tests know to drive.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::environment::executable;

/// A browser engine, with the driver that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, by ChromeDriver.
    Chromium,
}

impl Engine {
    /// The driver's executable.
    pub(crate) fn driver(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => executable("CHROMEDRIVER", &["chromedriver"], "chromium-driver"),
        }
    }

    /// The arguments that make the driver take a free port and say which.
    pub(crate) fn driver_arguments(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["--port=0"],
        }
    }

    /// The port that the driver takes, where a line of its output says so.
    pub(crate) fn port(self, line: &str) -> Option<u16> {
        let announcement = match self {
            Self::Chromium => "started successfully on port ",
        };
        let (_, rest) = line.split_once(announcement)?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest[..digits].parse().ok()
    }

    /// What a session asks for; `profile` is a folder of its own.
    pub(crate) fn capabilities(self, profile: &Path) -> Result<Map<String, Value>> {
        let Self::Chromium = self;
        let browser = executable(
            "CHROME",
            &["chromium", "google-chrome", "chrome"],
            "chromium",
        )?;
        let mut capabilities = Map::new();
        capabilities.insert(
            "goog:chromeOptions".to_owned(),
            json!({
                "binary": browser,
                "args": [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--force-color-profile=srgb",
                    "--hide-scrollbars",
                    "--accept-lang=de-DE,de",
                    format!("--user-data-dir={}", profile.display()),
                ],
            }),
        );
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
        Ok(capabilities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_what_the_driver_says() {
        let line = "ChromeDriver was started successfully on port 41234.";
        assert_eq!(Engine::Chromium.port(line), Some(41234));
        assert_eq!(
            Engine::Chromium.port("Starting ChromeDriver 156 on port 0"),
            None
        );
    }
}
