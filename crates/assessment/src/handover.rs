//! What a visitor hands to somebody else by their own hand: a result to a counsellor, or answers without a name
//! for statistics.
//!
//! `docs/handover.md` describes the JSON for those who receive it, and `docs/handover.schema.json` is its schema.
//! `cargo skill-check score` and `analyse` read it line by line. The format only ever grows.

use crate::catalogue::Catalogue;
use crate::date;
use crate::json::Json;
use crate::level::Level;
use crate::link;
use crate::response::Response;
use crate::scoring::{self, Scores, Standing};
use crate::session::Session;
use crate::text::{TextKey, Texts};

/// What the JSON says it is.
pub const FORMAT: &str = "skill-check-handover/1";

/// So many bytes of randomness are used up by each item.
pub const RANDOM_BYTES: usize = 8;

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The areas and the profile that comes first: no single answer.
    Areas,
    /// Every answer, the areas, and the code that opens the result.
    Everything,
    /// The answers alone, for statistics, of the week, by chance changed where there is noise.
    Statistics(Option<Noise>),
}

/// Randomised response: each answer is by chance replaced by another, so that no line says for sure what somebody
/// has answered, and statistics can still be computed and their uncertainty told.
///
/// Of k levels the true one is kept with a chance of e^ε ÷ (e^ε + k − 1), and each other one is taken with a chance of
/// 1 ÷ (e^ε + k − 1). After Warner, "Randomized response" (1965), and Kairouz, Oh and Viswanath, "Extremal mechanisms for
/// local differential privacy" (2014), who call it k-RR and show that each answer is ε-differentially private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noise {
    epsilon: u8,
}

/// e^ε in millionths, for ε from 1 to 4.
const EXPONENTIALS: [u64; 4] = [2_718_282, 7_389_056, 20_085_537, 54_598_150];
/// What stands for 1 beside them.
const MILLION: u64 = 1_000_000;

impl Noise {
    /// Noise of this ε, from 1 (strong) to 4 (weak).
    #[must_use]
    pub fn new(epsilon: u8) -> Option<Self> {
        (1..=EXPONENTIALS.len())
            .contains(&usize::from(epsilon))
            .then_some(Self { epsilon })
    }

    /// ε, from 1 to 4.
    #[must_use]
    pub const fn epsilon(self) -> u8 {
        self.epsilon
    }

    fn exponential(self) -> u64 {
        EXPONENTIALS[usize::from(self.epsilon) - 1]
    }

    /// How many of a hundred answers stay what they are where there are so many levels, on average and rounded down.
    #[must_use]
    pub fn kept_percent(self, levels: u8) -> u32 {
        let exponential = self.exponential();
        let all = exponential + u64::from(levels.max(1) - 1) * MILLION;
        (exponential * 100 / all) as u32
    }

    /// The level to hand over in place of the true one, of `levels`. Every value of `random` has to be as likely as
    /// any other; the chances are then right to less than a billionth.
    fn changed(self, level: Level, levels: u8, random: u64) -> Level {
        let exponential = self.exponential();
        let all = exponential + u64::from(levels.max(1) - 1) * MILLION;
        match (random % all).checked_sub(exponential) {
            None => level,
            Some(rest) => {
                let other = (rest / MILLION) as Level;
                other + Level::from(other >= level)
            }
        }
    }
}

/// What is handed over, of which result.
#[derive(Clone, Copy, Debug)]
pub struct Handover<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// What was answered, and the target.
    pub session: &'a Session,
    /// How much of it.
    pub scope: Scope,
    /// The day, `YYYY-MM-DD`.
    pub date: &'a str,
    /// What the visitor has to say with it, such as a name; may be empty. Statistics have none.
    pub note: &'a str,
    /// Random bytes, [`RANDOM_BYTES`] for each item; only noise needs them.
    pub random: &'a [u8],
}

/// Why something can't be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverError {
    /// There is no randomness for each item.
    NoRandomness,
    /// The day is none.
    NoDay,
}

