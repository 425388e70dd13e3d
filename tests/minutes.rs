//! The minutes that are shown: from the catalogues' own words, and true at any pace.
//!
//! `cargo test minutes:: -- --nocapture` prints words, decisions and minutes.

use std::path::Path;

use assessment::id::FamilyIndex;
use assessment::ladder::Ladder;
use assessment::level::Level;
use assessment::pace::{self, DECISION_MS, Pace};
use assessment::quick;
use assessment::response::{Response, Responses};
use assessment::session::{Action, Phase, Session};
use skill_check::content::Content;

const CATALOGUES: [&str; 2] = ["social-media", "data-analyst"];
const LADDERS: [Ladder; 2] = [Ladder::Steps, Ladder::All];

/// What a check may take, in seconds: the mean of all visitors, and the most of anybody; first the whole one,
/// then the short way.
const WHOLE: (u32, u32) = (420, 480);
const SHORT: (u32, u32) = (220, 360);

/// Somebody who goes through a check.
struct Visitor {
    name: String,
    family: FamilyIndex,
    responses: Responses,
}

/// What somebody does on the way through a check.
#[derive(Default)]
struct Effort {
    items: u32,
    words: u32,
    decisions: u32,
}

impl Effort {
    /// Seconds in a language of which so many words are read in a minute.
    fn seconds(&self, words_per_minute: u16) -> u32 {
        self.words * 60 / u32::from(words_per_minute) + self.decisions * DECISION_MS / 1_000
    }
}

/// Calls with each catalogue in each locale, and its personas.
fn each(check: impl Fn(&str, &Content, &[Visitor])) {
    for name in CATALOGUES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("catalogues")
            .join(name);
        let report = catalogue::load(&folder);
        let authored = report.authored.expect("the catalogue is in order");
        let levels = (0..5).map(|level| {
            let list = vec![Response::Level(level); authored.catalogue().item_count()];
            Visitor {
                name: format!("level {level}"),
                family: FamilyIndex(0),
                responses: Responses::from_list(authored.catalogue(), &list).expect("five levels"),
            }
        });
        let personas = report.personas.into_iter().map(|persona| Visitor {
            name: persona.id,
            family: persona.family,
            responses: persona.responses,
        });
        let visitors: Vec<_> = levels.chain(personas).collect();
        for compiled in authored.compile() {
            let content = Content::decode(&compiled.bytes).expect("it was just compiled");
            check(&format!("{name} {}", compiled.locale), &content, &visitors);
        }
    }
}

/// Goes through a check as a visitor does, and counts what that takes. What they haven't answered they skip.
fn effort(content: &Content, visitor: &Visitor, ladder: Ladder, begin: Action) -> Effort {
    let catalogue = content.catalogue();
    let mut session = Session::new(catalogue, visitor.family, None);
    session.asking.ladder = ladder;
    let mut effort = Effort::default();
    let mut before = None;
    session = session.update(catalogue, begin);
    while let Phase::Item { item, .. } = session.phase {
        let text = content.texts().item(item);
        if before.replace(item) != Some(item) {
            effort.items += 1;
            effort.words += pace::words(&text.prompt);
        }
        let statement = session.statement_on_show(catalogue);
        let read = |level: Level| pace::words(&text.anchors[usize::from(level)]);
        effort.words += match statement {
            Some(level) => read(level),
            None => (0..text.anchors.len() as Level).map(read).sum(),
        };
        effort.decisions += 1;
        let level = visitor.responses.get(item).level();
        session = match (level, statement) {
            (None, _) => session.update(catalogue, Action::Skip(item)),
            (Some(level), Some(statement)) => session.update(
                catalogue,
                Action::Answer(item, statement, level >= statement),
            ),
            (Some(level), None) => session
                .update(catalogue, Action::Respond(item, level))
                .update(catalogue, Action::Next),
        };
    }
    effort
}

