read <- \(event) read_request(as_event(event), "r")

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
  request <- read(event)
  expect_identical(rawToChar(request$body), "{}")
  expect_identical(request$method, "POST")
})

test_that("a body that is not base64 is malformed", {
  event <- http_event("!")
  event$isBase64Encoded <- TRUE
  expect_identical(error_of(read(event))$type, "malformed-request")
})

test_that("a stage leads the path of an HTTP API and is taken off", {
  expect_identical(without_stage("/prod/predict", "prod"), "/predict")
  expect_identical(without_stage("/prod", "prod"), "/")
  expect_identical(without_stage("/product", "prod"), "/product")
  expect_identical(without_stage("/predict", "$default"), "/predict")
})

test_that("a REST event's headers are found in lower case", {
  request <- read(rest)
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
    expect_s3_class(as_event(event), "direct_event")
  }
})

test_that("an event of another AWS service is refused by that service's name", {
  record <- \(source) list(Records = list(list(eventSource = source)))
  named <- list(
    "Amazon SQS" = record("aws:sqs"),
    "Amazon Kinesis" = record("aws:kinesis"),
    "Amazon S3" = record("aws:s3"),
    "Amazon DynamoDB" = record("aws:dynamodb"),
    "Amazon SNS" = list(Records = list(list(EventSource = "aws:sns"))),
    "an authorizer" = list(
      httpMethod = "GET",
      methodArn = "arn",
      requestContext = list(stage = "prod")
    ),
    "Amazon CloudFront" = list(Records = list(list(cf = list(config = 1)))),
    "Amazon MSK" = list(eventSource = "aws:kafka", records = list(a = 1)),
    "Apache Kafka" = list(eventSource = "SelfManagedKafka", records = 1),
    "an AWS service" = record("aws:new"),
    "Amazon CloudWatch Logs" = list(awslogs = list(data = "H4s")),
    "Amazon Data Firehose" = list(deliveryStreamArn = "arn", records = 1),
    "Amazon EventBridge" = list(
      "detail-type" = "Scheduled Event",
      source = "aws.events",
      detail = list(age = 30, size = 1)
    )
  )
  for (name in names(named)) {
    asked <- answer(a_service(), named[[name]], list(request_id = "r")) |>
      error_of()
    expect_identical(asked$error_type, "Service.MalformedRequest")
    expect_match(
      conditionMessage(asked),
      paste("an event of", name),
      fixed = TRUE
    )
  }
})

test_that("a record that has a column of those names is a record", {
  fit <- stats::lm(y ~ source, data.frame(y = 1:4, source = c(1, 2, 4, 3)))
  service <- a_service(new_model(fit, "m", strrep("a", 64)))
  asked <- answer(service, list(source = 2), list(request_id = "r"))
  expect_match(asked, "predictions")
})

test_that("a direct answer is its JSON, not text inside text", {
  quotes <- new_response(strrep('"', 5.9 * 2^20))
  expect_identical(check_size(as_event(list(a = 1)), quotes), quotes)
})
