//! The responses of a cohort, as `analyse` and `norms` read them.

use std::cell::RefCell;
use std::io::Read;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use analysis::cohort::{Sitting, Study, TakeError};
use batch::{BadLine, InputFormat, Record, Records};
use clap::Args;
use tables::{Gaps, Table, TableKind, Text};

use crate::limesurvey::Translated;
use crate::loaded::{self, Loaded, Survey};
use crate::progress::Progress;
use crate::responses::{self, Expected, Inside};
use crate::score::{Failed, Input, Level, line_name, table_name, unusable};
use crate::{FAILURE, complain};

/// The key under which a line says how its answers were randomised.
const RANDOMISED: &str = "rr";

/// Privacy budgets that answers are randomised with. Below, what is left of an answer is so little that its
/// correction would outweigh those of many others; above, hardly anything is randomised.
pub(crate) const EPSILON: RangeInclusive<f64> = 0.1..=10.0;

/// Progress is shown after so many lines.
const STEP: u64 = 1024;

/// What is read, and how.
#[derive(Clone, Debug, Args)]
pub(crate) struct Reading {
    /// A folder with a catalogue.toml, or a compiled catalogue.
    pub(crate) catalogue: PathBuf,
    /// The responses, one a line or row; `-` reads from standard input. What is compressed by gzip or
    /// Zstandard is unpacked.
    #[arg(long, value_name = "FILE")]
    pub(crate) responses: Option<PathBuf>,
    /// How the responses are written; by default the first bytes or the first line tell.
    #[arg(long, value_enum)]
    pub(crate) input: Option<Input>,
    /// The id of the family aimed at, for lines that don't say; by default the catalogue's first.
    #[arg(long)]
    pub(crate) family: Option<String>,
    /// The level aimed at, for lines that don't say.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) level: Level,
    /// Leaves out rows that look clicked through: one level throughout, or too fast to be read.
    #[arg(long)]
    pub(crate) leave_out_careless: bool,
    /// The column or key with how many seconds a sitting took.
    #[arg(long, value_name = "COLUMN", default_value = "seconds")]
    pub(crate) seconds: String,
    /// Seconds for each answer below which a sitting is too fast to be read.
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0)]
    pub(crate) pace: f64,
}

impl Reading {
    /// The catalogue and, if the responses are a survey's, what its answers stand for.
    pub(crate) fn load(&self) -> Result<Loaded, Failed> {
        let survey = match self.input {
            Some(Input::Limesurvey) => Survey::Ready,
            _ => Survey::No,
        };
        loaded::load(&self.catalogue, survey)
    }

    /// Opens responses, as lines whatever they are.
    fn open(&self, loaded: &Loaded, path: &Path) -> Result<Source, Failed> {
        tables::hush();
        let expected = self.input.map_or(Expected::Anything, Input::expected);
        let opened = responses::open(path, expected).map_err(|message| (FAILURE, message))?;
        let progress = Progress::new(opened.extent, false);
        let (mut kind, mut gaps) = (None, Gaps::default());
        let lines: Box<dyn Read> = match (opened.inside, &loaded.mapping) {
            (Inside::Lines(lines), None) => lines,
            (Inside::Lines(lines), Some(mapping)) => {
                let translated = Translated::new(lines, mapping);
                Box::new(translated.map_err(|cause| unusable(path, "read", &cause))?)
            }
            (Inside::Table(found, table), _) => {
                kind = Some(found);
                let text = text_of(table, loaded, path);
                gaps = text.gaps();
                Box::new(text)
            }
        };
        Ok(Source {
            lines,
            kind,
            gaps,
            progress,
        })
    }

