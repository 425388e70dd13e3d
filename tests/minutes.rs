//! The minutes that are shown: from the catalogue's own words, and true at any pace.
//!
//! `cargo test --test minutes -- --nocapture` prints words, decisions and minutes.

use std::path::Path;

use assessment::id::{FamilyIndex, ItemIndex};
use assessment::ladder::Ladder;
use assessment::pace::Pace;
use assessment::quick;
use assessment::reading::{self, Effort, Span};
use skill_check::content::Content;

const CATALOGUES: [&str; 2] = ["social-media", "data-analyst"];
const LOCALES: [&str; 2] = ["de", "en"];

fn content(name: &str, locale: &str) -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues").join(name);
    let authored = catalogue::load(&folder).authored.expect("the catalogue is in order");
    let mut compiled = authored.compile().into_iter();
    let compiled = compiled.find(|compiled| compiled.locale == locale);
    Content::decode(&compiled.expect("the locale exists").bytes).expect("it was just compiled")
}

fn spans(content: &Content, ladder: Ladder) -> Vec<Span> {
    let (catalogue, texts) = (content.catalogue(), content.texts());
    let span = |item| reading::span(catalogue, texts, item, ladder);
    catalogue.items().map(span).collect()
}

/// What somebody who stands at one level in everything reads and decides.
fn effort(content: &Content, ladder: Ladder, level: u8, items: &[ItemIndex]) -> Effort {
    let (catalogue, texts) = (content.catalogue(), content.texts());
    let of = |&item: &ItemIndex| reading::effort(catalogue, texts, item, level, ladder);
    items.iter().map(of).sum()
}

/// The remainder that is shown before each item, for somebody whose items all take as long.
fn remainders(spans: &[Span], item_ms: u64) -> Vec<(u32, u32)> {
    let whole: Span = spans.iter().copied().sum();
    let mut now = 1_000_000;
    let mut pace = Pace::default().went_on(now, None);
    let mut shown = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        let left = spans[place..].iter().copied().sum();
        shown.push(pace.left(left, whole).minutes());
        now += item_ms;
        pace = pace.went_on(now, Some(span.middle()));
    }
    shown
}

#[test]
fn what_is_left_never_rises_by_more_than_a_minute() {
    for name in CATALOGUES {
        for locale in LOCALES {
            let content = content(name, locale);
            for ladder in Ladder::ALL {
                for seconds in [5, 10, 15, 25, 40] {
                    let shown = remainders(&spans(&content, ladder), seconds * 1_000);
                    for pair in shown.windows(2) {
                        let place = format!("{name} {locale} {ladder:?} {seconds} s: {shown:?}");
                        assert!(pair[1].0 <= pair[0].0 + 1, "{place}");
                        assert!(pair[1].1 <= pair[0].1 + 1, "{place}");
                    }
                    let end = shown[shown.len() - 1];
                    assert!(end.1 <= 1, "{name} {locale} {ladder:?} {seconds} s ends at {end:?}");
                }
            }
        }
    }
}

#[test]
fn a_whole_check_takes_eight_minutes_at_most_and_a_short_one_three() {
    for name in CATALOGUES {
        for locale in LOCALES {
            let content = content(name, locale);
            let items: Vec<_> = content.catalogue().items().collect();
            for ladder in Ladder::ALL {
                let efforts: Vec<_> = (0..=4)
                    .map(|level| effort(&content, ladder, level, &items))
                    .collect();
                let span: Span = spans(&content, ladder).into_iter().sum();
                println!("{name} {locale} {ladder:?}: {:?} minutes", span.minutes());
                for (level, effort) in efforts.iter().enumerate() {
                    let Effort { words, decisions } = effort;
                    let seconds = effort.time(content.texts().words_per_minute) / 1_000;
                    println!("  level {level}: {words} words, {decisions} decisions, {seconds} s");
                }
            }
            let (catalogue, family) = (content.catalogue(), FamilyIndex(0));
            let (low, high) = quick::expected(catalogue, family);
            let order = quick::order(catalogue, family);
            for level in 0..=4 {
                let effort = effort(&content, Ladder::Steps, level, &order[..high as usize]);
                let seconds = effort.time(content.texts().words_per_minute) / 1_000;
                println!("  short, {low} to {high} items: level {level}: {seconds} s");
            }
            println!();
            assert!(items.len() < 60);
        }
    }
}
