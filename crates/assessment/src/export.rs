//! A result as a file to take along: JSON for programs, CSV for spreadsheets.
//!
//! `docs/export.md` describes both for those who read them, and `docs/result.schema.json` is the
//! schema of the JSON. The format only ever grows; what a reader doesn't know it can pass over.

use crate::catalogue::Catalogue;
use crate::id::{CompetenceIndex, ItemIndex, ProfileIndex};
use crate::json::Json;
use crate::link;
use crate::recommendation::{self, ModuleAdvice};
use crate::response::Response;
use crate::scoring::{self, Scores};
use crate::session::Session;
use crate::text::{TextKey, Texts, push_number};

/// What the JSON says it is.
pub const FORMAT: &str = "skill-check-result/1";

/// What is exported.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its texts in the locale of the file.
    pub texts: &'a Texts,
    /// What was answered, and the target.
    pub session: &'a Session,
    /// The day of the export, `YYYY-MM-DD`.
    pub date: &'a str,
}

impl Export<'_> {
    /// A name for the file, without its ending: what it is, when, and in which locale.
    #[must_use]
    pub fn file_name(&self) -> String {
        [
            self.catalogue.id().as_str(),
            "_",
            self.date,
            "_",
            &self.texts.locale,
        ]
        .concat()
    }

    /// The result as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let (catalogue, texts) = (self.catalogue, self.texts);
        let scores = scoring::score(catalogue, &self.session.responses);
        let target = scoring::target(catalogue, &scores, self.session.family, self.session.level);
        let mut json = Json::default();
        json.open('{');
        json.string("format", FORMAT);
        json.string("date", self.date);
        json.string("locale", &texts.locale);
        json.string("title", &texts.title);
        json.key("catalogue");
        json.open('{');
        json.string("id", catalogue.id().as_str());
        json.number("revision", catalogue.definition().revision.into());
        if !texts.extras.credit.is_empty() {
            json.string("credit", &texts.extras.credit);
        }
        json.close('}');
        // A catalogue too large for a code has none.
        if let Ok(code) = link::encode_session(catalogue, self.session) {
            json.string("code", &code);
        }
        json.string("target", catalogue.profile(target).id.as_str());
        let headline = scoring::headline(catalogue, &scores, self.session.family);
        json.string("headline", catalogue.profile(headline.profile).id.as_str());
        json.string("standing", headline.standing.as_str());
        self.areas(&mut json, &scores);
        self.profiles(&mut json, &scores);
        self.competences(&mut json, &scores, target);
        self.answers(&mut json);
        self.advice(&mut json, &scores, target);
        json.close('}');
        json.text.push('\n');
        json.text
    }

    fn areas(&self, json: &mut Json, scores: &Scores) {
        json.key("areas");
        json.open('[');
        for area in self.catalogue.areas() {
            let score = &scores.areas[area.get()];
            json.open('{');
            json.string("id", self.catalogue.area_id(area).as_str());
            json.string("name", &self.texts.area(area).name);
            match score.percent {
                Some(percent) => json.number("percent", percent.into()),
                None => json.null("percent"),
            }
            json.number("low", score.low.into());
            json.number("high", score.high.into());
            json.number("answered", score.answered_count.into());
            json.number("items", score.item_count.into());
            json.key("required");
            json.open('{');
            for profile in self.catalogue.profiles() {
                let required = scoring::area_requirement(self.catalogue, profile, area);
                json.number(self.catalogue.profile(profile).id.as_str(), required.into());
            }
            json.close('}');
            json.close('}');
        }
        json.close(']');
    }

    fn profiles(&self, json: &mut Json, scores: &Scores) {
        json.key("profiles");
        json.open('[');
        for profile in self.catalogue.profiles() {
            let fit = &scores.fits[profile.get()];
            json.open('{');
            json.string("id", self.catalogue.profile(profile).id.as_str());
            json.string("name", &self.texts.profile(profile).name);
            json.string("short", &self.texts.profile(profile).short);
            let family = self.catalogue.profile(profile).family;
            json.string("family", self.catalogue.family_id(family).as_str());
            json.number("low", fit.low_percent().into());
            json.number("high", fit.high_percent().into());
            json.number("coreLow", fit.core_low_percent().into());
            json.number("coreHigh", fit.core_high_percent().into());
            json.string("status", fit.status.as_str());
            json.close('}');
        }
        json.close(']');
    }

    fn competences(&self, json: &mut Json, scores: &Scores, target: ProfileIndex) {
        let catalogue = self.catalogue;
        json.key("competences");
        json.open('[');
        for competence in catalogue.competences() {
            let attainment = scores.attainments[competence.get()];
            json.open('{');
            json.string("id", self.competence_id(competence));
            json.string(
                "area",
                catalogue
                    .area_id(catalogue.competence(competence).area)
                    .as_str(),
            );
            json.string("name", &self.texts.competence(competence).name);
            json.number("low", attainment.low.into());
            json.number("high", attainment.high.into());
            json.number("max", catalogue.level_max(competence).into());
            json.number(
                "required",
                catalogue.required(target)[competence.get()].into(),
            );
            json.number("weight", catalogue.weights(target)[competence.get()].into());
            self.mappings(json, competence);
            json.close('}');
        }
        json.close(']');
    }

    /// What a competence matches in public frameworks, where the catalogue says so.
    fn mappings(&self, json: &mut Json, competence: CompetenceIndex) {
        let mut mappings = self.catalogue.mappings(competence).peekable();
        if mappings.peek().is_none() {
            return;
        }
        json.key("mappings");
        json.open('[');
        for (framework, mapping) in mappings {
            json.open('{');
            json.string("framework", framework.id.as_str());
            json.string("code", &mapping.code);
            json.string("fit", mapping.fit.as_str());
            if let Some(address) = framework.address(&mapping.code) {
                json.string("uri", &address);
            }
            json.close('}');
        }
        json.close(']');
    }

    fn answers(&self, json: &mut Json) {
        json.key("responses");
        json.open('[');
        for item in self.catalogue.items() {
            json.open('{');
            json.string("item", self.catalogue.item_id(item).as_str());
            json.string(
                "competence",
                self.competence_id(self.catalogue.competence_of(item)),
            );
            json.string("prompt", &self.texts.item(item).prompt);
            match self.session.responses.get(item) {
                Response::Level(level) => {
                    json.number("level", level.into());
                    json.string("anchor", self.anchor(item));
                }
                Response::Skipped => json.string("level", "skipped"),
                Response::NotAsked => json.string("level", "not-asked"),
            }
            json.close('}');
        }
        json.close(']');
    }

    fn advice(&self, json: &mut Json, scores: &Scores, target: ProfileIndex) {
        let advice = recommendation::recommend(self.catalogue, scores, target);
        json.number("gapPoints", advice.gap_points);
        json.number("benefit", advice.benefit);
        json.key("modules");
        json.open('[');
        for module in &advice.modules {
            self.module(json, module);
        }
        json.close(']');
        json.key("practice");
        json.open('[');
        for &competence in &advice.practice {
            json.value(self.competence_id(competence));
        }
        json.close(']');
    }

    fn module(&self, json: &mut Json, advice: &ModuleAdvice) {
        json.open('{');
        json.string("id", self.catalogue.module(advice.module).id.as_str());
        json.string("name", &self.texts.module(advice.module).name);
        json.number("points", advice.points);
        json.key("reasons");
        json.open('[');
        for reason in &advice.reasons {
            json.open('{');
            json.string("competence", self.competence_id(reason.competence));
            json.number("from", reason.from.into());
            json.number("to", reason.to.into());
            json.number("required", reason.required.into());
            json.number("points", reason.points);
            json.close('}');
        }
        json.close(']');
        let definition = self.catalogue.module(advice.module);
        let text = self.texts.module(advice.module);
        if definition.from_level > 0 {
            json.number("fromLevel", definition.from_level.into());
        }
        json.offer(&definition.offer);
        json.list("search", text.search.iter().map(|term| &**term));
        json.list("ask", text.ask.iter().map(|question| &**question));
        if !text.project.is_empty() {
            json.string("project", &text.project);
        }
        json.close('}');
    }

    fn competence_id(&self, competence: CompetenceIndex) -> &str {
        self.catalogue.competence(competence).id.as_str()
    }

    /// The statement chosen for an item; empty where none was.
    fn anchor(&self, item: ItemIndex) -> &str {
        let anchors = &self.texts.item(item).anchors;
        let level = self.session.responses.get(item).level();
        level
            .and_then(|level| anchors.get(usize::from(level)))
            .map_or("", |anchor| anchor)
    }

    /// The responses as CSV after RFC 4180, one item a row, with a byte order mark, by which
    /// spreadsheets know that it is UTF-8.
    #[must_use]
    pub fn csv(&self) -> String {
        let (catalogue, texts) = (self.catalogue, self.texts);
        let scores = scoring::score(catalogue, &self.session.responses);
        let target = scoring::target(catalogue, &scores, self.session.family, self.session.level);
        let mut csv = Csv {
            text: String::from('\u{feff}'),
            separator: separator(texts),
        };
        let required = texts.fill(
            TextKey::AreasRequired,
            &[("profile", (&*texts.profile(target).name).into())],
        );
        csv.row(&[
            texts.get(TextKey::CompareWhat),
            texts.get(TextKey::WhyCompetence),
            texts.get(TextKey::ExportPrompt),
            texts.get(TextKey::WhyLevel),
            texts.get(TextKey::ExportAnchor),
            &required,
            texts.get(TextKey::WhyWeight),
        ]);
        for item in catalogue.items() {
            let competence = catalogue.competence_of(item);
            let number = |number: u8| {
                let mut text = String::new();
                push_number(&mut text, number.into());
                text
            };
            let level = match self.session.responses.get(item) {
                Response::Level(level) => number(level),
                Response::Skipped => texts.get(TextKey::AnswersSkipped).to_owned(),
                Response::NotAsked => texts.get(TextKey::AnswersUnasked).to_owned(),
            };
            csv.row(&[
                &texts.area(catalogue.area_of(item)).name,
                &texts.competence(competence).name,
                &texts.item(item).prompt,
                &level,
                self.anchor(item),
                &number(catalogue.required(target)[competence.get()]),
                &number(catalogue.weights(target)[competence.get()]),
            ]);
        }
        csv.text
    }
}

