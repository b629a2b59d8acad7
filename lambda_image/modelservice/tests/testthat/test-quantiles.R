air <- stats::na.omit(datasets::airquality)
new_air <- data.frame(
  Solar.R = c(190, 334),
  Wind = c(7.4, 2.3),
  Temp = c(67, 97)
)
serve_fit <- function(fit, data = NULL) {
  file <- tempfile(fileext = ".rds")
  if (is.null(data)) {
    saveRDS(fit, file)
  } else {
    file <- save_model(fit, "m", data, dir = tempfile())
  }
  start_service(c(S3_MODEL_URI = paste0("file://", file)))
}
ask_air <- function(service, query = NULL, rows = new_air) {
  body <- unclass(lambdaruntime::to_json(list(inputs = lapply(rows, I))))
  answer_http(body, query = query, service = service)$problem
}
quantiles_of <- function(answer) {
  unname(do.call(rbind, lapply(answer$predictions, \(a) unlist(a$quantiles))))
}

test_that("a rq of one quantile is a number, with an interval where it is asked for", {
  fit <- quantreg::rq(Ozone ~ Wind + Temp, 0.5, air)
  service <- serve_fit(fit)
  expect_equal(
    as.vector(ask_air(service)$predictions),
    unname(stats::predict(fit, new_air))
  )
  answer <- ask_air(service, list(interval = "confidence", level = "0.8"))
  said <- stats::predict(fit, new_air, interval = "confidence", level = 0.8)
  expect_equal(
    unlist(answer$predictions[[2]], use.names = FALSE),
    unname(said[2, ])
  )
})

test_that("a rq of several quantiles always answers with them", {
  fit <- quantreg::rq(Ozone ~ Wind + Temp, c(0.1, 0.5, 0.9), air)
  service <- serve_fit(fit)
  said <- unname(stats::predict(fit, new_air))
  answer <- ask_air(service)
  expect_named(answer$predictions[[1]]$quantiles, c("0.1", "0.5", "0.9"))
  expect_equal(quantiles_of(answer), said)
  expect_equal(
    quantiles_of(ask_air(service, rows = new_air[2, ])),
    said[2, , drop = FALSE]
  )
  chosen <- ask_air(service, list(quantiles = "0.9,0.1"))
  expect_equal(quantiles_of(chosen), said[, c(3, 1)])
  expect_match(
    ask_air(service, list(quantiles = "0.2"))$detail,
    "one of 0.1, 0.5, 0.9"
  )
})

test_that("a rq of several quantiles is saved and proven", {
  fit <- quantreg::rq(Ozone ~ Wind + Temp, c(0.1, 0.9), air)
  service <- serve_fit(fit, air)
  expect_equal(
    quantiles_of(ask_air(service)),
    unname(stats::predict(fit, new_air))
  )
})

test_that("a forest with quantreg = TRUE has quantiles beside its mean", {
  fit <- ranger::ranger(
    Ozone ~ Solar.R + Wind + Temp,
    air,
    num.trees = 20,
    quantreg = TRUE,
    seed = 1
  )
  service <- serve_fit(fit, air)
  said <- stats::predict(fit, new_air)$predictions
  expect_identical(as.vector(ask_air(service)$predictions), said)
  said <- stats::predict(
    fit,
    new_air,
    type = "quantiles",
    quantiles = c(0.9, 0.25)
  )
  answer <- ask_air(service, list(quantiles = "0.9,0.25"))
  expect_identical(quantiles_of(answer), unname(said$predictions))
})

test_that("a forest of a version that keeps levels, and has none, is of numbers", {
  fit <- ranger::ranger(Ozone ~ Temp, air, num.trees = 2)
  fit$max.depth <- NULL
  expect_error(model_inputs(fit), class = "init_error")
  fit["max.depth"] <- list(0)
  expect_identical(model_inputs(fit), list(number("Temp")))
})

test_that("a forest without says how to get them", {
  fit <- ranger::ranger(Ozone ~ Wind, air, num.trees = 2)
  answer <- ask_air(serve_fit(fit, air), list(quantiles = "0.5"))
  expect_match(answer$detail, "quantreg = TRUE")
})

test_that("an ensemble has no member whose answers are quantiles", {
  fit <- quantreg::rq(Ozone ~ Wind + Temp, c(0.1, 0.9), air)
  model <- new_model(fit, "m", strrep("a", 64))
  members <- catalogue_of(model)$models
  pair <- new_entry(list(name = "pair", kind = "ensemble", members = list("m")))
  error <- init_error_of(ensemble_card(
    pair,
    members,
    list(uri = "file:///c.json")
  ))
  expect_match(
    conditionMessage(error),
    "the member m, whose answers are curves"
  )
})
