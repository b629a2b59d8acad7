post_with <- function(..., outcome = new_outcome("{}", "application/json")) {
  api <- runtime_api(..., env = parent.frame())
  post_outcome(api$connection, invocation(), outcome)
  api
}
failed <- \() new_outcome(diagnostic = as_diagnostic(simpleError("no")))

test_that("an outcome has a body or a diagnostic, not both and not neither", {
  expect_error(new_outcome(), "a body or a diagnostic")
  expect_error(
    new_outcome("{}", "application/json", as_diagnostic(simpleError("no"))),
    "a body or a diagnostic"
  )
})

test_that("a body is bytes or a string", {
  for (body in list(1, NA_character_, c("a", "b"), list())) {
    expect_error(new_outcome(body, "text/plain"), "raw bytes or a string")
  }
})

test_that("an answer is posted with its type", {
  request <- post_with(answer())$request()
  expect_identical(request$path, "/2018-06-01/runtime/invocation/r-1/response")
  expect_identical(request$headers[["content-type"]], "application/json")
  expect_identical(request$body, "{}")
})

test_that("a failure is posted and logged", {
  lines <- logged(request <- post_with(answer(), outcome = failed())$request())
  expect_identical(request$path, "/2018-06-01/runtime/invocation/r-1/error")
  expect_identical(parse_json(request$body)$errorMessage, "no")
  expect_identical(lines, "ERROR\tr-1\tFunction.Error\tno")
})

test_that("an answer that is too large becomes an error with its size", {
  for (body in list(as.raw(1:3), "\u00e9x")) {
    outcome <- new_outcome(body, "text/plain")
    logged(api <- post_with(answer(413), answer(), outcome = outcome))
    api$request()
    error <- parse_json(api$request()$body)
    expect_identical(error$errorType, "Runtime.ResponseTooLarge")
    expect_match(error$errorMessage, "The answer of 3 bytes")
  }
})

test_that("an API that fails ends the process", {
  error <- error_of(post_with(answer(500)))
  expect_identical(error$error_type, "Runtime.ApiFailed")
  expect_match(conditionMessage(error), "answered 500")
})

test_that("an answer that Lambda refuses is logged as lost", {
  lines <- logged(post_with(answer(410)))
  expect_match(lines, "^WARN\tr-1\t.* answered 410 .*: this answer is lost")
})

test_that("an answer that Lambda takes is not logged", {
  expect_length(logged(post_with(answer(202))), 0)
})

test_that("a failure with a message beyond X-Ray's limit is posted without it", {
  diagnostic <- as_diagnostic(simpleError(strrep("x", 7e4)))
  outcome <- new_outcome(diagnostic = diagnostic)
  logged(api <- post_with(answer(), outcome = outcome))
  request <- api$request()
  expect_identical(nchar(parse_json(request$body)$errorMessage), 70000L)
  cause <- "lambda-runtime-function-xray-error-cause"
  expect_null(request$headers[[cause]])
})
