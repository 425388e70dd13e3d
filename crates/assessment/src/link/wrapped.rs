//! What a text said before a mailer, a gateway or a redirector wrote it in its own way.
//!
//! Each function undoes one way of writing, once, wherever it stands in the text. Which were used,
//! and in what order, isn't known; [`super::found`] tries all of them.

use crate::codec::base64;

/// The ways of writing that are undone, each giving nothing if the text has none of it.
pub(super) const WAYS: [fn(&str) -> Option<String>; 6] = [
    escapes,
    soft_line_breaks,
    quoted_printable,
    url_defense_2,
    url_defense_3,
    base64_tokens,
];

/// A run of base64 that is shorter holds no address with a code.
const BASE64_LENGTH_MIN: usize = 40;

/// The longest name of an entity, and the longest number of a character, with some zeros.
const ENTITY_LENGTH_MAX: usize = 20;

/// The entities that may stand for a character of an address or for an invisible one.
const ENTITIES: [(&str, &str); 24] = [
    ("amp", "&"),
    ("equals", "="),
    ("num", "#"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("percnt", "%"),
    ("quest", "?"),
    ("sol", "/"),
    ("bsol", "\\"),
    ("colon", ":"),
    ("period", "."),
    ("lowbar", "_"),
    ("UnderBar", "_"),
    ("hyphen", "-"),
    ("dash", "-"),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
    ("ZeroWidthSpace", ""),
    ("NewLine", "\n"),
    ("Tab", "\t"),
];

/// Percent-encoding, entities of HTML, and the escapes of JSON, JavaScript and Markdown, which no code
/// has a part of.
fn escapes(text: &str) -> Option<String> {
    replaced(text, |rest| match rest.as_bytes() {
        [b'%', b'u' | b'U', ..] => hex(&rest[2..], 4, 4).map(|(value, size)| (value, 2 + size)),
        [b'%', ..] => hex_byte(&rest[1..]).map(|byte| (Piece::Byte(byte), 3)),
        [b'&', ..] => entity(rest),
        [b'\\', b'u', b'{', ..] => {
            let (value, size) = hex(&rest[3..], 1, 6)?;
            rest[3 + size..]
                .starts_with('}')
                .then_some((value, 4 + size))
        }
        [b'\\', b'u', ..] => hex(&rest[2..], 4, 4).map(|(value, size)| (value, 2 + size)),
        [b'\\', b'x', ..] => hex_byte(&rest[2..]).map(|byte| (Piece::Byte(byte), 4)),
        [b'\\', byte, ..] if byte.is_ascii_punctuation() => Some((Piece::Byte(*byte), 2)),
        [b'\\', b'n', ..] => Some((Piece::Text("\n"), 2)),
        [b'\\', b'r', ..] => Some((Piece::Text("\r"), 2)),
        _ => None,
    })
}

/// The ends of lines that go on in a mail: `=`.
fn soft_line_breaks(text: &str) -> Option<String> {
    replaced(text, |rest| {
        let line = rest.strip_prefix('=')?.trim_start_matches([' ', '\t']);
        let size = ["\r\n", "\n", "\r"]
            .into_iter()
            .find(|end| line.starts_with(end))?
            .len();
        Some((Piece::Text(""), rest.len() - line.len() + size))
    })
}

/// The encoding of mails, `=3D`, without what [`soft_line_breaks`] undoes: where a code begins with
/// two hexadecimal digits, only one of the two is right.
fn quoted_printable(text: &str) -> Option<String> {
    replaced(text, |rest| {
        let byte = hex_byte(rest.strip_prefix('=')?)?;
        Some((Piece::Byte(byte), 3))
    })
}

/// URL Defense, version 2: `-` before two hexadecimal digits, and `_` for a slash.
fn url_defense_2(text: &str) -> Option<String> {
    // The address may have lost its beginning, but hardly its equals sign, too.
    if !text.contains("-3D") && !text.contains("urldefense") {
        return None;
    }
    replaced(text, |rest| match rest.as_bytes() {
        [b'-', ..] => hex_byte(&rest[1..]).map(|byte| (Piece::Byte(byte), 3)),
        [b'_', ..] => Some((Piece::Text("/"), 1)),
        _ => None,
    })
}

/// URL Defense, version 3: `v3/__<address>__;<characters>!`. A `*` in the address stands for the next
/// of the characters, which are base64; `**` and a letter for as many as the letter says, and two.
fn url_defense_3(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("v3/__")?;
    let (address, rest) = rest.split_once("__;")?;
    let (replaced, after) = rest.split_once('!')?;
    let replaced = base64::decode(replaced.trim_end_matches('=').as_bytes())?;
    let replaced = String::from_utf8_lossy(&replaced);
    let mut replaced = replaced.chars();
    let mut found = format!("{before} ");
    let mut characters = address.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '*' {
            found.push(character);
            continue;
        }
        let count = match characters.next_if_eq(&'*') {
            Some(_) => usize::from(base64::value_of(characters.next()?)?) + 2,
            None => 1,
        };
        found.extend(replaced.by_ref().take(count));
    }
    found.push(' ');
    found.push_str(after);
    Some(found)
}

