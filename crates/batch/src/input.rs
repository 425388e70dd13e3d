//! Lines to responses.

mod document;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use assessment::catalogue::Tier;
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::link::{self, Codec, LinkError};
use assessment::response::ResponseError;
use assessment::{Catalogue, Response, Responses};
use serde::de::DeserializeSeed;

use crate::chunk::{Chunk, row_end};
use crate::columns::{self, RESPONSE};
use crate::{BadLine, Batch, Row};
use document::Document;

/// So many lines are looked at for one that tells the format.
const LOOKS: usize = 100;

/// How responses are written, a line each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// JSON: a list of levels, or an object with `responses` and, if wanted, `id`, `family`, `level`.
    Json,
    /// CSV with a header of item ids and, if wanted, `id`, `family`, `level`.
    Csv,
    /// A result code, or whatever holds one: a link, or what a mailer made of it.
    Code,
}

/// Why a line can't be scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputError {
    /// It is longer than a line may be.
    TooLong {
        /// The most bytes.
        max: usize,
    },
    /// It isn't UTF-8.
    Encoding,
    /// It isn't the JSON that is expected.
    Json(String),
    /// It has more or fewer fields than the header.
    Fields {
        /// Fields of the line.
        given: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A field is neither a level nor a mark for what has none.
    NoLevel {
        /// The item's id.
        item: String,
        /// What stands there.
        given: String,
    },
    /// A level lies above the item's highest.
    OutOfRange {
        /// The item's id.
        item: String,
        /// The level given.
        given: u8,
        /// The highest level that the item has.
        max: u8,
    },
    /// There are more responses than items.
    TooMany {
        /// Responses given.
        given: usize,
        /// Items of the catalogue.
        items: usize,
    },
    /// There is no family of this id.
    Family(String),
    /// There is no level of this name.
    Level(String),
    /// The result code can't be opened.
    Code(LinkError),
    /// No column of the header is an item of the catalogue.
    NoItems,
    /// A column comes twice.
    Twice(String),
    /// It stands before the header.
    BeforeHeader,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { max } => write!(f, "longer than {max} bytes"),
            Self::Encoding => f.write_str("not UTF-8"),
            Self::Json(cause) => f.write_str(cause),
            Self::Fields { given, expected } => {
                write!(f, "{given} fields, where the header has {expected}")
            }
            Self::NoLevel { item, given } => write!(
                f,
                "`{given}` at item `{item}`: expected a level, nothing for not asked, or `-` for skipped"
            ),
            Self::OutOfRange { item, given, max } => {
                write!(
                    f,
                    "level {given} at item `{item}`, where {max} is the highest"
                )
            }
            Self::TooMany { given, items } => {
                write!(f, "{given} responses for a catalogue of {items} items")
            }
            Self::Family(id) => write!(f, "no family `{id}` in this catalogue"),
            Self::Level(name) => write!(
                f,
                "no level `{name}`: expected `junior`, `senior` or `next`"
            ),
            Self::Code(cause) => write!(f, "{}: {cause}", cause.code()),
            Self::NoItems => f.write_str("no column is an item of this catalogue"),
            Self::Twice(name) => write!(f, "the column `{name}` comes twice"),
            Self::BeforeHeader => f.write_str("passed over: it stands before the header"),
        }
    }
}

impl std::error::Error for InputError {}

/// Reader: lines to rows; each worker has its own.
#[derive(Clone)]
pub struct Reader<'a> {
    catalogue: &'a Catalogue,
    format: Format<'a>,
    items: HashMap<&'a str, ItemIndex>,
    family: FamilyIndex,
    level: Option<Tier>,
    /// The row under way; its memory is used again for the next.
    fields: Fields,
    /// Names whose values are passed through.
    names: &'a [String],
}

#[derive(Clone)]
enum Format<'a> {
    Json,
    Code(Codec<'a>),
    Csv { separator: u8, columns: Vec<Column> },
}

