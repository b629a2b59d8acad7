test_that("a histogram counts every value between round breaks", {
  shown <- column_summary(c(1, 2, 2, 10))$histogram
  expect_identical(range(shown$breaks), c(1, 10))
  expect_identical(sum(shown$counts), 4L)
  expect_length(shown$counts, length(shown$breaks) - 1)
  expect_equal(c(shown$counts)[1], 1L, ignore_attr = TRUE)
})

test_that("values that are all the same have no histogram, nor have none", {
  expect_null(column_summary(c(3, 3, NA))$histogram)
  expect_null(column_summary(NA_real_)$histogram)
})

test_that("the outcome is told as the formula has it", {
  fit <- lm(log(dist) ~ speed, cars)
  response <- model_response(fit)
  expect_identical(response_name(response), "log(dist)")
  expect_identical(
    response_summary(response, cars)$quantiles[["50%"]],
    stats::median(log(cars$dist))
  )
})

test_that("a class outcome is told with how often each level occurs", {
  fit <- nnet::multinom(Species ~ Sepal.Length, iris, trace = FALSE)
  expect_identical(
    response_summary(model_response(fit), iris)$levels$setosa,
    50L
  )
})

test_that("an outcome that the data does not have is left out", {
  fit <- lm(dist ~ speed, cars)
  expect_null(response_summary(model_response(fit), cars["speed"]))
  own <- prepared_model(fit, list(), NULL, \(fit, rows) 0, list(), list())
  expect_null(model_response(own))
})
