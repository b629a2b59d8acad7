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
  element <- element_of(predicted, shape)
  unknown <- Reduce(`&`, lapply(known_parts(predicted, shape), is.na))
  lapply(seq_along(unknown), \(i) if (!unknown[[i]]) element(i))
}

# Helpers ----

# -> a function from the number of a row to its element.
element_of <- function(columns, shape) {
  switch(
    shape$kind,
    labels = class_element(columns),
    survival = survival_element(columns, shape),
    quantiles = quantiles_element(columns, shape),
    row_element(columns)
  )
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

survival_element <- function(columns, shape) {
  survival <- stats::setNames(columns[-1], shape$names)
  \(i) {
    list(median = columns$median[i], survival = lapply(survival, .subset2, i))
  }
}

quantiles_element <- function(columns, shape) {
  names(columns) <- shape$names
  \(i) list(quantiles = lapply(columns, .subset2, i))
}

# The parts that say whether a row is known: the label tells of a class, and a median
# that is never reached is no gap. A step of a forecast is one, whatever its value.
known_parts <- function(predicted, shape) {
  switch(
    shape$kind,
    labels = predicted["label"],
    survival = predicted[-1],
    forecast = predicted["time"],
    predicted
  )
}

count_unknown <- function(predicted, shape) {
  if (!is.list(predicted)) {
    return(sum(!is.finite(predicted)))
  }
  parts <- known_parts(predicted, shape)
  if (shape$kind == "forecast") {
    parts <- predicted[shape$names]
  }
  is_known <- \(part) if (is.character(part)) !is.na(part) else is.finite(part)
  sum(!Reduce(`&`, lapply(parts, is_known)))
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
