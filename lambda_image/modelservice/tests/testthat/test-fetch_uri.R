test_that("an S3 URI has a bucket, a key and perhaps a version", {
  plain <- parse_model_uri("s3://b/a/model v+1 \u00e9.rds")
  expect_identical(
    plain[c("bucket", "key")],
    list(bucket = "b", key = "a/model v+1 \u00e9.rds")
  )
  expect_null(plain$version)
  expect_identical(
    parse_model_uri("s3://b/k.rds?versionId=v.1_x")$version,
    "v.1_x"
  )
})

test_that("a file URI is a path", {
  expect_identical(parse_model_uri("file:///a%20b/m.rds")$path, "/a b/m.rds")
})

test_that("anything else is refused with the forms that are known", {
  for (uri in c(
    "http://x/y.rds",
    "s3://bucket",
    "s3:///key",
    "/a.rds",
    "file://a.rds"
  )) {
    expect_match(
      conditionMessage(init_error_of(parse_model_uri(uri))),
      "must be s3://"
    )
  }
})

test_that("a key that libcurl would change is refused", {
  for (key in c("a/../b.rds", "./b.rds", "a/./b.rds")) {
    expect_match(
      conditionMessage(init_error_of(parse_model_uri(paste0("s3://b/", key)))),
      "copy the object to another key"
    )
  }
  expect_identical(parse_model_uri("s3://b/a..b/c.rds")$key, "a..b/c.rds")
})

test_that("a model is named after its file, or its folder for model.rds", {
  named <- \(uri) name_from_uri(parse_model_uri(uri))
  expect_identical(named("s3://b/boston.rds"), "boston")
  expect_identical(named("s3://b/p/boston/model.rds"), "boston")
  expect_identical(named("s3://b/model.rds"), "model")
})
