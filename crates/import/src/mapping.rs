//! Which answers of a survey's exported responses stand for which level: what `score` reads them by.

use std::fmt::Write as _;

use super::remarks::Remarks;
use super::survey::{Answer, Question, Subquestion};

/// The name of the mapping's file in the catalogue's folder.
pub const FILE_NAME: &str = "limesurvey.toml";

const HEAD: &str = "\
# Which answers of the survey's exported responses stand for which item and level, the lowest first, each
# as its code and its texts. `cargo skill-check score FOLDER --input limesurvey --responses FILE` reads
# them by it. Whoever changes the order of an item's anchors changes it here as well.
";

/// An item with the question that it is made of.
pub(super) struct Mapped<'s> {
    pub(super) item: String,
    pub(super) question: &'s Question,
    pub(super) row: Option<&'s Subquestion>,
    /// The answers that are levels, the lowest first.
    pub(super) levels: Vec<&'s Answer>,
    /// Answers that say that there is none.
    pub(super) evasive: Vec<&'s Answer>,
}

/// Says where a text of one answer is the code of another: such texts can't be told from codes.
pub(super) fn doubts(mapped: &[Mapped<'_>], remarks: &mut Remarks) {
    let mut said = "";
    for mapped in mapped.iter().filter(|mapped| !has_texts(mapped)) {
        if said != mapped.question.code {
            said = &mapped.question.code;
            remarks.decide(format!(
                "question {said}: answers are called as others are coded; export its responses with answer codes"
            ));
        }
    }
}

/// The file.
pub(super) fn written(mapped: &[Mapped<'_>]) -> String {
    let mut file = HEAD.to_owned();
    for mapped in mapped {
        let code = &mapped.question.code;
        let column = match mapped.row {
            Some(row) => format!("{code}[{}]", row.code),
            None => code.clone(),
        };
        let _ = write!(
            file,
            "\n[items.{}]\ncolumn = {}\nlevels = [\n",
            mapped.item,
            quoted(&column)
        );
        let has_texts = has_texts(mapped);
        for answer in &mapped.levels {
            let _ = writeln!(file, "  {},", names(answer, has_texts));
        }
        file.push_str("]\n");
        if !mapped.evasive.is_empty() {
            let names: Vec<String> = mapped
                .evasive
                .iter()
                .map(|answer| names(answer, has_texts))
                .collect();
            let _ = writeln!(file, "skipped = [{}]", names.join(", "));
        }
    }
    file
}

/// What exported responses may call an answer.
fn names(answer: &Answer, has_texts: bool) -> String {
    let mut names = vec![quoted(&answer.code)];
    let mut texts: Vec<&String> = answer.text.values().filter(|_| has_texts).collect();
    texts.dedup();
    names.extend(texts.into_iter().map(|text| quoted(text)));
    format!("[{}]", names.join(", "))
}

/// Whether the texts of answers can be told from the codes, and from each other.
fn has_texts(mapped: &Mapped<'_>) -> bool {
    let all: Vec<&Answer> = mapped
        .levels
        .iter()
        .chain(&mapped.evasive)
        .copied()
        .collect();
    let is_named = |answer: &Answer, name: &String| {
        answer.code == *name || answer.text.values().any(|text| text == name)
    };
    all.iter().enumerate().all(|(at, answer)| {
        let mut names = answer.text.values();
        names.all(|name| {
            let mut others = all.iter().enumerate();
            !others.any(|(other, answer)| other != at && is_named(answer, name))
        })
    })
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
