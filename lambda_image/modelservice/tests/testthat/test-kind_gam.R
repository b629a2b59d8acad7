cars <- transform(
  mtcars,
  gear = factor(gear),
  am = am == 1,
  make = ifelse(cyl == 8, "us", "other")
)
# mgcv's formulas find s() where mgcv is loaded.
gam <- \(...) suppressWarnings(mgcv::gam(...))
fit <- gam(
  mpg ~ s(wt, k = 4) + s(hp, by = am, k = 3) + s(gear, bs = "re") + make,
  data = transform(cars, am = factor(am))
)
rows <- transform(cars[c(1, 5, 20), ], am = factor(am))
binomial <- mgcv::gam(am ~ s(wt, k = 3), stats::binomial, cars)

test_that("a gam knows smooths, by-variables, random effects and text", {
  expect_identical(
    types_of(fit)[c("wt", "hp", "am", "gear", "make")],
    c(
      wt = "number",
      hp = "number",
      am = "factor",
      gear = "factor",
      make = "string"
    )
  )
})

test_that("a gam answers as predict() does, in a batch, alone and in a fresh R", {
  expect_served(fit, rows, predict(fit, rows))
  expect_proven(fit, transform(cars, am = factor(am)))
})

test_that("a gam answers standard errors", {
  said <- predict(fit, rows, se.fit = TRUE)
  expect_served(fit, rows, cbind(said$fit, said$se.fit), list(se = "true"))
})

test_that("a level that no smooth has seen, and null, are refused", {
  record <- list(wt = 2, hp = NULL, am = "TRUE", gear = "9", make = "us")
  expect_identical(
    misfits(fit, record)[c("gear", "hp")],
    c(gear = "unknown_level", hp = "null")
  )
})

test_that("a binomial gam answers labels, and on demand the link", {
  p <- as.vector(predict(binomial, rows, type = "response"))
  expect_served(binomial, cars[c(1, 5, 20), ], cbind(1 - p, p))
  expect_served(
    binomial,
    cars[c(1, 5, 20), ],
    predict(binomial, cars[c(1, 5, 20), ]),
    list(type = "link")
  )
  expect_identical(a_model(binomial)$levels, c("FALSE", "TRUE"))
})

# Three grades that depend on x, more or less.
set.seed(3)
graded <- data.frame(x = stats::runif(300), z = stats::runif(300))
graded$y <- graded$x + stats::rnorm(300) / 4
graded$grade <- findInterval(graded$y, c(0.3, 0.7)) + 1
few <- graded[c(1, 150, 300), ]

test_that("categories, ordered or not, answer a probability each", {
  ordered <- gam(grade ~ s(x), family = mgcv::ocat(R = 3), data = graded)
  expect_identical(a_model(ordered)$levels, c("1", "2", "3"))
  expect_served(ordered, few, predict(ordered, few, type = "response"))
  kinds <- gam(
    list(I(grade - 1) ~ s(x), ~ s(z)),
    family = mgcv::multinom(K = 2),
    data = graded
  )
  expect_identical(a_model(kinds)$levels, c("0", "1", "2"))
  expect_served(kinds, few, predict(kinds, few, type = "response"))
})

test_that("several outcomes are named as in their formulas", {
  both <- gam(list(y ~ s(x), z ~ x), family = mgcv::mvn(d = 2), data = graded)
  expect_identical(a_model(both)$outcomes, c("y", "z"))
  expect_served(both, few, predict(both, few, type = "response"))
})

test_that("a family with several predictors is refused by its name", {
  both <- gam(list(y ~ s(x), ~z), family = mgcv::gaulss(), data = graded)
  expect_match(conditionMessage(init_error_of(a_model(both))), "`gaulss`")
})

test_that("a value whose logarithm is infinite makes its own row unknown alone", {
  fit <- gam(y ~ s(log(x)) + z, data = graded)
  rows <- transform(few, x = c(0, 0.5, 0.7))
  said <- predict(fit, rows[-1, ])
  expect_served(fit, rows, c(NA, said))
})

test_that("a discrete bam answers the same in a large batch as alone", {
  set.seed(2)
  many <- data.frame(x = stats::runif(3000), z = stats::runif(3000))
  many$y <- sin(6 * many$x) + many$z
  bam <- mgcv::bam(y ~ s(x) + s(z, k = 4), data = many, discrete = TRUE)
  at <- c(1, 1500, 3000)
  expect_equal(
    served(bam, many)[at, 1],
    served(bam, many[at, ], alone = TRUE)[[1]],
    tolerance = 1e-12
  )
})

test_that("the gam of a gamm answers for it", {
  mixed <- suppressWarnings(mgcv::gamm(mpg ~ s(wt, k = 4), data = cars))
  expect_served(mixed, rows, predict(mixed$gam, rows))
  expect_proven(mixed, cars)
})

test_that("a gam of another package than mgcv is refused", {
  other <- structure(list(), class = c("gam", "glm", "lm"))
  expect_identical(
    init_error_of(a_model(other))$error_type,
    "Model.UnknownKind"
  )
})
