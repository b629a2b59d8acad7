inputs <- list(
  number("x"),
  input_column("f", "factor", c("u", "v")),
  input_column("b", "boolean")
)
good <- list(x = 1, f = "u", b = TRUE)
rows <- function(...) rows_of(list(...), inputs)
changed <- function(...) utils::modifyList(good, list(...), keep.null = TRUE)
code_of <- function(...) {
  errors <- error_of(rows(changed(...)))$errors
  expect_length(errors, 1)
  errors[[1]]$code
}

test_that("records become columns in the model's types", {
  data <- rows(good, list(b = FALSE, f = "v", x = 2.5, extra = "left out"))
  expect_identical(
    data,
    data.frame(
      x = c(1, 2.5),
      f = factor(c("u", "v")),
      b = c(TRUE, FALSE)
    )
  )
})

test_that("each way not to fit has its code", {
  expect_identical(code_of(x = "1"), "wrong_type")
  expect_identical(code_of(x = TRUE), "wrong_type")
  expect_identical(code_of(x = I(1)), "wrong_type")
  expect_identical(code_of(x = list(a = 1)), "wrong_type")
  expect_identical(code_of(x = c(1, 2)), "wrong_type")
  expect_identical(code_of(x = NULL), "null")
  expect_identical(code_of(x = Inf), "out_of_range")
  expect_identical(
    code_of(x = structure("9007199254740993", class = "big_integer")),
    "out_of_range"
  )
  expect_identical(code_of(f = "w"), "unknown_level")
  expect_identical(code_of(f = 1), "wrong_type")
  expect_identical(code_of(b = 1), "wrong_type")
  expect_identical(code_of(b = "true"), "wrong_type")
})

test_that("text with a \\u0000, which R cannot hold, does not fit", {
  plan <- new_plan(list(input_column("s", "string")))
  read <- \(json) read_rows(as_table(parse_json(json), plan), plan)$rows
  for (json in c('[{"s":"a\\u0000"}]', '{"inputs":{"s":["a\\u0000","b"]}}')) {
    error <- error_of(read(json))
    expect_identical(error$errors[[1]]$code, "wrong_type")
  }
  expect_identical(read('[{"s":"a\\u0001"}]')$s, "a\u0001")
})

test_that("a missing column is missing, also when R has a function of that name", {
  error <- error_of(rows_of(
    list(list(x = 1)),
    list(number("x"), number("rm"), number("c"), number("df"))
  ))
  expect_identical(
    lapply(error$errors, `[[`, "pointer"),
    list("#/0/rm", "#/0/c", "#/0/df")
  )
})

test_that("all errors of all rows are told at once", {
  error <- error_of(rows(good, changed(x = "a", f = "w"), changed(b = NULL)))
  pointers <- vapply(error$errors, `[[`, "", "pointer")
  expect_setequal(pointers, c("#/1/x", "#/1/f", "#/2/b"))
})

test_that("a pointer is escaped as RFC 6901 and URIs want it", {
  expect_identical(pointer(1, "a/b~c d\u00e9"), "#/0/a~1b~0c%20d%C3%A9")
})

test_that("an error never repeats what the client sent", {
  error <- error_of(rows(changed(f = "<script>")))
  expect_false(grepl("script", lambdaruntime::to_json(error$errors)))
})

test_that("a row that is not an object is reported by its place", {
  error <- error_of(rows_of(list(good, 1), inputs))
  expect_identical(error$errors[[1]]$pointer, "#/1")
})

test_that("the listed errors are at most a hundred, and counted", {
  error <- error_of(rows_of(
    rep(list(list()), 150) |> lapply(\(x) setNames(list(), character())),
    inputs
  ))
  listed <- listed_errors(error$errors)
  expect_length(listed$errors, 100)
  expect_identical(listed$error_count, 450L)
})

test_that("a row with none of the model's columns gets one error that says so", {
  error <- error_of(rows(good, list(Records = 1, y = 2)))
  expect_identical(
    conditionMessage(error),
    paste(
      "One row does not fit: The row has none of the model's columns:",
      "give `x`, `f`, `b`."
    )
  )
  expect_identical(error$errors[[1]]$pointer, "#/1")
  expect_identical(error$errors[[1]]$code, "no_columns")
})

test_that("an empty row misses every column", {
  error <- error_of(rows(stats::setNames(list(), character())))
  expect_length(error$errors, 3)
})

test_that("a table with none of the model's columns is refused row by row", {
  table <- new_table(2L, columns = list(y = c(1, 2)))
  expect_length(error_of(read_rows(table, new_plan(inputs)))$errors, 2)
  expect_identical(read_rows(table, new_plan(inputs), TRUE)$bad, 1:2)
})

test_that("a model without columns takes any row", {
  expect_identical(dim(rows_of(list(list(a = 1)), list())), c(1L, 0L))
})

test_that("a whole number reaches predict() as R's integer, on either way", {
  inputs <- list(
    input_column("n", "integer"),
    input_column("x", "number", nullable = TRUE)
  )
  fast <- rows_of(list(list(n = 3, x = 1)), inputs)
  slow <- rows_of(list(list(n = 3, x = NULL)), inputs)
  expect_identical(fast, data.frame(n = 3L, x = 1))
  expect_identical(slow, data.frame(n = 3L, x = NA_real_))
  text <- new_table(1L, columns = list(n = "4", x = NA_character_), text = TRUE)
  expect_identical(read_rows(text, new_plan(inputs))$rows$n, 4L)
})

test_that("null is NA where the column takes it, and an error in the column beside it", {
  inputs <- list(input_column("x", "number", nullable = TRUE), number("y"))
  expect_identical(rows_of(list(list(x = NULL, y = 1)), inputs)$x, NA_real_)
  error <- error_of(rows_of(list(list(x = NULL, y = NULL)), inputs))
  expect_identical(vapply(error$errors, `[[`, "", "pointer"), "#/0/y")
  error <- error_of(rows_of(list(list(y = 1)), inputs))
  expect_identical(error$errors[[1]]$code, "missing")
})

test_that("an unseen level is NA, one more level, or an error, as the column says", {
  unseen <- \(how) list(input_column("g", "factor", c("a", "b"), unseen = how))
  record <- list(list(g = "c"))
  expect_identical(rows_of(record, unseen("impute"))$g, factor(NA, c("a", "b")))
  kept <- rows_of(list(list(g = "c"), list(g = "a")), unseen("keep"))$g
  expect_identical(kept, factor(c("c", "a"), c("a", "b", "c")))
  expect_identical(
    error_of(rows_of(record, unseen("error")))$errors[[1]]$code,
    "unknown_level"
  )
})
