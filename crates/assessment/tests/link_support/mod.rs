//! Catalogues and states to test links and records with.
//!
//! The catalogues don't come from `catalogues/`, whose content may change: links have to open with
//! the content they were made with.

#![allow(dead_code, reason = "each test binary uses another part")]
#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

pub(crate) mod checks;

use assessment::catalogue::{
    CompetenceDefinition, Definition, Extras, ItemDefinition, ProfileDefinition,
    StatementDefinition, StatementKind, Thresholds, Tier,
};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, EntryId, FamilyId, FamilyIndex,
    ItemId, ItemIndex, ProfileId,
};
use assessment::knowledge::{Verdict, Verdicts};
use assessment::ladder::Asking;
use assessment::link::{Shared, SharedSummary};
use assessment::record::Saved;
use assessment::scoring::{headline, score};
use assessment::session::{Phase, Session};
use assessment::{Catalogue, Response, Responses};

/// The released catalogues, by name, as plain text.
const FROZEN: [(&str, &str); 3] = [
    (
        "social-media-1",
        include_str!("../../../../tests/links/catalogues/social-media-1.txt"),
    ),
    (
        "several-items-1",
        include_str!("../../../../tests/links/catalogues/several-items-1.txt"),
    ),
    (
        "data-analyst-1",
        include_str!("../../../../tests/links/catalogues/data-analyst-1.txt"),
    ),
];

/// The catalogue of a name in the corpus: a frozen one, or `counted-<items>`.
pub(crate) fn catalogue(name: &str) -> Catalogue {
    Catalogue::new(definition(name)).unwrap()
}

/// The definition of a name in the corpus.
pub(crate) fn definition(name: &str) -> Definition {
    if let Some(items) = name.strip_prefix("counted-") {
        return counted(items.parse().unwrap());
    }
    let (_, text) = FROZEN.iter().find(|(known, _)| *known == name).unwrap();
    thaw(text)
}

/// The definition that a frozen catalogue describes; what links don't depend on is left empty.
pub(crate) fn thaw(text: &str) -> Definition {
    let mut definition = blank();
    for line in text.lines() {
        let mut words = line.split(' ');
        let mut next = || words.next().unwrap();
        match next() {
            "catalogue" => {
                definition.id = CatalogueId::new(next());
                definition.revision = next().parse().unwrap();
            }
            "thresholds" => {
                let thresholds = &mut definition.thresholds;
                thresholds.reached_percent = next().parse().unwrap();
                thresholds.core_percent = next().parse().unwrap();
                thresholds.core_weight = next().parse().unwrap();
                thresholds.on_the_way_percent = next().parse().unwrap();
                thresholds.area_answered_percent = next().parse().unwrap();
                thresholds.straight_lining = next().parse().unwrap();
            }
            "area" => definition.areas.push(AreaId::new(next())),
            "family" => definition.families.push(FamilyId::new(next())),
            "profile" => {
                let id = next();
                definition.profiles.push(profile(&definition, id));
            }
            "competence" => {
                let (id, area, levels) = (next(), next(), next());
                let area = definition.areas.iter().position(|id| id.as_str() == area);
                let mut lists = line.split(" / ").skip(1);
                let mut list = || -> Vec<u8> {
                    let numbers = lists.next().unwrap().split(' ');
                    numbers.map(|number| number.parse().unwrap()).collect()
                };
                definition.competences.push(CompetenceDefinition {
                    id: CompetenceId::new(id),
                    area: AreaIndex(area.unwrap() as u8),
                    level_count: levels.parse().unwrap(),
                    weights: list(),
                    required: list(),
                });
            }
            "item" => {
                let competence = CompetenceIndex(definition.competences.len() as u16 - 1);
                let id = ItemId::new(next());
                definition.items.push(ItemDefinition { id, competence });
            }
            "statement" => {
                let (id, area, kind) = (next(), next(), next());
                let area = definition.areas.iter().position(|id| id.as_str() == area);
                let kind = StatementKind::ALL
                    .into_iter()
                    .find(|known| known.as_str() == kind);
                definition.extras.statements.push(StatementDefinition {
                    id: EntryId::new(id),
                    area: AreaIndex(area.unwrap() as u8),
                    kind: kind.unwrap(),
                });
            }
            other => panic!("no such line: {other}"),
        }
    }
    definition
}

