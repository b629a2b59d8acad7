set.seed(4)
counts <- data.frame(
  x = stats::runif(200),
  hours = stats::runif(200, 1, 2),
  site = factor(sample(letters[1:5], 200, TRUE)),
  crew = sample(1:4, 200, TRUE),
  shift = sample(c("day", "night"), 200, TRUE)
)
effect <- stats::rnorm(5)[counts$site]
counts$n <- stats::rpois(200, 3 * exp(counts$x + effect / 2)) *
  stats::rbinom(200, 1, stats::plogis(c(2, 0.5, 1, 0)[counts$crew]))
counts$any <- factor(counts$n > 4, labels = c("few", "many"))
fit <- glmmTMB::glmmTMB(
  n ~ poly(x, 2) + shift + offset(log(hours)) + (1 | site),
  ziformula = ~ x + (1 | crew),
  data = counts,
  family = stats::poisson
)
rows <- counts[c(1, 100, 200), ]

test_that("the columns of all parts of a glmmTMB are asked for", {
  expect_setequal(
    names(types_of(fit)),
    c("x", "shift", "hours", "site", "crew")
  )
  expect_identical(types_of(fit)[["shift"]], "string")
  crew <- Find(\(input) input$name == "crew", model_inputs(fit))
  expect_identical(crew$levels, c("1", "2", "3", "4"))
})

test_that("a glmmTMB answers the response, the link and standard errors", {
  expect_served(fit, rows, predict(fit, rows, type = "response"))
  expect_served(fit, rows, predict(fit, rows), list(type = "link"))
  said <- predict(fit, rows, type = "response", se.fit = TRUE)
  expect_served(fit, rows, cbind(said$fit, said$se.fit), list(se = "true"))
  expect_proven(fit, counts)
})

test_that("a binomial glmmTMB of a factor answers labels", {
  binary <- glmmTMB::glmmTMB(
    any ~ x + (1 | site),
    data = counts,
    family = stats::binomial
  )
  p <- predict(binary, rows, type = "response")
  expect_served(binary, rows, cbind(1 - p, p))
  expect_identical(a_model(binary)$levels, c("few", "many"))
})

test_that("a new group is refused, or answered as the population", {
  record <- list(x = 0.5, shift = "day", hours = 1, site = "q", crew = 9)
  expect_identical(
    misfits(fit, record),
    c(site = "unknown_level", crew = "unknown_level")
  )
  model <- expect_proven(fit, counts, unseen = "impute")
  new <- transform(rows, site = c("a", "q", "b"), crew = c(1, 2, 9))
  said <- predict(fit, new, type = "response", allow.new.levels = TRUE)
  expect_served(model, new, said)
})
