# The quantiles of an outcome.
quantiles_shape <- function(quantiles) {
  names <- number_text(quantiles)
  new_shape("quantiles_shape", paste0("quantile_", names), names = names)
}

#' @export
checked_parts.quantiles_shape <- function(predicted, n, shape) {
  checked_columns(predicted, n, shape$columns)
}

#' @export
element_of.quantiles_shape <- function(shape, predicted) {
  names(predicted) <- shape$names
  \(i) list(quantiles = lapply(predicted, .subset2, i))
}
