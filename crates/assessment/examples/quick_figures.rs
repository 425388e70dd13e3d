//! How many items a short sitting asks, as `docs/method.md` states it:
//!
//! ```text
//! cargo run --release -p skill-check-assessment --example quick_figures
//! ```
//!
//! The visitors are made up, the same on every machine; they show what the order and the stop save,
//! not how real visitors answer.

#[path = "../tests/common/mod.rs"]
mod common;

use assessment::id::{FamilyIndex, ItemIndex};
use assessment::quick::{is_decided, order, remaining};
use assessment::{Catalogue, Response, Responses};

const VISITORS: u32 = 2_000;

/// xorshift64*: the same visitors on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % count
    }
}

/// A way to make up the level of each item.
type Kind = fn(&Catalogue, &mut Random) -> Vec<u8>;

fn beginner(catalogue: &Catalogue, random: &mut Random) -> Vec<u8> {
    catalogue.items().map(|_| random.below(2) as u8).collect()
}

fn uniform(catalogue: &Catalogue, random: &mut Random) -> Vec<u8> {
    catalogue.items().map(|_| random.below(5) as u8).collect()
}

/// A profile's levels, of which a fifth is one higher and a fifth one lower.
fn role_like(catalogue: &Catalogue, random: &mut Random) -> Vec<u8> {
    let profiles: Vec<_> = catalogue.profiles().collect();
    let profile = profiles[random.below(profiles.len() as u64) as usize];
    let required = catalogue.required(profile).iter();
    let near = required.map(|&level| match random.below(10) {
        0 | 1 => (level + 1).min(4),
        2 | 3 => level.saturating_sub(1),
        _ => level,
    });
    near.collect()
}

/// How many of the items are asked until all profiles of the families are decided.
fn asked(
    catalogue: &Catalogue,
    levels: &[u8],
    families: &[FamilyIndex],
    items: &[ItemIndex],
) -> usize {
    let mut responses = Responses::new(catalogue);
    let is_done = |responses: &Responses| {
        let mut families = families.iter();
        families.all(|&family| is_decided(catalogue, responses, family))
    };
    for &item in items {
        if is_done(&responses) {
            break;
        }
        let level = Response::Level(levels[item.get()]);
        responses
            .set(catalogue, item, level)
            .expect("a level of the item");
    }
    responses.asked_count()
}

/// The same as a visitor sees it: items that count for no open profile are left out.
fn sat(catalogue: &Catalogue, levels: &[u8], family: FamilyIndex) -> usize {
    let mut responses = Responses::new(catalogue);
    while let Some(&item) = remaining(catalogue, &responses, family).first() {
        let level = Response::Level(levels[item.get()]);
        responses
            .set(catalogue, item, level)
            .expect("a level of the item");
    }
    responses.asked_count()
}

fn main() {
    let catalogue = common::catalogue();
    let plain: Vec<ItemIndex> = catalogue.items().collect();
    let all: Vec<FamilyIndex> = catalogue.families().collect();
    let kinds: [(&str, Kind); 3] = [
        ("beginners, levels 0 and 1", beginner),
        ("any level alike", uniform),
        ("near a profile", role_like),
    ];
    println!("mean of {} items, {VISITORS} visitors each", plain.len());
    for (name, kind) in kinds {
        let mut random = Random(1);
        let mut sums = [0_usize; 4];
        for _ in 0..VISITORS {
            let levels = kind(&catalogue, &mut random);
            sums[0] += asked(&catalogue, &levels, &all, &plain);
            for &family in &all {
                sums[1] += asked(&catalogue, &levels, &[family], &plain);
                sums[2] += asked(&catalogue, &levels, &[family], &order(&catalogue, family));
                sums[3] += sat(&catalogue, &levels, family);
            }
        }
        let visitors = f64::from(VISITORS);
        let mean = |sum: usize, families: usize| sum as f64 / visitors / families as f64;
        println!(
            "{name}: all families in area order {:.1}; one family in area order {:.1}, in its own order {:.1}, without what can't count {:.1}",
            mean(sums[0], 1),
            mean(sums[1], all.len()),
            mean(sums[2], all.len()),
            mean(sums[3], all.len()),
        );
    }
}
