save <- function(...) {
  dir <- tempfile()
  save_model(linear, ..., dir = dir)
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
  rows <- read_rows(list(card$example), plan_columns(model_inputs(linear)))
  expect_equal(model_predict(linear, rows), predict(linear, people[1, ])[[1]])
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
