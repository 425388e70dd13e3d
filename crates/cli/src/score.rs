//! Scores any number of responses: the batch with files, names and messages around it.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::{Catalogue, compiled};
use batch::{Batch, BatchError, InputFormat, OutputFormat};
use clap::{Args, ValueEnum};

use crate::{ERRORS, FAILURE, Format, show};

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
                eprintln!("{message}");
            }
            ExitCode::from(status)
        }
    }
}

fn score(arguments: &Arguments) -> Result<ExitCode, Failed> {
    let catalogue = catalogue(&arguments.catalogue)?;
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
            Input::Csv => InputFormat::Csv,
            Input::Codes => InputFormat::Code,
        }),
        output: match arguments.format {
            Output::Jsonl => OutputFormat::Json,
            Output::Csv => OutputFormat::Csv,
        },
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
    let responses: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|cause| unusable(path, "read", &cause))?)
    };
    let results: Box<dyn Write> = match &arguments.output {
        None => Box::new(io::stdout().lock()),
        Some(path) => {
            let file = File::create(path).map_err(|cause| unusable(path, "written", &cause))?;
            Box::new(BufWriter::new(file))
        }
    };
    let summary = batch.run(responses, results, |bad| {
        eprintln!("{}:{}: {}", path.display(), bad.line, bad.cause);
    });
    match summary {
        Ok(summary) => {
            eprintln!("{} scored, {} bad", summary.scored, summary.bad);
            Ok(ExitCode::from(if summary.bad > 0 { ERRORS } else { 0 }))
        }
        // Whoever reads along, as `head` does, may have read enough.
        Err(BatchError::Write(cause)) if cause.kind() == io::ErrorKind::BrokenPipe => {
            Ok(ExitCode::SUCCESS)
        }
        Err(cause) => Err((FAILURE, format!("{}: {cause}", path.display()))),
    }
}

fn unusable(path: &Path, what: &str, cause: &io::Error) -> Failed {
    (
        FAILURE,
        format!("{} can't be {what}: {cause}", path.display()),
    )
}

fn catalogue(path: &Path) -> Result<Catalogue, Failed> {
    if path.is_dir() {
        let report = catalogue::load(path);
        let Some(authored) = &report.authored else {
            show(&report, Format::Human);
            return Err((ERRORS, String::new()));
        };
        return Ok(authored.catalogue().clone());
    }
    let bytes = std::fs::read(path).map_err(|cause| unusable(path, "read", &cause))?;
    let (catalogue, _) = compiled::decode(&bytes)
        .map_err(|cause| (ERRORS, format!("{}: {cause}", path.display())))?;
    Ok(catalogue)
}
