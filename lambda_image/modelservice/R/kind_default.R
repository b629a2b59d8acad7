# A fit of no kind that is known here: predict(fit, newdata) is tried, and the
# columns are found where most fits keep them.

#' @export
model_packages.default <- function(fit) character()

#' @export
model_inputs.default <- function(fit) {
  terms <- tryCatch(terms(fit), error = \(e) NULL)
  if (is.null(terms) || is.null(attr(terms, "dataClasses"))) {
    refuse_kind(fit)
  }
  inputs_from_terms(terms, fit$xlevels)
}

#' @export
model_outcome.default <- function(fit) list(task = "regression")

#' @export
model_choices.default <- function(fit) list()

#' @export
model_predict.default <- function(fit, rows, options) {
  predicted <- predict(fit, rows)
  if (is.numeric(predicted)) as.vector(predicted) else as.factor(predicted)
}

# Helpers ----

refuse_kind <- function(fit) {
  init_abort(
    "Model.UnknownKind",
    "The model is of class ",
    paste(class(fit), collapse = "/"),
    ", and does not say which columns it requires: save it with",
    " modelservice::save_model() and name them in `inputs`."
  )
}
