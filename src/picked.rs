//! What a visitor has picked of a result: modules they would take, formats that suit them.

use assessment::Catalogue;
use assessment::catalogue::{
    CertificateKind, CostBand, FORMAT_LIMIT, FormatDefinition, FundingKind, MODULE_LIMIT, Offer,
    ProviderKind,
};
use assessment::id::{FormatIndex, ModuleIndex};

/// Some of the modules or formats of a catalogue, of which there are at most 24.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picked(u32);

// Two folds of the verdict have places behind the modules.
const _: () = assert!(MODULE_LIMIT + 2 <= 32 && FORMAT_LIMIT <= 32);

impl Picked {
    /// Whether the one at this place is picked.
    #[must_use]
    pub const fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }

    /// The same with the one at this place picked.
    #[must_use]
    pub const fn with(self, place: usize) -> Self {
        Self(self.0 | 1 << place)
    }

    /// The same with the one at this place picked, or no longer.
    #[must_use]
    pub const fn toggled(self, place: usize) -> Self {
        Self(self.0 ^ 1 << place)
    }
}

impl Picked {
    /// Those of the first so many places.
    #[must_use]
    pub const fn first(self, count: usize) -> Self {
        Self(self.0 & ((1 << count) - 1))
    }

    /// Its bits: of each place whether it is picked, the first lowest.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// What has these bits.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

impl FromIterator<usize> for Picked {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        Self(places.into_iter().fold(0, |all, place| all | 1 << place))
    }
}

/// Begins the ids of parts.
const PREFIX: &str = "sc-part-";

/// A part of a result that is closed until it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Areas and competences.
    Areas,
    /// All profiles and why.
    Profiles,
    /// What to do, and what would change by it.
    Plan,
    /// The answers, and what is kept of them.
    Answers,
    /// Passing the result on.
    Share,
    /// Taking it along.
    Take,
}

impl Part {
    /// The id of what is inside.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Areas => "sc-part-areas",
            Self::Profiles => "sc-part-profiles",
            Self::Plan => "sc-part-plan",
            Self::Answers => "sc-part-answers",
            Self::Share => "sc-part-share",
            Self::Take => "sc-part-take",
        }
    }

    /// The name by which a link leads into it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.id().split_at(PREFIX.len()).1
    }

    /// The one of a name, of those that a link may lead into.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let linked = [Self::Areas, Self::Profiles, Self::Plan, Self::Answers];
        linked.into_iter().find(|part| part.name() == name)
    }
}

/// What a format may be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// It can be done beside a job.
    BesideJob,
    /// It is done at a distance.
    Distance,
    /// It is academic.
    Academic,
    /// It is not.
    NotAcademic,
}

impl Trait {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::BesideJob,
        Self::Distance,
        Self::Academic,
        Self::NotAcademic,
    ];

    /// Whether a format has it.
    #[must_use]
    pub fn has(self, format: &FormatDefinition) -> bool {
        match self {
            Self::BesideJob => format.beside_job,
            Self::Distance => format.distance,
            Self::Academic => format.academic,
            Self::NotAcademic => !format.academic,
        }
    }
}

/// What a visitor may need of a module, in whatever format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It costs nothing, or less than 500 euros.
    Cheap,
    /// It is offered with no more than [`Need::HOURS`].
    Short,
    /// It can be learnt alone.
    Alone,
    /// Beside a job it is offered within no more than [`Need::WEEKS`].
    Soon,
    /// There are distance courses of it that the state approves.
    Approved,
}

impl Need {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Cheap,
        Self::Short,
        Self::Soon,
        Self::Alone,
        Self::Approved,
    ];

    /// So many teaching hours fit into a week's work.
    pub const HOURS: u16 = 40;

    /// A month.
    pub const WEEKS: u16 = 4;

    /// Whether an offer meets it. What the catalogue doesn't say, an offer doesn't have.
    #[must_use]
    pub fn is_met(self, offer: &Offer) -> bool {
        match self {
            Self::Cheap => offer.cost.is_some_and(|cost| cost <= CostBand::Under500),
            Self::Short => offer.hours.is_some_and(|hours| hours.from <= Self::HOURS),
            Self::Alone => offer.self_study,
            Self::Soon => {
                let weeks = offer.weeks.beside_job;
                weeks.is_some_and(|weeks| weeks.from <= Self::WEEKS)
            }
            Self::Approved => offer.distance_approval,
        }
    }
}

