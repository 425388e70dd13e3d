//! JSON being written; `serde_json` would bring its machinery into the widget for this.

use crate::catalogue::{Band, Offer};
use crate::text::push_number;

/// JSON being written: what comes after a value is set off by a comma.
#[derive(Default)]
pub(crate) struct Json {
    /// What was written so far.
    pub(crate) text: String,
}

impl Json {
    fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['{', '[', ':']) {
            self.text.push(',');
        }
    }

    pub(crate) fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.value(key);
        self.text.push(':');
    }

    pub(crate) fn string(&mut self, key: &str, value: &str) {
        self.key(key);
        self.value(value);
    }

    pub(crate) fn number(&mut self, key: &str, value: u32) {
        self.key(key);
        push_number(&mut self.text, value);
    }

    /// A list of strings, unless there are none.
    pub(crate) fn list<'a>(&mut self, key: &str, values: impl Iterator<Item = &'a str>) {
        let mut values = values.peekable();
        if values.peek().is_none() {
            return;
        }
        self.key(key);
        self.open('[');
        for value in values {
            self.value(value);
        }
        self.close(']');
    }

    pub(crate) fn band(&mut self, key: &str, band: Option<Band>) {
        if let Some(band) = band {
            self.key(key);
            self.open('{');
            self.number("from", band.from.into());
            self.number("to", band.to.into());
            self.close('}');
        }
    }

    /// What is known of where a module is offered.
    pub(crate) fn offer(&mut self, offer: &Offer) {
        self.band("hours", offer.hours);
        self.band("weeksBesideJob", offer.weeks.beside_job);
        self.band("weeksFullTime", offer.weeks.full_time);
        if let Some(cost) = offer.cost {
            self.string("cost", cost.as_str());
        }
        let providers = offer.providers.iter();
        self.list("providers", providers.map(|kind| kind.as_str()));
        let certificates = offer.certificates.iter();
        self.list("certificates", certificates.map(|kind| kind.as_str()));
        self.list("funding", offer.funding.iter().map(|kind| kind.as_str()));
        for (key, is_so) in [
            ("distanceApproval", offer.distance_approval),
            ("selfStudy", offer.self_study),
        ] {
            if is_so {
                self.key(key);
                self.text.push_str("true");
            }
        }
    }

    pub(crate) fn null(&mut self, key: &str) {
        self.key(key);
        self.text.push_str("null");
    }

    /// A string in quotes; control characters are written by their number.
    pub(crate) fn value(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.text.extend(['\\', character]),
                '\0'..='\u{1f}' => {
                    const DIGITS: &[u8; 16] = b"0123456789abcdef";
                    let byte = character as usize;
                    self.text.push_str("\\u00");
                    self.text.push(char::from(DIGITS[byte >> 4]));
                    self.text.push(char::from(DIGITS[byte & 15]));
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn whatever_a_text_holds_it_stays_one_string() {
        let mut json = Json::default();
        json.open('{');
        json.string("a\"b", "c\\d\n\u{1}\u{1f}:");
        json.number("n", 10);
        json.key("l");
        json.open('[');
        json.value("x:");
        json.value("[{");
        json.close(']');
        json.null("z");
        json.close('}');
        assert_eq!(
            json.text,
            r#"{"a\"b":"c\\d\u000a\u0001\u001f:","n":10,"l":["x:","[{"],"z":null}"#
        );
    }
}
