//! Result links for authors and for whoever helps visitors: lock a release, read a code, write one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assessment::catalogue::Tier;
use assessment::knowledge::{Verdict, Verdicts};
use assessment::ladder::Asking;
use assessment::link::{self, Opened, Shared, SharedSummary};
use assessment::scoring::Share;
use assessment::session::{Phase, Session};
use assessment::summary::Summary;
use assessment::{Catalogue, Response, Responses};
use catalogue::Authored;
use catalogue::lock;
use clap::Subcommand;
use serde_json::{Map, Value, json};

use crate::{ERRORS, FAILURE, Format, show};

/// What can be done with result links.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Adds the catalogue's revision to its links.lock, so that its links open for ever.
    ///
    /// To be run for a release, after the last change to it. Nothing that the file holds is changed;
    /// a catalogue that would break links of an earlier revision is refused.
    Lock {
        /// The folder of the catalogue.
        folder: PathBuf,
    },
    /// Says what a result code or link holds, as one JSON object.
    Decode {
        /// The code, or whatever holds it: a link, a mail, what a gateway made of it.
        code: String,
        /// The folder of the catalogue.
        #[arg(short, long, default_value = "catalogues/social-media")]
        catalogue: PathBuf,
    },
    /// Writes the code of responses.
    Encode {
        /// `{"responses":[2,null,…],"family":"…","level":"…"}`: levels in item order, `null` for skipped,
        /// missing at the end for not asked; or an object of item id to level. Family and level may be left out;
        /// so may `"quick":true` (the short way) and `"verdicts":{"statement":true}` (`null`: not known);
        /// `"summary":true` writes what it comes to, without the responses.
        responses: String,
        /// The folder of the catalogue.
        #[arg(short, long, default_value = "catalogues/social-media")]
        catalogue: PathBuf,
    },
}

/// Does it, and says what came of it.
pub(crate) fn run(command: &Command) -> ExitCode {
    let (Command::Lock { folder }
    | Command::Decode {
        catalogue: folder, ..
    }
    | Command::Encode {
        catalogue: folder, ..
    }) = command;
    let report = catalogue::load(folder);
    let Some(authored) = &report.authored else {
        show(&report, Format::Human);
        return ExitCode::from(ERRORS);
    };
    let result = match command {
        Command::Lock { folder } => lock(folder, authored),
        Command::Decode { code, .. } => decode(authored.catalogue(), code),
        Command::Encode { responses, .. } => encode(authored.catalogue(), responses),
    };
    match result {
        Ok(line) => {
            crate::say(&line);
            ExitCode::SUCCESS
        }
        Err((status, message)) => {
            crate::complain(&message);
            ExitCode::from(status)
        }
    }
}

/// What to print, or the exit status and why.
type Outcome = Result<String, (u8, String)>;

fn lock(folder: &Path, authored: &Authored) -> Outcome {
    let path = folder.join(lock::FILE_NAME);
    let failed = |what: &str, cause: std::io::Error| {
        (
            FAILURE,
            format!("{} can't be {what}: {cause}", path.display()),
        )
    };
    let before = match std::fs::read_to_string(&path) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|cause| failed("read", cause))?,
    };
    let definition = authored.definition();
    let texts = &authored.texts()[0];
    let after = lock::locked_with_texts(&before, definition, texts).map_err(|problems| {
        let lines = problems
            .iter()
            .map(|problem| format!("{problem}: {}", problem.help()));
        (ERRORS, lines.collect::<Vec<_>>().join("\n"))
    })?;
    let revision = definition.revision;
    if after == before {
        return Ok(format!("revision {revision} is locked already"));
    }
    crate::output::write(&path, after.as_bytes()).map_err(|cause| failed("written", cause))?;
    Ok(format!(
        "revision {revision} is locked in {}",
        path.display()
    ))
}

fn decode(catalogue: &Catalogue, text: &str) -> Outcome {
    match link::open_any(catalogue, text) {
        Ok(Opened::Answers(shared)) => Ok(described(catalogue, &shared)),
        Ok(Opened::Summary(shared)) => Ok(summed_up(catalogue, &shared)),
        Err(error) => Err((ERRORS, format!("{}: {error}", error.code()))),
    }
}

/// What a link holds, in a form that `encode` and `score` read.
fn described(catalogue: &Catalogue, shared: &Shared) -> String {
    // Written by hand to keep the items in their order; ids need no escaping.
    let responses = catalogue.items().filter_map(|item| {
        let response = match shared.responses.get(item) {
            Response::NotAsked => return None,
            Response::Skipped => "null".to_owned(),
            Response::Level(level) => level.to_string(),
        };
        Some(format!("\"{}\":{response}", catalogue.item_id(item)))
    });
    let responses = responses.collect::<Vec<_>>().join(",");
    let level = shared
        .level
        .map_or("null".to_owned(), |level| format!("\"{}\"", level.as_str()));
    let quick = if shared.is_quick {
        ",\"quick\":true"
    } else {
        ""
    };
    let verdicts = catalogue.statements().filter_map(|statement| {
        let verdict = match shared.verdicts.get(statement)? {
            Verdict::True => "true",
            Verdict::False => "false",
            Verdict::DontKnow => "null",
        };
        Some(format!(
            "\"{}\":{verdict}",
            catalogue.statement(statement).id
        ))
    });
    let verdicts = verdicts.collect::<Vec<_>>().join(",");
    let verdicts = if verdicts.is_empty() {
        verdicts
    } else {
        format!(",\"verdicts\":{{{verdicts}}}")
    };
    format!(
        "{{\"catalogue\":\"{}\",\"revision\":{},\"rescored\":{},\"family\":\"{}\",\"level\":{level}{quick}{verdicts},\"responses\":{{{responses}}}}}",
        catalogue.id(),
        shared.revision,
        shared.is_rescored,
        catalogue.family_id(shared.family),
    )
}

