# partykit's trees and forests, against their own predict().
split <- \(...) partykit::ctree_control(mincriterion = 0, minbucket = 5, ...)
tree <- partykit::ctree(group ~ age + size + grade, people, control = split())

test_that("a tree answers the label and the shares of its leaf", {
  expect_labels(
    tree,
    people,
    stats::predict(tree, people),
    stats::predict(tree, people, type = "prob")
  )
  expect_identical(columns_of_fit(tree)$grade, levels(people$grade))
  expect_identical(
    code_of_cell(tree, list(age = 1, size = 1, grade = "new")),
    "unknown_level"
  )
  expect_identical(
    code_of_cell(tree, list(age = NULL, size = 1, grade = "a")),
    "null"
  )
})

test_that("a tree of numbers answers numbers, of whole ones and transformed ones, too", {
  data <- transform(people, age = as.integer(age))
  fit <- partykit::ctree(pay ~ log(size) + age + group, data, control = split())
  expect_values(fit, data, stats::predict(fit, data))
})

test_that("a tree without a split answers", {
  fit <- partykit::ctree(
    group ~ age,
    people,
    control = partykit::ctree_control(mincriterion = 1)
  )
  expect_labels(
    fit,
    people,
    stats::predict(fit, people),
    stats::predict(fit, people, type = "prob")
  )
})

test_that("an rpart that became a party answers as a party", {
  fit <- partykit::as.party(rpart::rpart(group ~ age + size, people))
  expect_labels(
    fit,
    people,
    stats::predict(fit, people),
    stats::predict(fit, people, type = "prob")
  )
})

test_that("a forest answers labels with probabilities, or numbers", {
  set.seed(1)
  classes <- partykit::cforest(group ~ age + size + grade, people, ntree = 5)
  expect_labels(
    classes,
    people,
    stats::predict(classes, people),
    stats::predict(classes, people, type = "prob")
  )
  numbers <- partykit::cforest(pay ~ age + group, people, ntree = 5)
  expect_values(numbers, people, stats::predict(numbers, people))
})

test_that("a tree of linear models answers with the model of the leaf", {
  data <- transform(people, pay = pay + (group == "low") * age)
  fit <- partykit::lmtree(pay ~ age | size + group, data)
  expect_gt(length(fit), 1)
  expect_values(fit, data, stats::predict(fit, data))
  expect_identical(
    columns_of_fit(fit),
    list(age = "number", size = "number", group = levels(people$group))
  )
})

test_that("a tree of logistic models answers the probability of the second label", {
  data <- transform(people, admit = factor(smokes, labels = c("no", "yes")))
  fit <- partykit::glmtree(
    admit ~ age | size + group,
    data,
    family = stats::binomial
  )
  p <- stats::predict(fit, data)
  expect_labels(
    fit,
    data,
    ifelse(p > 0.5, "yes", "no"),
    data.frame(no = 1 - p, yes = p)
  )
})

test_that("a tree of another outcome is refused by its class", {
  fit <- partykit::ctree(age + size ~ group, people)
  expect_match(
    conditionMessage(init_error_of(a_model(fit))),
    "class data.frame"
  )
})
