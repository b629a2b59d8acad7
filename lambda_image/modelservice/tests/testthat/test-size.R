test_that("an answer is measured as the event carries it: text in text", {
  expect_equal(escaped_bytes('{"a":"\\\\"}\n'), 18)
})

test_that("an answer beyond what its sender hands on is a problem", {
  half <- list(body = strrep('"', 3.1 * 2^20))
  expect_identical(
    error_of(check_size(half, list(kind = "http_2")))$type,
    "too-large"
  )
  plain <- list(body = strrep("a", 3.1 * 2^20))
  expect_identical(check_size(plain, list(kind = "http_2")), plain)
  expect_identical(
    error_of(check_size(plain, list(kind = "alb")))$type,
    "too-large"
  )
})
