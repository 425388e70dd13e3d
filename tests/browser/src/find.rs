//! Finding elements, through open shadow roots, and using them as a visitor does.

use anyhow::{Context, Result};
use serde_json::Value;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::{Key, WebElement};

use crate::Browser;

/// All elements that match a selector, in document order, in the document and in open shadow roots;
/// but none of a first screen that the widget is yet to take over (`tests/ahead.rs` looks at those): who looks for
/// something points at it, so that the widget comes.
const ALL: &str = "
const found = [];
const isAhead = (element) => element.closest('[data-ahead], [data-ahead] + [hidden]');
const look = (root) => {
  for (const element of root.querySelectorAll('*')) {
    if (element.matches('[data-ahead]')) root.host?.dispatchEvent(new PointerEvent('pointerover'));
    if (element.matches(arguments[0]) && !isAhead(element)) found.push(element);
    if (element.shadowRoot) look(element.shadowRoot);
  }
};
look(document);
return found;
";

/// The element that has the focus, at the bottom of all shadow roots.
const ACTIVE: &str = "
let element = document.activeElement;
while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
return element;
";

/// What tells an element to a reader: tag, id, classes, role and name.
const DESCRIBE: &str = "
const element = arguments[0];
const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 60);
const id = element.id && '#' + element.id;
const classes = [...element.classList].map((name) => '.' + name).join('');
return `<${element.localName}${id}${classes}> ${name}`;
";

/// What still moves, in the document and in open shadow roots. In a fold that is closed time stands still:
/// what is in there would never come to its end.
const STILL: &str = "
const animations = [...document.getAnimations()];
const look = (root) => {
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) {
      animations.push(...element.shadowRoot.getAnimations());
      look(element.shadowRoot);
    }
  }
};
look(document);
return animations
  .filter((animation) =>
    animation.playState === 'running' && Number.isFinite(animation.effect.getComputedTiming().endTime) &&
    animation.effect.target.checkVisibility())
  .map((animation) => [
    animation.animationName ?? animation.transitionProperty,
    animation.effect.target.className,
    animation.currentTime,
  ].join(' '));
";

/// What begins a check with all levels of an item on show; a longer selector begins it as it is.
const BEGINS: [&str; 2] = [".sc-start .sc-button--primary", ".sc-start .quick"];

/// The first screen as the build has drawn it, before the widget is there.
const AHEAD: &str = "[data-ahead]";

/// Opens the part of a result that an element is in, if it is in one that is closed.
const UNFOLD: &str = "
const part = arguments[0].closest('.sc-part__body[hidden]');
const toggle = part && part.getRootNode().querySelector(`[aria-controls='${part.id}']`);
toggle?.click();
return !!toggle;
";

/// Whether an element is in a part that is closed.
const CLOSED: &str = "return !!arguments[0].closest('.sc-part__body[hidden]')";

/// The parts of a result that hold what its verdict follows from.
const PARTS: [&str; 4] = ["areas", "profiles", "plan", "answers"];

/// Whether what was aimed at is no longer on the page.
fn is_stale(error: &anyhow::Error) -> bool {
    format!("{error:#}").contains("stale element")
}

impl Browser {
    /// Opens the parts of the result on show, so that all of it can be seen.
    ///
    /// # Errors
    /// When there is no result.
    pub async fn open_parts(&self) -> Result<()> {
        for part in PARTS {
            self.open_part(part).await?;
        }
        Ok(())
    }

    /// Opens one part of the result, unless it is open.
    ///
    /// # Errors
    /// When there is no result.
    pub async fn open_part(&self, part: &str) -> Result<()> {
        self.wait_for(".sc-result--whole").await?;
        let body = self.wait_for(&format!("#sc-part-{part}")).await?;
        self.unfold(&body).await
    }

