set.seed(7)
pupils <- data.frame(
  hours = stats::runif(150),
  age = stats::runif(150),
  school = factor(sample(c("a", "b", "c"), 150, TRUE))
)
pupils$score <- pupils$hours + stats::rnorm(150) / 3
pupils$grade <- cut(pupils$score, c(-9, 0.3, 0.7, 9), c("low", "mid", "high"))
pupils$grade <- factor(pupils$grade, ordered = TRUE)
pupils$tests <- stats::rpois(150, 3 * pupils$hours)
rows <- pupils[c(1, 75, 150), ]

test_that("an ordinal vglm answers a probability each", {
  fit <- VGAM::vglm(
    grade ~ poly(hours, 2) + school,
    VGAM::cumulative(parallel = TRUE),
    pupils
  )
  expect_identical(a_model(fit)$levels, c("low", "mid", "high"))
  expect_served(fit, rows, VGAM::predict(fit, rows, type = "response"))
  expect_proven(fit, pupils)
  expect_identical(
    misfits(fit, list(hours = NULL, school = "z")),
    c(hours = "null", school = "unknown_level")
  )
})

test_that("a vglm of counts answers a number, of two outcomes two", {
  fit <- VGAM::vglm(tests ~ hours, VGAM::poissonff, pupils)
  expect_served(fit, rows, VGAM::predict(fit, rows, type = "response"))
  both <- VGAM::vglm(cbind(score, age) ~ hours, VGAM::uninormal, pupils)
  expect_identical(a_model(both)$outcomes, c("mean1", "mean2"))
  expect_served(both, rows, VGAM::predict(both, rows, type = "response"))
})

test_that("a value that is left open makes its own row unknown alone", {
  fit <- VGAM::vglm(tests ~ hours + age, VGAM::poissonff, pupils)
  said <- predicted(fit, transform(rows, hours = c(NA, 0.3, 0.4)))
  whole <- VGAM::predict(fit, transform(rows, hours = 0.3), type = "response")
  expect_identical(is.na(said), c(TRUE, FALSE, FALSE))
  expect_equal(said[[2]], whole[[2]])
})

test_that("a vgam learns its columns from the data", {
  s <- VGAM::s
  fit <- VGAM::vgam(grade ~ s(hours, df = 2) + school, VGAM::acat, pupils)
  expect_identical(init_error_of(a_model(fit))$error_type, "Model.TypeUnknown")
  model <- as_saved(fit, pupils)
  expect_served(model, rows, VGAM::predict(fit, rows, type = "response"))
})
