# A step in time, and what is expected there.
forecast_shape <- function(has_interval) {
  names <- c("value", if (has_interval) c("lower", "upper"))
  new_shape("forecast_shape", c("time", names), names = names)
}

# list(time, values): when, as text or a number, and a column for each value.
#' @export
checked_parts.forecast_shape <- function(predicted, n, shape) {
  if (!is.list(predicted) || !all(c("time", "values") %in% names(predicted))) {
    answer_abort("it is ", shape_of(predicted), ", not list(time, values)")
  }
  time <- predicted$time
  if (length(time) != n || anyNA(time)) {
    answer_abort("it has ", length(time), " times for ", n, " steps")
  }
  c(list(time = time), checked_columns(predicted$values, n, shape$names))
}

# A step is one, whatever its value.
#' @export
known_parts.forecast_shape <- function(shape, predicted) predicted["time"]

#' @export
finite_parts.forecast_shape <- function(shape, predicted) predicted[shape$names]
