//! Names that stand elsewhere, for what a program does with each: held to the contract, in both directions.

use std::collections::BTreeSet;

use super::model::Contract;
use super::tables::{GUIDE, README};
use crate::tidy::Sources;

/// The plugin's options.
const PLUGIN: &str = "wordpress/includes/options.php";
/// What the configurator writes.
const SNIPPETS: &str = "configure/snippets.js";

/// Files by their path, each with what is wrong in it.
pub(super) fn check(contract: &Contract, sources: &Sources) -> Vec<(String, String)> {
    let mut found = Vec::new();
    controls(contract, sources, &mut found);
    fonts(sources, &mut found);
    looks(contract, sources, &mut found);
    pieces(contract, sources, &mut found);
    errors(contract, sources, &mut found);
    told(contract, sources, &mut found);
    pages(contract, sources, &mut found);
    found
}

/// What is compared: names of a kind that stand in some place, and those that have to.
fn compare<'a>(
    found: &mut Vec<(String, String)>,
    path: &str,
    kind: &str,
    there: &BTreeSet<&'a str>,
    wanted: &BTreeSet<&'a str>,
) {
    for name in wanted.difference(there) {
        found.push((
            path.to_owned(),
            format!("the {kind} `{name}` of the contract is missing"),
        ));
    }
    for name in there.difference(wanted) {
        found.push((
            path.to_owned(),
            format!("the {kind} `{name}` isn't in the contract"),
        ));
    }
}

/// All texts between `start` and `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let rest = text.split(start).skip(1);
    rest.filter_map(|rest| rest.split_once(end))
        .map(|(name, _)| name)
        .collect()
}

/// Plugin and configurator have a control for each attribute, but for those that are excepted.
fn controls(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    let plugin = sources.get(PLUGIN).unwrap_or_default();
    let snippets = sources.get(SNIPPETS).unwrap_or_default();
    let list = between(snippets, "const ATTRIBUTES = [", "]");
    let list = list.first().copied().unwrap_or_default();
    let exceptions = &contract.exceptions;
    let places = [
        (
            PLUGIN,
            between(plugin, "'attribute' => '", "'"),
            &exceptions.wordpress,
        ),
        (
            SNIPPETS,
            list.split('"').skip(1).step_by(2).collect(),
            &exceptions.configure,
        ),
    ];
    for (path, names, excepted) in places {
        let there: BTreeSet<&str> = names.into_iter().collect();
        for name in excepted.keys().filter(|name| there.contains(name.as_str())) {
            let what = format!("`{name}` has a control: take it out of the contract's exceptions");
            found.push((path.to_owned(), what));
        }
        let wanted = contract.attributes.iter().map(|one| one.name.as_str());
        let wanted = wanted.filter(|&name| !excepted.contains_key(name) || there.contains(name));
        compare(found, path, "attribute", &there, &wanted.collect());
    }
}

/// Scripts and plugin take the same lists of fonts.
fn fonts(sources: &Sources, found: &mut Vec<(String, String)>) {
    let rule = |path: &str| {
        let text = sources.get(path).unwrap_or_default();
        let signs = between(text, "/[;", "]|").into_iter().next()?;
        // Each language escapes in its own way.
        Some(signs.replace('\\', ""))
    };
    let [script, plugin] = ["embed/font.js", "wordpress/includes/clean.php"];
    if rule(script).is_none() || rule(script) != rule(plugin) {
        let what = format!("it takes other lists of fonts than {script}");
        found.push((plugin.to_owned(), what));
    }
}

/// The style sheets ask for the custom properties that there are.
fn looks(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    let start = format!("var(--{}-", contract.tag);
    let sheets = sources.files("styles/", ".css");
    let there = sheets.flat_map(|(_, text)| {
        let rest = text.split(&start).skip(1);
        rest.filter_map(|rest| rest.split([',', ')']).next())
            .collect::<Vec<_>>()
    });
    let wanted = contract
        .custom_properties
        .iter()
        .map(|one| one.name.as_str());
    compare(
        found,
        "styles",
        "custom property",
        &there.collect(),
        &wanted.collect(),
    );
}

