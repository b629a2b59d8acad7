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

test_that("numbers as CSV have a column per member, and none where there is no answer", {
  answer <- list(
    predictions = list(2, NULL),
    members = list(a = list(1, NULL), b = list(3, 4.5))
  )
  expect_identical(
    ensemble_csv(answer, "mean"),
    "prediction,a,b\r\n2,1,3\r\nNA,NA,4.5\r\n"
  )
  expect_identical(ensemble_csv(answer, "none"), "a,b\r\n1,3\r\nNA,4.5\r\n")
})

test_that("labels as CSV stand with the probability of each, and with the members'", {
  say <- \(label, p) {
    list(label = label, probability = p, probabilities = list(u = 1 - p, v = p))
  }
  answer <- list(
    predictions = list(say("v", 0.75)),
    members = list(a = list(say("v", 1)), b = list(list(label = "u")))
  )
  expect_identical(
    ensemble_csv(answer, "mean"),
    "label,probability,probability_u,probability_v,a,b\r\nv,0.75,0.25,0.75,v,u\r\n"
  )
})

test_that("rows go back to their places", {
  expect_identical(in_places(list(1, 2), c(1, 3), 3), list(1, NULL, 2))
  expect_identical(in_places(NULL, integer(), 2), list(NULL, NULL))
})

test_that("several outcomes are combined one by one", {
  members <- list(
    a = list(list(u = 1, v = 2), NULL),
    b = list(list(u = 3, v = 6), list(u = 1, v = 1))
  )
  combined <- combine(members, "mean", 2)
  expect_identical(combined, list(list(u = 2, v = 4), NULL))
  answer <- list(predictions = combined, members = members)
  expect_identical(
    ensemble_csv(answer, "mean"),
    "u,v,a_u,a_v,b_u,b_v\r\n2,4,1,2,3,6\r\nNA,NA,NA,NA,1,1\r\n"
  )
})
