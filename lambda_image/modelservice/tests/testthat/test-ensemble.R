entry_of <- function(fit, name) {
  inputs <- plan_columns(model_inputs(fit))$inputs
  list(
    name = name,
    kind = "model",
    task = "regression",
    input_schema = input_schema(inputs),
    output_schema = output_schema(model_outcome(fit), model_choices(fit)),
    example = example_record(inputs),
    sha256 = strrep("a", 64)
  )
}
models <- list(
  one = entry_of(stats::lm(pay ~ age, people), "one"),
  two = entry_of(linear, "two"),
  both = list(
    name = "both",
    kind = "ensemble",
    members = c("one", "two"),
    combine = "mean"
  )
)
location <- list(uri = "file:///c.json")
completed <- complete_ensembles(models, location)

test_that("an ensemble wants all columns of its members", {
  expect_named(
    completed$both$input_schema$properties,
    c("age", "size", "group", "grade", "smokes")
  )
  expect_named(
    completed$both$example,
    c("age", "size", "group", "grade", "smokes")
  )
})

test_that("an ensemble tells its members' outcome where they have the same", {
  models$one$outcome <- models$two$outcome <- "pay"
  expect_identical(complete_ensembles(models, location)$both$outcome, "pay")
  models$two$outcome <- "log(pay)"
  expect_null(complete_ensembles(models, location)$both$outcome)
})

test_that("an ensemble answers numbers, though its members have intervals", {
  expect_named(models$one$output_schema, "anyOf")
  expect_identical(
    completed$both$output_schema,
    list(type = I(c("number", "null")))
  )
})

test_that("a published schema is read as the columns it was made of", {
  inputs <- plan_columns(model_inputs(linear))$inputs
  again <- plan_from_schema(lambdaruntime::parse_json(lambdaruntime::to_json(input_schema(
    inputs
  ))))
  for (i in seq_along(inputs)) {
    expect_identical(
      again$inputs[[i]][c("name", "type", "levels")],
      inputs[[i]][c("name", "type", "levels")]
    )
  }
})

test_that("a member that is not there and an ensemble in an ensemble are refused", {
  models$both$members <- c("one", "three")
  expect_match(
    conditionMessage(init_error_of(complete_ensembles(models, location))),
    "three"
  )
  models$both$members <- c("one", "both")
  expect_match(
    conditionMessage(init_error_of(complete_ensembles(models, location))),
    "as a member"
  )
})

test_that("a failed member is named, or null where that is asked for", {
  failed <- list(
    model = "one",
    error = list(Error = "Lambda.Unknown", Cause = "arn:secret")
  )
  answers <- list(failed, list(model = "two", predictions = I(3)))
  log <- capture.output(
    error <- error_of(member_predictions(answers, models$both, FALSE)),
    type = "message"
  )
  expect_match(conditionMessage(error), "one failed")
  expect_false(grepl("arn", conditionMessage(error)))
  expect_match(log, "arn:secret", all = FALSE)
  capture.output(
    kept <- member_predictions(answers, models$both, TRUE),
    type = "message"
  )
  expect_identical(kept, list(one = NULL, two = list(3)))
})

test_that("an ensemble without a state machine is unavailable, not an error of ours", {
  service <- list(
    catalogue = list(service = "s", default = "one", models = completed),
    cache = new_cache(c(A = "b")),
    env = c(A = "b")
  )
  body <- lambdaruntime::to_json(completed$both$example)
  response <- answer_http(
    c(unclass(body)),
    path = "/models/both/predict",
    service = service
  )
  expect_identical(response$statusCode, 503L)
})

test_that("rows beyond 256 KiB are too large for an ensemble", {
  row <- completed$both$example
  env <- c(STATE_MACHINE_ARN_PREFIX = "arn:x-")
  error <- error_of(ask_members(
    list(env = env),
    completed$both,
    as.data.frame(row)[rep(1, 5000), ]
  ))
  expect_identical(error$type, "too-large")
})

test_that("an answer beyond what its sender hands on is a problem", {
  entry <- list(
    name = "many",
    members = paste0("m", 1:20),
    combine = "mean",
    input_schema = models$one$input_schema
  )
  request <- list(
    kind = "alb",
    headers = list("content-type" = "text/csv"),
    query = list(on_error = "null"),
    body = charToRaw(paste0("age\n", strrep("-\n", 10500)))
  )
  error <- error_of(ensemble_route(list(), request, entry))
  expect_identical(error$type, "too-large")
})
