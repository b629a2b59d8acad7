# A table to the parts of an answer: all rows in one predict().
# -> list(predicted, errors): `predicted` has an element (or a row of each of its
# columns) for every row of the table, NA for those left out.
predict_table <- function(model, table, options, request_id = NULL) {
  read <- read_rows(table, model$plan, options$keep_bad, request_id)
  predicted <- if (nrow(read$rows) > 0) {
    predicted_parts(model_predict(model$fit, read$rows, options), model$levels)
  } else {
    empty_parts(model, options)
  }
  if (length(read$bad) > 0) {
    predicted <- spread(predicted, setdiff(seq_len(table$n), read$bad), table$n)
  }
  list(predicted = predicted, errors = read$errors)
}

# Helpers ----

# Numbers as they are; an interval or a classification as a list of columns.
predicted_parts <- function(predicted, levels) {
  if (is.factor(predicted)) {
    return(list(label = as.character(predicted)))
  }
  if (!is.matrix(predicted)) {
    return(as.vector(predicted))
  }
  if (is.null(levels)) {
    return(lapply(c(value = 1, lower = 2, upper = 3), \(i) {
      as.vector(predicted[, i])
    }))
  }
  classified(predicted)
}

# Probabilities, rows by labels: the likeliest label, its probability, and all.
classified <- function(probabilities) {
  labels <- colnames(probabilities)
  known <- rowSums(is.finite(probabilities)) == ncol(probabilities)
  probabilities[!known, ] <- 0
  best <- max.col(probabilities, ties.method = "first")
  best[!known] <- NA
  columns <- lapply(seq_along(labels), \(j) {
    ifelse(known, probabilities[, j], NA_real_)
  })
  names(columns) <- paste0("probability_", labels)
  highest <- probabilities[cbind(seq_along(best), best)]
  c(list(label = labels[best], probability = as.vector(highest)), columns)
}

empty_parts <- function(model, options) {
  if (is.null(model$levels)) {
    columns <- if (options$interval == "none") {
      NULL
    } else {
      c("value", "lower", "upper")
    }
  } else {
    columns <- c("label", "probability", paste0("probability_", model$levels))
  }
  if (is.null(columns)) {
    return(numeric())
  }
  parts <- rep(list(numeric()), length(columns))
  names(parts) <- columns
  parts
}

# Rows in their places among n, NA elsewhere.
spread <- function(predicted, places, n) {
  place <- \(values) {
    all <- rep(values[NA_integer_], n)
    all[places] <- values
    all
  }
  if (is.list(predicted)) lapply(predicted, place) else place(predicted)
}