    /// Counts every line of a file. `columns` are what to compare and to pair by.
    pub(crate) fn count(
        &self,
        loaded: &Loaded,
        path: &Path,
        columns: &Columns,
        study: &mut Study<'_>,
    ) -> Result<Counted, Failed> {
        let Source {
            lines: responses,
            kind,
            gaps,
            progress,
        } = self.open(loaded, path)?;
        let progress = RefCell::new(progress);
        // The rows of a table are counted from the first, its header is none.
        let above = u64::from(kind.is_some());
        let say = |line: u64, cause: &str| {
            let message = match line - above {
                0 => format!("{}: {cause}", path.display()),
                line => format!("{}:{}: {cause}", path.display(), gaps.number(line)),
            };
            progress.borrow().complain(&message);
        };
        let named = [columns.by.clone(), columns.wave.clone()];
        let mut passed = vec![RANDOMISED.to_owned(), self.seconds.clone()];
        passed.extend(named.into_iter().flatten());
        let records = Records {
            catalogue: &loaded.catalogue,
            input: match kind {
                None => self.input.and_then(Input::lines),
                Some(_) => Some(InputFormat::Csv),
            },
            family: loaded::family(&loaded.catalogue, self.family.as_deref())?,
            level: self.level.tier(),
            passed: &passed,
        };
        let mut counted = Counted::default();
        let mut stopped: Option<TakeError> = None;
        let take = |record: &Record<'_>| {
            // Whoever looks on needs no more than that.
            if record.line.is_multiple_of(STEP) {
                progress.borrow_mut().add(STEP);
            }
            if stopped.is_none() {
                let taken = self.take(record, loaded, columns, &passed, study, &mut counted);
                match taken {
                    Ok(()) => {}
                    Err(Untaken::Line(cause)) => {
                        counted.bad += 1;
                        say(record.line, &cause);
                    }
                    Err(Untaken::All(cause)) => stopped = Some(cause),
                }
            }
        };
        let tell = |bad: &BadLine| say(bad.line, &bad.cause);
        let summary = records.read(responses, take, tell);
        progress.borrow().end();
        let mut summary =
            summary.map_err(|cause| (FAILURE, format!("{}: {cause}", path.display())))?;
        if let Some(cause) = stopped {
            return Err((FAILURE, format!("{}: {cause}", path.display())));
        }
        summary.bad = summary.bad.saturating_add(lost(&gaps, path));
        counted.bad = counted.bad.saturating_add(summary.bad);
        let taken = match (self.input, summary.input) {
            (None, Some(input)) => {
                format!(", read as {}", kind.map_or(line_name(input), table_name))
            }
            _ => String::new(),
        };
        complain(&format!(
            "{}: {} counted, {} bad{taken}",
            path.display(),
            summary.scored + summary.bad - counted.bad,
            counted.bad
        ));
        Ok(counted)
    }

    fn take(
        &self,
        record: &Record<'_>,
        loaded: &Loaded,
        columns: &Columns,
        passed: &[String],
        study: &mut Study<'_>,
        counted: &mut Counted,
    ) -> Result<(), Untaken> {
        let value = |name: &str| {
            let place = passed.iter().position(|passed| passed == name)?;
            record.passed[place].as_deref()
        };
        let epsilon = value(RANDOMISED)
            .map(budget)
            .transpose()
            .map_err(Untaken::Line)?;
        let seconds = match value(&self.seconds).map(str::parse::<f64>) {
            None => None,
            Some(Ok(seconds)) if seconds >= 0.0 => Some(seconds),
            Some(_) => {
                let column = &self.seconds;
                let cause = format!("`{column}` is no number of seconds: correct or empty it");
                return Err(Untaken::Line(cause));
            }
        };
        let group = match &columns.by {
            Some(by) if by == "family" => Some(loaded.catalogue.family_id(record.family).as_str()),
            Some(by) => value(by),
            None => columns.group.as_deref(),
        };
        let sitting = Sitting {
            responses: record.responses,
            family: record.family,
            level: record.level,
            group,
            id: record.id,
            wave: columns.wave.as_deref().and_then(value),
            seconds,
            epsilon,
        };
        study.take(&sitting).map_err(|cause| match cause {
            TakeError::Budgets => Untaken::Line(format!("`{RANDOMISED}`: {cause}")),
            TakeError::Groups => Untaken::All(cause),
        })?;
        counted.grouped += u64::from(group.is_some());
        counted.named += u64::from(record.id.is_some());
        Ok(())
    }
}

/// Source: responses as they are read.
struct Source {
    lines: Box<dyn Read>,
    /// The kind of table that they are, if they are one.
    kind: Option<TableKind>,
    /// The rows of it that can't be read.
    gaps: Gaps,
    progress: Progress,
}

/// The rows of a table as the lines that records are read from; what is to be said of it is said.
fn text_of(table: Table, loaded: &Loaded, path: &Path) -> Text {
    let (text, remarks) = table.into_text(&loaded.catalogue);
    for remark in remarks {
        complain(&format!("{}: {remark}", path.display()));
    }
    text
}

/// Says which rows of a table can't be read; how many they are.
fn lost(gaps: &Gaps, path: &Path) -> u64 {
    gaps.all().iter().fold(0, |sum: u64, gap| {
        let told = gap.told();
        complain(&format!("{}:{}: {}", path.display(), told.line, told.cause));
        sum.saturating_add(told.count)
    })
}

/// What lines are compared and paired by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// The column or key of the group.
    pub(crate) by: Option<String>,
    /// The group of lines that don't say, such as all of a file.
    pub(crate) group: Option<String>,
    /// The column or key that says which of a person's sittings it is.
    pub(crate) wave: Option<String>,
}

/// What came of reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counted {
    /// Lines that can't be counted.
    pub(crate) bad: u64,
    /// Lines with a group.
    pub(crate) grouped: u64,
    /// Lines with an id.
    pub(crate) named: u64,
}

/// Why a line isn't counted, or none after it.
enum Untaken {
    Line(String),
    All(TakeError),
}

/// The budget that a line says its answers were randomised with: `{"epsilon":1}`, or the number alone.
fn budget(text: &str) -> Result<f64, String> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|cause| format!("`{RANDOMISED}`: {cause}"))?;
    let epsilon = value.as_f64().or_else(|| value.get("epsilon")?.as_f64());
    epsilon
        .filter(|epsilon| EPSILON.contains(epsilon))
        .ok_or_else(|| {
            let (least, most) = EPSILON.into_inner();
            format!("`{RANDOMISED}` has no `epsilon` from {least} to {most}, so what was randomised can't be corrected")
        })
}
