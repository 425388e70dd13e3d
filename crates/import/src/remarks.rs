//! What an import has to say, by how much it matters: what is to be decided first, what only changed its
//! form last, and folded.

use std::collections::BTreeMap;

/// So many places of one kind of change are named.
const NAMED_MAX: usize = 3;

/// What doesn't fit into the draft, or not as it was.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    decide: Vec<String>,
    left_out: Vec<String>,
    /// Places by the kind of change, in the order in which the kinds came up.
    changed: Vec<(String, Vec<String>)>,
    kinds: BTreeMap<String, usize>,
}

impl Remarks {
    /// What an author has to look at before anybody else does, a line each.
    #[must_use]
    pub fn to_decide(&self) -> Vec<String> {
        self.decide.iter().map(|remark| line(remark)).collect()
    }

    /// What of the source isn't in the draft, a line each.
    #[must_use]
    pub fn dropped(&self) -> Vec<String> {
        self.left_out.iter().map(|remark| line(remark)).collect()
    }

    /// What only changed its form, a line for each kind of change, with how often and where.
    #[must_use]
    pub fn reshaped(&self) -> Vec<String> {
        self.changed.iter().map(folded).collect()
    }

    /// The remarks for programs, by how much they matter.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "decide": self.to_decide(),
            "left_out": self.dropped(),
            "changed": self.reshaped(),
        })
    }

    /// Something that an author has to look at before anybody else does.
    pub(super) fn decide(&mut self, remark: impl Into<String>) {
        self.decide.push(remark.into());
    }

    /// Something of the survey that is not in the draft.
    pub(super) fn left_out(&mut self, remark: impl Into<String>) {
        self.left_out.push(remark.into());
    }

    /// A change of form that says nothing about the content, and where it was made.
    pub(super) fn changed(&mut self, kind: impl Into<String>, place: impl Into<String>) {
        let kind = kind.into();
        let at = *self.kinds.entry(kind.clone()).or_insert_with(|| {
            self.changed.push((kind, Vec::new()));
            self.changed.len() - 1
        });
        self.changed[at].1.push(place.into());
    }

    /// All remarks, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut section = |title: &str, count: usize, remarks: Vec<String>| {
            if !remarks.is_empty() {
                lines.push(format!("{title} ({count}):"));
                lines.extend(remarks.iter().map(|remark| format!("  {remark}")));
            }
        };
        section("To decide", self.decide.len(), self.to_decide());
        section("Left out", self.left_out.len(), self.dropped());
        section("Changed on the way", self.changed_count(), self.reshaped());
        lines
    }

    /// How many there are of each weight, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        format!(
            "{} to decide, {} left out, {} changed on the way",
            self.decide.len(),
            self.left_out.len(),
            self.changed_count()
        )
    }

    fn changed_count(&self) -> usize {
        self.changed.iter().map(|(_, places)| places.len()).sum()
    }
}

/// One kind of change, with the first of the places where it was made.
fn folded((kind, places): &(String, Vec<String>)) -> String {
    let named: Vec<&str> = places
        .iter()
        .take(NAMED_MAX)
        .map(|place| &**place)
        .collect();
    let more = match places.len() - named.len() {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    line(&format!(
        "{kind} ({}): {}{more}",
        places.len(),
        named.join("; ")
    ))
}

/// A text whose control characters, and marks that turn the direction of writing, are written out: what
/// stands in a file must not be taken for commands by a terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || character.is_control() && character != '\n' {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A text as one line: what a survey calls its questions must not look like a line of its own.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '\n' => line.push_str("\\n"),
            '\u{2028}' | '\u{2029}' => line.extend(character.escape_unicode()),
            _ => line.push(character),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_comes_first_and_noise_is_counted() {
        let mut remarks = Remarks::default();
        for place in ["a", "b", "c", "d", "e"] {
            remarks.changed("tags taken out", place);
        }
        remarks.changed("doubled quotes made single", "a");
        remarks.left_out("question 2\nTo decide (9):");
        remarks.decide("question 1");
        assert_eq!(
            remarks.lines(),
            [
                "To decide (1):",
                "  question 1",
                "Left out (1):",
                "  question 2\\nTo decide (9):",
                "Changed on the way (6):",
                "  tags taken out (5): a; b; c; and 2 more",
                "  doubled quotes made single (1): a",
            ]
        );
        assert_eq!(
            remarks.summary(),
            "1 to decide, 1 left out, 6 changed on the way"
        );
    }
}
