//! Analyses a cohort: reads it once, and writes the report.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use analysis::cohort::{Options, Study};
use analysis::html;
use analysis::simulate::Structure;
use assessment::Catalogue;
use clap::Args;

use crate::cohort::{Columns, EPSILON, Reading};
use crate::loaded::{Loaded, ended};
use crate::output::{self, Output};
use crate::score::{Failed, Pipe, refuse_own_input, unusable};
use crate::{ERRORS, FAILURE, complain, say};

/// What the exit status says here; `docs/analysis.md` says it too.
const STATUS: &str = "Exit status: 0 every line is counted, 1 some lines are bad (the others are counted) or the catalogue has errors, 2 the command can't be carried out.";

/// What is to be analysed, and how.
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The report to write, an HTML file; its figures go to a file beside it that ends in .json.
    #[arg(short, long, value_name = "REPORT.html")]
    output: Option<PathBuf>,
    /// The report's language: de or en; by default the catalogue's, else English.
    #[arg(long)]
    locale: Option<String>,
    /// The column or key whose values are groups, to compare them and to look whether items work alike in
    /// them; `family` is the family aimed at.
    #[arg(long, value_name = "COLUMN", conflicts_with = "against")]
    by: Option<String>,
    /// The two groups to compare, with a comma between them; by default the two largest.
    #[arg(
        long,
        value_name = "ONE,OTHER",
        requires = "by",
        value_delimiter = ',',
        num_args = 2
    )]
    groups: Option<Vec<String>>,
    /// The responses of a second cohort, to compare it with the first.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Takes lines with the same `id` for the same people, and compares their first two times.
    #[arg(long)]
    retest: bool,
    /// The column or key that says which of a person's times it is; without it the order of the lines does.
    #[arg(long, value_name = "COLUMN", requires = "retest")]
    wave: Option<String>,
    /// Withholds numbers of fewer people.
    #[arg(long, value_name = "PEOPLE", default_value_t = 5)]
    min_cell: u64,
    /// Rows that are kept for intervals and models, drawn evenly.
    #[arg(long, value_name = "ROWS", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    sample: u32,
    /// Samples that the bootstrap draws for intervals.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    draws: u32,
    /// What chance begins with: the same seed and lines give the same report.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Writes responses of so many people of known structure instead, as JSON lines, to try an analysis on.
    #[arg(long, value_name = "PEOPLE", conflicts_with = "responses")]
    simulate: Option<u64>,
    /// Randomises what is simulated, with this privacy budget.
    #[arg(long, requires = "simulate")]
    epsilon: Option<f64>,
    /// The file to write to what was put into the simulation, as JSON.
    #[arg(long, value_name = "FILE", requires = "simulate")]
    truth: Option<PathBuf>,
}

/// Analyses, or simulates, and says what came of it.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let done = match arguments.simulate {
        Some(people) => simulate(arguments, people),
        None => analyse(arguments),
    };
    ended(done)
}

fn analyse(arguments: &Arguments) -> Result<ExitCode, Failed> {
    let reading = &arguments.reading;
    let (Some(path), Some(page)) = (&reading.responses, &arguments.output) else {
        let message = "`--responses` says what to analyse, and `--output` where the report goes";
        return Err((FAILURE, message.to_owned()));
    };
    if page.extension().is_none_or(|extension| extension != "html") {
        let message = format!(
            "{}: the report's name has to end in .html; its figures go beside it",
            page.display()
        );
        return Err((FAILURE, message));
    }
    let figures = page.with_extension("json");
    for output in [page, &figures] {
        for input in std::iter::once(path).chain(&arguments.against) {
            refuse_own_input(input, output)?;
        }
    }
    let loaded = reading.load()?;
    let (words, locale) = words(arguments, &loaded)?;
    let options = Options {
        least: arguments.min_cell,
        sample: arguments.sample as usize,
        draws: arguments.draws as usize,
        seed: arguments.seed,
        seconds: reading.pace,
        leaves_out: reading.leave_out_careless,
        has_retest: arguments.retest,
        groups: groups(arguments),
    };
    let mut study = Study::new(&loaded.catalogue, options);
    let bad = count(arguments, &loaded, path, &mut study)?;
    if study.people() == 0 {
        return Err((
            FAILURE,
            format!("{}: there is nobody to analyse", path.display()),
        ));
    }
    if study.people() < arguments.min_cell {
        let least = arguments.min_cell;
        let message = format!(
            "{}: fewer than {least} people are left to analyse, and a report would tell of each; `--min-cell` sets another limit",
            path.display()
        );
        return Err((FAILURE, message));
    }
    let report = study.finish();
    if report.comparison.is_none() && (arguments.by.is_some() || arguments.against.is_some()) {
        let least = arguments.min_cell;
        complain(&format!(
            "nothing is compared: it takes two groups of {least} people or more"
        ));
    }
    let json = serde_json::to_string_pretty(&report)
        .map_err(|cause| (FAILURE, format!("{}: {cause}", figures.display())))?;
    let texts = loaded.texts.iter().find(|texts| *texts.locale == *locale);
    let Some(texts) = texts.or(loaded.texts.first()) else {
        return Err((FAILURE, "the catalogue has no texts".to_owned()));
    };
    let source = source(path, arguments.against.as_deref());
    let html = html::page(&report, &loaded.catalogue, texts, &words, &locale, &source);
    for (path, text) in [(page, html), (&figures, format!("{json}\n"))] {
        output::write(path, text.as_bytes()).map_err(|cause| unusable(path, "written", &cause))?;
        say(&path.display().to_string());
    }
    Ok(ExitCode::from(if bad > 0 { ERRORS } else { 0 }))
}

