test_that("every kind predicts from a request what it predicts from the training row", {
  fits <- list(
    linear,
    stats::glm(smokes ~ age + group, stats::binomial, people),
    stats::glm(age ~ size, stats::poisson, people),
    randomForest::randomForest(pay ~ age + group + smokes, people, ntree = 9),
    randomForest::randomForest(group ~ age + size, people, ntree = 9)
  )
  record <- list(
    age = people$age[7],
    size = people$size[7],
    group = "low",
    grade = "b",
    smokes = people$smokes[7]
  )
  for (fit in fits) {
    from_request <- model_predict(
      fit,
      read_rows(list(record), plan_columns(model_inputs(fit)))
    )
    from_training <- model_predict(fit, people[7, ])
    expect_equal(from_request, from_training, ignore_attr = TRUE)
  }
})

test_that("a binomial fit answers label, probability and probabilities", {
  admitted <- transform(
    people,
    admit = factor(smokes, labels = c("rejected", "admitted"))
  )
  fit <- stats::glm(admit ~ age, stats::binomial, admitted)
  model <- a_model(fit)
  answer <- predict_rows(model, people[1, ])$predictions[[1]]
  p <- stats::predict(fit, people[1, ], type = "response")[[1]]
  expect_identical(answer$probabilities, list(rejected = 1 - p, admitted = p))
  expect_identical(answer$label, if (p > 0.5) "admitted" else "rejected")
  expect_identical(answer$probability, max(p, 1 - p))
})

test_that("a value that is no finite number is null, with a warning", {
  fit <- stats::lm(pay ~ log(size), people)
  answer <- suppressWarnings(predict_rows(
    a_model(fit),
    data.frame(size = c(0.5, -1))
  ))
  expect_match(lambdaruntime::to_json(answer$predictions), ",null\\]$")
  expect_match(answer$warnings, "1 value is no finite number")
})

test_that("an unknown kind is refused by its class", {
  error <- init_error_of(model_inputs(structure(list(), class = "mystery")))
  expect_match(conditionMessage(error), "mystery")
})
