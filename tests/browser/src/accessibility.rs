//! The page under the rules of axe-core.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::{Browser, environment};

/// WCAG 2.2 AA with all that it builds on, and what is good practice beyond it. Without these tags
/// axe leaves out the rules of WCAG 2.2.
const TAGS: &[&str] = &[
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
];

/// A rule that is broken, with the places.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<Node>,
}

/// A place that breaks a rule.
#[derive(Debug, Deserialize)]
struct Node {
    /// Selectors, from the document through the shadow roots.
    target: serde_json::Value,
    html: String,
    #[serde(rename = "failureSummary")]
    summary: Option<String>,
}

impl Browser {
    /// Checks that the page as it is now breaks no rule; `what` names the page in the error.
    ///
    /// # Errors
    /// When it breaks some; they are listed with places and reasons.
    pub async fn accessible(&self, what: &str) -> Result<()> {
        let present = self
            .script("return typeof axe === 'object'", Vec::new())
            .await?;
        if present != true {
            let axe = environment::tool("axe-core/axe.min.js")?;
            // Not by a <script> element: the page's security policy has a say in that.
            self.script(&axe, Vec::new()).await?;
        }
        let options = json!({
            "runOnly": { "type": "tag", "values": TAGS },
            "resultTypes": ["violations"],
        });
        let script = "
            const [options, done] = arguments;
            axe.run(document, options).then(
              (result) => done({ violations: result.violations, passes: result.passes.length }),
              (error) => done({ error: String(error) }),
            );
        ";
        let result = self
            .session
            .execute_async(script, vec![options])
            .await
            .context("axe did not run")?;
        let result = result.json();
        if let Some(error) = result["error"].as_str() {
            bail!("axe failed on {what}: {error}");
        }
        if result["passes"].as_u64().unwrap_or(0) == 0 {
            bail!("axe found nothing to check on {what}");
        }
        let violations: Vec<Violation> = serde_json::from_value(result["violations"].clone())
            .context("axe's result has another shape")?;
        if !violations.is_empty() {
            bail!("{what} is not accessible:\n{}", listed(&violations));
        }
        Ok(())
    }
}

/// The violations as a text to read.
fn listed(violations: &[Violation]) -> String {
    let mut text = String::new();
    for violation in violations {
        let impact = violation.impact.as_deref().unwrap_or("unknown impact");
        // Writing to a string can't fail.
        let _ = writeln!(text, "{} ({impact}): {}", violation.id, violation.help);
        for node in &violation.nodes {
            let _ = writeln!(text, "  at {}\n    {}", node.target, node.html);
            for line in node.summary.iter().flat_map(|summary| summary.lines()) {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    text
}
