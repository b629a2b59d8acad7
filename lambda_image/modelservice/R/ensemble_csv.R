# An ensemble's answer as CSV: the combined prediction in the columns that a model's
# own has, then a column a member: its number, or its label.
ensemble_csv <- function(answer, how) {
  combined <- if (how != "none") element_columns(answer$predictions)
  csv_answer(c(combined, member_columns(answer$members)))
}

# Helpers ----

# A column per member, its number or its label; of several outcomes a column for each.
member_columns <- function(members) {
  columns <- lapply(names(members), \(name) {
    own <- element_columns(members[[name]])
    if (is.null(own[["label"]]) && is.null(own[["prediction"]])) {
      names(own) <- paste0(name, "_", names(own))
      return(own)
    }
    own <- own[1]
    names(own) <- name
    own
  })
  unlist(columns, recursive = FALSE)
}

# Elements of `predictions` as columns again (predictions.R); NULL is NA.
element_columns <- function(elements) {
  first <- Find(Negate(is.null), elements)
  if (!is.list(first)) {
    return(list(prediction = values_of(elements, NA_real_)))
  }
  column <- \(name, none) values_of(lapply(elements, `[[`, name), none)
  if (is.null(first[["label"]])) {
    return(sapply(names(first), column, NA_real_, simplify = FALSE))
  }
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
