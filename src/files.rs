//! What a visitor takes along, as files: the result and the learning plan.

use assessment::agenda::{self, Agenda};
use assessment::export::Export;

use crate::advice::Advice;
use crate::store::Store;

/// The learning plan of the result on show: its name without the ending in the first line, then its text, as a
/// calendar or to read. `weeks` has the week of each step, `plan` tells this plan from others.
#[must_use]
pub fn planned(store: &Store, calendar: bool, date: &str, weeks: &[u8], plan: &str) -> String {
    let (catalogue, texts) = (store.content.catalogue(), store.content.texts());
    let session = store.on_show();
    let recommendation = Advice::of(store).recommendation;
    let agenda = Agenda {
        title: &texts.title,
        plan,
        steps: &agenda::steps(catalogue, texts, &recommendation),
        weeks,
        today: date,
        page: store.surroundings.web_page(),
    };
    let text = if calendar {
        agenda.calendar()
    } else {
        agenda.text(texts, &|day| store.content.date(day))
    };
    let export = Export {
        catalogue,
        texts,
        session,
        date,
    };
    [&export.file_name(), "\n", &*text].concat()
}

/// The result on show, in the same form, as CSV or JSON.
#[must_use]
pub fn exported(store: &Store, csv: bool, date: &str) -> String {
    let export = Export {
        catalogue: store.content.catalogue(),
        texts: store.content.texts(),
        session: store.on_show(),
        date,
    };
    let text = if csv { export.csv() } else { export.json() };
    [&export.file_name(), "\n", &*text].concat()
}
