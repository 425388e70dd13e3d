//! base64url (RFC 4648 §5) without padding, strictly: one text for some bytes, one reading of a text.
//!
//! General-purpose crates bring five times the code into the widget; that this does what one of them
//! does is tested.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a character stands for; [`NONE`] if it isn't of the alphabet.
const VALUES: [u8; 128] = values();

/// Larger than any value, and recognisable in a group of four.
const NONE: u8 = 0xff;

const fn values() -> [u8; 128] {
    let mut values = [NONE; 128];
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
    for group in bytes.chunks(3) {
        let byte = |position: usize| u32::from(group.get(position).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..length(group.len()) {
            let value = bits >> (18 - 6 * position) & 63;
            text.push(char::from(ALPHABET[value as usize]));
        }
    }
}

/// The bytes of a text, if it is the one that stands for them.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (groups, rest) = text.as_chunks::<4>();
    for group in groups {
        let [first, second, third, fourth] = group.map(value);
        if first | second | third | fourth >= 64 {
            return None;
        }
        bytes.extend_from_slice(&[
            first << 2 | second >> 4,
            second << 4 | third >> 2,
            third << 6 | fourth,
        ]);
    }
    // What is left over has to be 0, so that no other text stands for the same bytes.
    match *rest {
        [] => {}
        [first, second] => {
            let (first, second) = (value(first), value(second));
            if first | second >= 64 || second & 0xf != 0 {
                return None;
            }
            bytes.push(first << 2 | second >> 4);
        }
        [first, second, third] => {
            let (first, second, third) = (value(first), value(second), value(third));
            if first | second | third >= 64 || third & 3 != 0 {
                return None;
            }
            bytes.push(first << 2 | second >> 4);
            bytes.push(second << 4 | third >> 2);
        }
        _ => return None,
    }
    Some(bytes)
}

fn value(character: u8) -> u8 {
    VALUES.get(usize::from(character)).copied().unwrap_or(NONE)
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
