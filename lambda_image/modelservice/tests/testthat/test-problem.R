test_that("every problem type has a status, a title and an error type of its form", {
  for (type in problem_types) {
    expect_true(type$status >= 400L && nzchar(type$title))
    expect_match(type$error_type, "^[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+$")
    expect_type(reason(type$status), "character")
  }
})
