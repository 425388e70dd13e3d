//! Our part of an address's fragment. The rest belongs to the host page and stays as it is.
//!
//! A fragment is taken as parameters joined by `&`, maybe behind a path and a `?`, as single-page
//! applications have it. Ours is `skill-check=<code>`, or `skill-check.<id>=<code>` for one of
//! several widgets on a page.

use super::clean::{clean, next_byte};
use super::found::{behind_names, find};

const NAME: &[u8] = b"skill-check";

/// The code for a widget in a fragment, with or without `#`, if there is one.
///
/// `id` is the widget's, if it has one: it then answers to its own parameter only.
#[must_use]
pub fn from_fragment<'a>(fragment: &'a str, id: Option<&str>) -> Option<&'a str> {
    parameters(fragment).find_map(|(parameter, _)| code_of(parameter, id))
}

/// The code in what somebody entered, which may be a whole link for any widget, or a message with one.
/// It is fit for a fragment whatever was entered.
#[must_use]
pub fn from_text(text: &str) -> String {
    let mut encoded = String::new();
    match find(text) {
        Some(code) => encoded = code,
        None => push_encoded(&mut encoded, &clean(likeliest(text))),
    }
    encoded
}

/// The part of a text that is likeliest a code, though it is none: what our parameter says, else all.
pub(super) fn likeliest(text: &str) -> &str {
    behind_names(text).next().map_or(text, |start| {
        let rest = &text[start..];
        &rest[..rest.find(['&', ' ', '"', '<']).unwrap_or(rest.len())]
    })
}

/// The fragment, without `#`, in which a widget's code is this one.
#[must_use]
pub fn with_code(fragment: &str, id: Option<&str>, code: &str) -> String {
    let mut parameter = String::from("skill-check");
    if let Some(id) = id {
        parameter.push('.');
        push_encoded(&mut parameter, id);
    }
    parameter.push('=');
    parameter.push_str(code);
    rewritten(fragment, id, Some(&parameter))
}

/// The fragment, without `#`, in which a widget has no code.
#[must_use]
pub fn without_code(fragment: &str, id: Option<&str>) -> String {
    rewritten(fragment, id, None)
}

/// The fragment with a widget's parameter replaced: the first one if there are several, and the
/// others removed.
fn rewritten(fragment: &str, id: Option<&str>, mut replacement: Option<&str>) -> String {
    let mut result = String::with_capacity(fragment.len() + replacement.map_or(0, str::len) + 1);
    for (parameter, separator) in parameters(fragment) {
        if code_of(parameter, id).is_none() {
            // What now comes first must not be taken for the `#` before a fragment.
            result.push_str(match result.is_empty() {
                true => parameter.trim_start_matches('#'),
                false => parameter,
            });
        } else if let Some(parameter) = replacement.take() {
            result.push_str(parameter);
        } else {
            // The separator behind it goes too, or else the one before.
            if separator != "&" {
                result.pop();
                result.push_str(separator);
            }
            continue;
        }
        result.push_str(separator);
    }
    if let Some(parameter) = replacement {
        let is_path = result.starts_with(['/', '!']) && !result.contains('?');
        if !result.is_empty() && !result.ends_with(['?', '&']) {
            result.push(if is_path { '?' } else { '&' });
        }
        result.push_str(parameter);
    }
    result
}

/// The parameters of a fragment, each with the separator behind it.
fn parameters(fragment: &str) -> impl Iterator<Item = (&str, &str)> {
    fragment.split_inclusive(['&', '?']).map(|part| {
        part.split_at_checked(part.len().saturating_sub(1))
            .filter(|(_, end)| matches!(*end, "&" | "?"))
            .unwrap_or((part, ""))
    })
}

/// The code in a parameter if it is the widget's.
fn code_of<'a>(mut parameter: &'a str, id: Option<&str>) -> Option<&'a str> {
    // Pages that show a link as text sometimes leave the ampersand escaped, and the `#` of the first
    // parameter may have been moved along with it.
    while let Some(rest) = parameter
        .strip_prefix('#')
        .or_else(|| parameter.strip_prefix("amp;"))
    {
        parameter = rest;
    }
    let (dot, id) = match id {
        Some(id) => (&b"."[..], id.as_bytes()),
        None => (&b""[..], &b""[..]),
    };
    let mut rest = parameter.as_bytes();
    for expected in [NAME, dot, id, b"="].into_iter().flatten() {
        let (byte, after) = next_byte(rest)?;
        if byte != *expected {
            return None;
        }
        rest = after;
    }
    parameter.get(parameter.len() - rest.len()..)
}

/// A text as a component of an address, in which it can't be taken for anything else (RFC 3986, 2.3: what is
/// unreserved stays, everything else is written in hexadecimal).
#[must_use]
pub fn encoded(component: &str) -> String {
    let mut text = String::new();
    push_encoded(&mut text, component);
    text
}

