//! The fuzz targets without a fuzzer: their corpus, changed at random, a fixed number of times.
//!
//! `cargo +nightly fuzz run decode_raw` and `decode_structured` look further; this runs everywhere.
//! `LINK_MUTATIONS` sets the number of changes, for a longer run by hand.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use std::fs;
use std::path::Path;

use link_support::Random;
use link_support::checks::{check_sealed, check_text};

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let entries = fs::read_dir(folder.join(target)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn mutation_count() -> usize {
    std::env::var("LINK_MUTATIONS").map_or(100_000, |count| count.parse().unwrap())
}

/// Bytes that mean something somewhere.
const SPECIAL: &[u8] = b"=&?#%.-_E \r\n\0\x7f\x80\xff\x10\x11";

fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[random.below(corpus.len())].clone();
    for _ in 0..random.below(4) {
        let position = random.below(bytes.len() + 1);
        match random.below(6) {
            0 => bytes.insert(position, random.next() as u8),
            1 => bytes.insert(position, SPECIAL[random.below(SPECIAL.len())]),
            2 => bytes.truncate(position),
            3 => {
                let other = &corpus[random.below(corpus.len())];
                bytes.truncate(position);
                bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(position) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn any_text_is_answered_and_opens_only_if_it_is_the_one_of_its_state() {
    let corpus = corpus("decode_raw");
    assert!(corpus.len() >= 20);
    let mut random = Random(31);
    for bytes in &corpus {
        check_text(&String::from_utf8_lossy(bytes));
    }
    for _ in 0..mutation_count() {
        check_text(&String::from_utf8_lossy(&mutate(&mut random, &corpus)));
    }
}

#[test]
fn any_bytes_behind_a_right_checksum_open_only_if_they_are_the_ones_of_their_state() {
    let corpus = corpus("decode_structured");
    assert!(corpus.len() >= 50);
    let mut random = Random(32);
    let kept: usize = corpus.iter().map(|bytes| check_sealed(bytes)).sum();
    assert!(kept >= 20, "{kept} of the corpus open");
    let opened: usize = (0..mutation_count())
        .map(|_| check_sealed(&mutate(&mut random, &corpus)))
        .sum();
    assert!(opened > mutation_count() / 20, "{opened} changed ones open");
}
