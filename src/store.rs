//! Everything that changes while the app runs, and what can change it.

mod course;
mod earlier;
mod early;
mod keeping;
mod place;
mod result;
mod shared;
mod sharing;
mod shows;
mod takes;
mod taking;
mod wish;

use std::rc::Rc;

use assessment::catalogue::Tier;
use assessment::id::{
    CountryIndex, FamilyIndex, FormatIndex, ItemIndex, ModuleIndex, ProfileIndex,
};
use assessment::ladder::Ladder;
use assessment::link::LinkError;
use assessment::pace::Pace;
use assessment::quick;
use assessment::response::Response;
use assessment::session::{Action, Phase, Session};
use yew::prelude::*;

pub use course::{Course, courses};
pub use earlier::{Earlier, read as read_earlier};
pub use early::{EARLY, early};
pub use keeping::{Keeping, Notice};
pub use place::Place;
pub use shared::Shared;
pub use sharing::{Scope, Sharing, result_address};
pub use shows::{Search, Section, Shows};
pub use takes::{Recipient, Takes, Unfit, Way};
pub use taking::Taking;
pub use wish::Wish;

use crate::content::Content;
use crate::later::gate;
use crate::picked::{Kind, Need, Part, Picked, Trait, Wanted};

/// What a visitor or the host page can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
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
    Told(Sharing),
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
    Later(Later),
    /// Who asks wants to know when everything up to here is drawn, and calls it by a number.
    Turn(u32),
    /// Draws what has changed since something was drawn last, and the next step of a result.
    Draw,
    /// Something that only the element's script can do.
    Wish(Wish),
}

/// How it stands with what is loaded later: everything that a result needs, see [`crate::later`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Later {
    /// It is here.
    #[default]
    Here,
    /// It is on its way.
    Coming,
    /// It couldn't be loaded.
    Failed,
}

/// Where results are shared from and what sharing can use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The address of the page that result links lead to.
    pub page: AttrValue,
    /// The widget's id on that page, if it has one.
    pub id: Option<AttrValue>,
    /// Whether the system has a share dialogue.
    pub can_share: bool,
    /// Whether the browser can't print, as those inside of apps often can't.
    pub no_print: bool,
    /// Whether the host page wants the short way first.
    pub is_quick: bool,
    /// How the host page wants items asked, where the visitor hasn't chosen.
    pub ladder: Ladder,
    /// The areas that the host page leaves out, see [`Asking::left_out`](assessment::ladder::Asking::left_out).
    pub left_out: u16,
}

impl Surroundings {
    /// The address of the page as others may see it: of a file on a computer nothing.
    #[must_use]
    pub fn web_page(&self) -> &str {
        let is_web = ["http://", "https://"]
            .iter()
            .any(|scheme| self.page.starts_with(scheme));
        if is_web { &self.page } else { "" }
    }
}

/// Everything that changes while the app runs.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The catalogue and the texts on show.
    pub content: Content,
    /// The visitor's own sitting. A shared result never touches it.
    pub session: Session,
    /// How fast they answer.
    pub pace: Pace,
    /// The clock when the visitor last went on, in milliseconds.
    pub now: u64,
    /// The check has begun without the visitor, whose focus then stays where it is.
    pub began_by_itself: bool,
    /// The visitor wanted to go on without a response; the item then says what to do.
    pub response_missing: bool,
    /// The visitor is asked whether to start again.
    pub asks_restart: bool,
    /// The shared result on show, if there is one.
    pub shared: Option<Shared>,
    /// The visitor wants to enter a link by hand.
    pub is_entering: bool,
    /// The code that waits to be opened until what that needs is here.
    pub code: Option<AttrValue>,
    /// How it stands with what is loaded later.
    pub later: Later,
    /// Why the code in the address can't be opened, if it can't.
    pub link_problem: Option<LinkError>,
    /// The profile whose numbers are explained.
    pub explained: Option<ProfileIndex>,
    /// The parts that are open, by their places.
    pub unfolded: Picked,
    /// The folds in sight that were opened and so are made, by their places.
    pub made: Picked,
    /// The formats that suit.
    pub wanted: Wanted,
    /// The modules that the visitor would take.
    pub plan: Picked,
    /// The country that the visitor has chosen.
    pub country: Option<CountryIndex>,
    /// The country that the host page means.
    pub home: Option<CountryIndex>,
    /// What the host page says of results; see [`Takes::read`] and [`Shows::read`].
    pub said: AttrValue,
    /// The sitting whose result was handed over.
    pub handed: Option<Session>,
    /// Whether the answers were given for statistics, which is asked for once.
    pub has_donated: bool,
    /// What was to be taken along last, behind a `+` if it was made, else a `-`.
    pub taken: AttrValue,
    /// How far sharing got.
    pub sharing: Sharing,
    /// What the link to the result is to hold.
    pub scope: Scope,
    /// The results that are kept on the device, as [`read_earlier`] reads them.
    pub earlier: AttrValue,
    /// Which of them lies over the picture.
    pub laid: Option<u8>,
    /// Where the widget stands.
    pub surroundings: Surroundings,
    /// The courses that the host page offers.
    pub courses: Rc<[Course]>,
    /// Where the sitting is kept.
    pub keeping: Keeping,
    /// What has to be said about the saved sitting.
    pub notice: Option<Notice>,
    /// The visitor is asked whether to delete everything.
    pub asks_delete: bool,
    /// What the element's script was last promised to hear of once it is drawn.
    pub turn: u32,
}

