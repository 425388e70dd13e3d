//! From a survey to a catalogue that an author can go on with.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::mapping::{self, Mapped};
use super::remarks::{self, Remarks};
use super::scale::{self, Scale};
use super::survey::{Answer, Group, Origin, Question, Subquestion, Survey, Texts};
use super::words::{Locale, locales};
use super::written::{THRESHOLDS, list, quoted, shortened, slug, table};

/// Longest texts that a draft may choose by itself, in characters.
const NAME_MAX: usize = 60;
const PROMPT_MAX: usize = 120;
const LEVEL_NAME_MAX: usize = 24;
/// How many levels a competence may have.
const LEVELS_MIN: usize = 2;
const LEVELS_MAX: usize = 7;

/// A competence of the draft, made of a question.
struct Competence<'s> {
    id: String,
    question: &'s Question,
    scale: Scale<'s>,
    /// Answers that say that there is none.
    evasive: Vec<&'s Answer>,
    items: Vec<Item<'s>>,
}

/// An item of the draft.
struct Item<'s> {
    id: String,
    /// The row of an array that it is made of.
    row: Option<&'s Subquestion>,
}

/// An area of the draft, made of a group.
struct Area<'s> {
    id: String,
    group: &'s Group,
    competences: Vec<Competence<'s>>,
}

/// The files of a draft by their name.
pub(super) fn files(
    survey: &Survey,
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<BTreeMap<String, String>, String> {
    let locales = locales(&survey.languages, remarks);
    if locales.is_empty() {
        return Err(
            "none of the survey's languages is a language tag such as de or pt-BR".to_owned(),
        );
    }
    let mut drafter = Drafter {
        survey,
        remarks,
        taken: BTreeSet::new(),
    };
    let areas = drafter.areas();
    if areas.is_empty() {
        return Err("no question of the survey can be an item: none has answers to choose one from, 2 to 7 in number".to_owned());
    }
    let mut files = BTreeMap::new();
    let tags: Vec<&str> = locales.iter().map(|locale| &*locale.tag).collect();
    files.insert(
        "catalogue.toml".to_owned(),
        definition(survey, id, date, &tags, &areas),
    );
    for locale in &locales {
        let name = format!("{}.toml", locale.tag);
        files.insert(name, drafter.locale(locale, &areas));
    }
    // Only its responses come as files that can be scored.
    if survey.origin == Origin::LimeSurvey {
        let mapped = mapped(&areas);
        mapping::doubts(&mapped, drafter.remarks);
        files.insert(mapping::FILE_NAME.to_owned(), mapping::written(&mapped));
    }
    Ok(files)
}

struct Drafter<'a> {
    survey: &'a Survey,
    remarks: &'a mut Remarks,
    taken: BTreeSet<String>,
}

