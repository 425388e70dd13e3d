//! What has to hold for any catalogue whatever, in text and compiled; the fuzz targets check it too.

use std::io::{Error, ErrorKind};
use std::path::Path;

use assessment::text::TextKey;
use assessment::{Catalogue, Responses, compiled, recommendation, scoring};
use catalogue::{Report, Severity};
use crc::{CRC_32_ISO_HDLC, Crc};

/// Checks a catalogue of one language, `en`, by the text of its two files: what is said has its place,
/// and what is accepted is consistent and reads as it was written.
///
/// # Panics
/// If it doesn't hold.
pub(crate) fn check_text(definition: &str, texts: &str) -> Report {
    let report = catalogue::load_with(Path::new(""), |path| match path.to_str() {
        Some("catalogue.toml") => Ok(definition.to_owned()),
        Some("en.toml") => Ok(texts.to_owned()),
        _ => Err(Error::from(ErrorKind::NotFound)),
    });
    let mut has_error = false;
    for said in &report.diagnostics {
        has_error |= said.severity == Severity::Error;
        assert!(!said.message.is_empty() && !said.help.is_empty());
        assert!(said.to_string().contains(said.code.as_str()));
        assert!(said.coloured().contains(said.code.as_str()));
        let text = match &*said.file {
            "catalogue.toml" => definition,
            "en.toml" => texts,
            _ => continue,
        };
        if let Some(span) = &said.span {
            assert!(span.start <= span.end && span.end <= text.len(), "{said}");
            let json = said.to_json();
            assert!(json["line"].as_u64() <= json["end_line"].as_u64(), "{json}");
        }
    }
    assert_eq!(report.authored.is_none(), has_error);
    if let Some(authored) = &report.authored {
        for (compiled, texts) in authored.compile().iter().zip(authored.texts()) {
            let (catalogue, read) = compiled::decode(&compiled.bytes).expect("just compiled");
            assert_eq!(catalogue.definition(), authored.definition());
            assert_eq!(&read, texts);
            check_catalogue(&catalogue);
        }
    }
    report
}

/// Checks any bytes as a compiled catalogue: what is accepted is consistent. Says whether it is.
///
/// # Panics
/// If it doesn't hold.
pub(crate) fn check_compiled(bytes: &[u8]) -> bool {
    let Ok((catalogue, texts)) = compiled::decode(bytes) else {
        return false;
    };
    assert!(texts.fit(&catalogue));
    check_catalogue(&catalogue);
    true
}

/// Checks any bytes as the two payloads of a compiled catalogue, with checksums that fit; the first four
/// say how long the first one is.
///
/// # Panics
/// If it doesn't hold.
pub(crate) fn check_payload(payload: &[u8]) -> bool {
    let Some((length, rest)) = payload.split_first_chunk::<4>() else {
        return false;
    };
    let length = (u32::from_le_bytes(*length) as usize).min(rest.len());
    let (first, later) = rest.split_at(length);
    let crc = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    let first_sum = crc.checksum(first).to_le_bytes();
    let later_sum = crc.checksum(&[&first_sum, later].concat()).to_le_bytes();
    let head = [b'S', b'K', b'C', compiled::FORMAT_VERSION];
    let (mark, length) = (TextKey::MARK.to_le_bytes(), (length as u32).to_le_bytes());
    check_compiled(
        &[
            &head[..],
            &mark,
            &length,
            &first_sum,
            first,
            &later_sum,
            later,
        ]
        .concat(),
    )
}

/// The two payloads of a compiled catalogue, as [`check_payload`] takes them.
pub(crate) fn payload_of(compiled: &[u8]) -> Vec<u8> {
    let first = compiled::first_size(compiled).expect("just compiled");
    [
        &compiled[8..12],
        &compiled[16..first],
        &compiled[first + 4..],
    ]
    .concat()
}

/// A catalogue that was accepted can be scored, and its best result reaches every profile.
fn check_catalogue(catalogue: &Catalogue) {
    assert!(Catalogue::new(catalogue.definition().clone()).is_ok());
    let nothing = Responses::new(catalogue);
    let mut everything = Responses::new(catalogue);
    for item in catalogue.items() {
        let highest = catalogue.level_max(catalogue.competence_of(item));
        let set = everything.set(catalogue, item, assessment::Response::Level(highest));
        assert!(set.is_ok());
    }
    for responses in [nothing, everything] {
        let scores = scoring::score(catalogue, &responses);
        for profile in catalogue.profiles() {
            let advice = recommendation::recommend(catalogue, &scores, profile);
            assert!(advice.benefit <= advice.gap_points);
        }
    }
}
