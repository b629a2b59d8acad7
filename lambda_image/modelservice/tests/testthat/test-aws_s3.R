env <- c(
  AWS_REGION = "eu-west-1",
  AWS_ACCESS_KEY_ID = "id",
  AWS_SECRET_ACCESS_KEY = "s"
)
request <- function(uri, ...) s3_request(parse_model_uri(uri), c(..., env))

test_that("the bucket is the host", {
  expect_identical(
    request("s3://b/k.rds")$url,
    "https://b.s3.eu-west-1.amazonaws.com/k.rds"
  )
})

test_that("a bucket with dots and an own endpoint go in the path", {
  expect_identical(
    request("s3://a.b/k")$url,
    "https://s3.eu-west-1.amazonaws.com/a.b/k"
  )
  own <- request("s3://b/k", AWS_ENDPOINT_URL = "http://localhost:1/")
  expect_identical(own$url, "http://localhost:1/b/k")
})

test_that("the endpoint of S3 goes before the general one", {
  own <- request(
    "s3://b/k",
    AWS_ENDPOINT_URL = "http://all",
    AWS_ENDPOINT_URL_S3 = "http://s3"
  )
  expect_identical(own$url, "http://s3/b/k")
})

test_that("a key is encoded byte by byte, its slashes kept", {
  url <- request("s3://b/a b/c+d/\u00e9~%.rds?versionId=a/b")$url
  expect_match(url, "/a%20b/c%2Bd/%C3%A9~%25.rds?versionId=a%2Fb", fixed = TRUE)
})

test_that("a session token is a header", {
  headers <- request("s3://b/k", AWS_SESSION_TOKEN = "tok")$headers
  expect_identical(headers[["x-amz-security-token"]], "tok")
})

test_that("no region and no credentials are each one sentence", {
  location <- parse_model_uri("s3://b/k")
  expect_match(
    conditionMessage(init_error_of(s3_request(location, env[-1]))),
    "set AWS_REGION"
  )
  expect_match(
    conditionMessage(init_error_of(s3_request(location, env[1]))),
    "AWS_ACCESS_KEY_ID"
  )
})

test_that("a proxy is for others than this machine and those that the user names", {
  exceptions <- \(...) request("s3://b/k", ...)$options$noproxy
  here <- "localhost,127.0.0.1,host.docker.internal"
  expect_identical(exceptions(), here)
  expect_identical(exceptions(NO_PROXY = "a.b"), paste0("a.b,", here))
  expect_identical(exceptions(no_proxy = "*"), "*")
})
