//! How far the responses cover the subject fields of a certificate exam.
//!
//! It is the fit to a profile, field by field: a field gives the points of its competences. A
//! competence may belong to several fields, so fields don't add up to the fit.

use crate::catalogue::{Catalogue, ExamFieldDefinition};
use crate::id::ProfileIndex;
use crate::scoring::{Scores, Share};

/// How far a field is covered, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Coverage {
    /// Points for certain.
    pub low: u32,
    /// Points at most.
    pub high: u32,
    /// Points that the profile asks for in this field; 0 if it asks for nothing there.
    pub max: u32,
}

impl Coverage {
    /// The share of the points.
    #[must_use]
    pub const fn share(&self) -> Share {
        Share::of(self.low, self.high, self.max)
    }
}

/// The coverage of the exam's fields, in their order, against what a profile asks for; as a rule
/// that is the exam's own profile. Empty if the catalogue has no exam.
#[must_use]
pub fn coverage(catalogue: &Catalogue, scores: &Scores, profile: ProfileIndex) -> Vec<Coverage> {
    let fields = catalogue.exam().map_or(&[][..], |exam| &exam.fields);
    coverage_of(catalogue, scores, profile, fields)
}

/// The same of any subject fields, such as those of the exam that is held now.
#[must_use]
pub fn coverage_of(
    catalogue: &Catalogue,
    scores: &Scores,
    profile: ProfileIndex,
    fields: &[ExamFieldDefinition],
) -> Vec<Coverage> {
    let (required, weights) = (catalogue.required(profile), catalogue.weights(profile));
    let fields = fields.iter().map(|field| {
        let mut points = [0_u32; 3];
        for competence in &field.competences {
            let attainment = scores.attainments[competence.get()];
            let required = required[competence.get()];
            let weight = u32::from(weights[competence.get()]);
            for (place, level) in [attainment.low, attainment.high, required]
                .into_iter()
                .enumerate()
            {
                points[place] += weight * u32::from(level.min(required));
            }
        }
        let [low, high, max] = points;
        Coverage { low, high, max }
    });
    fields.collect()
}
