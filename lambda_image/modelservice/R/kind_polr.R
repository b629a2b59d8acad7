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
  # One row drops the matrix.
  probabilities <- matrix(
    predict(fit, rows, type = "probs"),
    nrow = nrow(rows),
    dimnames = list(NULL, fit$lev)
  )
  list(label = predict(fit, rows), probabilities = probabilities)
}
