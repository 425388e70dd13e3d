//! What a module costs in time and money, and what it leaves in hand: orders of magnitude, as of a day.

use serde::{Deserialize, Serialize};

use super::{CatalogueProblem as Problem, ProblemPlace as Place};

/// Teaching hours at most.
pub const HOURS_MAX: u16 = 10_000;
/// Weeks at most: ten years.
pub const WEEKS_MAX: u16 = 520;

/// A band: the usual least and most of something, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The least, from 1.
    pub from: u16,
    /// The most, no less than [`Band::from`].
    pub to: u16,
}

/// Weeks from the first day to the last, by how the days are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weeks {
    /// Beside a job, 1–520.
    pub beside_job: Option<Band>,
    /// Full-time, 1–520.
    pub full_time: Option<Band>,
}

/// A cost band, in euros, for whoever pays it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CostBand {
    /// Nothing.
    #[serde(rename = "free")]
    Free,
    /// Less than 500.
    #[serde(rename = "under-500")]
    Under500,
    /// 500 to 2,500.
    #[serde(rename = "500-2500")]
    From500,
    /// 2,500 to 6,000.
    #[serde(rename = "2500-6000")]
    From2500,
    /// More than 6,000.
    #[serde(rename = "over-6000")]
    Over6000,
}

/// A kind of certificate, by who stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateKind {
    /// Somebody was there.
    Attendance,
    /// The provider has tested.
    Provider,
    /// A chamber's name, by a test within the course.
    Chamber,
    /// The exam of a professional association.
    Association,
    /// An exam under public law.
    Regulated,
    /// A university's, with credits.
    University,
}

/// A kind of provider, never one by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProviderKind {
    /// A centre of adult education.
    AdultEducation,
    /// A chamber's school.
    Chamber,
    /// A professional association.
    Association,
    /// A school or firm whose business it is.
    Academy,
    /// A university of applied sciences.
    AppliedUniversity,
    /// A university.
    University,
}

/// A kind of funding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FundingKind {
    /// A voucher of the employment service.
    Voucher,
    /// A grant to the employer.
    Employer,
    /// Leave for education.
    Leave,
    /// A grant of a federal state or region.
    State,
    /// Support for advancing to a regulated qualification.
    Advancement,
}

macro_rules! names {
    ($($name:ident { $($variant:ident $text:literal),+ $(,)? })+) => {$(
        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name that catalogues write.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    )+};
}

names! {
    CostBand {
        Free "free", Under500 "under-500", From500 "500-2500", From2500 "2500-6000", Over6000 "over-6000",
    }
    CertificateKind {
        Attendance "attendance", Provider "provider", Chamber "chamber", Association "association",
        Regulated "regulated", University "university",
    }
    ProviderKind {
        AdultEducation "adult-education", Chamber "chamber", Association "association", Academy "academy",
        AppliedUniversity "applied-university", University "university",
    }
    FundingKind {
        Voucher "voucher", Employer "employer", Leave "leave", State "state", Advancement "advancement",
    }
}

/// What is usual where a module is offered. All of it may be left out, which says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Teaching hours, 1–10,000.
    pub hours: Option<Band>,
    /// How many weeks it takes.
    pub weeks: Weeks,
    /// What it costs.
    pub cost: Option<CostBand>,
    /// Who offers it.
    pub providers: Vec<ProviderKind>,
    /// The certificates that there are for it.
    pub certificates: Vec<CertificateKind>,
    /// What may pay for it.
    pub funding: Vec<FundingKind>,
    /// Whether a course of it at a distance needs the state's approval.
    pub distance_approval: bool,
    /// Whether it can be learnt alone and for nothing.
    pub self_study: bool,
}

/// Says what is wrong with the offer of a module.
pub(super) fn check(offer: &Offer, place: Place, problems: &mut Vec<Problem>) {
    for (field, band, max) in [
        ("hours", offer.hours, HOURS_MAX),
        ("weeks.beside_job", offer.weeks.beside_job, WEEKS_MAX),
        ("weeks.full_time", offer.weeks.full_time, WEEKS_MAX),
    ] {
        let Some(Band { from, to }) = band else {
            continue;
        };
        let ends = [(from, 1), (to, from.clamp(1, max))];
        let wrong = ends
            .into_iter()
            .find(|&(found, min)| !(min..=max).contains(&found));
        if let Some((found, min)) = wrong {
            problems.push(Problem::Range {
                place,
                field,
                found: found.into(),
                min: min.into(),
                max: max.into(),
            });
        }
    }
    for (field, is_repeated) in [
        ("providers", has_twice(&offer.providers)),
        ("certificates", has_twice(&offer.certificates)),
        ("funding", has_twice(&offer.funding)),
    ] {
        if is_repeated {
            problems.push(Problem::ListedTwice { place, field });
        }
    }
}

/// Whether a list has a value twice. There are few values, so a longer list has one soon.
fn has_twice<T: PartialEq>(list: &[T]) -> bool {
    let mut places = 1..list.len();
    places.any(|place| list[..place].contains(&list[place]))
}
