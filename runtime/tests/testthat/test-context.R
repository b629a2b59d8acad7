context_of <- function(...) invocation_context(invocation(...), config())

test_that("the context knows the invocation and its function", {
  context <- invocation_context(
    invocation("invoked-function-arn" = "arn:f", "aws-tenant-id" = "t"),
    config(AWS_LAMBDA_FUNCTION_NAME = "f")
  )
  expect_s3_class(context, "lambda_context")
  expect_identical(context$request_id, "r-1")
  expect_identical(context$function_arn, "arn:f")
  expect_identical(context$function_name, "f")
  expect_identical(context$tenant_id, "t")
})

test_that("the time that remains is counted in milliseconds", {
  in_a_minute <- as.character(round((as.numeric(Sys.time()) + 60) * 1000))
  headers <- list("aws-request-id" = "r", "deadline-ms" = in_a_minute)
  context <- invocation_context(new_invocation(raw(), headers), config())
  remaining <- context$remaining_time_ms()
  expect_gt(remaining, 1000)
  expect_lte(remaining, 60001)
})

test_that("client context and identity are parsed", {
  context <- context_of(
    "client-context" = '{"client":{"app_title":"t"}}',
    "cognito-identity" = '{"cognitoIdentityId":"i"}'
  )
  expect_identical(context$client_context$client$app_title, "t")
  expect_identical(context$cognito_identity$cognitoIdentityId, "i")
})

test_that("an empty client context is none", {
  expect_null(context_of("client-context" = "")$client_context)
})

test_that("the trace id is in the environment, and gone with the next event", {
  with_variables("_X_AMZN_TRACE_ID" = NA)
  set_trace_id("Root=1-a")
  expect_identical(Sys.getenv("_X_AMZN_TRACE_ID"), "Root=1-a")
  set_trace_id(NULL)
  expect_identical(Sys.getenv("_X_AMZN_TRACE_ID", NA), NA_character_)
})
