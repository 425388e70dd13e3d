//! What a visitor's device and system bring along: colours, motion, paper, network, speed.

use anyhow::{Context, Result};
use serde_json::json;
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};

use crate::Browser;

/// How the network behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// As it is.
    Full,
    /// A phone on a weak connection: 1.6 Mbit/s, 150 ms.
    Slow,
    /// Gone.
    Offline,
}

impl Browser {
    /// Sets media features, such as `("prefers-color-scheme", "dark")`; the ones not named are
    /// as they were at the start.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        Ok(())
    }

    /// Sets the languages that the browser prefers, such as `en-GB,en`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn prefer_languages(&self, languages: &str) -> Result<()> {
        let agent = self
            .script("return navigator.userAgent", Vec::new())
            .await?;
        self.devtools(
            "Emulation.setUserAgentOverride",
            json!({ "userAgent": agent, "acceptLanguage": languages }),
        )
        .await?;
        Ok(())
    }

    /// Prints the page into a PDF file's bytes: A4, with the margins of the report.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn print(&self) -> Result<Vec<u8>> {
        self.session
            .print_page(PrintParameters {
                page: PrintPage {
                    width: 21.0,
                    height: 29.7,
                },
                margin: PrintMargins {
                    top: 1.1,
                    bottom: 1.1,
                    left: 1.0,
                    right: 1.0,
                },
                ..PrintParameters::default()
            })
            .await
            .context("the page can't be printed")
    }

    /// Slows the processor down, or with 1 lets it be.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn slow_down(&self, times: u32) -> Result<()> {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await?;
        Ok(())
    }

    /// Changes the network.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn network(&self, network: Network) -> Result<()> {
        // Bytes a second, and milliseconds; -1 is without a limit.
        let (throughput, latency) = match network {
            Network::Full | Network::Offline => (-1, 0),
            Network::Slow => (200_000, 150),
        };
        self.devtools("Network.enable", json!({})).await?;
        self.devtools(
            "Network.emulateNetworkConditions",
            json!({
                "offline": network == Network::Offline,
                "latency": latency,
                "downloadThroughput": throughput,
                "uploadThroughput": throughput,
            }),
        )
        .await?;
        Ok(())
    }
}
