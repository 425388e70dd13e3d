//! What the host page says of a result, once what is loaded later is there: its courses, and what its attributes
//! lead to.

use std::rc::Rc;

use assessment::Catalogue;
use assessment::catalogue::{CertificateKind, FundingKind};
use assessment::id::CountryIndex;
use js_sys::Function;
use yew::prelude::*;

use super::note;
use crate::store::{Course, Intent, Shows, Takes, Unfit};

/// For [`gate::around`]; what an attribute can't be is noted.
pub(crate) fn around(catalogue: &Catalogue, lines: &str, notify: &Function) -> Intent {
    let mut parts = lines.splitn(3, '\n');
    let language = parts.next().unwrap_or_default();
    // An attribute that isn't there leaves its line empty.
    let attribute = parts.next().and_then(|line| line.strip_prefix(' '));
    let home = country(catalogue, attribute, language, notify);
    let said = parts.next().unwrap_or_default();
    let unfit = [Takes::read(said).1, Shows::read(said).1].concat();
    for Unfit {
        attribute,
        value,
        known,
    } in unfit
    {
        note(notify, attribute, value, vec![known]);
    }
    // The last line, behind those that `Shows::read` reads.
    let ids = || {
        catalogue
            .areas()
            .map(|area| catalogue.area_id(area).as_str())
    };
    for area in said.split('\n').skip(5).flat_map(str::split_whitespace) {
        if !ids().any(|id| id == area) {
            note(notify, "areas", area, ids().collect());
        }
    }
    Intent::Around(home, said.to_owned().into())
}

/// The country that is meant; one that the catalogue doesn't have is noted.
fn country(
    catalogue: &Catalogue,
    attribute: Option<&str>,
    language: &str,
    notify: &Function,
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
            notify,
            "country",
            value,
            catalogue.countries().map(id).collect(),
        );
    }
    meant
}

/// For [`gate::courses`].
pub(crate) fn courses(catalogue: &Catalogue, texts: &str) -> Rc<[Course]> {
    let texts: Vec<AttrValue> = texts
        .split('\u{1f}')
        .map(|text| text.to_owned().into())
        .collect();
    let (courses, _) = texts.as_chunks();
    let courses = courses.iter().filter_map(|texts| course(catalogue, texts));
    courses.collect()
}

fn course(catalogue: &Catalogue, texts: &[AttrValue; 17]) -> Option<Course> {
    let [
        module,
        provider,
        name,
        url,
        format,
        start,
        duration,
        price,
        checked,
        hours,
        certificate,
        azav,
        zfu,
        funding,
        language,
        accessible,
        advertisement,
    ] = texts.clone();
    Some(Course {
        module: catalogue
            .modules()
            .find(|&index| catalogue.module(index).id.as_str() == &*module)?,
        provider,
        name,
        url,
        format,
        start,
        duration,
        price,
        checked,
        hours,
        certificate: CertificateKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == &*certificate),
        azav,
        zfu,
        funding: FundingKind::ALL
            .iter()
            .copied()
            .filter(|kind| funding.split(' ').any(|name| name == kind.as_str()))
            .collect(),
        language,
        accessible,
        is_advertisement: !advertisement.is_empty(),
    })
}