    /// Opens the part that an element is in.
    async fn unfold(&self, element: &WebElement) -> Result<()> {
        let element = element.to_json()?;
        if self.script(UNFOLD, vec![element.clone()]).await? != true {
            return Ok(());
        }
        self.wait_until("the part is open", async || {
            let closed = self.script(CLOSED, vec![element.clone()]).await?;
            Ok((closed == false).then_some(()))
        })
        .await
    }

    /// Waits until transitions and animations have come to their end.
    ///
    /// # Errors
    /// When they don't in time.
    pub async fn wait_until_still(&self) -> Result<()> {
        let moving = std::cell::RefCell::new(Value::Null);
        self.wait_until("nothing moves", async || {
            let found = self.script(STILL, Vec::new()).await?;
            let is_still = found == serde_json::json!([]);
            moving.replace(found);
            Ok(is_still.then_some(()))
        })
        .await
        .with_context(|| format!("moving: {}", moving.borrow()))
    }

    /// All elements that match, through open shadow roots.
    ///
    /// # Errors
    /// When the selector is malformed or the page is gone.
    pub async fn all(&self, selector: &str) -> Result<Vec<WebElement>> {
        let found = self
            .session
            .execute(ALL, vec![Value::from(selector)])
            .await
            .and_then(thirtyfour::prelude::ScriptRet::elements);
        if let Err(error) = &found
            && matches!(
                error.as_inner(),
                WebDriverErrorInner::StaleElementReference(_)
            )
        {
            // What was found has been replaced while it was handed over: it is no longer there.
            return Ok(Vec::new());
        }
        found.with_context(|| format!("`{selector}` can't be looked for"))
    }

