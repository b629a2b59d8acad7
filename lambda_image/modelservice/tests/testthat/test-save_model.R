save <- function(..., fit = linear) {
  dir <- tempfile()
  save_model(fit, ..., dir = dir)
  lambdaruntime::parse_json(paste(
    readLines(file.path(dir, "model.json"), encoding = "UTF-8"),
    collapse = ""
  ))
}

test_that("the card tells what the model wants, in JSON Schema", {
  schema <- save("pay", people)$input_schema
  expect_identical(
    schema$required,
    c("age", "size", "group", "grade", "smokes")
  )
  expect_identical(schema$properties$group$enum, c("low", "high", "\u00fcber"))
  expect_identical(schema$properties$smokes$type, "boolean")
  expect_identical(
    schema$properties$age[["x-training-range"]],
    list(minimum = min(people$age), maximum = max(people$age))
  )
})

test_that("the card's example is a row that the model answers", {
  card <- save("pay", people)
  rows <- rows_of(list(card$example), model_inputs(linear))
  expect_equal(predicted(linear, rows)[[1]], predict(linear, people[1, ])[[1]])
})

test_that("the card has quantiles, level counts, versions and digest", {
  dir <- tempfile()
  file <- save_model(
    linear,
    "pay",
    people,
    metrics = list(mse = 1.5),
    dir = dir
  )
  card <- lambdaruntime::parse_json(readBin(
    file.path(dir, "model.json"),
    "raw",
    1e6
  ))
  expect_identical(
    card$training_summary$age$quantiles[["50%"]],
    stats::median(people$age)
  )
  expect_identical(card$training_summary$group$levels$low, 20)
  expect_identical(card$outcome, "pay")
  expect_identical(
    card$outcome_summary$quantiles[["50%"]],
    stats::median(people$pay)
  )
  expect_identical(card$versions$r, format(getRversion()))
  expect_identical(card$sha256, digest::digest(file = file, algo = "sha256"))
  expect_identical(card$metrics$mse, 1.5)
})

test_that("a name that no URL holds and data of other columns are refused", {
  expect_identical(
    init_error_of(save("a b", people))$error_type,
    "Model.BadName"
  )
  error <- init_error_of(save("pay", people["age"]))
  expect_match(conditionMessage(error), "`size`")
})

test_that("a prepared model keeps its own columns, functions and policies", {
  medians <- list(age = 40)
  dir <- tempfile()
  file <- save_model(
    stats::lm(pay ~ age, people),
    "prepared",
    people,
    dir = dir,
    inputs = c("age", "group"),
    null = "impute",
    unseen = "impute",
    preprocess = function(rows) {
      rows$age[is.na(rows$age)] <- medians$age
      rows
    }
  )
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file)))
  ask <- \(body) answer_http(body, service = service)$problem
  expect_identical(
    ask('{"age":null,"group":"nobody"}')$predictions,
    ask('{"age":40,"group":"low"}')$predictions
  )
  schema <- service$catalogue$models[[1]]$input_schema$properties
  expect_identical(schema$age$type, I(c("number", "null")))
})

test_that("an own predict() decides what is answered", {
  file <- save_model(
    list(cut = 30),
    "own",
    people,
    dir = tempfile(),
    inputs = "age",
    predict = function(fit, rows) {
      old <- as.numeric(rows$age > fit$cut)
      cbind(young = 1 - old, old = old)
    }
  )
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file)))
  expect_identical(
    answer_http('{"age":50}', service = service)$problem$predictions[[1]]$label,
    "old"
  )
})

test_that("dates are text in a request and dates in the model", {
  dated <- transform(
    people,
    day = as.Date("2026-01-01") + seq_len(nrow(people))
  )
  fit <- stats::lm(pay ~ day, dated)
  rows <- rows_of(list(list(day = "2026-02-03")), model_inputs(fit))
  expect_identical(rows$day, as.Date("2026-02-03"))
  error <- error_of(rows_of(list(list(day = "3.2.2026")), model_inputs(fit)))
  expect_identical(error$errors[[1]]$code, "not_a_date")
})

test_that("a level that looks like a number may be given as one", {
  ranked <- transform(people, rank = factor(rep(1:4, 15)))
  inputs <- model_inputs(stats::lm(pay ~ rank, ranked))
  rows <- rows_of(list(list(rank = 1), list(rank = "4")), inputs)
  expect_identical(as.character(rows$rank), c("1", "4"))
  expect_identical(
    error_of(rows_of(list(list(rank = 5)), inputs))$errors[[1]]$code,
    "unknown_level"
  )
  schema <- input_schema(new_plan(inputs)$inputs)
  expect_match(
    lambdaruntime::to_json(schema),
    '"enum":["1","2","3","4",1,2,3,4]',
    fixed = TRUE
  )
})

test_that("a model of one column has its first row as the example", {
  card <- save("m", people["age"], fit = stats::lm(pay ~ age, people))
  expect_identical(card$example$age, people$age[1])
})
