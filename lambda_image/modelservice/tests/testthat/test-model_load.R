saved <- function(object = linear) {
  file <- tempfile(fileext = ".rds")
  saveRDS(object, file)
  file
}
loaded <- function(file, ...) {
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file), ...))
  service$cache$models[[1]]
}
type_of <- function(code) init_error_of(code)$error_type

test_that("a raw saveRDS() file is enough", {
  file <- saved()
  model <- loaded(file)
  expect_identical(model$name, sub(".rds", "", basename(file), fixed = TRUE))
  expect_identical(
    model$version,
    substr(digest::digest(file = file, algo = "sha256"), 1, 12)
  )
})

test_that("the right digest is accepted in either case", {
  file <- saved()
  sha256 <- digest::digest(file = file, algo = "sha256")
  expect_identical(
    loaded(file, MODEL_SHA256 = toupper(sha256))$task,
    "regression"
  )
})

test_that("with a wrong digest nothing is deserialized", {
  flag <- tempfile()
  bomb <- tempfile(fileext = ".rds")
  writeLines("this is not RDS: reading it would be another error", bomb)
  expect_identical(
    type_of(loaded(bomb, MODEL_SHA256 = strrep("0", 64))),
    "Model.WrongDigest"
  )
})

test_that("a digest that is none is refused", {
  expect_identical(
    type_of(loaded(saved(), MODEL_SHA256 = "abc")),
    "Model.BadDigest"
  )
})

test_that("a missing URI, a missing file and a bad RDS give different errors", {
  expect_identical(type_of(start_service(c(A = "b"))), "Model.NoUri")
  expect_identical(type_of(loaded("/no/such.rds")), "Model.NotFound")
  text <- tempfile()
  writeLines("x", text)
  expect_identical(type_of(loaded(text)), "Model.NotRds")
  workspace <- tempfile()
  save(people, file = workspace)
  expect_match(
    conditionMessage(init_error_of(loaded(workspace))),
    "not save\\(\\)"
  )
})

test_that("an object that is not a model is refused by its class", {
  expect_match(
    conditionMessage(init_error_of(loaded(saved(people)))),
    "data.frame"
  )
})

test_that("a booster of xgboost 3 is read without xgboost", {
  bytes <- booster_of(list(stump(2, c(10, 20))))
  file <- xgboost_3_file(bytes, call = quote(xgb.train()))
  fit <- read_fit(file, list(uri = "m"))
  expect_identical(fit[["ptr"]], bytes)
  expect_identical(class(fit), "xgb.Booster")
  expect_identical(attr(fit, "call"), quote(xgb.train()))
  model <- loaded(file)
  expect_identical(model$plan$names, c("a", "b"))
})

test_that("a wrong digest is found before a booster is read", {
  file <- xgboost_3_file(raw())
  expect_identical(
    type_of(loaded(file, MODEL_SHA256 = strrep("0", 64))),
    "Model.WrongDigest"
  )
})

test_that("an object that only a missing package can read is not an empty list", {
  file <- altrep_file(raw(), list(names = "x"), "nobodys_class", "nobody")
  error <- init_error_of(loaded(file))
  expect_identical(error$error_type, "Model.PackageMissing")
  expect_match(conditionMessage(error), "needs the R package nobody,")
})
