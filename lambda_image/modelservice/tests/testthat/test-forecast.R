level <- as.numeric(datasets::LakeHuron)
regressors <- cbind(
  year = seq_along(level) - 49,
  wave = round(sin(seq_along(level)), 3)
)
lake <- datasets::LakeHuron
new_steps <- data.frame(year = c(50, 51, 52), wave = c(0.5, -0.2, 0.1))

forecast_service <- function(fit) {
  file <- tempfile(fileext = ".rds")
  saveRDS(fit, file)
  start_service(c(S3_MODEL_URI = paste0("file://", file)))
}
ask_series <- function(service, body = '{"h":3}', ...) {
  answer_http(body, ..., service = service)
}
numbers_of <- function(answer, name) {
  vapply(answer$problem$predictions, `[[`, 0, name)
}
times_of <- function(answer) {
  vapply(answer$problem$predictions, \(step) as.character(step$time), "")
}
steps_json <- function(rows) {
  unclass(lambdaruntime::to_json(lapply(seq_len(nrow(rows)), \(i) {
    as.list(rows[i, ])
  })))
}

test_that("an arima answers with its steps, and bounds of the normal law", {
  fit <- stats::arima(
    datasets::USAccDeaths,
    c(0, 1, 1),
    list(order = c(0, 1, 1))
  )
  answer <- ask_series(forecast_service(fit), query = list(level = "0.8"))
  said <- stats::predict(fit, 3)
  expect_identical(times_of(answer), c("1979-01", "1979-02", "1979-03"))
  expect_equal(numbers_of(answer, "value"), as.vector(said$pred))
  expect_equal(
    numbers_of(answer, "upper"),
    as.vector(said$pred + stats::qnorm(0.9) * said$se)
  )
})

test_that("an arima with regressors takes a row for each step", {
  fit <- stats::arima(lake, c(1, 0, 0), xreg = regressors)
  service <- forecast_service(fit)
  said <- stats::predict(fit, 3, newxreg = new_steps)
  answer <- ask_series(service, steps_json(new_steps))
  expect_equal(numbers_of(answer, "value"), as.vector(said$pred))
  expect_identical(times_of(answer), c("1973", "1974", "1975"))
  columns <- '{"wave":[0.5,-0.2,0.1],"year":[50,51,52]}'
  expect_identical(ask_series(service, columns)$body, answer$body)
  expect_identical(ask_series(service, query = list(h = "3"))$statusCode, 400L)
})

test_that("a step that does not fit is refused, even with on_error=null", {
  service <- forecast_service(stats::arima(lake, c(1, 0, 0), xreg = regressors))
  body <- '[{"year":50,"wave":0.5},{"year":51}]'
  answer <- ask_series(service, body, query = list(on_error = "null"))
  expect_identical(answer$statusCode, 422L)
  expect_identical(answer$problem$errors[[1]]$pointer, "#/1/wave")
})

test_that("the number of steps comes from the body, the query or the library", {
  service <- forecast_service(stats::HoltWinters(datasets::co2))
  steps <- \(...) length(ask_series(service, ...)$problem$predictions)
  expect_identical(steps('{"h":5}'), 5L)
  expect_identical(steps("{}", query = list(h = "4")), 4L)
  expect_identical(steps("{}"), 1L)
  csv <- list("content-type" = "text/csv")
  expect_identical(steps("h\n2\n", headers = csv), 2L)
})

test_that("a number of steps that cannot be is refused", {
  service <- forecast_service(stats::HoltWinters(datasets::co2))
  status <- \(...) ask_series(service, ...)$statusCode
  for (body in c(
    '{"h":0}',
    '{"h":1001}',
    '{"h":1.5}',
    '{"h":null}',
    '{"x":1}'
  )) {
    expect_identical(status(body), 422L)
  }
  expect_identical(status('[{"h":1},{"h":2}]'), 400L)
  expect_identical(status("{}", query = list(h = "0")), 400L)
  expect_identical(status("{}", query = list(level = "1")), 400L)
})

test_that("HoltWinters() and StructTS() answer as their own predict() says", {
  winters <- stats::HoltWinters(datasets::co2)
  said <- stats::predict(winters, 3, prediction.interval = TRUE, level = 0.95)
  answer <- ask_series(forecast_service(winters))
  expect_equal(numbers_of(answer, "lower"), as.vector(said[, "lwr"]))
  gas <- stats::StructTS(log10(datasets::UKgas), type = "BSM")
  answer <- ask_series(forecast_service(gas))
  expect_equal(
    numbers_of(answer, "value"),
    as.vector(stats::predict(gas, 3)$pred)
  )
  expect_identical(times_of(answer)[1], "1987-Q1")
})

