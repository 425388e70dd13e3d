//! base64url (RFC 4648 §5) without padding, strictly: one text for some bytes, one reading of a text.
//!
//! General-purpose crates bring five times the code into the widget; that this does what one of them
//! does is tested.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a character stands for; [`NONE`] if it isn't of the alphabet.
const VALUES: [u8; 256] = values();

/// Larger than any value, and recognisable in a group of four.
const NONE: u8 = 0xff;

const fn values() -> [u8; 256] {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 64 {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
}

/// How many characters so many bytes take.
pub(crate) const fn length(size: usize) -> usize {
    (size * 4).div_ceil(3)
}

/// Appends the text of some bytes.
pub(crate) fn encode(bytes: &[u8], text: &mut String) {
    // `& 0x7f` tells the compiler that a character takes one byte.
    let character = |bits: u32| char::from(ALPHABET[(bits & 63) as usize] & 0x7f);
    let mut bits = 0;
    let mut left = 0;
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        left += 8;
        while left >= 6 {
            left -= 6;
            text.push(character(bits >> left));
        }
    }
    if left > 0 {
        text.push(character(bits << (6 - left)));
    }
}

/// The bytes of a text, if it is the one that stands for them.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    // Not zeros, which an allocator is asked for in another, slower way.
    let mut bytes = vec![NONE; text.len() * 3 / 4];
    let (groups, rest) = text.as_chunks::<4>();
    let (triples, left) = bytes.as_chunks_mut::<3>();
    let mut seen = 0;
    for (group, triple) in groups.iter().zip(triples) {
        let [first, second, third, fourth] = *group;
        let (first, second) = (value(first), value(second));
        let (third, fourth) = (value(third), value(fourth));
        seen |= first | second | third | fourth;
        *triple = [
            first << 2 | second >> 4,
            second << 4 | third >> 2,
            third << 6 | fourth,
        ];
    }
    // What is left over has to be 0, so that no other text stands for the same bytes.
    let surplus = match (rest, left) {
        ([], _) => 0,
        (&[first, second], [last]) => {
            let (first, second) = (value(first), value(second));
            seen |= first | second;
            *last = first << 2 | second >> 4;
            second & 0xf
        }
        (&[first, second, third], [before, last]) => {
            let (first, second, third) = (value(first), value(second), value(third));
            seen |= first | second | third;
            *before = first << 2 | second >> 4;
            *last = second << 4 | third >> 2;
            third & 3
        }
        _ => return None,
    };
    (seen < 64 && surplus == 0).then_some(bytes)
}

fn value(character: u8) -> u8 {
    VALUES[usize::from(character)]
}

/// The six bits that a character stands for, if it is of the alphabet.
pub(crate) fn value_of(character: char) -> Option<u8> {
    let value = value(u8::try_from(character).ok()?);
    (value < 64).then_some(value)
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_writes_what_everyone_writes(bytes: Vec<u8>) {
            let mut text = String::new();
            encode(&bytes, &mut text);
            prop_assert_eq!(text.len(), length(bytes.len()));
            prop_assert_eq!(&text, &BASE64URL_NOPAD.encode(&bytes));
            prop_assert_eq!(decode(text.as_bytes()), Some(bytes));
        }

        #[test]
        fn it_reads_what_a_strict_reader_reads(
            text in "[A-Za-z0-9_-]{0,12}",
            noise: Option<(u8, u8)>,
        ) {
            let mut text = text.into_bytes();
            if let Some((position, byte)) = noise
                && !text.is_empty()
            {
                let position = usize::from(position) % text.len();
                text[position] = byte;
            }
            prop_assert_eq!(decode(&text), BASE64URL_NOPAD.decode(&text).ok());
        }
    }

    #[test]
    fn it_reads_every_text_of_two_characters_as_a_strict_reader_does() {
        for pair in 0..=u16::MAX {
            let text = pair.to_le_bytes();
            assert_eq!(decode(&text), BASE64URL_NOPAD.decode(&text).ok());
        }
    }
}
