//! Choice items in QTI 3 as what they ask: sections of the test become groups, single choices become
//! questions, and mapped values order the levels.
//!
//! An item that has one correct response tests what somebody knows. That is no level of what somebody has
//! done, so it is left out, unless a mapping gives each choice a value.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::Refused;
use super::limits;
use super::remarks::Remarks;
use super::survey::{Answer, Group, Origin, Question, Survey, Texts, plain_texts};

/// Mapped values are decimals; they are compared as thousandths.
const THOUSANDTHS: f64 = 1_000.0;

/// Whether a text is an item or a test of QTI 3.
pub(super) fn is_one(text: &str) -> bool {
    // The root element stands behind a declaration and perhaps a comment.
    let start: String = text.chars().take(4_000).collect();
    ["<qti-assessment-item", "<qti-assessment-test"]
        .iter()
        .any(|mark| start.contains(mark))
}

/// Reads the documents of a package, or a single one, by their paths.
pub(super) fn read(
    documents: &[(String, String)],
    remarks: &mut Remarks,
) -> Result<Survey, Refused> {
    let mut items = BTreeMap::new();
    let mut order = Vec::new();
    let mut tests = Vec::new();
    for (path, text) in documents.iter().filter(|(_, text)| is_one(text)) {
        limits::check_depth(text)?;
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let document = Document::parse(text)
            .map_err(|cause| Refused(format!("{} isn't sound XML: {cause}", named(path))))?;
        if document.root_element().tag_name().name() == "qti-assessment-test" {
            tests.push((path, test(document.root_element())));
        } else {
            let item = item(document.root_element(), path, remarks);
            order.push(path.as_str());
            items.insert(path.as_str(), item);
        }
    }
    let language = items.values().find_map(|item| item.language.clone());
    let language = language.unwrap_or_else(|| "en".to_owned());
    let (title, sections) = tests.into_iter().next().map_or_else(
        || (String::new(), Vec::new()),
        |(path, test)| (test.title, placed(path, test.sections)),
    );
    let mut groups: Vec<Group> = Vec::new();
    for (number, section) in sections.into_iter().enumerate() {
        let own = section
            .items
            .iter()
            .filter_map(|path| items.remove(path.as_str()));
        let questions: Vec<Question> = own.map(|item| item.question(&language)).collect();
        groups.push(group(number, section.title, questions, &language));
    }
    // What no section refers to, and an item by itself.
    let rest = order.iter().filter_map(|path| items.remove(path));
    let rest: Vec<Question> = rest.map(|item| item.question(&language)).collect();
    if !rest.is_empty() {
        let number = groups.len();
        groups.push(group(number, title.clone(), rest, &language));
    }
    Ok(Survey {
        origin: Origin::Qti,
        id: title.clone(),
        title: texts(&language, &title),
        description: Texts::new(),
        groups,
        languages: vec![language],
    })
}

fn named(path: &str) -> &str {
    if path.is_empty() { "it" } else { path }
}

fn texts(language: &str, text: &str) -> Texts {
    let text = Some(text.trim()).filter(|text| !text.is_empty());
    text.map(|text| (language.to_owned(), text.to_owned()))
        .into_iter()
        .collect()
}

fn group(number: usize, title: String, questions: Vec<Question>, language: &str) -> Group {
    let id = (number + 1).to_string();
    let title = if title.is_empty() {
        format!("Section {id}")
    } else {
        title
    };
    Group {
        name: texts(language, &title),
        description: Texts::new(),
        id,
        questions,
    }
}

struct Test {
    title: String,
    sections: Vec<Section>,
}

struct Section {
    title: String,
    /// Where its items lie, as it says.
    items: Vec<String>,
}

/// The outer sections of a test.
fn test(root: Node<'_, '_>) -> Test {
    let is_section = |node: &Node<'_, '_>| node.tag_name().name() == "qti-assessment-section";
    let outer = root
        .descendants()
        .filter(is_section)
        .filter(|node| !node.ancestors().skip(1).any(|above| is_section(&above)));
    let sections = outer.map(|node| Section {
        title: node
            .attribute("title")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        items: node
            .descendants()
            .filter(|node| node.tag_name().name() == "qti-assessment-item-ref")
            .filter_map(|node| node.attribute("href").map(str::to_owned))
            .collect(),
    });
    Test {
        title: root
            .attribute("title")
            .unwrap_or_default()
            .trim()
            .to_owned(),
        sections: sections.collect(),
    }
}

/// The sections with their items by paths in the package.
fn placed(test: &str, mut sections: Vec<Section>) -> Vec<Section> {
    let folder = test.rsplit_once('/').map_or("", |(folder, _)| folder);
    for path in sections.iter_mut().flat_map(|section| &mut section.items) {
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        *path = parts.join("/");
    }
    sections
}

