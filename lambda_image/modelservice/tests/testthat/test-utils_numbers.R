words <- \(text) strsplit(text, " ", fixed = TRUE)[[1]]
numbers <- words("0 -0 7 10 1.5 -1.50 0.01 1e5 1E+05 -2.5e-300 0e0")
others <- c(
  words("- +1 007 -01 00 1. 1.e5 .5 -.5 1e 1e+ 1.5e e5 1e5.5 1.2.3 1-2 --1"),
  words("0x10 Inf NaN NA 1,5 1L"),
  c("", " 1", "1 ", "\u0661", NA)
)

test_that("a number is what JSON calls one, and NA is not", {
  expect_identical(is_json_number(numbers), rep(TRUE, length(numbers)))
  expect_identical(is_json_number(others), rep(FALSE, length(others)))
  expect_identical(is_json_number(character()), logical())
})

# Strings that look like numbers: pieces of the grammar, one of them then often broken.
candidates <- function(n) {
  digits <- c("0", "00", "1", "9", "10", "05", "123", "9007199254740993", "")
  one <- \(...) sample(c(...), n, TRUE)
  text <- paste0(
    one("", "", "-", "+"),
    one(digits),
    one("", "", ".", paste0(".", digits)),
    one("", "", "e", paste0(one("e", "E", "e+", "E-"), one(digits)))
  )
  at <- ceiling(stats::runif(n) * nchar(text))
  broken <- paste0(
    substring(text, 1, at),
    one(0:9, "-", "+", ".", "e"),
    substring(text, at + 1)
  )
  unique(c(text, broken))
}

test_that("the JSON reader takes exactly the same texts for numbers", {
  set.seed(1)
  texts <- candidates(3000)
  is_read <- \(text) {
    tryCatch(is.atomic(parse_json(text)), runtime_error = \(e) FALSE)
  }
  read <- vapply(texts, is_read, NA, USE.NAMES = FALSE)
  expect_identical(texts[is_json_number(texts)], texts[read])
  expect_gt(sum(read), 300)
  expect_gt(sum(!read), 300)
})
