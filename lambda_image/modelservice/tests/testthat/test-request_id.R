# Every log line of a request, and the answer's `instance`, name the same request.
service_that_fails <- function() {
  service <- a_service()
  service$catalogue$models$gone <- new_entry(list(
    name = "gone",
    location = parse_model_uri("file:///nowhere/model.rds"),
    sha256 = strrep("0", 64)
  ))
  service$catalogue$models$both <- new_entry(list(
    name = "both",
    kind = "ensemble",
    members = c("m", "m2"),
    combine = "mean"
  ))
  service$catalogue$models$both$plan <- new_plan(list(number("age")))
  service$env <- c(
    STATE_MACHINE_ARN_PREFIX = "arn:x-",
    AWS_REGION = "eu-central-1",
    AWS_ACCESS_KEY_ID = "a",
    AWS_SECRET_ACCESS_KEY = "b",
    AWS_ENDPOINT_URL_SFN = "http://127.0.0.1:1"
  )
  service
}

logged <- function(path, service = service_that_fails()) {
  log <- capture.output(
    response <- answer_http('{"age":30}', path = path, service = service),
    type = "message"
  )
  list(status = response$statusCode, log = log, body = response$problem)
}

test_that("a model that cannot be had is logged with the request's id", {
  result <- logged("/models/gone/predict")
  expect_identical(result$status, 503L)
  expect_identical(result$body$instance, "urn:uuid:r-1")
  expect_match(result$log, "ERROR\tr-1\t.*nowhere", all = FALSE)
})

test_that("members that cannot be asked are logged with the request's id", {
  result <- logged("/models/both/predict")
  expect_identical(result$status, 502L)
  expect_match(result$log, "ERROR\tr-1\tThe ensemble both failed", all = FALSE)
})

test_that("a loaded model and its rows are logged with the request's id", {
  Sys.setenv(AWS_LAMBDA_LOG_FORMAT = "JSON")
  on.exit(Sys.unsetenv("AWS_LAMBDA_LOG_FORMAT"))
  file <- tempfile(fileext = ".rds")
  saveRDS(stats::lm(pay ~ age, people), file)
  service <- a_service()
  service$catalogue$models$late <- new_entry(list(
    name = "late",
    location = parse_model_uri(paste0("file://", file)),
    sha256 = digest::digest(file = file, algo = "sha256")
  ))
  lines <- lapply(
    logged("/models/late/predict", service)$log,
    lambdaruntime::parse_json
  )
  expect_identical(
    vapply(lines, `[[`, "", "message"),
    c("model loaded", "predicted")
  )
  expect_identical(unique(vapply(lines, `[[`, "", "requestId")), "r-1")
})
