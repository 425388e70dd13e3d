//! A finger on the glass: taps, and how many gestures they take.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

use crate::{Browser, Engine};

/// Whether a finger on the middle of an element meets it, without the page being moved before.
const IN_REACH: &str = "
const element = arguments[0];
const { left, top, width, height } = element.getBoundingClientRect();
const met = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
return top >= 0 && top + height <= innerHeight + 0.5 && (met === element || element.contains(met));
";

/// What a browser tells a page of a finger that comes and goes, for WebKit's driver, which has none.
const FINGER: &str = "
const element = arguments[0];
const { left, top, width, height } = element.getBoundingClientRect();
const [clientX, clientY] = [left + width / 2, top + height / 2];
const target = element.getRootNode().elementFromPoint(clientX, clientY);
const event = { bubbles: true, cancelable: true, composed: true, pointerType: 'touch', pointerId: 2, isPrimary: true, clientX, clientY };
for (const type of ['pointerover', 'pointerenter', 'pointerdown', 'pointerup', 'pointerout', 'pointerleave', 'click']) {
  target.dispatchEvent(new PointerEvent(type, event));
}
";

impl Browser {
    /// Taps with a finger on the middle of the first element that matches, and moves the page before where
    /// that is out of reach; gives how many gestures it took.
    ///
    /// # Errors
    /// When there is none in time, or the finger can't get there.
    pub async fn tap(&self, selector: &str) -> Result<u32> {
        let element = self.wait_for(selector).await?;
        let place = vec![element.to_json()?];
        let is_in_reach = self.script(IN_REACH, place.clone()).await? == Value::Bool(true);
        if !is_in_reach {
            element.scroll_into_view().await?;
        }
        if self.engine() == Engine::WebKit {
            self.script(FINGER, place).await?;
        } else {
            let finger = json!([{
                "type": "pointer",
                "id": "finger",
                "parameters": { "pointerType": "touch" },
                "actions": [
                    { "type": "pointerMove", "duration": 0, "origin": element.to_json()?, "x": 0, "y": 0 },
                    { "type": "pointerDown", "button": 0 },
                    { "type": "pointerUp", "button": 0 },
                ],
            }]);
            let actions = Command::PerformActions(Actions::from(finger));
            let tapped = self.session.handle().cmd(actions).await;
            tapped.with_context(|| format!("`{selector}` can't be tapped"))?;
        }
        Ok(1 + u32::from(!is_in_reach))
    }
}
