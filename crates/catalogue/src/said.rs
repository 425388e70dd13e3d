//! What is said of a catalogue beside its diagnostics, in the same words wherever it is checked.

use crate::{Authored, Diagnostic, Measure, Minutes, Severity};

/// How many diagnostics of each kind there are, in a line.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| {
            let count = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == severity)
                .count();
            let ending = if count == 1 { "" } else { "s" };
            format!("{count} {}{ending}", severity.as_str())
        })
        .join(", ")
}

/// How much there is to read in each locale and how hard it is, then how long a whole check takes: a line each.
#[must_use]
pub fn measured(authored: &Authored) -> Vec<String> {
    let measures = authored.measures();
    let minutes = authored.minutes();
    let measures = measures.iter().map(measure);
    measures.chain(minutes.iter().map(timed)).collect()
}

/// How long a whole check takes in a locale, in a line.
fn timed(minutes: &Minutes) -> String {
    let [steps, all] = [minutes.steps, minutes.all].map(|(low, high)| format!("{low} to {high}"));
    format!(
        "{}, a whole check: {steps} minutes one statement at a time, {all} with all levels at once",
        minutes.locale
    )
}

/// A locale's measures of text in a line.
fn measure(measure: &Measure) -> String {
    let point = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
    let mut line = format!(
        "{}, {}: {} words, {} a sentence, {} letters a word",
        measure.locale,
        measure.part.as_str(),
        measure.words,
        point(measure.sentence_tenths),
        point(measure.word_tenths),
    );
    if let Some(grade) = measure.grade_tenths {
        let sign = if grade < 0 { "-" } else { "" };
        let grade = point(grade.unsigned_abs());
        line.push_str(&format!(", Wiener Sachtextformel {sign}{grade}"));
    }
    line
}
