//! A catalogue to begin with: small, complete, and commented for whoever replaces it piece by piece.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fmt, fs, io};

use catalogue::{CATALOGUE_FILE, PERSONAS_FILE, Schema};
use import::{Refused, Remarks, begin, is_tag};

use crate::{ERRORS, FAILURE, Format, say, show};

/// Why no catalogue was made.
#[derive(Debug)]
pub(crate) enum NotMade {
    /// The folder's place can't be found out, and with it no id.
    Nowhere(PathBuf, io::Error),
    /// What should be the catalogue's id can't be one.
    Id(String),
    /// What should be the tag of a language is none.
    Tag(String),
    /// A language is named twice.
    Twice(String),
    /// The folder holds something, this among it.
    NotEmpty(PathBuf, String),
    /// A file is there already.
    Exists(PathBuf),
    /// Something can't be written.
    Unwritable(PathBuf, io::Error),
    /// The example can't be made of it.
    Refused(Refused),
}

impl fmt::Display for NotMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere(folder, cause) => {
                write!(f, "{} can't be found: {cause}", folder.display())
            }
            Self::Id(id) => write!(
                f,
                "`{id}` can't be the catalogue's id: an id is lower-case words of a-z and 0-9 joined by hyphens; pass one with --id"
            ),
            Self::Tag(tag) => write!(
                f,
                "`{tag}` names no language: write tags such as de or pt-BR, joined by commas: --locales de,pt-BR"
            ),
            Self::Twice(tag) => write!(
                f,
                "the language `{tag}` is named twice; name it once, the default one first"
            ),
            Self::NotEmpty(folder, found) => write!(
                f,
                "{} isn't empty, {found} is in it, and what is there stays as it is; name a new folder",
                folder.display()
            ),
            Self::Exists(path) => write!(
                f,
                "{} is there already and stays as it is; name a new folder",
                path.display()
            ),
            Self::Unwritable(path, cause) => {
                write!(f, "{} can't be written: {cause}", path.display())
            }
            Self::Refused(cause) => cause.fmt(f),
        }
    }
}

/// Writes the example to a folder that has nothing in it yet.
pub(crate) fn run(folder: &Path, id: Option<&str>, locales: &[String]) -> ExitCode {
    match write(folder, id, locales) {
        Ok(files) => report(folder, &files),
        Err(cause) => {
            crate::complain(&cause.to_string());
            ExitCode::from(FAILURE)
        }
    }
}

/// Writes the example; gives its files.
fn write(
    folder: &Path,
    id: Option<&str>,
    locales: &[String],
) -> Result<BTreeMap<String, String>, NotMade> {
    let id = match id {
        Some(id) => id.to_owned(),
        None => id_of(folder)?,
    };
    if !catalogue::is_id(&id) {
        return Err(NotMade::Id(id));
    }
    check_locales(locales)?;
    if let Some(found) = content(folder) {
        return Err(NotMade::NotEmpty(folder.to_owned(), found));
    }
    let mut remarks = Remarks::default();
    let files = begin(&id, &today(), locales, &mut remarks).map_err(NotMade::Refused)?;
    // What is to be translated is said with each file, and by the check.
    for line in remarks.reshaped() {
        say(&format!("Changed on the way: {line}"));
    }
    write_files(folder, &files)?;
    Ok(files)
}

/// Sees that all of them name languages, each another one.
fn check_locales(locales: &[String]) -> Result<(), NotMade> {
    for (position, locale) in locales.iter().enumerate() {
        if !is_tag(locale) {
            return Err(NotMade::Tag(locale.clone()));
        }
        let before = &locales[..position];
        if before.iter().any(|one| one.eq_ignore_ascii_case(locale)) {
            return Err(NotMade::Twice(locale.clone()));
        }
    }
    Ok(())
}

/// The first of what a folder holds by its name. What is hidden, such as a repository's own folder, doesn't
/// count.
fn content(folder: &Path) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| !name.starts_with('.')).min()
}

/// The day, in the way that catalogues write it.
pub(crate) fn today() -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    now.date().to_string()
}

/// Writes a catalogue's files, and the schemas that they name, to a folder that has none of them.
pub(crate) fn write_files(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), NotMade> {
    if let Some(name) = files.keys().find(|name| folder.join(name).exists()) {
        return Err(NotMade::Exists(folder.join(name)));
    }
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        |cause| NotMade::Unwritable(path, cause)
    };
    fs::create_dir_all(folder).map_err(unwritable(folder))?;
    let schemas = Schema::ALL.map(|schema| (schema.file_name(), schema.text()));
    let files = files.iter().map(|(name, text)| (&**name, &**text));
    for (name, text) in files.chain(schemas) {
        let path = folder.join(name);
        crate::output::write(&path, text.as_bytes()).map_err(unwritable(&path))?;
    }
    Ok(())
}

/// The catalogue's id by the folder's name.
pub(crate) fn id_of(folder: &Path) -> Result<String, NotMade> {
    // The name of `.` is known once the path is whole.
    let whole =
        std::path::absolute(folder).map_err(|cause| NotMade::Nowhere(folder.to_owned(), cause))?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    Ok(name.to_lowercase().replace(['_', ' '], "-"))
}

/// What a file is for.
fn described(name: &str, default: &str) -> String {
    match name {
        CATALOGUE_FILE => {
            "the same in every language: ids, levels, weights, requirements".to_owned()
        }
        PERSONAS_FILE => "people whom it is tested with, and what each must get".to_owned(),
        name => {
            let tag = name.strip_suffix(".toml").unwrap_or(name);
            let role = if tag == default {
                ", the default language"
            } else {
                ""
            };
            // A language that the interface has no strings in begins with the English words.
            if catalogue::interface(tag).is_some() {
                format!("the words in `{tag}`{role}")
            } else {
                format!("the words in `{tag}`{role}: still English, to be translated")
            }
        }
    }
}

/// Says what there is now and how to go on.
fn report(folder: &Path, files: &BTreeMap<String, String>) -> ExitCode {
    let report = catalogue::load(folder);
    let Some(authored) = &report.authored else {
        show(&report, Format::Human);
        return ExitCode::from(ERRORS);
    };
    let shown = folder.display();
    let count = authored.texts().len();
    say(&format!(
        "The catalogue `{}` is in {shown}: {} questions in {count} language{}, an example that works.",
        authored.definition().id,
        authored.catalogue().item_count(),
        if count == 1 { "" } else { "s" },
    ));
    let default = authored.default_locale();
    let described = files.keys().map(|name| (&**name, described(name, default)));
    let schemas = "what belongs where, for editors".to_owned();
    let lines: Vec<_> = described.chain([("*.schema.json", schemas)]).collect();
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, what) in lines {
        say(&format!("  {name:width$}  {what}"));
    }
    say(&format!(
        "Replace it piece by piece, beginning with {shown}/{CATALOGUE_FILE}, and check in between:"
    ));
    let mut texts = authored.texts().iter();
    let check = if texts.any(|texts| catalogue::interface(&texts.locale).is_none()) {
        "   names what is wrong, and what is still to be translated"
    } else {
        "   names what is wrong"
    };
    say(&format!("  cargo skill-check check {shown}{check}"));
    say(&format!(
        "  cargo skill-check preview {shown}   shows it in the widget"
    ));
    say(&format!(
        "  cargo skill-check compile {shown} -o OUT   writes what a page embeds"
    ));
    ExitCode::SUCCESS
}
