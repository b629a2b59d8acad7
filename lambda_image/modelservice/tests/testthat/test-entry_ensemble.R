entry_of <- function(fit, name) {
  inputs <- new_plan(model_inputs(fit))$inputs
  new_entry(list(
    name = name,
    task = "regression",
    input_schema = input_schema(inputs),
    output_schema = output_schema(model_outcome(fit), model_choices(fit)),
    example = example_record(inputs),
    sha256 = strrep("a", 64)
  ))
}
models <- list(
  one = entry_of(stats::lm(pay ~ age, people), "one"),
  two = entry_of(linear, "two"),
  both = new_entry(list(
    name = "both",
    kind = "ensemble",
    members = c("one", "two"),
    combine = "mean"
  ))
)
location <- list(uri = "file:///c.json")
complete <- \(models) lapply(models, complete_entry, models, location)
completed <- complete(models)

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
  expect_identical(complete(models)$both$outcome, "pay")
  models$two$outcome <- "log(pay)"
  expect_null(complete(models)$both$outcome)
})

test_that("an ensemble answers numbers, though its members have intervals", {
  expect_named(models$one$output_schema, "anyOf")
  expect_identical(
    completed$both$output_schema,
    list(type = I(c("number", "null")))
  )
})

test_that("a published schema is read as the columns it was made of", {
  inputs <- new_plan(model_inputs(linear))$inputs
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
    conditionMessage(init_error_of(complete(models))),
    "three"
  )
  models$both$members <- c("one", "both")
  expect_match(
    conditionMessage(init_error_of(complete(models))),
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
    error <- error_of(member_predictions(answers, models$both, FALSE, "r")),
    type = "message"
  )
  expect_match(conditionMessage(error), "one failed")
  expect_false(grepl("arn", conditionMessage(error)))
  expect_match(log, "arn:secret", all = FALSE)
  capture.output(
    kept <- member_predictions(answers, models$both, TRUE, "r"),
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
    as.data.frame(row)[rep(1, 5000), ],
    "r"
  ))
  expect_identical(error$type, "too-large")
})

test_that("an ensemble's answer is measured as every answer is", {
  entry <- new_entry(list(
    name = "many",
    kind = "ensemble",
    members = paste0("m", 1:20),
    combine = "mean"
  ))
  entry$plan <- models$one$input_schema |> plan_from_schema()
  service <- list(catalogue = list(models = list(many = entry)))
  event <- list(
    httpMethod = "POST",
    path = "/models/many/predict",
    headers = list("content-type" = "text/csv"),
    queryStringParameters = list(on_error = "null"),
    body = paste0("age\n", strrep("-\n", 10500)),
    requestContext = list(elb = list(targetGroupArn = "arn"))
  )
  response <- answer(service, event, list(request_id = "r"))
  expect_identical(response$statusCode, 413L)
})

test_that("a column with a default in every member may be left out of the ensemble", {
  schema <- models$one$input_schema
  schema$properties$age$default <- 40
  schema$required <- I(character())
  models$one$input_schema <- schema
  models$both$members <- "one"
  both <- complete(models)$both
  expect_identical(both$input_schema$required, I(character()))
  expect_identical(both$plan$inputs[[1]]$default, 40)
})
