# A fit of no kind that has a file here, but whose class has a predict() method in an
# installed package: `predict(fit, newdata)` answers, and the columns are found where
# most fits keep them.
foreign_fit <- function(fit, package) {
  structure(list(fit = fit, package = package), class = "foreign_fit")
}

#' @export
model_packages.foreign_fit <- function(fit) fit$package

#' @export
model_inputs.foreign_fit <- function(fit) model_inputs.default(fit$fit)

#' @export
model_calls.foreign_fit <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_predict.foreign_fit <- function(fit, rows, options) {
  predict(fit$fit, rows)
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