#[derive(Clone, Copy)]
enum Column {
    Item(ItemIndex),
    Id,
    Family,
    Level,
    /// One of the names that are passed through.
    Passed(usize),
    Unknown,
}

#[derive(Clone)]
struct Fields {
    empty: Responses,
    responses: Responses,
    id: Option<String>,
    family: FamilyIndex,
    level: Option<Tier>,
    passed: Vec<Option<String>>,
}

impl Fields {
    /// Takes the fields of a row, one for each column.
    fn take_row<'f>(
        &mut self,
        catalogue: &Catalogue,
        columns: &[Column],
        mut row: impl Iterator<Item = &'f [u8]>,
    ) -> Result<(), InputError> {
        let mut given = 0;
        for (column, field) in columns.iter().zip(row.by_ref()) {
            given += 1;
            let text = || std::str::from_utf8(field).map_err(|_| InputError::Encoding);
            match *column {
                Column::Item(item) => {
                    let response = level_field(catalogue, item, field)?;
                    set(&mut self.responses, catalogue, item, response)?;
                }
                Column::Id if !field.is_empty() => {
                    let id = serde_json::to_string(text()?)
                        .map_err(|cause| InputError::Json(cause.to_string()))?;
                    self.id = Some(id);
                }
                Column::Family if !field.is_empty() => self.family = family(catalogue, text()?)?,
                Column::Level if !field.is_empty() => self.level = level(text()?)?,
                Column::Passed(place) if !field.is_empty() => {
                    self.passed[place] = Some(text()?.to_owned());
                }
                Column::Id
                | Column::Family
                | Column::Level
                | Column::Passed(_)
                | Column::Unknown => {}
            }
        }
        let given = given + row.count();
        if given == columns.len() {
            Ok(())
        } else {
            Err(InputError::Fields {
                given,
                expected: columns.len(),
            })
        }
    }

    /// Takes a plain list of one-digit levels and `null`, with nothing around it but `responses` as
    /// the only name: what a program writes. Anything else is left to the reader of JSON.
    fn take_plain(&mut self, catalogue: &Catalogue, line: &[u8]) -> bool {
        let list = match line.trim_ascii() {
            [b'[', list @ .., b']'] => list,
            line => match line
                .strip_prefix(b"{\"responses\":[")
                .and_then(|rest| rest.strip_suffix(b"]}"))
            {
                Some(list) => list,
                None => return false,
            },
        };
        let items = catalogue.items();
        let mut count = 0;
        for (item, field) in items.zip(list.split(|&byte| byte == b',')) {
            count += 1;
            let response = match field {
                &[digit @ b'0'..=b'9'] => Response::Level(digit - b'0'),
                b"null" => Response::Skipped,
                _ => return false,
            };
            if self.responses.set(catalogue, item, response).is_err() {
                return false;
            }
        }
        // More fields than items are the reader's to name.
        memchr::memchr_iter(b',', list).count() < count
    }
}

/// Sets a response.
///
/// # Errors
/// If its level lies above the item's highest.
pub fn set(
    responses: &mut Responses,
    catalogue: &Catalogue,
    item: ItemIndex,
    response: Response,
) -> Result<(), InputError> {
    responses
        .set(catalogue, item, response)
        .map_err(|cause| match cause {
            ResponseError::LevelOutOfRange { given, max, .. } => InputError::OutOfRange {
                item: catalogue.item_id(item).to_string(),
                given,
                max,
            },
            ResponseError::TooMany { given, items } => InputError::TooMany { given, items },
        })
}

impl<'a> Reader<'a> {
    /// A reader, the chunk without what it is no response of, and remarks on the header, with its line.
    pub(crate) fn new(
        batch: &Batch<'a>,
        first: Chunk,
    ) -> Result<(Self, Chunk, Vec<BadLine>), (u64, InputError)> {
        Self::passing(batch, first, &[])
    }

