# An ensemble's answer as CSV: the combined prediction in the columns that a model's
# own has, then a column a member: its number, or its label.
ensemble_csv <- function(answer, how) {
  combined <- if (how != "none") element_columns(answer$predictions)
  members <- lapply(answer$members, \(elements) element_columns(elements)[[1]])
  csv_answer(c(combined, members))
}

# Helpers ----

# Elements of `predictions` as columns again (predictions.R); NULL is NA.
element_columns <- function(elements) {
  first <- Find(Negate(is.null), elements)
  if (!is.list(first)) {
    return(list(prediction = values_of(elements, NA_real_)))
  }
  column <- \(name, none) values_of(lapply(elements, `[[`, name), none)
  columns <- list(label = column("label", NA_character_))
  if (is.null(first[["probability"]])) {
    return(columns)
  }
  columns$probability <- column("probability", NA_real_)
  shares <- lapply(elements, `[[`, "probabilities")
  each <- lapply(names(first[["probabilities"]]), \(label) {
    values_of(lapply(shares, `[[`, label), NA_real_)
  })
  names(each) <- paste0("probability_", names(first[["probabilities"]]))
  c(columns, each)
}

values_of <- function(elements, none) {
  vapply(elements, \(element) if (is.null(element)) none else element, none)
}
