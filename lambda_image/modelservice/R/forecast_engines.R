# How each class of fitted time series forecasts: its package, the names of its
# regressors, how many steps predict() or forecast() takes by default, whether the
# intervals are the same each time, and the forecast itself.
# -> of `predict`: list(value, lower, upper), time series.

# More would take an answer longer than a client waits.
MOST_STEPS <- 10000

forecast_engine <- function(
  package,
  predict,
  calls,
  steps = \(fit) 1,
  regressors = \(fit) character(),
  has_interval = \(fit) TRUE,
  most = MOST_STEPS,
  check = \(fit) invisible()
) {
  list(
    package = package,
    predict = predict,
    calls = calls,
    steps = steps,
    regressors = regressors,
    has_interval = has_interval,
    most = most,
    check = check
  )
}

# Helpers ----

# stats::arima() ----

# The coefficients that come after those of the process, but for the mean.
arima_regressors <- function(fit) {
  names <- names(fit$coef)[-seq_len(sum(fit$arma[1:4]))]
  if (sum(fit$arma[1:4]) == 0) {
    names <- names(fit$coef)
  }
  setdiff(names, "intercept")
}

predict_arima <- function(fit, h, xreg, level) {
  fit <- counted_regressors(fit, xreg)
  normal_bounds(stats::predict(fit, h, newxreg = xreg), level)
}

# predict() looks for what it was fitted on, by its name, to count the columns.
counted_regressors <- function(fit, xreg) {
  if (!is.null(xreg) && !is.null(fit$call$xreg)) {
    fit$call$xreg <- xreg[0, , drop = FALSE]
  }
  fit
}

arima_calls <- function(has_regressors) {
  x <- if (has_regressors) {
    "nrow(newdata), newxreg = as.matrix(newdata)"
  } else {
    "h"
  }
  normal_calls(paste0("predict(fit, ", x, ")"))
}

normal_bounds <- function(said, level) {
  half <- stats::qnorm((1 + level) / 2) * said$se
  list(value = said$pred, lower = said$pred - half, upper = said$pred + half)
}

normal_calls <- function(call) {
  bound <- \(sign) {
    paste0(
      "with(",
      call,
      ", pred ",
      sign,
      " qnorm((1 + level) / 2) * se)"
    )
  }
  c(value = paste0(call, "$pred"), lower = bound("-"), upper = bound("+"))
}

# HoltWinters() ----

predict_holt_winters <- function(fit, h, xreg, level) {
  said <- stats::predict(fit, h, prediction.interval = TRUE, level = level)
  list(value = said[, "fit"], lower = said[, "lwr"], upper = said[, "upr"])
}

holt_winters_calls <- function(has_regressors) {
  call <- "predict(fit, h, prediction.interval = TRUE, level = level)"
  calls <- paste0(call, "[, \"", c("fit", "lwr", "upr"), "\"]")
  stats::setNames(calls, c("value", "lower", "upper"))
}

# The package forecast ----

predict_forecast <- function(fit, h, xreg, level) {
  arguments <- list(fit, h = h, level = 100 * level)
  if (!is.null(xreg)) {
    arguments$xreg <- xreg
  }
  if (inherits(fit, "nnetar")) {
    arguments$level <- NULL
  }
  said <- do.call(forecast::forecast, arguments)
  list(value = said$mean, lower = said$lower, upper = said$upper)
}

forecast_calls <- function(has_regressors) {
  x <- if (has_regressors) "xreg = as.matrix(newdata)" else "h = h"
  call <- paste0("forecast::forecast(fit, ", x, ", level = 100 * level)")
  c(
    value = paste0(call, "$mean"),
    lower = paste0("c(", call, "$lower)"),
    upper = paste0("c(", call, "$upper)")
  )
}

nnetar_calls <- function(has_regressors) {
  x <- if (has_regressors) "xreg = as.matrix(newdata)" else "h = h"
  c(value = paste0("forecast::forecast(fit, ", x, ")$mean"))
}

# forecast() adds the drift itself.
forecast_regressors <- function(fit) setdiff(colnames(fit$xreg), "drift")

# What forecast() takes by default: two seasons, or ten steps.
usual_steps <- function(x) {
  frequency <- stats::frequency(x)
  if (frequency > 1) 2 * round(frequency) else 10
}

# Those with a formula: forecast() simulates all others, and says other bounds each time.
has_ets_bounds <- function(fit) {
  parts <- fit$components
  parts[2] != "M" && !(parts[1] == "A" && parts[3] == "M")
}

# Not served ----

refuse_series <- function(...) {
  function(fit) init_abort("Model.UnknownKind", ...)
}

forecast_package <- function(...) {
  forecast_engine("forecast", predict_forecast, ..., calls = forecast_calls)
}

# By class; of several the first of the fit's own.
forecast_engines <- list(
  forecast_ARIMA = forecast_package(
    steps = \(fit) usual_steps(fit$x),
    regressors = forecast_regressors
  ),
  ets = forecast_package(
    steps = \(fit) usual_steps(fit$x),
    has_interval = has_ets_bounds
  ),
  tbats = forecast_package(steps = \(fit) usual_steps(fit$y)),
  bats = forecast_package(steps = \(fit) usual_steps(fit$y)),
  nnetar = forecast_engine(
    "forecast",
    predict_forecast,
    nnetar_calls,
    steps = \(fit) usual_steps(fit$x),
    regressors = \(fit) colnames(fit$xreg),
    has_interval = \(fit) FALSE
  ),
  Arima = forecast_engine(
    "stats",
    predict_arima,
    arima_calls,
    regressors = arima_regressors
  ),
  HoltWinters = forecast_engine(
    "stats",
    predict_holt_winters,
    holt_winters_calls,
    # The time for its bounds grows with the square: seconds for these.
    most = 1000
  ),
  StructTS = forecast_engine(
    "stats",
    \(fit, h, xreg, level) normal_bounds(stats::predict(fit, h), level),
    \(has_regressors) normal_calls("predict(fit, h)")
  ),
  ar = forecast_engine(
    "stats",
    NULL,
    \(has_regressors) character(),
    check = refuse_series(
      "A fit of ar() does not keep its series, without which predict() cannot go on from",
      " it: fit it with arima(x, order = c(p, 0, 0)) and save that."
    )
  ),
  prophet = forecast_engine(
    character(),
    NULL,
    \(has_regressors) character(),
    check = refuse_series(
      "A prophet draws its intervals by lot and needs Stan, so it is not served: fit the",
      " series with forecast::auto.arima(), ets() or tbats() and save that."
    )
  )
)
