test_that("the file is proven, whatever the session itself serves", {
  Sys.setenv(S3_MODEL_URI = "file:///no/such.rds", MODEL_SHA256 = "abc")
  on.exit(Sys.unsetenv(c("S3_MODEL_URI", "MODEL_SHA256")))
  fit <- lm(mpg ~ wt, mtcars)
  file <- save_model(fit, "cars", mtcars, dir = tempfile())
  expect_true(file.exists(file))
})
