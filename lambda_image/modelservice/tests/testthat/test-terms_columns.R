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

one_type <- function(formula, data = people) {
  fit <- stats::lm(formula, data)
  inputs_of(fit)[[1]]$type
}

test_that("what a call takes is the type of the name inside", {
  for (formula in c(
    pay ~ log(size),
    pay ~ I(size > 0.5),
    pay ~ cut(size, c(0, 0.5, 1)),
    pay ~ ifelse(size > 0.5, "a", "b"),
    pay ~ poly(size, 2),
    pay ~ I((size)^2),
    pay ~ I(size %in% c(1, 2)),
    pay ~ sin(2 * pi * size)
  )) {
    expect_identical(one_type(formula), "number")
  }
  expect_identical(one_type(pay ~ I(group == "low")), "string")
  expect_identical(one_type(pay ~ smokes + I(!smokes)), "boolean")
})

test_that("what no call tells is refused with the name and the call", {
  refused <- \(formula) conditionMessage(init_error_of(one_type(formula)))
  expect_match(
    refused(pay ~ as.numeric(group)),
    "`group` stands only in `as.numeric\\(group\\)`"
  )
  expect_match(
    refused(pay ~ I(age > size)),
    "`age` stands only in `age > size`"
  )
  expect_match(refused(pay ~ paste(group)), "paste")
  # 0 and 1 pass for FALSE and TRUE: what a client has is not known.
  expect_match(refused(pay ~ I(!smokes)), "`smokes` stands only in `!smokes`")
  expect_match(refused(pay ~ ifelse(smokes, 1, 2)), "`smokes` stands only in")
  # As text it would be NA, and the answer another one.
  expect_match(
    refused(pay ~ I(group == "low") + as.numeric(group)),
    "`group` stands only"
  )
})

test_that("uses that contradict each other are refused", {
  uses <- list(
    list(name = "x", type = "number"),
    list(name = "x", type = "string", bare = TRUE)
  )
  error <- init_error_of(agreed_input("x", uses, list()))
  expect_match(conditionMessage(error), "`x` is used as number and as string")
})

test_that("an object that came along in the fit's own environment is not a column", {
  make <- function() {
    limit <- 0.5
    stats::lm(pay ~ I(size > limit), people)
  }
  expect_named(inputs_of(make()), "size")
})
