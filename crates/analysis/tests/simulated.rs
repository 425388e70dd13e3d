//! Cohorts of known structure: the analysis finds what was put in.

use std::path::Path;

use analysis::cohort::{Options, Sitting, Study};
use analysis::figure::{Estimate, Figure, Refusal};
use analysis::report::Report;
use analysis::simulate::Structure;
use assessment::id::FamilyIndex;
use assessment::{Catalogue, Response, Responses};

fn catalogue() -> Catalogue {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let authored = catalogue::load(&folder).authored.expect("it is in order");
    authored.catalogue().clone()
}

fn options() -> Options {
    Options {
        draws: 100,
        sample: 4000,
        has_retest: true,
        leaves_out: true,
        ..Options::default()
    }
}

fn report(catalogue: &Catalogue, structure: &Structure, people: u64, options: Options) -> Report {
    let mut study = Study::new(catalogue, options);
    for line in structure.lines(catalogue, people, 7) {
        let levels = line.responses.iter();
        let levels: Vec<Response> = levels
            .map(|level| level.map_or(Response::Skipped, Response::Level))
            .collect();
        let responses = Responses::from_list(catalogue, &levels).expect("they fit");
        let wave = line.wave.to_string();
        let sitting = Sitting {
            responses: &responses,
            family: FamilyIndex(0),
            level: None,
            group: Some(&line.group),
            id: Some(&line.id),
            wave: Some(&wave),
            seconds: Some(line.seconds),
            epsilon: line.rr.map(|budget| budget.epsilon),
        };
        study.take(&sitting).expect("few groups");
    }
    study.finish()
}

#[track_caller]
fn known<T>(figure: &Figure<T>) -> &T {
    figure.known().expect("there is enough for it")
}

#[test]
fn what_was_put_in_is_found() {
    let catalogue = catalogue();
    let structure = Structure::new(&catalogue);
    // Who made the people up may see all.
    let options = Options {
        least: 1,
        ..options()
    };
    let report = report(&catalogue, &structure, 6000, options);

    // Who clicks through is told apart, and nobody else.
    let rows = known(&report.rows);
    let share = |count: Option<u64>| count.expect("many") as f64 / rows.n as f64;
    let fast = share(rows.fast);
    assert!((fast - structure.careless).abs() < 0.01, "{fast}");
    // Nearly nobody else answers so uniformly.
    assert!(share(rows.any) - fast < 0.003, "{rows:?}");
    assert!(
        (share(rows.straight_lining) - fast).abs() < 0.003,
        "{rows:?}"
    );
    // Skips.
    let skipped: u64 = report.items.iter().filter_map(|item| item.skipped).sum();
    let share = skipped as f64 / (report.n as f64 * report.items.len() as f64);
    assert!((share - structure.skipped).abs() < 0.003, "{share}");
    // The groups: the effect on the ability shows in the scores, made smaller by their unreliability.
    let comparison = known(report.comparison.as_ref().expect("two groups"));
    for (effect, area) in comparison.areas.iter().zip(&report.areas) {
        let d = known(&effect.d);
        let expected = structure.effect * known(&area.alpha).value.sqrt();
        assert!(
            (d.value - expected).abs() < 0.12,
            "{} {d:?} {expected}",
            effect.id
        );
        assert!(d.low > 0.1, "{d:?}");
    }
    // The biased item, and no other, works differently.
    let different: Vec<&str> = comparison
        .differences
        .iter()
        .filter(|difference| known(&difference.found).matters)
        .map(|difference| &*difference.id)
        .collect();
    assert_eq!(different, [&*structure.biased]);
    let biased = comparison
        .differences
        .iter()
        .find(|one| one.id == structure.biased);
    let log_odds = known(&biased.expect("it is an item").found).log_odds;
    assert!(log_odds.high < -0.5, "{log_odds:?}");
    // Comparing people of equal rest score finds the same one, in the same direction.
    for one in &comparison.differences {
        let mantel = known(&one.mantel);
        let found = mantel.p < 1e-6 && mantel.mean_difference.high < -0.1;
        assert_eq!(found, one.id == structure.biased, "{} {mantel:?}", one.id);
    }
    // Areas go together as their abilities do, once it is allowed for that they aren't measured exactly.
    for pair in &report.correlations {
        let alpha = |id: &str| {
            let area = report.areas.iter().find(|area| area.id == id);
            known(&area.expect("it is an area").alpha).value
        };
        let true_r = known(&pair.r).value / (alpha(&pair.first) * alpha(&pair.second)).sqrt();
        assert!((true_r - structure.common).abs() < 0.1, "{pair:?} {true_r}");
    }
    assert!(keeps_schema(&report));
    // The same people twice.
    let retest = known(report.retest.as_ref().expect("it was asked for"));
    for (area, whole) in retest.areas.iter().zip(&report.areas) {
        let found = known(&area.found);
        let expected = structure.stability * known(&whole.alpha).value;
        assert!(
            (found.r.value - expected).abs() < 0.12,
            "{found:?} {expected}"
        );
        assert!(found.change.abs() < 3.0, "{found:?}");
    }
}

