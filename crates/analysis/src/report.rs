//! The report: every figure that goes out, small cells withheld. `docs/analysis.schema.json` is its shape.

use serde::Serialize;

use crate::figure::{Estimate, Figure};
use crate::mantel::Mantel;

/// What is said of a cohort.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// The id of the catalogue that was answered.
    pub catalogue: String,
    /// Its revision.
    pub revision: u16,
    /// People counted.
    pub n: u64,
    /// How it was made.
    pub settings: Settings,
    /// What was randomised, if anything was.
    pub randomised: Option<Randomised>,
    /// Rows that don't look like answers.
    pub rows: Figure<Rows>,
    /// Every item, in the catalogue's order.
    pub items: Vec<Item>,
    /// Every area, in the catalogue's order.
    pub areas: Vec<Area>,
    /// Every pair of areas.
    pub correlations: Vec<Correlation>,
    /// Every profile, in the catalogue's order.
    pub profiles: Vec<Profile>,
    /// Every competence that a profile asks for, by profile.
    pub gaps: Vec<Gap>,
    /// What modules would close.
    pub modules: Figure<Modules>,
    /// Two groups beside each other, if that was asked for.
    pub comparison: Option<Figure<Comparison>>,
    /// The same people twice, if that was asked for.
    pub retest: Option<Figure<RetestReport>>,
    /// A graded response model of every area, and one of the whole check.
    pub models: Vec<Model>,
}

/// How a report was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Settings {
    /// Counts of fewer people are withheld.
    pub min_cell: u64,
    /// Rows drawn evenly from all for bootstrap and models; null where answers were randomised, for nothing
    /// rests on rows then.
    pub sampled: Option<u64>,
    /// Samples that the bootstrap drew.
    pub draws: u64,
    /// What chance began with.
    pub seed: u64,
    /// Seconds for each answer below which a row is too fast.
    pub seconds_per_answer: f64,
    /// Whether rows that don't look like answers were left out.
    pub leaves_out_careless: bool,
}

/// What was randomised.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Randomised {
    /// People whose answers were randomised; null where they, or the others, are few.
    pub n: Option<u64>,
    /// The privacy budgets in use.
    pub budgets: Vec<f64>,
}

/// Rows that don't look like answers; a count of few is withheld (null).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rows {
    /// Rows looked at.
    pub n: u64,
    /// All answers alike.
    pub straight_lining: Option<u64>,
    /// Nine of ten answers or more alike, but not all.
    pub uniform: Option<u64>,
    /// Rows of which it is known how long they took.
    pub timed: Option<u64>,
    /// Too fast to have been read.
    pub fast: Option<u64>,
    /// Any of these.
    pub any: Option<u64>,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its area's id.
    pub area: String,
    /// People by level; null where withheld, empty where answers were randomised.
    pub levels: Vec<Option<u64>>,
    /// People who skipped it.
    pub skipped: Option<u64>,
    /// People whom it wasn't asked.
    pub not_asked: Option<u64>,
    /// The share of each level, corrected for what was randomised; only there if something was.
    pub corrected: Option<Figure<Vec<Estimate>>>,
    /// The mean level.
    pub mean: Figure<Estimate>,
    /// The standard deviation.
    pub deviation: Figure<f64>,
    /// The share of the lowest level.
    pub floor: Figure<f64>,
    /// The share of the highest level.
    pub ceiling: Figure<f64>,
    /// The correlation with the sum of the area's other items.
    pub item_rest: Figure<f64>,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its items.
    pub items: u64,
    /// The mean score in percent of the highest levels.
    pub mean: Figure<Estimate>,
    /// The standard deviation in percentage points.
    pub deviation: Figure<f64>,
    /// The quartiles in percent.
    pub quartiles: Figure<[u8; 3]>,
    /// Cronbach's α.
    pub alpha: Figure<Estimate>,
    /// McDonald's ω.
    pub omega: Figure<Estimate>,
}

/// How two areas go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Correlation {
    /// The one area's id.
    pub first: String,
    /// The other's.
    pub second: String,
    /// Pearson's correlation.
    pub r: Figure<Estimate>,
}

/// How people stand to a profile; counts of few are withheld (null).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Profile {
    /// Its id.
    pub id: String,
    /// People by status.
    pub statuses: Figure<Statuses>,
    /// The quartiles of the fit in percent, of whom it is certain.
    pub quartiles: Figure<[u8; 3]>,
}

/// People by status; null where withheld.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Statuses {
    /// People who don't reach it.
    pub not_reached: Option<u64>,
    /// People with too few answers to say.
    pub open: Option<u64>,
    /// People who reach it.
    pub reached: Option<u64>,
}

/// What people lack in a competence for a profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Gap {
    /// The profile's id.
    pub profile: String,
    /// The competence's id.
    pub competence: String,
    /// The share of people below what is required.
    pub share: Figure<f64>,
    /// The mean of the levels missing, over all.
    pub levels: Figure<f64>,
}

