test_that("a record is answered with a prediction", {
  response <- answer_http('{"age":30,"size":0.5}')
  expect_identical(response$statusCode, 200L)
  expect_identical(response$problem$model, "m")
  expected <- stats::predict(a_model()$fit, data.frame(age = 30, size = 0.5))[[
    1
  ]]
  expect_identical(response$problem$predictions, I(expected))
})

test_that("an invalid row is a problem document", {
  response <- answer_http('{"age":30}')
  expect_identical(response$statusCode, 422L)
  expect_identical(
    response$headers[["content-type"]],
    "application/problem+json"
  )
  expect_identical(response$problem$instance, "urn:uuid:r-1")
  expect_identical(response$problem$errors[[1]]$pointer, "#/0/size")
})

test_that("an unknown path is 404, a wrong method 405 with Allow", {
  expect_identical(answer_http("", path = "/nowhere")$statusCode, 404L)
  wrong <- answer_http("", method = "PUT")
  expect_identical(wrong$statusCode, 405L)
  expect_identical(wrong$headers$allow, "POST")
})

test_that("ping answers, with a trailing slash too", {
  expect_identical(
    answer_http("", method = "GET", path = "/ping/")$statusCode,
    200L
  )
})

test_that("a failing predict() is 500 that says nothing of itself, and is logged", {
  fit <- a_model()$fit
  fit$coefficients <- "secret"
  service <- a_service()
  service$cache$models$m$fit <- fit
  service$cache$models$m$plan <- new_plan(list())
  log <- capture.output(
    response <- answer_http("{}", service = service),
    type = "message"
  )
  expect_identical(response$statusCode, 500L)
  expect_false(grepl("secret|predict", response$body))
  expect_match(log, "object 'age' not found.*predict", all = FALSE)
})

test_that("a direct invocation is answered plainly, and raises all errors", {
  service <- a_service()
  plain <- answer(service, list(age = 30, size = 0.5), list(request_id = "r"))
  expect_s3_class(plain, "json")
  error <- error_of(answer(service, list(age = "x"), list(request_id = "r")))
  expect_identical(error$error_type, "Service.InvalidInput")
  expect_match(conditionMessage(error), "#/0/age: .*#/0/size: ")
})

test_that("rows and refused rows are logged where the log is JSON", {
  Sys.setenv(AWS_LAMBDA_LOG_FORMAT = "JSON")
  on.exit(Sys.unsetenv("AWS_LAMBDA_LOG_FORMAT"))
  service <- a_service()
  logged <- \(body) {
    lines <- capture.output(
      answer_http(body, service = service),
      type = "message"
    )
    lambdaruntime::parse_json(lines)[c("message", "model", "rows", "refused")]
  }
  expect_identical(
    logged('[{"age":30,"size":1},{"age":31,"size":1}]'),
    list(message = "predicted", model = "m", rows = 2, refused = 0)
  )
  expect_identical(logged('[{"age":30},{"age":31,"size":1}]')$refused, 1)
})
