//! The courses that the host page offers, under the module that they belong to.

use assessment::id::ModuleIndex;
use assessment::text::TextKey;
use yew::prelude::*;

use super::{Result, fold, offer};
use crate::store::Course;
use crate::view::{View, part};

/// The courses of the host page for a module; `none` where it has none.
pub(super) fn of(result: &Result<'_>, module: ModuleIndex) -> Html {
    let view = result.view;
    let offered: Vec<_> = view
        .store
        .courses
        .iter()
        .filter(|course| course.module == module)
        .collect();
    if offered.is_empty() {
        return Html::default();
    }
    let id = view.catalogue().module(module).id.as_str().to_string();
    html! {
        <div class="sc-courses">
            { part::text("h5", "sc-module__label", view.text(TextKey::CoursesTitle)) }
            <ul class="sc-courses__list">
                { for offered.iter().enumerate().map(|(position, course)| html! {
                    <li key={position} class="sc-course" part="course" data-course={id.clone()}>{ row(view, course) }</li>
                }) }
            </ul>
        </div>
    }
}

/// One course. Each text has its own direction: none can turn its neighbours around.
fn row(view: &View<'_>, course: &Course) -> Html {
    let date = |key, date: &str| {
        let date = view.content().date(date);
        view.texts().fill(key, &[("date", (&*date).into())])
    };
    let named = |what, text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            fold::named(view, view.text(what), text)
        }
    };
    let certificate = course
        .certificate
        .map_or("", |kind| view.text(offer::certificate(kind)[0]));
    let funding: Vec<&str> = course
        .funding
        .iter()
        .map(|&kind| view.text(offer::funding(kind)))
        .collect();
    let funding = funding.join(view.text(TextKey::ListSeparator));
    let details = [
        course.format.to_string(),
        if course.start.is_empty() {
            String::new()
        } else {
            date(TextKey::CoursesStart, &course.start)
        },
        course.duration.to_string(),
        course.price.to_string(),
        named(TextKey::ModulesHours, &course.hours),
        certificate.to_owned(),
        named(TextKey::ModulesFunding, &funding),
        named(TextKey::CoursesAzav, &course.azav),
        named(TextKey::CoursesZfu, &course.zfu),
        named(TextKey::CoursesLanguage, &course.language),
        named(TextKey::CoursesAccessible, &course.accessible),
    ];
    html! {
        <>
            if course.is_advertisement {
                { part::text("span", "sc-tag", view.text(TextKey::CoursesAdvertisement)) }
            }
            <a class="sc-link" href={course.url.clone()} rel="noopener" dir="auto">{ course.name.clone() }</a>
            <span class="sc-course__provider" dir="auto">{ course.provider.clone() }</span>
            <ul class="sc-course__details">
                { for details.iter().enumerate().filter(|(_, detail)| !detail.is_empty()).map(|(position, detail)| html! {
                    <li key={position} dir="auto">{ detail.clone() }</li>
                }) }
            </ul>
            if !course.checked.is_empty() {
                { part::text("span", "sc-note", date(TextKey::ModulesChecked, &course.checked)) }
            }
        </>
    }
}

/// Whether a course stands under one of the recommended modules.
pub(super) fn are_shown(result: &Result<'_>) -> bool {
    let courses = &result.view.store.courses;
    let mut advice = result.recommendation.modules.iter();
    advice.any(|advice| courses.iter().any(|course| course.module == advice.module))
}