    /// The first element that matches, as soon as there is one.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn wait_for(&self, selector: &str) -> Result<WebElement> {
        self.wait_until(&format!("there is a `{selector}`"), async || {
            Ok(self.all(selector).await?.into_iter().next())
        })
        .await
    }

    /// Waits until no element matches any more.
    ///
    /// # Errors
    /// When some still do in time.
    pub async fn wait_for_none(&self, selector: &str) -> Result<()> {
        self.wait_until(&format!("there is no `{selector}`"), async || {
            Ok(self.all(selector).await?.is_empty().then_some(()))
        })
        .await
    }

    /// Waits until the first element that matches has a text that `expected` accepts.
    ///
    /// # Errors
    /// When it has not in time; the error names the text it has.
    pub async fn wait_for_text(
        &self,
        selector: &str,
        expected: impl Fn(&str) -> bool,
    ) -> Result<String> {
        let mut last = String::new();
        self.wait_until(
            &format!("the text of `{selector}` is as expected"),
            async || {
                let Some(text) = self.texts(selector).await?.into_iter().next() else {
                    return Ok(None);
                };
                last.clone_from(&text);
                Ok(expected(&text).then_some(text))
            },
        )
        .await
        .with_context(|| format!("the text of `{selector}` was {last:?}"))
    }

    /// The visible texts of all elements that match.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = ALL.replace(
            "return found;",
            "const isClosed = (element) => element.closest('.sc-part__body[hidden], details:not([open]) > :not(summary)');
            const text = (element) => (isClosed(element) ? null : element.innerText) ?? element.textContent;
            return found.map((element) => text(element).trim());",
        );
        let texts = self.script(&script, vec![Value::from(selector)]).await?;
        serde_json::from_value(texts).context("texts are not strings")
    }

    /// The visible text of the first element that matches, as soon as there is one.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.wait_for(selector).await?;
        self.texts(selector)
            .await?
            .into_iter()
            .next()
            .with_context(|| format!("`{selector}` went away"))
    }

    /// An attribute of the first element that matches, as soon as there is one.
    ///
    /// # Errors
    /// When there is none in time.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let element = self.wait_for(selector).await?;
        element
            .attr(name)
            .await
            .with_context(|| format!("`{selector}` has lost its `{name}`"))
    }

    /// Clicks with the mouse on the middle of the first element that matches.
    ///
    /// # Errors
    /// When there is none in time, or the mouse can't get there.
    pub async fn click(&self, selector: &str) -> Result<()> {
        // Most tests are about other things than how an item is asked: they see all its levels.
        if selector.starts_with(".sc-rung") {
            self.show_levels().await?;
        }
        let element = self.wait_for(selector).await?;
        let mut clicked = self.click_on(&element).await;
        if clicked.as_ref().is_err_and(is_stale) {
            // It was replaced while the mouse was under way: whoever sits there clicks on what is there now.
            let element = self.wait_for(selector).await?;
            clicked = self.click_on(&element).await;
        }
        clicked.with_context(|| format!("`{selector}` can't be clicked"))?;
        if BEGINS.contains(&selector) && self.all(AHEAD).await?.is_empty() {
            self.show_levels().await?;
        }
        Ok(())
    }

    /// Clicks with the mouse on the middle of an element.
    ///
    /// # Errors
    /// When the mouse can't get there.
    pub async fn click_on(&self, element: &WebElement) -> Result<()> {
        self.unfold(element).await?;
        element.scroll_into_view().await?;
        let none = Some(std::time::Duration::ZERO);
        self.session
            .action_chain_with_delay(none, none)
            .move_to_element_center(element)
            .click()
            .perform()
            .await
            .context("the click failed")
    }

    /// Presses a key, as a visitor does who looks at the page; the element with the focus gets it.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        self.chord(&[], key).await
    }

    /// Presses a key while others are held, such as `Key::Shift`.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn chord(&self, held: &[Key], key: impl Into<char>) -> Result<()> {
        let none = Some(std::time::Duration::ZERO);
        let key = key.into();
        let mut chain = self.session.action_chain_with_delay(none, none);
        for held in held {
            chain = chain.key_down(held.clone());
        }
        chain = chain.key_down(key).key_up(key);
        for held in held.iter().rev() {
            chain = chain.key_up(held.clone());
        }
        chain.perform().await.context("the key can't be pressed")
    }

    /// Presses Tab until the focus is on an element that matches, at most so many times.
    ///
    /// # Errors
    /// When it does not get there; the error names the places where it was.
    pub async fn tab_to(&self, selector: &str, at_most: usize) -> Result<()> {
        self.tabbed(&[], selector, at_most).await
    }

    /// The same the other way, with Shift held.
    ///
    /// # Errors
    /// As [`Browser::tab_to`].
    pub async fn tab_back_to(&self, selector: &str, at_most: usize) -> Result<()> {
        self.tabbed(&[Key::Shift], selector, at_most).await
    }

    /// Opens the line that says for which role, by keys, and goes to the choice of a family.
    ///
    /// # Errors
    /// When Tab doesn't lead there.
    pub async fn tab_to_families(&self) -> Result<()> {
        self.tab_to(".sc-role__line", 12).await?;
        self.press(Key::Enter).await?;
        self.tab_to("[name='family']", 4).await
    }

    async fn tabbed(&self, held: &[Key], selector: &str, at_most: usize) -> Result<()> {
        let mut places = Vec::new();
        for _ in 0..at_most {
            self.chord(held, Key::Tab).await?;
            if self.focus_matches(selector).await? {
                return Ok(());
            }
            places.push(self.focused().await?);
        }
        anyhow::bail!(
            "Tab did not lead to `{selector}`, but to:\n{}",
            places.join("\n")
        )
    }

    /// Whether the element with the focus matches.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn focus_matches(&self, selector: &str) -> Result<bool> {
        let script = ACTIVE.replace(
            "return element;",
            "return !!element?.matches(arguments[0]);",
        );
        let matches = self.script(&script, vec![Value::from(selector)]).await?;
        Ok(matches == true)
    }

    /// The element with the focus, in words.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn focused(&self) -> Result<String> {
        let element = self
            .session
            .execute(ACTIVE, Vec::new())
            .await?
            .json()
            .clone();
        if element.is_null() {
            return Ok("nothing".to_owned());
        }
        let text = self.script(DESCRIBE, vec![element]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }
}
