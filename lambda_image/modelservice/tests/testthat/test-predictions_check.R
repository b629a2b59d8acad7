number_of <- function(predicted, n) {
  checked_parts(predicted, n, number_shape())
}
labels_of <- function(predicted, n = 2) {
  checked_parts(predicted, n, labels_shape(c("a", "b")))
}
columns_of_two <- function(predicted) {
  checked_parts(predicted, 2, columns_shape(c("u", "v")))
}
reason <- function(code) conditionMessage(error_of(code, "answer_error"))
shares <- function(a) cbind(a = a, b = 1 - a)

test_that("one number per row is an answer, in any of R's shapes", {
  expect_identical(number_of(c("1" = 1, "2" = NA), 2), c(1, NA))
  expect_identical(number_of(matrix(1:2), 2), 1:2)
  expect_identical(number_of(array(c(1, 2), dimnames = list(1:2)), 2), c(1, 2))
})

test_that("what is not one number per row is not", {
  expect_match(reason(number_of(1, 2)), "1 values for 2 rows")
  expect_match(reason(number_of(c(1, 2, 3), 2)), "3 values for 2 rows")
  expect_match(reason(number_of(diag(2), 2)), "matrix with 2 by 2")
  expect_match(reason(number_of(data.frame(.pred = 1:2), 2)), "data.frame")
  expect_match(reason(number_of(c("1", "2"), 2)), "character")
})

test_that("a row that a method drops is NA in its place", {
  expect_identical(number_of(c("1" = 5, "3" = 6), 3), c(5, NA, 6))
  expect_match(reason(number_of(c("1" = 5, "4" = 6), 3)), "2 values for 3 rows")
  expect_match(reason(number_of(c("1" = 5, "1" = 6), 3)), "2 values for 3 rows")
})

test_that("probabilities are a distribution over the labels", {
  parts <- labels_of(shares(c(0.2, 0.7)))
  expect_identical(parts$label, c("b", "a"))
  expect_identical(parts$probability, c(0.8, 0.7))
  expect_identical(labels_of(shares(c(0.2, NA)))$label, c("b", NA))
  expect_match(reason(labels_of(shares(c(0.2, 1.5)))), "outside 0 to 1")
  expect_match(reason(labels_of(cbind(a = c(0.2, 0.2), b = 0.2))), "sum to 1")
  expect_match(
    reason(labels_of(cbind(a = c(0.2, 1), c = c(0.8, 0)))),
    "not the labels"
  )
})

test_that("the label is predict()'s, with the probability of that label", {
  parts <- labels_of(list(
    label = c("a", "a"),
    probabilities = shares(c(0.2, 0.7))
  ))
  expect_identical(parts$label, c("a", "a"))
  expect_identical(parts$probability, c(0.2, 0.7))
  expect_match(reason(labels_of(c("a", "z"))), "not one of \"a\", \"b\"")
})

test_that("several columns are named in the order of the model", {
  expect_identical(
    columns_of_two(cbind(c(1, 2), c(3, 4))),
    list(u = c(1, 2), v = c(3, 4))
  )
  expect_match(reason(columns_of_two(diag(3)[1:2, ])), "3 columns, not 2")
  expect_match(reason(columns_of_two(1:2)), "not a matrix")
})

test_that("several outcomes are an object per row", {
  model <- a_model(stats::lm(cbind(pay, size) ~ age, people))
  table <- new_table(2L, records = list(list(age = 30), list(age = 40)))
  answer <- json_answer(model, predict_table(model, table, default_options()))
  said <- stats::predict(model$fit, data.frame(age = c(30, 40)))
  expect_equal(answer$predictions[[2]], as.list(said[2, ]))
  expect_named(output_schema(model, list())$properties, c("pay", "size"))
})

test_that("rows that svm drops are null in a batch", {
  fit <- e1071::svm(pay ~ age + size, people)
  file <- save_model(fit, "m", people, dir = tempfile(), null = "impute")
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file)))
  body <- '[{"age":30,"size":0.5},{"age":null,"size":0.5},{"age":31,"size":0.5}]'
  predictions <- answer_http(body, service = service)$problem$predictions
  expect_identical(is.na(predictions), c(FALSE, TRUE, FALSE))
})
