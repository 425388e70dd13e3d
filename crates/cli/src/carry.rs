//! The answers of a preview over changes of the catalogue: a record that was kept with an earlier state of the
//! files goes on with what is shown now.

use assessment::catalogue::Catalogue;
use assessment::knowledge::Verdicts;
use assessment::ladder::Asking;
use assessment::record::{self, Saved};
use assessment::session::{Phase, Session};
use assessment::{Response, Responses};

/// So many states of the files are remembered.
const STATES_MAX: usize = 100;

/// The catalogues that were shown, the last of them now.
#[derive(Debug, Default)]
pub(crate) struct States(Vec<Catalogue>);

impl States {
    /// Shows another one from now on.
    pub(crate) fn push(&mut self, catalogue: Catalogue) {
        if self.0.len() >= STATES_MAX {
            self.0.remove(0);
        }
        self.0.push(catalogue);
    }

    /// A record as one for what is shown now; none where it is one already, or none of ours.
    pub(crate) fn carried(&self, text: &str) -> Option<String> {
        let (now, earlier) = self.0.split_last()?;
        if record::decode(now, text).is_ok() {
            return None;
        }
        let found = earlier.iter().rev();
        let mut found = found.filter_map(|then| Some((then, record::decode(then, text).ok()?)));
        let (then, saved) = found.next()?;
        let session = session(then, &saved, now)?;
        Some(record::encode(now, &session, saved.counter))
    }
}

/// What was answered, by the ids of the items; what an item no longer has counts as not asked.
fn session(then: &Catalogue, saved: &Saved, now: &Catalogue) -> Option<Session> {
    let before = &saved.session;
    let answer = |item| {
        let id = now.item_id(item);
        let found = then.items().find(|item| then.item_id(*item) == id);
        let response = found.map_or(Response::NotAsked, |item| before.responses.get(item));
        let max = now.level_max(now.competence_of(item));
        match response.level() {
            Some(level) if level > max => Response::NotAsked,
            _ => response,
        }
    };
    let list: Vec<Response> = now.items().map(answer).collect();
    let here = |item| {
        let id = then.item_id(item);
        now.items().find(|item| now.item_id(*item) == id)
    };
    let phase = match before.phase {
        Phase::Item { item, revisit } => match here(item) {
            Some(item) => Phase::Item { item, revisit },
            None => Phase::Start,
        },
        phase => phase,
    };
    let family = then.family_id(before.family);
    let family = now.families().find(|one| now.family_id(*one) == family);
    Some(Session {
        phase,
        family: family.or_else(|| now.families().next())?,
        level: before.level,
        is_quick: before.is_quick,
        // The statement on show may be another one by now; the item is asked from its beginning.
        asking: Asking {
            statement: None,
            ..before.asking
        },
        responses: Responses::from_list(now, &list).ok()?,
        verdicts: Verdicts::new(now),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The catalogue that `new` writes, with this changed in whichever file holds it.
    fn catalogue(changes: &[(&str, &str)]) -> Catalogue {
        let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/template/new");
        let report = catalogue::load_with(Path::new("base"), |path| {
            let name = path.file_name().unwrap_or_default();
            let text = std::fs::read_to_string(template.join(name))?;
            let changes = changes.iter();
            Ok(changes.fold(text, |text, (from, to)| text.replace(from, to)))
        });
        let said: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
        let authored = report.authored;
        let authored = authored.unwrap_or_else(|| panic!("{}", said.join("\n")));
        authored.catalogue().clone()
    }

    #[test]
    fn answers_go_on_over_changes_of_weights_and_levels() {
        let first = catalogue(&[]);
        let list = vec![Response::Level(3); first.items().count()];
        let item = first.items().nth(2).expect("a third item");
        let session = Session {
            phase: Phase::Item {
                item,
                revisit: false,
            },
            family: first.families().next().expect("a family"),
            level: None,
            is_quick: false,
            asking: Asking::default(),
            responses: Responses::from_list(&first, &list).expect("they fit"),
            verdicts: Verdicts::new(&first),
        };
        let text = record::encode(&first, &session, 7);
        let mut states = States::default();
        states.push(first.clone());
        assert_eq!(states.carried(&text), None, "it is one for what is shown");
        let heavier = catalogue(&[
            ("\"front-office.junior\" = 3", "\"front-office.junior\" = 4"),
            (
                "\"front-office.senior\" = 4 }",
                "\"front-office.senior\" = 3 }",
            ),
        ]);
        states.push(heavier.clone());
        let carried = states.carried(&text).expect("it goes on");
        let saved = record::decode(&heavier, &carried).expect("it is one of now");
        assert_eq!((&saved.session, saved.counter), (&session, 7));
        assert_eq!(states.carried("skcAAAA"), None);

        // An item with fewer levels, and one with another name: the rest stays.
        let fewer = catalogue(&[
            ("id = \"phone-calls\"", "id = \"phone-calls\"\nlevels = 3"),
            (
                "front-office.senior\" = 3 }\nprovenance = [{ kind = \"editorial\" }]\n\n[[competences]]\nid = \"calendars\"",
                "front-office.senior\" = 2 }\nprovenance = [{ kind = \"editorial\" }]\n\n[[competences]]\nid = \"planning\"",
            ),
            ("phone-calls = 3", "phone-calls = 2"),
            ("calendars", "planning"),
            (
                "  \"Ich habe auch Anrufe in anderen Sprachen an die richtige Stelle gebracht.\",\n  \"Ich habe festgelegt, wie bei uns Anrufe angenommen werden.\",\n",
                "",
            ),
            (
                "  \"I have also put through calls that were unclear or in a foreign language.\",\n  \"I have laid down how we answer calls.\",\n",
                "",
            ),
        ]);
        states.push(fewer.clone());
        let carried = states.carried(&carried).expect("it goes on");
        let saved = record::decode(&fewer, &carried).expect("it is one of now");
        let kept = fewer
            .items()
            .filter(|item| saved.session.responses.get(*item) == Response::Level(3));
        assert_eq!(kept.count(), list.len() - 2);
    }
}
