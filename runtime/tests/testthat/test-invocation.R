test_that("headers are read whatever their case", {
  bytes <- charToRaw(paste0(
    "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\n",
    "lambda-runtime-trace-id: Root=1-a;Sampled=1\r\nContent-Length: 2\r\n\r\n"
  ))
  headers <- .Call(lambdaruntime:::runtime_headers, bytes)
  expect_identical(headers[["aws-request-id"]], "r-1")
  expect_identical(headers[["trace-id"]], "Root=1-a;Sampled=1")
})

test_that("other headers are left out, blanks around a value too", {
  bytes <- charToRaw(
    "HTTP/1.1 200 OK\r\nX-Other: 1\r\nLambda-Runtime-: x\r\nLambda-Runtime-A:  b:c \r\n"
  )
  headers <- .Call(lambdaruntime:::runtime_headers, bytes)
  expect_identical(headers, list(a = "b:c"))
  expect_length(.Call(lambdaruntime:::runtime_headers, raw()), 0)
})

test_that("a header with a NUL is left out", {
  bytes <- charToRaw(
    "Lambda-Runtime-A: x_y\nLambda-Runtime-B_: x\nLambda-Runtime-C: 1"
  )
  bytes[bytes == charToRaw("_")] <- as.raw(0)
  headers <- .Call(lambdaruntime:::runtime_headers, bytes)
  expect_identical(headers, list(c = "1"))
})

test_that("a last header without a line's end is read", {
  bytes <- charToRaw("Lambda-Runtime-A: b")
  headers <- .Call(lambdaruntime:::runtime_headers, bytes)
  expect_identical(headers, list(a = "b"))
})

test_that("more than 64 headers are passed over", {
  bytes <- charToRaw(strrep("Lambda-Runtime-A: b\r\n", 70))
  expect_length(.Call(lambdaruntime:::runtime_headers, bytes), 64)
})

test_that("an event becomes an invocation", {
  headers <- list(
    "Lambda-Runtime-Aws-Request-Id" = "r-7",
    "Lambda-Runtime-Deadline-Ms" = "1700000000000",
    "Lambda-Runtime-Aws-Tenant-Id" = "t"
  )
  api <- runtime_api(answer(200, headers, '{"a":1}'))
  invocation <- runtime_next(api$connection)
  expect_identical(rawToChar(invocation$body), '{"a":1}')
  expect_identical(invocation$request_id, "r-7")
  expect_identical(invocation$deadline_ms, 1.7e12)
  expect_identical(invocation$tenant_id, "t")
})

test_that("a poll that is refused is an error with its status", {
  api <- runtime_api(answer(403))
  error <- error_of(runtime_next(api$connection))
  expect_identical(error$error_type, "Runtime.ApiRefused")
  expect_match(conditionMessage(error), "answered 403")
})

test_that("an event without a request id is refused", {
  api <- runtime_api(answer(200), event_answer(request_id = ""))
  for (i in 1:2) {
    error <- error_of(runtime_next(api$connection))
    expect_identical(error$error_type, "Runtime.ApiRefused")
    expect_match(conditionMessage(error), "Aws-Request-Id")
  }
})

test_that("an invocation of anything but bytes is a mistake", {
  expect_error(new_invocation("{}", list("aws-request-id" = "r")), "raw bytes")
})

test_that("a deadline that Lambda does not send is NA", {
  deadline <- new_invocation(raw(), list("aws-request-id" = "r"))$deadline_ms
  expect_identical(deadline, NA_real_)
})
