rest <- list(
  httpMethod = "POST",
  path = "/predict",
  resource = "/predict",
  headers = list("Content-Type" = "application/json"),
  body = "{}",
  requestContext = list(resourceId = "r", stage = "prod"),
  isBase64Encoded = FALSE
)

test_that("an HTTP API event is read, its base64 body decoded", {
  event <- http_event("e30=")
  event$isBase64Encoded <- TRUE
  request <- read_request(event)
  expect_identical(rawToChar(request$body), "{}")
  expect_identical(request$method, "POST")
})

test_that("a body that is no base64 is malformed", {
  event <- http_event("!")
  event$isBase64Encoded <- TRUE
  expect_identical(error_of(read_request(event))$type, "malformed-request")
})

test_that("a stage leads the path of an HTTP API and is taken off", {
  expect_identical(without_stage("/prod/predict", "prod"), "/predict")
  expect_identical(without_stage("/prod", "prod"), "/")
  expect_identical(without_stage("/product", "prod"), "/product")
  expect_identical(without_stage("/predict", "$default"), "/predict")
})

test_that("a REST event's headers are found in lower case", {
  request <- read_request(rest)
  expect_identical(request$kind, "rest")
  expect_identical(request$headers[["content-type"]], "application/json")
})

test_that("a load balancer is answered in headers as it sent them", {
  event <- list(
    httpMethod = "GET",
    path = "/ping",
    body = "",
    multiValueHeaders = list(accept = I("*/*")),
    isBase64Encoded = FALSE,
    requestContext = list(elb = list(targetGroupArn = "arn"))
  )
  response <- answer(a_service(), event, list(request_id = "r"))
  expect_identical(response$statusDescription, "200 OK")
  expect_identical(
    response$multiValueHeaders[["content-type"]],
    I("application/json")
  )
  expect_null(response$headers)
})

test_that("a record whose fields look like an event's is still a record", {
  for (event in list(
    list(version = "2.0"),
    list(body = "x"),
    list(requestContext = "x"),
    list(1, 2),
    7,
    NULL
  )) {
    expect_identical(event_kind(event), "direct")
  }
})
