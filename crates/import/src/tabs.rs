//! A LimeSurvey survey as tab-separated values (`.txt`), brought into the tables that its XML has.
//!
//! Each row names its class: S and SL are settings, G a group, Q a question, SQ a row of an array, A an answer.
//! What belongs together stands below each other, once for each language.

use std::collections::BTreeMap;

use super::tables::{Row, Tables};

/// Whether a text begins with the header that LimeSurvey writes.
pub(super) fn is_one(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let columns: Vec<&str> = first
        .split('\t')
        .map(|column| column.trim_matches('"'))
        .collect();
    columns.contains(&"class") && columns.contains(&"name")
}

/// The tables of the survey.
pub(super) fn tables(text: &str) -> Result<Tables, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|cause| format!("its header can't be read: {cause}"))?
        .clone();
    let mut sorter = Sorter::default();
    for row in reader.records() {
        let row = row.map_err(|cause| format!("a row can't be read: {cause}"))?;
        let cells = header.iter().zip(&row);
        let cells: BTreeMap<&str, &str> =
            cells.map(|(name, cell)| (name, unmasked(cell))).collect();
        sorter.add(&cells);
    }
    Ok(sorter.finish())
}

/// LimeSurvey puts an apostrophe before what a spreadsheet would take for a formula.
fn unmasked(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with('='))
        .unwrap_or(cell)
}

#[derive(Default)]
struct Sorter {
    tables: Tables,
    settings: Row,
    by_language: BTreeMap<String, Row>,
    group: String,
    question: String,
    /// How many entries of each kind have come, which gives their order.
    orders: BTreeMap<(&'static str, String, String), i64>,
}

impl Sorter {
    fn add(&mut self, cells: &BTreeMap<&str, &str>) {
        let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
        let language = cell("language").to_owned();
        match cell("class") {
            "S" => {
                self.settings
                    .insert(cell("name").to_owned(), cell("text").to_owned());
            }
            "SL" => {
                let row = self.by_language.entry(language.clone()).or_default();
                row.insert("surveyls_language".to_owned(), language);
                row.insert(cell("name").to_owned(), cell("text").to_owned());
            }
            "G" => {
                self.group = match cell("id") {
                    // Written by hand, groups may have no number.
                    "" => cell("type/scale").to_owned(),
                    id => id.to_owned(),
                };
                let order = self.order("G", &language, "");
                let fields = [
                    ("gid", &*self.group.clone()),
                    ("group_order", &order),
                    ("group_name", cell("name")),
                    ("description", cell("text")),
                    ("grelevance", cell("relevance")),
                    ("language", &language),
                ];
                self.push("groups", &fields);
            }
            "Q" => self.question(cells, &language),
            "SQ" => {
                let question = self.question.clone();
                let order = self.order("SQ", &language, &question);
                let id = match cell("id") {
                    "" => format!("{question}/{}", cell("name")),
                    id => id.to_owned(),
                };
                let fields = [
                    ("qid", &*id),
                    ("parent_qid", &question),
                    ("question_order", &order),
                    ("title", cell("name")),
                    ("question", cell("text")),
                    ("scale_id", cell("type/scale")),
                    ("language", &language),
                ];
                self.push("subquestions", &fields);
            }
            "A" => {
                let question = self.question.clone();
                let order = self.order("A", &language, &question);
                let value = match cell("assessment_value") {
                    "" => cell("relevance"),
                    value => value,
                };
                let fields = [
                    ("qid", &*question),
                    ("code", cell("name")),
                    ("answer", cell("text")),
                    ("sortorder", &order),
                    ("assessment_value", value),
                    ("scale_id", cell("type/scale")),
                    ("language", &language),
                ];
                self.push("answers", &fields);
            }
            "C" => self.push("conditions", &[("cid", cell("id"))]),
            "AS" => self.push("assessments", &[("id", cell("id"))]),
            "QTA" => self.push("quota", &[("id", cell("id"))]),
            _ => {}
        }
    }

    fn question(&mut self, cells: &BTreeMap<&str, &str>, language: &str) {
        let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
        self.question = match cell("id") {
            "" => cell("name").to_owned(),
            id => id.to_owned(),
        };
        let (question, group) = (self.question.clone(), self.group.clone());
        let order = self.order("Q", language, &group);
        let fields = [
            ("qid", &*question),
            ("parent_qid", "0"),
            ("gid", &group),
            ("question_order", &order),
            ("type", cell("type/scale")),
            ("title", cell("name")),
            ("question", cell("text")),
            ("help", cell("help")),
            ("other", cell("other")),
            ("relevance", cell("relevance")),
            ("language", language),
        ];
        self.push("questions", &fields);
    }

    /// Which one this is of its kind in its language, in what it belongs to.
    fn order(&mut self, kind: &'static str, language: &str, parent: &str) -> String {
        let key = (kind, language.to_owned(), parent.to_owned());
        let count = self.orders.entry(key).or_default();
        *count += 1;
        count.to_string()
    }

    fn push(&mut self, table: &str, fields: &[(&str, &str)]) {
        let fields = fields.iter();
        let row = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.tables.add(table, row.collect());
    }

    fn finish(mut self) -> Tables {
        let listed = self
            .settings
            .get("additional_languages")
            .map_or("", String::as_str);
        let listed: Vec<String> = listed.split_whitespace().map(str::to_owned).collect();
        let base = self.settings.get("language").cloned();
        self.tables.languages = base
            .into_iter()
            .chain(listed)
            .chain(self.by_language.keys().cloned())
            .filter(|tag| !tag.is_empty())
            .collect();
        self.tables.add("surveys", self.settings);
        for row in self.by_language.into_values() {
            self.tables.add("surveys_languagesettings", row);
        }
        self.tables
    }
}
