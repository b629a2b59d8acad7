sleep <- lme4::sleepstudy
linear_mixed <- lme4::lmer(Reaction ~ Days + (Days | Subject), sleep)
herds <- transform(lme4::cbpp, ill = incidence > 0, herd = as.numeric(herd))
binary <- suppressMessages(
  lme4::glmer(ill ~ period + (1 | herd), herds, stats::binomial)
)
schools <- local({
  set.seed(5)
  data.frame(
    score = stats::rnorm(80),
    hours = stats::runif(80),
    school = rep(c("east", "west"), each = 40),
    class = c(rep(c("a", "b"), 20), rep(c("a", "b", "c", "d"), 10))
  )
})
nested <- suppressMessages(
  lme4::lmer(score ~ log(hours) + (1 | school / class), schools)
)
unknown <- list(Days = 3, Subject = "999")

test_that("the groups of a mixed model are columns with the levels of the fit", {
  inputs <- model_inputs(linear_mixed)
  expect_identical(inputs[[2]]$levels, levels(sleep$Subject))
  expect_identical(
    types_of(nested),
    c(hours = "number", school = "string", class = "string")
  )
})

test_that("a mixed model answers as predict() does", {
  rows <- sleep[c(1, 90, 180), ]
  expect_served(linear_mixed, rows, predict(linear_mixed, rows))
  expect_proven(linear_mixed, sleep, proof = predict(linear_mixed, sleep))
  expect_proven(nested, schools)
})

test_that("a new group is refused", {
  expect_identical(
    misfits(linear_mixed, unknown),
    c(Subject = "unknown_level")
  )
})

test_that("a new group is predicted at the population level where one says so", {
  model <- expect_proven(
    linear_mixed,
    sleep,
    unseen = "impute",
    proof = predict(linear_mixed, sleep)
  )
  rows <- sleep[c(1, 90, 180), ]
  levels(rows$Subject) <- c(levels(sleep$Subject)[1:17], "999")
  said <- predict(linear_mixed, rows, allow.new.levels = TRUE)
  expect_served(model, rows, said)
  population <- predict(linear_mixed, rows, re.form = NA)
  expect_identical(said[[3]], population[[3]])
})

test_that("a group that was a number is one of its numbers", {
  expect_identical(types_of(binary)[["herd"]], "number")
  record <- list(period = "1", herd = 99)
  expect_identical(misfits(binary, record), c(herd = "unknown_level"))
})

test_that("a truth is answered with labels, a share with a number", {
  rows <- herds[c(1, 20, 40), ]
  p <- predict(binary, rows, type = "response")
  expect_served(binary, rows, cbind(1 - p, p))
  expect_served(binary, rows, predict(binary, rows), list(type = "link"))
  share <- lme4::glmer(
    cbind(incidence, size - incidence) ~ period + (1 | herd),
    lme4::cbpp,
    stats::binomial
  )
  rows <- lme4::cbpp[c(1, 20, 40), ]
  expect_served(share, rows, predict(share, rows, type = "response"))
})

test_that("a class that its school does not have is answered for the school", {
  rows <- transform(schools[c(1, 1), ], class = c("a", "d"))
  said <- predict(nested, rows, allow.new.levels = TRUE)
  school <- predict(nested, rows, re.form = ~ (1 | school))
  expect_served(nested, rows, said)
  expect_equal(said[[2]], school[[2]])
})

test_that("a value that is left open leaves the other rows as they are", {
  saved <- as_saved(
    binary,
    herds,
    policy = list(null = "impute", unseen = "impute")
  )
  rows <- herds[c(1, 20, 40), ]
  known <- predict(binary, rows, type = "response")
  rows$period[2] <- NA
  rows$herd[3] <- NA
  population <- predict(binary, rows[3, ], re.form = NA, type = "response")
  p <- c(known[1], NA, population)
  expect_served(saved, rows, cbind(1 - p, p))
})
