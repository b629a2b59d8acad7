test_that("every problem type has a status, a title and a reason phrase", {
  for (type in problem_types) {
    expect_true(type$status >= 400L && nzchar(type$title))
    expect_type(reason(type$status), "character")
  }
})