    /// The same, with what stands under some more names: columns of a table, keys of an object.
    pub(crate) fn passing(
        batch: &Batch<'a>,
        mut first: Chunk,
        names: &'a [String],
    ) -> Result<(Self, Chunk, Vec<BadLine>), (u64, InputError)> {
        let catalogue = batch.catalogue;
        let items: HashMap<&str, ItemIndex> = catalogue
            .items()
            .map(|item| (catalogue.item_id(item).as_str(), item))
            .collect();
        // A spreadsheet may have put a byte order mark first.
        if first.bytes.starts_with(b"\xef\xbb\xbf") {
            first.bytes.drain(..3);
        }
        let mut remarks = Vec::new();
        let (input, start) = match batch.input {
            Some(input) => (input, first_line(&first.bytes).start),
            None => recognised(catalogue, &first.bytes).unwrap_or_else(|| guessed(&first.bytes)),
        };
        let format = match input {
            InputFormat::Json => Format::Json,
            InputFormat::Code => Format::Code(Codec::new(catalogue)),
            InputFormat::Csv => {
                let before = first.number;
                let passed = first.take(start);
                remarks.extend(passed_over(&passed, before));
                let line = first.number;
                let row = &first.bytes[first_line(&first.bytes)];
                let end = row_end(&first.bytes, separator(row), true);
                let row = first.take(end.unwrap_or(first.bytes.len()));
                let mut causes = Vec::new();
                let format = header(catalogue, &items, names, &row, &mut causes)
                    .map_err(|cause| (line, cause))?;
                remarks.extend(causes.into_iter().map(|cause| BadLine::new(line, cause)));
                format
            }
        };
        let empty = Responses::new(catalogue);
        let reader = Self {
            catalogue,
            format,
            items,
            family: batch.family,
            level: batch.level,
            fields: Fields {
                responses: empty.clone(),
                empty,
                id: None,
                family: batch.family,
                level: batch.level,
                passed: vec![None; names.len()],
            },
            names,
        };
        Ok((reader, first, remarks))
    }

    /// The format of the lines.
    #[must_use]
    pub const fn input(&self) -> InputFormat {
        match self.format {
            Format::Json => InputFormat::Json,
            Format::Code(_) => InputFormat::Code,
            Format::Csv { .. } => InputFormat::Csv,
        }
    }

    /// What separates the fields of a row, if there are rows.
    pub(crate) const fn separator(&self) -> Option<u8> {
        match self.format {
            Format::Csv { separator, .. } => Some(separator),
            Format::Json | Format::Code(_) => None,
        }
    }

    /// Calls back with what each line of a chunk says, or why it says nothing, and its number; blank
    /// lines are passed over.
    pub fn each(&mut self, chunk: &Chunk, mut take: impl FnMut(u64, Result<Row<'_>, InputError>)) {
        chunk.lines(|number, line| match line.map(|line| self.read(line)) {
            Ok(Ok(Some(row))) => take(number, Ok(row)),
            Ok(Ok(None)) => {}
            Ok(Err(cause)) | Err(cause) => take(number, Err(cause)),
        });
    }

    /// What a line says; nothing if it is blank.
    fn read(&mut self, line: &[u8]) -> Result<Option<Row<'_>>, InputError> {
        if line.trim_ascii().is_empty() {
            return Ok(None);
        }
        self.fields.responses.clone_from(&self.fields.empty);
        self.fields.id = None;
        self.fields.family = self.family;
        self.fields.level = self.level;
        self.fields.passed.fill(None);
        match self.format {
            Format::Json => self.read_json(line)?,
            Format::Code(_) => self.read_code(line)?,
            Format::Csv { .. } => self.read_csv(line)?,
        }
        let fields = &self.fields;
        Ok(Some(Row {
            id: fields.id.as_deref(),
            responses: &fields.responses,
            family: fields.family,
            level: fields.level,
            passed: &fields.passed,
        }))
    }

