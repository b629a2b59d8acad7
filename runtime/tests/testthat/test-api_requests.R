diagnostic <- list(message = "caf\u00e9", error_type = "A.B", stack = "f(x)")

test_that("the invocation id is echoed when it was given, and only then", {
  with_id <- response_request(
    invocation("invocation-id" = "i-9"),
    "{}",
    "application/json"
  )
  expect_identical(with_id$headers[["Lambda-Runtime-Invocation-Id"]], "i-9")
  without <- response_request(invocation(), "{}", "application/json")
  expect_null(without$headers[["Lambda-Runtime-Invocation-Id"]])
})

test_that("an error is told in the body and in the headers", {
  request <- error_request(invocation(), diagnostic)
  expect_identical(request$path, "/runtime/invocation/r-1/error")
  body <- parse_json(request$body)
  expect_identical(body$errorMessage, "caf\u00e9")
  expect_identical(body$errorType, "A.B")
  expect_identical(body$stackTrace, I("f(x)"))
  type <- request$headers[["Lambda-Runtime-Function-Error-Type"]]
  expect_identical(type, "A.B")
})

test_that("the errors of init and restore have paths of their own", {
  expect_identical(init_error_request(diagnostic)$path, "/runtime/init/error")
  expect_identical(
    restore_error_request(diagnostic)$path,
    "/runtime/restore/error"
  )
})
