test_that("without a Runtime API there is nothing to do, and it is said", {
  expect_identical(
    error_of(runtime_config(c(a = "1")))$error_type,
    "Runtime.NoRuntimeApi"
  )
})

test_that("what Lambda sets is read", {
  config <- runtime_config(c(
    AWS_LAMBDA_RUNTIME_API = "127.0.0.1:9001",
    "_HANDLER" = "a.b",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE = "512"
  ))
  expect_identical(config$handler, "a.b")
  expect_identical(config$memory_mb, 512L)
})

test_that("what Lambda does not set has a default", {
  config <- runtime_config(c(AWS_LAMBDA_RUNTIME_API = "127.0.0.1:9001"))
  expect_identical(config$task_root, ".")
  expect_identical(config$function_version, "$LATEST")
  expect_identical(config$initialization_type, "on-demand")
  expect_identical(config$memory_mb, NA_integer_)
})