/// What a link of a summary holds: no responses, so nothing that `score` could read.
fn summed_up(catalogue: &Catalogue, shared: &SharedSummary) -> String {
    let summary = &shared.summary;
    let id = |profile| catalogue.profile(profile).id.as_str();
    let share = |share: Share| json!({ "low": share.low, "high": share.high });
    let profiles = summary.profiles.iter().map(|one| {
        json!({ "profile": id(one.profile), "percent": share(one.share), "status": one.status.as_str() })
    });
    let areas = summary.areas.iter().map(
        |one| json!({ "area": catalogue.area_id(one.area).as_str(), "percent": share(one.share) }),
    );
    let headline = &summary.headline;
    json!({
        "catalogue": catalogue.id().as_str(),
        "revision": shared.revision,
        "summary": {
            "family": catalogue.family_id(summary.family).as_str(),
            "target": id(summary.target),
            "headline": { "profile": id(headline.profile), "standing": headline.standing.as_str() },
            "answered": summary.answered,
            "skipped": summary.skipped,
            "items": summary.items,
            "profiles": profiles.collect::<Vec<_>>(),
            "areas": areas.collect::<Vec<_>>(),
        },
    })
    .to_string()
}

fn encode(catalogue: &Catalogue, text: &str) -> Outcome {
    let wrong = |message: String| (FAILURE, message);
    let input: Map<String, Value> =
        serde_json::from_str(text).map_err(|cause| wrong(format!("not a JSON object: {cause}")))?;
    let responses = match input.get("responses") {
        Some(Value::Array(list)) => from_list(catalogue, list),
        Some(Value::Object(levels)) => from_levels(catalogue, levels),
        _ => Err("`responses` is neither a list nor an object".to_owned()),
    };
    let responses = responses.map_err(wrong)?;
    let family = match input.get("family") {
        None | Some(Value::Null) => catalogue.families().next(),
        Some(id) => id.as_str().and_then(|id| catalogue.family_by_id(id)),
    };
    let family = family.ok_or_else(|| wrong("no such family".to_owned()))?;
    let level = match input.get("level") {
        None | Some(Value::Null) => None,
        Some(level) => Some(
            Tier::ALL
                .into_iter()
                .find(|tier| Some(tier.as_str()) == level.as_str())
                .ok_or_else(|| wrong("no such level".to_owned()))?,
        ),
    };
    let flag = |name: &str| match input.get(name) {
        None | Some(Value::Null) => Ok(false),
        Some(flag) => flag
            .as_bool()
            .ok_or_else(|| wrong(format!("`{name}` is neither true nor false"))),
    };
    let (is_quick, is_summary) = (flag("quick")?, flag("summary")?);
    let session = Session {
        phase: Phase::Result,
        family,
        level,
        is_quick,
        asking: Asking::default(),
        responses,
        verdicts: verdicts(catalogue, input.get("verdicts")).map_err(wrong)?,
    };
    if is_summary {
        let summary = Summary::of(catalogue, &session);
        return Ok(link::encode_summary(catalogue, &summary));
    }
    link::encode_session(catalogue, &session)
        .map_err(|error| (ERRORS, format!("{}: {error}", error.code())))
}

/// The verdicts of the knowledge check: true, false, or null for not known, by the statement's id.
fn verdicts(catalogue: &Catalogue, input: Option<&Value>) -> Result<Verdicts, String> {
    let mut verdicts = Verdicts::new(catalogue);
    let given = match input {
        None | Some(Value::Null) => return Ok(verdicts),
        Some(given) => given.as_object().ok_or("`verdicts` is no object")?,
    };
    for (id, verdict) in given {
        let statement = catalogue
            .statements()
            .find(|&statement| catalogue.statement(statement).id.as_str() == id)
            .ok_or_else(|| format!("no such statement: {id}"))?;
        let verdict = match verdict {
            Value::Bool(true) => Verdict::True,
            Value::Bool(false) => Verdict::False,
            Value::Null => Verdict::DontKnow,
            other => return Err(format!("no verdict: {other}")),
        };
        verdicts.set(statement, Some(verdict));
    }
    Ok(verdicts)
}

fn from_list(catalogue: &Catalogue, list: &[Value]) -> Result<Responses, String> {
    let responses: Result<Vec<Response>, String> = list.iter().map(response).collect();
    Responses::from_list(catalogue, &responses?).map_err(|error| error.to_string())
}

fn from_levels(catalogue: &Catalogue, levels: &Map<String, Value>) -> Result<Responses, String> {
    let mut responses = Responses::new(catalogue);
    for (id, level) in levels {
        let item = catalogue
            .items()
            .find(|item| catalogue.item_id(*item).as_str() == id)
            .ok_or_else(|| format!("no such item: {id}"))?;
        responses
            .set(catalogue, item, response(level)?)
            .map_err(|error| error.to_string())?;
    }
    Ok(responses)
}

fn response(value: &Value) -> Result<Response, String> {
    if value.is_null() {
        return Ok(Response::Skipped);
    }
    value
        .as_u64()
        .and_then(|level| u8::try_from(level).ok())
        .map(Response::Level)
        .ok_or_else(|| format!("not a level: {value}"))
}
