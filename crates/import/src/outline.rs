//! A draft whose author has said where everything belongs: areas, competences, items, levels. Written to the
//! files of a catalogue; what isn't said is left "to be written".

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::remarks::{Remarks, line};
use super::survey::Texts;
use super::words::Locale;
use super::written::{THRESHOLDS, list, quoted, shortened, table};

/// The weight of a competence that none is given for: core.
const WEIGHT: u8 = 3;

/// All that is known of the draft.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// What it is made from, for readers of the file.
    pub(super) source: String,
    pub(super) areas: Vec<Area>,
}

#[derive(Debug)]
pub(super) struct Area {
    pub(super) id: String,
    pub(super) name: Texts,
    pub(super) description: Texts,
    pub(super) competences: Vec<Competence>,
}

#[derive(Debug)]
pub(super) struct Competence {
    pub(super) id: String,
    pub(super) name: Texts,
    pub(super) practice: Texts,
    pub(super) level_count: usize,
    pub(super) weight: Option<u8>,
    /// What the junior and the senior profile require.
    pub(super) required: [Option<u8>; 2],
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) prompt: Texts,
    /// One for each level, the lowest first.
    pub(super) anchors: Vec<Texts>,
}

impl Outline {
    /// The files by their name.
    pub(super) fn files(
        &self,
        id: &str,
        date: &str,
        locales: &[Locale],
        remarks: &mut Remarks,
    ) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        files.insert(
            "catalogue.toml".to_owned(),
            self.definition(id, date, locales),
        );
        let base = locales.first().map_or("", |locale| &*locale.language);
        for locale in locales {
            let mut writer = Writer {
                locale,
                base,
                remarks,
                file: String::new(),
            };
            writer.write(self, id);
            files.insert(format!("{}.toml", locale.tag), writer.file);
        }
        files
    }

    /// The tiers that there is room for: two levels leave none for two profiles.
    fn tiers(&self) -> &'static [&'static str] {
        let mut competences = self.areas.iter().flat_map(|area| &area.competences);
        if competences.any(|competence| competence.level_count > 2) {
            &["junior", "senior"]
        } else {
            &["junior"]
        }
    }

    fn definition(&self, id: &str, date: &str, locales: &[Locale]) -> String {
        let tags: Vec<String> = locales.iter().map(|locale| locale.tag.clone()).collect();
        let default = tags.first().map_or("en", String::as_str);
        let mut file = format!(
            "#:schema ./catalogue.schema.json\n\n# Drafted from {}. Look at required levels and weights, name the roles, and add modules.\n\nid = {}\nrevision = 1\nas_of = \"{date}\"\ndefault_locale = {}\nlocales = {}\n",
            line(&self.source),
            quoted(id),
            quoted(default),
            list(&tags),
        );
        file.push_str(THRESHOLDS);
        for area in &self.areas {
            let _ = write!(file, "\n[[areas]]\nid = {}\n", quoted(&area.id));
        }
        file.push_str("\n[[families]]\nid = \"role\"\n");
        for tier in self.tiers() {
            let _ = write!(
                file,
                "\n[[profiles]]\nid = \"role.{tier}\"\nfamily = \"role\"\ntier = \"{tier}\"\nprovenance = [{{ kind = \"editorial\" }}]\n"
            );
        }
        for area in &self.areas {
            for competence in &area.competences {
                self.competence(&mut file, area, competence);
            }
        }
        file
    }

    fn competence(&self, file: &mut String, area: &Area, competence: &Competence) {
        let levels = competence.level_count;
        let _ = write!(
            file,
            "\n[[competences]]\nid = {}\narea = {}\nlevels = {levels}\n",
            quoted(&competence.id),
            quoted(&area.id)
        );
        let items: Vec<String> = competence
            .items
            .iter()
            .map(|item| item.id.clone())
            .collect();
        if items != [competence.id.clone()] {
            let _ = writeln!(file, "items = {}", list(&items));
        }
        let by_tier = |value: &dyn Fn(usize) -> u8| {
            let tiers = self.tiers().iter().enumerate();
            let entries = tiers.map(|(at, tier)| format!("\"role.{tier}\" = {}", value(at)));
            entries.collect::<Vec<_>>().join(", ")
        };
        let highest = u8::try_from(levels.saturating_sub(1)).unwrap_or(u8::MAX);
        let required = |at: usize| {
            let usual = [highest.div_ceil(2), highest][at.min(1)];
            competence.required[at.min(1)].unwrap_or(usual)
        };
        let weight = competence.weight.unwrap_or(WEIGHT);
        let _ = writeln!(
            file,
            "weights = {{ {} }}\nrequired = {{ {} }}\nprovenance = [{{ kind = \"source\", reference = {} }}]",
            by_tier(&|_| weight),
            by_tier(&required),
            quoted(&line(&self.source)),
        );
    }
}

