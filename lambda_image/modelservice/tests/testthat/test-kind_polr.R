housing <- MASS::housing
fit <- MASS::polr(Sat ~ Infl + Type, housing, weights = Freq)
rows <- housing[c(1, 30, 72), ]

test_that("an ordered outcome answers the label and a probability each", {
  expect_served(fit, rows, predict(fit, rows, type = "probs"))
  expect_identical(served(fit, rows)$label, as.character(predict(fit, rows)))
  expect_proven(fit, housing)
})

test_that("a level that polr has not seen, and null, are refused", {
  expect_identical(
    misfits(fit, list(Infl = NULL, Type = "Castle")),
    c(Infl = "null", Type = "unknown_level")
  )
})
