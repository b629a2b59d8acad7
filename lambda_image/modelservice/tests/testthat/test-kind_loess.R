air <- stats::na.omit(airquality)
fit <- stats::loess(Ozone ~ Temp + Wind, air, span = 0.6)
rows <- air[c(1, 50, 100), ]
outside <- transform(rows, Temp = c(67, 200, 80))

test_that("a loess answers numbers and standard errors", {
  expect_served(fit, rows, predict(fit, rows))
  said <- predict(fit, rows, se = TRUE)
  expect_served(fit, rows, cbind(said$fit, said$se.fit), list(se = "true"))
  expect_proven(fit, air)
})

test_that("a row outside the data of a loess has no answer", {
  said <- predict(fit, outside)
  expect_identical(is.na(unname(said)), c(FALSE, TRUE, FALSE))
  expect_served(fit, outside, said)
  said <- predict(fit, outside, se = TRUE)
  expect_served(fit, outside, cbind(said$fit, said$se.fit), list(se = "true"))
})

test_that("null, and text for a number, are refused by a loess", {
  expect_identical(
    misfits(fit, list(Temp = NULL, Wind = "strong")),
    c(Temp = "null", Wind = "wrong_type")
  )
})