impl Handover<'_> {
    /// What is sent: one JSON object on one line.
    ///
    /// # Errors
    /// See [`HandoverError`].
    pub fn json(&self) -> Result<String, HandoverError> {
        let mut json = Json::default();
        json.open('{');
        json.string("format", FORMAT);
        json.key("catalogue");
        json.open('{');
        json.string("id", self.catalogue.id().as_str());
        json.number("revision", self.catalogue.definition().revision.into());
        json.close('}');
        match self.scope {
            Scope::Statistics(noise) => {
                let week = date::week(self.date).ok_or(HandoverError::NoDay)?;
                json.string("scope", "statistics");
                json.string("week", &week);
                if let Some(noise) = noise {
                    json.key("rr");
                    json.open('{');
                    json.number("epsilon", noise.epsilon.into());
                    json.close('}');
                }
                self.responses(&mut json, noise)?;
            }
            scope => {
                let is_whole = scope == Scope::Everything;
                json.string("scope", if is_whole { "everything" } else { "areas" });
                json.string("date", self.date);
                if !self.note.trim().is_empty() {
                    json.string("note", self.note.trim());
                }
                self.result(&mut json);
                if is_whole {
                    // A catalogue too large for a code has none.
                    if let Ok(code) = link::encode_session(self.catalogue, self.session) {
                        json.string("code", &code);
                    }
                    self.responses(&mut json, None)?;
                }
            }
        }
        json.close('}');
        Ok(json.text)
    }

    /// The same in words, for a letter; a result of which no answer is said has no answers here either.
    #[must_use]
    pub fn words(&self, texts: &Texts) -> String {
        let scores = scoring::score(self.catalogue, &self.session.responses);
        let headline = scoring::headline(self.catalogue, &scores, self.session.family);
        let said = match headline.standing {
            Standing::Reached => TextKey::SharedReached,
            Standing::OnTheWay => TextKey::SharedOnTheWay,
            Standing::NotReached => TextKey::SharedNotReached,
            Standing::Beginning => TextKey::SharedBeginning,
        };
        let profile = &*texts.profile(headline.profile).name;
        let said = texts.fill(said, &[("profile", profile.into())]);
        let mut text = String::new();
        for line in [self.note.trim(), &texts.title, self.date, &said] {
            if !line.is_empty() {
                text.push_str(line);
                text.push('\n');
            }
        }
        for area in self.catalogue.areas() {
            let score = &scores.areas[area.get()];
            let values = [
                ("low", u32::from(score.low).into()),
                ("high", u32::from(score.high).into()),
                ("percent", u32::from(score.low).into()),
            ];
            let is_one = score.low == score.high;
            let message = if is_one {
                TextKey::Percent
            } else {
                TextKey::PercentRange
            };
            let share = texts.fill(message, &values);
            for part in [&*texts.area(area).name, ": ", &share, "\n"] {
                text.push_str(part);
            }
        }
        text
    }

    /// What the result comes to.
    fn result(&self, json: &mut Json) {
        let scores = scoring::score(self.catalogue, &self.session.responses);
        let target = scoring::target(
            self.catalogue,
            &scores,
            self.session.family,
            self.session.level,
        );
        let headline = scoring::headline(self.catalogue, &scores, self.session.family);
        let family = self.catalogue.family_id(self.session.family);
        json.string("family", family.as_str());
        let level = self.session.level.map_or("next", |tier| tier.as_str());
        json.string("level", level);
        json.string("target", self.catalogue.profile(target).id.as_str());
        let profile = self.catalogue.profile(headline.profile);
        json.string("headline", profile.id.as_str());
        json.string("standing", headline.standing.as_str());
        self.areas(json, &scores);
    }

    fn areas(&self, json: &mut Json, scores: &Scores) {
        json.key("areas");
        json.open('{');
        for area in self.catalogue.areas() {
            let score = &scores.areas[area.get()];
            json.key(self.catalogue.area_id(area).as_str());
            json.open('{');
            match score.percent {
                Some(percent) => json.number("percent", percent.into()),
                None => json.null("percent"),
            }
            json.number("low", score.low.into());
            json.number("high", score.high.into());
            json.close('}');
        }
        json.close('}');
    }

    /// By item: a level, null where it was skipped; what was not asked isn't there.
    fn responses(&self, json: &mut Json, noise: Option<Noise>) -> Result<(), HandoverError> {
        let (chunks, _) = self.random.as_chunks::<RANDOM_BYTES>();
        json.key("responses");
        json.open('{');
        for (place, item) in self.catalogue.items().enumerate() {
            let id = self.catalogue.item_id(item).as_str();
            match (self.session.responses.get(item), noise) {
                (Response::NotAsked, _) => {}
                (Response::Skipped, _) => json.null(id),
                (Response::Level(level), None) => json.number(id, level.into()),
                (Response::Level(level), Some(noise)) => {
                    let random = chunks.get(place).ok_or(HandoverError::NoRandomness)?;
                    let competence = self.catalogue.competence_of(item);
                    let levels = self.catalogue.level_max(competence) + 1;
                    let changed = noise.changed(level, levels, u64::from_le_bytes(*random));
                    json.number(id, changed.into());
                }
            }
        }
        json.close('}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_of_four_strengths() {
        assert!(Noise::new(0).is_none() && Noise::new(5).is_none());
        let kept: Vec<u32> = (1..=4)
            .map(|epsilon| Noise::new(epsilon).unwrap().kept_percent(5))
            .collect();
        // 100 · e^ε ÷ (e^ε + 4)
        assert_eq!(kept, [40, 64, 83, 93]);
    }

    /// Over all that chance can be, each level comes as often as the formula says, to the millionth.
    #[test]
    fn each_other_level_is_as_likely_as_the_next() {
        for (epsilon, exponential) in (1..=4).zip(EXPONENTIALS) {
            let noise = Noise::new(epsilon).unwrap();
            for levels in 2..=7_u8 {
                let others = u64::from(levels - 1) * MILLION;
                for level in 0..levels {
                    let all = exponential + others;
                    assert_eq!(noise.changed(level, levels, 0), level);
                    assert_eq!(noise.changed(level, levels, exponential - 1), level);
                    assert_eq!(noise.changed(level, levels, all), level, "from the start");
                    let mut seen: Vec<Level> = (0..u64::from(levels - 1))
                        .flat_map(|other| {
                            let from = exponential + other * MILLION;
                            let ends = [from, from + MILLION - 1];
                            ends.map(|random| noise.changed(level, levels, random))
                        })
                        .collect();
                    seen.dedup();
                    let others: Vec<Level> = (0..levels).filter(|other| *other != level).collect();
                    assert_eq!(seen, others);
                }
            }
        }
    }
}
