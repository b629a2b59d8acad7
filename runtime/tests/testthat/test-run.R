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

test_that("a plain error is Function.Error, a classed one has its own name", {
  expect_identical(failure(\(event) stop("no"))$error_type, "Function.Error")
  classed <- structure(
    list(message = "m", call = NULL),
    class = c("http_error_404", "error", "condition")
  )
  expect_identical(
    failure(\(event) stop(classed))$error_type,
    "Function.HttpError"
  )
})

test_that("an error names its own type", {
  own <- structure(
    list(message = "m", call = NULL, error_type = "Service.Busy"),
    class = c("e", "error", "condition")
  )
  expect_identical(failure(\(event) stop(own))$error_type, "Service.Busy")
})

test_that("the stack goes from the handler to the failure and no further", {
  inner <- function(x) stop("deep")
  middle <- function(x) inner(x)
  stack <- failure(\(event) middle(event))$stack
  expect_match(stack[1], "^handler\\(event = event\\)$")
  expect_match(stack[2], "^middle\\(event\\) at test-run.R:\\d+$")
  expect_match(stack[3], "^inner\\(x\\) at test-run.R:\\d+$")
  expect_length(stack, 3)
})

test_that("an error of compiled code has its stack too", {
  expect_identical(failure(\(event) log("a"))$stack, "handler(event = event)")
})

test_that("no value of the event stands in the stack", {
  stack <- failure(\(event) stop("no"), '{"secret":"s3cr3t"}')$stack
  expect_false(any(grepl("s3cr3t", stack)))
})

test_that("endless recursion is one failure with a short stack", {
  endless <- function(n) endless(n + 1)
  diagnostic <- failure(\(event) endless(1))
  expect_lte(length(diagnostic$stack), 61)
  expect_match(diagnostic$message, "nested too deeply|stack")
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

test_that("client context and identity are parsed", {
  outcome <- run_handler(
    \(event, context) context$client_context$client$app_title,
    invocation(client_context = '{"client":{"app_title":"t"}}'),
    config()
  )
  expect_identical(c(unclass(outcome$body)), '"t"')
})
