//! Which country's way on is shown: the visitor's choice, the host page's word, the language's region.

use assessment::Catalogue;
use assessment::id::CountryIndex;

use crate::store::Store;

/// The country where neither page nor language names one that the catalogue has.
const DEFAULT: &str = "DE";

/// The country of this id, in capital letters or small ones.
fn find(catalogue: &Catalogue, id: &str) -> Option<CountryIndex> {
    catalogue.countries().find(|&country| {
        let known = catalogue.country(country).id.as_str();
        known.eq_ignore_ascii_case(id)
    })
}

/// The region of a BCP 47 tag: `AT` of `de-AT`, and of `de-Latn-AT`.
fn region(tag: &str) -> Option<&str> {
    let mut parts = tag.split('-').skip(1);
    let part = parts.find(|part| part.len() <= 2)?;
    (part.len() == 2).then_some(part)
}

/// The country that the host page means: by its attribute, and where that names none that there is, by
/// the region of the language that the page is in.
#[must_use]
pub fn meant(catalogue: &Catalogue, attribute: Option<&str>, tag: &str) -> Option<CountryIndex> {
    let by_page = attribute.and_then(|id| find(catalogue, id.trim()));
    by_page.or_else(|| region(tag).and_then(|id| find(catalogue, id)))
}

/// The country where nobody has said one. None only if the catalogue has none.
#[must_use]
pub fn assumed(catalogue: &Catalogue) -> Option<CountryIndex> {
    find(catalogue, DEFAULT).or_else(|| catalogue.countries().next())
}

/// The country whose way on is shown: the visitor's choice, the page's word, else the assumed one.
#[must_use]
pub fn shown(catalogue: &Catalogue, store: &Store) -> Option<CountryIndex> {
    let said = store.country.or(store.home);
    said.or_else(|| assumed(catalogue))
}

/// Whether another country is shown than the assumed one, whose law, chambers and prices the modules of a
/// catalogue go by.
#[must_use]
pub fn is_abroad(catalogue: &Catalogue, store: &Store) -> bool {
    shown(catalogue, store) != assumed(catalogue)
}

#[cfg(test)]
mod tests {
    use super::region;

    #[test]
    fn a_region_is_told_from_script_and_extension() {
        for (tag, expected) in [
            ("de-AT", Some("AT")),
            ("de-Latn-ch", Some("ch")),
            ("de", None),
            ("de-1996", None),
            ("en-u-sd-gbeng", None),
            ("de-x-AT", None),
            ("", None),
        ] {
            assert_eq!(region(tag), expected, "{tag}");
        }
    }
}
