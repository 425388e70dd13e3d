//! From sums to the report.

use assessment::Catalogue;
use assessment::id::{AreaIndex, ItemIndex, ModuleIndex};
use assessment::scoring;

use crate::cohort::{Study, lift, quartiles};
use crate::compare::{cohens_d, correlation, retest};
use crate::dif::{Table, difference};
use crate::figure::{Estimate, Figure, Refusal, enough};
use crate::graded;
use crate::mantel::mantel;
use crate::randomised::{Scheme, corrected};
use crate::reliability::{REST_MIN, Reliability, item_rest, reliability};
use crate::report::{
    Again, Area, Comparison, Correlation, Difference, Effect, Found, Gap, Graded, GradedItem, Item,
    Model, Module, ModuleSet, Modules, Profile, Randomised, Report, RetestArea, RetestReport, Rows,
    Settings, ShortForm, Statuses,
};
use crate::suppress;

/// People from whom on means and shares are given.
pub(crate) const SHARE_MIN: u64 = 20;
/// Where a cell is withheld, the mean is rounded to one place, and given only from so many times the
/// smallest cell on: the rounding then hides as many people as the cell may hold.
const ROUNDED_FROM: u64 = 20;

impl Study<'_> {
    /// The report.
    #[must_use]
    pub fn finish(&self) -> Report {
        let areas: Vec<AreaIndex> = self.catalogue.areas().collect();
        let is_randomised = self.randomised_n > 0;
        // Areas don't wait for each other.
        let (reliabilities, models) = std::thread::scope(|scope| {
            let by_area = |area: &AreaIndex| {
                let area = *area;
                let work = move || (self.reliability_of(area), self.model(Some(area)));
                scope.spawn(work)
            };
            let running: Vec<_> = areas.iter().map(by_area).collect();
            let whole = self.model(None);
            let mut reliabilities = Vec::new();
            let mut models = Vec::new();
            for work in running {
                match work.join() {
                    Ok((reliability, model)) => {
                        reliabilities.push(reliability);
                        models.push(model);
                    }
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            models.push(whole);
            (reliabilities, models)
        });
        let definition = self.catalogue.definition();
        Report {
            catalogue: definition.id.to_string(),
            revision: definition.revision,
            n: self.n,
            settings: Settings {
                min_cell: self.options.least,
                sampled: self.sound().map(|()| self.rows.len() as u64).ok(),
                draws: self.options.draws as u64,
                seed: self.options.seed,
                seconds_per_answer: self.options.seconds,
                leaves_out_careless: self.options.leaves_out,
            },
            randomised: is_randomised.then(|| Randomised {
                n: suppress::part(self.randomised_n, self.n, self.options.least),
                budgets: self.randomised.iter().map(|(budget, _)| *budget).collect(),
            }),
            rows: self.sound().and_then(|()| self.careless_rows()).into(),
            items: self.catalogue.items().map(|item| self.item(item)).collect(),
            areas: areas
                .iter()
                .zip(reliabilities)
                .map(|(&area, reliability)| self.area(area, reliability))
                .collect(),
            correlations: self.correlations(),
            profiles: self.profiles(),
            gaps: self.gap_map(),
            modules: self
                .sound()
                .and_then(|()| enough(self.n, SHARE_MIN))
                .map(|()| self.module_report())
                .into(),
            comparison: self.comparison(),
            retest: self
                .options
                .has_retest
                .then(|| self.sound().map(|()| self.retest_report()).into()),
            models,
        }
    }

    /// An error if answers were randomised: what follows can't be corrected for that.
    const fn sound(&self) -> Result<(), Refusal> {
        if self.randomised_n > 0 {
            Err(Refusal::Randomised)
        } else {
            Ok(())
        }
    }

    fn careless_rows(&self) -> Result<Rows, Refusal> {
        let careless = &self.careless;
        let row = |cells: &[u64]| suppress::row(cells, self.options.least);
        let is_whole = |shown: &[Option<u64>]| shown.iter().all(Option::is_some);
        // The rows less the people are those left out and those who came again.
        let left_out = if self.options.leaves_out {
            careless.any
        } else {
            0
        };
        let more = careless.n - self.n - left_out - self.came_again;
        if !is_whole(&row(&[self.n, left_out, self.came_again, more])) {
            return Err(Refusal::Withheld);
        }
        let rest = careless.n - careless.any;
        let (straight, uniform, fast) = (careless.straight, careless.uniform, careless.fast);
        let alike = straight + uniform;
        let by_answers = row(&[straight, uniform, careless.n - alike]);
        let by_time = row(&[fast, careless.timed - fast, careless.n - careless.timed]);
        // The number of all kinds would tell those of one kind only, and of both.
        let (alike_only, fast_only) = (careless.any - fast, careless.any - alike);
        let by_both = row(&[alike_only, fast_only, alike - alike_only, rest]);
        let is_open = [&by_answers, &by_time, &by_both]
            .into_iter()
            .all(|shown| is_whole(shown));
        Ok(Rows {
            n: careless.n,
            straight_lining: by_answers[0],
            uniform: by_answers[1],
            timed: by_time[2].map(|_| careless.timed),
            fast: by_time[0],
            any: is_open.then_some(careless.any),
        })
    }

    fn item(&self, item: ItemIndex) -> Item {
        let counts = &self.items[item.get()];
        let levels = counts.len() - 2;
        let area = &self.areas[self.catalogue.area_of(item).get()];
        let mut found = Item {
            id: self.catalogue.item_id(item).to_string(),
            area: self
                .catalogue
                .area_id(self.catalogue.area_of(item))
                .to_string(),
            levels: Vec::new(),
            skipped: None,
            not_asked: None,
            corrected: None,
            mean: Figure::none(Refusal::Randomised),
            deviation: Figure::none(Refusal::Randomised),
            floor: Figure::none(Refusal::Randomised),
            ceiling: Figure::none(Refusal::Randomised),
            item_rest: Figure::none(Refusal::Randomised),
        };
        if self.randomised_n > 0 {
            let answered: u64 = counts[..levels].iter().sum();
            let cells = [answered, counts[levels], counts[levels + 1]];
            let shown = suppress::row(&cells, self.options.least);
            (found.skipped, found.not_asked) = (shown[1], shown[2]);
            self.correct(item, &mut found);
            return found;
        }
        describe(counts, self.n, self.options.least, &mut found);
        let place = area.items.iter().position(|&other| other == item);
        found.item_rest = enough(area.sums.least(), REST_MIN)
            .and_then(|()| {
                let covariance = area.sums.covariance().ok_or(Refusal::Constant)?;
                let place = place.ok_or(Refusal::Constant)?;
                item_rest(&covariance, place).ok_or(Refusal::Constant)
            })
            .into();
        found
    }

    /// Fills in what can be said of an item after its answers were randomised.
    fn correct(&self, item: ItemIndex, found: &mut Item) {
        let counts = &self.items[item.get()];
        let levels = counts.len() - 2;
        let mut plain = counts[..levels].to_vec();
        for (_, by_item) in &self.randomised {
            let randomised = &by_item[item.get()];
            plain
                .iter_mut()
                .zip(randomised)
                .for_each(|(plain, here)| *plain -= here);
        }
        let mut schemes: Vec<(Scheme, &[u64])> = vec![(Scheme::new(None, levels), &plain)];
        for (budget, by_item) in &self.randomised {
            schemes.push((Scheme::new(Some(*budget), levels), &by_item[item.get()]));
        }
        // What wasn't randomised may tell of few.
        let is_open = suppress::row(&plain, self.options.least)
            .iter()
            .all(Option::is_some);
        let corrected = if is_open {
            corrected(&schemes)
        } else {
            Err(Refusal::Withheld)
        };
        found.mean = corrected.clone().map(|found| found.mean).into();
        found.corrected = Some(corrected.map(|found| found.shares).into());
    }

    fn area(&self, area: AreaIndex, reliability: Reliability) -> Area {
        let sums = &self.areas[area.get()];
        let score = if self.randomised_n > 0 {
            &sums.corrected
        } else {
            &sums.score
        };
        let counted = enough(score.n, SHARE_MIN);
        let error = score.deviation() / (score.n as f64).sqrt();
        let sound = self.sound().and_then(|()| counted.clone());
        Area {
            id: self.catalogue.area_id(area).to_string(),
            items: sums.items.len() as u64,
            mean: counted.map(|()| Estimate::normal(score.mean, error)).into(),
            deviation: sound.clone().map(|()| score.deviation()).into(),
            quartiles: sound
                .and_then(|()| quartiles(&sums.percents).ok_or(Refusal::Constant))
                .into(),
            alpha: reliability.alpha,
            omega: reliability.omega,
        }
    }

    fn reliability_of(&self, area: AreaIndex) -> Reliability {
        if let Err(refusal) = self.sound() {
            return Reliability {
                alpha: Figure::none(refusal.clone()),
                omega: Figure::none(refusal),
            };
        }
        let sums = &self.areas[area.get()];
        let rows = self.rows_of(&sums.items);
        let rows: Vec<&[u8]> = rows.iter().map(|row| &**row).collect();
        let seed = self.options.seed.wrapping_add(area.get() as u64);
        reliability(&sums.sums, &rows, self.options.draws, seed)
    }

    /// The sampled rows, cut down to some items.
    fn rows_of(&self, items: &[ItemIndex]) -> Vec<Vec<u8>> {
        let cut = |row: &[u8]| items.iter().map(|item| row[item.get()]).collect();
        self.rows.iter().map(|row| cut(row)).collect()
    }

    fn correlations(&self) -> Vec<Correlation> {
        let areas: Vec<AreaIndex> = self.catalogue.areas().collect();
        let id = |area: AreaIndex| self.catalogue.area_id(area).to_string();
        let mut pairs = self.pairs.iter();
        let mut found = Vec::new();
        for (place, &first) in areas.iter().enumerate() {
            for (&second, joint) in areas[place + 1..].iter().zip(&mut pairs) {
                found.push(Correlation {
                    first: id(first),
                    second: id(second),
                    r: self.sound().and_then(|()| correlation(joint)).into(),
                });
            }
        }
        found
    }

    fn profiles(&self) -> Vec<Profile> {
        let counted = self.sound().and_then(|()| enough(self.n, SHARE_MIN));
        let profile = |profile: assessment::id::ProfileIndex| {
            let shown = suppress::row(&self.statuses[profile.get()], self.options.least);
            let fits = &self.fits[profile.get()];
            Profile {
                id: self.catalogue.profile(profile).id.to_string(),
                statuses: counted
                    .clone()
                    .map(|()| Statuses {
                        not_reached: shown[0],
                        open: shown[1],
                        reached: shown[2],
                    })
                    .into(),
                quartiles: self
                    .sound()
                    .and_then(|()| enough(fits.iter().sum(), SHARE_MIN))
                    .and_then(|()| quartiles(fits).ok_or(Refusal::Constant))
                    .into(),
            }
        };
        self.catalogue.profiles().map(profile).collect()
    }

    fn gap_map(&self) -> Vec<Gap> {
        let mut found = Vec::new();
        for profile in self.catalogue.profiles() {
            let required = self.catalogue.required(profile);
            let competences = self.catalogue.competences();
            for competence in competences.filter(|competence| required[competence.get()] > 0) {
                let [n, below, levels] = self.gaps[profile.get()][competence.get()];
                let counted = self
                    .sound()
                    .and_then(|()| enough(n, SHARE_MIN))
                    .and_then(|()| {
                        suppress::part(below, n, self.options.least).ok_or(Refusal::Withheld)
                    });
                found.push(Gap {
                    profile: self.catalogue.profile(profile).id.to_string(),
                    competence: self.catalogue.competence(competence).id.to_string(),
                    share: counted.clone().map(|below| below as f64 / n as f64).into(),
                    levels: counted.map(|_| levels as f64 / n as f64).into(),
                });
            }
        }
        found
    }

    fn module_report(&self) -> Modules {
        let modules: Vec<ModuleIndex> = self.catalogue.modules().collect();
        let lifts = Lifts::new(self, &modules);
        let whole = self.modules.gap_points.max(1) as f64;
        let id = |module: ModuleIndex| self.catalogue.module(module).id.to_string();
        let part = |count| suppress::part(count, self.n, self.options.least);
        let mut listed: Vec<Module> = modules
            .iter()
            .map(|&module| Module {
                id: id(module),
                closes: lifts.closes(&[module]) as f64 / whole,
                helped: part(self.modules.helped[module.get()]),
                recommended: part(self.modules.recommended[module.get()]),
            })
            .collect();
        listed.sort_by(|one, other| other.closes.total_cmp(&one.closes));
        let sizes = 1..=usize::from(self.catalogue.thresholds().module_count);
        let sets = sizes.filter(|&size| size <= modules.len()).map(|size| {
            let (points, set) = lifts.best(&modules, size);
            ModuleSet {
                modules: set.into_iter().map(id).collect(),
                closes: points as f64 / whole,
            }
        });
        Modules {
            gap_points: self.modules.gap_points,
            modules: listed,
            sets: sets.collect(),
        }
    }

    fn comparison(&self) -> Option<Figure<Comparison>> {
        match self.sound() {
            Ok(()) => self.compared().map(Figure::Known),
            Err(refusal) => self.has_groups.then(|| Figure::none(refusal)),
        }
    }

    fn compared(&self) -> Option<Comparison> {
        let names = match &self.options.groups {
            Some(names) => names.clone(),
            None => {
                let mut groups: Vec<(&String, u64)> = self
                    .groups
                    .iter()
                    .map(|(name, group)| (name, group.n))
                    .collect();
                groups.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
                let mut names: Vec<String> = groups
                    .iter()
                    .take(2)
                    .map(|(name, _)| (*name).clone())
                    .collect();
                names.sort_unstable();
                names.try_into().ok()?
            }
        };
        let [first, second] = [self.groups.get(&names[0])?, self.groups.get(&names[1])?];
        if first.n.min(second.n) < self.options.least {
            return None;
        }
        // All people less the two groups are those in neither.
        let neither = self.n - first.n - second.n;
        let shown = suppress::row(&[first.n, second.n, neither], self.options.least);
        let areas = self.catalogue.areas().map(|area| Effect {
            id: self.catalogue.area_id(area).to_string(),
            d: cohens_d(&first.areas[area.get()], &second.areas[area.get()]).into(),
        });
        let items = self.catalogue.items().map(|item| Effect {
            id: self.catalogue.item_id(item).to_string(),
            d: cohens_d(&first.items[item.get()], &second.items[item.get()]).into(),
        });
        let differences = self.catalogue.items().map(|item| {
            let levels = self.items[item.get()].len() - 2;
            let counts = [&first.by_rest[item.get()], &second.by_rest[item.get()]];
            let mut table = Table::new(counts[0].len() / levels - 1, levels);
            for (group, counts) in counts.iter().enumerate() {
                for (cell, &count) in counts.iter().enumerate() {
                    table.add(cell / levels, group, cell % levels, count);
                }
            }
            Difference {
                id: self.catalogue.item_id(item).to_string(),
                found: Figure::from(difference(&table)).map(|found| Found {
                    uniform: found.uniform,
                    uniform_p: found.uniform_p,
                    both: found.both,
                    both_p: found.both_p,
                    log_odds: found.log_odds,
                    gain: found.gain,
                    matters: found.matters(),
                }),
                mantel: mantel(&table).into(),
            }
        });
        Some(Comparison {
            areas: areas.collect(),
            items: items.collect(),
            differences: differences.collect(),
            n: [shown[0], shown[1]],
            groups: names,
        })
    }

    fn retest_report(&self) -> RetestReport {
        let area = |area: AreaIndex| RetestArea {
            id: self.catalogue.area_id(area).to_string(),
            found: Figure::from(retest(&self.again[area.get()])).map(|found| Again {
                r: found.correlation,
                agreement: found.agreement,
                change: found.change,
                error: found.error,
                smallest_change: found.smallest_change,
            }),
        };
        RetestReport {
            n: suppress::part(self.came_again, self.n, self.options.least),
            areas: self.catalogue.areas().map(area).collect(),
        }
    }

    /// The model of an area, or of the whole check.
    fn model(&self, area: Option<AreaIndex>) -> Model {
        let items = match area {
            Some(area) => self.areas[area.get()].items.clone(),
            None => self.catalogue.items().collect(),
        };
        let found = self.sound().and_then(|()| {
            let rows = self.rows_of(&items);
            // Who answered nothing here tells nothing.
            let answered = |row: &&Vec<u8>| row.iter().any(|&level| level != crate::moments::NONE);
            let rows: Vec<&[u8]> = rows.iter().filter(answered).map(|row| &**row).collect();
            let levels = items.iter().map(|item| self.items[item.get()].len() - 2);
            let levels: Vec<usize> = levels.collect();
            // Of the whole check there are so many parameters that their errors would take minutes.
            graded::fit(&rows, &levels, area.is_some())
        });
        let id = |item: usize| self.catalogue.item_id(items[item]).to_string();
        let sampled = self.rows.len() as u64;
        let people = |people| suppress::part(people, sampled, self.options.least);
        let found = found.map(|model| graded_of(&model, people(model.people), id));
        Model {
            area: area.map(|area| self.catalogue.area_id(area).to_string()),
            found: found.into(),
        }
    }
}

/// What a model says, with the ids of its items.
fn graded_of(model: &graded::Model, people: Option<u64>, id: impl Fn(usize) -> String) -> Graded {
    Graded {
        log_likelihood: model.log_likelihood,
        people,
        items: model
            .items
            .iter()
            .zip(model.informations())
            .enumerate()
            .map(|(place, (item, information))| {
                let errors = model.errors.as_ref().map(|errors| errors[place].clone());
                let mut errors = errors.unwrap_or_default().into_iter();
                GradedItem {
                    id: id(place),
                    discrimination: item.discrimination,
                    discrimination_error: errors.next(),
                    thresholds: item.thresholds.clone(),
                    counts_as: model.counts_as[place].clone(),
                    threshold_errors: errors.collect(),
                    information,
                }
            })
            .collect(),
        information: (-16..=16)
            .map(|quarter| {
                let ability = f64::from(quarter) / 4.0;
                model
                    .items
                    .iter()
                    .map(|item| item.information(ability))
                    .sum()
            })
            .collect(),
        short_forms: model
            .short_forms()
            .into_iter()
            .map(|form| ShortForm {
                items: form.items.into_iter().map(&id).collect(),
                information: form.information,
                reliability: form.reliability,
            })
            .collect(),
    }
}

/// Fills in what counts of levels, skipped and not asked say of an item; `people` is their sum, which is known.
fn describe(counts: &[u64], people: u64, least: u64, found: &mut Item) {
    let levels = counts.len() - 2;
    let shown = suppress::row(counts, least);
    found.levels = shown[..levels].to_vec();
    (found.skipped, found.not_asked) = (shown[levels], shown[levels + 1]);
    let answered: u64 = counts[..levels].iter().sum();
    let is_whole = shown.iter().all(Option::is_some);
    let sums = |power: i32| {
        let cells = counts[..levels].iter().enumerate();
        cells
            .map(|(level, &count)| count as f64 * (level as f64).powi(power))
            .sum::<f64>()
    };
    let n = answered as f64;
    let mean = sums(1) / n;
    let variance = (sums(2) - n * mean * mean).max(0.0) / (n - 1.0);
    let counted = enough(answered, SHARE_MIN);
    let open = |is_open: bool| {
        if is_open {
            Ok(())
        } else {
            Err(Refusal::Withheld)
        }
    };
    found.mean = counted
        .clone()
        .and_then(|()| open(is_whole || people >= ROUNDED_FROM * least))
        .map(|()| {
            let estimate = Estimate::normal(mean, (variance / n).sqrt());
            if is_whole {
                estimate
            } else {
                rounded(estimate)
            }
        })
        .into();
    found.deviation = counted
        .clone()
        .and_then(|()| open(is_whole))
        .map(|()| variance.sqrt())
        .into();
    let share = |cell: usize| -> Figure<f64> {
        let known = counted.clone().and_then(|()| {
            // Without knowing all cells nobody can tell how many answered.
            open(is_whole && shown[cell].is_some())
        });
        known.map(|()| counts[cell] as f64 / n).into()
    };
    found.floor = share(0);
    found.ceiling = share(levels - 1);
}

/// An estimate to one decimal place.
fn rounded(estimate: Estimate) -> Estimate {
    let round = |value: f64| (value * 10.0).round() / 10.0;
    Estimate {
        value: round(estimate.value),
        low: round(estimate.low),
        high: round(estimate.high),
    }
}

/// What each module closes of each kind of gap, times the people who have it.
struct Lifts {
    /// By module, one for each kind of gap.
    points: Vec<Vec<u64>>,
}

impl Lifts {
    fn new(study: &Study<'_>, modules: &[ModuleIndex]) -> Self {
        let catalogue: &Catalogue = study.catalogue;
        let mut kinds = Vec::new();
        for profile in catalogue.profiles() {
            let (required, weights) = (catalogue.required(profile), catalogue.weights(profile));
            for competence in catalogue.competences() {
                let cells = &study.modules.gaps[profile.get()][competence.get()];
                for (level, &people) in cells.iter().enumerate().filter(|(_, people)| **people > 0)
                {
                    let gap = scoring::Gap {
                        competence,
                        level: level as u8,
                        required: required[competence.get()],
                        weight: weights[competence.get()],
                    };
                    kinds.push((gap, people));
                }
            }
        }
        let row = |&module: &ModuleIndex| {
            let kinds = kinds.iter();
            kinds
                .map(|(gap, people)| people * lift(catalogue, module, gap))
                .collect()
        };
        Self {
            points: modules.iter().map(row).collect(),
        }
    }

    /// What a set closes: in each gap its best module counts.
    fn closes(&self, set: &[ModuleIndex]) -> u64 {
        let kinds = self.points.first().map_or(0, Vec::len);
        let best = |kind| {
            set.iter()
                .map(|module| self.points[module.get()][kind])
                .max()
        };
        (0..kinds).filter_map(best).sum()
    }

    /// The best set of a size: all are compared.
    fn best(&self, modules: &[ModuleIndex], size: usize) -> (u64, Vec<ModuleIndex>) {
        let mut best = (0, Vec::new());
        let mut set = Vec::new();
        self.extend(modules, size, &mut set, &mut best);
        best
    }

    fn extend(
        &self,
        rest: &[ModuleIndex],
        size: usize,
        set: &mut Vec<ModuleIndex>,
        best: &mut (u64, Vec<ModuleIndex>),
    ) {
        if set.len() == size {
            let points = self.closes(set);
            if points > best.0 || best.1.is_empty() {
                *best = (points, set.clone());
            }
            return;
        }
        for (place, &module) in rest.iter().enumerate() {
            set.push(module);
            self.extend(&rest[place + 1..], size, set, best);
            set.pop();
        }
    }
}
