# The answer as JSON has it.
json_answer <- function(model, result) {
  predicted <- result$predicted
  answer <- list(
    model = model$name,
    version = model$version,
    predictions = prediction_elements(predicted, result$shape)
  )
  unknown <- count_unknown(predicted, result$shape) -
    length(unique_rows(result$errors))
  if (unknown > 0) {
    answer$warnings <- I(not_finite_warning(unknown))
  }
  c(answer, listed_errors(result$errors))
}

# The elements of `predictions`: a row of which nothing is known is null.
prediction_elements <- function(predicted, shape) {
  if (!is.list(predicted)) {
    return(I(predicted))
  }
  element <- element_of(shape, predicted)
  unknown <- Reduce(`&`, lapply(known_parts(shape, predicted), is.na))
  lapply(seq_along(unknown), \(i) if (!unknown[[i]]) element(i))
}

# Helpers ----

# Rows of which no value is a finite number.
count_unknown <- function(predicted, shape) {
  if (!is.list(predicted)) {
    return(sum(!is.finite(predicted)))
  }
  is_known <- \(part) if (is.character(part)) !is.na(part) else is.finite(part)
  sum(!Reduce(`&`, lapply(finite_parts(shape, predicted), is_known)))
}

unique_rows <- function(errors) {
  unique(vapply(errors, \(e) sub("^#/(\\d+).*", "\\1", e$pointer), ""))
}

not_finite_warning <- function(n) {
  paste(
    n,
    if (n == 1) {
      "value is not a finite number"
    } else {
      "values are not finite numbers"
    },
    "and given as null."
  )
}
