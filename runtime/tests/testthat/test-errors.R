test_that("an error of this package has a class, a type and no call", {
  error <- error_of(runtime_abort("Runtime.Reason", "a ", 1))
  expect_s3_class(error, c("runtime_error", "error", "condition"), exact = TRUE)
  expect_identical(error$error_type, "Runtime.Reason")
  expect_identical(conditionMessage(error), "a 1")
  expect_null(conditionCall(error))
})
