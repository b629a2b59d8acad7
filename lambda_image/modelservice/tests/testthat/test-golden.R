fit <- stats::lm(pay ~ age + group, people)

# A catalogue of one model whose golden answers `change` alters.
golden_catalogue <- function(change = identity) {
  dir <- tempfile()
  save_model(fit, "m", people, dir = file.path(dir, "m"))
  card <- lambdaruntime::parse_json(
    readBin(file.path(dir, "m", "model.json"), "raw", 1e6)
  )
  card <- change(c(card, list(artifact = "m/model.rds")))
  file <- file.path(dir, "catalogue.json")
  content <- list(service = "s", models = list(card))
  writeLines(unclass(lambdaruntime::to_json(content)), file, useBytes = TRUE)
  c(S3_MODEL_URI = paste0("file://", file))
}
off_by <- function(factor) {
  \(card) {
    card$golden$predictions[2] <- card$golden$predictions[2] * factor
    card$versions$r <- "3.6.3"
    card
  }
}

test_that("a process that answers the golden rows starts", {
  expect_named(start_service(golden_catalogue())$cache$models, "m")
  expect_named(
    start_service(golden_catalogue(off_by(1 + 1e-11)))$cache$models,
    "m"
  )
})

test_that("a process that answers something else does not start, and says what", {
  error <- init_error_of(start_service(golden_catalogue(off_by(1 + 1e-6))))
  expect_identical(error$error_type, "Model.GoldenDiffers")
  expect_match(conditionMessage(error), '"age":.*saved with the answer')
  expect_match(conditionMessage(error), "R 3.6.3.*here are R [0-9.]+")
})

test_that("GOLDEN=warn starts all the same", {
  env <- c(golden_catalogue(off_by(1 + 1e-6)), GOLDEN = "warn")
  log <- capture.output(service <- start_service(env), type = "message")
  expect_match(log, "WARN\tThe model m answers the golden row", all = FALSE)
  expect_named(service$cache$models, "m")
})

test_that("golden rows are not rows of the training data", {
  golden <- golden_rows(
    people[1:6, c("age", "size")],
    as.list(1:6),
    list(number("age"), number("size")),
    people[1:5, ]
  )
  expect_identical(golden$predictions, list(6L))
})

test_that("a model of one number has golden rows, too", {
  dir <- tempfile()
  save_model(stats::lm(dist ~ speed, cars), "m", cars, dir = dir)
  golden <- lambdaruntime::parse_json(readBin(
    file.path(dir, "model.json"),
    "raw",
    1e6
  ))$golden
  speeds <- vapply(golden$instances, `[[`, 0, "speed")
  expect_gte(length(speeds), 2)
  expect_false(any(speeds %in% cars$speed))
  expect_identical(speeds, round(speeds))
})

test_that("a raw model that cannot predict its example does not start", {
  file <- tempfile(fileext = ".rds")
  broken <- stats::lm(pay ~ age, people)
  broken$qr <- NULL
  broken$coefficients <- "none"
  saveRDS(broken, file)
  env <- c(S3_MODEL_URI = paste0("file://", file))
  error <- init_error_of(suppressWarnings(start_service(env)))
  expect_identical(error$error_type, "Model.CannotPredict")
  expect_match(
    conditionMessage(error),
    "does not have a proper 'qr' component. Rank"
  )
})

test_that("a model without golden rows starts, though its example lacks a value", {
  start <- golden_catalogue(\(card) {
    card$golden <- NULL
    card$example["age"] <- list(NULL)
    card
  })
  expect_named(start_service(start)$cache$models, "m")
})
