# e1071's naiveBayes(), against its own predict().
bayes <- e1071::naiveBayes(group ~ age + grade + smokes, people)

test_that("labels and probabilities are those of predict()", {
  expect_labels(
    bayes,
    people,
    stats::predict(bayes, people),
    stats::predict(bayes, people, type = "raw")
  )
})

test_that("its tables tell numbers, levels and flags", {
  expect_identical(
    columns_of_fit(bayes),
    list(age = "number", grade = c("b", "a"), smokes = "boolean")
  )
  expect_identical(
    code_of_cell(bayes, list(age = 1, grade = "new", smokes = TRUE)),
    "unknown_level"
  )
  expect_identical(
    code_of_cell(bayes, list(age = 1, grade = "a", smokes = NULL)),
    "null"
  )
})

test_that("x and y answer as well, and text is one of its values", {
  x <- transform(people[c("size", "group")], group = as.character(group))
  fit <- e1071::naiveBayes(x, people$grade)
  expect_labels(
    fit,
    x,
    stats::predict(fit, x),
    stats::predict(fit, x, type = "raw")
  )
})
