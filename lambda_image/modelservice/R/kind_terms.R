# The columns behind a formula, with the types that the fit recorded.
#
# A formula's terms are made of expressions (`log(lstat)`, `factor(rank)`); the
# client sends the variables inside. A variable that is a term by itself has the
# class that the fit recorded (in `frame`, the model frame, where the fit kept
# it); one that stands only inside a call is a number, unless the call made a
# factor of it: then it is one of the factor's levels.
inputs_from_terms <- function(terms, levels, frame = NULL) {
  terms <- delete.response(terms)
  expressions <- as.list(attr(terms, "variables"))[-1]
  classes <- attr(terms, "dataClasses")
  names <- unique(unlist(lapply(expressions, all.vars)))
  lapply(names, \(name) {
    term <- term_of(name, expressions)
    if (
      name %in% names(frame) && inherits(frame[[name]], c("Date", "POSIXct"))
    ) {
      return(input_from_values(name, frame[[name]]))
    }
    term_input(name, classes[[term]], levels[[term]])
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
    return(input_column(name, "factor", levels(values), is.ordered(values)))
  }
  type <- if (is.numeric(values) && !is.object(values)) {
    "number"
  } else if (is.logical(values)) {
    "boolean"
  } else if (inherits(values, "Date")) {
    "date"
  } else if (inherits(values, "POSIXct")) {
    "datetime"
  } else {
    "string"
  }
  input_column(name, type)
}

# What the label sets of two or more classes mean.
classification <- function(levels) {
  list(
    task = if (length(levels) == 2) "binary" else "classification",
    levels = levels
  )
}

# Helpers ----

# The label of the variable's own term, else of the first that uses it.
term_of <- function(name, expressions) {
  labels <- vapply(
    expressions,
    \(e) paste(deparse(e, 500L, TRUE), collapse = " "),
    ""
  )
  own <- vapply(expressions, \(e) is.name(e) && as.character(e) == name, NA)
  uses <- vapply(expressions, \(e) name %in% all.vars(e), NA)
  labels[c(which(own), which(uses))[1]]
}

term_input <- function(name, class, levels) {
  if (!is.null(levels)) {
    type <- if (class == "character") "string" else "factor"
    return(input_column(name, type, levels, ordered = class == "ordered"))
  }
  if (class %in% c("factor", "ordered", "character")) {
    refuse_levels(name, class)
  }
  input_column(name, if (class == "logical") "boolean" else "number")
}

# randomForest forgets the levels of ordered factors, svm of all.
refuse_levels <- function(name, class) {
  init_abort(
    "Model.LevelsUnknown",
    "The fit does not keep the levels of `",
    name,
    "` (",
    class,
    "), so no request can name one: save it with modelservice::save_model(),",
    " naming the columns of a request in `inputs`."
  )
}
