wine <- transform(ordinal::wine, n = as.numeric(bottle))
fit <- ordinal::clm(rating ~ temp + poly(n, 2), data = wine)
rows <- wine[c(1, 40, 72), ]
asked <- rows[c("temp", "contact", "n")]

test_that("a cumulative link model answers all probabilities", {
  expect_served(fit, rows, predict(fit, asked, type = "prob")$fit)
  said <- predict(fit, asked, type = "class")$fit
  expect_identical(served(fit, rows)$label, as.character(said))
  expect_proven(fit, wine)
})

test_that("nominal and scale effects are columns, too", {
  fit <- ordinal::clm(
    rating ~ n,
    nominal = ~contact,
    scale = ~temp,
    data = wine
  )
  expect_identical(
    types_of(fit),
    c(n = "number", contact = "factor", temp = "factor")
  )
  expect_served(fit, rows, predict(fit, asked, type = "prob")$fit)
  expect_identical(
    misfits(fit, list(n = 1, contact = "maybe", temp = NULL)),
    c(contact = "unknown_level", temp = "null")
  )
})

test_that("a cumulative link mixed model is refused by name", {
  fit <- structure(list(), class = "clmm")
  refused <- init_error_of(a_model(fit))
  expect_identical(refused$error_type, "Model.UnknownKind")
  expect_match(conditionMessage(refused), "ordinal has no predict")
})
