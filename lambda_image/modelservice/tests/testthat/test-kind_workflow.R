answer_of <- function(fit, rows, ...) unname(predicted(fit, rows, ...))

row_by_row <- function(fit, rows) {
  vapply(seq_len(nrow(rows)), \(i) answer_of(fit, rows[i, ]), 0)
}

test_that("a formula workflow answers as hardhat and its engine do", {
  fit <- formula_workflow(
    pay ~ group * age + log(size) + grade + smokes,
    intercept = TRUE
  )
  expected <- forged_answer(fit, crowd)
  expect_identical(answer_of(fit, crowd), expected)
  expect_identical(row_by_row(fit, crowd[1:5, ]), expected[1:5])
})

test_that("its factors become a column per level, or are left as they are", {
  for (indicators in c("one_hot", "none")) {
    mold <- hardhat::mold(
      pay ~ age + group + size,
      crowd,
      blueprint = hardhat::default_formula_blueprint(indicators = indicators)
    )
    fit <- a_workflow(mold, \(data) stats::lm(..y ~ . + 0, data))
    expect_equal(
      row_by_row(fit, crowd[1:5, ]),
      forged_answer(fit, crowd[1:5, ])
    )
  }
})

test_that("poly() and ns() of a formula keep the knots of the training data", {
  fit <- formula_workflow(
    pay ~ poly(age, 2) + splines::ns(size, 3),
    intercept = TRUE
  )
  expect_identical(
    answer_of(fit, crowd[3:4, ]),
    forged_answer(fit, crowd[3:4, ])
  )
})

test_that("a text whose levels the blueprint does not keep is refused by its name", {
  fit <- formula_workflow(pay ~ age + town, intercept = TRUE)
  fit$pre$mold$blueprint$levels <- NULL
  error <- init_error_of(as_kind(fit, "m"))
  expect_match(conditionMessage(error), "the levels of the text column `town`")
})

test_that("a workflow of variables answers as hardhat and its engine do", {
  mold <- hardhat::mold(crowd[c("age", "group")], crowd$pay)
  fit <- lm_workflow(mold)
  expect_identical(
    answer_of(fit, crowd[1:5, ]),
    forged_answer(fit, crowd[1:5, ])
  )
})

test_that("a request gives the predictors, in the types of the prototypes", {
  fit <- recipe_workflow(
    recipes::recipe(
      pay ~ age + size + group + grade + smokes + town + day,
      crowd
    )
  )
  inputs <- model_inputs(as_kind(fit, "m"))
  expect_identical(
    vapply(inputs, `[[`, "", "type"),
    c("integer", "number", "factor", "factor", "boolean", "string", "date")
  )
  expect_identical(inputs[[4]]$ordered, TRUE)
  expect_identical(inputs[[6]]$levels, c("Aa", "Bo", "Ce"))
})

test_that("a fraction for an integer, null and unknown levels are refused", {
  model <- a_model(formula_workflow(pay ~ age + group))
  bad <- list(age = 30.5, group = "nobody")
  errors <- error_of(rows_of(list(bad), model$plan))$errors
  expect_identical(
    vapply(errors, `[[`, "", "code"),
    c("wrong_type", "unknown_level")
  )
  null <- error_of(rows_of(list(list(age = NULL, group = "low")), model$plan))
  expect_identical(null$errors[[1]]$code, "null")
})

test_that("intervals are those of the engine, at the level that is asked for", {
  fit <- formula_workflow(pay ~ age + group, intercept = TRUE)
  expect_identical(
    model_choices(as_kind(fit, "m")),
    list(interval = c("none", "confidence", "prediction"))
  )
  said <- predicted(fit, crowd[1:3, ], interval = "prediction", level = 0.8)
  expected <- forged_answer(
    fit,
    crowd[1:3, ],
    interval = "prediction",
    level = 0.8
  )
  expect_equal(unname(said), unname(expected))
})

test_that("a classifier answers the label and the probabilities of its calls", {
  mold <- hardhat::mold(admit ~ age + size, crowd)
  fit <- a_workflow(
    mold,
    \(data) stats::glm(..y ~ ., stats::binomial, data),
    pred = glm_pred,
    engine = "glm"
  )
  said <- predicted(fit, crowd)
  second <- forged_answer(fit, crowd, type = "response")
  expect_identical(said$probabilities[, "admitted"], second)
  expect_identical(said$label, c("rejected", "admitted")[1 + (second >= 0.5)])
  expect_identical(
    model_outcome(as_kind(fit, "m"))$levels,
    c("rejected", "admitted")
  )
})

test_that("an engine that takes missing values is asked with null", {
  fit_rpart <- \(data) rpart::rpart(..y ~ ., data)
  fit <- a_workflow(
    hardhat::mold(crowd[c("age", "group")], crowd$pay),
    fit_rpart,
    pred = rpart_pred,
    engine = "rpart",
    libs = "rpart"
  )
  rows <- rows_of(list(list(age = NULL, group = NULL)), a_model(fit)$plan)
  expect_identical(answer_of(fit, rows), forged_answer(fit, rows))
})

test_that("what cannot predict yet is refused with what to save", {
  untrained <- formula_workflow(pay ~ age)
  untrained$trained <- FALSE
  expect_match(
    conditionMessage(init_error_of(as_kind(untrained, "m"))),
    "cannot predict yet: save what fit\\(\\) of it returns"
  )
  last <- structure(list(), class = c("last_fit", "tune_results"))
  expect_match(
    conditionMessage(init_error_of(as_kind(last, "m"))),
    "save what tune::extract_workflow\\(\\) gives"
  )
})

test_that("a postprocessor and an unknown mode are refused", {
  fit <- formula_workflow(pay ~ age)
  tailored <- fit
  tailored$post$actions <- list(tailor = list())
  error <- init_error_of(as_kind(tailored, "m"))
  expect_match(conditionMessage(error), "postprocessor \\(tailor\\)")
  fit$fit$fit$spec$mode <- "censored regression"
  error <- init_error_of(as_kind(fit, "m"))
  expect_match(conditionMessage(error), "its mode is censored regression")
})

test_that("its engine's package is needed, and parsnip and workflows are not", {
  fit <- formula_workflow(pay ~ age)
  fit$fit$fit$spec$method$libs <- c("stats", "parsnip", "nosuchengine")
  expect_identical(model_packages(as_kind(fit, "m")), "nosuchengine")
})

test_that("several outcomes are columns", {
  mold <- hardhat::mold(pay + size ~ age, crowd)
  fit <- lm_workflow(mold)
  fit$fit$fit$fit <- stats::lm(cbind(pay, size) ~ age, crowd)
  expect_identical(model_outcome(as_kind(fit, "m"))$outcomes, c("pay", "size"))
  expect_identical(dim(predicted(fit, crowd[1:2, ])), c(2L, 2L))
})

test_that("save_model() proves a workflow in a fresh R, and keeps the file as it is", {
  fit <- recipe_workflow(
    recipes::recipe(pay ~ age + group + town, crowd) |>
      recipes::step_novel(town) |>
      recipes::step_dummy(recipes::all_nominal_predictors()) |>
      recipes::step_zv(recipes::all_predictors())
  )
  dir <- empty_folder()
  save_model(fit, "crowd", crowd, dir = dir)
  card <- lambdaruntime::parse_json(paste(
    readLines(file.path(dir, "model.json")),
    collapse = ""
  ))
  expect_identical(card$proof, "passed")
  expect_s3_class(readRDS(file.path(dir, "model.rds")), "workflow")
})
