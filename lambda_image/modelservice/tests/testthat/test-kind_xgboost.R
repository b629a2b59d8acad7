# What a service makes of a booster: its columns, its answers, its refusals.
trees <- list(stump(2, c(10, 20), default_left = 1))
classes <- list(leaf(1), stump(2, c(2, 0)), leaf(0))
bytes_of_classes <- booster_of(
  classes,
  objective = "multi:softprob",
  num_class = "3",
  groups = 0:2
)
logistic <- booster_of(
  list(stump(2, c(-1, 1))),
  objective = "binary:logistic",
  base_score = "5E-1"
)
species <- c("setosa", "versicolor", "virginica")

asked <- function(fit, body, query = NULL) {
  answer_http(body, query = query, service = a_service(a_model(fit)))
}

answers <- function(...) {
  response <- asked(...)
  expect_identical(response$statusCode, 200L)
  said <- lambdaruntime::parse_json(response$body)$predictions
  if (is.list(said)) said else as.vector(unclass(said))
}

test_that("the columns are the features, of which each may be null", {
  inputs <- model_inputs(as_kind(xgboost_1(booster_of(trees)), "m"))
  expect_identical(inputs[[2]], input_column("b", "number", nullable = TRUE))
  expect_identical(input_names(inputs), c("a", "b"))
})

test_that("null goes the default way, in one row and in several", {
  fit <- xgboost_1(booster_of(trees))
  expect_identical(answers(fit, '{"a": null, "b": null}'), 10)
  rows <- '[{"a": 1.5, "b": 0}, {"a": null, "b": 1}, {"b": 1, "a": 7}]'
  expect_identical(answers(fit, rows), c(10, 10, 20))
})

test_that("a column that is missing is an error all the same", {
  response <- asked(xgboost_1(booster_of(trees)), '{"a": 1}')
  expect_identical(response$problem$errors[[1]]$code, "missing")
})

test_that("a booster of xgboost 1 keeps the names beside it", {
  fit <- xgboost_1(booster_of(trees, names = NULL), feature_names = c("b", "a"))
  expect_identical(answers(fit, '{"a": 1, "b": 3}'), 20)
})

test_that("binary:logistic answers its probability as a number, or the margin", {
  fit <- xgboost_3(logistic)
  expect_equal(
    answers(fit, '{"a": 3, "b": 0}'),
    stats::plogis(1),
    tolerance = 1e-7
  )
  margin <- answers(fit, '{"a": 3, "b": 0}', list(type = "margin"))
  expect_identical(margin, 1)
})

test_that("classes without labels have their numbers", {
  said <- answers(xgboost_1(bytes_of_classes), '{"a": 1, "b": 0}')[[1]]
  expect_identical(said$label, "1")
  expect_named(said$probabilities, c("0", "1", "2"))
  expect_equal(
    unlist(said$probabilities, use.names = FALSE),
    exp(c(1, 2, 0)) / sum(exp(c(1, 2, 0))),
    tolerance = 1e-7
  )
})

test_that("xgboost() 3 of a factor answers with its labels", {
  fit <- xgboost_3(
    bytes_of_classes,
    c("xgboost", "xgb.Booster"),
    metadata = list(y_levels = species)
  )
  said <- answers(fit, '{"a": 5, "b": 0}')[[1]]
  expect_identical(said$label, "setosa")
  expect_named(said$probabilities, species)
})

test_that("xgboost() 3 of two labels answers the second from a margin of 0", {
  two <- \(at) {
    bytes <- booster_of(
      list(leaf(at)),
      objective = "binary:logistic",
      base_score = "5E-1"
    )
    fit <- xgboost_3(
      bytes,
      c("xgboost", "xgb.Booster"),
      metadata = list(y_levels = c("no", "yes"))
    )
    answers(fit, '{"a": 5, "b": 0}')[[1]]
  }
  expect_identical(two(0)$label, "yes")
  expect_identical(two(-1e-6)$label, "no")
  expect_equal(two(1)$probabilities$yes, stats::plogis(1), tolerance = 1e-7)
})

test_that("several outcomes are columns", {
  bare <- booster_list(list(leaf(1), leaf(2)), groups = 0:1)
  bare$learner$learner_model_param$num_target <- "2"
  fit <- xgboost_3(
    ubjson(bare),
    c("xgboost", "xgb.Booster"),
    metadata = list(y_names = c("u", "v"))
  )
  expect_identical(answers(fit, '{"a": 5, "b": 0}')[[1]], list(u = 1, v = 2))
  unnamed <- model_outcome(as_kind(xgboost_3(ubjson(bare)), "m"))
  expect_identical(unnamed$outcomes, c("V1", "V2"))
})