    fn read_code(&mut self, line: &[u8]) -> Result<(), InputError> {
        let Format::Code(codec) = &self.format else {
            return Ok(());
        };
        let text = std::str::from_utf8(line).map_err(|_| InputError::Encoding)?;
        let shared = codec.open(text).map_err(InputError::Code)?;
        self.fields.responses = shared.responses;
        self.fields.family = shared.family;
        self.fields.level = shared.level;
        Ok(())
    }

    fn read_json(&mut self, line: &[u8]) -> Result<(), InputError> {
        if self.fields.take_plain(self.catalogue, line) {
            return Ok(());
        }
        self.fields.responses.clone_from(&self.fields.empty);
        let mut deserializer = serde_json::Deserializer::from_slice(line);
        let mut problem = None;
        let seed = Document {
            catalogue: self.catalogue,
            items: &self.items,
            names: self.names,
            fields: &mut self.fields,
            problem: &mut problem,
        };
        let read = seed
            .deserialize(&mut deserializer)
            .and_then(|()| deserializer.end());
        match (problem, read) {
            (Some(problem), _) => Err(problem),
            (None, Err(cause)) => Err(InputError::Json(without_line(&cause))),
            (None, Ok(())) => Ok(()),
        }
    }

    fn read_csv(&mut self, line: &[u8]) -> Result<(), InputError> {
        let Format::Csv { separator, columns } = &self.format else {
            return Ok(());
        };
        // Only quotes need more than a look for the separator.
        if memchr::memchr(b'"', line).is_none() {
            let fields = line.split(|byte| byte == separator).map(<[u8]>::trim_ascii);
            return self.fields.take_row(self.catalogue, columns, fields);
        }
        let record = record(line, *separator)?;
        self.fields.take_row(self.catalogue, columns, record.iter())
    }
}

/// Where the first line that isn't blank is, without its end.
fn first_line(bytes: &[u8]) -> Range<usize> {
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace());
    let start = blank.count();
    let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |end| start + end);
    start..end
}

/// The format that the first line tells which is one of a format, and where that line begins. What
/// stands before is none, such as a line that a program has put there.
pub(crate) fn recognised(catalogue: &Catalogue, bytes: &[u8]) -> Option<(InputFormat, usize)> {
    let mut start = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n').take(LOOKS) {
        let text = line.trim_ascii();
        let is_header = || {
            let separator = separator(text);
            let rest = &bytes[start..];
            let end = row_end(rest, separator, true).unwrap_or(rest.len());
            let row = record(rest[..end].trim_ascii(), separator).unwrap_or_default();
            let mut names = row.iter();
            names.any(|name| {
                let id = name.strip_suffix(RESPONSE.as_bytes()).unwrap_or(name);
                catalogue
                    .items()
                    .any(|item| catalogue.item_id(item).as_str().as_bytes() == id)
            })
        };
        let is_code = || std::str::from_utf8(text).is_ok_and(|text| link::find(text).is_some());
        if matches!(text, [b'{', .., b'}'] | [b'[', .., b']']) {
            return Some((InputFormat::Json, start));
        }
        if is_header() {
            return Some((InputFormat::Csv, start));
        }
        if is_code() {
            return Some((InputFormat::Code, start));
        }
        start += line.len();
    }
    None
}

/// What the first line looks most like, where none is of a format.
fn guessed(bytes: &[u8]) -> (InputFormat, usize) {
    let line = first_line(bytes);
    let start = line.start;
    let input = match bytes[line].trim_ascii() {
        [b'{' | b'[', ..] => InputFormat::Json,
        line if line.iter().any(|byte| b",;\t".contains(byte)) => InputFormat::Csv,
        _ => InputFormat::Code,
    };
    (input, start)
}

/// A remark on each line before the header that isn't blank.
fn passed_over(bytes: &[u8], first: u64) -> Vec<BadLine> {
    let lines = bytes.split(|&byte| byte == b'\n').zip(first..);
    lines
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(_, line)| BadLine::new(line, InputError::BeforeHeader.to_string()))
        .collect()
}