/// Gateways that keep the address as base64, and mails whose body is, in lines.
fn base64_tokens(text: &str) -> Option<String> {
    let is_line_end = |byte: u8| matches!(byte, b'\r' | b'\n');
    // An empty line ends a body.
    let text = text.replace("\r\n", "\n").replace("\n\n", " ");
    // A slash may be of the alphabet or of an address, and a line's end of the text or of the token; what
    // is whole comes first.
    let mut decoded = Vec::new();
    for (has_slash, has_lines) in [(true, true), (false, true), (true, false), (false, false)] {
        let is_within = |byte: u8| match byte {
            b'/' => has_slash,
            b'\r' | b'\n' => has_lines,
            _ => byte.is_ascii_alphanumeric() || b"-_+".contains(&byte),
        };
        for token in text.as_bytes().split(|&byte| !is_within(byte)) {
            let token = token.iter().copied().filter(|&byte| !is_line_end(byte));
            let token: Vec<u8> = token.collect();
            let text = decoded_base64(&token).or_else(|| decoded_base64(unemphasised(&token)));
            decoded.extend(text.filter(|text| !decoded.contains(text)));
        }
    }
    // Nothing of one text may be taken for the beginning of the next.
    (!decoded.is_empty()).then(|| decoded.join(" ; "))
}

/// Without the underscores that a chat puts around what it shows in italics.
fn unemphasised(mut token: &[u8]) -> &[u8] {
    while let [b'_', inner @ ..] | [inner @ .., b'_'] = token {
        token = inner;
    }
    token
}

/// What a run of base64 says, in either alphabet, if it is a text.
fn decoded_base64(token: &[u8]) -> Option<String> {
    if token.len() < BASE64_LENGTH_MIN {
        return None;
    }
    let mut token = token.to_vec();
    for byte in &mut token {
        match *byte {
            b'+' => *byte = b'-',
            b'/' => *byte = b'_',
            _ => {}
        }
    }
    let bytes = base64::decode(&token)?;
    let text = String::from_utf8(bytes).ok()?;
    let is_text = |character: char| !character.is_control() || character.is_whitespace();
    text.chars().all(is_text).then_some(text)
}

