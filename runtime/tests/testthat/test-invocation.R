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