fn profile(definition: &Definition, id: &str) -> ProfileDefinition {
    let (family, tier) = id.split_once('.').unwrap();
    let family = definition
        .families
        .iter()
        .position(|id| id.as_str() == family);
    ProfileDefinition {
        id: ProfileId::new(id),
        family: FamilyIndex(family.unwrap() as u8),
        tier: tier_of(tier).unwrap(),
    }
}

fn blank() -> Definition {
    Definition {
        id: CatalogueId::new("blank"),
        revision: 1,
        as_of: "2026-11-23".into(),
        thresholds: Thresholds {
            reached_percent: 80,
            core_percent: 80,
            core_weight: 3,
            on_the_way_percent: 25,
            area_answered_percent: 50,
            module_count: 3,
            module_points: 3,
            module_gap_percent: 5,
            module_lift: 2,
            straight_lining: 10,
        },
        areas: Vec::new(),
        families: Vec::new(),
        profiles: Vec::new(),
        competences: Vec::new(),
        items: Vec::new(),
        formats: Vec::new(),
        modules: Vec::new(),
        extras: Extras::default(),
    }
}

/// A catalogue of so many items, with 2 to 7 levels in turn, and two families.
pub(crate) fn counted(items: u16) -> Definition {
    let mut definition = blank();
    definition.id = CatalogueId::new("counted");
    definition.areas = vec![AreaId::new("a")];
    definition.families = vec![FamilyId::new("f"), FamilyId::new("g")];
    for id in ["f.junior", "f.senior", "g.junior"] {
        definition.profiles.push(profile(&definition, id));
    }
    for number in 0..items {
        let level_count = 2 + (number % 6) as u8;
        definition.competences.push(CompetenceDefinition {
            id: CompetenceId::new(&format!("c{number}")),
            area: AreaIndex(0),
            level_count,
            weights: vec![3, 3, 1 + (number % 3) as u8],
            required: vec![1, level_count - 1, 1],
        });
        definition.items.push(ItemDefinition {
            id: ItemId::new(&format!("i{number}")),
            competence: CompetenceIndex(number),
        });
    }
    definition
}

/// The tier of a name.
pub(crate) fn tier_of(name: &str) -> Option<Tier> {
    Tier::ALL.into_iter().find(|tier| tier.as_str() == name)
}

/// Numbers that look random and are the same on every machine (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ number >> 31
    }

    /// The next number, below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Random responses; of `not_asked_in_100` percent of the items none.
    pub(crate) fn responses(
        &mut self,
        catalogue: &Catalogue,
        not_asked_in_100: usize,
    ) -> Responses {
        let list: Vec<Response> = catalogue
            .items()
            .map(|item| {
                if self.below(100) < not_asked_in_100 {
                    return Response::NotAsked;
                }
                let max = catalogue.level_max(catalogue.competence_of(item));
                match self.below(usize::from(max) + 2) as u8 {
                    level if level <= max => Response::Level(level),
                    _ => Response::Skipped,
                }
            })
            .collect();
        Responses::from_list(catalogue, &list).unwrap()
    }

    /// A random target.
    pub(crate) fn target(&mut self, catalogue: &Catalogue) -> (FamilyIndex, Option<Tier>) {
        let family = FamilyIndex(self.below(catalogue.families().len()) as u8);
        let level = [None, Some(Tier::Junior), Some(Tier::Senior)][self.below(3)];
        (family, level)
    }
}

