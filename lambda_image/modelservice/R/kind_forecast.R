# Time series: the rows of a request are steps after the last value that was fitted, and
# an answer is their forecast. Without regressors a request says how many steps (`h`);
# with regressors it has a row for each.
#
# A forecast_fit is a fit with what forecast_engines.R knows of its class.
forecast_fit <- function(fit) {
  engine <- forecast_engines[[match_engine(class(fit))]]
  structure(class = "forecast_fit", list(fit = fit, engine = engine))
}

is_forecast <- function(fit) inherits(fit, names(forecast_engines))

#' @export
model_packages.forecast_fit <- function(fit) fit$engine$package

#' @export
model_inputs.forecast_fit <- function(fit) {
  fit$engine$check(fit$fit)
  regressors <- fit$engine$regressors(fit$fit)
  if (length(regressors) > 0) {
    return(inputs_from_names(regressors, NULL))
  }
  list(steps_input(fit$engine$steps(fit$fit), fit$engine$most))
}

#' @export
model_outcome.forecast_fit <- function(fit) {
  list(task = "forecast", interval = fit$engine$has_interval(fit$fit))
}

#' @export
model_choices.forecast_fit <- function(fit) {
  choices <- list()
  if (length(fit$engine$regressors(fit$fit)) == 0) {
    default <- fit$engine$steps(fit$fit)
    choices$h <- whole_number(1, fit$engine$most, default)
  }
  if (fit$engine$has_interval(fit$fit)) {
    choices$level <- list(
      type = "number",
      exclusiveMinimum = 0,
      exclusiveMaximum = 1,
      default = 0.95
    )
  }
  choices
}

#' @export
model_lacks.forecast_fit <- function(fit) {
  if (fit$engine$has_interval(fit$fit)) {
    return(character())
  }
  c(
    level = paste(
      "This model has no intervals: forecast() simulates them, and says others each",
      "time."
    )
  )
}

# With `h`, `level` and, of a fit with regressors, `newdata`.
#' @export
model_calls.forecast_fit <- function(fit) {
  has_regressors <- length(fit$engine$regressors(fit$fit)) > 0
  calls <- fit$engine$calls(has_regressors)
  if (fit$engine$has_interval(fit$fit)) calls else calls["value"]
}

#' @export
model_predict.forecast_fit <- function(fit, rows, options) {
  has_regressors <- length(fit$engine$regressors(fit$fit)) > 0
  h <- if (has_regressors) nrow(rows) else rows$h
  xreg <- if (has_regressors) as.matrix(rows)
  said <- fit$engine$predict(fit$fit, h, xreg, options$level)
  names <- c("value", if (fit$engine$has_interval(fit$fit)) c("lower", "upper"))
  columns <- lapply(said[names], as.vector)
  list(
    time = step_times(stats::tsp(said$value)),
    values = matrix(unlist(columns), ncol = length(names))
  )
}

# Helpers ----

match_engine <- function(class) intersect(class, names(forecast_engines))[1]

# How many steps, where no regressors say it.
steps_input <- function(default, most) {
  input <- input_column("h", "integer")
  input$title <- "steps"
  input$default <- as.numeric(default)
  input$minimum <- 1
  input$maximum <- most
  input
}

# "2026-01" of months, "2026-Q1" of quarters, else the number that R gives.
step_times <- function(tsp) {
  n <- round((tsp[2] - tsp[1]) * tsp[3]) + 1
  times <- tsp[1] + (seq_len(n) - 1) / tsp[3]
  if (!tsp[3] %in% c(4, 12)) {
    return(round(times, 10))
  }
  at <- round(times * tsp[3])
  part <- at %% tsp[3] + 1
  form <- if (tsp[3] == 12) "%04d-%02d" else "%04d-Q%d"
  sprintf(form, as.integer(at %/% tsp[3]), as.integer(part))
}
