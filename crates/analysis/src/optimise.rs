//! The least value of a smooth function, by argmin's L-BFGS.

use std::cell::RefCell;

use argmin::core::{CostFunction, Error, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;

/// Steps after which the search ends.
const STEPS_MAX: u64 = 500;
/// Steps that the shape of the function is guessed from.
const MEMORY: usize = 10;

/// A function that can be followed down.
pub(crate) trait Smooth {
    /// The value at a place, and its slope there, which is added to nothing: `slope` is overwritten.
    fn at(&self, place: &[f64], slope: &mut [f64]) -> f64;
}

/// Where the search has been lowest: argmin's line search gives up where rounding ends all progress,
/// and its error forgets the place.
struct Lowest<'a, S> {
    function: &'a S,
    best: RefCell<(f64, Vec<f64>)>,
}

impl<S: Smooth> Lowest<'_, S> {
    fn look(&self, place: &[f64]) -> (f64, Vec<f64>) {
        let mut slope = vec![0.0; place.len()];
        let mut value = self.function.at(place, &mut slope);
        if !value.is_finite() {
            value = f64::MAX.sqrt();
            slope.fill(0.0);
        }
        let mut best = self.best.borrow_mut();
        if value < best.0 {
            *best = (value, place.to_vec());
        }
        (value, slope)
    }
}

impl<S: Smooth> CostFunction for &Lowest<'_, S> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, place: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.look(place).0)
    }
}

impl<S: Smooth> Gradient for &Lowest<'_, S> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, place: &Vec<f64>) -> Result<Vec<f64>, Error> {
        Ok(self.look(place).1)
    }
}

/// The place of the least value that is reached from a start, and the value; none if the slope there
/// is steeper than `flat` for each unit of the value, so that it isn't the least.
pub(crate) fn minimise(
    function: &impl Smooth,
    start: Vec<f64>,
    flat: f64,
) -> Option<(f64, Vec<f64>)> {
    let lowest = Lowest {
        function,
        best: RefCell::new((f64::INFINITY, start.clone())),
    };
    let line = MoreThuenteLineSearch::new().with_c(1e-4, 0.9).ok()?;
    let solver = LBFGS::new(line, MEMORY)
        .with_tolerance_grad(flat * 1e-3)
        .ok()?
        .with_tolerance_cost(0.0)
        .ok()?;
    // What it says of its end is nothing beside the slope, which is looked at below.
    let _ = Executor::new(&lowest, solver)
        .configure(|state| state.param(start).max_iters(STEPS_MAX))
        .run();
    let (value, place) = lowest.best.into_inner();
    let mut slope = vec![0.0; place.len()];
    function.at(&place, &mut slope);
    let steepest = slope
        .iter()
        .fold(0.0_f64, |most, part| most.max(part.abs()));
    (value.is_finite() && steepest <= flat * value.abs().max(1.0)).then_some((value, place))
}
