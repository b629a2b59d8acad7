# The transfer itself is tested against a real server, in emulator_tests.
location <- parse_model_uri("s3://b/k.rds")

refused <- function(status, body = "", headers = "HTTP/1.1 400\r\n\r\n") {
  file <- tempfile()
  writeLines(body, file)
  result <- list(status = status, headers = charToRaw(headers))
  init_error_of(refuse_fetch(location, result, file, 1))
}

test_that("what may pass by itself is tried again, the rest is not", {
  transient <- \(status) is_transient(list(status = status))
  expect_true(all(vapply(c(429L, 500L, 502L, 503L, 504L), transient, NA)))
  expect_false(any(vapply(c(200L, 301L, 400L, 403L, 404L), transient, NA)))
  expect_true(is_transient(list(failure = "Connection refused")))
})

test_that("pauses double and stay within bounds, without touching the random seed", {
  set.seed(1)
  seed <- .Random.seed
  pauses <- vapply(0:9, backoff, 0)
  expect_identical(.Random.seed, seed)
  full <- pmin(0.1 * 2^(0:9), 2)
  expect_true(all(pauses >= full / 2 & pauses <= full))
})

test_that("each refusal names the URI and what to do", {
  expect_match(
    conditionMessage(refused(403L, "<Code>AccessDenied</Code>")),
    "s3://b/k.rds .*s3:GetObject"
  )
  expect_match(
    conditionMessage(refused(404L, "<Code>NoSuchKey</Code>")),
    "NoSuchKey.*check the bucket"
  )
  expect_identical(refused(418L)$error_type, "Model.FetchFailed")
})

test_that("an answer without a body, as proxies give it, is told by its status", {
  nothing <- \(status) {
    result <- list(status = status, headers = charToRaw("HTTP/1.1 404\r\n\r\n"))
    file <- tempfile()
    file.create(file)
    conditionMessage(init_error_of(refuse_fetch(location, result, file, 1)))
  }
  expect_match(nothing(404L), "s3://b/k.rds does not exist")
  expect_match(nothing(502L), "S3 answered 502")
})

test_that("a certificate that is not trusted is not asked for again", {
  result <- list(failure = "SSL certificate problem: self-signed certificate")
  expect_false(is_transient(result))
  error <- init_error_of(refuse_fetch(location, result, tempfile(), 1))
  expect_match(conditionMessage(error), "set CURL_CA_BUNDLE")
})

test_that("a wrong region names the right one, from the body or the header", {
  body <- "<Code>AuthorizationHeaderMalformed</Code><Region>eu-west-3</Region>"
  expect_match(
    conditionMessage(refused(400L, body)),
    "set AWS_REGION to eu-west-3"
  )
  header <- "HTTP/1.1 301 Moved\r\nx-amz-bucket-region: ap-south-1\r\n\r\n"
  expect_match(
    conditionMessage(refused(301L, "", header)),
    "set AWS_REGION to ap-south-1"
  )
})

test_that("the limit is the function's memory", {
  expect_identical(
    file_size_limit(c(AWS_LAMBDA_FUNCTION_MEMORY_SIZE = "2")),
    2 * 2^20
  )
  expect_null(file_size_limit(c(A = "1")))
})
