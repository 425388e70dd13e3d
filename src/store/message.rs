//! What the store takes.

use std::rc::Rc;

use assessment::catalogue::Tier;
use assessment::id::{CountryIndex, FamilyIndex, FormatIndex, ModuleIndex, ProfileIndex};
use assessment::session::Action;
use yew::prelude::*;

use super::{Course, Effect, Keeping, Notice, Place, ResultChunk, Scope, Sharing, Surroundings};
use crate::content::Content;
use crate::picked::{Kind, Need, Part, Picked, Trait};

/// What can happen: what a visitor or the host page asks for, and what the element's script reports.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Something that changes the session on show.
    Act(Action),
    /// The clock, in milliseconds, as the visitor goes on.
    Clock(u64),
    /// The host page aims elsewhere.
    Aim(FamilyIndex, Option<Tier>),
    /// Begins, or goes on, as the host page wishes.
    Begin,
    /// Begins by itself, if nothing was begun and no link is open.
    Autostart,
    /// Other content arrived: another locale, or another catalogue, which starts afresh.
    Show(Content),
    /// Asks whether to start again, or withdraws the question.
    AskRestart(bool),
    /// A result code came with the address.
    OpenCode(AttrValue),
    /// Goes on here with the check of a link, where there is none of one's own.
    GoOn,
    /// Back from a shared result, or from the message about a link, to the visitor's own check.
    CloseShared,
    /// Shows how a profile's numbers come about, or nothing of the kind.
    Explain(Option<ProfileIndex>),
    /// Opens a part of the result, or closes it.
    Unfold(Part),
    /// A fold was opened that is made only then.
    Make(u8),
    /// Go where the browser's history leads to.
    Lead(Place),
    /// Wants a format, or no longer.
    Format(FormatIndex),
    /// Wants a trait of formats, or no longer.
    Trait(Trait),
    /// Needs something of modules, or no longer.
    Need(Need),
    /// Wants a kind of provider, certificate or funding, or no longer.
    Kind(Kind),
    /// The visitor chooses a country to go on in.
    Country(CountryIndex),
    /// What the host page says: in which country visitors go on, and what it takes of a result.
    Around(Option<CountryIndex>, AttrValue),
    /// Adds a module to what the visitor would take, or takes it out.
    Tick(ModuleIndex),
    /// Replaces what the visitor would take.
    Plan(Picked),
    /// Shows or hides the comparison of a shared result with the visitor's own.
    Compare(bool),
    /// Wants to enter a link by hand, or no longer.
    Enter(bool),
    /// The visitor says whether the result on show is their own from earlier.
    Earlier(bool),
    /// The widget stands elsewhere, or results are to lead elsewhere.
    Stand(Surroundings),
    /// The host page offers these courses.
    Courses(Rc<[Course]>),
    /// How the last that was to be taken along went.
    Taken(AttrValue),
    /// How an attempt to share went.
    Sharing(Sharing),
    /// What the link to the result is to hold.
    Scope(Scope),
    /// The results that are kept on the device.
    Results(AttrValue),
    /// Lays one of them over the picture, or none.
    Lay(Option<u8>),
    /// The element's script says where it keeps the sitting.
    Kept(Keeping),
    /// There is something to say about the saved sitting, or it was read.
    Notice(Option<Notice>),
    /// Goes on with what another window has kept.
    TakeOver,
    /// Asks whether to delete everything, or withdraws the question.
    AskDelete(bool),
    /// Deletes everything.
    Delete,
    /// Forgets all that a visitor has done or chosen, for the next one.
    Reset,
    /// How it stands with what is loaded later.
    ResultChunk(ResultChunk),
    /// Who asks wants to know when everything up to here is drawn, and calls it by a number.
    Turn(u32),
    /// Draws what has changed since something was drawn last, and the next step of a result.
    Draw,
    /// Something that only the element's script can do; it changes nothing here.
    Effect(Effect),
}
