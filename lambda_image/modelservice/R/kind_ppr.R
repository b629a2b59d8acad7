# stats::ppr, fitted by a formula.

#' @export
model_packages.ppr.form <- function(fit) "stats"

#' @export
model_inputs.ppr.form <- function(fit) {
  inputs_from_terms(fit$terms, fit$xlevels)
}

#' @export
model_outcome.ppr.form <- function(fit) {
  outcomes <- if (length(fit$ynames) > 1) fit$ynames
  list(task = "regression", outcomes = outcomes)
}

#' @export
model_choices.ppr.form <- function(fit) list()

#' @export
model_calls.ppr.form <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_predict.ppr.form <- function(fit, rows, options) {
  in_whole_rows(rows, model_outcome(fit)$outcomes, \(rows) predict(fit, rows))
}
