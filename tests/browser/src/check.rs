//! The check as a visitor meets it: screens by what they show, numbers as they stand there.

use std::cell::Cell;

use anyhow::{Context, Result, ensure};
use assessment::catalogue::Catalogue;
use assessment::ladder;
use assessment::recommendation::{self, Recommendation};
use assessment::response::{Response, Responses};
use assessment::scoring::{self, Headline, Scores, Standing, Status};
use assessment::text::{TextKey, Texts};
use assessment::{compiled, id::ProfileIndex};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{Browser, environment};

/// The catalogue that the element shows when its page names none, with its texts in one locale.
///
/// # Errors
/// When the build has none, or it can't be read.
pub fn content(locale: &str) -> Result<(Catalogue, Texts)> {
    content_of("social-media", locale)
}

/// A catalogue of the build, with its texts in one locale.
///
/// # Errors
/// When the build has none of this id, or it can't be read.
pub fn content_of(id: &str, locale: &str) -> Result<(Catalogue, Texts)> {
    let bytes = compiled_of(id, locale)?;
    compiled::decode(&bytes).map_err(|error| anyhow::anyhow!("{id} in {locale}: {error}"))
}

/// A catalogue of the build as authors compile it, in one file: the build serves it in two.
///
/// # Errors
/// When the build has none of this id.
pub fn compiled_of(id: &str, locale: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for folder in ["catalogues", "catalogues/later"] {
        let path = environment::built(folder, &format!("{id}.{locale}."), ".bin")?;
        let file = environment::dist()?.join(&path[1..]);
        let part = std::fs::read(&file);
        bytes.extend(part.with_context(|| format!("{} can't be read", file.display()))?);
    }
    Ok(bytes)
}

/// What the core says of some responses.
pub struct Expected {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// Its texts in the locale of the run.
    pub texts: Texts,
    /// Scores of areas and profiles.
    pub scores: Scores,
    /// The profile named first.
    pub headline: Headline,
    /// The profile that the advice aims at.
    pub target: ProfileIndex,
    /// The advice.
    pub advice: Recommendation,
}

impl Expected {
    /// Lets the core judge responses, aiming at the next level of a family.
    ///
    /// # Errors
    /// When the build has no catalogue, the family is unknown, or the responses don't fit.
    pub fn new(locale: &str, family: &str, responses: &[Response]) -> Result<Self> {
        Self::with(content(locale)?, family, responses)
    }

    /// The same with any catalogue.
    ///
    /// # Errors
    /// When the family is unknown, or the responses don't fit.
    pub fn with(
        (catalogue, texts): (Catalogue, Texts),
        family: &str,
        responses: &[Response],
    ) -> Result<Self> {
        let responses = Responses::from_list(&catalogue, responses)
            .map_err(|error| anyhow::anyhow!("the responses don't fit: {error:?}"))?;
        let family = catalogue
            .family_by_id(family)
            .with_context(|| format!("there is no family `{family}`"))?;
        let scores = scoring::score(&catalogue, &responses);
        let headline = scoring::headline(&catalogue, &scores, family);
        let target = scoring::target(&catalogue, &scores, family, None);
        let advice = recommendation::recommend(&catalogue, &scores, target);
        Ok(Self {
            headline,
            catalogue,
            texts,
            scores,
            target,
            advice,
        })
    }
}

/// The numbers in a text, in its order.
#[must_use]
pub fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

/// The words of the statement on show.
pub const STATEMENT: &str = ".sc-statement:not([hidden]) .sc-rung__text > span";

/// The two answers to it.
const FITS: &str = ".sc-reply.fits";
const FITS_NOT: &str = ".sc-reply.fits-not";

/// Opens what is folded away of the modules.
const OPEN_MODULES: &str = "const { shadowRoot } = document.querySelector('skill-check');
    for (const more of shadowRoot.querySelectorAll('.sc-module__more')) more.open = true";

impl Browser {
    /// Begins a check whose levels are all in sight and gives every item its level, a digit each; `.` skips one.
    ///
    /// # Errors
    /// When there is no such check, or its result doesn't come.
    pub async fn answer_all(&self, levels: &str) -> Result<()> {
        self.click(".sc-start .sc-button--primary").await?;
        self.wait_for(".sc-item").await?;
        let rest = "const root = document.querySelector('skill-check').shadowRoot;
            const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return (async () => {
              for (let n = 0; n < arguments[0].length && root.querySelector('.sc-item'); n++) {
                const level = arguments[0][n];
                if (level !== '.') root.querySelectorAll('.sc-rung__radio')[level].click();
                await frame();
                root.querySelector(level === '.' ? '.skip' : '.next').click();
                await frame();
              }
              return true;
            })()";
        self.script(rest, vec![json!(levels)]).await?;
        self.wait_for(".sc-result--whole").await.map(drop)
    }

