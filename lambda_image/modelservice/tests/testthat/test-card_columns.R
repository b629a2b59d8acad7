fit <- stats::lm(pay ~ age + size, people)
described_as <- function(...) {
  dir <- tempfile()
  save_model(fit, "m", people, dir = file.path(dir, "m"), columns = list(...))
  card <- lambdaruntime::parse_json(
    readBin(file.path(dir, "m", "model.json"), "raw", 1e6)
  )
  content <- list(models = list(c(card, list(artifact = "m/model.rds"))))
  file <- file.path(dir, "catalogue.json")
  writeLines(unclass(lambdaruntime::to_json(content)), file, useBytes = TRUE)
  start_service(c(S3_MODEL_URI = paste0("file://", file)))
}
refused_columns <- function(...) {
  conditionMessage(init_error_of(save_model(
    fit,
    "m",
    people,
    dir = tempfile(),
    columns = list(...)
  )))
}

test_that("what a column means stands in the schema and in the sentences", {
  service <- described_as(
    age = "years of age",
    size = list(title = "height", description = "Without shoes", unit = "m")
  )
  schema <- service$catalogue$models$m$input_schema$properties
  expect_identical(schema$age$title, "years of age")
  expect_identical(schema$size$description, "Without shoes")
  expect_identical(schema$size[["x-unit"]], "m")
  detail <- answer_http('{"age":"x"}', service = service)$problem$errors[[
    1
  ]]$detail
  expect_identical(detail, "`age` (years of age) must be a number.")
})

test_that("a column with a default may be left out", {
  service <- described_as(size = list(default = 0.5))
  schema <- service$catalogue$models$m$input_schema
  expect_identical(schema$required, I("age"))
  expect_identical(schema$properties$size$default, 0.5)
  ask <- \(body) answer_http(body, service = service)$problem$predictions
  expect_identical(ask('{"age":30}'), ask('{"age":30,"size":0.5}'))
  expect_identical(
    ask('[{"age":30},{"age":30,"size":1}]')[[1]],
    ask('{"age":30}')[[1]]
  )
  expect_identical(ask('{"inputs":{"age":[30]}}'), ask('{"age":30}'))
})

test_that("words for what is not a column, and words that are none, are refused", {
  expect_match(
    refused_columns(weight = "kg"),
    "`weight`, which is not a column"
  )
  expect_match(refused_columns(age = 7), "must give a text for `age`")
  expect_match(
    refused_columns(age = list(color = "red")),
    "a list of title, description"
  )
  expect_match(
    refused_columns(age = list(default = "old")),
    "default of `age` is not a value"
  )
})
