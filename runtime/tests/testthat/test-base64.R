test_that("base64 goes there and back", {
  for (n in 0:5) {
    bytes <- as.raw(seq_len(n) + 250L)
    expect_identical(base64_decode(base64_encode(bytes)), bytes)
  }
  expect_identical(base64_encode(charToRaw("any?>")), "YW55Pz4=")
})

test_that("what is not base64 is NULL", {
  for (text in c("a", "ab=c", "a===", "ab\u00e9=", "====", "ab-_", "YQ==\n")) {
    expect_null(base64_decode(text))
  }
})
