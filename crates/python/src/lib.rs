//! The native half of the Python package: a catalogue that scores streams of Arrow. The other half, in
//! `python/skill_check`, is what Python programs see.

#![allow(
    clippy::needless_pass_by_value,
    reason = "what comes from Python comes by value"
)]

use std::num::NonZeroUsize;
use std::path::PathBuf;

use arrow_array::RecordBatchReader as _;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::{PyArrowType, Table as PyTable};
use arrow_schema::{DataType, Schema};
use assessment::compiled;
use assessment::id::FamilyIndex;
use batch::{Batch, OutputFormat};
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tables::Table;

create_exception!(
    skill_check,
    CatalogueError,
    PyValueError,
    "A catalogue can't be opened."
);
create_exception!(
    skill_check,
    TableError,
    PyValueError,
    "A table can't be scored."
);

/// So many bad rows are named; all are counted.
const NAMED: usize = 1_000;

/// Results as Python gets them: the table, remarks on its columns, bad rows by number and cause, and how
/// many of them there are.
type Scored = (PyArrowType<PyTable>, Vec<String>, Vec<(u64, String)>, u64);

/// Catalogue: what was responded to.
#[pyclass(frozen, module = "skill_check._native")]
struct Catalogue {
    inside: assessment::Catalogue,
    /// As it is compiled, to be handed to other processes.
    bytes: Vec<u8>,
}

#[pymethods]
impl Catalogue {
    /// Opens a folder with a catalogue.toml, or a compiled catalogue.
    #[staticmethod]
    fn open(path: PathBuf) -> PyResult<Self> {
        let failed =
            |cause: String| CatalogueError::new_err(format!("{}: {cause}", path.display()));
        if !path.is_dir() {
            let bytes = std::fs::read(&path).map_err(|cause| failed(cause.to_string()))?;
            return Self::of_bytes(bytes).map_err(failed);
        }
        let report = catalogue::load(&path);
        let compiled = report
            .authored
            .as_ref()
            .and_then(|authored| authored.compile().into_iter().next());
        let Some(compiled) = compiled else {
            let said: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
            return Err(failed(format!("it has errors\n\n{}", said.join("\n\n"))));
        };
        Self::of_bytes(compiled.bytes).map_err(failed)
    }

    /// Opens a compiled catalogue in memory.
    #[staticmethod]
    fn from_bytes(bytes: Vec<u8>) -> PyResult<Self> {
        Self::of_bytes(bytes).map_err(CatalogueError::new_err)
    }

    /// The compiled catalogue.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.bytes)
    }

    /// Its id.
    #[getter]
    fn id(&self) -> String {
        self.inside.definition().id.to_string()
    }

    /// Its revision, from 1.
    #[getter]
    fn revision(&self) -> u64 {
        self.inside.definition().revision.into()
    }

    /// The ids of its items, in their order.
    #[getter]
    fn items(&self) -> Vec<String> {
        let items = self.inside.items();
        items
            .map(|item| self.inside.item_id(item).to_string())
            .collect()
    }

    /// The ids of its families, in their order.
    #[getter]
    fn families(&self) -> Vec<String> {
        let families = self.inside.families();
        families
            .map(|family| self.inside.family_id(family).to_string())
            .collect()
    }

    /// The schema of results whose `id` has this type.
    fn schema(&self, id: PyArrowType<DataType>) -> PyArrowType<Schema> {
        PyArrowType(tables::schema(&self.inside, &id.0))
    }

    /// Scores the rows of a stream; the first has the number `first`.
    fn score(
        &self,
        py: Python<'_>,
        stream: PyArrowType<RecordBatchStreamReader>,
        family: Option<&str>,
        level: &str,
        jobs: NonZeroUsize,
        first: u64,
    ) -> PyResult<Scored> {
        let family = family.map_or(Ok(FamilyIndex(0)), |id| batch::family(&self.inside, id));
        let goal = family.and_then(|family| Ok((family, batch::level(level)?)));
        let (family, level) = goal.map_err(|cause| PyValueError::new_err(cause.to_string()))?;
        let (mut remarks, mut bad) = (Vec::new(), Vec::new());
        let batch = Batch {
            catalogue: &self.inside,
            input: None,
            output: OutputFormat::Json,
            has_header: false,
            family,
            level,
            jobs,
        };
        let stream = stream.0;
        let table = Table::new(stream.schema(), Box::new(stream)).counted_from(first);
        let scored = py.detach(|| {
            tables::score(&batch, table, |line| {
                if line.line == 0 {
                    remarks.push(line.cause.clone());
                } else if bad.len() < NAMED {
                    bad.push((line.line, line.cause.clone()));
                }
            })
        });
        let (schema, batches, summary) =
            scored.map_err(|cause| TableError::new_err(cause.to_string()))?;
        let table = PyTable::try_new(batches, schema)
            .map_err(|cause| TableError::new_err(cause.to_string()))?;
        Ok((PyArrowType(table), remarks, bad, summary.bad))
    }
}

impl Catalogue {
    fn of_bytes(bytes: Vec<u8>) -> Result<Self, String> {
        let (inside, _) = compiled::decode(&bytes).map_err(|cause| cause.to_string())?;
        Ok(Self { inside, bytes })
    }
}

/// The module `skill_check._native`.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    tables::hush();
    module.add_class::<Catalogue>()?;
    module.add("CatalogueError", module.py().get_type::<CatalogueError>())?;
    module.add("TableError", module.py().get_type::<TableError>())
}
