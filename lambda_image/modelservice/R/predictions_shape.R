# What an answer to these options is made of: a number per row, or named columns, which
# JSON has as an object per row.
answer_shape <- function(model, options) {
  if (identical(model$task, "forecast")) {
    return(forecast_shape(model$interval))
  }
  if (!is.null(options$times)) {
    return(survival_shape(options$times))
  }
  if (!is.null(options$quantiles)) {
    return(quantiles_shape(options$quantiles))
  }
  if (options$interval != "none") {
    return(columns_shape(c("value", "lower", "upper")))
  }
  if (!is.null(options$se)) {
    return(columns_shape(c("value", "se")))
  }
  if (!is.null(model$outcomes)) {
    return(columns_shape(model$outcomes))
  }
  if (is.null(model$levels) || options$type == "link") {
    return(list(kind = "number"))
  }
  list(kind = "labels", levels = model$levels)
}

# `columns` are the names of the parts, as CSV has them.
columns_shape <- function(names) {
  list(kind = "columns", names = names, columns = names)
}

# The median time, and the probability to survive each of `times`.
survival_shape <- function(times) {
  names <- number_text(times)
  columns <- c("median", paste0("survival_", names))
  list(kind = "survival", times = times, names = names, columns = columns)
}

quantiles_shape <- function(quantiles) {
  names <- number_text(quantiles)
  list(
    kind = "quantiles",
    names = names,
    columns = paste0("quantile_", names)
  )
}

# A step in time, and what is expected there.
forecast_shape <- function(has_interval) {
  names <- c("value", if (has_interval) c("lower", "upper"))
  list(kind = "forecast", names = names, columns = c("time", names))
}

# The parts of an answer without a row that could be predicted.
empty_parts <- function(shape) {
  if (shape$kind == "number") {
    return(numeric())
  }
  columns <- shape$columns
  if (shape$kind == "labels") {
    columns <- c("label", "probability", paste0("probability_", shape$levels))
  }
  parts <- rep(list(numeric()), length(columns))
  names(parts) <- columns
  parts
}
