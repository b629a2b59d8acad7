fit <- MASS::rlm(stack.loss ~ Air.Flow + log(Water.Temp), stackloss)
rows <- stackloss[c(1, 10, 21), ]

test_that("a robust fit answers numbers, intervals and standard errors", {
  expect_served(fit, rows, predict(fit, rows))
  said <- suppressWarnings(predict(fit, rows, interval = "prediction"))
  expect_served(fit, rows, said, list(interval = "prediction"))
  said <- predict(fit, rows, se.fit = TRUE)
  expect_served(fit, rows, cbind(said$fit, said$se.fit), list(se = "true"))
  expect_proven(fit, stackloss)
})

test_that("an interval does not warn at every request", {
  expect_no_warning(served(fit, rows, list(interval = "prediction")))
})

test_that("a robust fit of a matrix is refused, since predict() has no answer", {
  fit <- MASS::rlm(as.matrix(stackloss[1:3]), stackloss$stack.loss)
  expect_match(conditionMessage(init_error_of(a_model(fit))), "on a matrix")
})
