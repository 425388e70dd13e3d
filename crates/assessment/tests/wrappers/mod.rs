//! What mailers, chats, gateways and people make of a link.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use data_encoding::{BASE64, BASE64URL_NOPAD};

use super::link_support::Random;

/// Forms that were seen, with `CODE` for the code.
pub(crate) const FORMS: [&str; 22] = [
    "https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3DCODE&data=05%7C02%7Canna%40example.org&reserved=0",
    "https://deu01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcareers.example%2Fcheck%2523skill-check%3DCODE&data=05%7C02&reserved=0",
    "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/2/atp-safelinks.html?url=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3DCODE&locale=de-de",
    "https://www.google.com/url?q=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3DCODE&sa=D",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3DCODE&h=AT0",
    "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fcareers.example%2Fcheck%23skill-check%3DCODE&urlhash=abcd",
    "https://urldefense.com/v3/__https://careers.example/check*skill-check=CODE__;Iw!!ABC!x$",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__careers.example_check-23skill-2Dcheck-3DCODE&d=DwIFaQ&c=x",
    "https://careers.example/check%23skill-check=CODE",
    "Hier mein Ergebnis: https://careers.example/check#skill-check=CODE – viele Grüße",
    "Hier mein Ergebnis:\nhttps://careers.example/check#skill-check=CODE\nViele Grüße",
    "https://careers.example/check#skill-check=CODE.",
    "<https://careers.example/check#skill-check=CODE>",
    "[Mein Ergebnis](https://careers.example/check#skill-check=CODE)",
    "<https://careers.example/check#skill-check=CODE|careers.example>",
    "&lt;a href=&quot;https://careers.example/check#skill-check&#61;CODE&quot;&gt;",
    "https://careers.example/check#skill-check=3DCODE",
    "_https://careers.example/check#skill-check=CODE_",
    "{\"text\":\"https:\\/\\/careers.example\\/check#skill-check\\u003dCODE\\n\"}",
    "„CODE“",
    "*CODE*",
    "https://careers.example/check#lang=de&amp;skill-check.one=CODE&amp;x=1",
];

/// The form with a code; within version 2 of URL Defense it is written as there.
pub(crate) fn form(pattern: &str, code: &str) -> String {
    match pattern.contains("/v2/") {
        true => pattern.replace("CODE", &code.replace('-', "-2D").replace('_', "-5F")),
        false => pattern.replace("CODE", code),
    }
}

type Wrapper = fn(&str, &mut Random) -> String;

pub(crate) const WRAPPERS: [(&str, Wrapper); 22] = [
    ("percent", |text, _| percent(text, false)),
    ("percent all", |text, _| percent(text, true)),
    ("safelinks", |text, _| {
        let url = percent(text, false);
        format!(
            "https://deu01.safelinks.protection.outlook.com/?url={url}&data=05%7C02%7C&reserved=0"
        )
    }),
    ("redirector", |text, random| {
        let (before, after) = [
            ("https://www.google.com/url?q=", "&sa=D"),
            ("https://l.facebook.com/l.php?u=", "&h=AT0"),
            ("https://secure-web.cisco.com/1a-b_c/", ""),
            (
                "https://linkprotect.cudasvc.com/url?a=",
                "&c=E,1,x-_&typo=1",
            ),
        ][random.below(4)];
        format!("{before}{}{after}", percent(text, false))
    }),
    ("url defense 2", |text, _| {
        format!(
            "https://urldefense.proofpoint.com/v2/url?u={}&d=DwIFaQ&c=x",
            url_defense_2(text)
        )
    }),
    ("url defense 3", |text, _| url_defense_3(text)),
    ("base64 parameter", |text, _| {
        let url = BASE64URL_NOPAD.encode(text.as_bytes());
        format!("https://eu-west-1.protection.sophos.com/?d=careers.example&u={url}&i=NQ")
    }),
    ("base64 body", |text, _| {
        let body = BASE64.encode(text.as_bytes());
        let lines: Vec<&str> = body
            .as_bytes()
            .chunks(76)
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        lines.join("\r\n")
    }),
    ("entities", |text, _| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
    }),
    ("numeric entities", |text, random| {
        let write = |character: char| match random.below(2) {
            0 => format!("&#{};", u32::from(character)),
            _ => format!("&#x{:X};", u32::from(character)),
        };
        replace_special(text, write)
    }),
    ("quoted-printable", |text, random| {
        quoted_printable(text, random)
    }),
    ("json", |text, _| serde_like(text)),
    ("zero width", |text, random| {
        in_code(
            text,
            random,
            &["\u{200b}", "\u{ad}", "\u{2060}", "\u{200e}"],
        )
    }),
    ("line breaks", |text, random| {
        in_code(text, random, &["\n", "\r\n", "\r\n  "])
    }),
    ("quotation", |text, random| {
        in_code(text, random, &["\n> ", "\r\n>> ", "\n| "])
    }),
    ("tags", |text, random| {
        in_code(text, random, &["<wbr>", "<wbr/>", "<br />\n"])
    }),
    ("angle brackets", |text, _| format!("<{text}>")),
    ("markdown", |text, random| match random.below(3) {
        0 => format!("[Mein Ergebnis]({text})"),
        1 => format!("[{text}]({text})"),
        _ => text.replace('_', "\\_").replace('-', "\\-"),
    }),
    ("slack", |text, _| format!("<{text}|careers.example>")),
    ("emphasis", |text, random| {
        let mark = ["*", "_", "`", "**", "__", "~", "```"][random.below(7)];
        format!("{mark}{text}{mark}")
    }),
    ("punctuation", |text, random| {
        let after = [".", ",", ")", "!", "…", "\">", ";", "?", "”", " –"][random.below(10)];
        format!("{text}{after}")
    }),
    ("prose", |text, random| match random.below(3) {
        0 => format!("Hier mein Ergebnis: {text} – viele Grüße, Eva Hoffmann"),
        1 => format!(
            "Ein Gruß vorab.\n\n{text}\n\nFreundliche Grüße\nH. Groß\nhttps://example.org/impressum#Firma"
        ),
        _ => format!("On Fri, Eva wrote:\n> {text}\n> Gut?\n"),
    }),
];