impl<'a> Drafter<'a> {
    fn areas(&mut self) -> Vec<Area<'a>> {
        let mut areas = Vec::new();
        for group in &self.survey.groups {
            let competences: Vec<Competence<'_>> = group
                .questions
                .iter()
                .filter_map(|question| self.competence(question))
                .collect();
            let name = self.base(&group.name);
            if competences.is_empty() {
                self.remarks.left_out(format!(
                    "group {} ({}): none of its questions can be an item",
                    group.id,
                    in_all_languages(&group.name)
                ));
                continue;
            }
            // Ids are read by people, and letters of other scripts don't survive.
            let name = group.name.get("en").map_or(name, String::as_str);
            let id = self.id(name, &format!("group-{}", group.id), "area");
            areas.push(Area {
                id,
                group,
                competences,
            });
        }
        areas
    }

    /// The text in the base language, or in whichever there is.
    fn base<'t>(&self, texts: &'t Texts) -> &'t str {
        let base = texts.get(&self.survey.languages[0]);
        base.or_else(|| texts.values().next())
            .map_or("", String::as_str)
    }

    /// An id of its own among those of its kind.
    fn id(&mut self, text: &str, otherwise: &str, kind: &str) -> String {
        let mut id = slug(text);
        if id.is_empty() {
            id = slug(otherwise);
        }
        let mut candidate = id.clone();
        let mut number = 2;
        while self.taken.contains(&format!("{kind} {candidate}")) {
            candidate = format!("{id}-{number}");
            number += 1;
        }
        self.taken.insert(format!("{kind} {candidate}"));
        candidate
    }

    /// A question as a competence with an item, or with one for each row; otherwise it is said why not.
    fn competence(&mut self, question: &'a Question) -> Option<Competence<'a>> {
        let text = in_all_languages(&question.text);
        let place = format!("question {}", question.code);
        let left_out = |why: &str| format!("{place}: {why}: {text}");
        let is_array = match &*question.kind {
            "L" | "!" | "O" => false,
            "F" | "H" => true,
            kind => {
                self.remarks.left_out(left_out(unfit(kind)));
                return None;
            }
        };
        let (levels, evasive) = scale::levels_and_evasive(&question.answers);
        for answer in &evasive {
            self.remarks.left_out(format!(
                "{place}, answer {}: it looks like no answer at all; visitors may skip a question: {}",
                answer.code,
                in_all_languages(&answer.text)
            ));
        }
        let rows = self.rows(question, is_array, &place);
        if let Some(why) = why_unfit(question, &levels, is_array.then_some(&rows)) {
            self.remarks.left_out(left_out(&why));
            return None;
        }
        let scale = scale::ordered(levels);
        self.remark_rest(question, &place);
        if let Some(doubt) = &scale.doubt {
            self.remarks.decide(format!(
                "{place}: {doubt}; look at the order of its levels, and take `to_decide` out of catalogue.toml"
            ));
        }
        let id = self.id(
            &question.code,
            &format!("question-{}", question.id),
            "competence",
        );
        let items = if is_array {
            let rows = rows.into_iter();
            rows.map(|row| Item {
                id: self.id(&format!("{id}-{}", row.code), &format!("{id}-row"), "item"),
                row: Some(row),
            })
            .collect()
        } else {
            vec![Item {
                id: self.id(&id, &id, "item"),
                row: None,
            }]
        };
        Some(Competence {
            id,
            question,
            scale,
            evasive,
            items,
        })
    }

    /// The rows of an array that say something.
    fn rows(
        &mut self,
        question: &'a Question,
        is_array: bool,
        place: &str,
    ) -> Vec<&'a Subquestion> {
        let (rows, silent): (Vec<_>, Vec<_>) = question
            .rows
            .iter()
            .partition(|row| !row.text.is_empty() || question.rows.len() == 1);
        for row in silent {
            let code = &row.code;
            self.remarks
                .left_out(format!("{place}, row {code}: it has no text"));
        }
        for row in rows.iter().filter(|_| is_array) {
            let ends = row.text.values().find_map(|text| two_ends(text));
            if let Some(text) = ends {
                self.remarks.decide(format!(
                    "{place}, row {}: its two ends are written as `{text}`; word the item so that its levels rise to one of them",
                    row.code
                ));
            }
        }
        rows
    }

    /// Says what of an imported question has no place in an item.
    fn remark_rest(&mut self, question: &Question, place: &str) {
        if question.kind == "O" {
            self.remarks
                .left_out(format!("{place}: the field for a comment"));
        }
        if question.has_other {
            self.remarks.left_out(format!(
                "{place}: the answer \"other\" with a text of one's own"
            ));
        }
        if !matches!(&*question.condition, "" | "1") {
            self.remarks.left_out(format!(
                "{place}: it is always asked; the condition is left out: {}",
                question.condition
            ));
        }
        for (language, help) in &question.help {
            self.remarks
                .left_out(format!("{place} ({language}): the help text: {help}"));
        }
    }

    /// A text in a language; what isn't translated stays in another one, and that is said.
    fn text<'t>(&mut self, locale: &Locale, texts: &'t Texts, place: &str) -> &'t str {
        match texts.get(&locale.language) {
            Some(text) => text,
            None => {
                if !texts.is_empty() {
                    let kind = format!(
                        "without a text in `{}`, the base language stands in",
                        locale.language
                    );
                    self.remarks.changed(kind, place);
                }
                self.base(texts)
            }
        }
    }

    /// A locale's file.
    fn locale(&mut self, locale: &Locale, areas: &[Area<'_>]) -> String {
        let words = &locale.words;
        let title = self
            .text(locale, &self.survey.title, "the survey's title")
            .to_owned();
        let lead = match self.text(locale, &self.survey.description, "the survey's description") {
            "" => words.get("lead"),
            lead => lead,
        };
        let mut file = format!(
            "#:schema ./locale.schema.json\n\nlocale = {}\nname = {}\ndirection = \"{}\"\n\n[catalogue]\ntitle = {title}\noccupation = {title}\nlead = {}\nlevels = {}\n",
            quoted(&locale.tag),
            quoted(&locale.name),
            locale.direction,
            quoted(lead),
            list(&self.level_names(locale, areas)),
            title = quoted(&title),
        );
        for area in areas {
            self.area(&mut file, locale, area);
        }
        let (family, about) = (words.get("family"), words.get("family-description"));
        table(
            &mut file,
            "families.role",
            &[("name", family), ("description", about)],
        );
        for tier in tiers(areas) {
            let name = words.get(tier);
            let texts = [
                ("name", name),
                ("short", name),
                ("description", words.get("profile-description")),
            ];
            table(&mut file, &format!("profiles.\"role.{tier}\""), &texts);
        }
        for area in areas {
            for competence in &area.competences {
                self.competence_texts(&mut file, locale, competence);
            }
        }
        if let Some(strings) = &locale.interface {
            let _ = write!(file, "\n# Still in English, to be translated.\n\n{strings}");
        }
        file
    }

    fn area(&mut self, file: &mut String, locale: &Locale, area: &Area<'_>) {
        let place = format!("group {}", area.group.id);
        let name = self.text(locale, &area.group.name, &place).to_owned();
        let name = if name.is_empty() {
            area.id.clone()
        } else {
            name
        };
        let short = shortened(&name);
        if short != name {
            let place = format!("{place} ({}), `{short}`", locale.language);
            self.remarks.changed("short name cut", place);
        }
        let description = match self.text(
            locale,
            &area.group.description,
            &format!("{place}, description"),
        ) {
            "" => locale.words.get("description"),
            description => description,
        };
        let texts = [
            ("name", &*name),
            ("short", &short),
            ("description", description),
        ];
        table(file, &format!("areas.{}", area.id), &texts);
    }

    fn competence_texts(
        &mut self,
        file: &mut String,
        locale: &Locale,
        competence: &Competence<'_>,
    ) {
        let question = competence.question;
        let place = format!("question {}", question.code);
        let text = self.text(locale, &question.text, &place).to_owned();
        let name = match text.chars().count() {
            1..=NAME_MAX => text.trim_end_matches([':', ' ']),
            _ => &question.code,
        };
        let texts = [("name", name), ("practice", locale.words.get("practice"))];
        table(file, &format!("competences.{}", competence.id), &texts);
        let levels = competence.scale.levels.iter();
        let anchors: Vec<String> = levels
            .map(|answer| {
                let place = format!("{place}, answer {}", answer.code);
                self.text(locale, &answer.text, &place).to_owned()
            })
            .collect();
        let rows: Vec<String> = competence
            .items
            .iter()
            .map(|item| {
                item.row.map_or_else(String::new, |row| {
                    let place = format!("{place}, row {}", row.code);
                    let row = self.text(locale, &row.text, &place);
                    two_ends(row).unwrap_or_else(|| row.to_owned())
                })
            })
            .collect();
        // All rows of an array are drafted alike.
        let is_long = |row: &String| joined(&text, row).chars().count() > PROMPT_MAX;
        let stands_above =
            !text.is_empty() && rows.iter().any(|row| !row.is_empty() && is_long(row));
        if stands_above {
            let place = format!("{place} ({})", locale.language);
            self.remarks.changed(
                "question too long to stand before each row, now a remark above the items",
                place,
            );
            let _ = write!(file, "\n# {}", remarks::line(&text));
        }
        for (item, row) in competence.items.iter().zip(rows) {
            let prompt = if stands_above && !row.is_empty() {
                row
            } else {
                joined(&text, &row)
            };
            let _ = write!(
                file,
                "\n[items.{}]\nprompt = {}\nanchors = [\n",
                item.id,
                quoted(&prompt)
            );
            for anchor in &anchors {
                let _ = writeln!(file, "  {},", quoted(anchor));
            }
            file.push_str("]\n");
        }
    }

    /// The answers that most questions have in common, if they are short, or numbers.
    fn level_names(&self, locale: &Locale, areas: &[Area<'_>]) -> Vec<String> {
        let mut scales: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for competence in areas.iter().flat_map(|area| &area.competences) {
            let names = competence.scale.levels.iter().map(|answer| {
                let own = answer.text.get(&locale.language);
                own.map_or_else(|| self.base(&answer.text).to_owned(), Clone::clone)
            });
            *scales.entry(names.collect()).or_default() += competence.items.len();
        }
        let common = scales.into_iter().max_by_key(|(_, count)| *count);
        let names = common.map(|(names, _)| names).unwrap_or_default();
        let is_name = |name: &String| (1..=LEVEL_NAME_MAX).contains(&name.chars().count());
        if names.iter().all(is_name) {
            return names;
        }
        let level = locale.words.get("level");
        (0..names.len())
            .map(|number| format!("{level} {number}"))
            .collect()
    }
}

/// The language-neutral file.
fn definition(
    survey: &Survey,
    id: &str,
    date: &str,
    locales: &[&str],
    areas: &[Area<'_>],
) -> String {
    let tags: Vec<String> = locales.iter().map(|tag| (*tag).to_owned()).collect();
    let mut file = format!(
        "#:schema ./catalogue.schema.json\n\n# Drafted from the {} survey {}. Required levels and weights are placeholders: set them, then\n# name the roles, write the practice texts, and add modules.\n\nid = {}\nrevision = 1\nas_of = \"{date}\"\ndefault_locale = {}\nlocales = {}\n",
        survey.origin.as_str(),
        remarks::line(&survey.id),
        quoted(id),
        quoted(locales[0]),
        list(&tags),
    );
    file.push_str(THRESHOLDS);
    for area in areas {
        let _ = write!(file, "\n[[areas]]\nid = {}\n", quoted(&area.id));
    }
    file.push_str("\n[[families]]\nid = \"role\"\n");
    let source = format!(
        "[{{ kind = \"source\", reference = {} }}]",
        quoted(&remarks::line(&format!(
            "{} {}",
            survey.origin.as_str(),
            survey.id
        )))
    );
    for tier in tiers(areas) {
        let _ = write!(
            file,
            "\n[[profiles]]\nid = \"role.{tier}\"\nfamily = \"role\"\ntier = \"{tier}\"\nprovenance = [{{ kind = \"editorial\" }}]\n"
        );
    }
    for area in areas {
        for competence in &area.competences {
            competence_of(&mut file, area, competence, &source, areas);
        }
    }
    file
}

/// A competence of the language-neutral file; `source` is where it comes from.
fn competence_of(
    file: &mut String,
    area: &Area<'_>,
    competence: &Competence<'_>,
    source: &str,
    areas: &[Area<'_>],
) {
    let levels = competence.scale.levels.len();
    let codes: Vec<&str> = competence
        .scale
        .levels
        .iter()
        .map(|answer| &*answer.code)
        .collect();
    let _ = write!(
        file,
        "\n# Levels by {}: {}\n[[competences]]\nid = {}\narea = {}\nlevels = {levels}\n",
        competence.scale.source.as_str(),
        remarks::line(&codes.join(", ")),
        quoted(&competence.id),
        quoted(&area.id)
    );
    if let Some(doubt) = &competence.scale.doubt {
        let _ = writeln!(file, "to_decide = {}", quoted(&remarks::line(doubt)));
    }
    let items: Vec<String> = competence
        .items
        .iter()
        .map(|item| item.id.clone())
        .collect();
    let _ = writeln!(file, "items = {}", list(&items));
    let weights: Vec<String> = tiers(areas)
        .map(|tier| format!("\"role.{tier}\" = 3"))
        .collect();
    let required: Vec<String> = tiers(areas)
        .map(|tier| {
            let level = if tier == "junior" {
                levels.div_ceil(2) - usize::from(levels > 2)
            } else {
                levels - 1
            };
            format!("\"role.{tier}\" = {level}")
        })
        .collect();
    let _ = write!(
        file,
        "weights = {{ {} }}\nrequired = {{ {} }}\nprovenance = {source}\n",
        weights.join(", "),
        required.join(", ")
    );
}

/// What the columns of the survey's responses stand for.
fn mapped<'s>(areas: &[Area<'s>]) -> Vec<Mapped<'s>> {
    let competences = areas.iter().flat_map(|area| &area.competences);
    let items = competences.flat_map(|competence| {
        competence.items.iter().map(|item| Mapped {
            item: item.id.clone(),
            question: competence.question,
            row: item.row,
            levels: competence.scale.levels.clone(),
            evasive: competence.evasive.clone(),
        })
    });
    items.collect()
}

