# What the shapes of an answer (shape_*.R) check alike in what predict() returned.

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

# Helpers ----

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