#[test]
fn what_is_left_never_rises_by_more_than_a_minute() {
    each(|name, content, _| {
        for ladder in LADDERS {
            let items = content.catalogue().items();
            let efforts: Vec<u32> = items.map(|item| content.effort_ms(item, ladder)).collect();
            for seconds in [5, 10, 15, 25, 40] {
                let mut now = 1_000_000;
                let mut left: u64 = efforts.iter().copied().map(u64::from).sum();
                let mut pace = Pace::default().went_on(now, 0, left);
                let mut said = vec![pace.minutes(left)];
                for &effort in &efforts {
                    now += seconds * 1_000;
                    left -= u64::from(effort);
                    pace = pace.went_on(now, effort, left);
                    said.push(pace.minutes(left));
                }
                let is_calm = said
                    .windows(2)
                    .all(|pair| pair[1].0 <= pair[0].0 + 1 && pair[1].1 <= pair[0].1 + 1);
                assert!(is_calm, "{name} {ladder:?} {seconds} s: {said:?}");
                assert_eq!(said.last(), Some(&(1, 2)), "{name} {ladder:?} {seconds} s");
            }
        }
    });
}

/// Goal: one statement at a time a whole check takes seven minutes in the mean of the personas and of people who
/// stand at one level in everything, and eight at most. The short way takes one to six.
#[test]
fn a_check_is_as_short_as_it_is_meant_to_be() {
    each(|name, content, visitors| {
        let catalogue = content.catalogue();
        for (begin, (mean, most)) in [(Action::Start, WHOLE), (Action::StartQuick, SHORT)] {
            for ladder in LADDERS {
                let mut times = Vec::new();
                for visitor in visitors {
                    let effort = effort(content, visitor, ladder, begin);
                    times.push(effort.seconds(content.texts().words_per_minute));
                    println!(
                        "{name}, {begin:?}, {ladder:?}, {}: {} items, {} words, {} decisions, {} s",
                        visitor.name,
                        effort.items,
                        effort.words,
                        effort.decisions,
                        times[times.len() - 1],
                    );
                }
                let found = times.iter().sum::<u32>() / times.len() as u32;
                println!("{name}, {begin:?}, {ladder:?}: {found} s in the mean");
                if ladder == Ladder::Steps {
                    assert!(found <= mean, "{name} {begin:?}: {found} s");
                    assert!(times.iter().all(|&time| time <= most), "{name} {begin:?}");
                }
            }
        }
        for ladder in LADDERS {
            let total = catalogue
                .items()
                .map(|item| u64::from(content.effort_ms(item, ladder)));
            let minutes = Pace::default().minutes(total.sum());
            println!("{name}, {ladder:?}: {minutes:?} minutes");
        }
        let (low, high) = quick::expected(catalogue, FamilyIndex(0));
        println!("{name}, the short way: {low} to {high} items\n");
        assert!(
            0 < low && low <= high && (high as usize) < catalogue.item_count(),
            "{name}: {low} to {high}"
        );
    });
}

/// How many items it takes at least until it is certain that somebody reaches all profiles of a family, who
/// stands at the highest level in everything: those with the most points first, of the profile that takes most.
fn fewest(content: &Content, family: FamilyIndex) -> usize {
    let catalogue = content.catalogue();
    let profiles = catalogue.profiles();
    let its = profiles.filter(|&profile| catalogue.profile(profile).family == family);
    let counts = its.map(|profile| {
        let points = catalogue.items().map(|item| {
            let competence = catalogue.competence_of(item).get();
            let weight = u32::from(catalogue.weights(profile)[competence]);
            weight * u32::from(catalogue.required(profile)[competence])
        });
        let mut points: Vec<u32> = points.collect();
        points.sort_unstable_by(|one, other| other.cmp(one));
        let needed = points.iter().sum::<u32>() * u32::from(catalogue.thresholds().reached_percent);
        let mut sum = 0;
        let short = |&one: &u32| {
            sum += one * 100;
            sum < needed
        };
        1 + points.iter().copied().take_while(short).count()
    });
    counts.max().expect("a family has profiles")
}

/// Goal: the short way asks as little as certainty takes. That a profile is reached is certain only once four
/// fifths of its points are, so of whoever reaches a senior's profile no order could ask fewer items.
#[test]
fn no_order_of_the_short_way_is_certain_with_fewer_items() {
    each(|name, content, visitors| {
        let highest = visitors.iter().find(|visitor| visitor.name == "level 4");
        let highest = highest.expect("five levels");
        let asked = effort(content, highest, Ladder::Steps, Action::StartQuick).items as usize;
        let fewest = fewest(content, highest.family);
        println!("{name}: {asked} items asked of the highest level, {fewest} is the least");
        assert!((fewest..=fewest + 1).contains(&asked), "{name}");
    });
}
