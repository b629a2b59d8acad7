# stats::lm

#' @export
model_inputs.lm <- function(fit) {
  inputs_from_terms(terms(fit), fit$xlevels, fit$model)
}

#' @export
model_outcome.lm <- function(fit) list(task = "regression")

#' @export
model_choices.lm <- function(fit) {
  list(interval = c("none", "confidence", "prediction"))
}

#' @export
model_predict.lm <- function(fit, rows, options) {
  if (options$interval == "none") {
    return(as.vector(predict(fit, rows)))
  }
  predict(fit, rows, interval = options$interval, level = options$level)
}
