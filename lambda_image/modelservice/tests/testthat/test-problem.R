test_that("every problem type has a status, a title and a reason phrase", {
  for (type in problem_types) {
    expect_true(type$status >= 400L && nzchar(type$title))
    expect_type(reason(type$status), "character")
  }
})

test_that("the document has the fields that its schema describes", {
  errors <- list(list(pointer = "#/0/a", code = "missing", detail = "..."))
  error <- error_of(service_abort("invalid-input", "...", errors = errors))
  problem <- lambdaruntime::parse_json(problem_response(error, "id")$body)
  expect_identical(problem$error_count, 1)
  expect_named(problem, names(problem_schema()$properties))
  expect_named(problem$errors[[1]], c("pointer", "code", "detail"))
})