    /// Waits for the item of this id, with all its levels on show.
    ///
    /// # Errors
    /// When another one is shown.
    pub async fn wait_for_item(&self, id: &str) -> Result<()> {
        self.show_levels().await?;
        self.wait_for(&format!(".sc-rung__radio[name='{id}']"))
            .await
            .with_context(|| format!("the item `{id}` is not asked"))?;
        Ok(())
    }

    /// Has all levels of items on show from the first one on, where it is asked statement by statement.
    ///
    /// # Errors
    /// When there is no item.
    pub async fn show_levels(&self) -> Result<()> {
        self.wait_for(".sc-item .show-all, .sc-item .sc-rung__radio")
            .await?;
        if let Some(button) = self.all(".sc-item .show-all").await?.into_iter().next() {
            self.click_on(&button).await?;
            self.wait_for(".sc-item .sc-rung__radio").await?;
        }
        Ok(())
    }

    /// Responds by mouse to the item of this id, and goes on to the next.
    ///
    /// # Errors
    /// When it is not the one that is asked, or it can't be answered.
    pub async fn respond_by_mouse(&self, id: &str, response: Response) -> Result<()> {
        self.wait_for_item(id).await?;
        match response {
            Response::Level(level) => {
                let radio = format!(".sc-rung__radio[name='{id}'][value='{level}']");
                self.click(&format!(".sc-rung:has({radio})")).await?;
                self.wait_for(&format!("{radio}:checked")).await?;
                self.click(".sc-item .next").await
            }
            Response::Skipped => self.click(".sc-item .skip").await,
            Response::NotAsked => Ok(()),
        }
    }

    /// Responds by keys alone: a digit and Enter, or Tab to the button that skips.
    ///
    /// # Errors
    /// When it is not the one that is asked, or the keys don't do what they should.
    pub async fn respond_by_keys(&self, id: &str, response: Response) -> Result<()> {
        self.wait_for_item(id).await?;
        self.wait_for_focus(".sc-ladder__prompt").await?;
        match response {
            Response::Level(level) => {
                self.press(char::from(b'1' + level)).await?;
                let radio = format!(".sc-rung__radio[name='{id}'][value='{level}']:checked");
                self.wait_for_focus(&radio).await?;
                self.press(Key::Enter).await
            }
            Response::Skipped => {
                self.tab_to(".sc-item .skip", 8).await?;
                self.press(Key::Enter).await
            }
            Response::NotAsked => Ok(()),
        }
    }

    /// Responds to the item of this id one statement at a time, by the mouse, and goes on to the next.
    ///
    /// # Errors
    /// When it is not the one that is asked, or it can't be answered.
    pub async fn say_by_mouse(&self, id: &str, response: Response) -> Result<()> {
        self.say(id, response, async |fits| {
            self.click(if fits { FITS } else { FITS_NOT }).await
        })
        .await
    }

    /// The same by the keys 1 and 2.
    ///
    /// # Errors
    /// As [`Browser::say_by_mouse`].
    pub async fn say_by_keys(&self, id: &str, response: Response) -> Result<()> {
        self.say(id, response, async |fits| {
            self.press(if fits { '1' } else { '2' }).await
        })
        .await
    }

    /// The same with a finger; gives how many gestures it took.
    ///
    /// # Errors
    /// As [`Browser::say_by_mouse`].
    pub async fn say_by_touch(&self, id: &str, response: Response) -> Result<u32> {
        let gestures = Cell::new(0);
        self.say(id, response, async |fits| {
            let answer = if fits { FITS } else { FITS_NOT };
            gestures.set(gestures.get() + self.tap(answer).await?);
            Ok(())
        })
        .await?;
        Ok(gestures.get())
    }

    /// The same as assistive technology does: by the names of the two answers, `fits` first.
    ///
    /// # Errors
    /// As [`Browser::say_by_mouse`].
    pub async fn say_by_names(&self, id: &str, response: Response, names: [&str; 2]) -> Result<()> {
        self.say(id, response, async |fits| {
            let wanted = names[usize::from(!fits)];
            let button = self.named("button", |name| name == wanted).await?;
            self.activate(&button).await
        })
        .await
    }

