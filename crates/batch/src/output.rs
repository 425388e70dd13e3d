//! Scores to lines.

use assessment::Catalogue;
use assessment::recommendation::Recommendation;
use assessment::scoring::{Headline, Scores};

use crate::Batch;

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// A JSON object a line.
    #[default]
    Json,
    /// CSV with a header.
    Csv,
}

/// Writes results; each worker has its own. What is the same in every line is made once.
#[derive(Clone)]
pub(crate) struct Writer<'a> {
    catalogue: &'a Catalogue,
    format: OutputFormat,
    areas: Vec<String>,
    profiles: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(batch: &Batch<'a>) -> Self {
        let catalogue = batch.catalogue;
        Self {
            catalogue,
            format: batch.output,
            areas: catalogue
                .areas()
                .map(|area| format!("\"{}\":{{\"percent\":", catalogue.area_id(area)))
                .collect(),
            profiles: catalogue
                .profiles()
                .map(|profile| format!("\"{}\":{{\"low\":", catalogue.profile(profile).id))
                .collect(),
        }
    }

    /// The line before all others; empty where there is none.
    pub(crate) fn header(&self) -> String {
        if self.format == OutputFormat::Json {
            return String::new();
        }
        let mut names: Vec<String> = ["line", "id", "headline", "standing", "target"]
            .map(str::to_owned)
            .into();
        for area in self.catalogue.areas() {
            let id = self.catalogue.area_id(area);
            names.extend(["percent", "low", "high"].map(|name| format!("{id}.{name}")));
        }
        for profile in self.catalogue.profiles() {
            let id = &self.catalogue.profile(profile).id;
            let columns = ["low", "high", "core_low", "core_high", "status"];
            names.extend(columns.map(|name| format!("{id}.{name}")));
        }
        let last = [
            "gap_points",
            "benefit",
            "modules",
            "practice",
            "straight_lining",
        ];
        names.extend(last.map(str::to_owned));
        names.join(",") + "\n"
    }

    pub(crate) fn write(
        &mut self,
        out: &mut Vec<u8>,
        line: u64,
        id: Option<&str>,
        scores: &Scores,
        headline: Headline,
        advice: &Recommendation,
    ) {
        match self.format {
            OutputFormat::Json => self.json(out, line, id, scores, headline, advice),
            OutputFormat::Csv => self.csv(out, line, id, scores, headline, advice),
        }
    }

    fn json(
        &self,
        out: &mut Vec<u8>,
        line: u64,
        id: Option<&str>,
        scores: &Scores,
        headline: Headline,
        advice: &Recommendation,
    ) {
        let catalogue = self.catalogue;
        let profile_id = |profile| catalogue.profile(profile).id.as_str();
        number(out, "{\"line\":", line);
        if let Some(id) = id {
            text(out, &[",\"id\":", id]);
        }
        text(
            out,
            &[
                ",\"headline\":\"",
                profile_id(headline.profile),
                "\",\"standing\":\"",
                headline.standing.as_str(),
                "\",\"target\":\"",
                profile_id(advice.target),
                "\",\"areas\":{",
            ],
        );
        for (place, (score, start)) in scores.areas.iter().zip(&self.areas).enumerate() {
            comma(out, place);
            match score.percent {
                Some(percent) => number(out, start, percent),
                None => text(out, &[start, "null"]),
            }
            number(out, ",\"low\":", score.low);
            number(out, ",\"high\":", score.high);
            text(out, &["}"]);
        }
        text(out, &["},\"profiles\":{"]);
        for (place, (fit, start)) in scores.fits.iter().zip(&self.profiles).enumerate() {
            comma(out, place);
            number(out, start, fit.low_percent());
            number(out, ",\"high\":", fit.high_percent());
            number(out, ",\"coreLow\":", fit.core_low_percent());
            number(out, ",\"coreHigh\":", fit.core_high_percent());
            text(out, &[",\"status\":\"", fit.status.as_str(), "\"}"]);
        }
        number(out, "},\"gapPoints\":", advice.gap_points);
        number(out, ",\"benefit\":", advice.benefit);
        text(out, &[",\"modules\":["]);
        for (place, module) in advice.modules.iter().enumerate() {
            comma(out, place);
            let id = catalogue.module(module.module).id.as_str();
            text(out, &["{\"id\":\"", id, "\",\"points\":"]);
            number(out, "", module.points);
            text(out, &["}"]);
        }
        text(out, &["],\"practice\":["]);
        for (place, &competence) in advice.practice.iter().enumerate() {
            comma(out, place);
            text(
                out,
                &["\"", catalogue.competence(competence).id.as_str(), "\""],
            );
        }
        text(out, &["],\"straightLining\":"]);
        match scores.straight_lining {
            Some(level) => number(out, "", level),
            None => text(out, &["null"]),
        }
        text(out, &["}\n"]);
    }

    fn csv(
        &self,
        out: &mut Vec<u8>,
        line: u64,
        id: Option<&str>,
        scores: &Scores,
        headline: Headline,
        advice: &Recommendation,
    ) {
        let catalogue = self.catalogue;
        let profile_id = |profile| catalogue.profile(profile).id.as_str();
        number(out, "", line);
        text(out, &[","]);
        if let Some(id) = id {
            quoted(out, id);
        }
        text(
            out,
            &[
                ",",
                profile_id(headline.profile),
                ",",
                headline.standing.as_str(),
                ",",
                profile_id(advice.target),
            ],
        );
        for score in &scores.areas {
            match score.percent {
                Some(percent) => number(out, ",", percent),
                None => text(out, &[","]),
            }
            number(out, ",", score.low);
            number(out, ",", score.high);
        }
        for fit in &scores.fits {
            number(out, ",", fit.low_percent());
            number(out, ",", fit.high_percent());
            number(out, ",", fit.core_low_percent());
            number(out, ",", fit.core_high_percent());
            text(out, &[",", fit.status.as_str()]);
        }
        number(out, ",", advice.gap_points);
        number(out, ",", advice.benefit);
        text(out, &[","]);
        for (place, module) in advice.modules.iter().enumerate() {
            let blank = if place > 0 { " " } else { "" };
            text(out, &[blank, catalogue.module(module.module).id.as_str()]);
        }
        text(out, &[","]);
        for (place, &competence) in advice.practice.iter().enumerate() {
            let blank = if place > 0 { " " } else { "" };
            text(out, &[blank, catalogue.competence(competence).id.as_str()]);
        }
        text(out, &[","]);
        if let Some(level) = scores.straight_lining {
            number(out, "", level);
        }
        text(out, &["\n"]);
    }
}

fn text(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

fn number(out: &mut Vec<u8>, before: &str, number: impl itoa::Integer) {
    out.extend_from_slice(before.as_bytes());
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

fn comma(out: &mut Vec<u8>, place: usize) {
    if place > 0 {
        out.push(b',');
    }
}

/// An id, which comes as JSON, as a field.
fn quoted(out: &mut Vec<u8>, json: &str) {
    let string: Option<String> = serde_json::from_str(json).ok();
    let value = string.as_deref().unwrap_or(json);
    out.push(b'"');
    // What begins like this a spreadsheet would take for a formula.
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        out.push(b'\'');
    }
    for character in value.chars() {
        if character == '"' {
            out.push(b'"');
        }
        // A row is a line, and a terminal takes other control characters for commands.
        let shown = if character.is_control() {
            ' '
        } else {
            character
        };
        out.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes());
    }
    out.push(b'"');
}
