inputs_of <- \(fit) {
  inputs <- model_inputs(fit)
  names(inputs) <- vapply(inputs, `[[`, "", "name")
  inputs
}

test_that("a fit tells its columns, types and levels", {
  inputs <- inputs_of(linear)
  expect_named(inputs, c("age", "size", "group", "grade", "smokes"))
  expect_identical(inputs$age$type, "number")
  expect_identical(inputs$smokes$type, "boolean")
  expect_identical(inputs$group$levels, c("low", "high", "\u00fcber"))
  expect_true(inputs$grade$ordered)
})

test_that("a dot formula means all columns but the response", {
  inputs <- inputs_of(stats::lm(pay ~ ., people))
  expect_named(inputs, c("age", "size", "group", "grade", "smokes"))
})

test_that("a variable inside factor() is one of its levels", {
  fit <- stats::lm(mpg ~ factor(cyl) + wt, mtcars)
  cyl <- inputs_of(fit)$cyl
  expect_identical(cyl$type, "factor")
  expect_identical(cyl$levels, c("4", "6", "8"))
})

test_that("text in the training data is text in a request", {
  words <- transform(people, group = as.character(group))
  group <- inputs_of(stats::lm(pay ~ group, words))$group
  expect_identical(group$type, "string")
  expect_setequal(group$levels, c("low", "high", "\u00fcber"))
})

test_that("an offset and a variable of several terms are asked for once", {
  fit <- stats::glm(
    round(age) ~ poly(size, 2) + I(size^3) + offset(log(pay + 10)),
    stats::poisson,
    people
  )
  expect_named(inputs_of(fit), c("size", "pay"))
})

test_that("a forest tells its columns by formula and by matrix", {
  by_formula <- randomForest::randomForest(pay ~ age + group, people, ntree = 5)
  expect_identical(inputs_of(by_formula)$group$levels, levels(people$group))
  by_matrix <- randomForest::randomForest(
    people[c("age", "group")],
    people$pay,
    ntree = 5
  )
  expect_identical(inputs_of(by_matrix), inputs_of(by_formula))
})

test_that("an ordered factor in a forest, whose levels are lost, is refused by name", {
  fit <- randomForest::randomForest(pay ~ age + grade, people, ntree = 5)
  expect_match(
    conditionMessage(init_error_of(model_inputs(fit))),
    "levels of `grade`"
  )
})