    async fn say(
        &self,
        id: &str,
        response: Response,
        answer: impl AsyncFn(bool) -> Result<()>,
    ) -> Result<()> {
        self.wait_for(&format!(".sc-reply[name='{id}']"))
            .await
            .with_context(|| format!("the item `{id}` is not asked"))?;
        let Response::Level(level) = response else {
            return self.click(".sc-ways .skip").await;
        };
        // The first statement is one of two, by what was said before: which it is, its place among all says.
        let shown = "return [...document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-statement')].findIndex((one) => !one.hidden) + 1";
        let first = self.script(shown, Vec::new()).await?;
        let first = first.as_u64().context("no statement is on show")? as u8;
        let mut before = String::new();
        for asked in ladder::statements(4, first, level) {
            before = self
                .wait_for_text(STATEMENT, |text| text != before)
                .await
                .with_context(|| format!("`{id}` asks nothing more"))?;
            answer(level >= asked).await?;
        }
        Ok(())
    }

    /// Waits until the element with the focus matches.
    ///
    /// # Errors
    /// When it does not in time; the error names where the focus is.
    pub async fn wait_for_focus(&self, selector: &str) -> Result<()> {
        let waited = self
            .wait_until(&format!("the focus is on `{selector}`"), async || {
                Ok(self.focus_matches(selector).await?.then_some(()))
            })
            .await;
        match waited {
            Ok(()) => Ok(()),
            Err(error) => {
                let place = self.focused().await?;
                Err(error.context(format!("the focus is on {place}")))
            }
        }
    }

    /// Checks that the result on the screen and in the element's property is what the core says.
    ///
    /// # Errors
    /// At the first number that differs.
    pub async fn shows(&self, expected: &Expected) -> Result<()> {
        self.wait_for(".sc-result--whole").await?;
        self.shows_headline(expected).await?;
        self.open_parts().await?;
        self.shows_areas(expected).await?;
        self.shows_profiles(expected).await?;
        self.shows_gaps(expected).await?;
        self.shows_modules(expected).await?;
        self.tells(expected).await
    }

    async fn shows_headline(&self, expected: &Expected) -> Result<()> {
        let headline = expected.headline;
        let name = &*expected.texts.profile(headline.profile).name;
        let message = match headline.standing {
            Standing::Reached => TextKey::ResultReached,
            Standing::OnTheWay => TextKey::ResultOnTheWay,
            Standing::NotReached => TextKey::ResultNotReached,
            Standing::Beginning => TextKey::ResultBeginning,
        };
        let sentence = expected.texts.fill(message, &[("profile", name.into())]);
        let shown = self.text(".sc-headline__sentence").await?;
        ensure!(shown == sentence, "{shown:?}, not {sentence:?}");
        Ok(())
    }

    async fn shows_areas(&self, expected: &Expected) -> Result<()> {
        let shown = self.texts(".sc-area__value").await?;
        let names = self.texts(".sc-area__name").await?;
        let catalogue = &expected.catalogue;
        ensure!(shown.len() == catalogue.areas().count(), "areas: {names:?}");
        for area in catalogue.areas() {
            let fit = scoring::area_fit(catalogue, &expected.scores, expected.target, area);
            let (name, text) = (&names[area.get()], &shown[area.get()]);
            ensure!(*name == *expected.texts.area(area).name, "areas: {names:?}");
            let figures = [fit.met, fit.count].map(u32::from);
            ensure!(
                fit.count == 0 || numbers(text).starts_with(&figures),
                "{name}: {text:?}, not {figures:?}"
            );
        }
        Ok(())
    }

    async fn shows_profiles(&self, expected: &Expected) -> Result<()> {
        let fits = self.texts(".sc-profile__percent").await?;
        let cores = self.texts(".sc-profile__core").await?;
        let statuses = self.texts(".sc-profile__status").await?;
        ensure!(fits.len() == expected.scores.fits.len(), "fits: {fits:?}");
        for profile in expected.catalogue.profiles() {
            let fit = &expected.scores.fits[profile.get()];
            let name = &expected.texts.profile(profile).name;
            let core = (fit.core_low_percent(), fit.core_high_percent());
            for (text, (low, high)) in [
                (
                    &fits[profile.get()],
                    (fit.low_percent(), fit.high_percent()),
                ),
                (&cores[profile.get()], core),
            ] {
                let mut figures = vec![u32::from(low), u32::from(high)];
                figures.dedup();
                ensure!(
                    numbers(text) == figures,
                    "{name}: {text:?}, not {figures:?}"
                );
            }
            let status = expected.texts.get(match fit.status {
                Status::Reached => TextKey::StatusReached,
                Status::NotReached => TextKey::StatusNotReached,
                Status::Open => TextKey::StatusOpen,
            });
            let shown = &statuses[profile.get()];
            ensure!(shown == status, "{name}: {shown:?}, not {status:?}");
        }
        Ok(())
    }

