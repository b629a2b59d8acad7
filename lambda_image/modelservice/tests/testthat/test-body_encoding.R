gzipped <- function(text) {
  file <- tempfile()
  connection <- gzfile(file, "wb")
  writeBin(charToRaw(text), connection)
  close(connection)
  readBin(file, "raw", file.size(file))
}
plan <- new_plan(list(number("x")))
sent <- function(bytes, encoding) {
  headers <- list("content-encoding" = encoding)
  read_table(new_request("POST", "/", bytes, "r", headers = headers), plan)
}

test_that("a gzipped body is read", {
  expect_identical(sent(gzipped('{"x":1}'), "gzip")$records, list(list(x = 1)))
  expect_identical(sent(charToRaw('{"x":1}'), "identity")$n, 1L)
})

test_that("compressed CSV has a media type that an HTTP API does not take for text", {
  headers <- list(
    "content-encoding" = "gzip",
    "content-type" = "application/csv"
  )
  request <- new_request("POST", "/", gzipped("x\n1\n"), "r", headers = headers)
  expect_identical(read_table(request, plan)$columns, list(x = 1))
})

test_that("another encoding is refused by name", {
  error <- error_of(sent(charToRaw('{"x":1}'), "br"))
  expect_identical(error$type, "unsupported-media-type")
  expect_match(conditionMessage(error), "must be gzip")
})

test_that("what is not gzip, or is cut off, is malformed", {
  expect_identical(
    error_of(sent(charToRaw('{"x":1}'), "gzip"))$type,
    "malformed-request"
  )
  whole <- gzipped(paste0('{"x":', strrep("1", 5000), "}"))
  cut <- whole[seq_len(length(whole) - 12)]
  expect_s3_class(error_of(sent(cut, "gzip")), "service_error")
})

test_that("a small body that stands for a huge one is refused in time", {
  bomb <- gzipped(strrep("a", 25 * 2^20))
  expect_lt(length(bomb), 1e5)
  expect_identical(error_of(sent(bomb, "gzip"))$type, "too-large")
})

test_that("a body that came as text was decompressed before", {
  event <- http_event('{"x":1}', headers = list("content-encoding" = "gzip"))
  request <- read_request(as_event(event), "r")
  expect_identical(read_table(request, plan)$n, 1L)
  event$headers[["content-encoding"]] <- "br"
  request <- read_request(as_event(event), "r")
  expect_identical(
    error_of(read_table(request, plan))$type,
    "unsupported-media-type"
  )
})

test_that("a stream that is cut off or changed is refused, not read as far as it goes", {
  table <- paste0("x\n", paste0(1:5000, "\n", collapse = ""))
  whole <- gzipped(table)
  n <- length(whole)
  expect_length(gunzip(whole), nchar(table))
  for (cut in c(1, 4, 8, 100, 2000)) {
    expect_identical(
      error_of(gunzip(whole[seq_len(n - cut)]))$type,
      "malformed-request"
    )
  }
  changed <- whole
  changed[n - 5] <- xor(changed[n - 5], as.raw(1))
  suppressMessages(error <- error_of(gunzip(changed)))
  expect_identical(error$type, "malformed-request")
  expect_identical(
    error_of(gunzip(c(whole, as.raw(1))))$type,
    "malformed-request"
  )
})