/// Reads all lines, and says how many are bad.
fn count(
    arguments: &Arguments,
    loaded: &Loaded,
    path: &Path,
    study: &mut Study<'_>,
) -> Result<u64, Failed> {
    let reading = &arguments.reading;
    let mut columns = Columns {
        by: arguments.by.clone(),
        group: arguments.against.as_ref().map(|_| label(path)),
        wave: arguments.wave.clone(),
    };
    let counted = reading.count(loaded, path, &columns, study)?;
    if let Some(by) = arguments.by.as_ref().filter(|_| counted.grouped == 0) {
        return Err((FAILURE, format!("{}: no line has `{by}`", path.display())));
    }
    if arguments.retest && counted.named == 0 {
        let message = "no line has an `id`, by which people would be found again";
        return Err((FAILURE, format!("{}: {message}", path.display())));
    }
    let mut bad = counted.bad;
    if let Some(against) = &arguments.against {
        let other = label(against);
        if Some(&other) == columns.group.as_ref() {
            let message = "both files have the same name, by which the cohorts would be called";
            return Err((FAILURE, format!("{}: {message}", against.display())));
        }
        columns.group = Some(other);
        bad += reading.count(loaded, against, &columns, study)?.bad;
    }
    Ok(bad)
}

/// What a file's cohort is called.
fn label(path: &Path) -> String {
    let name = path.file_stem().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn source(path: &Path, against: Option<&Path>) -> String {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    let names: Vec<String> = std::iter::once(path).chain(against).map(name).collect();
    names.join(", ")
}

fn groups(arguments: &Arguments) -> Option<[String; 2]> {
    if let Some(against) = &arguments.against {
        let path = arguments.reading.responses.as_ref()?;
        return Some([label(path), label(against)]);
    }
    arguments.groups.clone()?.try_into().ok()
}

/// The report's words, and their locale.
fn words(arguments: &Arguments, loaded: &Loaded) -> Result<(html::Words, String), Failed> {
    let own = loaded.texts.first().map_or("en", |texts| &*texts.locale);
    let asked = arguments.locale.as_deref();
    let locale = asked.unwrap_or(own);
    let found = html::Words::of(locale).map(|words| (words, locale.to_owned()));
    let found = found.or_else(|| {
        let words = html::Words::of("en").filter(|_| asked.is_none())?;
        Some((words, "en".to_owned()))
    });
    found.ok_or_else(|| {
        let known = html::LOCALES.join(", ");
        (
            FAILURE,
            format!("no report in `{locale}`; there is {known}"),
        )
    })
}

fn simulate(arguments: &Arguments, people: u64) -> Result<ExitCode, Failed> {
    let loaded = arguments.reading.load()?;
    let catalogue: &Catalogue = &loaded.catalogue;
    if let Some(epsilon) = arguments.epsilon
        && !EPSILON.contains(&epsilon)
    {
        let (least, most) = EPSILON.into_inner();
        return Err((
            FAILURE,
            format!("a privacy budget is from {least} to {most}, and {epsilon} isn't"),
        ));
    }
    let structure = Structure {
        epsilon: arguments.epsilon,
        ..Structure::new(catalogue)
    };
    if let Some(path) = &arguments.truth {
        let truth = serde_json::to_string_pretty(&structure)
            .map_err(|cause| (FAILURE, format!("{}: {cause}", path.display())))?;
        output::write(path, format!("{truth}\n").as_bytes())
            .map_err(|cause| unusable(path, "written", &cause))?;
    }
    let write = |output: &mut dyn io::Write| -> io::Result<()> {
        for line in structure.lines(catalogue, people, arguments.seed) {
            serde_json::to_writer(&mut *output, &line)?;
            output.write_all(b"\n")?;
        }
        output.flush()
    };
    match &arguments.output {
        None => {
            let mut pipe = io::BufWriter::new(Pipe(io::stdout().lock()));
            write(&mut pipe).map_err(|cause| unusable(Path::new("-"), "written", &cause))?;
        }
        Some(path) => {
            let failed = |cause: io::Error| unusable(path, "written", &cause);
            let mut output = Output::new(path).map_err(failed)?;
            write(&mut output).map_err(failed)?;
            output.finish().map_err(failed)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
