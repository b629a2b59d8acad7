test_that("a record is one line", {
  line <- log_record(
    "ERROR",
    "a\nb",
    "r-1",
    list(errorType = "A.B", stackTrace = c("f()", "g()"))
  )
  expect_identical(line, "ERROR\tr-1\tA.B\ta | b\tf()\tg()")
})

test_that("the JSON format has Lambda's fields", {
  Sys.setenv(AWS_LAMBDA_LOG_FORMAT = "JSON")
  on.exit(Sys.unsetenv("AWS_LAMBDA_LOG_FORMAT"))
  record <- parse_json(log_record("WARN", "a\nb", "r-1", list()))
  expect_identical(
    record[c("level", "message", "requestId")],
    list(level = "WARN", message = "a\nb", requestId = "r-1")
  )
  expect_match(record$timestamp, "^\\d{4}-.*Z$")
})

test_that("what is below the log level is not written", {
  Sys.setenv(AWS_LAMBDA_LOG_LEVEL = "WARN")
  on.exit(Sys.unsetenv("AWS_LAMBDA_LOG_LEVEL"))
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
  Sys.setenv(AWS_LAMBDA_LOG_FORMAT = "JSON")
  on.exit(Sys.unsetenv("AWS_LAMBDA_LOG_FORMAT"))
  line <- capture.output(
    log_event("predicted", fields = list(rows = 2)),
    type = "message"
  )
  expect_identical(parse_json(line)$rows, 2)
})