/// Appends a component of an address, as [`encoded`].
fn push_encoded(text: &mut String, component: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in component.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push('%');
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_an_address_reserves_is_written_in_hexadecimal() {
        assert_eq!(encoded("a-B_1.~"), "a-B_1.~");
        assert_eq!(encoded("a b#\u{fc}&="), "a%20b%23%C3%BC%26%3D");
    }

    #[test]
    fn what_is_entered_may_be_a_link_or_a_code() {
        for text in [
            "EAE-x_",
            " EAE-x_\n",
            "<https://a.example/b#skill-check=EAE-x_>",
            "https://a.example/b#/c?d=e&skill-check.other%20one=EAE-x_&f=g",
            "Look: https://a.example/#skill-check=EAE-x_.",
        ] {
            assert_eq!(from_text(text), "EAE-x_", "{text}");
        }
        assert_eq!(from_text(""), "");
        // What is no code can't become anything else in a fragment.
        assert_eq!(from_text("a&b=c#d"), "a%26b%3Dc%23d");
    }

    #[test]
    fn the_code_is_found_among_the_hosts_parameters() {
        for fragment in [
            "skill-check=X",
            "#skill-check=X",
            "#a=b&skill-check=X",
            "skill-check=X&a=b",
            "#/jobs?skill-check=X",
            "#/jobs?a=b&skill-check=X&c",
            "#section-2&skill-check=X",
            "#skill%2Dcheck%3DX",
            "#a&amp;skill-check=X",
            "#&skill-check=X",
            "##skill-check=X",
            "#skill-check.a=Y&skill-check=X",
        ] {
            assert_eq!(from_fragment(fragment, None), Some("X"), "{fragment}");
        }
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for fragment in [
            "",
            "#",
            "#skill-check",
            "#xskill-check=X",
            "#skill-check.a=X",
            "#skill-checks=X",
            "#a=skill-check=X",
            "#Skill-Check=X",
            "#%",
            "#ä=skill-check",
        ] {
            assert_eq!(from_fragment(fragment, None), None, "{fragment}");
        }
    }

    #[test]
    fn a_widget_with_an_id_has_its_own_parameter() {
        let fragment = "#skill-check=X&skill-check.left=Y&skill-check.%C3%A4%26=Z";
        assert_eq!(from_fragment(fragment, Some("left")), Some("Y"));
        assert_eq!(from_fragment(fragment, Some("ä&")), Some("Z"));
        assert_eq!(from_fragment(fragment, Some("right")), None);
        assert_eq!(from_fragment(fragment, Some("")), None);
    }

    #[test]
    fn setting_a_code_keeps_what_the_host_has_there() {
        for (before, after) in [
            ("", "skill-check=N"),
            ("#", "skill-check=N"),
            ("#section-2", "section-2&skill-check=N"),
            ("#skill-check=X", "skill-check=N"),
            ("#a=1&skill-check=X&b=2", "a=1&skill-check=N&b=2"),
            ("#/jobs?skill-check=X", "/jobs?skill-check=N"),
            ("#/jobs", "/jobs?skill-check=N"),
            ("#/jobs?a=1", "/jobs?a=1&skill-check=N"),
            ("#skill-check=X&skill-check=Y", "skill-check=N"),
            ("#skill-check.left=X", "skill-check.left=X&skill-check=N"),
        ] {
            assert_eq!(with_code(before, None, "N"), after, "{before}");
        }
        assert_eq!(
            with_code("#skill-check=X", Some("ä b"), "N"),
            "skill-check=X&skill-check.%C3%A4%20b=N"
        );
    }

    #[test]
    fn removing_a_code_leaves_no_trace() {
        for (before, after) in [
            ("", ""),
            ("#skill-check=X", ""),
            ("#a=1&skill-check=X&b=2", "a=1&b=2"),
            ("#a=1&skill-check=X", "a=1"),
            ("#skill-check=X&b=2", "b=2"),
            ("#/jobs?skill-check=X", "/jobs"),
            ("#/jobs?skill-check=X&b", "/jobs?b"),
            ("#skill-check=X&skill-check=Y&a", "a"),
        ] {
            assert_eq!(without_code(before, None), after, "{before}");
        }
    }

    proptest! {
        #[test]
        fn a_code_that_was_set_is_found_and_can_be_removed(
            host in "(#|&|[?]|amp;|skill-check(.a)?=|%3D|ä|[a-z]){0,12}",
            id in proptest::option::of("\\PC{1,6}"),
            code in "[A-Za-z0-9_-]{1,40}",
        ) {
            let id = id.as_deref();
            let set = with_code(&host, id, &code);
            prop_assert_eq!(from_fragment(&set, id), Some(code.as_str()));
            prop_assert_eq!(with_code(&set, id, &code), set.as_str());
            let removed = without_code(&set, id);
            prop_assert_eq!(from_fragment(&removed, id), None);
            prop_assert_eq!(without_code(&removed, id), removed.as_str());
        }
    }
}
