//! Scores any number of responses: the batch with files, names and messages around it.

use std::io::{self, IsTerminal as _, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assessment::catalogue::Tier;
use batch::{BadLine, Batch, InputFormat, OutputFormat, Summary};
use clap::{Args, ValueEnum};

use same_file::Handle;

use tables::{Responses, TableKind};

use crate::limesurvey::{Mapping, Translated};
use crate::loaded::{self, Loaded, Survey, ended};
use crate::output;
use crate::packed::{Packed, Packing};
use crate::progress::Progress;
use crate::responses::{self, Expected, Inside};
use crate::{ERRORS, FAILURE, complain};

/// What the exit status says here; `docs/batch.md` says it too.
const STATUS: &str = "Exit status: 0 every line is scored, 1 some lines are bad (the others are scored) or the catalogue has errors, 2 the command can't be carried out.";

/// What is to be scored, and how.
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(crate) struct Arguments {
    /// A folder with a catalogue.toml, or a compiled catalogue.
    catalogue: PathBuf,
    /// The responses, one a line or row; `-` reads from standard input. What is compressed by gzip or
    /// Zstandard is unpacked.
    #[arg(long, value_name = "FILE")]
    responses: PathBuf,
    /// How the responses are written; by default the first bytes or the first line tell.
    #[arg(long, value_enum)]
    input: Option<Input>,
    /// How the results are written; by default as the name of the output ends, else as lines of JSON.
    #[arg(long, value_enum)]
    format: Option<Output>,
    /// The file to write to; by default standard output. A name that ends in `.gz` or `.zst` has it
    /// compressed.
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
pub(crate) enum Input {
    /// A JSON list of levels, or an object with `responses`.
    Jsonl,
    /// A table whose header has item ids.
    Csv,
    /// Result codes or links.
    Codes,
    /// Responses exported from LimeSurvey as CSV, by the mapping that `import` wrote.
    Limesurvey,
    /// A Parquet file whose columns are items.
    Parquet,
    /// An Arrow file or stream whose columns are items.
    Arrow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A JSON object a line.
    Jsonl,
    /// A table with a header.
    Csv,
    /// A Parquet file.
    Parquet,
    /// An Arrow file; a stream on standard output, and where the name ends in `.arrows`.
    Arrow,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Level {
    /// The lowest that isn't reached.
    #[default]
    Next,
    /// Junior.
    Junior,
    /// Senior.
    Senior,
}

impl Level {
    /// The tier aimed at; none is the next one.
    pub(crate) const fn tier(self) -> Option<Tier> {
        match self {
            Self::Next => None,
            Self::Junior => Some(Tier::Junior),
            Self::Senior => Some(Tier::Senior),
        }
    }
}

/// The exit status and why.
pub(crate) type Failed = (u8, String);

/// Scores, and says what came of it.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    ended(score(arguments))
}

fn score(arguments: &Arguments) -> Result<ExitCode, Failed> {
    let survey = match arguments.input {
        Some(Input::Limesurvey) => Survey::Draft,
        _ => Survey::No,
    };
    let Loaded {
        catalogue, mapping, ..
    } = loaded::load(&arguments.catalogue, survey)?;
    let family = loaded::family(&catalogue, arguments.family.as_deref())?;
    let target = Target::of(arguments)?;
    let batch = Batch {
        catalogue: &catalogue,
        input: arguments.input.and_then(Input::lines),
        output: target.lines,
        has_header: !arguments.no_header,
        family,
        level: arguments.level.tier(),
        jobs: arguments
            .jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN),
    };
    if let Some(output) = &arguments.output {
        refuse_own_input(&arguments.responses, output)?;
    }
    let (summary, name) = carry_out(arguments, &batch, &target, mapping.as_ref())?;
    let taken = match (arguments.input, name) {
        (None, Some(name)) => format!(", read as {name}"),
        _ => String::new(),
    };
    complain(&format!(
        "{} scored, {} bad{taken}",
        summary.scored, summary.bad
    ));
    Ok(ExitCode::from(if summary.bad > 0 { ERRORS } else { 0 }))
}

/// Reads, scores and writes; what came of it, and what the responses were read as.
fn carry_out(
    arguments: &Arguments,
    batch: &Batch<'_>,
    target: &Target,
    mapping: Option<&Mapping>,
) -> Result<(Summary, Option<&'static str>), Failed> {
    tables::hush();
    let path = &arguments.responses;
    let expected = arguments.input.map_or(Expected::Anything, Input::expected);
    let opened = responses::open(path, expected).map_err(|message| (FAILURE, message))?;
    let is_shown = arguments.output.is_none() && io::stdout().is_terminal();
    let progress = std::cell::RefCell::new(Progress::new(opened.extent, is_shown));
    let tell = |bad: &BadLine| {
        let place = match bad.line {
            0 => String::new(),
            line => format!("{line}:"),
        };
        let message = format!("{}:{place} {}", path.display(), bad.cause);
        progress.borrow().complain(&message);
    };
    let count = |scored| progress.borrow_mut().add(scored);
    let mut name = None;
    let responses = match opened.inside {
        Inside::Lines(lines) => Responses::Lines(match mapping {
            None => lines,
            Some(mapping) => {
                let translated = Translated::new(lines, mapping);
                Box::new(translated.map_err(|cause| unusable(path, "read", &cause))?)
            }
        }),
        Inside::Table(kind, table) => {
            name = Some(table_name(kind));
            Responses::Table(table)
        }
    };
    let summary = match &arguments.output {
        None => tables::run(
            batch,
            responses,
            target.format,
            Pipe(io::stdout()),
            tell,
            count,
        ),
        Some(place) => {
            let failed = |cause: io::Error| unusable(place, "written", &cause);
            let mut file = output::Output::new(place).map_err(failed)?;
            let mut packed = Packed::new(&mut file, target.packing).map_err(failed)?;
            let summary = tables::run(batch, responses, target.format, &mut packed, tell, count);
            if summary.is_ok() {
                packed.finish().map_err(failed)?;
                file.finish().map_err(failed)?;
            }
            summary
        }
    };
    progress.borrow().end();
    let summary = summary.map_err(|cause| (FAILURE, format!("{}: {cause}", path.display())))?;
    Ok((summary, name.or_else(|| summary.input.map(line_name))))
}

/// Target: how results are written.
struct Target {
    format: tables::Format,
    /// How lines are, if it is lines.
    lines: OutputFormat,
    packing: Packing,
}

impl Target {
    fn of(arguments: &Arguments) -> Result<Self, Failed> {
        let named = arguments.output.as_deref().map(Packing::of);
        let (packing, ending) = named.unwrap_or((Packing::Plain, "arrows".to_owned()));
        let by_name = match &*ending {
            "csv" => Output::Csv,
            "parquet" => Output::Parquet,
            "arrow" | "feather" | "ipc" => Output::Arrow,
            "arrows" if arguments.output.is_some() => Output::Arrow,
            _ => Output::Jsonl,
        };
        let output = arguments.format.unwrap_or(by_name);
        let is_table = matches!(output, Output::Parquet | Output::Arrow);
        if is_table && arguments.output.is_none() && io::stdout().is_terminal() {
            let message = "a table is nothing for a terminal; name a file by `--output`";
            return Err((FAILURE, message.to_owned()));
        }
        Ok(Self {
            format: match output {
                Output::Jsonl | Output::Csv => tables::Format::Lines,
                Output::Parquet => tables::Format::Parquet,
                Output::Arrow if ending == "arrows" => tables::Format::ArrowStream,
                Output::Arrow => tables::Format::ArrowFile,
            },
            lines: match output {
                Output::Csv => OutputFormat::Csv,
                _ => OutputFormat::Json,
            },
            packing,
        })
    }
}

impl Input {
    /// The format of lines, if it is lines.
    pub(crate) const fn lines(self) -> Option<InputFormat> {
        match self {
            Self::Jsonl => Some(InputFormat::Json),
            Self::Csv | Self::Limesurvey => Some(InputFormat::Csv),
            Self::Codes => Some(InputFormat::Code),
            Self::Parquet | Self::Arrow => None,
        }
    }

    pub(crate) const fn expected(self) -> Expected {
        match self {
            Self::Parquet => Expected::Parquet,
            Self::Arrow => Expected::Arrow,
            Self::Jsonl | Self::Csv | Self::Codes | Self::Limesurvey => Expected::Lines,
        }
    }
}

/// A kind of table as the command calls it.
pub(crate) const fn table_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Parquet => "parquet",
        TableKind::ArrowFile | TableKind::ArrowStream => "arrow",
    }
}

/// A format of lines as the command calls it.
pub(crate) const fn line_name(input: InputFormat) -> &'static str {
    match input {
        InputFormat::Json => "jsonl",
        InputFormat::Csv => "csv",
        InputFormat::Code => "codes",
    }
}

/// Keeps responses from being overwritten by their results, whatever the two files are called.
pub(crate) fn refuse_own_input(responses: &Path, output: &Path) -> Result<(), Failed> {
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
pub(crate) struct Pipe<W>(pub(crate) W);

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

pub(crate) fn unusable(path: &Path, what: &str, cause: &io::Error) -> Failed {
    (
        FAILURE,
        format!("{} can't be {what}: {cause}", path.display()),
    )
}
