# A label, with the probability of each where they are known. The label says whether a
# row is known.
labels_shape <- function(levels) {
  columns <- c("label", "probability", paste0("probability_", levels))
  new_shape("labels_shape", columns, levels = levels)
}

# Labels (a factor or text), probabilities (rows by labels), or both as
# list(label, probabilities): the likeliest label where predict() says no other.
#' @export
checked_parts.labels_shape <- function(predicted, n, shape) {
  levels <- shape$levels
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

#' @export
element_of.labels_shape <- function(shape, predicted) {
  if (length(predicted) == 1) {
    return(element_of.shape(shape, predicted))
  }
  probabilities <- predicted[-(1:2)]
  names(probabilities) <- sub("^probability_", "", names(probabilities))
  \(i) {
    list(
      label = predicted$label[i],
      probability = predicted$probability[i],
      probabilities = lapply(probabilities, .subset2, i)
    )
  }
}

#' @export
known_parts.labels_shape <- function(shape, predicted) predicted["label"]

# Helpers ----

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
