test_that("an answer is measured as the event carries it: text in text", {
  expect_equal(escaped_bytes('{"a":"\\\\"}\n'), 18)
})

test_that("an answer beyond what its sender hands on is a problem", {
  http <- as_event(http_event(""))
  balancer <- as_event(list(requestContext = list(elb = list(a = "arn"))))
  half <- new_response(strrep('"', 3.1 * 2^20))
  plain <- new_response(strrep("a", 3.1 * 2^20))
  expect_identical(error_of(check_size(http, half))$type, "too-large")
  expect_identical(check_size(http, plain), plain)
  expect_identical(error_of(check_size(balancer, plain))$type, "too-large")
})

test_that("a response is one text with a status", {
  expect_error(new_response(c("a", "b")), class = "broken_shape")
  expect_error(new_response("a", status = 200), class = "broken_shape")
  expect_error(new_table(1L), class = "broken_shape")
})
