# A kind that answers in every form: constant curves and quantiles of a normal law.
shapely <- function(...) structure(list(...), class = "shapely")
methods <- list(
  model_inputs = \(fit) list(number("age")),
  model_outcome = \(fit) list(task = "survival"),
  model_choices = \(fit) {
    list(
      type = c("response", "risk"),
      se = "true",
      times = free_numbers(minimum = 0),
      quantiles = free_quantiles()
    )
  },
  model_predict = \(fit, rows, options) {
    if (!is.null(options$times)) {
      rate <- outer(rows$age, options$times, \(age, t) exp(-t / (10 * age)))
      return(list(
        median = ifelse(rows$age > 50, NA, 7 * rows$age),
        survival = rate
      ))
    }
    if (!is.null(options$quantiles)) {
      return(outer(rows$age, stats::qnorm(options$quantiles), `+`))
    }
    if (!is.null(options$se)) {
      return(cbind(value = rows$age, se = rows$age / 10))
    }
    if (options$type == "risk") -rows$age else rows$age
  }
)
for (name in names(methods)) {
  registerS3method(
    name,
    "shapely",
    methods[[name]],
    asNamespace("modelservice")
  )
}
shaped <- a_service(a_model(shapely()))
ask_shape <- function(query, body = '{"age":20}', ...) {
  answer_http(body, query = query, ..., service = shaped)
}
first_of <- function(...) ask_shape(...)$problem$predictions[[1]]

test_that("standard errors stand beside the values", {
  expect_identical(first_of(list(se = "true")), list(value = 20, se = 2))
  body <- '{"instances":[{"age":20}],"params":{"se":true}}'
  expect_identical(first_of(NULL, body), list(value = 20, se = 2))
  expect_identical(ask_shape(list(se = "yes"))$statusCode, 400L)
})

test_that("survival is a probability for each time, in the order of the request", {
  element <- first_of(list(times = "365, 1e2,0.5"))
  expect_named(element, c("median", "survival"))
  expect_identical(element$median, 140)
  expect_named(element$survival, c("365", "100", "0.5"))
  expect_equal(
    unlist(element$survival, use.names = FALSE),
    exp(-c(365, 100, 0.5) / 200)
  )
})

test_that("times may stand in the body, as an array or as text", {
  for (times in c("[100,365]", "[100]", '"100,365"', "100")) {
    body <- paste0('{"instances":[{"age":20}],"params":{"times":', times, "}}")
    expect_equal(first_of(NULL, body)$survival[["100"]], exp(-0.5))
  }
})

test_that("a median that is never reached is null, and no unknown value", {
  answer <- ask_shape(list(times = "100"), '[{"age":60},{"age":20}]')
  expect_match(
    answer$body,
    '"median":null,"survival":{"100":0.84',
    fixed = TRUE
  )
  expect_null(answer$problem$warnings)
})

test_that("quantiles have the probabilities for names", {
  element <- first_of(list(quantiles = "0.1,0.5,0.90"))
  expect_named(element, "quantiles")
  expect_named(element$quantiles, c("0.1", "0.5", "0.9"))
  expect_equal(element$quantiles[["0.5"]], 20)
})

test_that("CSV has a column for each time and each quantile", {
  header <- \(query) {
    csv <- ask_shape(query, headers = list(accept = "text/csv"))$body
    strsplit(csv, "\r\n")[[1]]
  }
  times <- header(list(times = "100,365"))
  expect_identical(times[1], "median,survival_100,survival_365")
  expect_match(times[2], "^140,0.60653.*,0.161")
  quantiles <- header(list(quantiles = "0.5,0.9"))
  expect_identical(quantiles[1], "quantile_0.5,quantile_0.9")
  expect_match(quantiles[2], "^20,21.28")
  expect_identical(header(list(se = "true")), c("value,se", "20,2"))
})

test_that("rows that do not fit are null in every shape", {
  body <- '[{"age":20},{"age":"x"}]'
  for (query in list(
    list(times = "9"),
    list(quantiles = "0.5"),
    list(se = "true")
  )) {
    both <- ask_shape(c(query, on_error = "null"), body)$problem
    expect_identical(lengths(both$predictions)[2], 0L)
    expect_null(both$warnings)
    none <- ask_shape(c(query, on_error = "null"), '[{"age":"x"}]')$problem
    expect_identical(as.vector(none$predictions), NA)
  }
})

