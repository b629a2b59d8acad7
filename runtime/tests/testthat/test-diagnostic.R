condition_of <- function(class, ...) {
  structure(class = c(class, "error", "condition"), list(...))
}
type_of <- function(condition) as_diagnostic(condition)$error_type
message_of <- function(...) {
  as_diagnostic(condition_of("simpleError", message = c(...)))$message
}

test_that("an error that has no class of its own is Function.Error", {
  expect_identical(type_of(simpleError("no")), "Function.Error")
  expect_identical(type_of(condition_of("rlang_error")), "Function.Error")
})

test_that("a classed error has the words of its class", {
  expect_identical(
    type_of(condition_of("http_error_404")),
    "Function.HttpError"
  )
  expect_identical(type_of(condition_of("_own")), "Function.Own")
  expect_identical(type_of(condition_of("404")), "Function.Error")
})

test_that("an error names its own type, if it has the form of one", {
  own <- \(type) type_of(condition_of("mine", error_type = type))
  expect_identical(own("Service.Busy"), "Service.Busy")
  for (type in list("busy", "Service.Busy.Now", c("A.B", "C.D"), 7)) {
    expect_identical(own(type), "Function.Mine")
  }
})

test_that("a condition that is not a list has a type and a message", {
  condition <- structure(
    class = c("odd_error", "error", "condition"),
    function() 1
  )
  diagnostic <- as_diagnostic(condition)
  expect_identical(diagnostic$error_type, "Function.OddError")
  expect_identical(
    diagnostic$message,
    "The handler failed without a message."
  )
})

test_that("an empty message is replaced, several are lines", {
  expect_match(message_of(""), "without a message")
  expect_identical(message_of("a", "b"), "a\nb")
})

test_that("bytes of no encoding are shown as such", {
  message <- "a\xffb"
  expect_identical(message_of(message), "a<ff>b")
  Encoding(message) <- "UTF-8"
  expect_identical(message_of(message), "a<ff>b")
})
