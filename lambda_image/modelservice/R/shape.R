# What an answer is made of: a number per row, or named columns, which JSON has as an
# object per row. Each shape is a class, in a file of its own (shape_*.R) that says how
# what predict() returned is checked, and how a row is written.

# The shape of an answer to these options.
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
    return(number_shape())
  }
  labels_shape(model$levels)
}

# `columns` are the names of the parts, as CSV has them; none for a number per row.
new_shape <- function(class, columns, ...) {
  structure(class = c(class, "shape"), list(columns = columns, ...))
}

# What predict() returned, as the parts of an answer, or an error that says what is
# wrong with it: a length, a shape or a number that no answer can have is never
# answered with status 200. At init and when a model is saved, the same error refuses
# the model.
checked_parts <- function(predicted, n, shape) {
  UseMethod("checked_parts", shape)
}

# -> a function from the number of a row to its element of `predictions`.
element_of <- function(shape, predicted) UseMethod("element_of")

#' @export
element_of.shape <- function(shape, predicted) {
  \(i) lapply(predicted, .subset2, i)
}

# The parts that say whether anything is known of a row: without, it is null.
known_parts <- function(shape, predicted) UseMethod("known_parts")

#' @export
known_parts.shape <- function(shape, predicted) predicted

# Those that have a gap where a value is not a finite number.
finite_parts <- function(shape, predicted) UseMethod("finite_parts")

#' @export
finite_parts.shape <- function(shape, predicted) known_parts(shape, predicted)

# The parts of an answer without a row that could be predicted.
empty_parts <- function(shape) {
  if (is.null(shape$columns)) {
    return(numeric())
  }
  parts <- rep(list(numeric()), length(shape$columns))
  names(parts) <- shape$columns
  parts
}
