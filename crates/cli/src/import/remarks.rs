//! What an import has to say, by how much it matters: what is to be decided first, what only changed its
//! form last, and folded.

use std::collections::BTreeMap;

/// So many places of one kind of change are named.
const NAMED_MAX: usize = 3;

/// What doesn't fit into the draft, or not as it was.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    decide: Vec<String>,
    left_out: Vec<String>,
    /// Places by the kind of change, in the order in which the kinds came up.
    changed: Vec<(String, Vec<String>)>,
    kinds: BTreeMap<String, usize>,
}

impl Remarks {
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
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut section = |title: &str, remarks: Vec<String>| {
            if !remarks.is_empty() {
                lines.push(format!("{title} ({}):", remarks.len()));
                lines.extend(remarks.iter().map(|remark| format!("  {}", line(remark))));
            }
        };
        section("To decide", self.decide.clone());
        section("Left out", self.left_out.clone());
        if !self.changed.is_empty() {
            lines.push(format!("Changed on the way ({}):", self.changed_count()));
        }
        for (kind, places) in &self.changed {
            let named: Vec<&str> = places
                .iter()
                .take(NAMED_MAX)
                .map(|place| &**place)
                .collect();
            let more = match places.len() - named.len() {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            let said = format!("{kind} ({}): {}{more}", places.len(), named.join("; "));
            lines.push(format!("  {}", line(&said)));
        }
        lines
    }

    /// How many there are of each weight, in a sentence.
    pub(super) fn summary(&self) -> String {
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

/// A text as one line: what a survey calls its questions must not look like a line of its own.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in crate::visible(text).chars() {
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
