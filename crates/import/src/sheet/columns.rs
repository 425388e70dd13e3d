//! What the columns of a table of items are for, by the names in its first row.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Area,
    AreaDescription,
    Competence,
    Practice,
    Item,
    Prompt,
    Level(usize),
    Weight,
    Junior,
    Senior,
}

/// The names of columns, in lower case, and the language that they are in.
const NAMES: &[(&str, &str, Field)] = &[
    ("area", "en", Field::Area),
    ("area description", "en", Field::AreaDescription),
    ("competence", "en", Field::Competence),
    ("competency", "en", Field::Competence),
    ("skill", "en", Field::Competence),
    ("practice", "en", Field::Practice),
    ("item", "en", Field::Item),
    ("item id", "en", Field::Item),
    ("id", "en", Field::Item),
    ("prompt", "en", Field::Prompt),
    ("question", "en", Field::Prompt),
    ("weight", "en", Field::Weight),
    ("junior", "en", Field::Junior),
    ("senior", "en", Field::Senior),
    ("bereich", "de", Field::Area),
    ("beschreibung des bereichs", "de", Field::AreaDescription),
    ("kompetenz", "de", Field::Competence),
    ("übung", "de", Field::Practice),
    ("kennung", "de", Field::Item),
    ("frage", "de", Field::Prompt),
    ("gewicht", "de", Field::Weight),
    ("einstieg", "de", Field::Junior),
    ("leitung", "de", Field::Senior),
];

/// What a column of a level begins with.
const LEVELS: &[(&str, &str)] = &[("level", "en"), ("stufe", "de")];

/// No competence has more levels.
pub(super) const LEVELS_MAX: usize = 7;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// What each column holds and in which language, by its position.
    fields: Vec<Option<(Field, String)>>,
    languages: Vec<String>,
    unknown: Vec<String>,
}

impl Columns {
    /// The columns that a row names.
    ///
    /// # Errors
    /// It doesn't name those that there can be no item without.
    pub(super) fn find(header: &[String]) -> Result<Self, String> {
        let mut named = Vec::new();
        let mut unknown = Vec::new();
        let mut guess = None;
        for cell in header {
            let (name, language) = parted(cell);
            let found = field(&name);
            if let Some((_, own)) = found {
                guess.get_or_insert(own);
            } else if !name.is_empty() {
                unknown.push(cell.trim().to_owned());
            }
            named.push(found.map(|(field, _)| (field, language)));
        }
        let tagged = named.iter().flatten().filter_map(|(_, tag)| tag.clone());
        let mut languages: Vec<String> = Vec::new();
        for tag in tagged {
            if !languages.contains(&tag) {
                languages.push(tag);
            }
        }
        let is_untagged =
            |(field, tag): &(Field, Option<String>)| *field == Field::Prompt && tag.is_none();
        let has_own = named.iter().flatten().any(is_untagged);
        // What names no language is in that of the names, and comes first.
        let own = guess.unwrap_or("en").to_owned();
        if has_own || languages.is_empty() {
            languages.retain(|tag| *tag != own);
            languages.insert(0, own);
        }
        let base = languages[0].clone();
        let fields = named
            .into_iter()
            .map(|found| found.map(|(field, tag)| (field, tag.unwrap_or_else(|| base.clone()))));
        let columns = Self {
            fields: fields.collect(),
            languages,
            unknown,
        };
        for (wanted, name) in [
            (Field::Prompt, "prompt"),
            (Field::Level(0), "level 0"),
            (Field::Level(1), "level 1"),
        ] {
            if !columns
                .fields
                .iter()
                .flatten()
                .any(|(field, _)| *field == wanted)
            {
                return Err(format!("no column is called `{name}`"));
            }
        }
        Ok(columns)
    }

    /// The languages of its columns, the base language first.
    pub(super) fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Names that say nothing here.
    pub(super) fn unknown(&self) -> &[String] {
        &self.unknown
    }

    /// The cells of a row that hold something, each with what and in which language.
    pub(super) fn cells<'r>(
        &'r self,
        row: &'r [String],
    ) -> impl Iterator<Item = (Field, &'r str, &'r str)> {
        let named = self.fields.iter().zip(row);
        named.filter_map(|(field, cell)| {
            let (field, language) = field.as_ref()?;
            let text = cell.trim();
            (!text.is_empty()).then_some((*field, language.as_str(), text))
        })
    }
}

/// A column's name in lower case with single blanks, and the language that it has in brackets or behind a
/// colon.
fn parted(cell: &str) -> (String, Option<String>) {
    let cell = cell.trim();
    let cut = cell
        .strip_suffix([']', ')'])
        .and_then(|rest| rest.rsplit_once(['[', '(']))
        .or_else(|| cell.rsplit_once(':'));
    let (name, language) = match cut {
        Some((name, language)) => (name, Some(language.trim().to_owned())),
        None => (cell, None),
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (name.to_lowercase(), language.filter(|tag| !tag.is_empty()))
}

/// What a name stands for, and the language that it is in.
fn field(name: &str) -> Option<(Field, &'static str)> {
    if let Some((_, language, field)) = NAMES.iter().find(|(own, ..)| *own == name) {
        return Some((*field, language));
    }
    LEVELS.iter().find_map(|(word, language)| {
        let number = name.strip_prefix(word)?.trim().parse().ok()?;
        (number < LEVELS_MAX).then_some((Field::Level(number), *language))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Result<Columns, String> {
        Columns::find(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_known_in_both_languages_and_any_order() {
        let found = columns("Stufe 1,Frage,stufe 0, Bereich ,Kennung,Bemerkung").unwrap();
        assert_eq!(found.languages(), ["de"]);
        assert_eq!(found.unknown(), ["Bemerkung"]);
        let found = columns("Prompt,Level 0,level 1,prompt [de],Level 0 (de),level 1: de").unwrap();
        assert_eq!(found.languages(), ["en", "de"]);
        let row: Vec<String> = ["a", "b", "c", "d", "", " f "].map(str::to_owned).into();
        let cells: Vec<_> = found.cells(&row).collect();
        assert_eq!(cells[3], (Field::Prompt, "de", "d"));
        assert_eq!(cells[4], (Field::Level(1), "de", "f"));
        let found = columns("prompt [fr],level 0 [fr],level 1 [fr],area").unwrap();
        assert_eq!(found.languages(), ["fr"]);
    }

    #[test]
    fn what_an_item_can_t_be_without_is_asked_for() {
        assert_eq!(
            columns("area,prompt,level 0").unwrap_err(),
            "no column is called `level 1`"
        );
        assert_eq!(columns("a,b").unwrap_err(), "no column is called `prompt`");
    }
}
