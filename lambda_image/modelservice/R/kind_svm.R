# e1071::svm (formula interface). A classifier fitted without probability = TRUE
# answers labels alone.

#' @export
model_packages.svm <- function(fit) "e1071"

#' @export
model_inputs.svm <- function(fit) {
  if (is.null(fit$terms)) {
    return(inputs_from_names(colnames(fit$SV), NULL))
  }
  inputs_from_terms(fit$terms, fit$xlevels)
}

#' @export
model_outcome.svm <- function(fit) {
  # Types 3 and 4 are eps- and nu-regression.
  if (fit$type >= 3) list(task = "regression") else classification(fit$levels)
}

#' @export
model_choices.svm <- function(fit) list()

#' @export
model_predict.svm <- function(fit, rows, options) {
  predicted <- predict(fit, rows, probability = isTRUE(fit$compprob))
  if (fit$type >= 3) {
    return(as.vector(predicted))
  }
  probabilities <- attr(predicted, "probabilities")
  if (is.null(probabilities)) {
    return(factor(unname(predicted), levels = fit$levels))
  }
  probabilities[, fit$levels, drop = FALSE]
}
