# The columns behind a formula, with the types that the fit recorded.
#
# A formula's terms are made of expressions (`log(lstat)`, `factor(rank)`); the
# client sends the variables inside. A variable that is a term by itself has the
# class that the fit recorded; one that stands only inside a call is a number,
# unless the call made a factor of it: then it is one of the factor's levels.
inputs_from_terms <- function(terms, levels) {
  terms <- delete.response(terms)
  expressions <- as.list(attr(terms, "variables"))[-1]
  classes <- attr(terms, "dataClasses")
  names <- unique(unlist(lapply(expressions, all.vars)))
  lapply(names, \(name) {
    term <- term_of(name, expressions)
    term_input(name, classes[[term]], levels[[term]])
  })
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

# randomForest makes numbers of ordered factors, and forgets the levels.
refuse_levels <- function(name, class) {
  init_abort(
    "Model.LevelsUnknown",
    "The fit does not keep the levels of `",
    name,
    "` (",
    class,
    "), so no request",
    " can name one: fit it with factor(",
    name,
    ", ordered = FALSE)."
  )
}
