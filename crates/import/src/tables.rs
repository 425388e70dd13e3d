//! A LimeSurvey export as tables of rows, as it lies in the XML.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The fields of a row by their name.
pub(super) type Row = BTreeMap<String, String>;

/// A survey's tables by their name.
#[derive(Debug, Default)]
pub(super) struct Tables {
    tables: BTreeMap<String, Vec<Row>>,
    /// The survey's languages, as listed.
    pub(super) languages: Vec<String>,
}

impl Tables {
    /// Reads an export; anything but a survey's is refused.
    pub(super) fn parse(xml: &str) -> Result<Self, String> {
        // Some exports begin with a mark that XML doesn't know.
        let xml = xml.trim_start_matches('\u{feff}').trim_start();
        let document =
            Document::parse(xml).map_err(|cause| format!("the file isn't sound XML: {cause}"))?;
        let root = document.root_element();
        let kind = child(root, "LimeSurveyDocType").map(text);
        match kind.as_deref() {
            Some("Survey") => {}
            Some(other) => {
                return Err(format!(
                    "the file holds a LimeSurvey {}, not a whole survey; export the survey's structure (.lss)",
                    other.to_lowercase()
                ));
            }
            None => {
                return Err("the file is no LimeSurvey export: it lacks the element `LimeSurveyDocType`; export the survey's structure (.lss)".to_owned());
            }
        }
        let mut tables = Self::default();
        for element in root.children().filter(Node::is_element) {
            let name = element.tag_name().name();
            if name == "languages" {
                let languages = element.children().filter(Node::is_element);
                tables.languages = languages.map(text).filter(|tag| !tag.is_empty()).collect();
            } else if let Some(rows) = child(element, "rows") {
                let rows = rows.children().filter(|node| node.has_tag_name("row"));
                tables
                    .tables
                    .entry(name.to_owned())
                    .or_default()
                    .extend(rows.map(row));
            }
        }
        Ok(tables)
    }

    /// Adds a row to a table.
    pub(super) fn add(&mut self, table: &str, row: Row) {
        self.tables.entry(table.to_owned()).or_default().push(row);
    }

    /// The rows of a table; none if the export doesn't have it.
    pub(super) fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// The names of all tables.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The rows of a table by one of their fields.
    pub(super) fn by<'t>(&'t self, table: &str, field: &str) -> BTreeMap<&'t str, Vec<&'t Row>> {
        let mut by: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in self.rows(table) {
            by.entry(get(row, field)).or_default().push(row);
        }
        by
    }
}

/// A field of a row, empty if there is none.
pub(super) fn get<'r>(row: &'r Row, field: &str) -> &'r str {
    row.get(field).map_or("", String::as_str)
}

/// A field that is a number, 0 if it is none.
pub(super) fn number(row: &Row, field: &str) -> i64 {
    get(row, field).trim().parse().unwrap_or(0)
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// All text in an element; CDATA may be in several pieces.
fn text(node: Node<'_, '_>) -> String {
    let pieces = node
        .descendants()
        .filter(Node::is_text)
        .filter_map(|piece| piece.text());
    pieces.collect::<String>()
}

fn row(node: Node<'_, '_>) -> Row {
    let fields = node.children().filter(Node::is_element);
    fields
        .map(|field| (field.tag_name().name().to_owned(), text(field)))
        .collect()
}
