test_that("an object is a named list and an empty one stays an object", {
  expect_identical(parse_json('{"a":1,"b":"x"}'), list(a = 1, b = "x"))
  expect_identical(to_json(parse_json("{}")), as_json("{}"))
})

test_that("an array of one and a scalar stay apart", {
  expect_identical(parse_json("[1]"), I(1))
  expect_identical(parse_json("1"), 1)
})

test_that("null in an array of one type is NA, in an object NULL", {
  expect_identical(parse_json("[1,null]"), c(1, NA))
  expect_identical(parse_json('["a",null]'), c("a", NA))
  expect_identical(parse_json('{"a":null}'), list(a = NULL))
})

test_that("arrays of mixed types are lists", {
  expect_identical(parse_json('[1,"a",true]'), list(1, "a", TRUE))
})

test_that("every JSON text is written back as it was", {
  texts <- c(
    "1",
    "[1]",
    "[]",
    "{}",
    "[null]",
    '{"a":[{"b":[1,2]},null,"x"]}',
    "[[1,2],[3]]",
    '"\u00e9\U1F600"',
    "[true,null]",
    "0.1",
    "1e-07",
    "-1.5e+300"
  )
  for (text in texts) {
    expect_identical(c(unclass(to_json(parse_json(text)))), text)
  }
})

test_that("doubles survive to the last digit", {
  set.seed(1)
  x <- c(
    runif(5000),
    rnorm(5000) * 10^runif(5000, -300, 300),
    5e-324,
    .Machine$double.xmax
  )
  expect_identical(parse_json(to_json(x)), x)
})

test_that("a whole number that a double would bend keeps its digits", {
  x <- parse_json("9007199254740993")
  expect_s3_class(x, "big_integer")
  expect_identical(c(unclass(to_json(list(x)))), "[9007199254740993]")
  expect_identical(parse_json("9007199254740992"), 2^53)
})

test_that("escapes and surrogate pairs are read", {
  expect_identical(
    parse_json('"\\u00e9\\ud83d\\ude00\\n\\""'),
    "\u00e9\U1F600\n\""
  )
})

test_that("what is not JSON is refused with its place", {
  expect_match(
    conditionMessage(error_of(parse_json("[1,\n2,]"))),
    "line 2, column 3"
  )
  wrong <- c(
    "",
    "nul",
    "[1",
    "{\"a\" 1}",
    "{a:1}",
    "01",
    "1.",
    "1e",
    ".5",
    "+1",
    "NaN",
    "[1 2]",
    "\"\t\"",
    "\"\\x\"",
    "\"\\ud800\"",
    "{} {}",
    "/etc/passwd",
    "https://example.org",
    "'a'"
  )
  for (text in wrong) {
    expect_identical(
      error_of(parse_json(!!text))$error_type,
      "Runtime.InvalidJson"
    )
  }
})

test_that("a key that stands twice is refused by name", {
  expect_match(
    conditionMessage(error_of(parse_json('{"a":1,"a":2}'))),
    "\"a\" stands twice"
  )
})

test_that("bytes that are not UTF-8 are refused", {
  for (bytes in list(
    0xff,
    c(0xc0, 0xaf), # overlong: a slash in two bytes, in three, in four
    c(0xe0, 0x80, 0xaf),
    c(0xf0, 0x80, 0x80, 0xaf),
    c(0xed, 0xa0, 0x80),
    c(0xf4, 0x90, 0x80, 0x80),
    0x80
  )) {
    text <- c(charToRaw("\""), as.raw(bytes), charToRaw("\""))
    expect_match(conditionMessage(error_of(parse_json(text))), "not UTF-8")
  }
})

test_that("a thousand levels are refused, two hundred are read", {
  nested <- \(n) paste0(strrep("[", n), strrep("]", n))
  expect_match(
    conditionMessage(error_of(parse_json(nested(1000)))),
    "nested deeper"
  )
  expect_type(parse_json(nested(200)), "list")
})

test_that("a number of JSON that no double holds is Inf, not an error", {
  expect_identical(parse_json("1e999"), Inf)
})

test_that("what JSON has no number for is null", {
  expect_identical(
    c(unclass(to_json(c(1, NA, NaN, Inf)))),
    "[1,null,null,null]"
  )
})

test_that("a string that is not valid text is written as R prints it", {
  marked <- \(encoding) `Encoding<-`("a\xff\xe2\x82\xe2\x82\xac", encoding)
  for (encoding in c("UTF-8", "bytes", "unknown")) {
    text <- to_json(marked(encoding))
    expect_identical(parse_json(text), "a<ff><e2><82>\u20ac")
  }
  expect_identical(
    parse_json(to_json(`Encoding<-`("\xe9", "latin1"))),
    "\u00e9"
  )
})

