test_that("an event is answered and the API's end ends the process", {
  api <- runtime_api(event_answer('{"x":1}'), answer(), answer(500))
  output <- run_runtime(api, "handler <- function(event) event$x + 1")
  poll <- api$request()
  expect_match(poll$path, "invocation/next")
  response <- api$request()
  expect_identical(response$body, "2")
  expect_identical(attr(output, "status"), 1L)
  expect_match(output, "Runtime.ApiRefused", all = FALSE)
})

test_that("a failing handler is reported and the next event is served", {
  api <- runtime_api(
    event_answer('{"fail":true}', "r-1"),
    answer(),
    event_answer("{}", "r-2"),
    answer(),
    answer(500)
  )
  run_runtime(
    api,
    "handler <- function(event) if (isTRUE(event$fail)) stop('a')"
  )
  paths <- vapply(1:4, \(i) api$request()$path, "")
  expect_match(paths[2], "r-1/error$")
  expect_match(paths[4], "r-2/response$")
})

test_that("a failing init is reported with its stack and ends the process", {
  api <- runtime_api(answer())
  output <- run_runtime(api, c("load_it <- function() stop('no')", "load_it()"))
  request <- api$request()
  expect_match(request$path, "init/error$")
  error <- parse_json(request$body)
  expect_identical(error$errorMessage, "no")
  expect_match(error$stackTrace[1], "^load_it\\(\\)")
  expect_identical(attr(output, "status"), 1L)
})

test_that("a warning is logged while the events are served", {
  api <- runtime_api(event_answer(), answer(), answer(500))
  output <- run_runtime(api, "handler <- function(event) warning('careful')")
  expect_match(output, "careful", all = FALSE)
})
