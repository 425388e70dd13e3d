# Makes the data that the figures are tested on, and the figures that R has for them.
#
#   Rscript make.R
#
# in this folder writes items.csv, groups.csv, retest.csv and expected.json anew. It needs R with the
# packages psych, lavaan, MASS and jsonlite (Debian: r-base-core r-cran-psych r-cran-lavaan r-cran-mass
# r-cran-jsonlite). The tests read the files and need no R.

suppressPackageStartupMessages({
  library(psych); library(lavaan); library(MASS); library(jsonlite)
})
set.seed(20261129)

# ---- Data: six items of five levels by a graded response model, two groups, gaps in the answers.
graded <- function(theta, a, b, shift = 0) {
  p <- sapply(b + shift, function(cut) plogis(a * (theta - cut)))
  rowSums(runif(length(theta)) < p)
}
n <- 1500
group <- rep(c("a", "b"), length.out = n)
theta <- rnorm(n) + ifelse(group == "b", 0.4, 0)
a <- c(1.1, 1.5, 2.0, 0.9, 1.7, 1.3)
b <- rbind(c(-1.6, -0.5, 0.5, 1.6), c(-1.2, -0.3, 0.7, 1.9), c(-2.0, -0.9, 0.1, 1.0),
           c(-1.0, 0.2, 1.3, 2.4), c(-1.4, -0.6, 0.3, 1.2), c(-2.2, -1.0, 0.4, 1.5))
items <- sapply(1:6, function(j)
  ifelse(group == "b" & j == 4, graded(theta, a[j], b[j, ], 0.6), graded(theta, a[j], b[j, ])))
colnames(items) <- paste0("i", 1:6)
write.csv(items, "items.csv", row.names = FALSE, quote = FALSE)
gaps <- items
gaps[matrix(runif(length(gaps)) < 0.08, nrow(gaps))] <- NA
write.csv(cbind(data.frame(group = group), gaps), "groups.csv", row.names = FALSE, quote = FALSE, na = "")

first <- round(50 + 15 * rnorm(240), 2)
second <- round(first * 0.8 + 12 + 8 * rnorm(240), 2)
write.csv(data.frame(first, second), "retest.csv", row.names = FALSE, quote = FALSE)

# ---- Reliability: alpha, item-rest correlation (psych); omega of one factor by maximum likelihood (lavaan).
reliability <- function(x) {
  found <- suppressWarnings(psych::alpha(as.data.frame(x), warnings = FALSE))
  list(alpha = found$total$raw_alpha, rest = found$item.stats$r.drop,
       mean = found$item.stats$mean, sd = found$item.stats$sd)
}
omega_of <- function(x) {
  model <- paste("f =~", paste(colnames(x), collapse = " + "))
  fit <- cfa(model, sample.cov = cov(x), sample.nobs = nrow(x), std.lv = TRUE,
             control = list(rel.tol = 1e-12, eval.max = 1e5, iter.max = 1e5))
  values <- parameterEstimates(fit)
  loadings <- values$est[values$op == "=~"]
  rest <- values$est[values$op == "~~" & values$lhs != "f"]
  list(omega = sum(loadings)^2 / (sum(loadings)^2 + sum(rest)), loadings = loadings)
}

# ---- Two cohorts: d and its interval by the noncentral t (psych::d.ci with uniroot to the last digit).
d_of <- function(x, y) {
  n1 <- length(x); n2 <- length(y)
  pooled <- sqrt(((n1 - 1) * var(x) + (n2 - 1) * var(y)) / (n1 + n2 - 2))
  d <- (mean(y) - mean(x)) / pooled
  scale <- sqrt(1 / n1 + 1 / n2)
  t <- d / scale
  bound <- function(tail) uniroot(function(ncp) suppressWarnings(pt(t, n1 + n2 - 2, ncp)) - tail,
                                  c(t - 10, t + 10), tol = 1e-13)$root * scale
  list(d = d, low = bound(0.975), high = bound(0.025),
       psych = as.vector(psych::cohen.d(c(x, y), rep(1:2, c(n1, n2)))$cohen.d))
}

