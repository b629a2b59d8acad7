# The answer as JSON has it.
json_answer <- function(model, result) {
  predicted <- result$predicted
  answer <- list(
    model = model$name,
    version = model$version,
    predictions = prediction_elements(predicted)
  )
  unknown <- count_unknown(predicted) - length(unique_rows(result$errors))
  if (unknown > 0) {
    answer$warnings <- I(not_finite_warning(unknown))
  }
  c(answer, listed_errors(result$errors))
}

# Helpers ----

prediction_elements <- function(predicted) {
  if (!is.list(predicted)) {
    return(I(predicted))
  }
  is_class <- is.character(predicted$label)
  element <- if (is_class) class_element(predicted) else row_element(predicted)
  unknown <- unknown_rows(predicted)
  lapply(seq_along(unknown), \(i) if (!unknown[[i]]) element(i))
}

row_element <- function(columns) {
  \(i) lapply(columns, .subset2, i)
}

class_element <- function(columns) {
  probabilities <- columns[-(1:2)]
  names(probabilities) <- sub("^probability_", "", names(probabilities))
  if (length(columns) == 1) {
    return(row_element(columns))
  }
  \(i) {
    list(
      label = columns$label[i],
      probability = columns$probability[i],
      probabilities = lapply(probabilities, .subset2, i)
    )
  }
}

# A row of which nothing is known: it is null.
unknown_rows <- function(predicted) {
  if (is.character(predicted$label)) {
    return(is.na(predicted$label))
  }
  Reduce(`&`, lapply(predicted, is.na))
}

count_unknown <- function(predicted) {
  if (!is.list(predicted)) {
    return(sum(!is.finite(predicted)))
  }
  if (is.character(predicted$label)) {
    return(sum(is.na(predicted$label)))
  }
  sum(!Reduce(`&`, lapply(predicted, is.finite)))
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