struct Writer<'a> {
    locale: &'a Locale,
    base: &'a str,
    remarks: &'a mut Remarks,
    file: String,
}

impl Writer<'_> {
    /// A text in the locale; in its place the base language's, which is said, or nothing.
    fn text(&mut self, texts: &Texts, place: &str) -> String {
        if let Some(text) = texts.get(&self.locale.language) {
            return text.clone();
        }
        let other = texts.get(self.base).or_else(|| texts.values().next());
        if other.is_some() {
            let kind = format!(
                "without a text in `{}`, the base language stands in",
                self.locale.language
            );
            self.remarks.changed(kind, place);
        }
        other.cloned().unwrap_or_default()
    }

    /// The same with a word of the draft's own where there is no text at all.
    fn text_or(&mut self, texts: &Texts, place: &str, word: &str) -> String {
        match self.text(texts, place) {
            text if text.is_empty() => self.locale.words.get(word).to_owned(),
            text => text,
        }
    }

    fn write(&mut self, outline: &Outline, id: &str) {
        let locale = self.locale;
        let words = &locale.words;
        let count = outline
            .areas
            .iter()
            .flat_map(|area| &area.competences)
            .map(|competence| competence.level_count)
            .max()
            .unwrap_or(0);
        let level = words.get("level");
        let levels: Vec<String> = (0..count)
            .map(|number| format!("{level} {number}"))
            .collect();
        let title = capitalised(id);
        self.file = format!(
            "#:schema ./locale.schema.json\n\nlocale = {}\nname = {}\ndirection = \"{}\"\n\n[catalogue]\ntitle = {title}\noccupation = {title}\nlead = {}\nlevels = {}\n",
            quoted(&locale.tag),
            quoted(&locale.name),
            locale.direction,
            quoted(words.get("lead")),
            list(&levels),
            title = quoted(&title),
        );
        for area in &outline.areas {
            let place = format!("area {}", area.id);
            let name = self.text_or(&area.name, &place, "description");
            let short = shortened(&name);
            if short != name {
                let place = format!("{place} ({}), `{short}`", locale.language);
                self.remarks.changed("short name cut", place);
            }
            let about = self.text_or(&area.description, &place, "description");
            let texts = [("name", &*name), ("short", &short), ("description", &about)];
            table(&mut self.file, &format!("areas.{}", area.id), &texts);
        }
        let (family, about) = (words.get("family"), words.get("family-description"));
        let texts = [("name", family), ("description", about)];
        table(&mut self.file, "families.role", &texts);
        for tier in outline.tiers() {
            let name = words.get(tier);
            let about = words.get("profile-description");
            let texts = [("name", name), ("short", name), ("description", about)];
            table(&mut self.file, &format!("profiles.\"role.{tier}\""), &texts);
        }
        for competence in outline.areas.iter().flat_map(|area| &area.competences) {
            self.competence(competence);
        }
        if let Some(strings) = &locale.interface {
            let _ = write!(
                self.file,
                "\n# Still in English, to be translated.\n\n{strings}"
            );
        }
    }

    fn competence(&mut self, competence: &Competence) {
        let place = format!("competence {}", competence.id);
        let name = self.text(&competence.name, &place);
        let practice = self.text_or(&competence.practice, &place, "practice");
        let texts = [("name", &*name), ("practice", &practice)];
        let path = format!("competences.{}", competence.id);
        table(&mut self.file, &path, &texts);
        for item in &competence.items {
            let place = format!("item {}", item.id);
            let prompt = self.text(&item.prompt, &place);
            let _ = write!(
                self.file,
                "\n[items.{}]\nprompt = {}\nanchors = [\n",
                item.id,
                quoted(&prompt)
            );
            for (level, anchor) in item.anchors.iter().enumerate() {
                let anchor = self.text(anchor, &format!("{place}, level {level}"));
                let _ = writeln!(self.file, "  {},", quoted(&anchor));
            }
            self.file.push_str("]\n");
        }
    }
}

/// An id as a title to begin with.
fn capitalised(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
