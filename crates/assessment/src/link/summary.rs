//! The format of summaries, version 2: what a result comes to, without the answers.
//!
//! Layout: a byte with the version, the revision (LEB128), four bytes of [`super::identity::Identity`], the
//! family; the tiers of target and headline with the headline's standing; how many items are answered and how
//! many skipped (LEB128); the profiles, and the areas, each with a mark of its id, so that areas may come and go.

use super::body::{Order, read_head};
use super::{Codec, LinkError, SUMMARY_VERSION, sealed};
use crate::catalogue::{Catalogue, Tier};
use crate::codec::{CHECKSUM_SIZE, checksum, read_number, write_number};
use crate::id::{AreaIndex, FamilyIndex, ProfileIndex};
use crate::scoring::{Headline, Share, Standing, Status};
use crate::summary::{AreaShare, ProfileShare, Summary, family_profiles};

/// All standings, each at the place of its number.
const STANDINGS: [Standing; 4] = [
    Standing::Beginning,
    Standing::NotReached,
    Standing::OnTheWay,
    Standing::Reached,
];

/// All statuses, each at the place of its number.
const STATUSES: [Status; 3] = [Status::NotReached, Status::Open, Status::Reached];

/// How many bytes a profile takes, and an area.
const PROFILE_SIZE: usize = 3;
const AREA_SIZE: usize = 4;

/// A summary that someone shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedSummary {
    /// What it says. Areas that are gone are left out.
    pub summary: Summary,
    /// The revision of the catalogue that the link was made with.
    pub revision: u16,
    /// Whether what scoring depends on has changed since: the figures are those of then.
    pub is_earlier_scoring: bool,
}

/// The code of a summary.
pub(super) fn write_summary(codec: &Codec<'_>, summary: &Summary) -> String {
    let catalogue = codec.catalogue;
    let mut bytes = vec![SUMMARY_VERSION << 4];
    write_number(&mut bytes, catalogue.definition().revision.into());
    bytes.extend_from_slice(&codec.identity.bits().to_le_bytes());
    bytes.push(summary.family.0);
    let tier = |profile| tier_number(catalogue, summary.family, profile);
    let standing = place(&STANDINGS, &summary.headline.standing);
    bytes.push(tier(summary.target) | tier(summary.headline.profile) << 2 | standing << 4);
    write_number(&mut bytes, summary.answered.into());
    write_number(&mut bytes, summary.skipped.into());
    bytes.push(summary.profiles.len() as u8);
    for profile in &summary.profiles {
        let status = place(&STATUSES, &profile.status);
        bytes.push(tier(profile.profile) | status << 2);
        bytes.extend_from_slice(&[profile.share.low, profile.share.high]);
    }
    bytes.push(summary.areas.len() as u8);
    for area in &summary.areas {
        bytes.extend_from_slice(&mark(catalogue, area.area).to_le_bytes());
        bytes.extend_from_slice(&[area.share.low, area.share.high]);
    }
    sealed(bytes)
}

/// The place of something among all of its kind, which has fewer than 16.
fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|other| other == one).unwrap_or(0) as u8
}

/// The number of a profile's tier: its place among all tiers.
fn tier_number(catalogue: &Catalogue, family: FamilyIndex, profile: ProfileIndex) -> u8 {
    let is_it = |tier: &Tier| catalogue.profile_of(family, *tier) == Some(profile);
    Tier::ALL.iter().position(is_it).unwrap_or(0) as u8
}

/// The lower 16 bits of the CRC-32 of an area's id.
fn mark(catalogue: &Catalogue, area: AreaIndex) -> u16 {
    checksum(catalogue.area_id(area).as_str().as_bytes()) as u16
}

/// What a code says whose first byte is taken off and whose checksum is zeroed, in `bytes`.
pub(super) fn read_summary(codec: &Codec<'_>, bytes: &[u8]) -> Result<SharedSummary, LinkError> {
    let mut rest = &bytes[..bytes.len() - CHECKSUM_SIZE];
    let (revision, identity, order) = read_head(codec, &mut rest)?;
    let is_today = identity == codec.identity;
    let summary = read(codec.catalogue, &mut rest, order, is_today).ok_or(LinkError::Damaged)?;
    if !rest.is_empty() {
        return Err(LinkError::Damaged);
    }
    Ok(SharedSummary {
        summary,
        revision,
        is_earlier_scoring: !is_today,
    })
}

