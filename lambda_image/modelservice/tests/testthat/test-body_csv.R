plan <- new_plan(list(
  number("x"),
  input_column("s", "string"),
  input_column("b", "boolean")
))
read <- function(csv) csv_table(charToRaw(enc2utf8(csv)), plan)
rows <- function(csv) read_rows(read(csv), plan)$rows
refusal <- function(csv) conditionMessage(error_of(read(csv)))

test_that("cells are read in their column's type", {
  expect_equal(
    rows("x,s,b\n1.5,12,true\n-2e3,a b,FALSE\n"),
    data.frame(x = c(1.5, -2000), s = c("12", "a b"), b = c(TRUE, FALSE))
  )
})

test_that("quotes, line ends and a byte order mark are as in RFC 4180", {
  expected <- data.frame(x = 1, s = "a,\"b\"\nc", b = TRUE)
  expect_equal(rows("\ufeffx,s,b\r\n1,\"a,\"\"b\"\"\nc\",true"), expected)
  expect_equal(
    rows("\"x\",\"s\",\"b\"\n\"1\",\"a,\"\"b\"\"\nc\",true\n\n"),
    expected
  )
})

test_that("an empty cell is null, and text that is not a number is reported", {
  error <- error_of(rows("x,s,b\n,a,true\nx1,b,maybe\n0x10,c,true\n"))
  codes <- vapply(error$errors, \(e) paste(e$pointer, e$code), "")
  expect_identical(
    codes,
    c("#/0/x null", "#/1/x wrong_type", "#/2/x wrong_type", "#/1/b wrong_type")
  )
})

test_that("a cell that is not a number as JSON writes it stays text", {
  for (cell in c("007", "-01", "1.", "1.e5", ".5", "1e", "+1", "0x10", "1-2")) {
    expect_identical(read(paste0("x\n", cell, "\n2\n"))$columns$x, c(cell, "2"))
  }
  expect_identical(read("x\n0.7\n-1.5e5\n")$columns$x, c(0.7, -1.5e5))
  expect_identical(read("x\nNA\n2\n")$columns$x, c(NA, 2))
})

test_that("a missing column is missing in every row, another one is ignored", {
  error <- error_of(rows("x,s,other\n1,a,9\n2,b,9\n"))
  expect_identical(
    vapply(error$errors, `[[`, "", "pointer"),
    c("#/0/b", "#/1/b")
  )
})

test_that("what is not CSV is refused with its line", {
  expect_match(
    refusal("x,s,b\n1,a\n"),
    "line 2 has 2 cells where the header has 3"
  )
  expect_match(refusal("x,s,b\n1,\"a,true\n"), "quote is not closed")
  expect_match(refusal("x,s,b\n1,a\"b,true\n"), "middle of a cell in line 2")
  expect_match(refusal("x,x\n1,2\n"), "each once")
  expect_match(refusal("x,,b\n1,2,3\n"), "must name every column")
  expect_match(refusal("x,s,b\n"), "is empty")
  expect_match(refusal(""), "empty")
})

test_that("bytes that are no UTF-8 text are refused", {
  expect_match(
    conditionMessage(error_of(csv_table(as.raw(c(0x78, 0x0a, 0xff)), plan))),
    "UTF-8"
  )
  nul <- c(charToRaw("x\n1"), as.raw(0))
  expect_match(conditionMessage(error_of(csv_table(nul, plan))), "NUL")
})

test_that("the answer as CSV has the columns of the answer", {
  expect_identical(
    csv_answer(c(1 / 3, NA)),
    "prediction\r\n0.3333333333333333\r\nNA\r\n"
  )
  parts <- list(label = c("a,b", NA), probability = c(0.5, NA))
  expect_identical(
    csv_answer(parts),
    "label,probability\r\n\"a,b\",0.5\r\nNA,NA\r\n"
  )
})

test_that("a label NA is text, not a value that is not known", {
  expect_identical(
    csv_answer(list(label = c("NA", NA))),
    "label\r\n\"NA\"\r\nNA\r\n"
  )
})

test_that("R's write.csv() is read, its column of row names left out", {
  file <- tempfile()
  utils::write.csv(data.frame(x = c(1, 2), b = c(TRUE, FALSE)), file)
  plan <- new_plan(list(number("x"), input_column("b", "boolean")))
  table <- csv_table(readBin(file, "raw", 1e4), plan)
  expect_identical(
    read_rows(table, plan)$rows,
    data.frame(x = c(1, 2), b = c(TRUE, FALSE))
  )
})

test_that("NA is null, as write.csv() writes it, unless the column may hold it", {
  inputs <- list(
    number("x"),
    input_column("b", "boolean"),
    input_column("s", "string"),
    input_column("f", "factor", c("DE", "NA")),
    input_column("g", "factor", c("a", "b"))
  )
  plan <- new_plan(inputs, list(null = "impute", unseen = "error"))
  csv <- "x,b,s,f,g\n1,TRUE,u,DE,a\nNA,NA,NA,NA,NA\n"
  table <- csv_table(charToRaw(csv), plan)
  expect_equal(
    read_rows(table, plan)$rows,
    data.frame(
      x = c(1, NA),
      b = c(TRUE, NA),
      s = c("u", "NA"),
      f = factor(c("DE", "NA")),
      g = factor(c("a", NA), c("a", "b"))
    )
  )
  expect_identical(
    error_of(rows("x,s,b\nNA,u,true\n"))$errors[[1]]$code,
    "null"
  )
})
