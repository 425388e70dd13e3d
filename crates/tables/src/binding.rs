//! Which columns of a table are which of the catalogue's items.

use std::collections::HashSet;

use arrow_schema::Schema;
use assessment::Catalogue;
use assessment::id::ItemIndex;
use batch::InputError;
use batch::columns::{RESPONSE, columns};

use crate::cells::{has_responses, has_texts};

/// The key under which a table's schema says to which catalogue its rows are responses.
pub(crate) const CATALOGUE: &str = "skill-check.catalogue";
/// The key of that catalogue's revision.
pub(crate) const REVISION: &str = "skill-check.revision";

/// Binding: where in a table the responses are, and what rows say besides.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// The table's columns that are read, by their places, in ascending order. All places below are
    /// among these.
    pub(crate) used: Vec<usize>,
    pub(crate) items: Vec<(ItemIndex, usize)>,
    pub(crate) id: Option<usize>,
    /// Where rows say their number.
    pub(crate) line: Option<usize>,
    pub(crate) family: Option<usize>,
    pub(crate) level: Option<usize>,
}

impl Binding {
    /// Binds the columns of a table, and says what is to be said of them.
    ///
    /// # Errors
    /// If no column is an item of the catalogue, or one comes twice.
    pub fn new(catalogue: &Catalogue, schema: &Schema) -> Result<(Self, Vec<String>), InputError> {
        let mut binding = Self::default();
        let mut found = Found::default();
        let own: HashSet<String> = columns(catalogue)
            .into_iter()
            .map(|column| column.name)
            .collect();
        for (place, field) in schema.fields().iter().enumerate() {
            let name = field.name().as_str();
            let id = name.strip_suffix(RESPONSE).unwrap_or(name);
            let item = catalogue
                .items()
                .find(|&item| catalogue.item_id(item).as_str() == id);
            let is_text = has_texts(field.data_type());
            let is_whole = field.data_type().is_integer();
            let slot = match (item, name) {
                (Some(item), _) => {
                    if !found.seen.insert(id) {
                        return Err(InputError::Twice(name.to_owned()));
                    }
                    if has_responses(field.data_type()) {
                        binding.items.push((item, place));
                    } else {
                        found.unusable(name, field.data_type(), "whole numbers or text");
                    }
                    continue;
                }
                (None, "id") => &mut binding.id,
                (None, "line") if is_whole => &mut binding.line,
                (None, "family") if is_text => &mut binding.family,
                (None, "level") if is_text => &mut binding.level,
                (None, "family" | "level") => {
                    found.unusable(name, field.data_type(), "text");
                    continue;
                }
                (None, "line") => {
                    found.unusable(name, field.data_type(), "whole numbers");
                    continue;
                }
                (None, _) => {
                    // Results can be scored again; what they have besides needs no word.
                    if !own.contains(name) {
                        found.unknown.push(name);
                    }
                    continue;
                }
            };
            if slot.replace(place).is_some() {
                return Err(InputError::Twice(name.to_owned()));
            }
        }
        if binding.items.is_empty() {
            return Err(InputError::NoItems);
        }
        let remarks = found.remarks(catalogue, schema, &binding);
        binding.narrow();
        Ok((binding, remarks))
    }

    /// Keeps the columns that are read, and counts places among them.
    fn narrow(&mut self) {
        let items = self.items.iter().map(|&(_, place)| place);
        let others = [self.id, self.line, self.family, self.level];
        let mut used: Vec<usize> = items.chain(others.into_iter().flatten()).collect();
        used.sort_unstable();
        let among = |place: usize| used.partition_point(|&other| other < place);
        for (_, place) in &mut self.items {
            *place = among(*place);
        }
        let Self {
            id,
            line,
            family,
            level,
            ..
        } = self;
        for slot in [id, line, family, level] {
            *slot = slot.map(among);
        }
        self.used = used;
    }
}

/// What is to be said of a table that is of another catalogue or revision by its own account.
pub(crate) fn other_revision(catalogue: &Catalogue, schema: &Schema) -> Option<String> {
    let given = schema.metadata().get(REVISION)?;
    let name = schema.metadata().get(CATALOGUE).map_or("", |name| name);
    let definition = catalogue.definition();
    let (own, revision) = (definition.id.as_str(), definition.revision.to_string());
    (name != own || *given != revision).then(|| {
        format!(
            "the table says that it is of revision {given} of `{name}`; it is read by revision {revision} of `{own}`, and columns count by their names"
        )
    })
}

#[derive(Default)]
struct Found<'s> {
    seen: HashSet<&'s str>,
    unknown: Vec<&'s str>,
    unusable: Vec<String>,
}

impl Found<'_> {
    fn unusable(&mut self, name: &str, data_type: &arrow_schema::DataType, expected: &str) {
        self.unusable.push(format!(
            "the column `{name}` is of type {data_type}, where {expected} are expected; it counts as empty"
        ));
    }

    fn remarks(self, catalogue: &Catalogue, schema: &Schema, binding: &Binding) -> Vec<String> {
        let mut remarks = self.unusable;
        remarks.extend(other_revision(catalogue, schema));
        if !self.unknown.is_empty() {
            remarks.push(format!("columns passed over: {}", self.unknown.join(", ")));
        }
        let missing: Vec<&str> = catalogue
            .items()
            .filter(|&item| binding.items.iter().all(|&(other, _)| other != item))
            .map(|item| catalogue.item_id(item).as_str())
            .collect();
        if !missing.is_empty() {
            remarks.push(format!(
                "items without a column, which count as not asked: {}",
                missing.join(", ")
            ));
        }
        remarks
    }
}
