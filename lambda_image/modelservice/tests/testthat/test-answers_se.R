few <- people[c(1, 30, 60), ]
counted <- stats::glm(age ~ size + group, stats::poisson, people)

test_that("linear and generalized fits answer standard errors on both scales", {
  said <- predict(linear, few, se.fit = TRUE)
  expect_served(linear, few, cbind(said$fit, said$se.fit), list(se = "true"))
  for (type in c("response", "link")) {
    said <- predict(counted, few, type = type, se.fit = TRUE)
    value <- cbind(said$fit, said$se.fit)
    expect_served(counted, few, value, list(se = "true", type = type))
  }
})

test_that("a negative binomial fit answers the link and standard errors", {
  quine <- MASS::quine
  fit <- MASS::glm.nb(Days ~ Sex + Age, quine)
  rows <- quine[c(1, 70, 140), ]
  said <- predict(fit, rows, type = "response", se.fit = TRUE)
  expect_served(fit, rows, cbind(said$fit, said$se.fit), list(se = "true"))
  expect_served(fit, rows, predict(fit, rows), list(type = "link"))
})

test_that("several outcomes have no standard errors", {
  both <- stats::lm(cbind(pay, age) ~ size, people)
  expect_null(model_choices(both)$se)
})
