test_that("what code calls is read off it, without what it assigns itself", {
  code <- quote({
    f <- function(x, g) g(x)
    y <- f(stats::qt(0.1, 2))
    x[, 1] + mystery(y)
  })
  expect_setequal(
    called_functions(code),
    c("{", "<-", "function", "stats::qt", "[", "+", "mystery")
  )
})

test_that("packages are those of the functions, without those that have a stand-in", {
  code <- list(quote(tibble::tibble(a = kernlab::predict(x))))
  expect_identical(called_packages(code), "kernlab")
})
