//! A parsed file with the place of every key and value in it.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Source};
use crate::syntax;

/// A step on the way to a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// A table's entry.
    Key(&'a str),
    /// An array's element.
    Index(usize),
}

/// A file that is TOML.
pub(crate) struct Document<'s> {
    pub(crate) source: &'s Source,
    root: Spanned<DeTable<'s>>,
}

impl<'s> Document<'s> {
    /// Parses a file; what isn't TOML is said.
    pub(crate) fn parse(source: &'s Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(source.text());
        for fault in syntax::faults(source.text(), &errors) {
            let span = Some(fault.span);
            diagnostics.push(source.error(Code::Syntax, span, fault.message, fault.help));
        }
        errors.is_empty().then_some(Self { source, root })
    }

    /// The file's keys and values.
    pub(crate) fn root(&self) -> &DeTable<'s> {
        self.root.get_ref()
    }

    /// What the file says, without parsing it once more.
    ///
    /// # Errors
    /// It has another shape.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, toml::de::Error> {
        T::deserialize(toml::Deserializer::from(self.root.clone()))
    }

    fn find(&self, path: &[Step<'_>]) -> Option<(Option<Range<usize>>, &Spanned<DeValue<'s>>)> {
        let (Some(Step::Key(first)), rest) = (path.first(), path.get(1..).unwrap_or_default())
        else {
            return None;
        };
        let (key, mut value) = entry(self.root.get_ref(), first)?;
        let mut key = Some(key.span());
        for step in rest {
            (key, value) = match (step, value.get_ref()) {
                (Step::Key(name), DeValue::Table(table)) => {
                    let (key, value) = entry(table, name)?;
                    (Some(key.span()), value)
                }
                (Step::Index(index), DeValue::Array(array)) => (None, array.get(*index)?),
                _ => return None,
            };
        }
        Some((key, value))
    }

    /// Where a value stands.
    pub(crate) fn span(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        self.find(path).map(|(_, value)| value.span())
    }

    /// Where a key stands.
    pub(crate) fn key_span(&self, path: &[Step<'_>]) -> Option<Range<usize>> {
        self.find(path).and_then(|(key, _)| key)
    }

    /// A whole number or, in a table, all of its own.
    pub(crate) fn numbers(&self, path: &[Step<'_>]) -> Vec<(i64, Range<usize>)> {
        let number = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::Integer(number) => integer(number).map(|number| (number, value.span())),
            _ => None,
        };
        match self.find(path) {
            Some((_, value)) => match value.get_ref() {
                DeValue::Table(table) => table.values().filter_map(number).collect(),
                _ => number(value).into_iter().collect(),
            },
            None => Vec::new(),
        }
    }

    /// The texts in an array.
    pub(crate) fn strings(&self, key: &str) -> Vec<&str> {
        match self
            .find(&[Step::Key(key)])
            .map(|(_, value)| value.get_ref())
        {
            Some(DeValue::Array(array)) => texts(array),
            _ => Vec::new(),
        }
    }

    /// Where the file begins: its first line that says something.
    pub(crate) fn beginning(&self) -> Option<Range<usize>> {
        let text = self.source.text();
        let is_spoken = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
        let line = text.lines().find(is_spoken)?;
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Some(start..start + line.len())
    }
}

fn texts<'a>(array: &'a DeArray<'_>) -> Vec<&'a str> {
    array
        .iter()
        .filter_map(|value| match value.get_ref() {
            DeValue::String(text) => Some(&**text),
            _ => None,
        })
        .collect()
}

/// A table's entry with its key.
pub(crate) fn entry<'t, 's>(
    table: &'t DeTable<'s>,
    name: &str,
) -> Option<(&'t Spanned<DeString<'s>>, &'t Spanned<DeValue<'s>>)> {
    table.get_key_value(name)
}

/// A whole number that isn't enormous.
pub(crate) fn integer(number: &toml::de::DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}
