# stats::lm

#' @export
model_inputs.lm <- function(fit) {
  inputs_from_terms(terms(fit), fit$xlevels)
}

#' @export
model_outcome.lm <- function(fit) list(task = "regression")

#' @export
model_predict.lm <- function(fit, rows) as.vector(predict(fit, rows))