/// A kind of what modules are offered with. Of each group, one of those picked is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of providers.
    Provider(ProviderKind),
    /// Of certificates.
    Certificate(CertificateKind),
    /// Of funding.
    Funding(FundingKind),
}

/// The kinds picked, or those that an offer has: a byte for each group, a bit in it for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

/// The bits of providers, of certificates and of funding.
const GROUPS: [u32; 3] = [0xff, 0xff00, 0xff_0000];
const _: () = assert!(
    ProviderKind::ALL.len() <= 8 && CertificateKind::ALL.len() <= 8 && FundingKind::ALL.len() <= 8
);

impl Kind {
    const fn bit(self) -> u32 {
        match self {
            Self::Provider(kind) => 1 << kind as u32,
            Self::Certificate(kind) => 1 << (8 + kind as u32),
            Self::Funding(kind) => 1 << (16 + kind as u32),
        }
    }
}

impl Kinds {
    /// Those that an offer has.
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        let providers = offer.providers.iter().map(|&kind| Kind::Provider(kind));
        let certificates = offer.certificates.iter();
        let certificates = certificates.map(|&kind| Kind::Certificate(kind));
        let funding = offer.funding.iter().map(|&kind| Kind::Funding(kind));
        let kinds = providers.chain(certificates).chain(funding);
        Self(kinds.fold(0, |all, kind| all | kind.bit()))
    }

    /// Whether a kind is among them.
    #[must_use]
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The same with a kind picked, or no longer.
    #[must_use]
    pub const fn toggled(self, kind: Kind) -> Self {
        Self(self.0 ^ kind.bit())
    }

    /// Whether an offer has one of each group that anything is picked of.
    fn are_met(self, offer: &Offer) -> bool {
        let has = Self::of(offer).0;
        let mut groups = GROUPS.into_iter();
        groups.all(|group| self.0 & group == 0 || self.0 & has & group != 0)
    }
}

/// Which formats and modules suit a visitor; as long as nothing is picked, all do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The formats picked; none means any.
    pub formats: Picked,
    /// The traits picked, by their places in [`Trait::ALL`]: a format has to have all of them, but
    /// whoever picks academic and not academic is content with either.
    pub traits: Picked,
    /// The needs picked, by their places in [`Need::ALL`]: a module has to meet all of them.
    pub needs: Picked,
    /// The kinds picked of providers, certificates and funding.
    pub kinds: Kinds,
}

impl Wanted {
    /// Whether a format suits.
    #[must_use]
    pub fn suits(self, catalogue: &Catalogue, format: FormatIndex) -> bool {
        let definition = catalogue.format(format);
        let is_picked = |one: Trait| self.traits.has(one as usize);
        let is_either = is_picked(Trait::Academic) && is_picked(Trait::NotAcademic);
        let lacks = |one: Trait| {
            let is_either = is_either && matches!(one, Trait::Academic | Trait::NotAcademic);
            is_picked(one) && !is_either && !one.has(definition)
        };
        let is_named = self.formats == Picked::default() || self.formats.has(format.get());
        is_named && !Trait::ALL.into_iter().any(lacks)
    }

    /// Whether it says anything of formats.
    #[must_use]
    pub fn is_of_formats(self) -> bool {
        self.formats != Picked::default() || self.traits != Picked::default()
    }

    /// Whether a module meets the needs, has the kinds and is offered in a format that suits.
    #[must_use]
    pub fn suit(self, catalogue: &Catalogue, module: ModuleIndex) -> bool {
        let module = catalogue.module(module);
        let lacks = |need: Need| self.needs.has(need as usize) && !need.is_met(&module.offer);
        let mut formats = module.formats.iter();
        !Need::ALL.into_iter().any(lacks)
            && self.kinds.are_met(&module.offer)
            && (!self.is_of_formats() || formats.any(|&format| self.suits(catalogue, format)))
    }
}
