test_that("the invocation id is echoed when it was given, and only then", {
  with_id <- response_request(
    invocation(invocation_id = "i-9"),
    "{}",
    "application/json"
  )
  expect_identical(with_id$headers[["Lambda-Runtime-Invocation-Id"]], "i-9")
  without <- response_request(invocation(), "{}", "application/json")
  expect_null(without$headers[["Lambda-Runtime-Invocation-Id"]])
})

test_that("an error is told in the body and in the headers, which are ASCII", {
  diagnostic <- list(
    message = "caf\u00e9 \U1F600",
    error_type = "A.B",
    stack = "f(x)"
  )
  request <- error_request(invocation(), diagnostic)
  body <- parse_json(request$body)
  expect_identical(body$errorMessage, "caf\u00e9 \U1F600")
  expect_identical(body$stackTrace, I("f(x)"))
  cause <- request$headers[["Lambda-Runtime-Function-XRay-Error-Cause"]]
  expect_false(grepl("[^ -~]", cause))
  expect_identical(
    parse_json(cause)$exceptions[[1]]$message,
    "caf\u00e9 \U1F600"
  )
})

test_that("a cause beyond X-Ray's 64 KiB is left out", {
  diagnostic <- list(
    message = strrep("x", 7e4),
    error_type = "A.B",
    stack = character()
  )
  headers <- error_request(invocation(), diagnostic)$headers
  expect_null(headers[["Lambda-Runtime-Function-XRay-Error-Cause"]])
})
