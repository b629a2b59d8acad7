test_that("a time is ISO 8601 in UTC with milliseconds, whatever its zone", {
  time <- as.POSIXct("2026-01-02 03:04:05", tz = "Asia/Tokyo")
  expect_identical(iso_time(time), "2026-01-01T18:04:05.000Z")
})
