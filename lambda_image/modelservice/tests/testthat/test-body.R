plan <- new_plan(list(
  number("x"),
  input_column("f", "factor", c("u", "v"))
))

table_of <- function(body, headers = list()) {
  body <- charToRaw(enc2utf8(body))
  read_table(new_request("POST", "/", body, "r", headers = headers), plan)
}
records <- function(...) table_of(...)$records
malformed <- function(body) {
  expect_identical(error_of(records(body))$type, "malformed-request")
}

test_that("an object is one record, an array its records", {
  expect_identical(records('{"x":1}'), list(list(x = 1)))
  expect_identical(records('[{"x":1},{"x":2}]'), list(list(x = 1), list(x = 2)))
})

test_that("what is not a record is malformed", {
  for (body in c(
    "",
    "7",
    '"x"',
    "null",
    "true",
    "[]",
    "{",
    "{\"a\":1,\"a\":2}"
  )) {
    malformed(body)
  }
})

test_that("a body is never opened as a file", {
  path <- tempfile()
  writeLines('{"x":1}', path)
  malformed(path)
  malformed(paste0("file://", path))
})

test_that("other media types and charsets are refused", {
  for (type in c(
    "application/xml",
    "image/png",
    "application/json; charset=latin1"
  )) {
    error <- error_of(records("{}", list("content-type" = type)))
    expect_identical(error$type, "unsupported-media-type")
  }
})

test_that("JSON by any of its names, and what curl sends by default, is read", {
  for (type in c(
    "application/json; charset=UTF-8",
    "application/ld+json",
    "application/x-www-form-urlencoded",
    "text/plain"
  )) {
    expect_length(records("{}", list("content-type" = type)), 1)
  }
})

test_that("every wrapper gives the rows it wraps", {
  expected <- data.frame(x = c(1, 2), f = factor(c("u", "v")))
  bodies <- c(
    '[{"x":1,"f":"u"},{"x":2,"f":"v"}]',
    '{"instances":[{"x":1,"f":"u"},{"x":2,"f":"v"}]}',
    '{"dataframe_records":[{"x":1,"f":"u"},{"x":2,"f":"v"}]}',
    '{"inputs":{"x":[1,2],"f":["u","v"],"other":[null,{}]}}',
    '{"inputs":[{"x":1,"f":"u"},{"x":2,"f":"v"}]}',
    '{"dataframe_split":{"columns":["f","x"],"data":[["u",1],["v",2]]}}'
  )
  for (body in bodies) {
    expect_equal(read_rows(table_of(body), plan)$rows, expected)
  }
  csv <- table_of("f,x\r\nu,1\r\nv,2\r\n", list("content-type" = "text/csv"))
  expect_equal(read_rows(csv, plan)$rows, expected)
})

test_that("a wrapper of one row is one row", {
  expect_identical(table_of('{"inputs":{"x":[1],"f":["u"]}}')$n, 1L)
  expect_identical(
    table_of('{"dataframe_split":{"columns":["x"],"data":[[1]]}}')$n,
    1L
  )
})

test_that("a record with a column of a wrapper's name is a record", {
  expect_identical(
    table_of('{"x":1,"inputs":2}')$records,
    list(list(x = 1, inputs = 2))
  )
})

test_that("a wrapper that is none is malformed", {
  bodies <- c(
    '{"instances":7}',
    '{"instances":[]}',
    '{"inputs":{}}',
    '{"inputs":{"x":1}}',
    '{"inputs":{"x":[1],"f":["u","v"]}}',
    '{"inputs":{"x":[]}}',
    '{"inputs":null}',
    '{"dataframe_split":{"columns":["x"],"data":[[1,2]]}}',
    '{"dataframe_split":{"columns":["x","x"],"data":[[1,2]]}}',
    '{"dataframe_split":{"data":[[1]]}}',
    '{"dataframe_split":[]}'
  )
  for (body in bodies) {
    malformed(body)
  }
})

test_that("a bad cell of a column is told by its row", {
  error <- error_of(read_rows(
    table_of('{"inputs":{"x":[1,"a",null],"f":["u","w","v"]}}'),
    plan
  ))
  codes <- vapply(error$errors, \(e) paste(e$pointer, e$code), "")
  expect_identical(
    codes,
    c("#/1/x wrong_type", "#/2/x null", "#/1/f unknown_level")
  )
})

test_that("what is not a column of the model is ignored, whatever its length", {
  table <- table_of('{"inputs":{"x":[1,2],"f":["u","v"],"note":["a"],"n":7}}')
  expect_identical(names(table$columns), c("x", "f"))
  expect_identical(table$n, 2L)
})

test_that("columns without a wrapper are columns", {
  expected <- data.frame(x = c(1, 2), f = factor(c("u", "v")))
  expect_equal(
    read_rows(table_of('{"x":[1,2],"f":["u","v"]}'), plan)$rows,
    expected
  )
  expect_identical(table_of('{"x":[1],"f":["u"],"other":7}')$n, 1L)
  malformed('{"x":[1,2],"f":["u"]}')
})
