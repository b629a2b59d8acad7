rows <- people[c(1, 30, 60), ]

test_that("a projection pursuit regression answers a number per outcome", {
  fit <- stats::ppr(pay ~ age + size + group, data = people, nterms = 1)
  expect_served(fit, rows, predict(fit, rows))
  expect_proven(fit, people)
  both <- stats::ppr(cbind(pay, age) ~ size + group, data = people, nterms = 1)
  expect_identical(a_model(both)$outcomes, c("pay", "age"))
  expect_served(both, rows, predict(both, rows))
})
