//! A line of JSON, read right into the fields.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use assessment::id::ItemIndex;
use assessment::{Catalogue, Response};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fields, InputError, family, level, set};

/// A string, borrowed from the line unless it has escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// A line of JSON, read right into the fields: nothing is allocated on the way.
pub(super) struct Document<'r, 'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) items: &'r HashMap<&'a str, ItemIndex>,
    pub(super) names: &'r [String],
    pub(super) fields: &'r mut Fields,
    /// What is wrong, if it isn't the JSON.
    pub(super) problem: &'r mut Option<InputError>,
}

impl Document<'_, '_> {
    /// Keeps what is wrong and ends the reading.
    fn fail<E: serde::de::Error>(&mut self, problem: InputError) -> E {
        let error = E::custom(&problem);
        *self.problem = Some(problem);
        error
    }

    fn set<E: serde::de::Error>(&mut self, item: ItemIndex, level: Option<u8>) -> Result<(), E> {
        let response = level.map_or(Response::Skipped, Response::Level);
        set(&mut self.fields.responses, self.catalogue, item, response)
            .map_err(|cause| self.fail(cause))
    }
}

impl<'de> DeserializeSeed<'de> for Document<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of levels, or an object with `responses`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        Levels(self).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut has_responses = false;
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "responses" => {
                    has_responses = true;
                    map.next_value_seed(Levels(Document {
                        catalogue: self.catalogue,
                        items: self.items,
                        names: self.names,
                        fields: self.fields,
                        problem: self.problem,
                    }))?;
                }
                "id" => {
                    let id: &RawValue = map.next_value()?;
                    self.fields.id = Some(id.get().to_owned());
                }
                "family" => {
                    if let Some(Text(id)) = map.next_value()? {
                        self.fields.family =
                            family(self.catalogue, &id).map_err(|cause| self.fail(cause))?;
                    }
                }
                "level" => {
                    if let Some(Text(name)) = map.next_value()? {
                        self.fields.level = level(&name).map_err(|cause| self.fail(cause))?;
                    }
                }
                key => match self.names.iter().position(|name| name == key) {
                    Some(place) => {
                        let value: &RawValue = map.next_value()?;
                        self.fields.passed[place] = passed(value);
                    }
                    None => {
                        map.next_value::<IgnoredAny>()?;
                    }
                },
            }
        }
        if has_responses {
            Ok(())
        } else {
            Err(serde::de::Error::missing_field("responses"))
        }
    }
}

/// A value as a table would have it: a string without its quotes, anything else as JSON, null as nothing.
fn passed(value: &RawValue) -> Option<String> {
    match serde_json::from_str(value.get()) {
        Ok(serde_json::Value::String(text)) => Some(text),
        Ok(serde_json::Value::Null) => None,
        _ => Some(value.get().to_owned()),
    }
}

/// The responses: levels in item order, or by item id; `null` is skipped.
struct Levels<'r, 'a>(Document<'r, 'a>);

impl<'de> DeserializeSeed<'de> for Levels<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Levels<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of levels, or an object of item ids to levels")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let items = self.0.catalogue.item_count();
        let mut place = 0;
        while let Some(level) = list.next_element::<Option<u8>>()? {
            if place == items {
                let given = items + 1 + count_rest(&mut list)?;
                return Err(self.0.fail(InputError::TooMany { given, items }));
            }
            self.0.set(ItemIndex(place as u16), level)?;
            place += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text(id)) = map.next_key()? {
            let Some(&item) = self.0.items.get(&*id) else {
                return Err(serde::de::Error::custom(format_args!("no item `{id}`")));
            };
            let level = map.next_value::<Option<u8>>()?;
            self.0.set(item, level)?;
        }
        Ok(())
    }
}

fn count_rest<'de, A: SeqAccess<'de>>(list: &mut A) -> Result<usize, A::Error> {
    let mut count = 0;
    while list.next_element::<IgnoredAny>()?.is_some() {
        count += 1;
    }
    Ok(count)
}
