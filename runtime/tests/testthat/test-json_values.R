test_that("data frames, factors, dates, matrices and bytes have their JSON", {
  table <- data.frame(
    n = 1:2,
    f = factor(c("u", "v")),
    d = as.Date("2026-01-02") + 0:1
  )
  expect_identical(
    json_of(table),
    '[{"n":1,"f":"u","d":"2026-01-02"},{"n":2,"f":"v","d":"2026-01-03"}]'
  )
  expect_identical(json_of(matrix(1:4, 2)), "[[1,3],[2,4]]")
  time <- as.POSIXct("2026-01-02 03:04:05", tz = "UTC")
  expect_identical(
    json_of(list(time)),
    '["2026-01-02T03:04:05.000Z"]'
  )
  expect_identical(json_of(list(as.raw(1:3))), '["AQID"]')
})

test_that("a function cannot be an answer", {
  expect_identical(
    error_of(to_json(list(sum)))$error_type,
    "Runtime.InvalidOutput"
  )
})

test_that("a matrix is its rows, an array its arrays", {
  expect_identical(json_of(matrix(1:2, 2)), "[[1],[2]]")
  expect_identical(json_of(matrix(1:2, 1)), "[[1,2]]")
  expect_identical(
    json_of(array(1:8, c(2, 2, 2))),
    "[[[1,5],[3,7]],[[2,6],[4,8]]]"
  )
  expect_identical(json_of(array(1:2, 2)), "[1,2]")
  expect_identical(json_of(table(c("a", "b", "b"))), "[1,2]")
})

test_that("one value that is marked with I() is an array in any class", {
  expect_identical(json_of(I(factor("a"))), '["a"]')
  expect_identical(json_of(I(as.Date("2026-01-02"))), '["2026-01-02"]')
})

test_that("a complex number is its text", {
  expect_identical(json_of(1 + 2i), '"1+2i"')
})

test_that("a column of lists, of tables, of matrices or of times has a cell per row", {
  table <- data.frame(n = 1:2)
  table$l <- list(1:2, "a")
  table$d <- data.frame(x = 3:4)
  table$m <- matrix(1:4, 2)
  table$t <- as.POSIXlt(c("2026-01-02", "2026-01-03"), tz = "UTC")
  expect_identical(
    json_of(table[2, ]),
    paste0(
      '[{"n":2,"l":"a","d":{"x":4},"m":[2,4],"t":"2026-01-03T00:00:00.000Z"}]'
    )
  )
})
