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
    expect_identical(json_of(parse_json(text)), text)
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
  expect_identical(json_of(list(x)), "[9007199254740993]")
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
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
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
    c(0xe0, 0x80, 0xaf),
    c(0xf0, 0x80, 0x80, 0xaf),
    c(0xc3, 0x41),
    c(0xe2, 0x82),
    0x80
  )) {
    text <- c(charToRaw("\""), as.raw(bytes), charToRaw("\""))
    expect_match(conditionMessage(error_of(parse_json(text))), "not UTF-8")
  }
})

test_that("201 levels are refused, 200 are read", {
  nested <- \(n) paste0(strrep("[", n), strrep("]", n))
  expect_match(
    conditionMessage(error_of(parse_json(nested(201)))),
    "nested deeper"
  )
  expect_type(parse_json(nested(200)), "list")
})

test_that("a number of JSON that no double holds is Inf, not an error", {
  expect_identical(parse_json("1e999"), Inf)
})

test_that("what JSON has no number for is null", {
  expect_identical(
    json_of(c(1, NA, NaN, Inf)),
    "[1,null,null,null]"
  )
})

test_that("as_json() is kept inside a list, a plain json string is a string there", {
  expect_identical(json_of(list(a = as_json("{}"))), '{"a":{}}')
  plain <- structure("{}", class = "json")
  expect_identical(json_of(list(body = plain)), '{"body":"{}"}')
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

test_that("arrays side by side are not nested", {
  rows <- paste(rep("[1,2]", 300), collapse = ",")
  expect_length(parse_json(paste0("[", rows, "]")), 300)
  rows <- paste(rep('["a",{"b":1}]', 300), collapse = ",")
  expect_length(parse_json(paste0("[", rows, "]")), 300)
})

test_that("a byte order mark is skipped", {
  expect_identical(parse_json("\ufeff[1,2]"), c(1, 2))
})

test_that("text of another encoding is read and written as UTF-8", {
  latin <- iconv('"\u00e9"', "UTF-8", "latin1")
  expect_identical(parse_json(latin), "\u00e9")
  expect_identical(json_of(list(as_json(latin))), '["\u00e9"]')
  expect_identical(json_of(iconv("\u00e9", "UTF-8", "latin1")), '"\u00e9"')
})

test_that("a refusal is valid text where it cuts a key in a character", {
  key <- paste0(strrep("a", 59), "\u00e9")
  twice <- sprintf('{"%s":1,"%s":2}', key, key)
  expect_true(validUTF8(conditionMessage(error_of(parse_json(twice)))))
})

test_that("an escape that is cut short is refused as that", {
  expect_match(conditionMessage(error_of(parse_json('"\\u00'))), "cut short")
})

test_that("a value nested beyond the C stack is an error, not a crash", {
  nested <- Reduce(\(inner, i) list(inner), seq_len(2e5), list())
  expect_error(to_json(nested), "stack")
})

test_that("whole numbers have their text, too", {
  expect_identical(number_text(1:2), c("1", "2"))
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

test_that("a pairlist is written as a list", {
  for (x in list(formals(\(a = 1, b = "x") NULL), pairlist(a = 1, b = "x"))) {
    expect_identical(c(unclass(to_json(x))), '{"a":1,"b":"x"}')
  }
  own <- structure(pairlist(1, "x"), class = "own")
  expect_identical(c(unclass(to_json(own))), '[1,"x"]')
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
