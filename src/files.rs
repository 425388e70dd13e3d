//! What a visitor takes along or hands over, as text: the result, the learning plan, the answers for statistics.

use assessment::agenda::{self, Agenda};
use assessment::export::Export;
use assessment::handover::{Handover, Scope};

use crate::advice::Advice;
use crate::store::{Store, Way};

pub mod gate {
    //! See [gates](crate#gates).

    use crate::store::Store;

    gates! {
        /// What is taken along of the result on show; see [`made`](super::made).
        "000a" pub fn made(store: &Store, kind: &str, date: &str, bytes: &[u8], text: &str) -> Option<String> {
            super::made(store, kind, date, bytes, text)
        }
    }
}

/// What is made of the result on show on a day `YYYY-MM-DD`, by its kind:
///
/// - `csv`, and `json` for all that is drawn from it as well: a line with the file's name without its ending, and
///   from there on its text;
/// - `ics` and `txt`: the same of the learning plan; `bytes` has the week of each step, `text` tells this plan from
///   others;
/// - `areas` and `everything`: what is handed over to whom the page names, with the note in `text`: JSON, or the words
///   of a mail;
/// - `statistics`: the answers that are given for statistics, for which `bytes` has to be random.
///
/// Nothing for what isn't known, or can't be made.
#[must_use]
pub fn made(store: &Store, kind: &str, date: &str, bytes: &[u8], text: &str) -> Option<String> {
    let content = match kind {
        "ics" | "txt" => planned(store, kind == "ics", date, bytes, text),
        "csv" => export(store, date).csv(),
        "json" => export(store, date).json(),
        "areas" => return handed(store, Scope::Areas, date, bytes, text),
        "everything" => return handed(store, Scope::Everything, date, bytes, text),
        "statistics" => {
            let noise = store.takes().donation?;
            if noise.is_some() && store.session.is_quick {
                return None;
            }
            let scope = Scope::Statistics(noise);
            return handed(store, scope, date, bytes, "");
        }
        _ => return None,
    };
    Some([&export(store, date).file_name(), "\n", &*content].concat())
}

fn export<'a>(store: &'a Store, date: &'a str) -> Export<'a> {
    Export {
        catalogue: store.content.catalogue(),
        texts: store.content.texts(),
        session: store.on_show(),
        date,
    }
}

/// The learning plan, as a calendar or to read.
fn planned(store: &Store, calendar: bool, date: &str, weeks: &[u8], plan: &str) -> String {
    let (catalogue, texts) = (store.content.catalogue(), store.content.texts());
    let recommendation = Advice::of(store).recommendation;
    let agenda = Agenda {
        title: &texts.title,
        plan,
        steps: &agenda::steps(catalogue, texts, &recommendation),
        weeks,
        today: date,
        page: store.surroundings.web_page(),
    };
    if calendar {
        agenda.calendar()
    } else {
        agenda.text(texts, &|day| store.content.date(day))
    }
}

/// What is handed over of the visitor's own answers: nobody else's are theirs to give.
fn handed(store: &Store, scope: Scope, date: &str, random: &[u8], note: &str) -> Option<String> {
    let recipient = store.takes().recipient?;
    let handover = Handover {
        catalogue: store.content.catalogue(),
        session: &store.session,
        scope,
        date,
        note,
        random,
    };
    if recipient.way != Way::Mail {
        return handover.json().ok();
    }
    let mut words = handover.words(store.content.texts());
    if scope == Scope::Everything {
        let around = &store.surroundings;
        let address = crate::store::result_address(
            &around.page,
            around.id.as_deref(),
            &store.content,
            &store.session,
            crate::store::Scope::default(),
        );
        words.push_str(&["\n", &address?, "\n"].concat());
    }
    Some(words)
}
