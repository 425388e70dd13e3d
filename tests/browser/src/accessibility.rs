//! The page under the rules of axe-core, and as assistive technology gets it: by roles and names.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use http::Method;
use serde::Deserialize;
use serde_json::json;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{ElementId, RequestData, SessionId, WebElement};

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
    /// Checks that the page as it is now breaks no rule; `what` names the page in the error. Returns
    /// how many rules found something to check.
    ///
    /// # Errors
    /// When it breaks some; they are listed with places and reasons.
    pub async fn accessible(&self, what: &str) -> Result<u64> {
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
        let passes = result["passes"].as_u64().unwrap_or(0);
        if passes == 0 {
            bail!("axe found nothing to check on {what}");
        }
        let violations: Vec<Violation> = serde_json::from_value(result["violations"].clone())
            .context("axe's result has another shape")?;
        if !violations.is_empty() {
            bail!("{what} is not accessible:\n{}", listed(&violations));
        }
        Ok(passes)
    }

    /// The role and the name that the browser's accessibility tree gives an element.
    ///
    /// # Errors
    /// When the element is gone.
    pub async fn role_and_name(&self, element: &WebElement) -> Result<(String, String)> {
        let ask = async |what| -> Result<String> {
            let question = Computed {
                element: element.element_id(),
                what,
            };
            let answer = self.session.handle().cmd(question).await;
            let answer = answer.with_context(|| format!("the browser does not say the {what}"))?;
            Ok(answer.value()?)
        };
        Ok((ask("computedrole").await?, ask("computedlabel").await?))
    }

    /// The first element with this role whose name is as expected, as soon as there is one.
    ///
    /// # Errors
    /// When there is none in time; the error lists those with the role.
    pub async fn named(&self, role: &str, is_it: impl Fn(&str) -> bool) -> Result<WebElement> {
        let mut names = Vec::new();
        self.wait_until(&format!("there is a {role} of that name"), async || {
            names.clear();
            for element in self.all(candidates(role)).await? {
                // What is gone meanwhile is none.
                let Ok((found, name)) = self.role_and_name(&element).await else {
                    continue;
                };
                if found == role && is_it(&name) {
                    return Ok(Some(element));
                }
                if found == role {
                    names.push(name);
                }
            }
            Ok(None)
        })
        .await
        .with_context(|| format!("the names of role {role} are {names:?}"))
    }

    /// Does what assistive technology does with an element: its default action, without a pointer.
    ///
    /// # Errors
    /// When the element is gone.
    pub async fn activate(&self, element: &WebElement) -> Result<()> {
        let script = "arguments[0].focus(); arguments[0].click()";
        self.script(script, vec![element.to_json()?]).await?;
        Ok(())
    }
}

/// What elements may have a role; to ask the driver about every element would take minutes.
fn candidates(role: &str) -> &'static str {
    match role {
        "button" => "button, summary, [role=button]",
        "radio" => "input[type=radio], [role=radio]",
        "checkbox" => "input[type=checkbox], [role=checkbox]",
        "heading" => "h1, h2, h3, h4, h5, h6, [role=heading]",
        "group" | "radiogroup" => "fieldset, details, [role=group], [role=radiogroup]",
        "region" => "section, [role=region]",
        "img" | "image" | "graphics-document" => "img, svg[role]",
        "status" | "alert" => "output, [role=status], [role=alert]",
        "link" => "a[href]",
        _ => "*",
    }
}

/// Asks the driver what the accessibility tree says of an element.
#[derive(Debug)]
struct Computed {
    element: ElementId,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/element/{}/{}", self.element, self.what);
        RequestData::new(Method::GET, path)
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
