"""Fits the graded response model to items.csv by another program: the package mirt 1.2.0 for Python,
which has an EM algorithm and Gauss-Hermite points of its own. Prints what it finds beside what
make.R has found, and fails if they lie further apart than 0.001.

    python second.py
"""

import csv
import json
import pathlib

import mirt
import numpy

here = pathlib.Path(__file__).parent
with open(here / "items.csv", newline="") as file:
    rows = list(csv.reader(file))[1:]
data = numpy.array(rows, dtype=int)
fit = mirt.fit_mirt(data, model="GRM", n_categories=5, n_quadpts=61, max_iter=5000, tol=1e-9)
parameters = fit.model.parameters
expected = json.loads((here / "expected.json").read_text())["grm"]
found_a = numpy.array(parameters["discrimination"]).reshape(-1)
found_b = numpy.array(parameters["thresholds"])[:, :4]
print("log-likelihood", fit.log_likelihood, "R", expected["log_likelihood"])
print("a", found_a, "R", expected["a"])
print("b", found_b, "R", expected["b"])
apart = max(abs(found_a - expected["a"]).max(), abs(found_b - numpy.array(expected["b"])).max())
print("furthest apart", apart)
assert apart < 0.001
