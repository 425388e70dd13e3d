//! What stands in the cells of a column, whatever type it has.

use std::borrow::Cow;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;
use assessment::Response;

/// The number that stands for a skipped item.
const SKIPPED: i128 = -1;
/// The number that stands for an item that wasn't asked, beside nothing at all.
const NOT_ASKED: i128 = -2;

/// Cell: a response, or what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Response(Response),
    Other(String),
}

/// Whether responses can stand in a column of this type.
pub(crate) fn has_responses(data_type: &DataType) -> bool {
    match data_type {
        DataType::Null | DataType::Float32 | DataType::Float64 => true,
        other => other.is_integer() || has_texts(other),
    }
}

/// Whether a column of this type has texts.
pub(crate) fn has_texts(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => has_texts(values),
        _ => false,
    }
}

/// Calls back with each cell of a column that has responses, in order.
pub(crate) fn cells(column: &dyn Array, take: impl FnMut(Cell)) {
    match column.data_type() {
        DataType::Int8 => whole::<Int8Type>(column, take),
        DataType::Int16 => whole::<Int16Type>(column, take),
        DataType::Int32 => whole::<Int32Type>(column, take),
        DataType::Int64 => whole::<Int64Type>(column, take),
        DataType::UInt8 => whole::<UInt8Type>(column, take),
        DataType::UInt16 => whole::<UInt16Type>(column, take),
        DataType::UInt32 => whole::<UInt32Type>(column, take),
        DataType::UInt64 => whole::<UInt64Type>(column, take),
        DataType::Float32 => broken::<Float32Type>(column, take),
        DataType::Float64 => broken::<Float64Type>(column, take),
        _ => {
            let texts = Texts::of(column);
            let cell = |row| texts.as_ref().and_then(|texts| texts.get(row));
            (0..column.len())
                .map(|row| cell(row).map_or(Cell::Response(Response::NotAsked), worded))
                .for_each(take);
        }
    }
}

fn whole<T: ArrowPrimitiveType>(column: &dyn Array, mut take: impl FnMut(Cell))
where
    T::Native: Into<i128>,
{
    for value in column.as_primitive::<T>() {
        take(numbered(value.map(Into::into)));
    }
}

fn broken<T: ArrowPrimitiveType>(column: &dyn Array, mut take: impl FnMut(Cell))
where
    T::Native: Into<f64>,
{
    for value in column.as_primitive::<T>() {
        // Where numbers are missing, many programs have broken ones, and NaN for what is missing.
        let value: Option<f64> = value.map(Into::into).filter(|value: &f64| !value.is_nan());
        take(match value {
            Some(value) if value.fract() != 0.0 || value.abs() > 1e9 => {
                Cell::Other(value.to_string())
            }
            value => numbered(value.map(|value| value as i128)),
        });
    }
}

fn numbered(value: Option<i128>) -> Cell {
    match value {
        None | Some(NOT_ASKED) => Cell::Response(Response::NotAsked),
        Some(SKIPPED) => Cell::Response(Response::Skipped),
        Some(level @ 0..=255) => Cell::Response(Response::Level(level as u8)),
        Some(other) => Cell::Other(other.to_string()),
    }
}

/// As in CSV.
fn worded(text: &str) -> Cell {
    match text.trim().as_bytes() {
        b"" => Cell::Response(Response::NotAsked),
        b"-" | b"." | b"skipped" => Cell::Response(Response::Skipped),
        &[digit @ b'0'..=b'9'] => Cell::Response(Response::Level(digit - b'0')),
        _ => Cell::Other(text.to_owned()),
    }
}

/// Texts: a column of text, whatever it is kept as.
pub(crate) enum Texts<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// Texts that are named by their place, none where there is nothing.
    Shared(Vec<Option<usize>>, Box<Self>),
}

impl<'a> Texts<'a> {
    /// The texts of a column; none if it has no texts.
    pub(crate) fn of(column: &'a dyn Array) -> Option<Self> {
        match column.data_type() {
            DataType::Utf8 => Some(Self::Small(column.as_string())),
            DataType::LargeUtf8 => Some(Self::Large(column.as_string())),
            DataType::Utf8View => Some(Self::View(column.as_string_view())),
            DataType::Dictionary(..) => {
                let shared = column.as_any_dictionary_opt()?;
                let values = shared.values();
                let places = if values.is_empty() {
                    vec![None; column.len()]
                } else {
                    let keys = shared.normalized_keys();
                    let places = keys.into_iter().enumerate();
                    places
                        .map(|(row, key)| shared.keys().is_valid(row).then_some(key))
                        .collect()
                };
                Some(Self::Shared(places, Box::new(Self::of(values.as_ref())?)))
            }
            _ => None,
        }
    }

    /// The text in a row.
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Shared(places, texts) => texts.get((*places.get(row)?)?),
        }
    }
}

