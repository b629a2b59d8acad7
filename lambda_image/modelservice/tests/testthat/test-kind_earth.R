# earth(), against its own predict().
labelled <- transform(
  people,
  admit = factor(smokes, labels = c("no", "yes")),
  admitted = as.integer(smokes)
)
spline <- \(...) earth::earth(..., nk = 7, thresh = 0, pmethod = "none")
binomial_fit <- \(formula) {
  suppressWarnings(spline(
    formula,
    data = labelled,
    glm = list(family = stats::binomial)
  ))
}

test_that("a formula with a factor and a flag answers as predict() does", {
  fit <- spline(pay ~ log(age) + group + smokes, data = people)
  expect_values(fit, people, stats::predict(fit, people))
  expect_identical(columns_of_fit(fit)$group, levels(people$group))
  expect_identical(columns_of_fit(fit)$smokes, "boolean")
  expect_identical(
    code_of_cell(fit, list(age = 1, group = "new", smokes = TRUE)),
    "unknown_level"
  )
})

test_that("x and y of numbers give their columns; of a factor they are refused until the data say it", {
  fit <- spline(people[c("age", "size")], people$pay)
  expect_values(fit, people, stats::predict(fit, people[c("age", "size")]))
  fit <- spline(people[c("age", "group")], people$pay)
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "were factors"
  )
  expect_values(
    as_saved(fit, people),
    people,
    stats::predict(fit, people[c("age", "group")])
  )
})

test_that("a binomial glm answers label and probabilities of both", {
  for (formula in list(admit ~ age + size, smokes ~ age + size)) {
    fit <- binomial_fit(formula)
    p <- stats::predict(fit, labelled, type = "response")
    both <- stats::setNames(data.frame(1 - p, p), as.character(fit$levels))
    expect_labels(
      fit,
      labelled,
      stats::predict(fit, labelled, type = "class"),
      both
    )
  }
})

test_that("of 0 and 1 the labels are 0 and 1", {
  fit <- binomial_fit(admitted ~ age + size)
  p <- as.vector(stats::predict(fit, labelled, type = "response"))
  expect_labels(
    fit,
    labelled,
    as.integer(p > 0.5),
    data.frame("0" = 1 - p, "1" = p, check.names = FALSE)
  )
})

test_that("?type=link answers on the scale of the link", {
  fit <- suppressWarnings(spline(
    I(pay + 9) ~ age + size,
    data = people,
    glm = list(family = stats::Gamma("log"))
  ))
  expect_values(fit, people, stats::predict(fit, people, type = "response"))
  expect_values(
    fit,
    people,
    stats::predict(fit, people, type = "link"),
    type = "link"
  )
})

test_that("a factor without glm answers the label alone", {
  for (formula in list(admit ~ age + size, group ~ age + size)) {
    # A factor is expanded only where earth is attached; the service does not attach it.
    attachNamespace("earth")
    fit <- spline(formula, data = labelled)
    detach("package:earth")
    expect_labels(fit, labelled, stats::predict(fit, labelled, type = "class"))
  }
})

test_that("several outcomes are named", {
  fit <- spline(cbind(pay, size) ~ age + group, data = people)
  answers <- both_ways(fit, people)
  expect_identical(answers$single, answers$batch)
  said <- stats::predict(fit, people)
  expect_equal(
    vapply(answers$batch, `[[`, 0, "size"),
    said[, "size"],
    tolerance = 1e-12
  )
})

test_that("a model of the variance gives intervals", {
  set.seed(1)
  fit <- suppressWarnings(earth::earth(
    pay ~ age,
    people,
    nk = 5,
    thresh = 0,
    pmethod = "none",
    varmod.method = "lm",
    nfold = 3,
    ncross = 3
  ))
  said <- stats::predict(fit, people[1:5, ], interval = "pint", level = 0.9)
  answers <- both_ways(fit, people[1:5, ], interval = "prediction", level = 0.9)
  expect_equal(
    vapply(answers$single, `[[`, 0, "upper"),
    said$upr,
    tolerance = 1e-12
  )
  expect_equal(
    vapply(answers$single, `[[`, 0, "value"),
    said$fit,
    tolerance = 1e-12
  )
})
