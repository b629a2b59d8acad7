# What predict() returned, as the parts of an answer, or an error that says what is
# wrong with it: a length, a shape or a number that no answer can have is never
# answered with status 200. At init and when a model is saved, the same error refuses
# the model.
checked_parts <- function(predicted, n, shape) {
  switch(
    shape$kind,
    number = checked_numbers(predicted, n),
    columns = checked_columns(predicted, n, shape$names),
    labels = checked_labels(predicted, n, shape$levels),
    survival = checked_survival(predicted, n, shape),
    quantiles = checked_columns(predicted, n, shape$columns),
    forecast = checked_forecast(predicted, n, shape)
  )
}

# Helpers ----

checked_numbers <- function(predicted, n) {
  if (length(dim(predicted)) == 1) {
    # An array of one dimension, as mgcv gives it.
    predicted <- stats::setNames(as.vector(predicted), names(predicted))
  }
  if (is.matrix(predicted) && ncol(predicted) == 1) {
    rows <- rownames(predicted)
    predicted <- predicted[, 1]
    names(predicted) <- rows
  }
  if (!is.numeric(predicted) || !is.null(dim(predicted))) {
    answer_abort("it is ", shape_of(predicted), ", not one number per row")
  }
  as.vector(in_all_rows(predicted, n))
}

checked_columns <- function(predicted, n, names) {
  if (is.data.frame(predicted)) {
    predicted <- as.matrix(predicted)
  }
  if (!is.numeric(predicted) || !is.matrix(predicted)) {
    answer_abort("it is ", shape_of(predicted), ", not a matrix of numbers")
  }
  if (ncol(predicted) != length(names)) {
    answer_abort("it has ", ncol(predicted), " columns, not ", length(names))
  }
  columns <- lapply(seq_along(names), \(j) {
    as.vector(in_all_rows(predicted[, j], n, rownames(predicted)))
  })
  names(columns) <- names
  columns
}

# list(median, survival): a time per row, and a column for each of the times.
checked_survival <- function(predicted, n, shape) {
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

# list(time, values): when, as text or a number, and a column for each value.
checked_forecast <- function(predicted, n, shape) {
  if (!is.list(predicted) || !all(c("time", "values") %in% names(predicted))) {
    answer_abort("it is ", shape_of(predicted), ", not list(time, values)")
  }
  time <- predicted$time
  if (length(time) != n || anyNA(time)) {
    answer_abort("it has ", length(time), " times for ", n, " steps")
  }
  c(list(time = time), checked_columns(predicted$values, n, shape$names))
}

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

# Labels (a factor or text), probabilities (rows by labels), or both as
# list(label, probabilities): the likeliest label where predict() says no other.
checked_labels <- function(predicted, n, levels) {
  if (is.factor(predicted) || is.character(predicted)) {
    return(list(label = known_labels(predicted, n, levels)))
  }
  label <- NULL
  if (is.list(predicted) && !is.data.frame(predicted)) {
    label <- predicted$label
    predicted <- predicted$probabilities
  }
  probabilities <- checked_probabilities(predicted, n, levels)
  known <- rowSums(is.finite(probabilities)) == ncol(probabilities)
  best <- likeliest(probabilities, known)
  if (!is.null(label)) {
    best <- match(known_labels(label, n, levels), levels)
  }
  columns <- lapply(seq_along(levels), \(j) {
    ifelse(known, probabilities[, j], NA_real_)
  })
  names(columns) <- paste0("probability_", levels)
  highest <- ifelse(known, probabilities[cbind(seq_len(n), best)], NA_real_)
  c(list(label = levels[best], probability = highest), columns)
}

likeliest <- function(probabilities, known) {
  probabilities[!known, ] <- 0
  best <- max.col(probabilities, ties.method = "first")
  best[!known] <- NA
  best
}

known_labels <- function(label, n, levels) {
  names <- names(label)
  label <- as.character(label)
  names(label) <- names
  label <- in_all_rows(label, n)
  if (!all(label %in% c(levels, NA))) {
    answer_abort("it has a label that is not one of ", listed(levels))
  }
  unname(label)
}

checked_probabilities <- function(predicted, n, levels) {
  if (!is.numeric(predicted) || !is.matrix(predicted)) {
    answer_abort(
      "it is ",
      shape_of(predicted),
      ", not a matrix of probabilities"
    )
  }
  if (
    !setequal(colnames(predicted), levels) || ncol(predicted) != length(levels)
  ) {
    answer_abort("its columns are not the labels ", listed(levels))
  }
  columns <- lapply(levels, \(level) {
    in_all_rows(predicted[, level], n, rownames(predicted))
  })
  probabilities <- matrix(unlist(columns), nrow = n)
  check_range(probabilities)
  probabilities
}

# Rows that cannot be known stay so; what is known must be a distribution.
check_range <- function(probabilities) {
  if (any(probabilities < -1e-6 | probabilities > 1 + 1e-6, na.rm = TRUE)) {
    answer_abort("it has a probability outside 0 to 1")
  }
  sums <- rowSums(probabilities)
  if (any(abs(sums - 1) > 1e-6, na.rm = TRUE)) {
    answer_abort("its probabilities do not sum to 1")
  }
}

# Some methods drop the rows that they cannot predict, and keep the numbers of the
# others as names: those rows are NA in their place.
in_all_rows <- function(values, n, rows = names(values)) {
  if (length(values) == n) {
    return(values)
  }
  places <- suppressWarnings(as.integer(rows))
  is_told <- length(rows) == length(values) &&
    !anyNA(places) &&
    !anyDuplicated(places) &&
    all(places >= 1 & places <= n)
  if (length(values) > n || !is_told) {
    answer_abort("it has ", length(values), " values for ", n, " rows")
  }
  all <- rep(values[NA_integer_], n)
  all[places] <- values
  unname(all)
}

shape_of <- function(x) {
  if (is.null(dim(x))) {
    return(paste("of class", class(x)[1]))
  }
  paste0("of class ", class(x)[1], " with ", paste(dim(x), collapse = " by "))
}
