//! A survey as what it asks: groups, questions, rows and answers, each with its texts by language.

use std::collections::BTreeMap;

use super::plain::plain;
use super::remarks::Remarks;
use super::tables::{Row, Tables, get, number};

/// A text by language, as LimeSurvey names it.
pub(super) type Texts = BTreeMap<String, String>;

/// The program that a survey is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    LimeSurvey,
    SurveyJs,
    Qti,
}

impl Origin {
    /// The program's name.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::LimeSurvey => "LimeSurvey",
            Self::SurveyJs => "SurveyJS",
            Self::Qti => "QTI",
        }
    }
}

/// A survey.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) origin: Origin,
    pub(super) id: String,
    /// Its languages, the base language first.
    pub(super) languages: Vec<String>,
    pub(super) title: Texts,
    pub(super) description: Texts,
    pub(super) groups: Vec<Group>,
}

/// A group of questions.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: Texts,
    pub(super) description: Texts,
    pub(super) questions: Vec<Question>,
}

/// A question.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) code: String,
    /// LimeSurvey's letter for its type.
    pub(super) kind: String,
    pub(super) text: Texts,
    pub(super) help: Texts,
    /// The rows of an array.
    pub(super) rows: Vec<Subquestion>,
    /// What can be answered.
    pub(super) answers: Vec<Answer>,
    /// Whether "other" can be answered with a text of one's own.
    pub(super) has_other: bool,
    /// When it is asked, if not always.
    pub(super) condition: String,
}

/// A row of an array.
#[derive(Debug)]
pub(super) struct Subquestion {
    pub(super) code: String,
    pub(super) text: Texts,
}

/// An answer option.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) code: String,
    pub(super) text: Texts,
    /// What it counts in the survey; 0 if that isn't set.
    pub(super) value: i64,
    /// Where the survey shows it.
    pub(super) position: i64,
}

/// Tables whose rows are used as a whole.
const USED: [&str; 8] = [
    "answers",
    "answer_l10ns",
    "group_l10ns",
    "groups",
    "question_l10ns",
    "questions",
    "subquestions",
    "surveys_languagesettings",
];

/// Reads what the tables say; what has no place is remarked.
pub(super) fn read(tables: &Tables, remarks: &mut Remarks) -> Result<Survey, String> {
    let settings = tables.rows("surveys").first();
    let setting = |field: &str| settings.map_or("", |row| get(row, field)).to_owned();
    let languages = languages(tables, &setting("language"));
    if languages.is_empty() {
        return Err("the survey doesn't say its language".to_owned());
    }
    let mut reader = Reader {
        tables,
        remarks,
        base: languages[0].clone(),
        codes: tables
            .rows("questions")
            .iter()
            .map(|row| (get(row, "qid"), get(row, "title").trim()))
            .collect(),
    };
    let titles = tables.rows("surveys_languagesettings");
    let named = |field: &str| -> Vec<(String, String)> {
        let rows = titles.iter();
        rows.map(|row| {
            (
                get(row, "surveyls_language").to_owned(),
                get(row, field).to_owned(),
            )
        })
        .collect()
    };
    let title = reader.texts("the survey's title", named("surveyls_title"));
    let description = reader.texts("the survey's description", named("surveyls_description"));
    reader.settings(titles);
    let groups = reader.groups();
    reader.unused();
    Ok(Survey {
        origin: Origin::LimeSurvey,
        id: setting("sid"),
        languages,
        title,
        description,
        groups,
    })
}

/// The languages, the base language first.
fn languages(tables: &Tables, base: &str) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    let listed = tables.languages.iter().map(|tag| tag.trim());
    for tag in std::iter::once(base.trim()).chain(listed) {
        if !tag.is_empty() && !languages.iter().any(|known| known == tag) {
            languages.push(tag.to_owned());
        }
    }
    languages
}

struct Reader<'a> {
    tables: &'a Tables,
    remarks: &'a mut Remarks,
    base: String,
    /// The codes of questions by their qid.
    codes: BTreeMap<&'a str, &'a str>,
}

impl<'a> Reader<'a> {
    /// A question as authors know it.
    fn question(&self, id: &str) -> String {
        match self.codes.get(id) {
            Some(code) => format!("question {code}"),
            None => format!("question with qid {id}"),
        }
    }

    fn left_out(&mut self, remark: impl Into<String>) {
        self.remarks.left_out(remark);
    }

    fn texts(&mut self, place: &str, texts: Vec<(String, String)>) -> Texts {
        plain_texts(place, texts, self.remarks)
    }