fn percent(text: &str, is_all: bool) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let stays = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if stays && !is_all {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn url_defense_2(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'/' => encoded.push('_'),
            b'.' => encoded.push('.'),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("-{byte:02X}")),
        }
    }
    encoded
}

fn url_defense_3(text: &str) -> String {
    const RUNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let stays =
        |character: &char| character.is_ascii_alphanumeric() || "-_.~:/?&=,".contains(*character);
    let mut address = String::new();
    let mut replaced = String::new();
    let characters: Vec<char> = text.chars().collect();
    let mut position = 0;
    while position < characters.len() {
        if stays(&characters[position]) {
            address.push(characters[position]);
            position += 1;
            continue;
        }
        let run = &characters[position..];
        let length = run.iter().take_while(|one| !stays(one)).take(65).count();
        match length {
            1 => address.push('*'),
            _ => address.push_str(&format!("**{}", char::from(RUNS[length - 2]))),
        }
        replaced.extend(&run[..length]);
        position += length;
    }
    let replaced = BASE64URL_NOPAD.encode(replaced.as_bytes());
    format!("https://urldefense.com/v3/__{address}__;{replaced}!!ABC!x$")
}

fn replace_special(text: &str, mut write: impl FnMut(char) -> String) -> String {
    let mut written = String::new();
    for character in text.chars() {
        if "&=#<>\"-_/".contains(character) || !character.is_ascii() {
            written.push_str(&write(character));
        } else {
            written.push(character);
        }
    }
    written
}

fn quoted_printable(text: &str, random: &mut Random) -> String {
    let mut encoded = String::new();
    let mut column = 0;
    let width = 20 + random.below(56);
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' | b'\r' => char::from(byte).to_string(),
            b'=' => "=3D".to_owned(),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if byte == b'\n' {
            column = 0;
        } else if column + piece.len() >= width {
            encoded.push_str("=\r\n");
            column = 0;
        }
        column += piece.len();
        encoded.push_str(&piece);
    }
    encoded
}

/// As a string of JSON that is careful with HTML.
fn serde_like(text: &str) -> String {
    let mut written = String::from("{\"text\":\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '<' | '>' | '&' | '=' | '\'' => {
                written.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => written.push(character),
        }
    }
    written + "\"}"
}

/// With something put into the code, unless it was written over already.
fn in_code(text: &str, random: &mut Random, pieces: &[&str]) -> String {
    let is_code = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    let Some(start) = text.rfind("skill-check=").map(|start| start + 12) else {
        return text.to_owned();
    };
    // No program breaks a character that it has written over.
    let start = start
        + if text[start..].starts_with("3D") {
            2
        } else {
            0
        };
    let length = text[start..]
        .find(|one| !is_code(one))
        .unwrap_or(text.len() - start);
    let mut written = text[..start].to_owned();
    for (position, character) in text[start..start + length].chars().enumerate() {
        if position > 0 && random.below(12) == 0 {
            written.push_str(pieces[random.below(pieces.len())]);
        }
        written.push(character);
    }
    written + &text[start + length..]
}
