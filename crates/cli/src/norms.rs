//! Writes how others answered: quartiles of a cohort, as a file of the catalogue.

use std::path::PathBuf;
use std::process::ExitCode;

use analysis::cohort::{Options, Study, quartiles};
use catalogue::norms::{CELL_MIN, NORMS_FILE, Norms, NormsDefinition, Quartiles};
use clap::Args;

use crate::cohort::{Columns, Reading};
use crate::loaded::ended;
use crate::output;
use crate::score::{Failed, refuse_own_input, unusable};
use crate::{ERRORS, FAILURE, complain, say};

/// What the exit status says here; `docs/analysis.md` says it too.
const STATUS: &str = "Exit status: 0 every line is counted, 1 some lines are bad (the others are counted) or the catalogue has errors, 2 the command can't be carried out.";

/// Whose answers, and how they are called.
#[derive(Debug, Args)]
#[command(after_help = STATUS)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// Who the people are and where their answers come from, in a sentence that visitors read.
    #[arg(long)]
    source: String,
    /// The day on which the figures are made, YYYY-MM-DD; by default today.
    #[arg(long)]
    date: Option<String>,
    /// The file to write; by default norms.toml in the catalogue's folder.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// Writes the file, and says what came of it.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    ended(write(arguments))
}

fn write(arguments: &Arguments) -> Result<ExitCode, Failed> {
    let reading = &arguments.reading;
    let Some(path) = &reading.responses else {
        return Err((
            FAILURE,
            "`--responses` says whose answers to count".to_owned(),
        ));
    };
    let place = match &arguments.output {
        Some(place) => place.clone(),
        None if reading.catalogue.is_dir() => reading.catalogue.join(NORMS_FILE),
        None => {
            let message =
                "`--output` says where to write; beside a compiled catalogue nobody looks for it";
            return Err((FAILURE, message.to_owned()));
        }
    };
    refuse_own_input(path, &place)?;
    let loaded = reading.load()?;
    let options = Options {
        sample: 0,
        seconds: reading.pace,
        leaves_out: reading.leave_out_careless,
        // Who came twice is one person.
        has_retest: true,
        ..Options::default()
    };
    let mut study = Study::new(&loaded.catalogue, options);
    let counted = reading.count(&loaded, path, &Columns::default(), &mut study)?;
    let randomised = study.randomised_people();
    if randomised > 0 {
        let message = format!(
            "{}: {randomised} lines are randomised; quartiles of them would be those of the noise, so count the others by themselves",
            path.display()
        );
        return Err((FAILURE, message));
    }
    let definition = definition(arguments, &study, &loaded.catalogue);
    let norms = Norms::new(definition, &loaded.catalogue)
        .map_err(|cause| (FAILURE, format!("{}: {cause}", path.display())))?;
    let text = norms
        .to_toml()
        .map_err(|cause| (FAILURE, format!("{}: {cause}", place.display())))?;
    output::write(&place, text.as_bytes()).map_err(|cause| unusable(&place, "written", &cause))?;
    say(&place.display().to_string());
    Ok(ExitCode::from(if counted.bad > 0 { ERRORS } else { 0 }))
}

fn definition(
    arguments: &Arguments,
    study: &Study<'_>,
    catalogue: &assessment::Catalogue,
) -> NormsDefinition {
    let areas = catalogue.areas().filter_map(|area| {
        let id = catalogue.area_id(area).as_str();
        of(id, study.percents_of(area))
    });
    let profiles = catalogue.profiles().filter_map(|profile| {
        let id = catalogue.profile(profile).id.as_str();
        of(id, study.fits_of(profile))
    });
    let today = || {
        jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
            .to_string()
    };
    NormsDefinition {
        catalogue: catalogue.id().to_string(),
        revision: catalogue.definition().revision,
        date: arguments.date.clone().unwrap_or_else(today),
        source: arguments.source.trim().into(),
        n: u32::try_from(study.people()).unwrap_or(u32::MAX),
        areas: areas.collect(),
        profiles: profiles.collect(),
    }
}

/// The quartiles of people by percent, unless they are too few, which is said.
fn of(id: &str, percents: &[u64]) -> Option<Quartiles> {
    let n: u64 = percents.iter().sum();
    if n < u64::from(CELL_MIN) {
        complain(&format!(
            "{id}: left out, {n} people where it takes {CELL_MIN}"
        ));
        return None;
    }
    let [lower, median, upper] = quartiles(percents)?;
    Some(Quartiles {
        id: id.to_owned(),
        n: u32::try_from(n).unwrap_or(u32::MAX),
        lower,
        median,
        upper,
    })
}
