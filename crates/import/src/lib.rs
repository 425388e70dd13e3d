//! How a catalogue begins: from an example, or as a draft from what somebody has already: a survey of
//! LimeSurvey or SurveyJS, questions in QTI, a spreadsheet with a row for each item.
//!
//! Bytes in, files out: nothing is read or written here. What doesn't fit is said in [`Remarks`], and bytes
//! that are none of these, or too many, are refused with what to do instead. Where to start: [`import`] and [`begin`].

mod archive;
mod begin;
mod draft;
mod limits;
mod mapping;
mod outline;
mod plain;
mod qti;
mod remarks;
mod scale;
mod sheet;
mod survey;
mod surveyjs;
mod tables;
mod tabs;
mod words;
mod written;

use std::collections::BTreeMap;
use std::fmt;

pub use archive::{Entry, packed, unpacked};
pub use begin::begin;
pub use limits::Limits;
pub use mapping::FILE_NAME as MAPPING_FILE;
pub use remarks::{Remarks, visible};
pub use sheet::template;
pub use words::is_tag;
pub use written::slug;

/// What a file is that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The structure of a survey in LimeSurvey, `.lss` or `.txt`.
    LimeSurvey,
    /// A survey in the JSON of SurveyJS.
    SurveyJs,
    /// Items in QTI 3: an item by itself, or a package of them.
    Qti,
    /// A spreadsheet with a row for each item.
    Spreadsheet,
}

/// The draft of a catalogue.
#[derive(Debug)]
pub struct Draft {
    /// What it was made from.
    pub kind: Kind,
    /// Its files by their name.
    pub files: BTreeMap<String, String>,
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl From<String> for Refused {
    fn from(message: String) -> Self {
        Self(message)
    }
}

/// Where LimeSurvey's files come from.
const STRUCTURE: &str =
    "in LimeSurvey, \"Display/Export\" and \"Survey structure (.lss)\" write the file to import";

/// Makes the draft of a catalogue from a file's bytes.
///
/// `id` is the catalogue's id and `date` the day that is noted in it, as `2026-11-23`. What is to be decided,
/// is left out or changed its form is added to `remarks`, also when nothing comes of it.
///
/// # Errors
/// The bytes are nothing that can be imported, are damaged, or more than [`Limits`] allow.
pub fn import(bytes: &[u8], id: &str, date: &str, remarks: &mut Remarks) -> Result<Draft, Refused> {
    limits::check_size(bytes)?;
    let draft = |kind, files| Ok(Draft { kind, files });
    if archive::is_one(bytes) {
        return packed_kind(bytes, id, date, remarks);
    }
    let text = text_of(bytes, remarks)?;
    let start = text.trim_start();
    if start.starts_with('{') {
        let survey = surveyjs::read(start, remarks)?;
        return draft(Kind::SurveyJs, draft::files(&survey, id, date, remarks)?);
    }
    if qti::is_one(start) {
        let survey = qti::read(&[(String::new(), text)], remarks)?;
        return draft(Kind::Qti, draft::files(&survey, id, date, remarks)?);
    }
    if !start.starts_with('<') && tabs::is_one(&text) {
        let survey = survey::read(&tabs::tables(&text)?, remarks)?;
        return draft(Kind::LimeSurvey, draft::files(&survey, id, date, remarks)?);
    }
    if !start.starts_with('<') && sheet::is_one(&text) {
        let files = sheet::from_text(&text, id, date, remarks)?;
        return draft(Kind::Spreadsheet, files);
    }
    let tables = tables::Tables::parse(&text)?;
    let survey = survey::read(&tables, remarks)?;
    draft(Kind::LimeSurvey, draft::files(&survey, id, date, remarks)?)
}

/// The same from an archive: a workbook, or a package of QTI.
fn packed_kind(
    bytes: &[u8],
    id: &str,
    date: &str,
    remarks: &mut Remarks,
) -> Result<Draft, Refused> {
    let entries = archive::unpacked(bytes)?;
    if entries
        .iter()
        .any(|entry| entry.name == "xl/workbook.xml" || entry.name == "xl/workbook.bin")
    {
        let files = sheet::from_workbook(bytes, id, date, remarks)?;
        let kind = Kind::Spreadsheet;
        return Ok(Draft { kind, files });
    }
    let structure = entries
        .iter()
        .position(|entry| entry.name.ends_with(".lss"));
    if let Some(at) = structure {
        let others = entries.iter().enumerate().filter(|(other, _)| *other != at);
        for (_, entry) in others {
            remarks.left_out(format!("the archive's file {}", entry.name));
        }
        return import(&entries[at].bytes, id, date, remarks);
    }
    let documents: Vec<(String, String)> = entries
        .into_iter()
        .filter(|entry| entry.name.to_lowercase().ends_with(".xml"))
        .filter_map(|entry| Some((entry.name, String::from_utf8(entry.bytes).ok()?)))
        .collect();
    if documents.iter().any(|(_, text)| qti::is_one(text)) {
        let survey = qti::read(&documents, remarks)?;
        let files = draft::files(&survey, id, date, remarks)?;
        let kind = Kind::Qti;
        return Ok(Draft { kind, files });
    }
    Err(Refused(
        "it is an archive, and neither a workbook (.xlsx), a package of QTI 3 nor a survey archive of LimeSurvey (.lsa); export one of these".to_owned(),
    ))
}

/// Refuses XML that is nested too deep to be read.
///
/// # Errors
/// It is.
pub fn check_xml(xml: &str) -> Result<(), Refused> {
    limits::check_depth(xml)
}

/// The text of a file that is one: in UTF-8, in UTF-16 with its mark, or, as older spreadsheets write it, in
/// Windows-1252.
fn text_of(bytes: &[u8], remarks: &mut Remarks) -> Result<String, Refused> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unzip();
    if let Some(encoding) = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        remarks.changed("read in another encoding than UTF-8", encoding.name());
        return limits::text(text.into_owned());
    }
    let rest = &bytes[mark.unwrap_or(0)..];
    if rest.contains(&0) {
        return Err(Refused(
            "it holds bytes that no text has; export it as .xlsx, .csv, .lss, .json or .xml"
                .to_owned(),
        ));
    }
    match std::str::from_utf8(rest) {
        Ok(text) => limits::text(text.to_owned()),
        Err(_) if rest.trim_ascii_start().starts_with(b"<") => Err(Refused(format!(
            "it isn't UTF-8, as a survey's structure is; {STRUCTURE}"
        ))),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(rest);
            remarks.changed("read in another encoding than UTF-8", "windows-1252");
            limits::text(text.into_owned())
        }
    }
}
