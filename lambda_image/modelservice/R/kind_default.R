# A fit of no known kind: an error that says which kinds there are.

#' @export
model_packages.default <- function(fit) character()

#' @export
model_inputs.default <- function(fit) refuse_kind(fit)

#' @export
model_outcome.default <- function(fit) refuse_kind(fit)

#' @export
model_predict.default <- function(fit, rows) refuse_kind(fit)

# Helpers ----

refuse_kind <- function(fit) {
  init_abort(
    "Model.UnknownKind",
    "The model is of class ",
    paste(class(fit), collapse = "/"),
    ", which this",
    " service cannot serve: it knows lm, glm and randomForest."
  )
}
