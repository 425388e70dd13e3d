//! A SurveyJS survey (JSON) as what it asks: pages become groups, choices become answers, matrices arrays.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Refused;
use super::remarks::Remarks;
use super::survey::{Answer, Group, Origin, Question, Subquestion, Survey, Texts, plain_texts};

/// What SurveyJS calls the language that a text has none for.
const DEFAULT: &str = "default";
/// How deep panels are read.
const DEPTH_MAX: usize = 20;

/// Reads a survey; what has no place is remarked.
pub(super) fn read(json: &str, remarks: &mut Remarks) -> Result<Survey, Refused> {
    let value: Value = serde_json::from_str(json)
        .map_err(|cause| Refused(format!("it isn't sound JSON: {cause}")))?;
    let survey = value
        .as_object()
        .filter(|survey| {
            ["pages", "elements", "questions"]
                .iter()
                .any(|key| survey.get(*key).is_some_and(Value::is_array))
        })
        .ok_or_else(|| {
            Refused("it is JSON, but no survey of SurveyJS: it has no `pages`; in the Survey Creator, the tab \"JSON Editor\" shows what to export".to_owned())
        })?;
    let own = survey
        .get("locale")
        .and_then(Value::as_str)
        .filter(|tag| !tag.is_empty());
    let mut languages = vec![own.unwrap_or("en").to_owned()];
    let mut found = BTreeSet::new();
    find_languages(&value, &mut found);
    languages.extend(
        found
            .into_iter()
            .filter(|tag| *tag != languages[0])
            .collect::<Vec<_>>(),
    );
    let mut reader = Reader { languages, remarks };
    let title = reader.texts("the survey's title", survey.get("title"));
    let description = reader.texts("the survey's description", survey.get("description"));
    let groups = reader.groups(survey);
    for key in [
        "triggers",
        "calculatedValues",
        "completedHtml",
        "completedHtmlOnCondition",
    ] {
        if survey.get(key).is_some_and(|value| !value.is_null()) {
            reader.remarks.left_out(format!("`{key}` of the survey"));
        }
    }
    Ok(Survey {
        origin: Origin::SurveyJs,
        id: title.values().next().cloned().unwrap_or_default(),
        languages: reader.languages,
        title,
        description,
        groups,
    })
}

/// Keys of texts in several languages.
const LOCALIZED: [&str; 4] = ["title", "text", "description", "html"];

/// Collects the languages that texts are written in.
fn find_languages(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::Object(texts) if LOCALIZED.contains(&&**key) => {
                        let tags = texts.keys().filter(|tag| *tag != DEFAULT);
                        found.extend(tags.cloned());
                    }
                    _ => find_languages(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| find_languages(value, found)),
        _ => {}
    }
}

struct Reader<'a> {
    languages: Vec<String>,
    remarks: &'a mut Remarks,
}

