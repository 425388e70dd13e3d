//! The figures against R's, on the data in `tests/reference`; `make.R` there made both and says how.
//!
//! Run with `--nocapture` this prints the table of figures beside each other.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;

use analysis::compare::{cohens_d, correlation, retest};
use analysis::dif::{Table, difference};
use analysis::graded;
use analysis::mantel::mantel;
use analysis::moments::{Joint, NONE, PairSums, Spread};
use analysis::reliability::{alpha, factor, item_rest};
use serde_json::Value;

/// Figures that a formula gives.
const EXACT: f64 = 1e-6;
/// Figures of a model that is searched for.
const MODEL: f64 = 1e-3;
const ITEMS: usize = 6;

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn expected() -> Value {
    json("expected.json")
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap()
}

/// The rows of a table below its header.
fn table(name: &str) -> Vec<Vec<String>> {
    let text = read(name);
    let rows = text.lines().skip(1);
    rows.map(|row| row.split(',').map(str::to_owned).collect())
        .collect()
}

fn levels(row: &[String]) -> Vec<u8> {
    row.iter()
        .map(|field| field.parse().unwrap_or(NONE))
        .collect()
}

/// Levels of all, without and with gaps, and each person's group.
fn people() -> (Vec<Vec<u8>>, Vec<Vec<u8>>, Vec<usize>) {
    let whole = table("items.csv").iter().map(|row| levels(row)).collect();
    let rows = table("groups.csv");
    let gaps = rows.iter().map(|row| levels(&row[1..])).collect();
    let groups = rows.iter().map(|row| usize::from(row[0] == "b"));
    (whole, gaps, groups.collect())
}

#[track_caller]
fn check(name: &str, ours: f64, theirs: &Value, tolerance: f64) {
    let theirs = theirs.as_f64().unwrap();
    let apart = (ours - theirs).abs();
    println!("| {name} | {ours:.8} | {theirs:.8} | {apart:.1e} | {tolerance:.0e} |");
    assert!(apart <= tolerance, "{name}: {ours} where R has {theirs}");
}

#[test]
fn reliability_is_that_of_psych_and_lavaan() {
    let expected = expected();
    let (whole, gaps, _) = people();
    for (name, rows) in [("whole", &whole), ("gaps", &gaps)] {
        let mut sums = PairSums::new(ITEMS);
        let mut spreads = [Spread::default(); ITEMS];
        for row in rows {
            sums.take(row, 1);
            for (spread, &level) in spreads
                .iter_mut()
                .zip(row)
                .filter(|(_, level)| **level != NONE)
            {
                spread.take(f64::from(level));
            }
        }
        let covariance = sums.covariance().unwrap();
        let theirs = &expected[name];
        let found = alpha(&covariance).unwrap();
        check(&format!("α, {name}"), found, &theirs["alpha"], EXACT);
        for (item, spread) in spreads.iter().enumerate() {
            let rest = item_rest(&covariance, item).unwrap();
            let label = |what: &str| format!("{what} {}, {name}", item + 1);
            check(&label("item-rest"), rest, &theirs["rest"][item], EXACT);
            check(&label("mean"), spread.mean, &theirs["mean"][item], EXACT);
            check(
                &label("deviation"),
                spread.deviation(),
                &theirs["sd"][item],
                EXACT,
            );
        }
        if name == "whole" {
            let factor = factor(&covariance).unwrap();
            check("ω", factor.omega(), &expected["omega"]["omega"], EXACT);
            // lavaan divides by n where `cov` divides by n - 1.
            let n = rows.len() as f64;
            let units = ((n - 1.0) / n).sqrt();
            for (item, loading) in factor.loadings.iter().enumerate() {
                let theirs = &expected["omega"]["loadings"][item];
                check(
                    &format!("loading {}", item + 1),
                    loading * units,
                    theirs,
                    MODEL,
                );
            }
        }
    }
}

#[test]
fn effects_and_correlations_are_those_of_r() {
    let expected = expected();
    let (whole, _, groups) = people();
    let mut halves = Joint::default();
    let mut by_group = [Spread::default(); 2];
    for (row, &group) in whole.iter().zip(&groups) {
        let sum = |part: &[u8]| part.iter().map(|&level| f64::from(level)).sum::<f64>();
        halves.take(sum(&row[..3]), sum(&row[3..]));
        by_group[group].take(sum(row));
    }
    let found = correlation(&halves).unwrap();
    check("r", found.value, &expected["correlation"]["r"], EXACT);
    check("r, low", found.low, &expected["correlation"]["low"], EXACT);
    check(
        "r, high",
        found.high,
        &expected["correlation"]["high"],
        EXACT,
    );

    let d = cohens_d(&by_group[0], &by_group[1]).unwrap();
    check("d", d.value, &expected["d"]["d"], EXACT);
    check("d, low", d.low, &expected["d"]["low"], EXACT);
    check("d, high", d.high, &expected["d"]["high"], EXACT);
    // psych divides the pooled variance by n, not by n - 2.
    let n = whole.len() as f64;
    let theirs = &expected["d"]["psych"][1];
    check(
        "d of psych",
        d.value * (n / (n - 2.0)).sqrt(),
        theirs,
        EXACT,
    );

    let mut twice = Joint::default();
    for row in table("retest.csv") {
        twice.take(row[0].parse().unwrap(), row[1].parse().unwrap());
    }
    let found = retest(&twice).unwrap();
    let theirs = &expected["retest"];
    check("retest r", found.correlation.value, &theirs["r"], EXACT);
    check("ICC(2,1)", found.agreement.value, &theirs["icc"], EXACT);
    check("ICC(2,1), low", found.agreement.low, &theirs["low"], EXACT);
    check(
        "ICC(2,1), high",
        found.agreement.high,
        &theirs["high"],
        EXACT,
    );
}

