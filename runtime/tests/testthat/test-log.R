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
