# MASS::polr, of an ordered outcome.

#' @export
model_packages.polr <- function(fit) "MASS"

#' @export
model_inputs.polr <- function(fit) {
  inputs_from_terms(fit$terms, fit$xlevels, fit$model)
}

#' @export
model_outcome.polr <- function(fit) classification(fit$lev)

#' @export
model_choices.polr <- function(fit) list()

#' @export
model_calls.polr <- function(fit) {
  c(
    label = "predict(fit, newdata)",
    probabilities = 'predict(fit, newdata, type = "probs")'
  )
}

#' @export
model_predict.polr <- function(fit, rows, options) {
  in_whole_rows(rows, fit$lev, \(rows) {
    # One row drops the matrix. The label is the likeliest: between two that are equal
    # predict() draws by lot.
    matrix(predict(fit, rows, type = "probs"), nrow = nrow(rows))
  })
}
