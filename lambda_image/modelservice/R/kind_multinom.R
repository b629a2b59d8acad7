# nnet::multinom and nnet::nnet (formula interface)

#' @export
model_packages.nnet <- function(fit) "nnet"

#' @export
model_inputs.nnet <- function(fit) {
  if (is.null(fit$terms)) {
    refuse_kind(fit)
  }
  inputs_from_terms(fit$terms, fit$xlevels)
}

#' @export
model_outcome.nnet <- function(fit) {
  if (is.null(fit$lev)) list(task = "regression") else classification(fit$lev)
}

#' @export
model_choices.nnet <- function(fit) list()

#' @export
model_predict.nnet <- function(fit, rows, options) {
  if (is.null(fit$lev)) {
    return(as.vector(predict(fit, rows)))
  }
  type <- if (inherits(fit, "multinom")) "probs" else "raw"
  probabilities <- predict(fit, rows, type = type)
  # One row drops the matrix, and so do two labels: then the second's alone.
  if (length(fit$lev) == 2) {
    probabilities <- c(1 - probabilities, probabilities)
  }
  matrix(
    probabilities,
    nrow = nrow(rows),
    dimnames = list(NULL, fit$lev)
  )
}
