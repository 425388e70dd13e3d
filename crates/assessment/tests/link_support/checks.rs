//! What holds for any input whatever; shared by the fuzz targets and the test that stands in for
//! them where no fuzzer is.

use std::sync::LazyLock;

use assessment::Catalogue;
use assessment::link::{
    Opened, clean, decode, decode_any, encode_session, encode_summary, find, from_fragment,
    from_text, open, with_code, without_code,
};
use assessment::record;

use super::{catalogue, sealed, sealed_record};

static CATALOGUES: LazyLock<[Catalogue; 4]> = LazyLock::new(|| {
    [
        "social-media-1",
        "several-items-1",
        "counted-1",
        "counted-7",
    ]
    .map(catalogue)
});

/// Whatever opens as a code is the one code of its state, unless it held verdicts on statements that
/// the catalogue no longer has, which are forgotten. Returns how many catalogues it opens with.
fn check_code(code: &str) -> usize {
    let opened = CATALOGUES.iter().filter(|catalogue| {
        let shared = match decode_any(catalogue, code) {
            Ok(Opened::Answers(shared)) => shared,
            Ok(Opened::Summary(shared)) => {
                assert_eq!(encode_summary(catalogue, &shared.summary), code);
                return true;
            }
            Err(_) => return false,
        };
        let again = encode_session(catalogue, &shared.clone().session()).unwrap();
        if again != code {
            assert_eq!(shared.verdicts.answered_count(), 0);
            assert_eq!(decode(catalogue, &again), Ok(shared));
        }
        true
    });
    opened.count()
}

/// A saved session that opens is kept whole: the record of what it said says the same. It is the one
/// text of its state too, unless it held verdicts on statements that the catalogue no longer has,
/// which are forgotten.
fn check_record(text: &str) -> usize {
    let opened = CATALOGUES.iter().filter(|catalogue| {
        let Ok(saved) = record::decode(catalogue, text) else {
            return false;
        };
        let again = record::encode(catalogue, &saved.session, saved.counter);
        if again != text {
            assert_eq!(saved.session.verdicts.answered_count(), 0);
            assert_eq!(record::decode(catalogue, &again), Ok(saved));
        }
        true
    });
    opened.count()
}

/// Any text as a code, as a saved session and as a fragment.
pub(crate) fn check_text(text: &str) {
    check_code(text);
    let cleaned = clean(text);
    check_code(&cleaned);
    if let Some(code) = find(text) {
        check_code(&code);
        assert_eq!(find(&code).as_ref(), Some(&code));
    }
    // What is handed on as entered gives the same, and stays within its parameter.
    let entered = from_text(text);
    assert!(!entered.contains(['&', '#', '=', ' ']));
    for catalogue in &*CATALOGUES {
        if let Ok(shared) = open(catalogue, text) {
            let code = encode_session(catalogue, &shared.session()).unwrap();
            assert!(decode(catalogue, &code).is_ok());
        }
    }
    check_record(text);
    for id in [None, Some("a")] {
        let _ = from_fragment(text, id);
        let set = with_code(text, id, "EAE");
        assert_eq!(from_fragment(&set, id), Some("EAE"));
        assert_eq!(from_fragment(&without_code(&set, id), id), None);
    }
}

/// Any bytes behind a right checksum, as a code and as a saved session. Returns how often they open.
pub(crate) fn check_sealed(bytes: &[u8]) -> usize {
    check_code(&sealed(bytes)) + check_record(&sealed_record(bytes))
}