/// Responses as the corpus writes them: a digit for a level, `s` skipped, `.` not asked.
pub(crate) fn responses_text(responses: &Responses) -> String {
    let character = |response| match response {
        Response::Level(level) => char::from(b'0' + level),
        Response::Skipped => 's',
        Response::NotAsked => '.',
    };
    responses.iter().map(character).collect()
}

/// Responses from the corpus.
pub(crate) fn responses_from_text(catalogue: &Catalogue, text: &str) -> Responses {
    let response = |character| match character {
        '.' => Response::NotAsked,
        's' => Response::Skipped,
        level => Response::Level(level as u8 - b'0'),
    };
    let list: Vec<Response> = text.chars().map(response).collect();
    assert_eq!(list.len(), catalogue.item_count());
    Responses::from_list(catalogue, &list).unwrap()
}

/// The code of some bytes, checksum included.
pub(crate) fn sealed(bytes: &[u8]) -> String {
    let mut code = sealed_record(bytes).split_off(3);
    if code.ends_with(['-', '_']) {
        code.push('A');
    }
    code
}

/// The record of some bytes, checksum included.
pub(crate) fn sealed_record(bytes: &[u8]) -> String {
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(bytes);
    let mut bytes = bytes.to_vec();
    bytes.extend_from_slice(&checksum.to_le_bytes());
    format!("skc{}", data_encoding::BASE64URL_NOPAD.encode(&bytes))
}

/// The bytes of a code.
pub(crate) fn all_bytes(code: &str) -> Vec<u8> {
    let code = match code.strip_suffix('A') {
        Some(rest) if code.len() % 4 == 1 => rest,
        _ => code,
    };
    data_encoding::BASE64URL_NOPAD
        .decode(code.as_bytes())
        .unwrap()
}

/// The bytes of a code without the checksum.
pub(crate) fn unsealed(code: &str) -> Vec<u8> {
    let mut bytes = all_bytes(code);
    bytes.truncate(bytes.len() - 4);
    bytes
}

/// A line of the corpus: a code, what it says, and what follows from it.
pub(crate) fn corpus_line(
    name: &str,
    catalogue: &Catalogue,
    code: &str,
    shared: &Shared,
) -> String {
    let scores = score(catalogue, &shared.responses);
    let responses = responses_text(&shared.responses);
    let family = catalogue.family_id(shared.family);
    let level = shared.level.map_or("-", Tier::as_str);
    let named = headline(catalogue, &scores, shared.family);
    let profile = &catalogue.profile(named.profile).id;
    let standing = named.standing.as_str();
    let percents: Vec<String> = scores
        .areas
        .iter()
        .map(|area| {
            area.percent
                .map_or("-".into(), |percent| percent.to_string())
        })
        .collect();
    let percents = percents.join(" ");
    let more = more_text(catalogue, shared.is_quick, &shared.verdicts);
    format!("{name} {code} {responses} {family} {level}{more} | {standing} {profile} | {percents}")
}

/// A line of the corpus of summaries: a code and what it says.
pub(crate) fn summary_line(
    name: &str,
    catalogue: &Catalogue,
    code: &str,
    shared: &SharedSummary,
) -> String {
    let summary = &shared.summary;
    let id = |profile| catalogue.profile(profile).id.to_string();
    let profiles = summary.profiles.iter().map(|one| {
        let (share, status) = (one.share, one.status.as_str());
        format!("{} {} {} {status}", id(one.profile), share.low, share.high)
    });
    let areas = summary.areas.iter().map(|one| {
        let (area, share) = (catalogue.area_id(one.area), one.share);
        format!("{area} {} {}", share.low, share.high)
    });
    let (profiles, areas): (Vec<_>, Vec<_>) = (profiles.collect(), areas.collect());
    format!(
        "{name} {code} {} {} | {} {} | {} {} {} | {} | {}",
        catalogue.family_id(summary.family),
        id(summary.target),
        summary.headline.standing.as_str(),
        id(summary.headline.profile),
        summary.answered,
        summary.skipped,
        summary.items,
        profiles.join(", "),
        areas.join(", "),
    )
}

