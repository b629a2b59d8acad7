test_that("a record is one line", {
  line <- log_record(
    "ERROR",
    "a\nb\r\nc",
    "r-1",
    list(errorType = "A.B", stackTrace = c("f()", "g()"))
  )
  expect_identical(line, "ERROR\tr-1\tA.B\ta | b | c\tf()\tg()")
})

test_that("the JSON format has Lambda's fields", {
  with_variables(AWS_LAMBDA_LOG_FORMAT = "JSON")
  record <- parse_json(log_record("WARN", "a\nb", "r-1", list()))
  expect_identical(
    record[c("level", "message", "requestId")],
    list(level = "WARN", message = "a\nb", requestId = "r-1")
  )
  expect_match(record$timestamp, "^\\d{4}-.*Z$")
})

test_that("what is below the log level is not written", {
  with_variables(AWS_LAMBDA_LOG_LEVEL = "WARN")
  written <- capture.output(
    {
      log_line("INFO", "quiet")
      log_line("ERROR", "loud")
    },
    type = "message"
  )
  expect_identical(written, "ERROR\tloud")
})

test_that("what is counted is written as JSON or not at all", {
  expect_length(capture.output(log_event("predicted"), type = "message"), 0)
  with_variables(AWS_LAMBDA_LOG_FORMAT = "JSON")
  line <- capture.output(
    log_event("predicted", fields = list(rows = 2)),
    type = "message"
  )
  expect_identical(parse_json(line)$rows, 2)
})

test_that("INFO is the lowest level where none is set", {
  with_variables(AWS_LAMBDA_LOG_LEVEL = NA)
  written <- logged({
    log_line("DEBUG", "quiet")
    log_line("INFO", "loud")
  })
  expect_identical(written, "INFO\tloud")
})

test_that("a condition is logged with its type and the calls to it", {
  with_variables(AWS_LAMBDA_LOG_FORMAT = "JSON")
  risky <- function() stop("no")
  line <- logged(try(
    withCallingHandlers(risky(), error = \(e) log_condition(e, "r-1")),
    silent = TRUE
  ))
  record <- parse_json(line)
  expect_identical(record$errorType, "Function.Error")
  expect_identical(record$requestId, "r-1")
  expect_match(record$stackTrace, "^risky\\(\\)", all = FALSE)
})

test_that("a stack of one call is an array", {
  with_variables(AWS_LAMBDA_LOG_FORMAT = "JSON")
  diagnostic <- as_diagnostic(simpleError("no"), "f()")
  line <- logged(log_failure(diagnostic))
  expect_identical(parse_json(line)$stackTrace, I("f()"))
})

test_that("a record is written for its line, not for its value", {
  logged(value <- withVisible(log_line("WARN", "a")))
  expect_identical(value, list(value = NULL, visible = FALSE))
})
