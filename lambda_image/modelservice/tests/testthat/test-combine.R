test_that("numbers are combined row by row", {
  members <- list(a = list(1, 2), b = list(3, 4), c = list(11, 12))
  expect_identical(combine(members, "mean", 2), list(5, 6))
  expect_identical(combine(members, "median", 2), list(3, 4))
  expect_identical(combine(members, "none", 2)[[1]], list(a = 1, b = 3, c = 11))
})

test_that("labels are voted on, or their probabilities averaged", {
  say <- \(label, p) {
    list(label = label, probability = p, probabilities = list(u = p, v = 1 - p))
  }
  members <- list(
    a = list(say("v", 0.1)),
    b = list(say("u", 0.6)),
    c = list(say("u", 0.6))
  )
  expect_identical(combine(members, "vote", 1)[[1]]$label, "u")
  expect_equal(combine(members, "vote", 1)[[1]]$probability, 2 / 3)
  expect_identical(combine(members, "mean", 1)[[1]]$label, "v")
})

test_that("there is no answer of fewer members, nor of a member's null", {
  expect_null(combine(list(a = list(1), b = NULL), "mean", 1))
  expect_identical(
    combine(list(a = list(1, 2), b = list(NULL, 4)), "mean", 2),
    list(NULL, 3)
  )
})

test_that("rows go back to their places", {
  expect_identical(in_places(list(1, 2), c(1, 3), 3), list(1, NULL, 2))
  expect_identical(in_places(NULL, integer(), 2), list(NULL, NULL))
})