/// A line of the corpus of saved sessions: a record and what it says.
pub(crate) fn record_line(name: &str, catalogue: &Catalogue, text: &str, saved: &Saved) -> String {
    let session = &saved.session;
    let phase = match session.phase {
        Phase::Start => "start".into(),
        Phase::Result => "result".into(),
        Phase::Item {
            item,
            revisit: false,
        } => catalogue.item_id(item).to_string(),
        Phase::Item {
            item,
            revisit: true,
        } => format!("{}*", catalogue.item_id(item)),
    };
    let responses = responses_text(&session.responses);
    let family = catalogue.family_id(session.family);
    let level = session.level.map_or("-", Tier::as_str);
    let counter = saved.counter;
    let more = more_text(catalogue, session.is_quick, &session.verdicts);
    format!("{name} {text} {counter} {phase} {responses} {family} {level}{more}")
}

/// What not every state has, as the corpus writes it: the way, and a character for the verdict on
/// each statement.
fn more_text(catalogue: &Catalogue, is_quick: bool, verdicts: &Verdicts) -> String {
    let mut text = String::from(if is_quick { " quick" } else { "" });
    if verdicts.answered_count() > 0 {
        text += " verdicts:";
        text.extend(
            catalogue
                .statements()
                .map(|statement| match verdicts.get(statement) {
                    None => '.',
                    Some(Verdict::True) => 't',
                    Some(Verdict::False) => 'f',
                    Some(Verdict::DontKnow) => '?',
                }),
        );
    }
    text
}

/// The verdicts of such a text, if it names any.
pub(crate) fn verdicts_from_text(catalogue: &Catalogue, text: &str) -> Verdicts {
    let mut verdicts = Verdicts::new(catalogue);
    let characters = text.split_once("verdicts:").map_or("", |(_, text)| text);
    for (statement, character) in catalogue.statements().zip(characters.chars()) {
        let verdict = match character {
            't' => Some(Verdict::True),
            'f' => Some(Verdict::False),
            '?' => Some(Verdict::DontKnow),
            _ => None,
        };
        verdicts.set(statement, verdict);
    }
    verdicts
}

impl Random {
    /// A random session at its result.
    pub(crate) fn result(&mut self, catalogue: &Catalogue) -> Session {
        let mut session = self.saved(catalogue).session;
        session.phase = Phase::Result;
        session
    }

    /// A random session with a random counter.
    pub(crate) fn saved(&mut self, catalogue: &Catalogue) -> Saved {
        let not_asked = [0, 10, 50, 90, 100][self.below(5)];
        let responses = self.responses(catalogue, not_asked);
        let (family, level) = self.target(catalogue);
        let item = ItemIndex(self.below(catalogue.item_count()) as u16);
        let phase = match self.below(4) {
            0 => Phase::Start,
            1 => Phase::Result,
            choice => Phase::Item {
                item,
                revisit: choice == 2,
            },
        };
        let session = Session {
            phase,
            family,
            level,
            is_quick: false,
            asking: Asking::default(),
            responses,
            verdicts: Verdicts::new(catalogue),
        };
        let counter = self.next() >> self.below(64);
        Saved { session, counter }
    }

    /// Random verdicts, none on so many percent of the statements.
    pub(crate) fn verdicts(&mut self, catalogue: &Catalogue, none_in_100: usize) -> Verdicts {
        let mut verdicts = Verdicts::new(catalogue);
        for statement in catalogue.statements() {
            if self.below(100) >= none_in_100 {
                let all = [Verdict::True, Verdict::False, Verdict::DontKnow];
                verdicts.set(statement, Some(all[self.below(3)]));
            }
        }
        verdicts
    }
}
