# The proof refuses what a fresh R does not answer as this session predicts. Each test
# plants one fault.
fit <- stats::lm(pay ~ age + group, people)
binary <- stats::glm(smokes ~ age, stats::binomial, people)

saved_at <- function(...) {
  dir <- tempfile()
  refused <- init_error_of(save_model(..., data = people, dir = dir))
  expect_false(file.exists(file.path(dir, "model.rds")))
  refused
}

# The file holds `served`; the session has `fit`, saved as `model`.
proven <- function(fit, served = fit, model = fit, data = people) {
  file <- tempfile(fileext = ".rds")
  saveRDS(served, file)
  on.exit(unlink(file))
  prove_model(file, fit, model, data, data[1, ], TRUE)
}
is_refused <- function(...) {
  error <- init_error_of(proven(...))
  expect_identical(error$error_type, "Model.ProofFailed")
  conditionMessage(error)
}
changed <- function(fit, ...) {
  utils::modifyList(fit, list(...)) |> structure(class = class(fit))
}

test_that("a fit that a fresh R serves as it predicts is proven", {
  golden <- proven(fit)
  expect_gte(length(golden$instances), 4)
  expect_length(golden$predictions, length(golden$instances))
})

test_that("a column of another type is found", {
  wrong <- prepared_model(
    fit,
    list(input_column("age", "number"), input_column("group", "string")),
    policy = list(null = "error", unseen = "error"),
    outcome = list(task = "regression")
  )
  wrong$inputs[[1]] <- input_column("age", "boolean")
  expect_match(
    is_refused(fit, wrong, fit),
    "a fresh R cannot serve it"
  )
})

test_that("a package that only this session has loaded is found", {
  inside <- list(lda = MASS::lda(group ~ age + size, people))
  error <- saved_at(
    inside,
    "m",
    inputs = c("age", "size"),
    predict = function(fit, rows) stats::predict(fit$lda, rows)$posterior
  )
  expect_match(conditionMessage(error), "no applicable method for 'predict'")
})

test_that("labels in another order are found", {
  swapped <- prepared_model(
    binary,
    model_inputs(binary),
    policy = list(null = "error", unseen = "error"),
    outcome = model_outcome(binary),
    predict = function(fit, rows) {
      p <- stats::predict(fit, rows, type = "response")
      cbind("TRUE" = 1 - p, "FALSE" = p)
    }
  )
  expect_match(is_refused(binary, swapped, binary), "predict\\(\\) says")
})

test_that("another lambda than predict()'s is found", {
  x <- as.matrix(people[c("age", "size")])
  outcome <- 0.1 * people$age + people$size
  path <- glmnet::cv.glmnet(x, outcome + people$pay, foldid = rep(1:3, 20))
  expect_gt(path$lambda.1se, path$lambda.min)
  other <- prepared_model(
    path,
    model_inputs(path),
    policy = list(null = "error", unseen = "error"),
    outcome = model_outcome(path),
    choose = list(s = "lambda.min")
  )
  expect_match(is_refused(path, other, path), "predict\\(\\) says")
})

test_that("rows that are dropped and rows that are too many are found", {
  for (change in list(
    \(fit, rows) utils::head(stats::predict(fit, rows), -1),
    \(fit, rows) c(stats::predict(fit, rows), 1, 2),
    \(fit, rows) mean(stats::predict(fit, rows))
  )) {
    environment(change) <- globalenv()
    error <- saved_at(fit, "m", predict = change)
    expect_match(
      conditionMessage(error),
      "(gives|it has) [0-9]+ values for"
    )
  }
})

test_that("a function of the script that is not in the file is found", {
  assign("of_the_script", \(x) x * 2, globalenv())
  on.exit(rm("of_the_script", envir = globalenv()))
  own <- function(fit, rows) of_the_script(stats::predict(fit, rows))
  environment(own) <- globalenv()
  expect_match(
    conditionMessage(saved_at(fit, "m", predict = own)),
    "could not find function \"of_the_script\""
  )
})

test_that("an answer that differs by a millionth is found", {
  other <- changed(fit, coefficients = fit$coefficients * (1 + 1e-6))
  expect_match(is_refused(fit, other, fit), "for the row")
})

test_that("a given reference is compared, too", {
  expect_match(
    conditionMessage(saved_at(
      fit,
      "m",
      proof = stats::predict(fit, people) + 1e-6
    )),
    "predict\\(\\) says"
  )
  expect_match(
    conditionMessage(saved_at(fit, "m", proof = 1:3)),
    "3 values for the 60"
  )
  dir <- tempfile()
  save_model(fit, "m", people, dir = dir, proof = stats::predict(fit, people))
  expect_true(file.exists(file.path(dir, "model.rds")))
})

test_that("a refused save leaves the files of the last one", {
  dir <- tempfile()
  file <- save_model(fit, "m", people, dir = dir)
  before <- tools::md5sum(list.files(dir, full.names = TRUE))
  error <- init_error_of(save_model(
    fit,
    "m",
    people,
    dir = dir,
    predict = \(fit, rows) "x"
  ))
  expect_s3_class(error, "init_error")
  expect_identical(tools::md5sum(list.files(dir, full.names = TRUE)), before)
})

test_that("a skipped proof is told by the card, which has no golden rows then", {
  dir <- tempfile()
  save_model(fit, "m", people, dir = dir, proof = FALSE)
  card <- lambdaruntime::parse_json(readBin(
    file.path(dir, "model.json"),
    "raw",
    1e6
  ))
  expect_identical(card$proof, "skipped")
  expect_null(card$golden)
})

test_that("a chosen argument stands in the call that is compared", {
  fit <- gbm::gbm(pay ~ age + size, "gaussian", people, n.trees = 20)
  dir <- tempfile()
  save_model(fit, "m", people, dir = dir, choose = list(n.trees = 5))
  card <- lambdaruntime::parse_json(
    readBin(file.path(dir, "model.json"), "raw", 1e6)
  )
  expect_identical(
    card$predict_call$value,
    'predict(fit, newdata, n.trees = 5, type = "response")'
  )
  plain <- prepared_model(
    stats::lm(pay ~ age, people),
    list(),
    choose = list(a = 1)
  )
  expect_identical(
    model_calls(plain),
    c(value = "predict(fit, newdata, a = 1)")
  )
})

test_that("rows of the data that lack a value are not asked for", {
  gaps <- transform(people, age = replace(age, 1:20, NA))
  fit <- stats::lm(pay ~ age, gaps, na.action = stats::na.exclude)
  dir <- tempfile()
  save_model(fit, "m", gaps, dir = dir, proof = stats::predict(fit, gaps))
  expect_true(file.exists(file.path(dir, "model.rds")))
})

test_that("a label that differs is found where there are no probabilities", {
  said <- list(label = "a", probabilities = NULL)
  expect_true(is_label("a", said))
  expect_silent(expect_false(is_label("b", said)))
})