impl Store {
    /// The folds in sight that are made from the beginning: natively all.
    const MADE: Picked = Picked::from_bits(if cfg!(target_arch = "wasm32") {
        0
    } else {
        u32::MAX
    });

    /// A fresh store.
    #[must_use]
    pub fn new(content: Content, session: Session) -> Self {
        Self {
            content,
            session,
            pace: Pace::default(),
            now: 0,
            began_by_itself: false,
            response_missing: false,
            asks_restart: false,
            shared: None,
            is_entering: false,
            code: None,
            later: Later::default(),
            link_problem: None,
            explained: None,
            unfolded: Picked::default(),
            made: Self::MADE,
            wanted: Wanted::default(),
            plan: Picked::default(),
            country: None,
            home: None,
            said: AttrValue::default(),
            handed: None,
            has_donated: false,
            taken: AttrValue::default(),
            sharing: Sharing::Idle,
            scope: Scope::default(),
            earlier: AttrValue::default(),
            laid: None,
            surroundings: Surroundings::default(),
            courses: Rc::default(),
            keeping: Keeping::default(),
            notice: None,
            asks_delete: false,
            turn: 0,
        }
    }

    /// Whether what is to be shown needs what isn't here yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        let is_needed = self.code.is_some() || self.on_show().phase == Phase::Result;
        is_needed && !self.has_later()
    }

    /// Whether all that a result needs is here: its code, and its texts.
    #[must_use]
    pub fn has_later(&self) -> bool {
        self.later == Later::Here && self.content.texts().are_complete()
    }

    /// Whether the last that was to be taken along is of one of these kinds, and couldn't be made.
    #[must_use]
    pub fn has_failed(&self, kinds: &[&str]) -> bool {
        taking::has_failed(&self.taken, kinds)
    }

    /// Whether the result on show was handed over as it is.
    #[must_use]
    pub fn is_handed_over(&self) -> bool {
        self.handed.as_ref() == Some(&self.session)
    }

    /// What the host page takes of a result.
    #[must_use]
    pub fn takes(&self) -> Takes {
        Takes::read(&self.said).0
    }

    /// What the host page wants of a result.
    #[must_use]
    pub fn shows(&self) -> Shows {
        Shows::read(&self.said).0
    }

    /// The sitting on show: the shared one, else the visitor's own.
    #[must_use]
    pub fn on_show(&self) -> &Session {
        self.shared
            .as_ref()
            .map_or(&self.session, |shared| &shared.session)
    }

    /// Forgets what was picked of a result.
    fn unpick(&mut self) {
        self.explained = None;
        self.unfolded = Picked::default();
        self.made = Self::MADE;
        self.wanted = Wanted::default();
        self.plan = Picked::default();
        self.scope = Scope::default();
        self.laid = None;
    }

    fn act(&mut self, action: Action) {
        let is_goal = matches!(action, Action::ChooseFamily(_) | Action::ChooseLevel(_));
        if action == Action::Restart || self.shared.is_some() && !is_goal {
            self.unpick();
        }
        self.began_by_itself = false;
        self.response_missing = false;
        self.asks_restart = false;
        self.asks_delete = false;
        self.sharing = Sharing::Idle;
        let catalogue = self.content.catalogue();
        match &mut self.shared {
            // Somebody else's answers stay as they are; only what they are measured against may change.
            Some(shared) if is_goal => shared.session = shared.session.update(catalogue, action),
            _ => {
                self.response_missing = action == Action::Next && self.lacks_response();
                let (before, ladder) = (self.session.phase, self.session.asking.ladder);
                self.session = self.session.update(catalogue, action);
                if self.session.asking.ladder != ladder {
                    self.pace = self.pace.asked_otherwise();
                }
                if self.session.phase != before && goes_on(action) {
                    self.went_on(before);
                }
                self.shared = None;
                self.code = None;
                self.link_problem = None;
            }
        }
    }

    /// Notes the time of going on from an item, or from the start.
    fn went_on(&mut self, before: Phase) {
        let effort = match before {
            Phase::Item { item, .. } => self.content.effort_ms(item, self.session.asking.ladder),
            Phase::Start | Phase::Result => 0,
        };
        self.pace = self.pace.went_on(self.now, effort, self.rest_ms());
    }

    /// What the items that are still to be asked take at the usual pace, in milliseconds; the one on show
    /// among them.
    #[must_use]
    pub fn rest_ms(&self) -> u64 {
        let items = self.session.remaining(self.content.catalogue());
        self.effort_ms(items.into_iter())
    }

    /// What items take at the usual pace, asked as they are now, in milliseconds.
    fn effort_ms(&self, items: impl Iterator<Item = ItemIndex>) -> u64 {
        let ladder = self.session.asking.ladder;
        items
            .map(|item| u64::from(self.content.effort_ms(item, ladder)))
            .sum()
    }

    /// How many minutes the whole check takes before it has begun, in the way that it begins, or the rest of
    /// it: from and to.
    #[must_use]
    pub fn minutes(&self) -> (u32, u32) {
        if !self.begins_quick() {
            return self.pace.minutes(self.rest_ms());
        }
        let (catalogue, family) = (self.content.catalogue(), self.session.family);
        let (low, high) = quick::expected(catalogue, family);
        let likely = (low + high).div_ceil(2) as usize;
        let order = quick::order(catalogue, family).into_iter();
        self.pace.minutes(self.effort_ms(order.take(likely)))
    }

    /// Takes over which items the host page wants asked, and how, unless the visitor has chosen.
    fn adopt_asking(&mut self) {
        let asking = &mut self.session.asking;
        asking.left_out = self.surroundings.left_out;
        if let Some(shared) = &mut self.shared {
            shared.session.asking.left_out = self.surroundings.left_out;
        }
        if !asking.is_chosen && asking.ladder != self.surroundings.ladder {
            asking.ladder = self.surroundings.ladder;
            asking.statement = None;
        }
    }

    /// Aims the visitor's own check elsewhere; a shared result stays aimed as it was shared.
    fn aim(&mut self, family: FamilyIndex, level: Option<Tier>) {
        let catalogue = self.content.catalogue();
        self.session = self
            .session
            .update(catalogue, Action::ChooseFamily(family))
            .update(catalogue, Action::ChooseLevel(level));
    }

    fn autostart(&mut self) {
        let is_open = self.shared.is_some() || self.code.is_some() || self.link_problem.is_some();
        if !is_open && self.session.phase == Phase::Start {
            self.act(self.start());
            self.began_by_itself = true;
        }
    }

    /// Whether the check, not begun yet, begins in the short way, which asks about all areas.
    #[must_use]
    pub fn begins_quick(&self) -> bool {
        let wants = self.surroundings.is_quick && self.surroundings.left_out == 0;
        wants && self.session.responses.asked_count() == 0
    }

    /// How the check begins or goes on.
    #[must_use]
    pub fn start(&self) -> Action {
        if self.begins_quick() {
            Action::StartQuick
        } else {
            Action::Start
        }
    }

    /// Whether the item on show has no response yet.
    fn lacks_response(&self) -> bool {
        match self.session.phase {
            Phase::Item { item, .. } => self.session.responses.get(item) == Response::NotAsked,
            Phase::Start | Phase::Result => false,
        }
    }

    fn show(&mut self, content: Content) {
        if content.same_definition(&self.content) {
            self.content = content;
            return;
        }
        let family_id = self
            .content
            .catalogue()
            .family_id(self.session.family)
            .as_str();
        let catalogue = content.catalogue();
        let family = catalogue.family_by_id(family_id).unwrap_or(FamilyIndex(0));
        let session = Session::new(catalogue, family, self.session.level);
        self.begin_afresh(content, session);
    }

    /// The shared sitting, if it can be gone on with: it isn't finished, and nothing is answered here that
    /// it would take the place of.
    #[must_use]
    pub fn to_go_on(&self) -> Option<&Session> {
        let shared = self
            .shared
            .as_ref()
            .filter(|shared| shared.summary.is_none());
        let shared = &shared?.session;
        let is_free = self.session.responses.asked_count() == 0;
        (is_free && shared.is_unfinished(self.content.catalogue())).then_some(shared)
    }

    fn go_on(&mut self) {
        let Some(shared) = self.to_go_on() else {
            return;
        };
        let mut session = shared.clone();
        session.phase = Phase::Start;
        self.session = session.update(self.content.catalogue(), Action::Start);
        self.close();
    }

    fn later(&mut self, later: Later) {
        self.later = later;
        if self.has_later()
            && let Some(code) = self.code.take()
        {
            self.open(code);
        }
    }

    /// Has the result of a code on show, or what keeps it from being opened; until what that needs is
    /// here, the code waits.
    pub fn open(&mut self, code: AttrValue) {
        self.close();
        if !self.has_later() {
            self.code = Some(code);
            return;
        }
        match gate::open(self.content.catalogue(), &code) {
            Ok(shared) => {
                self.unpick();
                if let Some(part) = shared.part {
                    self.unfolded = self.unfolded.with(part as usize);
                }
                self.shared = Some(shared);
            }
            Err(problem) => self.link_problem = Some(problem),
        }
    }

    fn close(&mut self) {
        // What was picked of one's own result outlives a change of the page's address.
        if self.shared.take().is_some() {
            self.unpick();
        }
        self.is_entering = false;
        self.code = None;
        self.link_problem = None;
        self.sharing = Sharing::Idle;
    }

    /// Changes how the shared result on show is shown.
    fn view(&mut self, change: impl FnOnce(&mut Shared)) {
        if let Some(shared) = &mut self.shared {
            change(shared);
        }
    }
}

