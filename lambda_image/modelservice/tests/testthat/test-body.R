records <- function(body, headers = list()) {
  read_records(list(kind = "http_2", headers = headers, body = charToRaw(body)))
}
malformed <- function(body) {
  expect_identical(error_of(records(body))$type, "malformed-request")
}

test_that("an object is one record, an array its records", {
  expect_identical(records('{"x":1}'), list(list(x = 1)))
  expect_identical(records('[{"x":1},{"x":2}]'), list(list(x = 1), list(x = 2)))
})

test_that("what is no record is malformed", {
  for (body in c(
    "",
    "7",
    '"x"',
    "null",
    "true",
    "[]",
    "{",
    "{\"a\":1,\"a\":2}"
  )) {
    malformed(body)
  }
})

test_that("a body is never opened as a file", {
  path <- tempfile()
  writeLines('{"x":1}', path)
  malformed(path)
  malformed(paste0("file://", path))
})

test_that("other media types and charsets are refused", {
  for (type in c(
    "application/xml",
    "image/png",
    "application/json; charset=latin1"
  )) {
    error <- error_of(records("{}", list("content-type" = type)))
    expect_identical(error$type, "unsupported-media-type")
  }
})

test_that("JSON by any of its names, and what curl sends by default, is read", {
  for (type in c(
    "application/json; charset=UTF-8",
    "application/ld+json",
    "application/x-www-form-urlencoded",
    "text/plain"
  )) {
    expect_length(records("{}", list("content-type" = type)), 1)
  }
})
