# A number in each of several columns: an interval, a standard error, several outcomes.
columns_shape <- function(names) new_shape("columns_shape", names)

#' @export
checked_parts.columns_shape <- function(predicted, n, shape) {
  checked_columns(predicted, n, shape$columns)
}