test_that("fits of the package forecast answer as forecast() says", {
  quiet <- \(code) suppressWarnings(suppressMessages(code))
  fits <- quiet(list(
    forecast::auto.arima(datasets::AirPassengers),
    forecast::Arima(lake, c(1, 0, 0), include.drift = TRUE),
    forecast::ets(datasets::AirPassengers),
    forecast::tbats(datasets::USAccDeaths, use.parallel = FALSE)
  ))
  for (fit in fits) {
    answer <- ask_series(forecast_service(fit), query = list(level = "0.8"))
    said <- forecast::forecast(fit, h = 3, level = 80)
    expect_equal(numbers_of(answer, "value"), as.vector(said$mean))
    expect_equal(numbers_of(answer, "lower"), as.vector(said$lower))
    expect_equal(numbers_of(answer, "upper"), as.vector(said$upper))
  }
})

test_that("a forecast with regressors and drift takes the regressors alone", {
  fit <- forecast::Arima(
    lake,
    c(1, 0, 0),
    xreg = regressors,
    include.drift = FALSE
  )
  answer <- ask_series(forecast_service(fit), steps_json(new_steps))
  said <- forecast::forecast(fit, xreg = as.matrix(new_steps), level = 95)
  expect_equal(numbers_of(answer, "upper"), as.vector(said$upper))
  fit$xreg <- cbind(drift = 1, regressors)
  expect_identical(forecast_regressors(fit), c("year", "wave"))
})

test_that("bounds that would be drawn by lot are left out", {
  service <- forecast_service(forecast::ets(datasets::AirPassengers, "MMM"))
  expect_named(ask_series(service)$problem$predictions[[1]], c("time", "value"))
  answer <- ask_series(service, query = list(level = "0.8"))
  expect_match(answer$problem$detail, "no intervals")
  expect_named(service$catalogue$models[[1]]$choices, "h")
})

test_that("CSV has a line for each step", {
  service <- forecast_service(stats::HoltWinters(datasets::co2))
  answer <- ask_series(service, headers = list(accept = "text/csv"))
  lines <- strsplit(answer$body, "\r\n")[[1]]
  expect_identical(lines[1], "time,value,lower,upper")
  expect_match(lines[4], "^1998-03,366.7")
})

test_that("the card and the OpenAPI document know the steps", {
  entry <- forecast_service(stats::HoltWinters(
    datasets::co2
  ))$catalogue$models[[1]]
  h <- entry$input_schema$properties$h
  expect_identical(c(h$minimum, h$maximum, h$default), c(1, 1000, 1))
  expect_named(
    entry$output_schema$properties,
    c("time", "value", "lower", "upper")
  )
  names <- vapply(option_parameters(entry), `[[`, "", "name")
  expect_identical(names, c("h", "level", "on_error"))
  expect_identical(request_schema(entry)$anyOf[[2]]$maxItems, 1L)
})

test_that("fits of ar() and prophet are refused with what to do", {
  message <- \(fit) conditionMessage(init_error_of(forecast_service(fit)))
  expect_match(message(stats::ar(datasets::lh)), "fit it with arima\\(")
  expect_match(
    message(structure(list(), class = c("prophet", "list"))),
    "auto.arima"
  )
})

test_that("a forecast is saved, proven and checked when it starts", {
  winters <- stats::HoltWinters(datasets::co2)
  arima <- stats::arima(lake, c(1, 0, 0), xreg = regressors)
  for (fit in list(winters, arima)) {
    dir <- tempfile()
    data <- data.frame(level = level, regressors)
    save_model(fit, "m", data, dir = dir)
    card <- lambdaruntime::parse_json(readBin(
      file.path(dir, "model.json"),
      "raw",
      1e6
    ))
    expect_length(card$golden$predictions, 5)
    card$artifact <- "model.rds"
    catalogue <- file.path(dir, "catalogue.json")
    start <- \(card) {
      text <- lambdaruntime::to_json(list(models = list(card)))
      writeLines(unclass(text), catalogue)
      start_service(c(S3_MODEL_URI = paste0("file://", catalogue)))
    }
    expect_no_error(start(card))
    card$golden$predictions[[5]]$value <- 1
    expect_identical(
      init_error_of(start(card))$error_type,
      "Model.GoldenDiffers"
    )
  }
})

test_that("a forecast is saved as it is", {
  error <- init_error_of(save_model(
    stats::HoltWinters(datasets::co2),
    "m",
    data.frame(),
    dir = tempfile(),
    preprocess = identity
  ))
  expect_match(conditionMessage(error), "saved as it is")
})

test_that("a forecast that is another in a fresh R is not saved", {
  said <- cbind(value = c(1, 2), lower = c(0, 1))
  served <- list(
    list(time = 1, value = 1, lower = 0),
    list(time = 2, value = 2, lower = 1)
  )
  expect_no_error(compare_steps(served, said, "csv"))
  served[[2]]$lower <- 1.1
  error <- init_error_of(compare_steps(served, said, "csv"))
  expect_match(conditionMessage(error), "2 steps \\(sent as csv\\)")
  expect_s3_class(
    init_error_of(compare_steps(served[1], said, "csv")),
    "init_error"
  )
})
