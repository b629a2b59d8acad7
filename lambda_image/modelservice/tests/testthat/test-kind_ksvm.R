# kernlab's ksvm(), against its own predict().
svm_of <- function(...) {
  set.seed(1)
  suppressMessages(kernlab::ksvm(..., kpar = list(sigma = 0.5)))
}
machine <- svm_of(group ~ age + size, people, prob.model = TRUE)
by_kernlab <- \(fit, rows, ...) kernlab::predict(fit, rows, ...)

test_that("labels and probabilities are those of predict()", {
  probabilities <- by_kernlab(machine, people, type = "probabilities")
  expect_labels(machine, people, by_kernlab(machine, people), probabilities)
})

test_that("without prob.model it answers labels alone", {
  fit <- svm_of(group ~ age + size, people)
  expect_labels(fit, people, by_kernlab(fit, people))
  expect_named(model_calls(fit), "label")
})

test_that("a regression answers numbers, with prob.model, too", {
  for (with in c(TRUE, FALSE)) {
    fit <- svm_of(pay ~ log(age) + size, people, prob.model = with)
    expect_values(fit, people, by_kernlab(fit, people))
  }
})

test_that("the levels of a single factor are read from the dummies of the support vectors", {
  fit <- svm_of(pay ~ age + group, people)
  expect_identical(columns_of_fit(fit)$group, levels(people$group))
  expect_values(fit, people, by_kernlab(fit, people))
  expect_identical(
    code_of_cell(fit, list(age = 1, group = "new")),
    "unknown_level"
  )
})

test_that("text has the levels of the training data, in a single row, too", {
  data <- transform(people, group = as.character(group))
  fit <- svm_of(pay ~ age + group, data)
  expect_identical(columns_of_fit(fit)$group, sort(unique(data$group)))
  expect_values(fit, data, by_kernlab(fit, data))
})

test_that("a flag is a flag", {
  fit <- svm_of(pay ~ age + smokes, people)
  expect_identical(columns_of_fit(fit)$smokes, "boolean")
  expect_values(fit, people, by_kernlab(fit, people))
})

test_that("of two factors the levels are refused until the data say them", {
  fit <- svm_of(pay ~ age + group + grade, people)
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "levels of `group`"
  )
  saved <- as_saved(fit, people)
  expect_values(saved, people, by_kernlab(fit, people))
})

test_that("a matrix gives the names of its columns, which are numbers", {
  fit <- svm_of(as.matrix(people[c("age", "size")]), people$grade)
  expect_identical(columns_of_fit(fit), list(age = "number", size = "number"))
  expect_labels(
    fit,
    people,
    by_kernlab(fit, as.matrix(people[c("age", "size")]))
  )
})

test_that("a matrix of kernels has no columns that a request could give", {
  x <- as.matrix(people[c("age", "size")])
  kernels <- kernlab::kernelMatrix(kernlab::rbfdot(0.5), x)
  fit <- kernlab::ksvm(kernels, people$grade)
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "names of columns"
  )
})

test_that("one class answers whether a row belongs to it", {
  fit <- svm_of(~ age + size, people, type = "one-svc")
  expect_labels(fit, people, as.vector(by_kernlab(fit, people)))
})

test_that("null is refused", {
  expect_identical(code_of_cell(machine, list(age = NULL, size = 1)), "null")
})