    /// The texts of an entry: in its own rows, one for each language, or in rows of another table.
    fn localized(&mut self, place: &str, own: &[&Row], others: &[&Row], field: &str) -> Texts {
        let rows = own.iter().chain(others);
        let texts = rows
            .filter(|row| row.contains_key(field))
            .map(|row| {
                let language = get(row, "language");
                let language = if language.is_empty() {
                    &self.base
                } else {
                    language
                };
                (language.to_owned(), get(row, field).to_owned())
            })
            .collect();
        self.texts(place, texts)
    }

    /// What the survey says beside its questions.
    fn settings(&mut self, rows: &[Row]) {
        for row in rows {
            let language = get(row, "surveyls_language");
            for (field, html) in row {
                let is_used = matches!(field.as_str(), "surveyls_title" | "surveyls_description");
                let is_text = matches!(
                    field.as_str(),
                    "surveyls_welcometext"
                        | "surveyls_endtext"
                        | "surveyls_policy_notice"
                        | "surveyls_url"
                );
                let text = plain(html).text;
                if is_text && !is_used && !text.is_empty() {
                    self.left_out(format!("`{field}` ({language}): {text}"));
                }
            }
        }
    }

    fn groups(&mut self) -> Vec<Group> {
        let tables = self.tables;
        let by_id = tables.by("groups", "gid");
        let texts = tables.by("group_l10ns", "gid");
        let mut questions = self.questions();
        let mut groups: Vec<(i64, Group)> = Vec::new();
        for (id, rows) in &by_id {
            let others = texts.get(id).map_or(&[][..], Vec::as_slice);
            let place = format!("group {id}");
            let group = Group {
                id: (*id).to_owned(),
                name: self.localized(&place, rows, others, "group_name"),
                description: self.localized(&place, rows, others, "description"),
                questions: questions.remove(*id).unwrap_or_default(),
            };
            let condition = get(rows[0], "grelevance").trim();
            if !matches!(condition, "" | "1") {
                self.left_out(format!(
                    "{place}: it is always asked; the condition is left out: {condition}"
                ));
            }
            groups.push((number(rows[0], "group_order"), group));
        }
        groups.sort_by_key(|(order, _)| *order);
        for (group, lost) in questions {
            let codes: Vec<&str> = lost.iter().map(|question| &*question.code).collect();
            self.left_out(format!(
                "questions {}: there is no group {group}",
                codes.join(", ")
            ));
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// The questions by their group.
    fn questions(&mut self) -> BTreeMap<String, Vec<Question>> {
        let tables = self.tables;
        let texts = tables.by("question_l10ns", "qid");
        let mut answers = self.answers();
        let mut rows = self.subquestions(&texts);
        let mut ordered: Vec<(i64, String, Question)> = Vec::new();
        for (id, own) in tables.by("questions", "qid") {
            let first = own[0];
            if number(first, "parent_qid") != 0 {
                continue;
            }
            let others = texts.get(id).map_or(&[][..], Vec::as_slice);
            let code = get(first, "title").trim().to_owned();
            let place = format!("question {code}");
            let question = Question {
                id: id.to_owned(),
                kind: get(first, "type").to_owned(),
                text: self.localized(&place, &own, others, "question"),
                help: self.localized(&format!("{place}, help"), &own, others, "help"),
                rows: rows.remove(id).unwrap_or_default(),
                answers: answers.remove(id).unwrap_or_default(),
                has_other: get(first, "other") == "Y",
                condition: get(first, "relevance").trim().to_owned(),
                code,
            };
            let group = get(first, "gid").to_owned();
            ordered.push((number(first, "question_order"), group, question));
        }
        ordered.sort_by_key(|(order, ..)| *order);
        for id in rows.keys() {
            self.left_out(format!(
                "rows of an array: there is no question with qid {id}"
            ));
        }
        for id in answers.keys() {
            self.left_out(format!("answers: there is no question with qid {id}"));
        }
        let mut groups: BTreeMap<String, Vec<Question>> = BTreeMap::new();
        for (_, group, question) in ordered {
            groups.entry(group).or_default().push(question);
        }
        groups
    }

    /// The rows of arrays by their question; older exports keep them among the questions.
    fn subquestions(
        &mut self,
        texts: &BTreeMap<&'a str, Vec<&'a Row>>,
    ) -> BTreeMap<String, Vec<Subquestion>> {
        let tables = self.tables;
        let mut by_id = tables.by("subquestions", "qid");
        for (id, rows) in tables.by("questions", "qid") {
            if number(rows[0], "parent_qid") != 0 {
                by_id.entry(id).or_insert(rows);
            }
        }
        let mut ordered: BTreeMap<String, Vec<(i64, Subquestion)>> = BTreeMap::new();
        for (id, own) in by_id {
            let first = own[0];
            let code = get(first, "title").trim().to_owned();
            let place = format!("{}, row {code}", self.question(get(first, "parent_qid")));
            if number(first, "scale_id") != 0 {
                self.left_out(format!("{place}: it belongs to a second scale"));
                continue;
            }
            let others = texts.get(id).map_or(&[][..], Vec::as_slice);
            let text = self.localized(&place, &own, others, "question");
            let parent = get(first, "parent_qid").to_owned();
            let row = (number(first, "question_order"), Subquestion { code, text });
            ordered.entry(parent).or_default().push(row);
        }
        let sorted = ordered.into_iter().map(|(parent, mut rows)| {
            rows.sort_by_key(|(order, _)| *order);
            (parent, rows.into_iter().map(|(_, row)| row).collect())
        });
        sorted.collect()
    }

    /// The answers by their question.
    fn answers(&mut self) -> BTreeMap<String, Vec<Answer>> {
        let tables = self.tables;
        let by_answer = tables.by("answer_l10ns", "aid");
        let by_question = tables.by("answer_l10ns", "qid");
        let mut answers: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
        for (id, rows) in tables.by("answers", "qid") {
            let mut by_code: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
            for row in rows {
                by_code.entry(get(row, "code")).or_default().push(row);
            }
            for (code, own) in by_code {
                let first = own[0];
                let place = format!("{}, answer {code}", self.question(id));
                if number(first, "scale_id") != 0 {
                    self.left_out(format!("{place}: it belongs to a second scale"));
                    continue;
                }
                let others: Vec<&Row> = match by_answer.get(get(first, "aid")) {
                    Some(rows) if !get(first, "aid").is_empty() => rows.clone(),
                    _ => {
                        let rows = by_question.get(id).into_iter().flatten().copied();
                        rows.filter(|row| get(row, "code") == code).collect()
                    }
                };
                let answer = Answer {
                    code: code.trim().to_owned(),
                    text: self.localized(&place, &own, &others, "answer"),
                    value: number(first, "assessment_value"),
                    position: number(first, "sortorder"),
                };
                answers.entry(id.to_owned()).or_default().push(answer);
            }
        }
        answers
    }

    /// Says which tables nothing was taken from.
    fn unused(&mut self) {
        let tables = self.tables;
        for name in tables.names().filter(|name| !USED.contains(name)) {
            let count = tables.rows(name).len();
            let what = match name {
                _ if count == 0 => continue,
                "surveys" => "settings such as dates, format and access",
                "question_attributes" => "how questions are shown and checked",
                "conditions" => "conditions; every question is asked",
                "assessments" => "texts for sums of values; results follow from profiles",
                "defaultvalues" | "defaultvalue_l10ns" => "preset answers; none is preset here",
                "quota" | "quota_members" | "quota_languagesettings" => "quotas",
                _ => "nothing here corresponds to it",
            };
            let place = format!("`{name}`, {}: {what}", rows(count));
            if name == "conditions" || name == "assessments" || name.starts_with("defaultvalue") {
                self.left_out(format!("table {place}"));
            } else {
                self.remarks.changed("tables left out", place);
            }
        }
    }
}

/// Plain texts by language; what they lose is remarked.
pub(super) fn plain_texts(
    place: &str,
    texts: Vec<(String, String)>,
    remarks: &mut Remarks,
) -> Texts {
    let mut words = Texts::new();
    for (language, html) in texts {
        let plain = plain(&html);
        let place = format!("{place} ({language})");
        if !plain.tags.is_empty() {
            let tags = plain.tags.join(", ");
            remarks.changed("tags taken out", format!("{place}: {tags}"));
        }
        if !plain.targets.is_empty() {
            let targets = plain.targets.join(", ");
            remarks.left_out(format!(
                "{place}: what a picture or a link points at: {targets}"
            ));
        }
        if plain.had_doubled_quotes {
            remarks.changed("doubled quotes made single", &*place);
        }
        if plain.text.contains('{') {
            remarks.decide(format!(
                "{place}: an expression in braces is kept; write out what is meant: {}",
                plain.text
            ));
        }
        if !plain.text.is_empty() {
            words.insert(language, plain.text);
        }
    }
    words
}

fn rows(count: usize) -> String {
    format!("{count} {}", if count == 1 { "row" } else { "rows" })
}
