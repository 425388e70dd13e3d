//! Several tabs, and one that dies; frames in a tab.

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::WindowHandle;

use crate::Browser;

/// A tab of the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Browser {
    /// The tab that everything goes to.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn tab(&self) -> Result<Tab> {
        self.session.window().await.map(Tab).context("no tab")
    }

    /// Opens another tab; everything goes to it from now on.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open_tab(&self) -> Result<Tab> {
        let tab = self.session.new_tab().await.context("no new tab")?;
        let tab = Tab(tab);
        self.switch_to(&tab).await?;
        Ok(tab)
    }

    /// Sends everything to this tab from now on.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn switch_to(&self, tab: &Tab) -> Result<()> {
        self.session
            .switch_to_window(tab.0.clone())
            .await
            .context("the tab is gone")
    }

    /// Opens any address, such as that of a file.
    ///
    /// # Errors
    /// When the browser does not get there.
    pub async fn goto(&self, address: &str) -> Result<()> {
        self.session
            .goto(address)
            .await
            .with_context(|| format!("{address} can't be opened"))
    }

    /// Sends everything to a frame of the page from now on, counted from 0.
    ///
    /// # Errors
    /// When there is none.
    pub async fn enter_frame(&self, index: u16) -> Result<()> {
        self.session
            .enter_frame(index)
            .await
            .context("the page has no such frame")
    }

    /// Sends everything to the page again, out of its frames.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn leave_frames(&self) -> Result<()> {
        self.session
            .enter_default_frame()
            .await
            .context("the page is gone")
    }

    /// Closes the tab.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close_tab(&self) -> Result<()> {
        self.session.close_window().await.context("the tab is gone")
    }

    /// Kills the process that draws the tab, as a system does that is short of memory.
    pub async fn kill(&self) {
        // The answer never comes, or is an error: what was asked is dead.
        let _ = tokio::time::timeout(
            std::time::Duration::from_millis(1500),
            self.devtools("Page.crash", json!({})),
        )
        .await;
    }
}
