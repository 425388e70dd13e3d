//! The catalogues that ship are in order and compile to what the widget reads.

use std::path::{Path, PathBuf};

use assessment::scoring::Standing;
use assessment::{Response, Responses, compiled, scoring};

fn folders() -> Vec<PathBuf> {
    let catalogues = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(catalogues)
        .expect("the catalogues")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.join(catalogue::CATALOGUE_FILE).is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "there is at least one catalogue");
    folders
}

#[test]
fn every_catalogue_is_in_order() {
    for folder in folders() {
        let report = catalogue::load(&folder);
        let said: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
        assert!(
            said.is_empty(),
            "{}:\n{}",
            folder.display(),
            said.join("\n")
        );
        assert!(report.authored.is_some());
    }
}

#[test]
fn what_is_compiled_reads_as_it_was_written() {
    for folder in folders() {
        let authored = catalogue::load(&folder).authored.expect("in order");
        assert_eq!(
            authored.compile(),
            authored.compile(),
            "the same bytes every time"
        );
        for (compiled, texts) in authored.compile().iter().zip(authored.texts()) {
            let (catalogue, read) = compiled::decode(&compiled.bytes).expect("just compiled");
            assert_eq!(catalogue.definition(), authored.definition());
            assert_eq!(&read, texts);
            assert_eq!(*read.locale, *compiled.locale);
        }
    }
}

/// The figures that the method was designed with: whoever changes a level sees what else it changes.
#[test]
fn the_social_media_profiles_ask_for_what_they_were_designed_to() {
    let folder = folders()
        .into_iter()
        .find(|folder| folder.ends_with("social-media"));
    let authored = catalogue::load(&folder.expect("it ships"))
        .authored
        .expect("in order");
    let catalogue = authored.catalogue();
    let points = |core: bool| -> Vec<u32> {
        catalogue
            .profiles()
            .map(|profile| {
                let required = catalogue.required(profile).iter();
                required
                    .zip(catalogue.weights(profile))
                    .filter(|&(_, &weight)| !core || weight >= catalogue.thresholds().core_weight)
                    .map(|(&level, &weight)| {
                        u32::from(level) * u32::from(if core { 1 } else { weight })
                    })
                    .sum()
            })
            .collect()
    };
    assert_eq!(points(false), [96, 225, 73, 158, 85, 197]);
    assert_eq!(points(true), [14, 19, 11, 19, 13, 19]);
    assert_eq!(catalogue.item_count(), 39);
    assert_eq!(catalogue.modules().len(), 11);
}

/// A senior profile is more than its junior one, and whoever has just what a profile asks for is told
/// that they have reached it, not another one.
#[test]
fn the_data_analyst_profiles_are_told_apart() {
    let folder = folders()
        .into_iter()
        .find(|folder| folder.ends_with("data-analyst"));
    let authored = catalogue::load(&folder.expect("it ships"))
        .authored
        .expect("in order");
    let catalogue = authored.catalogue();
    assert_eq!(catalogue.areas().len(), 5);
    assert_eq!(catalogue.item_count(), 25);
    assert_eq!(catalogue.modules().len(), 10);
    for profile in catalogue.profiles() {
        let responses: Vec<Response> = catalogue
            .required(profile)
            .iter()
            .map(|&level| Response::Level(level))
            .collect();
        let responses = Responses::from_list(catalogue, &responses).expect("one each");
        let scores = scoring::score(catalogue, &responses);
        let family = catalogue.profile(profile).family;
        let headline = scoring::headline(catalogue, &scores, family);
        assert_eq!(headline.standing, Standing::Reached);
        assert_eq!(headline.profile, profile);
    }
}

/// Pages that name courses of their own copy the modules' ids from there.
#[test]
fn the_documentation_names_the_modules_that_there_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/embedding.md")).expect("the page");
    let (_, list) = page
        .split_once("of social media management `")
        .expect("the list");
    let (list, _) = list.split_once("`.").expect("its end");
    let named: Vec<&str> = list.split("`, `").collect();
    let authored = catalogue::load(&root.join("catalogues/social-media"))
        .authored
        .expect("in order");
    let modules = &authored.catalogue().definition().modules;
    let ids: Vec<&str> = modules.iter().map(|module| module.id.as_str()).collect();
    assert_eq!(named, ids);
}
