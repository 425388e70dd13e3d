# Makes the figures of Mantel's test that R has for the data that make.R made.
#
#   Rscript mantel.R
#
# in this folder reads items.csv and groups.csv and writes mantel.json. It needs R with the packages coin and
# jsonlite (Debian: r-base-core r-cran-coin r-cran-jsonlite). The tests read the file and need no R.

suppressPackageStartupMessages({
  library(coin); library(jsonlite)
})
items <- as.matrix(read.csv("items.csv"))
group <- read.csv("groups.csv")[, 1]
second <- group == "b"

# ---- Ordered levels: coin's linear-by-linear test within strata is Mantel's of 1963.
mantel_of <- function(j) {
  y <- items[, j]; rest <- rowSums(items) - y
  both <- ave(second, rest, FUN = mean)
  used <- both > 0 & both < 1
  d <- data.frame(y = y[used], g = factor(group[used]), s = factor(rest[used]))
  test <- independence_test(y ~ g | s, data = d, teststat = "quadratic")
  # Means of levels by rest score, weighted by the second group's people.
  by <- split(d, droplevels(d$s))
  n2 <- sapply(by, function(k) sum(k$g == "b")); n1 <- sapply(by, function(k) sum(k$g == "a"))
  apart <- sapply(by, function(k) mean(k$y[k$g == "b"]) - mean(k$y[k$g == "a"]))
  # A sample without replacement of n2 from n1 + n2 people has this variance of its sum.
  of_sum <- sapply(by, function(k) var(k$y)) * n1 * n2 / (n1 + n2)
  w <- n2 / sum(n2)
  list(chi_squared = as.numeric(statistic(test)), p = as.numeric(pvalue(test)),
       difference = sum(w * apart), error = sqrt(sum(w^2 * (1 / n1 + 1 / n2)^2 * of_sum)))
}

# ---- Two levels, 2 or more against less: the Mantel-Haenszel test of R itself.
two_of <- function(j) {
  y <- items[, j]; rest <- rowSums(items) - y
  counts <- table(factor(y >= 2, c(FALSE, TRUE)), group, rest)
  counts <- counts[, , apply(counts, 3, sum) > 1]
  test <- mantelhaen.test(counts, correct = FALSE)
  list(chi_squared = unname(test$statistic), p = test$p.value)
}

write_json(list(
  made_with = list(R = R.version.string, coin = as.character(packageVersion("coin"))),
  ordered = lapply(1:6, mantel_of), two = lapply(1:6, two_of)
), "mantel.json", auto_unbox = TRUE, digits = NA, pretty = TRUE)