#[test]
fn the_parameters_that_were_put_in_are_found() {
    let catalogue = catalogue();
    let structure = Structure {
        effect: 0.0,
        careless: 0.0,
        bias: 0.0,
        again: 0.0,
        ..Structure::new(&catalogue)
    };
    let report = report(&catalogue, &structure, 4000, options());
    let mut items = 0;
    for model in report.models.iter().filter(|model| model.area.is_some()) {
        let found = known(&model.found);
        for item in &found.items {
            let truth = structure.items.iter().find(|truth| truth.id == item.id);
            let truth = truth.expect("it is an item");
            items += 1;
            let apart = item.discrimination / truth.discrimination - 1.0;
            assert!(apart.abs() < 0.2, "{item:?} {truth:?}");
            for (found, truth) in item.thresholds.iter().zip(&truth.thresholds) {
                // Far out there are few people to find it by.
                let tolerance = 0.12 + 0.08 * truth.abs();
                assert!((found - truth).abs() < tolerance, "{item:?} {truth}");
            }
        }
        // A form of all items keeps all; each item more keeps more.
        let forms = &found.short_forms;
        assert!((forms[forms.len() - 1].information - 1.0).abs() < 1e-9);
        let grows =
            |pair: &[analysis::report::ShortForm]| pair[0].reliability < pair[1].reliability;
        assert!(forms.windows(2).all(grows));
    }
    assert_eq!(items, structure.items.len());
}

#[test]
fn randomised_answers_are_corrected_and_what_cannot_be_is_refused() {
    let catalogue = catalogue();
    let plain = Structure {
        careless: 0.0,
        again: 0.0,
        ..Structure::new(&catalogue)
    };
    let truth = report(&catalogue, &plain, 8000, options());
    let randomised = Structure {
        epsilon: Some(1.0),
        ..plain
    };
    let found = report(&catalogue, &randomised, 8000, options());
    let (mut inside, mut all) = (0, 0);
    let mut see = |estimate: &Estimate, truth: f64| {
        all += 1;
        inside += u32::from(estimate.holds(truth));
    };
    for (found, truth) in found.items.iter().zip(&truth.items) {
        let shares = known(found.corrected.as_ref().expect("it was randomised"));
        let answered: u64 = truth.levels.iter().flatten().sum();
        for (share, count) in shares.iter().zip(&truth.levels) {
            see(share, count.expect("many") as f64 / answered as f64);
        }
        let sum: f64 = shares.iter().map(|share| share.value).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        see(
            &found.mean.known().copied().expect("many"),
            known(&truth.mean).value,
        );
    }
    for (found, truth) in found.areas.iter().zip(&truth.areas) {
        see(known(&found.mean), known(&truth.mean).value);
        let refused = Figure::none(Refusal::Randomised);
        assert_eq!((&found.alpha, &found.omega), (&refused, &refused));
    }
    // 95 of 100 intervals hold the truth; they share people, so some more or fewer do here.
    assert!(all > 200, "{all}");
    assert!(inside * 100 >= all * 91, "{inside} of {all}");
    assert!(keeps_schema(&found));
    assert_eq!(found.modules, Figure::none(Refusal::Randomised));
    assert_eq!(found.comparison, Some(Figure::none(Refusal::Randomised)));
    assert_eq!(found.retest, Some(Figure::none(Refusal::Randomised)));
    assert_eq!(found.settings.sampled, None);
    let refused = |model: &analysis::report::Model| model.found.known().is_none();
    assert!(found.models.iter().all(refused));
}

/// Whether a report is as the published schema says.
fn keeps_schema(report: &Report) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/analysis.schema.json");
    let text = std::fs::read_to_string(path).expect("it is published");
    let schema: serde_json::Value = serde_json::from_str(&text).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.is_valid(&serde_json::to_value(report).expect("a report is JSON"))
}

#[test]
fn too_few_people_are_told_how_many_it_takes() {
    let catalogue = catalogue();
    let structure = Structure::new(&catalogue);
    let report = report(&catalogue, &structure, 60, options());
    let Figure::Refused { refused } = &report.areas[0].alpha else {
        panic!("60 people carry no reliability");
    };
    assert!(
        matches!(refused, Refusal::TooFew { needs: 100 }),
        "{refused:?}"
    );
    let Figure::Refused { refused } = &report.models[0].found else {
        panic!("60 people carry no model");
    };
    assert!(
        matches!(refused, Refusal::TooFew { needs: 500 }),
        "{refused:?}"
    );
    assert!(keeps_schema(&report));
    // No cell of few is told, and none follows.
    for item in &report.items {
        let cells = item.levels.iter().chain([&item.skipped, &item.not_asked]);
        let shown = cells.clone().flatten();
        assert!(
            shown.clone().all(|&count| count == 0 || count >= 5),
            "{item:?}"
        );
        assert_ne!(cells.filter(|cell| cell.is_none()).count(), 1, "{item:?}");
    }
}
