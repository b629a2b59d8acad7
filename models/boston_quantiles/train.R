# The range of Boston house prices (Harrison and Rubinfeld 1978; MASS), `medv` in
# thousands of dollars: five quantiles of the price. The survey has no price above 50: a
# house at 50 cost that or more, so it is censored there, which is what survival's
# parametric regression is made for. Run from the repository's root.
suppressPackageStartupMessages(library(survival))
data(Boston, package = "MASS")
source("models/boston_columns.R")

set.seed(42)
# jarl-ignore seq: the split of the original article, word for word
cutoff <- sample(1:nrow(Boston), nrow(Boston) * 0.7)
train <- Boston[cutoff, ]
test <- Boston[-cutoff, ]

columns <- setdiff(names(Boston), "medv")
formula <- reformulate(columns, quote(Surv(medv, medv < 50)))
fit <- survreg(formula, data = train, dist = "loglogistic")

# The mean pinball loss, and how many prices are between the outermost quantiles: eight
# of ten, if they are right.
quantiles <- c(0.1, 0.25, 0.5, 0.75, 0.9)
predicted <- predict(fit, test, type = "quantile", p = quantiles)
residuals <- test$medv - predicted
tau <- rep(quantiles, each = nrow(test))
pinball <- mean(residuals * (tau - (residuals < 0)))
coverage <- mean(test$medv >= predicted[, 1] & test$medv <= predicted[, 5])
cat(sprintf(
  "boston_quantiles: pinball loss %.3f, coverage %.2f on %d rows\n",
  pinball,
  coverage,
  nrow(test)
))

modelservice::save_model(
  fit,
  name = "boston_quantiles",
  data = train,
  title = "Boston house prices, five quantiles",
  metrics = list(
    test_pinball = pinball,
    test_coverage_80 = coverage,
    test_rows = nrow(test)
  ),
  example = Boston[1, ],
  columns = boston_columns,
  choose = list(quantiles = quantiles)
)
