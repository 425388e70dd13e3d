//! What the host page takes of a result, where a visitor gives it.

use assessment::handover::Noise;
use yew::prelude::*;

/// What the host page takes; nothing, unless it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Takes {
    /// Who gets results.
    pub recipient: Option<Recipient>,
    /// Whether answers are taken for statistics, and with which noise.
    pub donation: Option<Option<Noise>>,
}

/// Who gets a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// By which way.
    pub way: Way,
    /// Where it is sent to, as the attribute says; empty for the page itself.
    pub address: AttrValue,
    /// What visitors are told of them; empty for whoever runs the page.
    pub name: AttrValue,
}

/// By which way a result is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Sent to an address.
    Post,
    /// Put into a mail, which the visitor sends.
    Mail,
    /// Given to the page as an event.
    Page,
}

impl Way {
    /// The name by which the element's script knows it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Mail => "mail",
            Self::Page => "page",
        }
    }
}

/// Why an attribute is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit<'a> {
    /// The attribute.
    pub attribute: &'static str,
    /// What it says.
    pub value: &'a str,
    /// What it may be.
    pub known: &'static str,
}

/// What `handover` may be.
const HANDOVER: &str = "an address by https, a path, mailto with an address, event";
/// The answers as they are.
const PLAIN: &str = "plain";

/// What `donate` may be.
const DONATE: &str = "plain, 1, 2, 3, 4, with a handover that is no mailto";

impl Takes {
    /// What the attributes `handover`, `handover-name` and `donate` say, with those that are not followed. Each has a
    /// line of its own, the first three, which is empty where it isn't there; its value stands behind a blank.
    #[must_use]
    pub fn read(lines: &str) -> (Self, Vec<Unfit<'_>>) {
        let mut lines = lines.split('\n').map(|line| line.strip_prefix(' '));
        let mut next = || lines.next().flatten();
        let (handover, name, donate) = (next(), next(), next());
        let mut takes = Self::default();
        let mut unfit = Vec::new();
        if let Some(given) = handover {
            takes.recipient = recipient(given.trim(), name.unwrap_or_default().trim());
            if takes.recipient.is_none() {
                unfit.push(Unfit {
                    attribute: "handover",
                    value: given,
                    known: HANDOVER,
                });
            }
        }
        if let Some(given) = donate {
            let noise = given.trim();
            let noise = match noise.parse() {
                _ if noise.is_empty() || noise == PLAIN => Some(None),
                Ok(epsilon) => Noise::new(epsilon).map(Some),
                Err(_) => None,
            };
            // A mail says who has sent it.
            let has_way = takes
                .recipient
                .as_ref()
                .is_some_and(|recipient| recipient.way != Way::Mail);
            takes.donation = noise.filter(|_| has_way);
            if takes.donation.is_none() {
                unfit.push(Unfit {
                    attribute: "donate",
                    value: given,
                    known: DONATE,
                });
            }
        }
        (takes, unfit)
    }
}

fn recipient(given: &str, name: &str) -> Option<Recipient> {
    // Browsers read a backslash as a stroke, and nothing for a tabulator.
    if given.contains(|one: char| one == '\\' || one.is_control()) {
        return None;
    }
    let (way, address, host) = if given == "event" {
        (Way::Page, "", "")
    } else if let Some(mailbox) = given.strip_prefix("mailto:") {
        let mailbox = mailbox.split('?').next().unwrap_or_default();
        (
            Way::Mail,
            given,
            Some(mailbox).filter(|text| text.contains('@'))?,
        )
    } else if let Some((scheme, rest)) = given.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A name in front of a host makes an address look like another's.
        let is_host = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte));
        let is_here = ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|here| host.strip_prefix(here).is_some_and(is_port));
        let is_safe = scheme.eq_ignore_ascii_case("https")
            || (scheme.eq_ignore_ascii_case("http") && is_here);
        (Way::Post, given, Some(host).filter(|_| is_host && is_safe)?)
    } else {
        // On the page's own origin. Two strokes would lead to another one.
        let is_path = given.starts_with(['/', '.']) && !given.starts_with("//");
        (Way::Post, Some(given).filter(|_| is_path)?, "")
    };
    let name = if name.is_empty() { host } else { name };
    Some(Recipient {
        way,
        address: address.to_owned().into(),
        name: name.to_owned().into(),
    })
}

/// Nothing, or a port.
fn is_port(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix(':')
            .is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(handover: &str) -> Option<(Way, String, String)> {
        let lines = [" ", handover].concat();
        let (takes, unfit) = Takes::read(&lines);
        assert_eq!(takes.recipient.is_none(), !unfit.is_empty(), "{handover}");
        let recipient = takes.recipient?;
        Some((
            recipient.way,
            recipient.address.to_string(),
            recipient.name.to_string(),
        ))
    }

    #[test]
    fn an_address_is_named_by_its_host_and_leads_nowhere_else() {
        let post =
            |address: &str, host: &str| Some((Way::Post, address.to_owned(), host.to_owned()));
        for (given, expected) in [
            (
                "https://advice.example/in?a=1",
                post("https://advice.example/in?a=1", "advice.example"),
            ),
            (
                " HTTPS://advice.example:8443 ",
                post("HTTPS://advice.example:8443", "advice.example:8443"),
            ),
            (
                "http://localhost:8080/in",
                post("http://localhost:8080/in", "localhost:8080"),
            ),
            ("/in", post("/in", "")),
            ("./in", post("./in", "")),
            ("event", Some((Way::Page, String::new(), String::new()))),
            (
                "mailto:a@b.example?subject=x",
                Some((
                    Way::Mail,
                    "mailto:a@b.example?subject=x".to_owned(),
                    "a@b.example".to_owned(),
                )),
            ),
            ("http://advice.example/in", None),
            ("http://localhost.evil.example/in", None),
            ("http://localhost:80@evil.example/in", None),
            ("https://bank.example@evil.example/in", None),
            ("https:///in", None),
            ("//evil.example/in", None),
            ("/\\evil.example/in", None),
            ("/\t/evil.example/in", None),
            ("javascript:alert(1)", None),
            ("mailto:", None),
            ("", None),
        ] {
            assert_eq!(read(given), expected, "{given}");
        }
        let (takes, _) = Takes::read(" /in\n  Career Centre ");
        assert_eq!(takes.recipient.unwrap().name, "Career Centre");
    }

    #[test]
    fn answers_are_taken_only_where_they_can_be_without_a_name() {
        let read = |lines: &str| Takes::read(lines).0.donation;
        assert_eq!(read(" /in\n\n "), Some(None));
        assert_eq!(read(" /in\n\n plain"), Some(None));
        assert_eq!(read(" /in\n\n 2"), Some(Noise::new(2)));
        for lines in [
            " /in\n\n 5",
            " /in\n\n x",
            "\n\n ",
            " mailto:a@b.example\n\n ",
        ] {
            assert_eq!(read(lines), None, "{lines:?}");
            let (_, unfit) = Takes::read(lines);
            assert_eq!(unfit.len(), 1);
        }
    }
}
