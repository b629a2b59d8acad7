# Answers, element by element, against what predict() said.

# An error that names the first row that differs; `at` are the rows answered.
compare_rows <- function(served, at, expected, rows, inputs, way) {
  if (length(served) != length(at)) {
    init_abort(
      "Model.ProofFailed",
      "The model was not saved: it gives ",
      length(served),
      " answers for ",
      length(at),
      " rows."
    )
  }
  for (i in seq_along(at)) {
    said <- expected_element(expected, at[[i]])
    if (!is_answer(served[[i]], said)) {
      refuse_difference(rows, inputs, at[[i]], said, served[[i]], way)
    }
  }
}

# Whether two elements of `predictions` are the same, numbers within a relative
# `tolerance`.
same_element <- function(a, b, tolerance) {
  if (is_missing(a) || is_missing(b)) {
    return(is_missing(a) && is_missing(b))
  }
  if (is.numeric(a) && is.numeric(b)) {
    return(same_numbers(unlist(a), unlist(b), tolerance))
  }
  if (is.list(a) && is.list(b)) {
    return(
      setequal(names(a), names(b)) &&
        all(vapply(
          names(a),
          \(name) same_element(a[[name]], b[[name]], tolerance),
          NA
        ))
    )
  }
  identical(as.character(a), as.character(b))
}

# Helpers ----

PROOF_TOLERANCE <- 1e-12

is_missing <- function(x) {
  is.null(x) || (length(x) == 1 && !is.list(x) && is.na(x))
}

same_numbers <- function(a, b, tolerance) {
  length(a) == length(b) &&
    all(abs(a - b) <= tolerance * pmax(abs(a), abs(b)) | a == b)
}

# Row i of a reference. -> list(value), list(label, probabilities), list(median,
# survival) or list(quantiles), as far as known.
expected_element <- function(expected, i) {
  shaped <- Filter(Negate(is.null), expected[c("survival", "quantiles")])
  if (length(shaped) > 0) {
    shaped <- lapply(shaped, \(part) part[i, ])
    return(c(shaped, list(median = expected$median[i])))
  }
  value <- expected$value
  value <- if (is.matrix(value)) value[i, ] else value[i]
  list(
    value = value,
    label = as.character(expected$label[i]),
    probabilities = if (!is.null(expected$probabilities)) {
      expected$probabilities[i, ]
    }
  )
}

is_answer <- function(served, said) {
  if (!is.null(said$survival)) {
    return(
      is_value(served$survival, said$survival) &&
        (is.null(said$median) || is_value(served$median, said$median))
    )
  }
  if (!is.null(said$quantiles)) {
    return(is_value(served$quantiles, said$quantiles))
  }
  if (is.null(said$probabilities) && length(said$label) == 0) {
    return(is_value(served, said$value))
  }
  if (is.null(served)) {
    return(anyNA(said$label) || !all(is.finite(said$probabilities)))
  }
  is_label(served$label, said) && is_distribution(served$probabilities, said)
}

is_value <- function(served, value) {
  served <- unlist(served)
  if (is.null(served)) {
    return(!any(is.finite(value)))
  }
  served[is.na(served)] <- NA
  value[!is.finite(value)] <- NA
  identical(is.na(unname(served)), is.na(unname(value))) &&
    same_numbers(served[!is.na(value)], value[!is.na(value)], PROOF_TOLERANCE)
}

# Where the likeliest labels are equally likely, predict() may draw by lot.
is_label <- function(label, said) {
  if (length(said$label) == 0 || is.na(said$label)) {
    return(TRUE)
  }
  if (identical(label, said$label)) {
    return(TRUE)
  }
  p <- said$probabilities
  if (is.null(p) || anyNA(p)) {
    return(FALSE)
  }
  ties <- names(p)[p == max(p)]
  length(ties) > 1 && label %in% ties
}

is_distribution <- function(served, said) {
  p <- said$probabilities
  if (is.null(p)) {
    return(TRUE)
  }
  # Differences of 1 - p are of the size of 1's own rounding.
  setequal(names(served), names(p)) &&
    all(abs(unlist(served[names(p)]) - p) <= PROOF_TOLERANCE)
}

refuse_difference <- function(rows, inputs, i, said, served, way) {
  record <- as_records(rows[i, , drop = FALSE], inputs)[[1]]
  said <- Filter(\(part) length(part) > 0, said)
  init_abort(
    "Model.ProofFailed",
    "The model was not saved: for the row ",
    to_json(record),
    " (sent as ",
    way,
    ") predict() says ",
    to_json(lapply(said, as.list)),
    ", but a fresh R that serves the file answers ",
    to_json(served),
    ". Check the types of the columns in `data`, the packages that the fit needs, and",
    " objects of this session that it uses."
  )
}
