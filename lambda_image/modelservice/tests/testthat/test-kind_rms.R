set.seed(6)
health <- data.frame(
  age = stats::runif(120, 20, 80),
  dose = stats::runif(120, 1, 4),
  arm = factor(sample(c("a", "b", "c"), 120, TRUE)),
  smoker = sample(c(TRUE, FALSE), 120, TRUE),
  stage = sample(1:3, 120, TRUE)
)
health$score <- health$age / 20 + stats::rnorm(120)
health$grade <- cut(health$score, c(-9, 2, 3, 9), c("low", "mid", "high"))
health$ill <- health$score > 2.5
rows <- health[c(1, 60, 120), ]
# rms looks for the functions of its formulas where it is called.
fitted_by <- function(code) {
  env <- list2env(list(health = health), parent = asNamespace("rms"))
  eval(substitute(code), env)
}
fit <- fitted_by(ols(
  score ~ rcs(age, 4) * arm + log(dose) + smoker + scored(stage),
  health
))

test_that("rms records the types and levels of its columns", {
  expect_identical(
    types_of(fit),
    c(
      age = "number",
      arm = "factor",
      dose = "number",
      smoker = "boolean",
      stage = "number"
    )
  )
  record <- list(age = NULL, arm = "d", dose = "1", smoker = TRUE, stage = 9)
  expect_identical(
    misfits(fit, record),
    c(
      age = "null",
      arm = "unknown_level",
      dose = "wrong_type",
      stage = "unknown_level"
    )
  )
})

test_that("an ols answers numbers and standard errors", {
  expect_served(fit, rows, predict(fit, rows))
  said <- predict(fit, rows, se.fit = TRUE)
  expect_served(
    fit,
    rows,
    cbind(said$linear.predictors, said$se.fit),
    list(se = "true")
  )
  expect_proven(fit, health)
})

test_that("an lrm of two outcomes answers probabilities of both", {
  fit <- fitted_by(lrm(ill ~ rcs(age, 3) + arm, health))
  p <- predict(fit, rows, type = "fitted")
  expect_served(fit, rows, cbind(1 - p, p))
  expect_identical(a_model(fit)$levels, c("FALSE", "TRUE"))
  expect_proven(fit, health)
})

test_that("an ordinal lrm answers a probability each", {
  fit <- fitted_by(lrm(grade ~ age + arm, health))
  expect_identical(a_model(fit)$levels, c("low", "mid", "high"))
  expect_served(fit, rows, predict(fit, rows, type = "fitted.ind"))
  expect_proven(fit, health)
})

test_that("a cph answers the linear predictor, with its strata for columns", {
  fit <- fitted_by(cph(survival::Surv(dose, ill) ~ age + strat(arm), health))
  expect_identical(types_of(fit), c(age = "number", arm = "factor"))
  expect_served(fit, rows, as.vector(predict(fit, rows)))
})

test_that("an offset is a number", {
  fit <- fitted_by(ols(score ~ age + offset(log(dose)), health))
  expect_identical(types_of(fit), c(age = "number", dose = "number"))
  expect_served(fit, rows, predict(fit, rows))
})

test_that("a name that rms records nothing of is refused", {
  fit <- fitted_by(ols(score ~ I(age * dose), health))
  expect_match(conditionMessage(init_error_of(a_model(fit))), "what `dose` is")
})