impl Store {
    /// The state after an intent.
    #[must_use]
    pub fn reduce(self: Rc<Self>, intent: Intent) -> Rc<Self> {
        let mut next = (*self).clone();
        next.take(intent);
        next.adopt_asking();
        if next == *self { self } else { Rc::new(next) }
    }

    fn take(&mut self, intent: Intent) {
        match intent {
            Intent::Act(action) => self.act(action),
            Intent::Clock(now) => self.now = now,
            Intent::Aim(family, level) => self.aim(family, level),
            Intent::Begin => self.act(self.start()),
            Intent::Autostart => self.autostart(),
            Intent::Show(content) => self.show(content),
            Intent::OpenCode(code) => self.open(code),
            Intent::CloseShared => self.close(),
            Intent::GoOn => self.go_on(),
            Intent::Lead(place) => {
                self.unfolded = place.parts;
                self.act(Action::Return(place.phase));
            }
            Intent::Enter(is_entering) => self.is_entering = is_entering,
            Intent::Stand(surroundings) => self.surroundings = surroundings,
            Intent::Told(sharing) => {
                self.sharing = sharing;
                self.taken = AttrValue::default();
            }
            Intent::Kept(keeping) => self.kept(keeping),
            Intent::Notice(notice) => self.noticed(notice),
            Intent::TakeOver => self.take_over(),
            Intent::AskDelete(asks_delete) => self.asks_delete = asks_delete,
            Intent::Delete => {
                self.act(Action::Restart);
                self.earlier = AttrValue::default();
                self.notice = Some(Notice::Deleted);
            }
            Intent::Reset => self.reset(),
            Intent::Later(later) => self.later(later),
            Intent::Turn(turn) => self.turn = turn,
            Intent::Draw | Intent::Wish(_) => {}
            // The rest comes from a result, or is said for one.
            _ if self.has_later() => gate::take(self, intent),
            _ => {}
        }
    }
}

/// Whether an action leads from one item on to another.
pub const fn goes_on(action: Action) -> bool {
    matches!(
        action,
        Action::Next | Action::Skip(_) | Action::Start | Action::StartQuick | Action::Answer(..)
    )
}
