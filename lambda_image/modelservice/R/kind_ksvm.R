# kernlab::ksvm, an S4 object. A classifier fitted without prob.model = TRUE answers
# labels alone.

#' @export
model_packages.ksvm <- function(fit) "kernlab"

#' @export
model_inputs.ksvm <- function(fit) {
  if (is.null(fit@terms)) {
    columns <- support_columns(fit)
    if (is.null(columns)) {
      refuse_types("it was fitted on a matrix without names of columns")
    }
    return(inputs_from_names(columns, NULL))
  }
  inputs_from_terms(fit@terms, dummy_levels(fit))
}

#' @export
column_names.ksvm <- function(fit, data) {
  if (is.null(fit@terms)) {
    return(support_columns(fit))
  }
  intersect(all.vars(delete.response(fit@terms)), names(data))
}

#' @export
model_outcome.ksvm <- function(fit) {
  if (grepl("svr$", fit@type)) {
    return(list(task = "regression"))
  }
  if (fit@type == "one-svc") {
    return(classification(c("FALSE", "TRUE")))
  }
  classification(as.character(fit@lev))
}

#' @export
model_choices.ksvm <- function(fit) list()

#' @export
model_calls.ksvm <- function(fit) {
  call <- "kernlab::predict(fit, newdata)"
  if (grepl("svr$", fit@type)) {
    return(c(value = call))
  }
  with <- 'kernlab::predict(fit, newdata, type = "probabilities")'
  c(label = call, probabilities = if (has_sigmoids(fit)) with)
}

#' @export
model_predict.ksvm <- function(fit, rows, options) {
  rows <- with_levels(rows, fit)
  predicted <- kernlab::predict(fit, rows)
  if (grepl("svr$", fit@type)) {
    return(as.vector(predicted))
  }
  label <- as.character(predicted)
  if (!has_sigmoids(fit)) {
    return(label)
  }
  list(
    label = label,
    probabilities = kernlab::predict(fit, rows, type = "probabilities")
  )
}

# Helpers ----

# What turns decisions into probabilities; a regression has one for its noise.
has_sigmoids <- function(fit) {
  fit@type %in%
    c("C-svc", "C-bsvc", "nu-svc") &&
    length(fit@prob.model) > 0 &&
    !is.null(fit@prob.model[[1]])
}

# predict() would take the levels of text from the rows that it is given.
with_levels <- function(rows, fit) {
  is_text <- names(rows)[vapply(rows, is.character, NA)]
  levels <- if (length(is_text) > 0) dummy_levels(fit)
  for (name in intersect(is_text, names(levels))) {
    rows[[name]] <- factor(rows[[name]], levels[[name]])
  }
  rows
}

support_columns <- function(fit) {
  vectors <- fit@xmatrix
  colnames(if (is.list(vectors)) vectors[[1]] else vectors)
}

# The levels are nowhere but in the names of the model matrix, `grouplow`, `grouphigh`.
# It has all of them of a single factor, since a ksvm has no intercept; of a second one
# the first level is missing.
dummy_levels <- function(fit) {
  terms <- delete.response(fit@terms)
  classes <- attr(terms, "dataClasses")[attr(terms, "term.labels")]
  coded <- names(classes)[!classes %in% "numeric"]
  is_plain <- all(attr(terms, "order") == 1) && attr(terms, "intercept") == 0
  if (length(coded) != 1 || anyNA(classes) || !is_plain) {
    return(NULL)
  }
  columns <- setdiff(support_columns(fit), names(classes))
  levels <- substring(columns, nchar(coded) + 1)
  is_of_factor <- all(startsWith(columns, coded)) && length(levels) > 1
  if (is_of_factor) stats::setNames(list(levels), coded)
}