#[test]
fn differences_of_items_are_those_of_polr() {
    let expected = expected();
    let (whole, _, groups) = people();
    for item in 0..ITEMS {
        let mut table = Table::new(4 * (ITEMS - 1), 5);
        for (row, &group) in whole.iter().zip(&groups) {
            let sum: usize = row.iter().map(|&level| usize::from(level)).sum();
            let level = usize::from(row[item]);
            table.add(sum - level, group, level, 1);
        }
        let found = difference(&table).unwrap();
        let theirs = &expected["dif"][item];
        let label = |what: &str| format!("{what}, item {}", item + 1);
        check(
            &label("χ² uniform"),
            found.uniform,
            &theirs["uniform"],
            EXACT,
        );
        check(&label("χ² both"), found.both, &theirs["both"], EXACT);
        check(
            &label("p uniform"),
            found.uniform_p,
            &theirs["p_uniform"],
            EXACT,
        );
        check(&label("gain of R²"), found.gain, &theirs["r2_gain"], EXACT);
        check(
            &label("log odds"),
            found.log_odds.value,
            &theirs["log_odds"],
            MODEL,
        );
        let error = (found.log_odds.high - found.log_odds.value) / analysis::figure::Z95;
        check(&label("its error"), error, &theirs["error"], MODEL);
    }
}

#[test]
fn mantels_test_is_that_of_r() {
    let expected = json("mantel.json");
    let (whole, _, groups) = people();
    for item in 0..ITEMS {
        let mut ordered = Table::new(4 * (ITEMS - 1), 5);
        let mut two = Table::new(4 * (ITEMS - 1), 2);
        for (row, &group) in whole.iter().zip(&groups) {
            let sum: usize = row.iter().map(|&level| usize::from(level)).sum();
            let level = usize::from(row[item]);
            ordered.add(sum - level, group, level, 1);
            two.add(sum - level, group, usize::from(level >= 2), 1);
        }
        let found = mantel(&ordered).unwrap();
        let theirs = &expected["ordered"][item];
        let label = |what: &str| format!("{what}, item {}", item + 1);
        let chi_squared = found.chi_squared;
        check(
            &label("Mantel's χ²"),
            chi_squared,
            &theirs["chi_squared"],
            EXACT,
        );
        check(&label("its p"), found.p, &theirs["p"], EXACT);
        let difference = found.mean_difference;
        check(
            &label("mean difference"),
            difference.value,
            &theirs["difference"],
            EXACT,
        );
        let error = (difference.high - difference.value) / analysis::figure::Z95;
        check(&label("its error"), error, &theirs["error"], EXACT);

        let found = mantel(&two).unwrap();
        let theirs = &expected["two"][item];
        let label = |what: &str| format!("{what}, item {} in two levels", item + 1);
        let chi_squared = found.chi_squared;
        check(
            &label("Mantel's χ²"),
            chi_squared,
            &theirs["chi_squared"],
            EXACT,
        );
        check(&label("its p"), found.p, &theirs["p"], EXACT);
    }
}

#[test]
fn the_graded_response_model_has_the_maximum_that_r_finds() {
    let expected = expected();
    let (whole, gaps, _) = people();
    for (name, rows) in [("grm", &whole), ("grm_gaps", &gaps)] {
        let rows: Vec<&[u8]> = rows.iter().map(|row| &**row).collect();
        let found = graded::fit(&rows, &[5; 6], true).unwrap();
        let theirs = &expected[name];
        let likelihood = &theirs["log_likelihood"];
        check(
            &format!("log-likelihood, {name}"),
            found.log_likelihood,
            likelihood,
            MODEL,
        );
        for (place, item) in found.items.iter().enumerate() {
            let label = |what: &str| format!("{what} of item {}, {name}", place + 1);
            check(&label("a"), item.discrimination, &theirs["a"][place], MODEL);
            for (cut, threshold) in item.thresholds.iter().enumerate() {
                let label = label(&format!("b{}", cut + 1));
                check(&label, *threshold, &theirs["b"][place][cut], MODEL);
            }
        }
    }
    let rows: Vec<&[u8]> = whole.iter().map(|row| &**row).collect();
    let model = graded::fit(&rows, &[5; 6], true).unwrap();
    let errors = model.errors.as_ref().unwrap();
    for (place, item) in model.items.iter().enumerate() {
        let theirs = &expected["grm"];
        let label = |what: &str| format!("error of {what} of item {}", place + 1);
        check(
            &label("a"),
            errors[place][0],
            &theirs["error_a"][place],
            MODEL,
        );
        for (cut, error) in errors[place][1..].iter().enumerate() {
            let label = label(&format!("b{}", cut + 1));
            check(&label, *error, &theirs["error_b"][place][cut], MODEL);
        }
        for (at, ability) in [-1.0, 0.0, 1.5].into_iter().enumerate() {
            let theirs = &expected["grm"]["information"][at][place];
            let label = format!("information of item {} at {ability}", place + 1);
            check(&label, item.information(ability), theirs, MODEL);
        }
    }
}
