# rpart::rpart

#' @export
model_packages.rpart <- function(fit) "rpart"

#' @export
model_inputs.rpart <- function(fit) {
  inputs_from_terms(fit$terms, attr(fit, "xlevels"))
}

#' @export
model_outcome.rpart <- function(fit) {
  levels <- attr(fit, "ylevels")
  if (is.null(levels)) list(task = "regression") else classification(levels)
}

#' @export
model_choices.rpart <- function(fit) list()

#' @export
model_predict.rpart <- function(fit, rows, options) {
  if (is.null(attr(fit, "ylevels"))) {
    return(as.vector(predict(fit, rows)))
  }
  predict(fit, rows, type = "prob")
}
