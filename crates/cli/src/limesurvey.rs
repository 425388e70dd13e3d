//! Exported responses of a LimeSurvey survey as the batch reads them: columns become items, and answers
//! levels, by the mapping that `import` wrote.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use catalogue::Authored;
use import::MAPPING_FILE;

/// What an answer stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Level(u8),
    Skipped,
}

/// The items by the column that holds their answers.
#[derive(Debug)]
pub(crate) struct Mapping(BTreeMap<String, Column>);

/// An item with what its answers stand for.
#[derive(Clone, Debug)]
struct Column {
    item: String,
    answers: HashMap<String, Answer>,
}

impl Mapping {
    /// Reads the mapping in a catalogue's folder, and compares it with the catalogue.
    ///
    /// # Errors
    /// There is none, or it goes by another catalogue than this.
    pub(crate) fn read(folder: &Path, authored: &Authored) -> Result<Self, String> {
        let path = folder.join(MAPPING_FILE);
        let failed = |cause: String| format!("{}: {cause}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|cause| {
            failed(format!(
                "it can't be read: {cause}; `import` writes it beside the draft"
            ))
        })?;
        let table: toml::Table = text
            .parse()
            .map_err(|cause: toml::de::Error| failed(cause.message().to_owned()))?;
        let items = table.get("items").and_then(toml::Value::as_table);
        let mut columns = BTreeMap::new();
        for (item, entry) in items.into_iter().flatten() {
            let (name, column) = column(item, entry, authored).map_err(failed)?;
            if columns.insert(name.clone(), column).is_some() {
                return Err(failed(format!("two items have the column `{name}`")));
            }
        }
        Ok(Self(columns))
    }

    /// The column of a heading: the question's code, or that with its text behind.
    fn find(&self, heading: &str) -> Option<&Column> {
        let heading = heading.trim();
        let code = heading.split(". ").next().unwrap_or(heading);
        // Some exports join the codes of question and row by an underscore.
        let joined = || {
            let mut columns = self.0.iter();
            let found =
                columns.find(|(name, _)| name.replace('[', "_").trim_end_matches(']') == heading);
            found.map(|(_, column)| column)
        };
        self.0
            .get(heading)
            .or_else(|| self.0.get(code))
            .or_else(joined)
    }
}

/// One entry of the mapping, checked against the catalogue.
fn column(
    item: &str,
    entry: &toml::Value,
    authored: &Authored,
) -> Result<(String, Column), String> {
    let definition = authored.definition();
    let at = definition
        .items
        .iter()
        .position(|known| known.id.as_str() == item);
    let at = at.ok_or_else(|| {
        format!("the catalogue has no item `{item}`; take its entry out, or name it as the catalogue does")
    })?;
    let name = entry.get("column").and_then(toml::Value::as_str);
    let name = name.ok_or_else(|| format!("`{item}` has no column"))?;
    let lists = |key: &str| -> Vec<Vec<String>> {
        let lists = entry.get(key).and_then(toml::Value::as_array);
        let names = |list: &toml::Value| -> Vec<String> {
            let names = list.as_array().into_iter().flatten();
            names.filter_map(toml::Value::as_str).map(spaced).collect()
        };
        lists.into_iter().flatten().map(names).collect()
    };
    let levels = lists("levels");
    let count = definition.competences[definition.items[at].competence.get()].level_count;
    if levels.len() != usize::from(count) {
        return Err(format!(
            "`{item}` has {} levels here, and {count} in the catalogue",
            levels.len()
        ));
    }
    for texts in authored.texts() {
        for (level, anchor) in texts.items[at].anchors.iter().enumerate() {
            let says = |names: &Vec<String>| names.contains(&spaced(anchor));
            let other = levels.iter().position(says);
            if let Some(other) = other.filter(|_| !says(&levels[level])) {
                return Err(format!(
                    "`{item}`: the answer `{anchor}` is level {other} here, and level {level} in {}.toml; put `levels` into the order of the anchors",
                    texts.locale
                ));
            }
        }
    }
    let mut answers = HashMap::new();
    let skipped = lists("skipped");
    let skipped = skipped.iter().flatten().map(|name| (name, Answer::Skipped));
    let levels = levels
        .iter()
        .zip(0..)
        .flat_map(|(names, level)| names.iter().map(move |name| (name, Answer::Level(level))));
    for (name, answer) in levels.chain(skipped) {
        if answers
            .insert(name.clone(), answer)
            .is_some_and(|known| known != answer)
        {
            return Err(format!("`{item}` has the answer `{name}` twice"));
        }
    }
    let item = item.to_owned();
    Ok((name.to_owned(), Column { item, answers }))
}

