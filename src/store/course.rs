//! The courses that the host page offers.

use std::rc::Rc;

use assessment::Catalogue;
use assessment::catalogue::{CertificateKind, FundingKind};
use assessment::id::ModuleIndex;
use serde::Deserialize;
use yew::prelude::*;

pub mod gate {
    //! See [gates](crate#gates).

    use std::rc::Rc;

    use assessment::Catalogue;

    use super::Course;

    gates! {
        /// The host page's courses; see [`courses`](super::courses).
        "0003" pub fn courses(catalogue: &Catalogue, json: &str) -> Option<Rc<[Course]>> {
            super::courses(catalogue, json)
        }
    }
}

/// A course that the host page offers. All but its module is shown as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The module that it belongs to.
    pub module: ModuleIndex,
    /// Who offers it.
    pub provider: AttrValue,
    /// What it is called.
    pub name: AttrValue,
    /// Where it is described: https or mailto, which who hands it over has checked.
    pub url: AttrValue,
    /// How it is held; may be empty, as all that follows.
    pub format: AttrValue,
    /// The day it begins on, `YYYY-MM-DD`.
    pub start: AttrValue,
    /// How long it takes.
    pub duration: AttrValue,
    /// What it costs.
    pub price: AttrValue,
    /// The day on which this was checked, `YYYY-MM-DD`.
    pub checked: AttrValue,
    /// How many teaching hours it has.
    pub hours: AttrValue,
    /// The kind of certificate.
    pub certificate: Option<CertificateKind>,
    /// The number under which it is approved for vouchers.
    pub azav: AttrValue,
    /// The number under which it is approved as a distance course.
    pub zfu: AttrValue,
    /// What may pay for it.
    pub funding: Vec<FundingKind>,
    /// The language that it is held in.
    pub language: AttrValue,
    /// For whom it is accessible, and how.
    pub accessible: AttrValue,
    /// Whether the page is paid for showing it.
    pub is_advertisement: bool,
}

/// A course as `embed/courses.js` hands it over, in the words of docs/courses.schema.json.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    module: String,
    provider: String,
    name: String,
    url: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    duration: String,
    #[serde(default)]
    price: String,
    #[serde(default)]
    checked: String,
    #[serde(default)]
    hours: String,
    certificate: Option<CertificateKind>,
    #[serde(default)]
    azav: String,
    #[serde(default)]
    zfu: String,
    #[serde(default)]
    funding: Vec<FundingKind>,
    #[serde(default)]
    language: String,
    #[serde(default)]
    accessible: String,
    #[serde(default)]
    advertisement: bool,
}

/// The courses in a JSON text, without those of modules that the catalogue doesn't have; none of a text that isn't a
/// list of such courses.
#[must_use]
pub fn courses(catalogue: &Catalogue, json: &str) -> Option<Rc<[Course]>> {
    let mut unescaped = vec![0; json.len()];
    let (given, _) = serde_json_core::from_str_escaped::<Vec<Given>>(json, &mut unescaped).ok()?;
    let courses = given
        .into_iter()
        .filter_map(|given| course(catalogue, given));
    Some(courses.collect())
}

fn course(catalogue: &Catalogue, given: Given) -> Option<Course> {
    let is_its = |&module: &ModuleIndex| catalogue.module(module).id.as_str() == given.module;
    Some(Course {
        module: catalogue.modules().find(is_its)?,
        provider: given.provider.into(),
        name: given.name.into(),
        url: given.url.into(),
        format: given.format.into(),
        start: given.start.into(),
        duration: given.duration.into(),
        price: given.price.into(),
        checked: given.checked.into(),
        hours: given.hours.into(),
        certificate: given.certificate,
        azav: given.azav.into(),
        zfu: given.zfu.into(),
        // Once each, in the order of the kinds.
        funding: FundingKind::ALL
            .iter()
            .copied()
            .filter(|kind| given.funding.contains(kind))
            .collect(),
        language: given.language.into(),
        accessible: given.accessible.into(),
        is_advertisement: given.advertisement,
    })
}
