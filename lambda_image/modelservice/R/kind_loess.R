# stats::loess. Where it interpolates, a row outside the training data has no answer.

#' @export
model_packages.loess <- function(fit) "stats"

#' @export
model_inputs.loess <- function(fit) inputs_from_terms(fit$terms, NULL)

#' @export
model_outcome.loess <- function(fit) list(task = "regression")

#' @export
model_choices.loess <- function(fit) list(se = "true")

#' @export
model_calls.loess <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_predict.loess <- function(fit, rows, options) {
  if (!asks_se(options)) {
    return(as.vector(predict(fit, rows)))
  }
  value_and_se(predict(fit, rows, se = TRUE))
}