/// What modules would close.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Modules {
    /// The weighted points missing to the profiles aimed at, over all.
    pub gap_points: u64,
    /// Every module, most closed first.
    pub modules: Vec<Module>,
    /// The best set of each size.
    pub sets: Vec<ModuleSet>,
}

/// What a module would close.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Module {
    /// Its id.
    pub id: String,
    /// The share of all missing points that it closes if everybody takes it.
    pub closes: f64,
    /// People whose gap it makes smaller.
    pub helped: Option<u64>,
    /// People to whom the check recommends it.
    pub recommended: Option<u64>,
}

/// A set of modules for everybody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ModuleSet {
    /// The modules' ids, in the catalogue's order.
    pub modules: Vec<String>,
    /// The share of all missing points that they close together.
    pub closes: f64,
}

/// Two groups beside each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Comparison {
    /// The groups' names.
    pub groups: [String; 2],
    /// Their people; null where the number of those in neither would follow, who are few.
    pub n: [Option<u64>; 2],
    /// Cohen's d of the second over the first by area.
    pub areas: Vec<Effect>,
    /// The same by item.
    pub items: Vec<Effect>,
    /// Whether items work differently.
    pub differences: Vec<Difference>,
}

/// An effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Effect {
    /// The id of the area or item.
    pub id: String,
    /// Cohen's d.
    pub d: Figure<Estimate>,
}

/// How an item differs between two groups of the same level in the rest.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Difference {
    /// The item's id.
    pub id: String,
    /// What models of its levels found.
    pub found: Figure<Found>,
    /// What comparing people of equal rest score found.
    pub mantel: Figure<Mantel>,
}

/// See [`crate::dif::Difference`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Found {
    /// χ² of a uniform difference, one degree of freedom.
    pub uniform: f64,
    /// Its p.
    pub uniform_p: f64,
    /// χ² of any difference, two degrees of freedom.
    pub both: f64,
    /// Its p.
    pub both_p: f64,
    /// The logarithm of the odds ratio of a higher level.
    pub log_odds: Estimate,
    /// What Nagelkerke's R² gains.
    pub gain: f64,
    /// Whether it is both sure and large enough to matter.
    pub matters: bool,
}

/// The same people twice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RetestReport {
    /// People who came again.
    pub n: Option<u64>,
    /// By area.
    pub areas: Vec<RetestArea>,
}

/// An area at two times.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RetestArea {
    /// Its id.
    pub id: String,
    /// What was found.
    pub found: Figure<Again>,
}

/// See [`crate::compare::Retest`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Again {
    /// Pearson's correlation.
    pub r: Estimate,
    /// ICC(2,1).
    pub agreement: Estimate,
    /// The mean change in percentage points.
    pub change: f64,
    /// The standard error of measurement in percentage points.
    pub error: f64,
    /// The smallest change that is more than error.
    pub smallest_change: f64,
}

/// A graded response model.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Model {
    /// The area's id; null is the whole check.
    pub area: Option<String>,
    /// What was found.
    pub found: Figure<Graded>,
}

/// See [`crate::graded::Model`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Graded {
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// People whom it was estimated from; null where those who answered none of the items are few.
    pub people: Option<u64>,
    /// The items.
    pub items: Vec<GradedItem>,
    /// The information of all items at abilities from -4 to 4, in steps of a quarter.
    pub information: Vec<f64>,
    /// The best form of each number of items.
    pub short_forms: Vec<ShortForm>,
}

/// An item of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GradedItem {
    /// Its id.
    pub id: String,
    /// How steeply the chance of a higher level rises.
    pub discrimination: f64,
    /// Its standard error; null for the whole check.
    pub discrimination_error: Option<f64>,
    /// Where the chances of each level of the model or a higher one are a half, from its level 1 on.
    pub thresholds: Vec<f64>,
    /// By level, the level of the model that it counts as: fewer than there are levels if some are rare.
    pub counts_as: Vec<u8>,
    /// Their standard errors; empty for the whole check.
    pub threshold_errors: Vec<f64>,
    /// The mean information over people.
    pub information: f64,
}

/// A short form.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShortForm {
    /// The items' ids, most informative first.
    pub items: Vec<String>,
    /// Their share of the information of all.
    pub information: f64,
    /// Their reliability.
    pub reliability: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goal: the published schema is that of the report. `UPDATE=1` writes it anew.
    #[test]
    fn the_published_schema_is_that_of_the_report() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/analysis.schema.json"
        );
        let schema = schemars::schema_for!(Report);
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &text).expect("the schema can be written");
        }
        let published = std::fs::read_to_string(path).expect("docs/analysis.schema.json");
        // As values: in which order keys are written depends on what else is compiled with it.
        let [published, expected] = [&published, &text]
            .map(|text| serde_json::from_str::<serde_json::Value>(text).expect("it is JSON"));
        assert!(
            published == expected,
            "docs/analysis.schema.json is another one: run UPDATE=1 cargo test -p skill-check-analysis schema"
        );
    }
}
