# Without `inputs` the slow way would find no column: what these plans read went the
# fast way.
plan <- new_plan(list(
  number("x"),
  input_column("f", "factor", c("u", "v")),
  input_column("b", "boolean"),
  input_column("d", "date")
))
fast_only <- utils::modifyList(plan, list(inputs = list()))
expected <- data.frame(
  x = c(1, 2.5),
  f = factor(c("u", "v")),
  b = c(TRUE, FALSE),
  d = as.Date(c("2026-01-31", "2026-02-01"))
)
columns <- list(
  x = c(1, 2.5),
  f = c("u", "v"),
  b = c(TRUE, FALSE),
  d = c("2026-01-31", "2026-02-01")
)

test_that("records that fit are read the fast way", {
  records <- lapply(1:2, \(i) lapply(columns, `[[`, i))
  table <- new_table(2L, records = records)
  expect_identical(read_rows(table, fast_only)$rows, expected)
})

test_that("columns that fit are read the fast way", {
  table <- new_table(2L, columns = columns)
  expect_identical(read_rows(table, fast_only)$rows, expected)
})

test_that("CSV without booleans is read the fast way", {
  csv <- charToRaw("f,x,d\nu,1,2026-01-31\nv,2.5,2026-02-01\n")
  plan <- new_plan(plan$inputs[c(1, 2, 4)])
  table <- csv_table(csv, plan)
  fast_only <- utils::modifyList(plan, list(inputs = list()))
  expect_identical(read_rows(table, fast_only)$rows, expected[-3])
})

test_that("an error of the fast way is logged, and the slow way answers", {
  broken <- plan
  broken$others[[1]]$type <- quote(stop())
  table <- new_table(2L, columns = columns)
  log <- capture.output(
    rows <- read_rows(table, broken, request_id = "r-1")$rows,
    type = "message"
  )
  expect_identical(rows, expected)
  expect_match(log, "ERROR\tr-1", all = FALSE)
})
