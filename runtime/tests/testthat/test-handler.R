find <- function(root, handler = "handler.handler") {
  find_handler(config(handler, root))
}
type_of <- function(code, ...) {
  error_of(find(task_root(code, env = parent.frame()), ...))
}

test_that("the function of the file is found", {
  root <- task_root("handler <- function(event) event$x")
  expect_identical(find(root)(list(x = 1)), 1)
})

test_that("a handler without a dot is refused", {
  expect_match(
    conditionMessage(error_of(find(".", "handler"))),
    "must be file.function"
  )
})

test_that("a missing file is named", {
  error <- error_of(find(tempdir(), "nowhere.handler"))
  expect_identical(error$error_type, "Runtime.HandlerFileMissing")
  expect_match(conditionMessage(error), "nowhere.R")
})

test_that("a file that does not parse is told with its line", {
  error <- type_of("handler <- function(event) {\n  1 +\n}")
  expect_identical(error$error_type, "Runtime.HandlerSyntax")
  expect_match(conditionMessage(error), "handler.R:?3|3:")
})

test_that("a missing function is named", {
  error <- type_of("other <- function(event) 1", "handler.absent")
  expect_identical(error$error_type, "Runtime.HandlerMissing")
  expect_match(conditionMessage(error), "absent")
})

test_that("a name that is not a function is reported with its class", {
  error <- type_of("handler <- 42")
  expect_identical(error$error_type, "Runtime.HandlerNotFunction")
  expect_match(conditionMessage(error), "numeric")
})

test_that("the file may have dots and stand in a folder", {
  root <- task_root("")
  dir.create(file.path(root, "src"))
  writeLines("answer <- function(event) 42", file.path(root, "src", "my.app.R"))
  expect_identical(find(root, "src/my.app.answer")(), 42)
})

test_that("a function of R is not taken for the handler", {
  error <- type_of("other <- 1", "handler.predict")
  expect_identical(error$error_type, "Runtime.HandlerMissing")
})

test_that("the handler keeps its lines for the stack", {
  source <- attr(find(task_root("\nhandler <- function(event) 1")), "srcref")
  expect_identical(source[1], 2L)
})

test_that("the file is read as UTF-8 in any locale", {
  api <- runtime_api(event_answer(), answer(), answer(500))
  code <- "handler <- function(event) '\u00fc'"
  run_runtime(api, code, variables = c(LC_ALL = "C"))
  api$request()
  expect_identical(utf8ToInt(api$request()$body), c(34L, 0xc3L, 0xbcL, 34L))
})