test_that("several quantiles are answered in the order of their probabilities", {
  bare <- booster_list(
    list(leaf(1), leaf(2)),
    "reg:quantileerror",
    groups = 0:1
  )
  bare$learner$learner_model_param$num_target <- "2"
  bare$learner$objective$quantile_loss_param$quantile_alpha <- "[1E-1,9E-1]"
  fit <- as_kind(xgboost_3(ubjson(bare)), "m")
  expect_identical(model_outcome(fit)$quantiles, c(0.1, 0.9))
  said <- model_predict(fit, data.frame(a = 5, b = 0), default_options())
  expect_equal(said, matrix(c(1, 2), 1), ignore_attr = TRUE)
})

test_that("the calls are the library's own", {
  calls <- \(fit) model_calls(as_kind(fit, "m"))
  expect_identical(
    calls(xgboost_1(bytes_of_classes)),
    c(probabilities = "predict(fit, as.matrix(newdata), reshape = TRUE)")
  )
  expect_identical(
    calls(xgboost_3(logistic)),
    c(value = "predict(fit, as.matrix(newdata))")
  )
  labelled <- xgboost_3(
    logistic,
    c("xgboost", "xgb.Booster"),
    metadata = list(y_levels = c("no", "yes"))
  )
  expect_identical(
    calls(labelled),
    c(
      label = "predict(fit, newdata, type = \"class\")",
      probability = "predict(fit, newdata)"
    )
  )
})

test_that("a booster without names is refused, and served with `inputs`", {
  fit <- xgboost_1(booster_of(
    list(stump(2, c(10, 20), feature = 1)),
    names = NULL
  ))
  error <- init_error_of(a_model(fit))
  expect_identical(error$error_type, "Model.TypeUnknown")
  expect_match(conditionMessage(error), "`inputs` names the columns")
  data <- data.frame(second = c(1, 3), first = c(5, 5))
  file <- save_model(
    fit,
    "m",
    data,
    inputs = c("first", "second"),
    dir = tempfile(),
    proof = FALSE
  )
  said <- answers(
    readRDS(file),
    '[{"first": 0, "second": 1}, {"first": 0, "second": 2}]'
  )
  expect_identical(said, c(10, 20))
})

test_that("a factor of xgboost() 3 needs its levels, which data has", {
  split <- c(
    stump(0, c(10, 20)),
    list(
      split_type = I(c(1, 0, 0)),
      categories = I(1),
      categories_nodes = I(0),
      categories_segments = I(0),
      categories_sizes = I(1)
    )
  )
  bare <- booster_list(list(split))
  bare$learner$feature_types <- list("c", "i")
  fit <- xgboost_3(ubjson(bare), c("xgboost", "xgb.Booster"))
  expect_identical(
    init_error_of(a_model(fit))$error_type,
    "Model.LevelsUnknown"
  )
  data <- data.frame(a = factor(c("x", "y", "z")), b = c(TRUE, FALSE, TRUE))
  file <- save_model(fit, "m", data, dir = tempfile(), proof = FALSE)
  rows <- '[{"a": "x", "b": true}, {"a": "y", "b": true}, {"a": null, "b": null}]'
  expect_identical(answers(readRDS(file), rows), c(10, 20, 20))
  unknown <- asked(readRDS(file), '{"a": "w", "b": true}')
  expect_identical(unknown$problem$errors[[1]]$code, "unknown_level")
})

test_that("a column of true and false of xgboost() 3 is one, of a matrix a number", {
  bare <- booster_list(trees)
  bare$learner$feature_types <- list("int", "i")
  type <- \(class) {
    fit <- as_kind(xgboost_3(ubjson(bare), class), "m")
    vapply(model_inputs(fit), `[[`, "", "type")
  }
  expect_identical(type(c("xgboost", "xgb.Booster")), c("number", "boolean"))
  expect_identical(type("xgb.Booster"), c("number", "number"))
})

test_that("bytes of xgb.save.raw() are a booster, too", {
  expect_identical(answers(booster_of(trees), '{"a": 1, "b": 0}'), 10)
  expect_identical(
    init_error_of(a_model(as.raw(1:9)))$error_type,
    "Model.NotRds"
  )
})

test_that("a booster of lightgbm is refused by name", {
  fit <- structure(list(), class = c("lgb.Booster", "R6"))
  error <- init_error_of(a_model(fit))
  expect_identical(error$error_type, "Model.UnknownKind")
  expect_match(conditionMessage(error), "a booster of lightgbm")
})
