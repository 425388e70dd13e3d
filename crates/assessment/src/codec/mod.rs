//! How bytes become text and back: what result links, saved records and compiled catalogues share.
//!
//! - [`base64`]: bytes as text.
//! - [`checksum`](mod@checksum): whether bytes are what they were.
//! - [`number`]: numbers of any size.
//! - [`radix`]: one level per item as one large number.

pub(crate) mod base64;
pub(crate) mod checksum;
pub(crate) mod number;
pub(crate) mod radix;

pub(crate) use checksum::{Checksum, checksum};
pub(crate) use number::{read_number, write_number};
pub(crate) use radix::Packing;

/// How many bytes the checksum has, which stands at the end of every text.
pub(crate) const CHECKSUM_SIZE: usize = 4;

/// The bytes behind a text if their checksum is right; it is zeroed then.
pub(crate) fn intact_bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = base64::decode(text.as_bytes())?;
    let (content, found) = bytes.split_last_chunk_mut::<CHECKSUM_SIZE>()?;
    if checksum(content) != u32::from_le_bytes(*found) {
        return None;
    }
    *found = [0; CHECKSUM_SIZE];
    Some(bytes)
}