/// What separates the fields of a line: what comes most; of equals the last, so a comma before the
/// others.
fn separator(line: &[u8]) -> u8 {
    let count = |separator: u8| line.iter().filter(|&&byte| byte == separator).count();
    b"\t;,"
        .iter()
        .copied()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}

fn record(line: &[u8], separator: u8) -> Result<csv::ByteRecord, InputError> {
    let mut record = csv::ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .buffer_capacity(line.len().max(1))
        .from_reader(line);
    reader
        .read_byte_record(&mut record)
        .map_err(|cause| InputError::Json(cause.to_string()))?;
    Ok(record)
}

fn header(
    catalogue: &Catalogue,
    items: &HashMap<&str, ItemIndex>,
    passed: &[String],
    line: &[u8],
    remarks: &mut Vec<String>,
) -> Result<Format<'static>, InputError> {
    let line = line.trim_ascii();
    let separator = separator(line);
    let record = record(line, separator)?;
    let mut columns = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut unknown = Vec::new();
    let own = columns::columns(catalogue);
    for name in &record {
        let name = std::str::from_utf8(name).map_err(|_| InputError::Encoding)?;
        let id = name.strip_suffix(RESPONSE).unwrap_or(name);
        if seen.contains(&id) && !name.is_empty() {
            return Err(InputError::Twice(name.to_owned()));
        }
        seen.push(id);
        columns.push(match (items.get(id), name) {
            (Some(&item), _) => Column::Item(item),
            (None, "id") => Column::Id,
            (None, "family") => Column::Family,
            (None, "level") => Column::Level,
            (None, _) => match passed.iter().position(|known| known == name) {
                Some(place) => Column::Passed(place),
                None => {
                    // Results can be scored again; what they have besides needs no word.
                    if own.iter().all(|column| column.name != name) {
                        unknown.push(name);
                    }
                    Column::Unknown
                }
            },
        });
    }
    let missing: Vec<&str> = catalogue
        .items()
        .filter(|&item| {
            let is_it = |column: &Column| matches!(*column, Column::Item(other) if other == item);
            !columns.iter().any(is_it)
        })
        .map(|item| catalogue.item_id(item).as_str())
        .collect();
    if missing.len() == items.len() {
        return Err(InputError::NoItems);
    }
    if !unknown.is_empty() {
        remarks.push(format!("columns passed over: {}", unknown.join(", ")));
    }
    if !missing.is_empty() {
        remarks.push(format!(
            "items without a column, which count as not asked: {}",
            missing.join(", ")
        ));
    }
    Ok(Format::Csv { separator, columns })
}

fn level_field(
    catalogue: &Catalogue,
    item: ItemIndex,
    field: &[u8],
) -> Result<Response, InputError> {
    match field {
        b"" => Ok(Response::NotAsked),
        b"-" | b"." | b"skipped" => Ok(Response::Skipped),
        &[digit @ b'0'..=b'9'] => Ok(Response::Level(digit - b'0')),
        _ => Err(InputError::NoLevel {
            item: catalogue.item_id(item).to_string(),
            given: String::from_utf8_lossy(field).into_owned(),
        }),
    }
}

/// The family of an id.
///
/// # Errors
/// If there is none.
pub fn family(catalogue: &Catalogue, id: &str) -> Result<FamilyIndex, InputError> {
    catalogue
        .family_by_id(id)
        .ok_or_else(|| InputError::Family(id.to_owned()))
}

/// The level aimed at by its name; none is the next one.
///
/// # Errors
/// If no level is called so.
pub fn level(name: &str) -> Result<Option<Tier>, InputError> {
    if name == "next" {
        return Ok(None);
    }
    Tier::ALL
        .into_iter()
        .find(|tier| tier.as_str() == name)
        .map(Some)
        .ok_or_else(|| InputError::Level(name.to_owned()))
}

/// The message without the line that serde counts: it is always the first here.
fn without_line(cause: &serde_json::Error) -> String {
    let text = cause.to_string();
    match text.split_once(" at line 1 column ") {
        Some((message, column)) => format!("{message} at column {column}"),
        None => text,
    }
}