/// What stands in place of something.
enum Piece {
    Byte(u8),
    Character(char),
    Text(&'static str),
}

/// The text with all that `piece` knows replaced; it is given what is left of the text, and says what
/// stands for how many bytes of it. Nothing if it knows none of it.
fn replaced(text: &str, piece: impl Fn(&str) -> Option<(Piece, usize)>) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut is_changed = false;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let mut buffer = [0; 4];
        let size = match piece(rest) {
            Some((piece, size)) => {
                is_changed = true;
                match piece {
                    Piece::Byte(byte) => bytes.push(byte),
                    Piece::Text(text) => bytes.extend_from_slice(text.as_bytes()),
                    Piece::Character(one) => {
                        bytes.extend_from_slice(one.encode_utf8(&mut buffer).as_bytes());
                    }
                }
                size
            }
            None => {
                bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
                character.len_utf8()
            }
        };
        rest = rest.get(size..)?;
    }
    // A mailer's letters may be of another encoding; a code has none of them.
    is_changed.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

fn hex_byte(text: &str) -> Option<u8> {
    let [high, low, ..] = *text.as_bytes() else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    Some(digit(high)? << 4 | digit(low)?)
}

/// The character of a hexadecimal number at the beginning, and how long the number is.
fn hex(text: &str, length_min: usize, length_max: usize) -> Option<(Piece, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_hexdigit);
    let length = digits.take(length_max).count();
    if length < length_min {
        return None;
    }
    let value = u32::from_str_radix(&text[..length], 16).ok()?;
    Some((character(value), length))
}

/// Half a pair of surrogates stands for nothing that is looked for.
fn character(value: u32) -> Piece {
    Piece::Character(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn entity(text: &str) -> Option<(Piece, usize)> {
    let name = text.get(1..)?;
    let name = &name[..name
        .bytes()
        .take(ENTITY_LENGTH_MAX)
        .take_while(|&byte| byte == b'#' || byte.is_ascii_alphanumeric())
        .count()];
    let end = 1 + name.len();
    if !text[end..].starts_with(';') {
        return None;
    }
    let piece = if let Some(number) = name.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        character(value.ok()?)
    } else {
        let (_, text) = ENTITIES.iter().find(|(known, _)| *known == name)?;
        Piece::Text(text)
    };
    Some((piece, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_undone_once() {
        for (text, expected) in [
            ("a%23b%2523", "a#b%23"),
            ("a&#61;b&#x3d;c&equals;d&amp;amp;", "a=b=c=d&amp;"),
            ("a\\u003db\\x3Dc\\u{3d}d%u003D", "a=b=c=d="),
            ("%e4%C3%A4", "\u{fffd}ä"),
        ] {
            assert_eq!(escapes(text).as_deref(), Some(expected), "{text}");
        }
        let mail = "skill-check=3DE=\r\nAE=  \nx=3d";
        let mail = soft_line_breaks(mail).unwrap();
        assert_eq!(mail, "skill-check=3DEAEx=3d");
        assert_eq!(
            quoted_printable(&mail).as_deref(),
            Some("skill-check=EAEx=")
        );
        let url = "https-3A__a.example_-23skill-2Dcheck-3DEA-5F-2D";
        let expected = "https://a.example/#skill-check=EA_-";
        assert_eq!(url_defense_2(url).as_deref(), Some(expected));
        let url =
            "https://urldefense.com/v3/__https://a.example/*2F**Bx*skill-check=EA__;JSMjIyM!!A!b$";
        let expected = "https://urldefense.com/ https://a.example/%2F###x#skill-check=EA !A!b$";
        assert_eq!(url_defense_3(url).as_deref(), Some(expected));
    }

    #[test]
    fn what_isnt_written_so_stays() {
        for text in [
            "",
            "%",
            "%2",
            "%zz",
            "&;",
            "&nothing;",
            "&#;",
            "&#x;",
            "\\u00",
            "\\u{}",
            "ä&",
        ] {
            assert_eq!(escapes(text), None, "{text}");
        }
        for text in ["", "=", "a=zz", "=4"] {
            assert_eq!(quoted_printable(text), None, "{text}");
        }
        assert_eq!(url_defense_2("a-2Db_c"), None);
        assert_eq!(base64_tokens(&"A".repeat(80)), None);
    }
}
