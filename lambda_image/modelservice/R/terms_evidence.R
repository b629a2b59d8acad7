# The uses of one name (terms_calls.R) as the column that all of them agree on.
agreed_input <- function(name, uses, known) {
  types <- vapply(uses, `[[`, "", "type")
  told <- setdiff(types, c("any", "unknown"))
  levels <- Find(Negate(is.null), lapply(uses, `[[`, "levels"))
  # as.numeric() of a factor gives its codes, of text what the text says: where such a
  # call stands, only the recorded class tells which it was.
  is_bare <- vapply(uses, \(use) isTRUE(use$bare), NA)
  if (length(told) == 0 || ("any" %in% types && !any(is_bare))) {
    refuse_unknown(name, uses)
  }
  is <- \(...) setequal(told, c(...))
  if (is("other")) {
    return(framed_input(name, uses, known$frame))
  }
  if (is("number")) {
    is_matrix <- any(vapply(uses, \(use) isTRUE(use$matrix), NA))
    return(input_column(name, "number", matrix = is_matrix))
  }
  if (is("boolean") || is("boolean", "number")) {
    return(boolean_input(name, uses, told))
  }
  if (is("levels") || is("factor") || is("factor", "levels")) {
    return(levels_input(name, uses, levels))
  }
  if (is("levels", "number") && has_numeric_levels(levels)) {
    return(input_column(name, "number", levels))
  }
  if (all(told %in% c("string", "levels", "factor"))) {
    return(text_input(name, uses, told, levels))
  }
  if (is("date") || is("datetime")) {
    return(input_column(name, told))
  }
  refuse_conflict(name, uses)
}

# Helpers ----

# A flag counts as 0 or 1; a number is not a flag.
boolean_input <- function(name, uses, told) {
  is_flag <- vapply(uses, \(use) isTRUE(use$bare) && use$type == "boolean", NA)
  if (setequal(told, "boolean") || any(is_flag)) {
    return(input_column(name, "boolean"))
  }
  refuse_conflict(name, uses)
}

levels_input <- function(name, uses, levels) {
  if (is.null(levels)) {
    refuse_levels(name)
  }
  ordered <- any(vapply(uses, \(use) isTRUE(use$ordered), NA))
  factor_input(name, levels, ordered)
}

text_input <- function(name, uses, told, levels) {
  is_text <- vapply(uses, \(use) isTRUE(use$bare) && use$type == "string", NA)
  if (any(is_text) && is.null(levels)) {
    refuse_levels(name)
  }
  if (any(is_text) || is.null(levels)) {
    return(input_column(name, "string", levels))
  }
  levels_input(name, uses, levels)
}

# What the fit records no class of: a date or a time, if the model frame has it.
framed_input <- function(name, uses, frame) {
  values <- frame[[name]]
  if (!inherits(values, c("Date", "POSIXct"))) {
    refuse_types("it does not keep what `", name, "` is")
  }
  input <- input_from_values(name, values)
  is_in_call <- any(vapply(uses, \(use) !isTRUE(use$bare), NA))
  if (input$type == "datetime" && is_in_call && !nzchar(input$tz)) {
    refuse_types("it does not keep the time zone of `", name, "`")
  }
  input
}

refuse_unknown <- function(name, uses) {
  calls <- unique(unlist(lapply(uses, `[[`, "call")))
  refuse_types(
    "`",
    name,
    "` stands only in `",
    paste(calls, collapse = "`, `"),
    "`, which does not say what type it has"
  )
}

refuse_conflict <- function(name, uses) {
  types <- unique(vapply(uses, `[[`, "", "type"))
  refuse_types(
    "`",
    name,
    "` is used as ",
    paste(setdiff(types, "any"), collapse = " and as ")
  )
}

# randomForest forgets the levels of ordered factors, svm of all.
refuse_levels <- function(name) {
  init_abort(
    "Model.LevelsUnknown",
    "The fit does not keep the levels of `",
    name,
    "`, so no request can name one: save it with",
    " modelservice::save_model(fit, name, data = ), which takes them from the data."
  )
}
