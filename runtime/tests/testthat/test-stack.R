failure <- function(handler, body = "{}") {
  run_handler(handler, invocation(body), config())$diagnostic
}

test_that("the stack goes from the handler to the failure and no further", {
  inner <- function(x) stop("deep")
  middle <- function(x) inner(x)
  stack <- failure(\(event) middle(event))$stack
  expect_match(stack[1], "^handler\\(event = event\\)$")
  expect_match(stack[2], "^middle\\(event\\) at test-stack.R:\\d+$")
  expect_match(stack[3], "^inner\\(x\\) at test-stack.R:\\d+$")
  expect_length(stack, 3)
})

test_that("an error of compiled code has its stack too", {
  expect_identical(failure(\(event) log("a"))$stack, "handler(event = event)")
})

test_that("no value of the event stands in the stack", {
  stack <- failure(\(event) stop("no"), '{"secret":"s3cr3t"}')$stack
  expect_false(any(grepl("s3cr3t", stack)))
})

test_that("endless recursion is one failure with a short stack", {
  endless <- function(n) endless(n + 1)
  diagnostic <- failure(\(event) endless(1))
  expect_lte(length(diagnostic$stack), 61)
  expect_match(diagnostic$message, "nested too deeply|stack")
})

test_that("what is left out of a long stack is counted", {
  down <- function(n) if (n == 0) stop("deep") else down(n - 1)
  stack <- failure(\(event) down(99))$stack
  expect_identical(stack[31], "... 41 calls left out ...")
  expect_match(stack[61], "^down\\(n - 1\\)")
})

test_that("a call of many lines is cut after its first", {
  stack <- failure(\(event) {
    (function(...) stop("no"))(
      "a long argument that fills a line of its own",
      "another long argument that fills a line of its own"
    )
  })$stack
  expect_match(stack[2], "^\\(function\\(\\.\\.\\.\\) .* \\.\\.\\.( at .*)?$")
})

test_that("a function that only ends like abort is not taken for a signal", {
  port <- function() log("a")
  abortive <- function() port()
  expect_match(failure(\(event) abortive())$stack[3], "^port\\(\\)")
})

test_that("the stack of an abort() ends where it was called", {
  my_abort <- function() stop("no")
  checks <- function() my_abort()
  stack <- failure(\(event) checks())$stack
  expect_length(stack, 2)
  expect_match(stack[2], "^checks\\(\\)")
})

stack_of_init <- function(code, handler = "handler.handler") {
  root <- task_root(code, env = parent.frame())
  stack <- NULL
  error_of(withCallingHandlers(
    find_handler(config(handler, root)),
    error = \(e) {
      stack <<- failure_stack()
      runtime_abort("Test.Seen")
    }
  ))
  stack
}

test_that("the stack of an init begins in the handler's file", {
  code <- c("load_it <- function() stop('no')", "load_it()")
  expect_match(stack_of_init(code)[1], "^load_it\\(\\)")
})

test_that("a handler that is not found has no stack", {
  expect_identical(stack_of_init("x <- 1", "absent.handler"), character())
})