/// The tiers of the draft's profiles; two levels leave no room for two profiles.
fn tiers(areas: &[Area<'_>]) -> impl Iterator<Item = &'static str> {
    let mut competences = areas.iter().flat_map(|area| &area.competences);
    let has_room = competences.any(|competence| competence.scale.levels.len() > 2);
    ["junior", "senior"]
        .into_iter()
        .take(if has_room { 2 } else { 1 })
}

/// A text in each of its languages.
fn in_all_languages(texts: &Texts) -> String {
    texts.values().cloned().collect::<Vec<_>>().join(" / ")
}

/// Why a question of this type can't be an item.
fn unfit(kind: &str) -> &'static str {
    match kind {
        "M" | "P" => "several answers can be chosen at once, so none is a level",
        "S" | "T" | "U" | "Q" => "it is answered with a text",
        "N" | "K" | "*" => "it is a number or a formula",
        ";" | ":" => "it is an array of texts or numbers",
        "1" => "it is an array with two scales",
        "A" | "5" | "B" => "its levels are bare numbers without a text that could be an anchor",
        "C" | "E" | "Y" | "G" => "its answers are fixed and don't stand for levels",
        "R" => "it is a ranking",
        "D" => "it is a date",
        "X" => "it only shows a text",
        "I" => "it chooses the language",
        "|" => "it takes files",
        _ => "its type is unknown",
    }
}

/// Why a question of a fitting type can't be an item; `rows` are those of an array.
fn why_unfit(
    question: &Question,
    levels: &[&Answer],
    rows: Option<&Vec<&Subquestion>>,
) -> Option<String> {
    if question.text.is_empty() && rows.is_none() {
        return Some("it has no text".to_owned());
    }
    if !(LEVELS_MIN..=LEVELS_MAX).contains(&levels.len()) {
        return Some(format!(
            "it has {} answers, where {LEVELS_MIN} to {LEVELS_MAX} can be levels",
            levels.len()
        ));
    }
    if let Some(silent) = levels.iter().find(|answer| answer.text.is_empty()) {
        let code = &silent.code;
        return Some(format!(
            "its answer {code} is a picture, or nothing at all, without a text that could be an anchor"
        ));
    }
    match rows {
        Some(_) if question.rows.is_empty() => Some("the array has no rows".to_owned()),
        Some(rows) if rows.is_empty() => Some("the array has no rows with a text".to_owned()),
        _ => None,
    }
}

/// A row between two ends, which LimeSurvey parts by a bar, with a dash instead.
fn two_ends(row: &str) -> Option<String> {
    let ends = row.split('|').map(str::trim).filter(|end| !end.is_empty());
    row.contains('|')
        .then(|| ends.collect::<Vec<_>>().join(" – "))
}

/// A question with one of its rows.
fn joined(question: &str, row: &str) -> String {
    match (question, row) {
        ("", text) | (text, "") => text.to_owned(),
        _ if question.ends_with([':', '?', '.', '…', '؟']) => format!("{question} {row}"),
        _ => format!("{question}: {row}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ends_of_a_row_are_parted_by_a_dash() {
        assert_eq!(
            two_ends("allein|im Team").as_deref(),
            Some("allein – im Team")
        );
        assert_eq!(two_ends("allein |").as_deref(), Some("allein"));
        assert_eq!(two_ends("allein"), None);
    }
}
