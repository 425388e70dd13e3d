//! What the page for authors loads when somebody imports: the draft of a catalogue from a file's bytes, as the
//! author's command makes it. It is a Wasm of its own, since most authors import once or never, and readers of
//! workbooks and surveys are larger than all the rest.
//!
//! One door, as the studio's: [`run`].

#[cfg(target_arch = "wasm32")]
mod bindings;

use import::Remarks;
use serde::Deserialize;
use serde_json::json;

/// Carries out the one operation that there is, `import`, and gives JSON. What can't be carried out gives an object
/// with `error`: a sentence that says why and what to do instead.
#[must_use]
pub fn run(name: &str, arguments: &str, bytes: &[u8]) -> String {
    if name != "import" {
        return json!({ "error": format!("there is no operation `{name}`") }).to_string();
    }
    match serde_json::from_str::<Asked>(arguments) {
        Ok(asked) => asked.imported(bytes),
        Err(cause) => {
            json!({ "error": format!("the arguments can't be read: {cause}") }).to_string()
        }
    }
}

#[derive(Deserialize)]
struct Asked {
    name: String,
    date: String,
}

impl Asked {
    /// The draft, as the command makes it of a file of this name.
    fn imported(&self, bytes: &[u8]) -> String {
        let stem = self
            .name
            .rsplit_once('.')
            .map_or(&*self.name, |(stem, _)| stem);
        let id = import::slug(stem);
        let mut remarks = Remarks::default();
        let given = match import::import(bytes, &id, &self.date, &mut remarks) {
            Ok(draft) => json!({ "id": id, "files": draft.files, "remarks": remarks.json() }),
            Err(refused) => json!({
                "error": format!("{}: {refused}", self.name),
                "remarks": remarks.json(),
            }),
        };
        given.to_string()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn asked(name: &str, arguments: &str, bytes: &[u8]) -> Value {
        serde_json::from_str(&run(name, arguments, bytes)).unwrap_or_default()
    }

    #[test]
    fn a_draft_is_that_of_the_command() {
        let table =
            b"area,prompt,level 0,level 1,level 2\nA,What did you do?,Nothing.,Some.,All.\n";
        let given = asked(
            "import",
            r#"{ "name": "my table.csv", "date": "2027-01-02" }"#,
            table,
        );
        let mut remarks = Remarks::default();
        let draft = import::import(table, "my-table", "2027-01-02", &mut remarks);
        let files = draft.map(|draft| draft.files).unwrap_or_default();
        assert_eq!(given["id"], "my-table");
        assert_eq!(given["files"], json!(files));
        assert!(files.len() > 1, "{files:?}");
        assert_eq!(given["remarks"], remarks.json());
    }

    #[test]
    fn what_is_no_import_is_refused_with_a_sentence() {
        let noise = asked(
            "import",
            r#"{ "name": "noise.xlsx", "date": "2027-01-02" }"#,
            b"\0\x01",
        );
        let error = noise["error"].as_str().unwrap_or_default();
        assert!(error.starts_with("noise.xlsx: it holds bytes"), "{error}");
        for (name, arguments) in [("import", "{}"), ("check", "{}"), ("import", "[")] {
            let given = asked(name, arguments, b"");
            assert!(given["error"].is_string(), "{name} {arguments}: {given}");
        }
    }
}
