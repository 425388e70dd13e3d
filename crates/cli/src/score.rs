//! Scores any number of responses: the batch with files, names and messages around it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::{Catalogue, compiled};
use batch::{BadLine, Batch, InputFormat, OutputFormat};
use clap::{Args, ValueEnum};

use same_file::Handle;

use crate::limesurvey::{Mapping, Translated};
use crate::output;
use crate::{ERRORS, FAILURE, Format, complain, show};

/// What the exit status says here; `docs/batch.md` says it too.
const STATUS: &str = "Exit status: 0 every line is scored, 1 some lines are bad (the others are scored) or the catalogue has errors, 2 the command can't be carried out.";

/// What is to be scored, and how.
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(crate) struct Arguments {
    /// A folder with a catalogue.toml, or a compiled catalogue.
    catalogue: PathBuf,
    /// The responses, one a line; `-` reads from standard input.
    #[arg(long, value_name = "FILE")]
    responses: PathBuf,
    /// How the responses are written; by default the first line tells.
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// How the results are written.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
    /// The file to write to; by default standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Leaves out the header of results in CSV, for parts that are put together.
    #[arg(long)]
    no_header: bool,
    /// The id of the family aimed at, for lines that don't say; by default the catalogue's first.
    #[arg(long)]
    family: Option<String>,
    /// The level aimed at, for lines that don't say.
    #[arg(long, value_enum, default_value_t)]
    level: Level,
    /// How many cores to use; by default all.
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Input {
    /// A JSON list of levels, or an object with `responses`.
    Jsonl,
    /// A table whose header has item ids.
    Csv,
    /// Result codes or links.
    Codes,
    /// Responses exported from LimeSurvey as CSV, by the mapping that `import` wrote.
    Limesurvey,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Output {
    /// A JSON object a line.
    #[default]
    Jsonl,
    /// A table with a header.
    Csv,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Level {
    /// The lowest that isn't reached.
    #[default]
    Next,
    /// Junior.
    Junior,
    /// Senior.
    Senior,
}

/// The exit status and why.
type Failed = (u8, String);

/// Scores, and says what came of it.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match score(arguments) {
        Ok(status) => status,
        Err((status, message)) => {
            if !message.is_empty() {
                complain(&message);
            }
            ExitCode::from(status)
        }
    }
}

fn score(arguments: &Arguments) -> Result<ExitCode, Failed> {
    let is_survey = matches!(arguments.input, Some(Input::Limesurvey));
    let (catalogue, mapping) = catalogue(&arguments.catalogue, is_survey)?;
    let family = match &arguments.family {
        None => FamilyIndex(0),
        Some(id) => catalogue.family_by_id(id).ok_or_else(|| {
            let known: Vec<&str> = catalogue
                .families()
                .map(|family| catalogue.family_id(family).as_str())
                .collect();
            let known = known.join(", ");
            (FAILURE, format!("no family `{id}`; there is {known}"))
        })?,
    };
    let batch = Batch {
        catalogue: &catalogue,
        input: arguments.input.map(|input| match input {
            Input::Jsonl => InputFormat::Json,
            Input::Csv | Input::Limesurvey => InputFormat::Csv,
            Input::Codes => InputFormat::Code,
        }),
        output: match arguments.format {
            Output::Jsonl => OutputFormat::Json,
            Output::Csv => OutputFormat::Csv,
        },
        has_header: !arguments.no_header,
        family,
        level: match arguments.level {
            Level::Next => None,
            Level::Junior => Some(Tier::Junior),
            Level::Senior => Some(Tier::Senior),
        },
        jobs: arguments
            .jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
    };
    let path = &arguments.responses;
    if let Some(output) = &arguments.output {
        refuse_own_input(path, output)?;
    }
    let responses: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|cause| unusable(path, "read", &cause))?)
    };
    let responses: Box<dyn Read + Send> = match &mapping {
        None => responses,
        Some(mapping) => {
            let translated = Translated::new(responses, mapping);
            Box::new(translated.map_err(|cause| unusable(path, "read", &cause))?)
        }
    };
    let tell = |bad: &BadLine| {
        complain(&format!("{}:{}: {}", path.display(), bad.line, bad.cause));
    };
    let summary = match &arguments.output {
        None => batch.run(responses, Pipe(io::stdout().lock()), tell),
        Some(place) => {
            let mut file =
                output::Output::new(place).map_err(|cause| unusable(place, "written", &cause))?;
            let summary = batch.run(responses, &mut file, tell);
            if summary.is_ok() {
                file.finish()
                    .map_err(|cause| unusable(place, "written", &cause))?;
            }
            summary
        }
    };
    let summary = summary.map_err(|cause| (FAILURE, format!("{}: {cause}", path.display())))?;
    let taken = match (arguments.input, summary.input) {
        (None, Some(input)) => format!(", read as {}", name(input)),
        _ => String::new(),
    };
    complain(&format!(
        "{} scored, {} bad{taken}",
        summary.scored, summary.bad
    ));
    Ok(ExitCode::from(if summary.bad > 0 { ERRORS } else { 0 }))
}

/// A format as the command calls it.
const fn name(input: InputFormat) -> &'static str {
    match input {
        InputFormat::Json => "jsonl",
        InputFormat::Csv => "csv",
        InputFormat::Code => "codes",
    }
}

/// Keeps responses from being overwritten by their results, whatever the two files are called.
fn refuse_own_input(responses: &Path, output: &Path) -> Result<(), Failed> {
    let read = if responses.as_os_str() == "-" {
        Handle::stdin()
    } else {
        Handle::from_path(responses)
    };
    // What can't be looked at is refused by whoever opens it.
    let (Ok(read), Ok(written)) = (read, Handle::from_path(output)) else {
        return Ok(());
    };
    let is_file = read.as_file().metadata().is_ok_and(|found| found.is_file());
    if read == written && is_file {
        let path = output.display();
        return Err((
            FAILURE,
            format!("{path} holds the responses; write the results to another file"),
        ));
    }
    Ok(())
}

/// Standard output. Whoever reads along, as `head` does, may have read enough: the run then ends at
/// once, even if more input is still to come.
struct Pipe<W>(W);

impl<W: Write> Pipe<W> {
    fn checked<T>(result: io::Result<T>) -> io::Result<T> {
        if matches!(&result, Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe) {
            std::process::exit(0);
        }
        result
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::checked(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Self::checked(self.0.flush())
    }
}

fn unusable(path: &Path, what: &str, cause: &io::Error) -> Failed {
    (
        FAILURE,
        format!("{} can't be {what}: {cause}", path.display()),
    )
}

/// The catalogue and, if the responses are a survey's, what its answers stand for.
fn catalogue(path: &Path, is_survey: bool) -> Result<(Catalogue, Option<Mapping>), Failed> {
    if path.is_dir() {
        let report = catalogue::load(path);
        let Some(authored) = report
            .shown()
            .filter(|_| is_survey)
            .or(report.authored.as_ref())
        else {
            show(&report, Format::Human);
            return Err((ERRORS, String::new()));
        };
        let mapping = is_survey.then(|| Mapping::read(path, authored)).transpose();
        let mapping = mapping.map_err(|message| (FAILURE, message))?;
        return Ok((authored.catalogue().clone(), mapping));
    }
    if is_survey {
        let message = "responses of a survey need the catalogue's folder, where `import` wrote what its answers stand for";
        return Err((FAILURE, message.to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|cause| unusable(path, "read", &cause))?;
    let (catalogue, _) = compiled::decode(&bytes)
        .map_err(|cause| (ERRORS, format!("{}: {cause}", path.display())))?;
    Ok((catalogue, None))
}
