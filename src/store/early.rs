//! What a visitor has done on the first screens before the widget was there; see `embed/early-input.js`.

use assessment::Catalogue;
use assessment::catalogue::Tier;
use assessment::id::ItemIndex;
use assessment::ladder::Ladder;
use assessment::session::Action;

use super::Message;

/// What can be done there, as `embed/early-input.js` names it: a class of a button, or the group of a radio button.
pub const EARLY: [&str; 10] = [
    "start",
    "quick",
    "open-link",
    "family",
    "level",
    "fits",
    "fits-not",
    "back",
    "show-all",
    "skip",
];

/// What that asks for. `act` is a place in [`EARLY`]; `value` the level of the statement that is answered, or the place
/// of the choice in its group. Nothing for what isn't there.
#[must_use]
pub fn early(catalogue: &Catalogue, act: u8, value: u8) -> Option<Message> {
    let first = ItemIndex(0);
    Some(Message::Act(match act {
        0 => Action::Start,
        1 => Action::StartQuick,
        2 => return Some(Message::Enter(true)),
        3 => Action::ChooseFamily(catalogue.families().nth(value.into())?),
        4 => Action::ChooseLevel(
            value
                .checked_sub(1)
                .and_then(|place| Tier::ALL.get(usize::from(place)).copied()),
        ),
        5 | 6 => Action::Answer(first, value, act == 5),
        7 => Action::Back,
        8 => Action::ShowLadder(Ladder::All),
        9 => Action::Skip(first),
        _ => return None,
    }))
}