fn read(
    catalogue: &Catalogue,
    rest: &mut &[u8],
    order: Order<'_>,
    is_today: bool,
) -> Option<Summary> {
    let family = order.family(byte(rest)?)?;
    let aims = byte(rest)?;
    let profile = |number: u8| catalogue.profile_of(family, *Tier::ALL.get(usize::from(number))?);
    let headline = Headline {
        profile: profile(aims >> 2 & 3)?,
        standing: *STANDINGS.get(usize::from(aims >> 4))?,
    };
    let target = profile(aims & 3)?;
    let items = order.item_count();
    let answered = read_number(rest)?;
    let skipped = read_number(rest)?;
    if answered.checked_add(skipped)? > items as u64 {
        return None;
    }
    let mut profiles = Vec::new();
    for _ in 0..byte(rest)? {
        let head = byte(rest)?;
        let share = share(rest)?;
        profiles.push(ProfileShare {
            profile: profile(head & 3)?,
            share,
            status: *STATUSES.get(usize::from(head >> 2))?,
        });
    }
    let areas = read_areas(catalogue, rest, is_today)?;
    // Names are in one order, so that there is one code for one summary.
    let is_rising = profiles.is_sorted_by_key(|one| tier_number(catalogue, family, one.profile))
        && profiles
            .array_windows()
            .all(|[one, next]| one.profile != next.profile);
    let names = |wanted| profiles.iter().any(|one| one.profile == wanted);
    let is_whole = !is_today
        || areas.len() == catalogue.areas().len()
            && profiles.len() == family_profiles(catalogue, family).count();
    (is_rising && is_whole && names(target) && names(headline.profile)).then_some(Summary {
        family,
        target,
        headline,
        answered: answered as u16,
        skipped: skipped as u16,
        items: items as u16,
        profiles,
        areas,
    })
}

fn read_areas(catalogue: &Catalogue, rest: &mut &[u8], is_today: bool) -> Option<Vec<AreaShare>> {
    let mut areas = Vec::new();
    let mut marks = Vec::new();
    for number in 0..byte(rest)? {
        let found = u16::from_le_bytes([byte(rest)?, byte(rest)?]);
        let share = share(rest)?;
        // Today's are known by their places; of others none stands twice.
        if !is_today && marks.contains(&found) {
            return None;
        }
        marks.push(found);
        let mut known = catalogue.areas();
        let area = if is_today {
            known
                .nth(number.into())
                .filter(|&area| mark(catalogue, area) == found)
        } else {
            known.find(|&area| mark(catalogue, area) == found)
        };
        match area {
            Some(area) => areas.push(AreaShare { area, share }),
            None if is_today => return None,
            None => {}
        }
    }
    Some(areas)
}

/// Takes a byte off the front.
fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (&byte, after) = rest.split_first()?;
    *rest = after;
    Some(byte)
}

/// Takes a share off the front.
fn share(rest: &mut &[u8]) -> Option<Share> {
    let (low, high) = (byte(rest)?, byte(rest)?);
    (low <= high && high <= 100).then_some(Share { low, high })
}

/// How many bytes at least stand between the first and the checksum in a summary that begins like this, if
/// its catalogue is known: as many as it says, or more than there are where it breaks off before it says so.
pub(super) fn expected_size(codec: &Codec<'_>, bytes: &[u8]) -> Option<usize> {
    let mut rest = bytes;
    read_head(codec, &mut rest).ok()?;
    Some(counted_size(bytes, rest).unwrap_or(bytes.len() + 1))
}

/// The size as the counts in a summary tell it; `rest` stands behind its head.
fn counted_size(bytes: &[u8], rest: &[u8]) -> Option<usize> {
    let mut rest = rest.get(2..)?;
    read_number(&mut rest)?;
    read_number(&mut rest)?;
    let profiles = byte(&mut rest)?;
    let after = rest.get(PROFILE_SIZE * usize::from(profiles)..)?;
    let (&areas, rest) = after.split_first()?;
    Some(bytes.len() - rest.len() + AREA_SIZE * usize::from(areas))
}
