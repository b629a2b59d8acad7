# pls's plsr() and pcr(), against their own predict().
partial <- pls::plsr(
  pay ~ age + size + group,
  ncomp = 3,
  data = people,
  scale = TRUE
)

test_that("the answer is that of all components, whose number may be chosen", {
  expect_values(partial, people, stats::predict(partial, people, ncomp = 3))
  expect_values(
    partial,
    people,
    stats::predict(partial, people, ncomp = 1),
    ncomp = "1"
  )
  expect_identical(model_choices(partial)$ncomp, c("3", "2", "1"))
  expect_identical(columns_of_fit(partial)$group, levels(people$group))
  expect_identical(
    code_of_cell(partial, list(age = 1, size = NULL, group = "low")),
    "null"
  )
})

test_that("its call says what it answers, with a chosen number of components, too", {
  fit <- partial
  newdata <- people
  expect_equal(
    eval(str2lang(model_calls(fit))),
    stats::predict(fit, people, ncomp = 3)[,, 1],
    ignore_attr = TRUE
  )
  saved <- as_saved(fit, people, choose = list(ncomp = 2))
  expect_equal(
    eval(str2lang(model_calls(saved))),
    stats::predict(fit, people, ncomp = 2)[,, 1],
    ignore_attr = TRUE
  )
  expect_values(saved, people, stats::predict(fit, people, ncomp = 2))
})

test_that("several outcomes are named", {
  fit <- pls::pcr(cbind(pay, size) ~ age + smokes, ncomp = 2, data = people)
  answers <- both_ways(fit, people)
  expect_identical(answers$single, answers$batch)
  said <- stats::predict(fit, people, ncomp = 2)[, "size", 1]
  expect_equal(
    vapply(answers$batch, `[[`, 0, "size"),
    unname(said),
    tolerance = 1e-12
  )
})

test_that("a matrix as a column is refused", {
  data <- list(pay = people$pay, spectrum = as.matrix(people[c("age", "size")]))
  fit <- pls::plsr(pay ~ spectrum, ncomp = 2, data = data)
  expect_match(conditionMessage(init_error_of(model_inputs(fit))), "spectrum")
})
