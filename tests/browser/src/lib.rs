//! The widget in a real browser, driven over WebDriver: what the tests of this package lean on.
//!
//! A test calls [`browse`] with what it does. It gets a [`Browser`] of its own, with a fresh
//! profile, and a server over the built `dist/`:
//!
//! ```no_run
//! use browser_tests::{Engine, Size, browse};
//!
//! browse(Engine::Chromium, async |browser| {
//!     browser.open("/", Size::PHONE).await?;
//!     browser.click("button").await?;
//!     browser.wait_for("h2").await?;
//!     browser.no_errors().await
//! });
//! ```
//!
//! Selectors look into open shadow roots. Clicks and keys are the driver's, as a visitor's are;
//! nothing waits for a fixed time. `cargo xtask test` sets what is needed:
//! `SKILL_CHECK_DIST` names the folder to serve, `CHROME` and `CHROMEDRIVER`, `FIREFOX` and
//! `GECKODRIVER` the browsers and their drivers. With
//! `SKILL_CHECK_SCREENSHOTS`, pictures are kept in the folder that it names.
#![allow(
    clippy::disallowed_methods,
    reason = "the tests run natively, and time-outs need a clock"
)]

mod accessibility;
mod browser;
mod check;
mod driver;
mod engine;
mod environment;
mod find;
mod media;
pub mod picture;
mod tabs;
mod touch;

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use anyhow::{Context as _, Result};
use futures_util::FutureExt as _;

pub use browser::{Browser, Size};
pub use check::{Expected, STATEMENT, compiled_of, content, content_of, numbers};
pub use engine::Engine;
pub use environment::{built, dist};
pub use media::Network;
pub use static_server::{Request, Route, Server};
pub use tabs::Tab;
pub use thirtyfour::{Key, WebElement};

/// Runs a test in a browser of its own, and closes it whatever happens.
///
/// # Panics
/// When the test fails, or the browser can't be started: there is no test that is skipped.
pub fn browse(engine: Engine, test: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => panic!("no runtime for the test: {error}"),
    };
    let start = Instant::now();
    runtime.block_on(async {
        let browser = match Browser::start(engine).await {
            Ok(browser) => browser,
            Err(error) => panic!("{error:#}"),
        };
        let outcome = AssertUnwindSafe(test(&browser)).catch_unwind().await;
        if !matches!(outcome, Ok(Ok(()))) {
            eprintln!("{}", browser.last_words().await);
        }
        let closed = browser.close().await;
        environment::took(start.elapsed());
        finish(outcome, closed);
    });
}

/// Runs a test in a browser of each of these engines, one after the other, and says in which one it failed.
///
/// # Panics
/// As [`browse`] does.
#[allow(
    clippy::needless_pass_by_value,
    reason = "closures are written where they are passed"
)]
pub fn browse_in(engines: &[Engine], test: impl AsyncFn(&Browser) -> Result<()>) {
    for &engine in engines {
        browse(engine, async |browser| {
            test(browser)
                .await
                .with_context(|| format!("in {engine:?}"))
        });
    }
}

/// Turns the outcome of a test into that of the test function.
fn finish(outcome: Result<Result<()>, Box<dyn Any + Send>>, closed: Result<()>) {
    match (outcome, closed) {
        (Err(panic), _) => std::panic::resume_unwind(panic),
        (Ok(Err(error)), _) => panic!("{error:#}"),
        (Ok(Ok(())), Err(error)) => panic!("the browser could not be closed: {error:#}"),
        (Ok(Ok(())), Ok(())) => {}
    }
}
