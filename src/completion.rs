//! What the host page learns of a result: scores and advice, never a response.

use assessment::Catalogue;
use assessment::{recommendation, scoring};
use serde::{Serialize, Serializer};

use crate::store::Store;

pub mod gate {
    //! See [gates](crate#gates).

    use crate::store::Store;

    gates! {
        /// What the host page learns of a result, as JSON.
        "0009" pub fn completion(store: &Store) -> String {
            super::completion(store)
        }
    }
}

/// So many bytes are enough for most results.
const ROOM: usize = 4096;

/// The detail of the event.
#[derive(Serialize)]
struct Completion<'a> {
    catalogue: &'a str,
    revision: u16,
    areas: Named<'a, Area>,
    profiles: Named<'a, Fit>,
    modules: Vec<&'a str>,
    answered: u32,
    total: u32,
    /// How long answering took here, if that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'static str>,
}

/// What each of several comes to, by its id, in the order of the catalogue.
struct Named<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[derive(Serialize)]
struct Area {
    percent: Option<u8>,
    low: u8,
    high: u8,
}

#[derive(Serialize)]
struct Fit {
    low: u8,
    high: u8,
    status: &'static str,
}

/// What the result of the visitor's own check comes to, as JSON.
#[must_use]
pub fn completion(store: &Store) -> String {
    let (catalogue, session) = (store.content.catalogue(), &store.session);
    let scores = scoring::score(catalogue, &session.responses);
    let target = scoring::target(catalogue, &scores, session.family, session.level);
    let advice = recommendation::recommend(catalogue, &scores, target);
    let (answered, total) = session.counts(catalogue);
    let completion = Completion {
        catalogue: catalogue.id().as_str(),
        revision: catalogue.definition().revision,
        areas: areas(catalogue, &scores),
        profiles: profiles(catalogue, &scores),
        modules: advice
            .modules
            .iter()
            .map(|advice| catalogue.module(advice.module).id.as_str())
            .collect(),
        answered,
        total,
        duration: store.pace.spent(),
    };
    written(&completion)
}

/// A value as JSON, with as much room as it needs: there is nothing in it that JSON has no form for.
fn written(value: &impl Serialize) -> String {
    let mut text = vec![0; ROOM];
    loop {
        if let Ok(length) = serde_json_core::to_slice(value, &mut text) {
            text.truncate(length);
            return String::from_utf8(text).unwrap_or_default();
        }
        text.resize(2 * text.len(), 0);
    }
}

fn areas<'a>(catalogue: &'a Catalogue, scores: &scoring::Scores) -> Named<'a, Area> {
    let areas = catalogue.areas().map(|area| {
        let score = &scores.areas[area.get()];
        let area = catalogue.area_id(area).as_str();
        let score = Area {
            percent: score.percent,
            low: score.low,
            high: score.high,
        };
        (area, score)
    });
    Named(areas.collect())
}

fn profiles<'a>(catalogue: &'a Catalogue, scores: &scoring::Scores) -> Named<'a, Fit> {
    let profiles = catalogue.profiles().map(|profile| {
        let fit = &scores.fits[profile.get()];
        let profile = catalogue.profile(profile).id.as_str();
        let fit = Fit {
            low: fit.low_percent(),
            high: fit.high_percent(),
            status: fit.status.as_str(),
        };
        (profile, fit)
    });
    Named(profiles.collect())
}
