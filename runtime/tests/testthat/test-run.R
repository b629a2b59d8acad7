run <- function(handler, body = "{}") {
  run_handler(handler, invocation(body), config())
}
failure <- function(handler, body = "{}") run(handler, body)$diagnostic

test_that("a list becomes JSON with every digit", {
  outcome <- run(\(event) list(x = 1 / 3))
  expect_identical(c(unclass(outcome$body)), '{"x":0.3333333333333333}')
})

test_that("JSON text goes as it is, a plain string as a JSON string", {
  expect_identical(c(unclass(run(\(event) as_json("{ }"))$body)), "{ }")
  expect_identical(c(unclass(run(\(event) "{ }")$body)), '"{ }"')
})

test_that("raw bytes go as bytes", {
  outcome <- run(\(event) as.raw(0:3))
  expect_identical(outcome$body, as.raw(0:3))
  expect_identical(outcome$content_type, "application/octet-stream")
})

test_that("an event that is not JSON is the invocation's failure", {
  expect_identical(failure(\(event) 1, "{")$error_type, "Runtime.InvalidJson")
})

test_that("an answer that JSON cannot hold is the invocation's failure", {
  expect_identical(
    failure(\(event) environment())$error_type,
    "Runtime.InvalidOutput"
  )
})

test_that("the context knows the invocation and the time that remains", {
  handler <- \(event, context) {
    list(context$request_id, context$remaining_time_ms() > 0)
  }
  expect_identical(c(unclass(run(handler)$body)), '["r-1",true]')
})

test_that("an event without a payload is NULL", {
  outcome <- run(\(event) is.null(event), "")
  expect_identical(c(unclass(outcome$body)), "true")
})

test_that("a json class on what is not a string is written as JSON", {
  strings <- structure(c("a", "b"), class = "json")
  expect_identical(c(unclass(run(\(event) strings)$body)), '["a","b"]')
  missing <- structure(NA_character_, class = "json")
  expect_identical(c(unclass(run(\(event) missing)$body)), "null")
})

test_that("a failure of the handler is an outcome with its type and stack", {
  diagnostic <- failure(\(event) stop("no"))
  expect_identical(diagnostic$message, "no")
  expect_identical(diagnostic$error_type, "Function.Error")
  expect_identical(diagnostic$stack, "handler(event = event)")
})