/// An item as far as a question can be made of it.
struct Item {
    code: String,
    language: Option<String>,
    kind: &'static str,
    prompt: String,
    /// Identifier, text and mapped value of each choice.
    choices: Vec<(String, String, i64)>,
}

impl Item {
    fn question(self, language: &str) -> Question {
        let answers = self.choices.into_iter().zip(1..);
        let answers = answers.map(|((code, text, value), position)| Answer {
            text: texts(language, &text),
            code,
            value,
            position,
        });
        Question {
            id: self.code.clone(),
            code: self.code,
            kind: self.kind.to_owned(),
            text: texts(language, &self.prompt),
            help: Texts::new(),
            rows: Vec::new(),
            answers: answers.collect(),
            has_other: false,
            condition: String::new(),
        }
    }
}

/// The letter of a question whose answers are fixed.
const KNOWLEDGE: &str = "E";

/// The letter by which the draft knows a kind of interaction.
fn kind(interaction: Node<'_, '_>, tests_knowledge: bool) -> &'static str {
    let maximum = interaction.attribute("max-choices").unwrap_or("1").trim();
    match interaction.tag_name().name() {
        "qti-choice-interaction" if maximum != "1" => "M",
        "qti-choice-interaction" if tests_knowledge => KNOWLEDGE,
        "qti-choice-interaction" => "L",
        "qti-text-entry-interaction" | "qti-extended-text-interaction" => "T",
        "qti-order-interaction" => "R",
        "qti-upload-interaction" => "|",
        _ => "?",
    }
}

fn item(root: Node<'_, '_>, path: &str, remarks: &mut Remarks) -> Item {
    let code = root
        .attribute("identifier")
        .unwrap_or(path)
        .trim()
        .to_owned();
    let place = format!("item {code}");
    let language = root
        .attribute(("http://www.w3.org/XML/1998/namespace", "lang"))
        .map(str::to_owned);
    let by_name = |name: &'static str| {
        root.descendants()
            .filter(move |node| node.tag_name().name() == name)
    };
    let interactions: Vec<Node<'_, '_>> = root
        .descendants()
        .filter(|node| node.tag_name().name().ends_with("-interaction"))
        .collect();
    let values: BTreeMap<&str, i64> = by_name("qti-map-entry")
        .filter_map(|node| {
            let value: f64 = node.attribute("mapped-value")?.trim().parse().ok()?;
            Some((
                node.attribute("map-key")?,
                (value * THOUSANDTHS).round() as i64,
            ))
        })
        .collect();
    let mut item = Item {
        code,
        language,
        kind: "?",
        prompt: String::new(),
        choices: Vec::new(),
    };
    let [interaction] = *interactions else {
        let count = interactions.len();
        remarks.left_out(format!(
            "{place}: it has {count} interactions, where one choice is what an item has"
        ));
        return item;
    };
    let has_key = by_name("qti-correct-response").next().is_some();
    item.kind = kind(interaction, has_key && values.len() < 2);
    if item.kind == KNOWLEDGE {
        remarks.left_out(format!(
            "{place}: one choice is correct and the others aren't, so it tests knowledge; a check asks what somebody has done"
        ));
    }
    let own_prompt = interaction
        .children()
        .find(|node| node.tag_name().name() == "qti-prompt");
    let body = by_name("qti-item-body").next();
    let prompt = [
        body.map(|body| words(body, Some(interaction)))
            .unwrap_or_default(),
        own_prompt
            .map(|prompt| words(prompt, None))
            .unwrap_or_default(),
    ]
    .join(" ");
    item.prompt = plain(&place, &prompt, remarks);
    for choice in interaction
        .descendants()
        .filter(|node| node.tag_name().name() == "qti-simple-choice")
    {
        let code = choice
            .attribute("identifier")
            .unwrap_or_default()
            .to_owned();
        let text = plain(
            &format!("{place}, choice {code}"),
            &words(choice, None),
            remarks,
        );
        let value = values.get(&*code).copied().unwrap_or(0);
        item.choices.push((code, text, value));
    }
    item
}

/// Elements before whose words there is a blank.
const BLOCKS: [&str; 6] = ["p", "div", "li", "br", "td", "qti-prompt"];

/// All words in an element, without those of another one in it.
fn words(node: Node<'_, '_>, without: Option<Node<'_, '_>>) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        if without.is_some_and(|without| node.ancestors().any(|above| above == without)) {
            continue;
        }
        if BLOCKS.contains(&node.tag_name().name()) {
            words.push(' ');
        }
        words.push_str(node.text().filter(|_| node.is_text()).unwrap_or_default());
    }
    words
}

/// Text that has been taken out of its elements, with single blanks.
fn plain(place: &str, text: &str, remarks: &mut Remarks) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let texts = plain_texts(place, vec![(String::new(), escaped)], remarks);
    texts.into_values().next().unwrap_or_default()
}
