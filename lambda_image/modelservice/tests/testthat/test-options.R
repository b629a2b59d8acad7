ask <- function(query, body = '{"age":30,"size":0.5}', ...) {
  answer_http(body, query = query, ...)
}

test_that("an interval has a value and its bounds", {
  element <- ask(list(
    interval = "prediction",
    level = "0.9"
  ))$problem$predictions[[1]]
  fit <- a_model()$fit
  by_r <- stats::predict(
    fit,
    data.frame(age = 30, size = 0.5),
    interval = "prediction",
    level = 0.9
  )
  expect_identical(unlist(element, use.names = FALSE), as.vector(by_r))
  expect_named(element, c("value", "lower", "upper"))
})

test_that("an option that the model does not know is malformed", {
  wrong <- list(
    list(colour = "red"),
    list(interval = "wide"),
    list(type = "link"),
    list(level = "0.9"),
    list(interval = "prediction", level = "1.5"),
    list(interval = "prediction", level = "much"),
    list(on_error = "ignore")
  )
  for (query in wrong) {
    expect_identical(ask(query)$statusCode, 400L)
  }
})

test_that("options may stand in the body", {
  body <- '{"instances":[{"age":30,"size":0.5}],"params":{"interval":"confidence","level":0.5}}'
  expect_named(
    ask(NULL, body)$problem$predictions[[1]],
    c("value", "lower", "upper")
  )
})

test_that("bad rows are null where it is asked for, with their errors beside", {
  body <- '[{"age":30,"size":0.5},{"age":"x","size":0.5},{"age":31,"size":0.5}]'
  answer <- ask(list(on_error = "null"), body)$problem
  expect_length(answer$predictions, 3)
  expect_identical(is.na(answer$predictions), c(FALSE, TRUE, FALSE))
  expect_identical(answer$errors[[1]]$pointer, "#/1/age")
  expect_identical(answer$error_count, 1)
  expect_null(answer$warnings)
})

test_that("rows that are all bad are all null", {
  answer <- ask(list(on_error = "null"), '[{"age":"x"},{}]')$problem
  expect_identical(answer$predictions, c(NA, NA))
  expect_identical(answer$error_count, 4)
})

test_that("CSV is answered where it is asked for", {
  response <- ask(NULL, headers = list(accept = "text/csv"))
  expect_match(response$headers[["content-type"]], "text/csv")
  expect_match(response$body, "^prediction\r\n-?[0-9.]+\r\n$")
})