/// What stands between the fields, if it can: a catalogue may come from anywhere, and any other text would
/// make what follows a field of its own.
fn separator(texts: &Texts) -> &str {
    let separator = texts.get(TextKey::ExportSeparator);
    let is_known = [",", ";", "\t"].contains(&separator);
    if is_known { separator } else { "," }
}

/// CSV being written. Every field is quoted, so that no separator in a text can split it.
struct Csv<'a> {
    text: String,
    separator: &'a str,
}

impl Csv<'_> {
    fn row(&mut self, fields: &[&str]) {
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                self.text.push_str(self.separator);
            }
            self.text.push('"');
            // What begins like this a spreadsheet would take for a formula.
            if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                self.text.push('\'');
            }
            for character in field.chars() {
                if character == '"' {
                    self.text.push('"');
                }
                self.text.push(character);
            }
            self.text.push('"');
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;

    #[test]
    fn a_field_is_no_formula_and_ends_where_it_ends() {
        let mut csv = Csv {
            text: String::new(),
            separator: ";",
        };
        csv.row(&["a\"b", "=1+1", "c;d\ne", "", "-"]);
        assert_eq!(csv.text, "\"a\"\"b\";\"'=1+1\";\"c;d\ne\";\"\";\"'-\"\r\n");
    }
}