    async fn shows_gaps(&self, expected: &Expected) -> Result<()> {
        let gaps = scoring::gaps(&expected.catalogue, &expected.scores, expected.target);
        let names = self
            .texts("[aria-labelledby='sc-gaps'] .sc-competence__name")
            .await?;
        ensure!(
            names.len() == gaps.len(),
            "{} gaps, not {}",
            names.len(),
            gaps.len()
        );
        Ok(())
    }

    async fn shows_modules(&self, expected: &Expected) -> Result<()> {
        let (texts, modules) = (&expected.texts, &expected.advice.modules);
        let names = self.texts(".sc-modules .sc-module__name").await?;
        let wanted: Vec<_> = modules
            .iter()
            .map(|advice| texts.module(advice.module).name.to_string())
            .collect();
        ensure!(names == wanted, "modules: {names:?}, not {wanted:?}");
        let why = self.texts(".sc-modules .sc-module__why").await?;
        let gaps = scoring::gaps(&expected.catalogue, &expected.scores, expected.target).len();
        for text in &why {
            ensure!(
                numbers(text).contains(&(gaps as u32)),
                "{text:?}, not {gaps}"
            );
        }
        let reasons: Vec<_> = modules.iter().flat_map(|advice| &advice.reasons).collect();
        let shown = self
            .wait_until("what is folded away is made", async || {
                self.script(OPEN_MODULES, vec![]).await?;
                let shown = self
                    .texts(".sc-module__more > .sc-module__reasons > li")
                    .await?;
                Ok((shown.len() >= reasons.len()).then_some(shown))
            })
            .await?;
        ensure!(shown.len() == reasons.len(), "reasons: {shown:?}");
        for (text, reason) in shown.iter().zip(reasons) {
            let name = &*texts.competence(reason.competence).name;
            ensure!(text.starts_with(name), "{text:?} is not about {name:?}");
            for level in [reason.from, reason.to, reason.required] {
                let item = expected.catalogue.items_of(reason.competence).next();
                let count = item.map_or(0, |item| texts.item(item).anchors.len());
                let level = match texts.levels.get(usize::from(level)) {
                    Some(name) if texts.levels.len() == count => name.to_string(),
                    _ => level.to_string(),
                };
                ensure!(text.contains(&level), "{text:?}, not {level:?}");
            }
        }
        let practice = self.texts(".sc-practice li strong").await?;
        let wanted: Vec<_> = expected
            .advice
            .practice
            .iter()
            .map(|&competence| texts.competence(competence).name.to_string())
            .collect();
        ensure!(practice == wanted, "practice: {practice:?}, not {wanted:?}");
        Ok(())
    }

    /// The same in what the host page is told.
    async fn tells(&self, expected: &Expected) -> Result<()> {
        let script = "return document.querySelector('skill-check').result";
        let told = self.script(script, Vec::new()).await?;
        let catalogue = &expected.catalogue;
        for area in catalogue.areas() {
            let score = &expected.scores.areas[area.get()];
            let entry = &told["areas"][catalogue.area_id(area).as_str()];
            ensure!(entry["percent"] == Value::from(score.percent), "{entry}");
            ensure!(
                entry["low"] == score.low && entry["high"] == score.high,
                "{entry}"
            );
        }
        for profile in catalogue.profiles() {
            let fit = &expected.scores.fits[profile.get()];
            let entry = &told["profiles"][catalogue.profile(profile).id.as_str()];
            ensure!(entry["low"] == fit.low_percent(), "{entry}");
            ensure!(entry["high"] == fit.high_percent(), "{entry}");
            ensure!(entry["status"] == fit.status.as_str(), "{entry}");
        }
        let modules: Vec<_> = expected
            .advice
            .modules
            .iter()
            .map(|advice| catalogue.module(advice.module).id.as_str())
            .collect();
        ensure!(
            told["modules"] == Value::from(modules.clone()),
            "{modules:?}: {told}"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_stand() {
        assert_eq!(numbers("93–98 %"), [93, 98]);
        assert_eq!(numbers("46 % (14–58 %)"), [46, 14, 58]);
        assert!(numbers("–").is_empty());
    }
}
