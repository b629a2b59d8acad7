call_with <- function(handler, event, context = list(request_id = "r-1")) {
  prepared <- handler_call(handler, event, context)
  eval(prepared$call, prepared$env)
}

test_that("a handler of event and context gets both", {
  expect_identical(
    call_with(\(event, context) list(event$a, context$request_id), list(a = 1)),
    list(1, "r-1")
  )
})

test_that("a handler of event alone gets the event", {
  expect_identical(call_with(\(event) event, list(1, "a")), list(1, "a"))
})

test_that("any second name stands for the context", {
  expect_identical(call_with(\(event, ctx) ctx$request_id, list()), "r-1")
})

test_that("another first name means fields as arguments", {
  handler <- \(body, ...) list(body, ...)
  event <- list(version = "2.0", body = "x", headers = list(a = 1))
  expect_identical(
    call_with(handler, event),
    list("x", version = "2.0", headers = list(a = 1))
  )
})

test_that("fields that a handler does not name are left out without dots", {
  expect_identical(call_with(\(x, y = 2) x + y, list(x = 1, z = 3)), 3)
})

test_that("a handler of fields gets the context when it names it", {
  expect_identical(
    call_with(\(x, context) context$request_id, list(x = 1)),
    "r-1"
  )
})

test_that("an event that is not an object is the first argument", {
  expect_identical(call_with(\(number) number, 7), 7)
})

test_that("a handler without arguments is called without", {
  expect_identical(call_with(\() "hello", list(a = 1)), "hello")
})

test_that("a field that is null arrives as NULL", {
  expect_null(call_with(\(x = 1) x, list(x = NULL)))
})

test_that("a primitive function can be a handler", {
  expect_identical(call_with(sum, list(a = 1, b = 2)), 3)
})

test_that("a handler of event and dots gets the context in its dots", {
  handler <- \(event, ...) list(...)$context$request_id
  expect_identical(call_with(handler, list()), "r-1")
})

test_that("the context is not a field of that name", {
  handler <- \(x, context) context$request_id
  expect_identical(call_with(handler, list(x = 1, context = "mine")), "r-1")
})

test_that("without a payload a handler of fields gets none", {
  expect_identical(call_with(\(x = "none") x, NULL), "none")
})

test_that("a field without a name is left out", {
  event <- structure(list(1, 2), names = c("", "b"))
  expect_identical(call_with(\(...) list(...), event), list(b = 2))
})