/// A text with single blanks.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A field of an exported row.
enum Field {
    Id,
    Item(Column),
    Other,
}

/// Exported responses, row by row as the batch reads them, each on the line on which it began.
pub(crate) struct Translated<R: Read> {
    rows: csv::Reader<io::Chain<Cursor<Vec<u8>>, BufReader<R>>>,
    fields: Vec<Field>,
    ready: Vec<u8>,
    read: usize,
    line: u64,
}

impl<R: Read> Translated<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// No column is one of the mapping, or the input can't be read.
    pub(crate) fn new(input: R, mapping: &Mapping) -> io::Result<Self> {
        let mut input = BufReader::new(input);
        let mut first = Vec::new();
        while first.trim_ascii().is_empty() && input.read_until(b'\n', &mut first)? > 0 {}
        if first.starts_with(b"\xef\xbb\xbf") {
            first.drain(..3);
        }
        let count = |separator: u8| first.iter().filter(|&&byte| byte == separator).count();
        let separator = b"\t;,"
            .iter()
            .copied()
            .max_by_key(|&separator| count(separator));
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator.unwrap_or(b','))
            .from_reader(Cursor::new(first).chain(input));
        let mut header = csv::StringRecord::new();
        rows.read_record(&mut header)?;
        let fields = header.iter().map(|heading| match mapping.find(heading) {
            Some(column) => Field::Item(column.clone()),
            None if heading.trim() == "id" => Field::Id,
            None => Field::Other,
        });
        let fields: Vec<Field> = fields.collect();
        let names = fields.iter().filter_map(|field| match field {
            Field::Id => Some("id"),
            Field::Item(column) => Some(&*column.item),
            Field::Other => None,
        });
        let names: Vec<&str> = names.collect();
        if names.iter().all(|name| *name == "id") {
            let cause = "no column is a question of the survey; export the responses with question codes as headings";
            return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        }
        let ready = format!("{}\n", names.join(",")).into_bytes();
        Ok(Self {
            rows,
            fields,
            ready,
            read: 0,
            line: 2,
        })
    }

    /// Puts the next row in place; says whether there is one.
    fn next_row(&mut self) -> io::Result<bool> {
        self.ready.clear();
        self.read = 0;
        let mut row = csv::StringRecord::new();
        if !self.rows.read_record(&mut row)? {
            return Ok(false);
        }
        let began = row.position().map_or(0, csv::Position::line);
        while self.line < began {
            self.ready.push(b'\n');
            self.line += 1;
        }
        let mut cells = Vec::new();
        for (field, text) in self.fields.iter().zip(&row) {
            match field {
                Field::Other => {}
                Field::Id => cells.push(quoted(text)),
                Field::Item(column) => cells.push(cell(column, &spaced(text))),
            }
        }
        if row.len() != self.fields.len() {
            // The batch says that the row has another number of fields than the header.
            cells.push(String::new());
        }
        self.ready.extend(cells.join(",").bytes());
        self.ready.push(b'\n');
        self.line += 1;
        Ok(true)
    }
}

/// What the batch reads for an answer. What the mapping doesn't know, it refuses.
fn cell(column: &Column, text: &str) -> String {
    match column.answers.get(text) {
        Some(Answer::Level(level)) => level.to_string(),
        Some(Answer::Skipped) => "-".to_owned(),
        // What wasn't shown is exported so.
        None if text.is_empty() || text == "N/A" => String::new(),
        None => quoted(&format!("answer {text}")),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", spaced(text).replace('"', "\"\""))
}

impl<R: Read> Read for Translated<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.ready.len() {
            if !self.next_row()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.ready.len() - self.read);
        buffer[..count].copy_from_slice(&self.ready[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}
