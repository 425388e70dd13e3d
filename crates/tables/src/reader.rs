//! Rows of a table to responses.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::{Catalogue, Response, Responses};
use batch::{Batch, InputError, Row, family, level, set};

use crate::binding::Binding;
use crate::cells::{Cell, Names, Texts, cells, row_numbers};

/// Reader: rows of a table to responses; each worker has its own.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    catalogue: &'a Catalogue,
    binding: Binding,
    /// Whether rows are to say what they call themselves; a table of results takes that over whole.
    wants_names: bool,
    family: FamilyIndex,
    level: Option<Tier>,
    empty: Responses,
    responses: Responses,
    /// The responses of the rows under way, item by item.
    given: Vec<Response>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(batch: &Batch<'a>, binding: Binding, wants_names: bool) -> Self {
        let empty = Responses::new(batch.catalogue);
        Self {
            catalogue: batch.catalogue,
            binding,
            wants_names,
            family: batch.family,
            level: batch.level,
            responses: empty.clone(),
            empty,
            given: Vec::new(),
        }
    }

    /// The numbers of rows, the first of which is in this place from 1 if it doesn't say.
    pub(crate) fn numbers(&self, rows: &RecordBatch, first: u64) -> Vec<u64> {
        let column = self.binding.line.map(|place| rows.column(place).as_ref());
        row_numbers(column, first, rows.num_rows())
    }

    /// Calls back with what each row says, or why it says nothing, and its place from 0.
    pub(crate) fn each(
        &mut self,
        rows: &RecordBatch,
        mut take: impl FnMut(usize, Result<Row<'_>, InputError>),
    ) {
        let mut bad = BTreeMap::new();
        self.given.clear();
        for &(item, place) in &self.binding.items {
            let mut row = 0;
            cells(rows.column(place), |cell| {
                self.given.push(match cell {
                    Cell::Response(response) => response,
                    Cell::Other(given) => {
                        let item = self.catalogue.item_id(item).to_string();
                        let problem = InputError::NoLevel { item, given };
                        bad.entry(row).or_insert(problem);
                        Response::NotAsked
                    }
                });
                row += 1;
            });
        }
        let texts = |place: Option<usize>| place.and_then(|place| Texts::of(rows.column(place)));
        let (families, levels) = (texts(self.binding.family), texts(self.binding.level));
        let names = self.binding.id.filter(|_| self.wants_names);
        let names = names.and_then(|place| Names::of(rows.column(place)));
        for row in 0..rows.num_rows() {
            if let Some(problem) = bad.remove(&row) {
                take(row, Err(problem));
                continue;
            }
            let goal = self.goal(families.as_ref(), levels.as_ref(), row);
            let set = self.set(row, rows.num_rows());
            let (family, level) = match (set, goal) {
                (Ok(()), Ok(goal)) => goal,
                (Err(problem), _) | (_, Err(problem)) => {
                    take(row, Err(problem));
                    continue;
                }
            };
            let name = names.as_ref().and_then(|names| names.get(row));
            let id = name.as_deref();
            let responses = &self.responses;
            take(
                row,
                Ok(Row {
                    id,
                    responses,
                    family,
                    level,
                    passed: &[],
                }),
            );
        }
    }

    /// Takes the responses of a row out of the columns.
    fn set(&mut self, row: usize, rows: usize) -> Result<(), InputError> {
        self.responses.clone_from(&self.empty);
        for (&(item, _), column) in self.binding.items.iter().zip(self.given.chunks_exact(rows)) {
            set(&mut self.responses, self.catalogue, item, column[row])?;
        }
        Ok(())
    }

    fn goal(
        &self,
        families: Option<&Texts<'_>>,
        levels: Option<&Texts<'_>>,
        row: usize,
    ) -> Result<(FamilyIndex, Option<Tier>), InputError> {
        let said = |texts: Option<&Texts<'_>>| -> Option<String> {
            let text = texts?.get(row)?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        let family = said(families).map_or(Ok(self.family), |id| family(self.catalogue, &id))?;
        let level = said(levels).map_or(Ok(self.level), |name| level(&name))?;
        Ok((family, level))
    }
}
