//! The minutes that are shown: from the catalogues' own words, and true at any pace.
//!
//! `cargo test --test minutes -- --nocapture` prints words, decisions and minutes.

use std::path::Path;

use assessment::id::{FamilyIndex, ItemIndex};
use assessment::ladder::{self, Ladder};
use assessment::pace::{self, Pace};
use assessment::quick;
use skill_check::content::Content;

const CATALOGUES: [&str; 2] = ["social-media", "data-analyst"];
const LOCALES: [&str; 2] = ["de", "en"];
const LADDERS: [Ladder; 2] = [Ladder::Steps, Ladder::All];

fn content(name: &str, locale: &str) -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("catalogues")
        .join(name);
    let report = catalogue::load(&folder);
    let authored = report.authored.expect("the catalogue is in order");
    let mut compiled = authored.compile().into_iter();
    let compiled = compiled.find(|compiled| compiled.locale == locale);
    Content::decode(&compiled.expect("the locale exists").bytes).expect("it was just compiled")
}

/// Calls with each catalogue in each locale.
fn each(check: impl Fn(&str, &Content)) {
    for name in CATALOGUES {
        for locale in LOCALES {
            check(&format!("{name} {locale}"), &content(name, locale));
        }
    }
}

/// The words that somebody at a level reads for some items, and the decisions taken.
fn effort(content: &Content, ladder: Ladder, level: u8, items: &[ItemIndex]) -> (u32, u32) {
    let (mut words, mut decisions) = (0, 0);
    for &item in items {
        let text = content.texts().item(item);
        words += pace::words(&text.prompt);
        let read = |level: u8| pace::words(&text.anchors[usize::from(level)]);
        match ladder {
            Ladder::Steps => {
                for asked in ladder::statements(4, level) {
                    words += read(asked);
                    decisions += 1;
                }
            }
            Ladder::All => {
                words += (0..5).map(read).sum::<u32>();
                decisions += 1;
            }
        }
    }
    (words, decisions)
}

/// Seconds at 220 words a minute and 1.5 s a decision.
fn seconds((words, decisions): (u32, u32)) -> u32 {
    words * 60 / 220 + decisions * 3 / 2
}

#[test]
fn what_is_left_never_rises_by_more_than_a_minute() {
    each(|name, content| {
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

/// Goal: a whole check takes a little over eight minutes, eleven for those who have done it all, and the
/// short way fewer items than all.
#[test]
fn a_check_is_as_short_as_it_is_meant_to_be() {
    each(|name, content| {
        let items: Vec<_> = content.catalogue().items().collect();
        for ladder in LADDERS {
            for level in 0..5 {
                let effort = effort(content, ladder, level, &items);
                println!(
                    "{name} {ladder:?}, level {level}: {} words, {} decisions, {} s",
                    effort.0,
                    effort.1,
                    seconds(effort)
                );
            }
            let total = |item: ItemIndex| u64::from(content.effort_ms(item, ladder));
            let total = items.iter().copied().map(total).sum();
            println!(
                "{name} {ladder:?}: {:?} minutes",
                Pace::default().minutes(total)
            );
        }
        let levels = (0..5).map(|level| seconds(effort(content, Ladder::Steps, level, &items)));
        let levels: Vec<_> = levels.collect();
        let mean = levels.iter().sum::<u32>() / 5;
        assert!(mean <= 540 && levels[4] <= 670, "{name}: {levels:?} s");
        let (low, high) = quick::expected(content.catalogue(), FamilyIndex(0));
        println!("{name}, the short way: {low} to {high} items\n");
        assert!(
            0 < low && low <= high && (high as usize) < items.len(),
            "{name}: {low} to {high}"
        );
    });
}
