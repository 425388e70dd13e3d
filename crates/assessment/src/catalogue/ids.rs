//! Ids that are well formed, each once.

use super::problem::{CatalogueProblem as Problem, ProblemPlace as Place};
use crate::id::EntryId;
use crate::order;

/// Whether each id stands at an earlier position too. Only ids of the same hash are compared; a set
/// of ids would be compiled into the widget once a kind.
pub(super) fn repeated(ids: &[&str]) -> Vec<bool> {
    let hashes: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
    let sorted = order::ascending(hashes.iter().copied());
    let mut repeated = vec![false; ids.len()];
    for (place, &position) in sorted.iter().enumerate() {
        let earlier = sorted[..place].iter().rev();
        repeated[position] = earlier
            .take_while(|&&other| hashes[other] == hashes[position])
            .any(|&other| ids[other] == ids[position]);
    }
    repeated
}

/// FNV-1a, 64 bits.
fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

pub(super) fn check_ids<'a>(
    ids: impl Iterator<Item = &'a EntryId>,
    place: impl Fn(usize) -> Place,
    problems: &mut Vec<Problem>,
) {
    let ids: Vec<&EntryId> = ids.collect();
    let texts: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
    for (position, is_repeated) in repeated(&texts).into_iter().enumerate() {
        if !ids[position].is_well_formed() {
            problems.push(Problem::MalformedId(place(position)));
        }
        if is_repeated {
            problems.push(Problem::DuplicateId(place(position)));
        }
    }
}
