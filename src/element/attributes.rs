//! What the attributes say of what a result leads to, once what is loaded later is there.

use assessment::Catalogue;
use assessment::id::CountryIndex;
use web_sys::Element;

use super::note;
use crate::host::Host;
use crate::store::{Message, Shows, Takes, Unfit};

pub(crate) mod gate {
    //! See [gates](crate#gates).

    use assessment::Catalogue;
    use web_sys::Element;

    use crate::host::Host;
    use crate::store::Message;

    gates! {
        /// What the host page says; see `Widget::around`.
        "000b" pub(crate) fn around(
            catalogue: &Catalogue,
            element: &Element,
            language: &str,
            host: &Host,
        ) -> Message {
            super::around(catalogue, element, language, host)
        }
    }
}

/// What [`Takes::read`] and [`Shows::read`] read, in that order.
const SAID: [&str; 5] = [
    "handover",
    "handover-name",
    "donate",
    "course-search",
    "sections",
];

/// For [`gate::around`]; what an attribute can't be is noted.
fn around(catalogue: &Catalogue, element: &Element, language: &str, host: &Host) -> Message {
    let attribute = element.get_attribute("country");
    let home = country(catalogue, attribute.as_deref(), language, host);
    let said = SAID.map(|name| match element.get_attribute(name) {
        Some(value) => [" ", &value.replace('\n', " ")].concat(),
        None => String::new(),
    });
    let said = said.join("\n");
    let unfit = [Takes::read(&said).1, Shows::read(&said).1].concat();
    for Unfit {
        attribute,
        value,
        known,
    } in unfit
    {
        note(host, attribute, value, vec![known]);
    }
    let ids = || {
        catalogue
            .areas()
            .map(|area| catalogue.area_id(area).as_str())
    };
    let areas = element.get_attribute("areas").unwrap_or_default();
    for area in areas.split_whitespace() {
        if !ids().any(|id| id == area) {
            note(host, "areas", area, ids().collect());
        }
    }
    Message::Around(home, said.into())
}

/// The country that is meant; one that the catalogue doesn't have is noted.
fn country(
    catalogue: &Catalogue,
    attribute: Option<&str>,
    language: &str,
    host: &Host,
) -> Option<CountryIndex> {
    let meant = crate::country::meant(catalogue, attribute, language);
    let id = |country| catalogue.country(country).id.as_str();
    let named = meant.map_or("", id);
    let unknown = attribute
        .map(str::trim)
        .filter(|attribute| !attribute.eq_ignore_ascii_case(named));
    if let Some(value) = unknown
        && catalogue.countries().len() > 0
    {
        note(
            host,
            "country",
            value,
            catalogue.countries().map(id).collect(),
        );
    }
    meant
}
