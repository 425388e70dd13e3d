//! The author's command.
//!
//! Exit status: 0 if all is well (warnings and notes included), 1 if a catalogue has errors, 2 if the
//! command itself can't be carried out.

mod analyse;
mod carry;
mod cohort;
mod import;
mod limesurvey;
mod links;
mod loaded;
mod manifest;
mod new;
mod norms;
mod output;
mod packed;
mod preview;
mod progress;
mod responses;
mod score;
mod widget;

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assessment::scoring::Status;
use catalogue::{Report, Schema};
use clap::{Parser, Subcommand, ValueEnum};

/// What the exit status says; `docs/authoring.md` says it too.
const STATUS: &str = "Exit status: 0 all is well (warnings and notes included), 1 a catalogue has errors, 2 the command can't be carried out.";

/// Makes, checks, shows and compiles catalogues of skill-check.
#[derive(Debug, Parser)]
#[command(
    name = "cargo skill-check",
    bin_name = "cargo skill-check",
    version,
    after_help = STATUS
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes a small, complete, commented catalogue to begin with.
    New {
        /// The folder to write to; if it is there, it has to be empty.
        folder: PathBuf,
        /// The catalogue's id; the folder's name if left out.
        #[arg(long)]
        id: Option<String>,
        /// The languages, joined by commas, the default one first; others than German and English begin with
        /// the English texts, and `check` names those that are still to be translated.
        #[arg(long, value_delimiter = ',', default_value = "de,en")]
        locales: Vec<String>,
    },
    /// Finds everything that is wrong with catalogues.
    ///
    /// Errors keep a catalogue from being used, warnings say that something is probably not as meant, notes
    /// are good to know. Each says where it is, why it matters and how to mend it.
    #[command(after_help = STATUS)]
    Check {
        /// Folders with a catalogue.toml.
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// How to say it.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Prints what each persona of a catalogue gets: a line each, with the fit to every profile.
    ///
    /// Personas stand in personas.toml; `check` says which of them get something else than expected.
    #[command(after_help = STATUS)]
    Personas {
        /// A folder with a catalogue.toml and a personas.toml.
        folder: PathBuf,
    },
    /// Writes a catalogue's binaries, one for each locale, as the element's `catalogue` attribute loads them.
    Compile {
        /// A folder with a catalogue.toml.
        folder: PathBuf,
        /// The folder to write to.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Makes the draft of a catalogue from a survey, a spreadsheet or a bank of questions.
    ///
    /// Read are LimeSurvey's survey structures (.lss, .txt, .lsa), SurveyJS surveys (.json), QTI 3 (.xml, .zip),
    /// and spreadsheets with a row for each item (.csv, .xlsx). Groups become areas, questions with answers to
    /// choose one from become competences, rows of arrays become items, and answers become levels. What is to
    /// be decided, and what doesn't fit, is listed.
    Import {
        /// What was exported.
        file: PathBuf,
        /// The folder to write to; by default one named after the file, here.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Prints a table to fill in for `import`: a row for each item, a column for each level.
    Table {
        /// The language of its columns: de or en.
        #[arg(default_value = "en")]
        language: String,
    },
    /// Shows a catalogue in the widget, on this machine, and follows each change.
    ///
    /// What is wrong is said here and on the page; what was in order before stays on show.
    Preview {
        /// A folder with a catalogue.toml.
        folder: PathBuf,
        /// The folder of a built widget to show instead of the one that this command carries.
        #[arg(long, value_name = "DIST")]
        widget: Option<PathBuf>,
        /// The port to serve at; 0 takes a free one.
        #[arg(long, default_value_t = 8090)]
        port: u16,
    },
    /// Prints the JSON Schema of an author's files, from which editors complete and check them.
    ///
    /// An editor with a TOML language server takes it from a first line such as
    /// `#:schema ./catalogue.schema.json`; `new` writes that line and the schemas beside it.
    Schema {
        /// Of which files.
        #[arg(value_enum)]
        kind: SchemaKind,
    },
    /// Prints the interface's strings in a built-in locale, to be translated for another one.
    ///
    /// What is printed is the table `[interface]` of a locale's file.
    Strings {
        /// The locale's tag: de or en.
        locale: String,
    },
    /// Scores any number of responses, as the widget does.
    Score(score::Arguments),
    /// Says what the responses of a cohort tell: a report as a page, and its figures as JSON beside it.
    ///
    /// Items, areas and their reliability, profiles, gaps and modules, groups, retests, models of items; each
    /// figure with its interval, or from how many people on there is one. `docs/analysis.md` explains them.
    Analyse(analyse::Arguments),
    /// Writes how others answered, norms.toml: quartiles by area and profile, none of fewer than 50 people.
    Norms(norms::Arguments),
    /// Locks, reads and writes result links.
    #[command(subcommand)]
    Links(links::Command),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SchemaKind {
    /// The language-neutral file, catalogue.toml.
    Catalogue,
    /// A locale's file, such as de.toml.
    Locale,
    /// The people whom a catalogue is tested with, personas.toml.
    Personas,
    /// How others answered, norms.toml.
    Norms,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// With the text underlined, for people.
    #[default]
    Human,
    /// One JSON object a line, for editors and other programs.
    Json,
}

const ERRORS: u8 = 1;
const FAILURE: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse_from(arguments()).command {
        Command::New {
            folder,
            id,
            locales,
        } => new::run(&folder, id.as_deref(), &locales),
        Command::Check { folders, format } => check(&folders, format),
        Command::Personas { folder } => personas(&folder),
        Command::Compile { folder, output } => compile(&folder, &output),
        Command::Import { file, output } => import::run(&file, output),
        Command::Table { language } => import::template(&language),
        Command::Preview {
            folder,
            widget,
            port,
        } => preview::run(&folder, widget, port),
        Command::Schema { kind } => schema(kind),
        Command::Strings { locale } => strings(&locale),
        Command::Score(arguments) => score::run(&arguments),
        Command::Analyse(arguments) => analyse::run(&arguments),
        Command::Norms(arguments) => norms::run(&arguments),
        Command::Links(command) => links::run(&command),
    }
}

/// The arguments; `cargo skill-check` calls the installed command with its own name as the first.
fn arguments() -> impl Iterator<Item = std::ffi::OsString> {
    std::env::args_os()
        .enumerate()
        .filter(|(position, argument)| *position != 1 || argument != "skill-check")
        .map(|(_, argument)| argument)
}

fn check(folders: &[PathBuf], format: Format) -> ExitCode {
    let mut has_errors = false;
    for folder in folders {
        let report = catalogue::load(folder);
        has_errors |= report.authored.is_none();
        show(&report, format);
        if matches!(format, Format::Human) {
            let measures = report.authored.iter().flat_map(catalogue::measured);
            measures.for_each(|line| eprintln!("{line}"));
        }
    }
    if has_errors {
        ExitCode::from(ERRORS)
    } else {
        ExitCode::SUCCESS
    }
}

fn show(report: &Report, format: Format) {
    let mut output = std::io::stdout().lock();
    // As https://no-color.org asks for.
    let wants_none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_coloured = output.is_terminal() && !wants_none;
    for diagnostic in &report.diagnostics {
        let written = match format {
            Format::Human if is_coloured => writeln!(output, "{}\n", diagnostic.coloured()),
            Format::Human => writeln!(output, "{diagnostic}\n"),
            Format::Json => writeln!(output, "{}", diagnostic.to_json()),
        };
        // Whoever reads along, as `head` does, may have read enough.
        if written.is_err() {
            break;
        }
    }
    if matches!(format, Format::Human) {
        eprintln!("{}", catalogue::summary(&report.diagnostics));
    }
}

/// Prints a message as a line on standard error. It may quote what stands in a file, which a terminal
/// must not take for commands.
fn complain(message: &str) {
    eprintln!("{}", ::import::visible(message));
}

/// Prints a line. Whoever reads along, as `head` does, may have read enough: that ends nothing.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn schema(kind: SchemaKind) -> ExitCode {
    let schema = match kind {
        SchemaKind::Catalogue => Schema::Catalogue,
        SchemaKind::Locale => Schema::Locale,
        SchemaKind::Personas => Schema::Personas,
        SchemaKind::Norms => Schema::Norms,
    };
    say(schema.text().trim_end());
    ExitCode::SUCCESS
}

fn strings(locale: &str) -> ExitCode {
    let Some(table) = catalogue::interface_table(locale) else {
        eprintln!("there are no built-in strings for `{locale}`; there are for de and en");
        return ExitCode::from(FAILURE);
    };
    say(table.trim_end());
    ExitCode::SUCCESS
}

fn personas(folder: &Path) -> ExitCode {
    let report = catalogue::load(folder);
    for outcome in &report.personas {
        let fits = outcome.fits.iter().map(|(profile, fit)| {
            let mark = match fit.status {
                Status::Reached => "reached",
                Status::Open => "open",
                Status::NotReached => "not reached",
            };
            let (fit, core) = (fit.low_percent(), fit.core_low_percent());
            format!("{profile} {fit} % (core {core} %) {mark}")
        });
        let fits: Vec<String> = fits.collect();
        say(&format!(
            "{}: {} {}; {}; modules: {}",
            outcome.id,
            outcome.headline,
            outcome.standing,
            fits.join("; "),
            outcome.modules.join(", ")
        ));
    }
    if report.authored.is_some() {
        return ExitCode::SUCCESS;
    }
    show(&report, Format::Human);
    ExitCode::from(ERRORS)
}

fn compile(folder: &Path, target: &Path) -> ExitCode {
    let report = catalogue::load(folder);
    let Some(authored) = &report.authored else {
        show(&report, Format::Human);
        return ExitCode::from(ERRORS);
    };
    if let Err(cause) = std::fs::create_dir_all(target) {
        complain(&format!("{} can\'t be created: {cause}", target.display()));
        return ExitCode::from(FAILURE);
    }
    let manifest = match manifest::of(folder, target, authored) {
        Ok(manifest) => manifest,
        Err(message) => {
            complain(&message);
            return ExitCode::from(ERRORS);
        }
    };
    for compiled in authored.compile() {
        let path = target.join(format!(
            "{}.{}.bin",
            authored.definition().id,
            compiled.locale
        ));
        if let Err(cause) = output::write(&path, &compiled.bytes) {
            complain(&format!("{} can\'t be written: {cause}", path.display()));
            return ExitCode::from(FAILURE);
        }
        say(&format!(
            "{} ({} bytes)",
            path.display(),
            compiled.bytes.len()
        ));
    }
    let path = manifest::place(target, authored);
    if let Err(cause) = output::write(&path, format!("{manifest:#}\n").as_bytes()) {
        complain(&format!("{} can\'t be written: {cause}", path.display()));
        return ExitCode::from(FAILURE);
    }
    say(&format!("{}", path.display()));
    if manifest["locked"] != true {
        say(&format!(
            "Revision {} isn't locked yet; before it goes out: cargo skill-check links lock {}",
            authored.definition().revision,
            folder.display()
        ));
    }
    ExitCode::SUCCESS
}
