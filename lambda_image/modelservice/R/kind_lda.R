# MASS::lda and MASS::qda, fitted by a formula or on a matrix of numbers.

#' @export
model_packages.lda <- function(fit) "MASS"

#' @export
model_packages.qda <- model_packages.lda

#' @export
model_inputs.lda <- function(fit) {
  if (!is.null(fit$terms)) {
    return(inputs_from_terms(fit$terms, fit$xlevels))
  }
  inputs_from_names(colnames(fit$means), NULL)
}

#' @export
model_inputs.qda <- model_inputs.lda

#' @export
model_outcome.lda <- function(fit) classification(fit$lev)

#' @export
model_outcome.qda <- model_outcome.lda

#' @export
model_choices.lda <- function(fit) list()

#' @export
model_choices.qda <- model_choices.lda

#' @export
model_calls.lda <- function(fit) {
  c(
    label = "predict(fit, newdata)$class",
    probabilities = "predict(fit, newdata)$posterior"
  )
}

#' @export
model_calls.qda <- model_calls.lda

#' @export
model_predict.lda <- function(fit, rows, options) {
  predicted <- predict(fit, rows)
  list(label = predicted$class, probabilities = predicted$posterior)
}

#' @export
model_predict.qda <- model_predict.lda