test_that("a name that is NA is a key all the same", {
  text <- to_json(structure(list(1, NA_character_), names = c(NA, "b")))
  expect_identical(c(unclass(text)), '{"NA":1,"b":null}')
})

test_that("data frames, factors, dates, matrices and bytes have their JSON", {
  table <- data.frame(
    n = 1:2,
    f = factor(c("u", "v")),
    d = as.Date("2026-01-02") + 0:1
  )
  expect_identical(
    c(unclass(to_json(table))),
    '[{"n":1,"f":"u","d":"2026-01-02"},{"n":2,"f":"v","d":"2026-01-03"}]'
  )
  expect_identical(c(unclass(to_json(matrix(1:4, 2)))), "[[1,3],[2,4]]")
  time <- as.POSIXct("2026-01-02 03:04:05", tz = "UTC")
  expect_identical(
    c(unclass(to_json(list(time)))),
    '["2026-01-02T03:04:05.000Z"]'
  )
  expect_identical(c(unclass(to_json(list(as.raw(1:3))))), '["AQID"]')
})

test_that("as_json() is kept inside a list, a plain json string is a string there", {
  expect_identical(c(unclass(to_json(list(a = as_json("{}"))))), '{"a":{}}')
  plain <- structure("{}", class = "json")
  expect_identical(c(unclass(to_json(list(body = plain)))), '{"body":"{}"}')
})

test_that("a pairlist is written as a list", {
  for (x in list(formals(\(a = 1, b = "x") NULL), pairlist(a = 1, b = "x"))) {
    expect_identical(c(unclass(to_json(x))), '{"a":1,"b":"x"}')
  }
  own <- structure(pairlist(1, "x"), class = "own")
  expect_identical(c(unclass(to_json(own))), '[1,"x"]')
})

test_that("a function cannot be an answer", {
  expect_identical(
    error_of(to_json(list(sum)))$error_type,
    "Runtime.InvalidOutput"
  )
})

test_that("R code in a value is refused and never run", {
  ran <- FALSE
  code <- bquote(.(\() ran <<- TRUE)())
  for (value in list(code, list(code), structure(code, class = "own"))) {
    expect_identical(
      error_of(to_json(value))$error_type,
      "Runtime.InvalidOutput"
    )
  }
  error <- error_of(to_json(list(quote(no_such_thing))))
  expect_match(conditionMessage(error), "symbol")
  expect_false(ran)
})

test_that("base64 goes there and back, and what is none is NULL", {
  for (n in 0:5) {
    bytes <- as.raw(seq_len(n) + 250L)
    expect_identical(base64_decode(base64_encode(bytes)), bytes)
  }
  for (text in c("a", "ab=c", "a===", "ab\u00e9=", "====")) {
    expect_null(base64_decode(text))
  }
  for (text in list(character(), c("AQID", "AQID"))) {
    expect_null(base64_decode(text))
  }
})

test_that("a string with a NUL is marked, wherever it stands", {
  expect_s3_class(parse_json('"a\\u0000b"'), "nul_string")
  expect_s3_class(parse_json('["x","\\u0000"]')[[2]], "nul_string")
  expect_identical(parse_json('{"\\u0000":"x"}')[[1]], "x")
})

test_that("numbers as text are the shortest that read back", {
  expect_identical(
    number_text(c(0.1, 1 / 3, 100, NA)),
    c("0.1", "0.3333333333333333", "100", NA)
  )
})

test_that("numbers are read as the nearest double, short and long ones", {
  set.seed(2)
  digits <- \(n) paste(sample(0:9, n, TRUE), collapse = "")
  texts <- replicate(
    3000,
    paste0(
      sample(c("", "-"), 1),
      sample(1:9, 1),
      digits(sample(0:9, 1)),
      ".",
      digits(sample(1:9, 1))
    )
  )
  # R's own reader rounds twice; printing 17 digits and reading them is exact.
  read <- parse_json(paste0("[", paste(texts, collapse = ","), "]"))
  expect_identical(
    parse_json(paste0("[", paste(sprintf("%.17g", read), collapse = ","), "]")),
    read
  )
  expect_identical(
    sprintf(paste0("%.", nchar(sub(".*\\.", "", texts)), "f"), read)[
      nchar(texts) < 16
    ],
    texts[nchar(texts) < 16]
  )
  expect_identical(
    parse_json("[0.1,-0.0,123456789012345,0.000001]"),
    c(0.1, -0, 123456789012345, 1e-6)
  )
})
