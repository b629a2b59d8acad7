# rpart::rpart. A loss matrix makes a label of its own, which is not the likeliest.

#' @export
model_packages.rpart <- function(fit) "rpart"

#' @export
model_inputs.rpart <- function(fit) {
  inputs_from_terms(fit$terms, attr(fit, "xlevels"), fit$model)
}

#' @export
model_outcome.rpart <- function(fit) {
  levels <- attr(fit, "ylevels")
  if (is.null(levels)) list(task = "regression") else classification(levels)
}

#' @export
model_choices.rpart <- function(fit) list()

#' @export
model_calls.rpart <- function(fit) {
  if (is.null(attr(fit, "ylevels"))) {
    return(c(value = "predict(fit, newdata)"))
  }
  c(
    label = 'predict(fit, newdata, type = "class")',
    probabilities = 'predict(fit, newdata, type = "prob")'
  )
}

#' @export
model_predict.rpart <- function(fit, rows, options) {
  if (is.null(attr(fit, "ylevels"))) {
    return(predict(fit, rows))
  }
  list(
    label = predict(fit, rows, type = "class"),
    probabilities = predict(fit, rows, type = "prob")
  )
}
