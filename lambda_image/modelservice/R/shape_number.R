# A number per row.
number_shape <- function() new_shape("number_shape", NULL)

#' @export
checked_parts.number_shape <- function(predicted, n, shape) {
  checked_numbers(predicted, n)
}
