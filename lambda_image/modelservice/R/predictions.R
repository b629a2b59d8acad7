# Rows to the answer: all in one predict(), one element a row.
predict_rows <- function(model, rows) {
  predicted <- model_predict(model$fit, rows)
  unknown <- sum(!is.finite(predicted))
  answer <- list(
    model = model$name,
    version = model$version,
    predictions = if (is.matrix(predicted)) {
      classified(predicted)
    } else {
      I(predicted)
    }
  )
  if (unknown > 0) {
    answer$warnings <- I(not_finite_warning(unknown))
  }
  answer
}

# Helpers ----

# A matrix of probabilities as label, its probability, and all of them.
classified <- function(probabilities) {
  labels <- colnames(probabilities)
  lapply(seq_len(nrow(probabilities)), \(i) {
    row <- as.list(probabilities[i, ])
    names(row) <- labels
    best <- which.max(row)
    if (length(best) == 0) {
      return(NULL)
    }
    list(label = labels[best], probability = row[[best]], probabilities = row)
  })
}

not_finite_warning <- function(n) {
  paste(
    n,
    if (n == 1) "value is" else "values are",
    "no finite number and given as null."
  )
}
