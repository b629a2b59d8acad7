# mlr3 is not installed here: environments in the shape of a trained learner.
learner_of <- function(
  class,
  model,
  features,
  data = people,
  target = "group"
) {
  learner <- new.env()
  learner$state <- structure(
    list(
      model = model,
      feature_names = features,
      data_prototype = data[0, c(target, features)]
    ),
    class = c("learner_state", "list")
  )
  structure(learner, class = c(class, "Learner", "R6"))
}
seen <- c("age", "group")

test_that("a learner answers with the model that it holds, on the columns that it was trained on", {
  model <- ranger::ranger(
    pay ~ .,
    people[c("pay", seen)],
    num.trees = 9,
    num.threads = 1
  )
  fit <- learner_of("LearnerRegrRanger", model, seen, target = "pay")
  expect_identical(
    columns_of_fit(fit),
    list(age = "number", group = levels(people$group))
  )
  said <- stats::predict(model, people, num.threads = 1)$predictions
  expect_values(fit, people, said)
})

test_that("labels and probabilities are those of the model", {
  model <- rpart::rpart(group ~ age + size, people)
  fit <- learner_of("LearnerClassifRpart", model, c("age", "size"))
  expect_labels(
    fit,
    people,
    stats::predict(model, people, type = "class"),
    stats::predict(model, people)
  )
  expect_identical(code_of_cell(fit, list(age = NULL, size = 1)), "null")
})

test_that("a logistic regression has the labels of its task, of which the first is positive", {
  data <- transform(
    people,
    grade = factor(grade, levels = c("a", "b"), ordered = FALSE)
  )
  swapped <- transform(data, grade = factor(grade, levels = c("b", "a")))
  model <- stats::glm(
    grade ~ age + size,
    stats::binomial,
    swapped,
    model = FALSE
  )
  fit <- learner_of(
    "LearnerClassifLogReg",
    model,
    c("age", "size"),
    data,
    "grade"
  )
  p <- stats::predict(model, data, type = "response")
  expect_labels(
    fit,
    data,
    ifelse(p < 0.5, "b", "a"),
    data.frame(a = p, b = 1 - p)
  )
})

test_that("a learner that is read from a file is the same", {
  model <- stats::lm(pay ~ age + group, people)
  file <- withr::local_tempfile()
  saveRDS(learner_of("LearnerRegrLM", model, seen, target = "pay"), file)
  expect_values(readRDS(file), people, stats::predict(model, people))
})

test_that("text has the values that the model keeps, or is refused", {
  data <- transform(people, group = as.character(group))
  fit <- learner_of(
    "LearnerRegrLM",
    stats::lm(pay ~ age + group, data),
    seen,
    data,
    "pay"
  )
  expect_identical(columns_of_fit(fit)$group, sort(levels(people$group)))
  forest <- ranger::ranger(
    pay ~ age + group,
    data,
    num.trees = 9,
    num.threads = 1
  )
  fit <- learner_of("LearnerRegrRanger", forest, seen, data, "pay")
  expect_match(
    conditionMessage(init_error_of(a_model(fit))),
    "levels of `group`"
  )
})

test_that("other learners, and one without a model, are refused with what to save instead", {
  for (class in c("GraphLearner", "AutoTuner", "LearnerClassifXgboost")) {
    error <- init_error_of(as_kind(learner_of(class, list(), seen), "m"))
    expect_match(
      conditionMessage(error),
      paste0(class, ".*save_model\\(learner\\$model")
    )
  }
  error <- init_error_of(as_kind(learner_of("LearnerRegrLM", NULL, seen), "m"))
  expect_match(conditionMessage(error), "is not trained")
})