test_that("numbers that an option cannot have are malformed", {
  wrong <- list(
    list(times = ""),
    list(times = "-1"),
    list(times = "1,x"),
    list(times = "1e999"),
    list(times = "1,,2"),
    list(times = "100,1e2"),
    list(times = paste(1:101, collapse = ",")),
    list(quantiles = "0"),
    list(quantiles = "0.5,1"),
    list(quantiles = "50%")
  )
  for (query in wrong) {
    expect_identical(ask_shape(query)$statusCode, 400L)
  }
  expect_match(
    ask_shape(list(quantiles = "1"))$problem$detail,
    "quantiles must be 1 to 100 numbers .* each above 0 and below 1"
  )
})

test_that("an answer has one form", {
  wrong <- list(
    list(times = "1", quantiles = "0.5"),
    list(se = "true", times = "1"),
    list(type = "risk", quantiles = "0.5")
  )
  for (query in wrong) {
    expect_match(ask_shape(query)$problem$detail, "give one of them")
  }
})

test_that("survival that is no survival is not an answer", {
  shape <- survival_shape(c(9, 1))
  check <- \(...) {
    checked_parts(list(median = 1, survival = cbind(...)), 1, shape)
  }
  reason <- \(code) conditionMessage(error_of(code, "answer_error"))
  expect_identical(check(0.2, 0.8)$survival_9, 0.2)
  expect_match(reason(check(0.8, 0.2)), "rises with time")
  expect_match(reason(check(0.8, 1.2)), "outside 0 to 1")
  expect_match(reason(check(0.8)), "1 columns, not 2")
  expect_match(reason(checked_parts(0.5, 1, shape)), "not list\\(median")
})

test_that("the schema and the OpenAPI document have every form and option", {
  entry <- shaped$catalogue$models$m
  forms <- entry$output_schema$anyOf
  expect_length(forms, 4)
  parameters <- option_parameters(entry)
  names(parameters) <- vapply(parameters, `[[`, "", "name")
  expect_identical(parameters$times$schema$items$minimum, 0)
  expect_false(parameters$times$explode)
  expect_identical(parameters$quantiles$schema$items$exclusiveMaximum, 1)
  expect_identical(parameters$se$schema$enum, I("true"))
})

test_that("a model that was saved with times answers at them unless asked otherwise", {
  data <- data.frame(age = c(20, 25.5, 31))
  file <- save_model(
    shapely(),
    "m",
    data,
    dir = tempfile(),
    choose = list(times = c(100, 365)),
    proof = FALSE
  )
  service <- start_service(c(S3_MODEL_URI = paste0("file://", file)))
  first <- \(query) {
    answer <- answer_http('{"age":20}', query = query, service = service)
    answer$problem$predictions[[1]]
  }
  expect_named(first(NULL)$survival, c("100", "365"))
  expect_named(first(list(times = "5"))$survival, "5")
  expect_named(first(list(quantiles = "0.5")), "quantiles")
  expect_identical(first(list(type = "risk")), -20)
  card <- lambdaruntime::parse_json(readBin(
    file.path(dirname(file), "model.json"),
    "raw",
    1e6
  ))
  expect_identical(unlist(card$choices$times$default), c(100, 365))
  expect_named(
    card$output_schema$anyOf[[1]]$properties,
    c("median", "survival")
  )
})

test_that("times that a model does not take are refused when it is saved", {
  save <- \(...) {
    save_model(
      shapely(),
      "m",
      data.frame(age = 1),
      dir = tempfile(),
      choose = list(...)
    )
  }
  expect_match(conditionMessage(init_error_of(save(times = -1))), "not below 0")
  error <- init_error_of(
    save_model(linear, "m", people, dir = tempfile(), choose = list(times = 1))
  )
  expect_match(conditionMessage(error), "answers no times")
})

test_that("the proof compares survival, the median and quantiles", {
  said <- list(survival = c(0.9, 0.5), median = NA)
  served <- \(second, median = NULL) {
    list(median = median, survival = list("1" = 0.9, "2" = second))
  }
  expect_true(is_answer(served(0.5), said))
  expect_false(is_answer(served(0.6), said))
  expect_false(is_answer(served(0.5, 2), said))
  fan <- \(...) {
    is_answer(list(quantiles = list(...)), list(quantiles = c(1, 2)))
  }
  expect_true(fan("0.1" = 1, "0.9" = 2))
  expect_false(fan("0.1" = 1, "0.9" = 3))
})
