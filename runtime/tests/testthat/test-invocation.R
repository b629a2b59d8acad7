test_that("headers are read whatever their case", {
  bytes <- charToRaw(paste0(
    "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\n",
    "lambda-runtime-trace-id: Root=1-a;Sampled=1\r\nContent-Length: 2\r\n\r\n"
  ))
  headers <- runtime_headers(bytes)
  expect_identical(headers[["aws-request-id"]], "r-1")
  expect_identical(headers[["trace-id"]], "Root=1-a;Sampled=1")
})