# ---- Differential item functioning: ordinal logistic regression on the rest score (MASS::polr).
rows <- as.data.frame(items)
rest_of <- function(j) rowSums(items) - items[, j]
dif_of <- function(j) {
  y <- factor(items[, j]); s <- rest_of(j); g <- as.numeric(group == "b")
  null_fit <- polr(y ~ 1, Hess = FALSE)
  tight <- list(reltol = 1e-15, maxit = 5000)
  m1 <- polr(y ~ s, control = tight); m2 <- polr(y ~ s + g, control = tight, Hess = TRUE)
  m3 <- polr(y ~ s * g, control = tight, start = c(coef(m2), 0, m2$zeta))
  r2 <- function(m) (1 - exp((m$deviance - null_fit$deviance) / n)) / (1 - exp(-null_fit$deviance / n))
  list(uniform = m1$deviance - m2$deviance, both = m1$deviance - m3$deviance,
       log_odds = unname(coef(m2)["g"]), error = unname(sqrt(vcov(m2)["g", "g"])), r2_gain = r2(m3) - r2(m1),
       p_uniform = pchisq(m1$deviance - m2$deviance, 1, lower.tail = FALSE))
}
# ---- Test-retest.
pairs <- data.frame(first, second)
icc <- suppressWarnings(psych::ICC(pairs, lmer = FALSE))$results

# ---- Graded response model: the marginal likelihood itself, maximised by a quasi-Newton method.
# Normal ability on 61 points from -6 to 6, as mirt has it. No package for it is in Debian; this is
# another way to the same maximum than the EM algorithm that is tested against it.
nodes <- seq(-6, 6, length.out = 61)
weights <- dnorm(nodes) / sum(dnorm(nodes))
grm <- function(x, with_errors = FALSE) {
  k <- ncol(x)
  open <- function(par) {
    m <- matrix(par, nrow = k)
    cuts <- m[, 2]; for (l in 3:5) cuts <- cbind(cuts, m[, l])
    cbind(exp(m[, 1]), m[, 2], m[, 2] + exp(m[, 3]), m[, 2] + exp(m[, 3]) + exp(m[, 4]),
          m[, 2] + exp(m[, 3]) + exp(m[, 4]) + exp(m[, 5]))
  }
  minus <- function(par) {
    m <- open(par)
    logp <- matrix(0, nrow(x), length(nodes))
    for (j in 1:k) {
      star <- rbind(1, sapply(nodes, function(t) plogis(m[j, 1] * (t - m[j, 2:5]))), 0)
      lp <- log(pmax(star[1:5, ] - star[2:6, ], 1e-300))
      known <- !is.na(x[, j])
      logp[known, ] <- logp[known, ] + lp[x[known, j] + 1, ]
    }
    -sum(log(exp(logp) %*% weights))
  }
  start <- as.vector(cbind(rep(0.2, k), rep(-1.5, k), rep(0, k), rep(0, k), rep(0, k)))
  fit <- optim(start, minus, method = "BFGS", control = list(maxit = 2000, reltol = 1e-13))
  fit <- optim(fit$par, minus, method = "BFGS", control = list(maxit = 2000, reltol = 1e-15))
  m <- open(fit$par)
  # Standard errors from the second derivatives by a and b themselves.
  natural <- function(par) {
    m <- matrix(par, nrow = k)
    minus(as.vector(cbind(log(m[, 1]), m[, 2], log(m[, 3] - m[, 2]), log(m[, 4] - m[, 3]), log(m[, 5] - m[, 4]))))
  }
  errors <- if (with_errors) matrix(sqrt(diag(solve(optimHess(as.vector(m), natural)))), nrow = k)
  list(a = m[, 1], b = m[, 2:5], log_likelihood = -fit$value, error_a = errors[, 1], error_b = errors[, 2:5])
}
model <- grm(items, TRUE)
information <- function(theta, j) {
  star <- c(1, plogis(model$a[j] * (theta - model$b[j, ])), 0)
  w <- star * (1 - star)
  p <- star[1:5] - star[2:6]
  model$a[j]^2 * sum((w[1:5] - w[2:6])^2 / p)
}

correlation <- cor.test(items[, 1] + items[, 2] + items[, 3], items[, 4] + items[, 5] + items[, 6])
total <- rowSums(items)
write_json(list(
  made_with = list(R = R.version.string, psych = as.character(packageVersion("psych")),
                   lavaan = as.character(packageVersion("lavaan")), MASS = as.character(packageVersion("MASS"))),
  whole = reliability(items), gaps = reliability(gaps), omega = omega_of(items),
  correlation = list(r = unname(correlation$estimate), low = correlation$conf.int[1], high = correlation$conf.int[2]),
  d = d_of(total[group == "a"], total[group == "b"]),
  dif = lapply(1:6, dif_of),
  retest = list(r = cor(first, second), icc = icc$ICC[2], low = icc$`lower bound`[2], high = icc$`upper bound`[2]),
  grm = c(model, list(information = sapply(1:6, function(j) sapply(c(-1, 0, 1.5), information, j = j)))),
  grm_gaps = grm(gaps)
), "expected.json", auto_unbox = TRUE, digits = NA, pretty = TRUE)