/// The whole numbers in a column; none if it is of another type.
fn whole_numbers(column: &dyn Array) -> Option<Vec<Option<i128>>> {
    fn numbers<T: ArrowPrimitiveType>(column: &dyn Array) -> Vec<Option<i128>>
    where
        T::Native: Into<i128>,
    {
        let values = column.as_primitive::<T>().iter();
        values.map(|value| value.map(Into::into)).collect()
    }
    Some(match column.data_type() {
        DataType::Int8 => numbers::<Int8Type>(column),
        DataType::Int16 => numbers::<Int16Type>(column),
        DataType::Int32 => numbers::<Int32Type>(column),
        DataType::Int64 => numbers::<Int64Type>(column),
        DataType::UInt8 => numbers::<UInt8Type>(column),
        DataType::UInt16 => numbers::<UInt16Type>(column),
        DataType::UInt32 => numbers::<UInt32Type>(column),
        DataType::UInt64 => numbers::<UInt64Type>(column),
        _ => return None,
    })
}

/// The numbers that rows have: what a column of them says, else their place after the first.
pub(crate) fn row_numbers(column: Option<&dyn Array>, first: u64, rows: usize) -> Vec<u64> {
    let said = column.and_then(whole_numbers).unwrap_or_default();
    (0..rows)
        .map(|row| {
            // A column of results holds no larger one, and 0 is what belongs to no row.
            let said = said.get(row).copied().flatten();
            let said = said.and_then(|number| i64::try_from(number).ok());
            let said = said.and_then(|number| u64::try_from(number).ok());
            said.filter(|&number| number > 0)
                .unwrap_or(first + row as u64)
        })
        .collect()
}

/// Names: what rows call themselves, as JSON.
pub(crate) enum Names<'a> {
    Texts(Texts<'a>),
    Numbers(Vec<Option<i128>>),
}

impl<'a> Names<'a> {
    /// The names in a column; none if they are neither text nor whole numbers.
    pub(crate) fn of(column: &'a dyn Array) -> Option<Self> {
        whole_numbers(column)
            .map(Self::Numbers)
            .or_else(|| Texts::of(column).map(Self::Texts))
    }

    /// The name of a row as it is.
    pub(crate) fn word(&self, row: usize) -> Option<String> {
        match self {
            Self::Numbers(numbers) => Some(numbers.get(row)?.as_ref()?.to_string()),
            Self::Texts(texts) => texts.get(row).map(ToOwned::to_owned),
        }
    }

    /// The name of a row as JSON.
    pub(crate) fn get(&self, row: usize) -> Option<Cow<'static, str>> {
        match self {
            Self::Numbers(numbers) => Some(numbers.get(row)?.as_ref()?.to_string().into()),
            Self::Texts(texts) => {
                let text = texts.get(row)?;
                // A string always has a JSON form.
                serde_json::to_string(text).ok().map(Cow::Owned)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        DictionaryArray, Float64Array, Int64Array, NullArray, UInt8Array, UInt64Array,
        types::Int32Type,
    };

    use super::*;

    #[track_caller]
    fn check(column: &dyn Array, expected: &str) {
        assert!(has_responses(column.data_type()));
        let mut said = String::new();
        cells(column, |cell| match cell {
            Cell::Response(Response::NotAsked) => said.push('n'),
            Cell::Response(Response::Skipped) => said.push('s'),
            Cell::Response(Response::Level(level)) => said += &level.to_string(),
            Cell::Other(text) => said += &format!("<{text}>"),
        });
        assert_eq!(said, expected);
    }

    #[test]
    fn a_response_may_have_any_type_that_programs_give_it() {
        let whole = [Some(0), Some(4), None, Some(-1), Some(-2), Some(i64::MIN)];
        check(&Int64Array::from_iter(whole), "04nsn<-9223372036854775808>");
        check(&UInt8Array::from(vec![3, 255]), "3255");
        let broken = [Some(2.0), Some(f64::NAN), Some(1.5), Some(1e300), None];
        let long = format!("2n<1.5><1{}>n", "0".repeat(300));
        check(&Float64Array::from_iter(broken), &long);
        let words = ["2", " 3 ", "-", "skipped", "", "two"];
        check(&StringArray::from_iter_values(words), "23ssn<two>");
        let shared: DictionaryArray<Int32Type> = [Some("1"), None, Some("-"), Some("1")]
            .into_iter()
            .collect();
        check(&shared, "1ns1");
        let empty: DictionaryArray<Int32Type> = [None::<&str>, None].into_iter().collect();
        check(&empty, "nn");
        check(&NullArray::new(2), "nn");
    }

    #[test]
    fn a_name_is_text_or_a_number() {
        let texts = StringArray::from(vec![Some("a\"b"), None]);
        let names = Names::of(&texts).unwrap();
        assert_eq!(names.get(0).as_deref(), Some("\"a\\\"b\""));
        assert_eq!(names.get(1), None);
        let numbers = Int64Array::from(vec![Some(-7), None]);
        let names = Names::of(&numbers).unwrap();
        assert_eq!(names.get(0).as_deref(), Some("-7"));
        assert_eq!(names.get(1), None);
        assert!(Names::of(&Float64Array::from(vec![1.0])).is_none());
    }

    #[test]
    fn a_number_is_what_the_row_says_or_its_place() {
        let said = Int64Array::from(vec![Some(70), None, Some(0), Some(-7), Some(i64::MAX)]);
        let last = i64::MAX.unsigned_abs();
        assert_eq!(row_numbers(Some(&said), 11, 5), [70, 12, 13, 14, last]);
        let large = UInt64Array::from(vec![u64::MAX, 7]);
        assert_eq!(row_numbers(Some(&large), 1, 2), [1, 7]);
        assert_eq!(row_numbers(None, 3, 2), [3, 4]);
    }
}
