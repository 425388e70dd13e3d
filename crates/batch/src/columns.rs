//! The columns of the results: the one description that lines of JSON, CSV and tables go by.

use assessment::id::{AreaIndex, CompetenceIndex, ItemIndex, ProfileIndex};
use assessment::recommendation::ModuleAdvice;
use assessment::scoring::{AreaScore, Fit};
use assessment::{Catalogue, Response};

use crate::Outcome;

/// Kind: what a column holds, for whoever has to give it a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The number of a line, from 1.
    Line,
    /// What a line calls itself; as JSON, or in the type that a table has it in.
    Id,
    /// An id of the catalogue, or a word such as a status.
    Text,
    /// A level or a percentage: 0 to 100, or nothing.
    Small,
    /// Points: whole, from 0.
    Points,
    /// Ids of the catalogue.
    Texts,
    /// Points, as many as there are ids in the column before.
    PointsEach,
    /// A response: a level, skipped, or nothing if the item wasn't asked.
    Response,
}

/// Value: what stands in a column.
#[derive(Clone, Copy, Debug)]
pub enum Value<'v> {
    /// Nothing.
    Nothing,
    /// A whole number.
    Number(u64),
    /// A text of letters, digits, hyphens and dots.
    Text(&'v str),
    /// A piece of JSON that came with the line.
    Id(&'v str),
    /// The item was skipped.
    Skipped,
    /// The ids of modules, with or without their points.
    Modules(&'v [ModuleAdvice]),
    /// Competences.
    Competences(&'v [CompetenceIndex]),
}

/// Column: one of the results, the same for every row of a catalogue.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in CSV and tables.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The keys that lead to it in a line of JSON; none if it is no column of its own there.
    pub(crate) path: Vec<String>,
    source: Source,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Line,
    Id,
    Headline,
    Standing,
    Target,
    Area(AreaIndex, OfArea),
    Fit(ProfileIndex, OfFit),
    Status(ProfileIndex),
    GapPoints,
    Benefit,
    Modules,
    Practice,
    StraightLining,
    Level(CompetenceIndex),
    Response(ItemIndex),
}

type OfArea = fn(&AreaScore) -> Option<u8>;
type OfFit = fn(&Fit) -> u8;

/// What the name of a column with responses ends in; before it stands the item's id. No id has a dot.
pub const RESPONSE: &str = ".response";

/// All columns, in their order.
#[must_use]
pub fn columns(catalogue: &Catalogue) -> Vec<Column> {
    let mut list = List(Vec::new());
    list.add("line", &["line"], Kind::Line, Source::Line);
    list.add("id", &["id"], Kind::Id, Source::Id);
    list.add("headline", &["headline"], Kind::Text, Source::Headline);
    list.add("standing", &["standing"], Kind::Text, Source::Standing);
    list.add("target", &["target"], Kind::Text, Source::Target);
    for area in catalogue.areas() {
        let id = catalogue.area_id(area).as_str();
        let figures: [(&str, OfArea); 3] = [
            ("percent", |score| score.percent),
            ("low", |score| Some(score.low)),
            ("high", |score| Some(score.high)),
        ];
        for (key, figure) in figures {
            let source = Source::Area(area, figure);
            list.add(
                &format!("{id}.{key}"),
                &["areas", id, key],
                Kind::Small,
                source,
            );
        }
    }
    for profile in catalogue.profiles() {
        let id = catalogue.profile(profile).id.as_str();
        let figures: [(&str, &str, OfFit); 4] = [
            ("low", "low", Fit::low_percent),
            ("high", "high", Fit::high_percent),
            ("core_low", "coreLow", Fit::core_low_percent),
            ("core_high", "coreHigh", Fit::core_high_percent),
        ];
        for (name, key, figure) in figures {
            let source = Source::Fit(profile, figure);
            list.add(
                &format!("{id}.{name}"),
                &["profiles", id, key],
                Kind::Small,
                source,
            );
        }
        let path = ["profiles", id, "status"];
        let source = Source::Status(profile);
        list.add(&format!("{id}.status"), &path, Kind::Text, source);
    }
    list.add(
        "gap_points",
        &["gapPoints"],
        Kind::Points,
        Source::GapPoints,
    );
    list.add("benefit", &["benefit"], Kind::Points, Source::Benefit);
    list.add("modules", &["modules"], Kind::Texts, Source::Modules);
    // JSON has them beside the ids.
    list.add("module_points", &[], Kind::PointsEach, Source::Modules);
    list.add("practice", &["practice"], Kind::Texts, Source::Practice);
    list.add(
        "straight_lining",
        &["straightLining"],
        Kind::Small,
        Source::StraightLining,
    );
    for competence in catalogue.competences() {
        let id = catalogue.competence(competence).id.as_str();
        let source = Source::Level(competence);
        list.add(&format!("{id}.level"), &["levels", id], Kind::Small, source);
    }
    for item in catalogue.items() {
        let id = catalogue.item_id(item).as_str();
        let source = Source::Response(item);
        let name = format!("{id}{RESPONSE}");
        list.add(&name, &["responses", id], Kind::Response, source);
    }
    list.0
}

struct List(Vec<Column>);

impl List {
    fn add(&mut self, name: &str, path: &[&str], kind: Kind, source: Source) {
        self.0.push(Column {
            name: name.to_owned(),
            kind,
            path: path.iter().map(|&key| key.to_owned()).collect(),
            source,
        });
    }
}

impl Column {
    /// What stands in this column for an outcome.
    #[inline]
    #[must_use]
    pub fn value<'v>(&self, catalogue: &'v Catalogue, outcome: &'v Outcome<'_>) -> Value<'v> {
        let scores = &outcome.scores;
        let profile_id = |profile| Value::Text(catalogue.profile(profile).id.as_str());
        let small = |number: Option<u8>| number.map_or(Value::Nothing, |n| Value::Number(n.into()));
        match self.source {
            Source::Line => Value::Number(outcome.line),
            Source::Id => outcome.row.id.map_or(Value::Nothing, Value::Id),
            Source::Headline => profile_id(outcome.headline.profile),
            Source::Standing => Value::Text(outcome.headline.standing.as_str()),
            Source::Target => profile_id(outcome.advice.target),
            Source::Area(area, figure) => small(figure(&scores.areas[area.get()])),
            Source::Fit(profile, figure) => small(Some(figure(&scores.fits[profile.get()]))),
            Source::Status(profile) => Value::Text(scores.fits[profile.get()].status.as_str()),
            Source::GapPoints => Value::Number(outcome.advice.gap_points.into()),
            Source::Benefit => Value::Number(outcome.advice.benefit.into()),
            Source::Modules => Value::Modules(&outcome.advice.modules),
            Source::Practice => Value::Competences(&outcome.advice.practice),
            Source::StraightLining => small(scores.straight_lining),
            Source::Level(competence) => small(scores.attainments[competence.get()].level()),
            Source::Response(item) => match outcome.row.responses.get(item) {
                Response::Level(level) => Value::Number(level.into()),
                Response::Skipped => Value::Skipped,
                Response::NotAsked => Value::Nothing,
            },
        }
    }
}
