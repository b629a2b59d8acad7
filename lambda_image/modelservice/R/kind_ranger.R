# ranger::ranger. Probabilities come from a fit with probability = TRUE; another
# classifier answers labels alone.

#' @export
model_packages.ranger <- function(fit) "ranger"

#' @export
model_inputs.ranger <- function(fit) {
  inputs_from_names(
    fit$forest$independent.variable.names,
    fit$forest$covariate.levels
  )
}

#' @export
model_outcome.ranger <- function(fit) {
  if (fit$treetype == "Regression") {
    return(list(task = "regression"))
  }
  classification(fit$forest$levels)
}

#' @export
model_choices.ranger <- function(fit) list()

#' @export
model_predict.ranger <- function(fit, rows, options) {
  predicted <- predict(fit, data = rows, num.threads = 1)$predictions
  if (fit$treetype == "Regression") {
    return(as.vector(predicted))
  }
  if (fit$treetype == "Classification") {
    return(factor(predicted, levels = fit$forest$levels))
  }
  matrix(
    predicted,
    nrow = nrow(rows),
    dimnames = list(NULL, colnames(fit$predictions))
  )
}
