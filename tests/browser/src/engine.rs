//! The browsers that the tests know to drive.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::environment::executable;

/// Where Debian has the browser of WebKitGTK; it is no command.
const WEBKIT_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// A browser engine, with the driver that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome, by ChromeDriver.
    Chromium,
    /// Firefox, by geckodriver. It has no DevTools protocol: what leans on it says so.
    Firefox,
    /// WebKitGTK's MiniBrowser, by its own driver, on a display that nobody sees: what comes nearest
    /// to Safari on Linux. No DevTools protocol here either, nor touch or a print command.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The driver's executable.
    pub(crate) fn driver(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => executable("CHROMEDRIVER", &["chromedriver"], "chromium-driver"),
            Self::Firefox => executable(
                "GECKODRIVER",
                &["geckodriver"],
                "none, by cargo: geckodriver",
            ),
            Self::WebKit => executable("WEBKIT_DRIVER", &["WebKitWebDriver"], "webkit2gtk-driver"),
        }
    }

    /// The arguments that make the driver take a port: this one, or a free one that it says.
    pub(crate) fn driver_arguments(self, port: Option<u16>) -> Vec<String> {
        let port = port.unwrap_or_default();
        let mut arguments = vec![format!("--port={port}")];
        if self == Self::Firefox {
            arguments.push("--websocket-port=0".to_owned());
        }
        arguments
    }

    /// Whether the driver has to be told a free port, since it can't look for one.
    pub(crate) const fn needs_port(self) -> bool {
        matches!(self, Self::WebKit)
    }

    /// Whether the browser can't do without a display.
    pub(crate) const fn needs_display(self) -> bool {
        matches!(self, Self::WebKit)
    }

    /// The port that the driver takes, where a line of its output says so.
    pub(crate) fn port(self, line: &str) -> Option<u16> {
        let announcement = match self {
            Self::Chromium => "started successfully on port ",
            Self::Firefox => "Listening on 127.0.0.1:",
            Self::WebKit => return None,
        };
        let (_, rest) = line.split_once(announcement)?;
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        rest[..digits].parse().ok()
    }

    /// What the console said in a line of the driver's output, as `LEVEL message`, where the engine
    /// has no other way to tell.
    pub(crate) fn console_line(self, line: &str) -> Option<String> {
        match self {
            Self::Chromium | Self::WebKit => None,
            Self::Firefox => {
                if let Some(message) = line.strip_prefix("JavaScript error: ") {
                    // The browser's own modules have errors of their own.
                    let ours = !message.starts_with("resource:") && !message.starts_with("chrome:");
                    return ours.then(|| format!("SEVERE {message}"));
                }
                let (level, message) = line.strip_prefix("console.")?.split_once(": ")?;
                // Pages' words stand in quotes; the browser's have the name of a module before them.
                message.strip_prefix('"')?;
                if level == "error" {
                    return Some(format!("SEVERE {message}"));
                }
                Some(format!("{} {message}", level.to_uppercase()))
            }
        }
    }

    /// What a session asks for; `profile` is a folder of its own.
    pub(crate) fn capabilities(self, profile: &Path) -> Result<Map<String, Value>> {
        match self {
            Self::Chromium => chromium(profile),
            Self::Firefox => firefox(),
            Self::WebKit => webkit(),
        }
    }
}

fn chromium(profile: &Path) -> Result<Map<String, Value>> {
    let browser = executable(
        "CHROME",
        &["chromium", "google-chrome", "chrome"],
        "chromium",
    )?;
    let options = json!({
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
    });
    Ok(Map::from_iter([
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
    ]))
}

/// The driver makes a profile of its own for each session.
fn firefox() -> Result<Map<String, Value>> {
    let browser = executable("FIREFOX", &["firefox-esr", "firefox"], "firefox-esr")?;
    let options = json!({
        "binary": browser,
        "args": ["-headless"],
        "prefs": {
            "intl.accept_languages": "de-DE,de",
            // The console goes to the driver's output: the protocol has no way to ask for it.
            "devtools.console.stdout.content": true,
            "devtools.console.stdout.chrome": false,
        },
    });
    Ok(Map::from_iter([("moz:firefoxOptions".to_owned(), options)]))
}

/// The driver makes a profile of its own for each session, which is gone with it.
fn webkit() -> Result<Map<String, Value>> {
    let browser = match std::env::var_os("WEBKIT_BROWSER") {
        Some(path) if !path.is_empty() => executable("WEBKIT_BROWSER", &[], "")?,
        _ => PathBuf::from(WEBKIT_BROWSER),
    };
    anyhow::ensure!(
        browser.is_file(),
        "{} is not installed: `cargo xtask test` installs it on Debian (package webkit2gtk-driver); \
         elsewhere install it, or name it by WEBKIT_BROWSER",
        browser.display()
    );
    let options = json!({
        "binary": browser,
        "args": ["--automation"],
    });
    Ok(Map::from_iter([(
        "webkitgtk:browserOptions".to_owned(),
        options,
    )]))
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
        let line = "1763900000000\tgeckodriver\tINFO\tListening on 127.0.0.1:41235";
        assert_eq!(Engine::Firefox.port(line), Some(41235));
    }

    #[test]
    fn the_console_is_read_from_what_the_driver_says() {
        let said = |line| Engine::Firefox.console_line(line);
        assert_eq!(
            said("console.error: \"broken\"").as_deref(),
            Some("SEVERE \"broken\"")
        );
        assert_eq!(
            said("console.warn: \"late\"").as_deref(),
            Some("WARN \"late\"")
        );
        assert_eq!(
            said("1763900000000\tMarionette\tINFO\tMarionette enabled"),
            None
        );
    }
}