/// The widget has the parts and the slots that there are.
fn pieces(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    let mut parts = BTreeSet::new();
    let mut slots = BTreeSet::new();
    for (_, text) in sources.files("src/", ".rs") {
        for start in [" part=\"", "part(\"", "Part, \""] {
            let names = between(text, start, "\"").into_iter();
            parts.extend(names.flat_map(str::split_whitespace));
        }
        slots.extend(between(text, "slot(\"", "\""));
    }
    let controller = sources.get("embed/controller.js").unwrap_or_default();
    slots.extend(between(controller, "_footer.name = \"", "\""));
    let wanted = contract.parts.iter().map(|part| part.name.as_str());
    compare(found, "src", "part", &parts, &wanted.collect());
    let wanted = contract.slots.iter().filter(|slot| !slot.stays);
    let wanted = wanted.map(|slot| slot.name.as_str());
    compare(found, "src", "slot", &slots, &wanted.collect());
}

/// The codes that scripts and catalogues fail with are those that there are.
fn errors(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    let mut there = BTreeSet::new();
    for (_, text) in sources.files("embed/", ".js") {
        for start in [
            "new Failure(\"",
            "code: \"",
            "\"TimeoutError\" ? \"",
            "TypeError ? \"",
        ] {
            there.extend(between(text, start, "\""));
        }
        let files = text.split('"').filter(|word| {
            let kind = word.strip_suffix("-not-found");
            kind.is_some_and(|kind| kind.chars().all(|letter| letter.is_ascii_lowercase()))
        });
        there.extend(files);
    }
    let compiled = sources.get("crates/assessment/src/compiled/mod.rs");
    there.extend(between(compiled.unwrap_or_default(), "=> \"", "\""));
    let wanted = contract.errors.iter().map(|error| error.code.as_str());
    compare(found, "embed", "error code", &there, &wanted.collect());
}

/// Each event is named in a script that tells it.
fn told(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    for event in &contract.events {
        let names = [
            format!("\"{}\"", event.name),
            format!("\"{}-{}\"", contract.tag, event.name),
        ];
        let mut scripts = sources
            .files("embed/", ".js")
            .filter(|(path, _)| *path != "embed/contract.js");
        if !scripts.any(|(_, text)| names.iter().any(|name| text.contains(name))) {
            let what = format!("no script tells the event `{}` of the contract", event.name);
            found.push(("embed".to_owned(), what));
        }
    }
}

/// What is said in running text names all that it has to.
fn pages(contract: &Contract, sources: &Sources, found: &mut Vec<(String, String)>) {
    let mut hold = |path: &str, start: &str, names: Vec<String>| {
        let text = sources.get(path).unwrap_or_default();
        let line = text
            .lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_default();
        for name in names.iter().filter(|name| !line.contains(name.as_str())) {
            found.push((path.to_owned(), format!("`{start}` doesn't name {name}")));
        }
    };
    let code = |name: &str| format!("`{name}`");
    let looks = || contract.custom_properties.iter();
    let suffixes = looks().skip(1).map(|one| format!("`-{}`", one.name));
    hold(
        README,
        "The look follows custom properties",
        suffixes.collect(),
    );
    let slots = contract
        .slots
        .iter()
        .map(|slot| format!("\"{}\"", slot.name));
    hold(README, "Places for words of your own", slots.collect());
    let addressed = contract.attributes.iter();
    let addressed =
        addressed.filter(|one| one.frame.as_deref().is_some_and(|kind| kind != "operator"));
    let addressed = addressed
        .map(|one| code(&one.name))
        .chain(looks().map(|one| code(&one.name)));
    hold(GUIDE, "- **Parameters**", addressed.collect());
    let excepted = contract.exceptions.wordpress.keys().map(|name| code(name));
    hold(
        GUIDE,
        "- The shortcode takes the attributes",
        excepted.collect(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_both_directions() {
        let mut found = Vec::new();
        let there = between("a=\"x\" b a=\"y\"", "a=\"", "\"")
            .into_iter()
            .collect();
        compare(
            &mut found,
            "f",
            "thing",
            &there,
            &BTreeSet::from(["y", "z"]),
        );
        let said: Vec<&str> = found.iter().map(|(_, what)| what.as_str()).collect();
        assert_eq!(
            said,
            [
                "the thing `z` of the contract is missing",
                "the thing `x` isn't in the contract"
            ]
        );
    }
}
