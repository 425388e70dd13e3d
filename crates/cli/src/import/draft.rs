//! From a survey to a catalogue that an author can go on with.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use deunicode::deunicode;

use super::survey::{
    Answer, Group, Question, Survey, Texts, are_shown_otherwise, have_other_values,
};
use super::words::{Locale, locales};

/// Longest texts that a draft may choose by itself, in characters.
const NAME_MAX: usize = 60;
const PROMPT_MAX: usize = 120;
const SHORT_MAX: usize = 12;
const LEVEL_NAME_MAX: usize = 24;
/// How many levels a competence may have.
const LEVELS_MIN: usize = 2;
const LEVELS_MAX: usize = 7;

/// A competence of the draft, made of a question.
struct Competence<'s> {
    id: String,
    question: &'s Question,
    levels: Vec<&'s Answer>,
    /// The items' ids, each with the row of an array that it is made of.
    items: Vec<(String, Option<&'s Texts>)>,
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
    remarks: &mut Vec<String>,
) -> Result<BTreeMap<String, String>, String> {
    let locales = locales(&survey.languages, remarks);
    let mut drafter = Drafter {
        survey,
        remarks,
        taken: Vec::new(),
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
    Ok(files)
}

struct Drafter<'a> {
    survey: &'a Survey,
    remarks: &'a mut Vec<String>,
    taken: Vec<String>,
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
                self.remarks.push(format!(
                    "group {} ({}) is left out: none of its questions can be an item",
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
        self.taken.push(format!("{kind} {candidate}"));
        candidate
    }

    /// A question as a competence with an item, or with one for each row; otherwise it is said why not.
    fn competence(&mut self, question: &'a Question) -> Option<Competence<'a>> {
        let text = in_all_languages(&question.text);
        let place = format!("question {}", question.code);
        let left_out = |why: &str| format!("{place} is left out: {why}: {text}");
        let is_array = match &*question.kind {
            "L" | "!" | "O" => false,
            "F" | "H" => true,
            kind => {
                self.remarks.push(left_out(unfit(kind)));
                return None;
            }
        };
        let (levels, evasive): (Vec<&Answer>, Vec<&Answer>) = question
            .answers
            .iter()
            .partition(|answer| !is_evasive(&answer.code));
        for answer in evasive {
            self.remarks.push(format!(
                "{place}: answer {} is left out, it looks like no answer at all; visitors may skip a question: {}",
                answer.code,
                in_all_languages(&answer.text)
            ));
        }
        if !(LEVELS_MIN..=LEVELS_MAX).contains(&levels.len()) {
            let why = format!(
                "it has {} answers, where {LEVELS_MIN} to {LEVELS_MAX} can be levels",
                levels.len()
            );
            self.remarks.push(left_out(&why));
            return None;
        }
        if is_array && question.rows.is_empty() {
            self.remarks.push(left_out("the array has no rows"));
            return None;
        }
        self.remark_rest(question, &levels, &place);
        let id = self.id(
            &question.code,
            &format!("question-{}", question.id),
            "competence",
        );
        let items = if is_array {
            let rows = question.rows.iter();
            rows.map(|row| {
                let item = self.id(&format!("{id}-{}", row.code), &format!("{id}-row"), "item");
                (item, Some(&row.text))
            })
            .collect()
        } else {
            vec![(self.id(&id, &id, "item"), None)]
        };
        Some(Competence {
            id,
            question,
            levels,
            items,
        })
    }

    /// Says what of an imported question has no place in an item.
    fn remark_rest(&mut self, question: &Question, levels: &[&Answer], place: &str) {
        if question.kind == "O" {
            self.remarks
                .push(format!("{place}: the field for a comment is left out"));
        }
        if question.has_other {
            self.remarks.push(format!(
                "{place}: the answer \"other\" with a text of one's own is left out"
            ));
        }
        if !matches!(&*question.condition, "" | "1") {
            self.remarks.push(format!(
                "{place}: it is always asked; the condition is left out: {}",
                question.condition
            ));
        }
        for (language, help) in &question.help {
            self.remarks.push(format!(
                "{place} ({language}): the help text is left out: {help}"
            ));
        }
        if are_shown_otherwise(levels) {
            self.remarks.push(format!(
                "{place}: the survey shows its answers in another order; the levels follow the codes, from {} to {}",
                levels.first().map_or("", |answer| &answer.code),
                levels.last().map_or("", |answer| &answer.code)
            ));
        }
        if have_other_values(levels) {
            let values: Vec<String> = levels
                .iter()
                .map(|answer| format!("{} = {}", answer.code, answer.value))
                .collect();
            self.remarks.push(format!(
                "{place}: the assessment values go against the codes; the levels follow the codes: {}",
                values.join(", ")
            ));
        }
    }

    /// A text in a language; what isn't translated stays in another one, and that is said.
    fn text<'t>(&mut self, locale: &Locale, texts: &'t Texts, place: &str) -> &'t str {
        match texts.get(&locale.language) {
            Some(text) => text,
            None => {
                if !texts.is_empty() {
                    self.remarks.push(format!(
                        "{place} has no text in `{}`; the base language stands in",
                        locale.language
                    ));
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
            self.remarks.push(format!(
                "{place} ({}): its short name is cut to \"{short}\"",
                locale.language
            ));
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
        let anchors: Vec<String> = competence
            .levels
            .iter()
            .map(|answer| {
                let place = format!("{place}, answer {}", answer.code);
                self.text(locale, &answer.text, &place).to_owned()
            })
            .collect();
        for (id, row) in &competence.items {
            let prompt = match row {
                None => text.clone(),
                Some(row) => {
                    let row = self
                        .text(locale, row, &format!("{place}, row {id}"))
                        .to_owned();
                    let whole = joined(&text, &row);
                    if whole.chars().count() > PROMPT_MAX && !row.is_empty() {
                        let _ = write!(file, "\n# {text}");
                        self.remarks.push(format!(
                            "{place}, item {id} ({}): the question before the row is too long and stands above it as a remark",
                            locale.language
                        ));
                        row
                    } else {
                        whole
                    }
                }
            };
            let _ = write!(
                file,
                "\n[items.{id}]\nprompt = {}\nanchors = [\n",
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
            let names = competence.levels.iter().map(|answer| {
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
        "#:schema ./catalogue.schema.json\n\n# Drafted from the LimeSurvey survey {}. Required levels and weights are placeholders: set them, then\n# name the roles, write the practice texts, and add modules.\n\nid = {}\nrevision = 1\nas_of = \"{date}\"\ndefault_locale = {}\nlocales = {}\n",
        survey.id,
        quoted(id),
        quoted(locales[0]),
        list(&tags),
    );
    file.push_str("\n[thresholds]\nreached_percent = 80\ncore_percent = 85\ncore_weight = 3\narea_answered_percent = 50\nmodule_count = 3\nmodule_points = 1\nmodule_gap_percent = 5\nstraight_lining = 10\n");
    for area in areas {
        let _ = write!(file, "\n[[areas]]\nid = {}\n", quoted(&area.id));
    }
    file.push_str("\n[[families]]\nid = \"role\"\n");
    let source = format!(
        "[{{ kind = \"source\", reference = {} }}]",
        quoted(&format!("LimeSurvey {}", survey.id))
    );
    for tier in tiers(areas) {
        let _ = write!(
            file,
            "\n[[profiles]]\nid = \"role.{tier}\"\nfamily = \"role\"\ntier = \"{tier}\"\nprovenance = [{{ kind = \"editorial\" }}]\n"
        );
    }
    for area in areas {
        for competence in &area.competences {
            let levels = competence.levels.len();
            let codes: Vec<&str> = competence
                .levels
                .iter()
                .map(|answer| &*answer.code)
                .collect();
            let _ = write!(
                file,
                "\n# Levels by code: {}\n[[competences]]\nid = {}\narea = {}\nlevels = {levels}\n",
                codes.join(", "),
                quoted(&competence.id),
                quoted(&area.id)
            );
            let items: Vec<String> = competence.items.iter().map(|(id, _)| id.clone()).collect();
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
    }
    file
}

/// The tiers of the draft's profiles; two levels leave no room for two profiles.
fn tiers(areas: &[Area<'_>]) -> impl Iterator<Item = &'static str> {
    let mut competences = areas.iter().flat_map(|area| &area.competences);
    let has_room = competences.any(|competence| competence.levels.len() > 2);
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

/// Whether a code stands for no answer at all, as is the custom in surveys.
fn is_evasive(code: &str) -> bool {
    let number: Option<i64> = code.parse().ok();
    number.is_some_and(|number| !(0..90).contains(&number))
        || ["na", "n/a", "ka", "wn", "dk", "oth"].contains(&&*code.trim_matches('-').to_lowercase())
}

/// A question with one of its rows.
fn joined(question: &str, row: &str) -> String {
    match (question, row) {
        ("", text) | (text, "") => text.to_owned(),
        _ if question.ends_with([':', '?', '.', '…', '؟']) => format!("{question} {row}"),
        _ => format!("{question}: {row}"),
    }
}

/// The first words of a name that fit the progress bar.
fn shortened(name: &str) -> String {
    if name.chars().count() <= SHORT_MAX {
        return name.to_owned();
    }
    let mut short = String::new();
    for word in name.split_whitespace() {
        let longer = if short.is_empty() {
            word.to_owned()
        } else {
            format!("{short} {word}")
        };
        if longer.chars().count() > SHORT_MAX {
            break;
        }
        short = longer;
    }
    if short.is_empty() {
        short = name.chars().take(SHORT_MAX).collect();
    }
    short
        .trim_end_matches([' ', ',', '&', '-', '–', ':'])
        .to_owned()
}

/// A text as an id: lower-case words of ASCII joined by hyphens.
pub(super) fn slug(text: &str) -> String {
    let ascii = deunicode(text).to_lowercase();
    let words = ascii.split(|character: char| !character.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if slug.len() + word.len() > 40 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(40));
    }
    slug
}

/// A text as TOML wants it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn table(file: &mut String, name: &str, texts: &[(&str, &str)]) {
    let _ = write!(file, "\n[{name}]\n");
    for (key, text) in texts {
        let _ = writeln!(file, "{key} = {}", quoted(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_in_any_script() {
        assert_eq!(slug("Öffentlichkeit & Presse"), "offentlichkeit-presse");
        assert_eq!(slug("G01Q02"), "g01q02");
        assert_eq!(slug("…"), "");
        assert!(assessment::id::AreaId::new(&slug("المهارات الرقمية")).is_well_formed());
    }

    #[test]
    fn short_names_end_with_a_word() {
        assert_eq!(shortened("Baking"), "Baking");
        assert_eq!(shortened("Baking & selling bread"), "Baking");
        assert_eq!(shortened("Öffentlichkeitsarbeit"), "Öffentlichke");
    }

    #[test]
    fn codes_of_no_answer_are_told_from_levels() {
        for code in ["99", "-1", "NA", "-oth-", "k", "998"] {
            assert_eq!(is_evasive(code), code != "k", "{code}");
        }
        for code in ["0", "1", "7", "A1", "N"] {
            assert!(!is_evasive(code), "{code}");
        }
    }
}