impl Reader<'_> {
    /// A text by language.
    fn texts(&mut self, place: &str, value: Option<&Value>) -> Texts {
        let base = self.languages[0].clone();
        let texts = match value {
            Some(Value::Object(texts)) => texts
                .iter()
                .filter_map(|(tag, text)| {
                    let tag = if tag == DEFAULT { &base } else { tag };
                    Some((tag.clone(), text.as_str()?.to_owned()))
                })
                .collect(),
            Some(value) => scalar(value)
                .map(|text| vec![(base, text)])
                .unwrap_or_default(),
            None => Vec::new(),
        };
        plain_texts(place, texts, self.remarks)
    }

    fn groups(&mut self, survey: &Map<String, Value>) -> Vec<Group> {
        let pages = array(survey, "pages");
        let mut groups = Vec::new();
        for (page, number) in pages.iter().filter_map(Value::as_object).zip(1..) {
            groups.push(self.group(page, number));
        }
        if groups.is_empty() {
            groups.push(self.group(survey, 1));
        }
        groups
    }

    fn group(&mut self, page: &Map<String, Value>, number: usize) -> Group {
        let id = page.get("name").and_then(scalar);
        let id = id.unwrap_or_else(|| number.to_string());
        let place = format!("page {id}");
        let mut name = self.texts(&place, page.get("title"));
        if name.is_empty() {
            name.insert(self.languages[0].clone(), id.clone());
        }
        let description = self.texts(&format!("{place}, description"), page.get("description"));
        let mut questions = Vec::new();
        self.questions(page, 0, &mut questions);
        if let Some(condition) = page.get("visibleIf").and_then(scalar) {
            self.remarks.left_out(format!(
                "{place}: it is always asked; the condition is left out: {condition}"
            ));
        }
        Group {
            id,
            name,
            description,
            questions,
        }
    }

    /// The questions of a page or of a panel in it.
    fn questions(
        &mut self,
        parent: &Map<String, Value>,
        depth: usize,
        questions: &mut Vec<Question>,
    ) {
        for key in ["elements", "questions"] {
            for element in array(parent, key).iter().filter_map(Value::as_object) {
                let kind = element
                    .get("type")
                    .and_then(Value::as_str)
                    .unwrap_or("text");
                if kind == "panel" && depth < DEPTH_MAX {
                    self.questions(element, depth + 1, questions);
                } else {
                    let count = questions.len();
                    questions.push(self.question(element, kind, count));
                }
            }
        }
    }

    fn question(&mut self, element: &Map<String, Value>, kind: &str, count: usize) -> Question {
        let code = element.get("name").and_then(scalar);
        let code = code.unwrap_or_else(|| format!("question{}", count + 1));
        let place = format!("question {code}");
        let mut text = self.texts(&place, element.get("title"));
        if text.is_empty() {
            // As SurveyJS shows it.
            text.insert(self.languages[0].clone(), code.clone());
        }
        let choices = match kind {
            "matrix" => "columns",
            "rating" => "rateValues",
            _ => "choices",
        };
        let answers = array(element, choices).iter().zip(1..);
        let answers: Vec<Answer> = answers
            .filter_map(|(choice, position)| self.answer(choice, position, &place))
            .collect();
        let rows = array(element, "rows").iter();
        let rows = rows.filter_map(|row| self.row(row, &place)).collect();
        let is_set = |key: &str| element.get(key).and_then(Value::as_bool) == Some(true);
        let condition = element.get("visibleIf").and_then(scalar);
        Question {
            id: code.clone(),
            kind: letter(kind, !answers.is_empty()).to_owned(),
            help: self.texts(&format!("{place}, help"), element.get("description")),
            text,
            rows,
            answers,
            has_other: is_set("hasOther") || is_set("showOtherItem"),
            condition: condition.unwrap_or_default(),
            code,
        }
    }

    fn answer(&mut self, choice: &Value, position: i64, place: &str) -> Option<Answer> {
        let (code, text) = coded(choice)?;
        let place = format!("{place}, answer {code}");
        let text = self.texts(&place, Some(text));
        let score = choice.get("score").and_then(Value::as_i64);
        Some(Answer {
            code,
            text,
            value: score.unwrap_or(0),
            position,
        })
    }

    fn row(&mut self, row: &Value, place: &str) -> Option<Subquestion> {
        let (code, text) = coded(row)?;
        let text = self.texts(&format!("{place}, row {code}"), Some(text));
        Some(Subquestion { code, text })
    }
}

/// A choice's value, and the text that is shown for it.
fn coded(choice: &Value) -> Option<(String, &Value)> {
    match choice {
        Value::Object(fields) => {
            let code = fields.get("value")?;
            Some((scalar(code)?, fields.get("text").unwrap_or(code)))
        }
        _ => Some((scalar(choice)?, choice)),
    }
}

/// A text, or a number as one.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn array<'v>(fields: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    fields
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The letter by which the draft knows a type of question.
fn letter(kind: &str, has_answers: bool) -> &'static str {
    match kind {
        "radiogroup" | "dropdown" | "buttongroup" | "imagepicker" => "L",
        "rating" if has_answers => "L",
        "rating" => "5",
        "matrix" => "F",
        "checkbox" | "tagbox" => "M",
        "text" | "comment" => "T",
        "multipletext" => "Q",
        "ranking" => "R",
        "boolean" => "Y",
        "matrixdropdown" | "matrixdynamic" => ";",
        "html" | "image" => "X",
        "expression" | "slider" => "*",
        "file" | "signaturepad" => "|",
        _ => "?",
    }
}
