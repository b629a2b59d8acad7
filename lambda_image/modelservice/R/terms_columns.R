# The columns behind a formula, with the types that are known, and no others.
#
# A formula's variables are expressions (`log(lstat)`, `factor(rank)`); a client sends
# the names inside. Each place where a name stands is evidence of its type: bare, the
# class that the fit recorded; in a call, what the call takes (terms_calls.R). All
# evidence must agree (terms_evidence.R); a name without any is refused, since a
# guessed type is a wrong answer with status 200.
#
# `levels`: of the variables that are factors, by label. `frame`: the model frame, where
# the fit kept it. `also`: further expressions that predict() evaluates in the rows.
inputs_from_terms <- function(terms, levels, frame = NULL, also = list()) {
  terms <- delete.response(terms)
  variables <- c(as.list(attr(terms, "variables"))[-1], also)
  evaluated <- evaluated_variables(terms, also)
  classes <- attr(terms, "dataClasses")
  if (length(variables) > 0 && is.null(classes)) {
    refuse_types("the fit does not record the types of its columns")
  }
  known <- list(env = environment(terms), frame = frame)
  uses <- lapply(seq_along(variables), \(i) {
    label <- variable_label(variables[[i]])
    recorded <- list(
      class = if (label %in% names(classes)) classes[[label]] else "numeric",
      levels = levels[[label]]
    )
    find_uses(evaluated[[i]], recorded, known)
  })
  uses <- unlist(uses, recursive = FALSE)
  names <- vapply(uses, `[[`, "", "name")
  lapply(unique(names), \(name) {
    agreed_input(name, uses[names == name], known)
  })
}

# Columns known by name and, for factors, by levels; all others are numbers.
inputs_from_names <- function(names, levels) {
  lapply(names, \(name) {
    levels <- levels[[name]]
    input_column(name, if (is.null(levels)) "number" else "factor", levels)
  })
}

# A column as the training data had it.
input_from_values <- function(name, values) {
  if (is.factor(values)) {
    return(factor_input(name, levels(values), is.ordered(values)))
  }
  if (is.matrix(values) && is.numeric(values) && ncol(values) == 1) {
    return(input_column(name, "number", matrix = TRUE))
  }
  type <- if (!is.null(dim(values))) {
    refuse_shape(name)
  } else if (is.numeric(values) && !is.object(values)) {
    "number"
  } else if (is.logical(values)) {
    "boolean"
  } else if (inherits(values, "Date")) {
    "date"
  } else if (inherits(values, "POSIXct")) {
    "datetime"
  } else if (is.character(values)) {
    "string"
  } else {
    refuse_shape(name)
  }
  input_column(name, type, tz = attr(values, "tzone")[1])
}

# A level that is NA is sent as null.
factor_input <- function(name, levels, ordered = FALSE) {
  input_column(
    name,
    "factor",
    levels[!is.na(levels)],
    ordered,
    null_level = anyNA(levels)
  )
}

# What the label sets of two or more classes mean.
classification <- function(levels) {
  list(
    task = if (length(levels) == 2) "binary" else "classification",
    levels = levels
  )
}

# Helpers ----

# What predict() evaluates in the rows: with the knots and scales of the fit in them.
evaluated_variables <- function(terms, also) {
  evaluated <- attr(terms, "predvars")
  if (is.null(evaluated)) {
    evaluated <- attr(terms, "variables")
  }
  c(as.list(evaluated)[-1], also)
}

# As model.frame() names a variable.
variable_label <- function(variable) {
  backtick <- !is.symbol(variable) && is.language(variable)
  paste(deparse(variable, 500L, backtick), collapse = " ")
}

refuse_types <- function(...) {
  init_abort(
    "Model.TypeUnknown",
    "The columns of a request cannot be known from the fit alone, since ",
    ...,
    ": save it with modelservice::save_model(fit, name, data = ), which takes the",
    " types from the data."
  )
}

refuse_shape <- function(name) {
  init_abort(
    "Model.BadColumn",
    "The column `",
    name,
    "` is not one number, text, factor, date or time per row, so no request can give",
    " it: fit on columns that are."
  )
}
