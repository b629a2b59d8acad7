# nnet::multinom and nnet::nnet

#' @export
model_packages.nnet <- function(fit) "nnet"

#' @export
model_inputs.nnet <- function(fit) {
  if (is.null(fit$terms)) {
    if (is.null(fit$coefnames)) {
      refuse_kind(fit)
    }
    return(inputs_from_names(fit$coefnames, NULL))
  }
  inputs_from_terms(fit$terms, fit$xlevels)
}

#' @export
model_outcome.nnet <- function(fit) {
  if (!is.null(fit$lev)) {
    return(classification(fit$lev))
  }
  outcomes <- if (fit$n[3] > 1) colnames(fit$fitted.values)
  list(task = "regression", outcomes = outcomes)
}

#' @export
model_choices.nnet <- function(fit) list()

#' @export
model_calls.nnet <- function(fit) {
  if (is.null(fit$lev)) {
    return(c(value = "predict(fit, newdata)"))
  }
  type <- if (inherits(fit, "multinom")) "probs" else "raw"
  c(
    label = 'predict(fit, newdata, type = "class")',
    probabilities = paste0('predict(fit, newdata, type = "', type, '")')
  )
}

#' @export
model_predict.nnet <- function(fit, rows, options) {
  if (is.null(fit$lev)) {
    return(predict(fit, rows))
  }
  type <- if (inherits(fit, "multinom")) "probs" else "raw"
  probabilities <- predict(fit, rows, type = type)
  # One row drops the matrix, and so do two labels: then the second's alone.
  if (length(fit$lev) == 2) {
    return(both_labels(probabilities, fit$lev))
  }
  matrix(
    probabilities,
    nrow = nrow(rows),
    dimnames = list(NULL, fit$lev)
  )
}
