column <- function(type, levels = NULL, unseen = "error") {
  policy <- list(null = "error", unseen = unseen)
  new_plan(list(input_column("x", type, levels)), policy)$inputs[[1]]
}

test_that("a time is one of RFC 3339, as the schema's date-time is", {
  good <- c("2026-01-31T12:00:00Z", "2026-01-31t12:00:00.5-05:30")
  codes <- vapply(good, check_cell, "", column("datetime"))
  expect_identical(unname(codes), c("", ""))
  expect_identical(
    as_datetime(good[2]),
    as.POSIXct("2026-01-31 17:30:00.5", tz = "UTC")
  )
  bad <- c("24:00:00Z", "12:00:60Z", "12:60:00Z", "12:00:00", "12:00:00+0100")
  codes <- vapply(
    paste0("2026-01-31T", bad),
    check_cell,
    "",
    column("datetime")
  )
  expect_identical(unique(unname(codes)), "not_a_date")
  expect_identical(
    check_cell("2026-01-31 12:00:00Z", column("datetime")),
    "not_a_date"
  )
})

test_that("a whole number beyond 2^53 is neither a level nor text nor an exact number", {
  big <- lambdaruntime::parse_json("[9007199254740993]")[[1]]
  expect_identical(check_cell(big, column("number")), "out_of_range")
  expect_identical(check_cell(big, column("string")), "wrong_type")
  expect_identical(
    check_cell(big, column("factor", c("1", "2"))),
    "unknown_level"
  )
  expect_identical(
    check_cell(big, column("factor", c("1", "2"), "impute")),
    "imputed"
  )
})

test_that("a whole number is one that R's integer holds", {
  whole <- column("integer")
  codes <- vapply(list(3, -2, 2.5, 2^31, "3", TRUE), check_cell, "", whole)
  expect_identical(
    codes,
    c("", "", "wrong_type", "out_of_range", "wrong_type", "wrong_type")
  )
  expect_match(
    cell_sentence("wrong_type", whole),
    "`x` must be a whole number."
  )
  expect_match(
    cell_sentence("out_of_range", whole),
    "beyond 2^31",
    fixed = TRUE
  )
})
