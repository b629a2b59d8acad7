post_of <- function(body, headers = NULL) {
  list(path = "/p", headers = headers, body = body)
}

test_that("a request is sent below the version of the API and its answer read", {
  api <- runtime_api(answer(200, list("X-A" = "1"), "yes"))
  response <- runtime_send(api$connection, next_request())
  expect_identical(response$status, 200L)
  expect_identical(rawToChar(response$body), "yes")
  expect_match(rawToChar(response$headers), "X-A: 1")
  expect_identical(api$request()$path, "/2018-06-01/runtime/invocation/next")
})

test_that("a poll after an answer is a GET without the answer's headers", {
  api <- runtime_api(answer(), answer(200))
  runtime_send(api$connection, post_of("{}", list("X-Mine" = "1")))
  runtime_send(api$connection, next_request())
  expect_identical(api$request()$headers[["x-mine"]], "1")
  poll <- api$request()
  expect_identical(poll$method, "GET")
  expect_null(poll$headers[["x-mine"]])
})

test_that("text of another encoding is posted as UTF-8", {
  api <- runtime_api(answer())
  runtime_send(api$connection, post_of(iconv("\u00e9", "UTF-8", "latin1")))
  # The server shows each byte as a character.
  expect_identical(utf8ToInt(api$request()$body), c(0xc3L, 0xa9L))
})

test_that("bytes are posted as they are, NUL included", {
  api <- runtime_api(answer())
  runtime_send(api$connection, post_of(as.raw(c(0, 255, 10))))
  request <- api$request()
  expect_identical(request$headers[["content-length"]], "3")
})

test_that("a large answer is posted without asking first", {
  api <- runtime_api(answer())
  runtime_send(api$connection, post_of(strrep("x", 2e6)))
  expect_null(api$request()$headers[["expect"]])
})

test_that("a proxy of the environment is passed by", {
  with_variables(http_proxy = "http://127.0.0.1:1")
  api <- runtime_api(answer(200))
  expect_identical(runtime_send(api$connection, next_request())$status, 200L)
})

test_that("an API that does not answer is an error with its address", {
  error <- error_of(runtime_send(
    runtime_connection("127.0.0.1:1"),
    post_of("")
  ))
  expect_identical(error$error_type, "Runtime.ApiUnreachable")
  expect_match(conditionMessage(error), "http://127.0.0.1:1/2018-06-01 is gone")
})
