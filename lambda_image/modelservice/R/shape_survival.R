# The median time, and the probability to survive each of `times`. A median that is never
# reached is no gap.
survival_shape <- function(times) {
  names <- number_text(times)
  columns <- c("median", paste0("survival_", names))
  new_shape("survival_shape", columns, times = times, names = names)
}

# list(median, survival): a time per row, and a column for each of the times.
#' @export
checked_parts.survival_shape <- function(predicted, n, shape) {
  if (
    !is.list(predicted) || !all(c("median", "survival") %in% names(predicted))
  ) {
    answer_abort("it is ", shape_of(predicted), ", not list(median, survival)")
  }
  median <- checked_numbers(predicted$median, n)
  curves <- checked_columns(predicted$survival, n, shape$columns[-1])
  check_curves(matrix(unlist(curves), nrow = n)[,
    order(shape$times),
    drop = FALSE
  ])
  c(list(median = median), curves)
}

#' @export
element_of.survival_shape <- function(shape, predicted) {
  survival <- predicted[-1]
  names(survival) <- shape$names
  \(i) {
    list(median = predicted$median[i], survival = lapply(survival, .subset2, i))
  }
}

#' @export
known_parts.survival_shape <- function(shape, predicted) predicted[-1]

# Helpers ----

# Nobody comes back to life.
check_curves <- function(survival) {
  if (any(survival < -1e-9 | survival > 1 + 1e-9, na.rm = TRUE)) {
    answer_abort("it has a survival outside 0 to 1")
  }
  rises <- survival[, -1] > survival[, -ncol(survival)] + 1e-9
  if (any(rises, na.rm = TRUE)) {
    answer_abort("it has a survival that rises with time")
  }
}
