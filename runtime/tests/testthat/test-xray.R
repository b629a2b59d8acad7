cause_of <- function(message, stack = character()) {
  xray_cause(list(message = message, error_type = "A.B", stack = stack))
}

test_that("the cause is the diagnostic, in ASCII", {
  cause <- cause_of("caf\u00e9 \U1F600 \u007f", "f(x)")
  expect_false(grepl("[^ -~]", cause))
  exception <- parse_json(cause)$exceptions[[1]]
  expect_identical(exception$message, "caf\u00e9 \U1F600 \u007f")
  expect_identical(exception$stack, list(list(label = "f(x)")))
})

test_that("a cause beyond X-Ray's 64 KiB is left out", {
  expect_null(cause_of(strrep("x", 7e4)))
})

test_that("a cause whose escapes go beyond 64 KiB is left out", {
  expect_null(cause_of(strrep("\u00e9", 2e4)))
})
