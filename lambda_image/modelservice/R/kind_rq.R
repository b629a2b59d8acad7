# quantreg::rq: of one quantile a number; of several, an "rqs", all of them.

#' @export
model_packages.rq <- function(fit) "quantreg"

#' @export
model_packages.rqs <- model_packages.rq

#' @export
model_inputs.rq <- function(fit) {
  inputs_from_terms(fit$terms, fit$xlevels, fit$model)
}

#' @export
model_inputs.rqs <- model_inputs.rq

#' @export
model_outcome.rq <- function(fit) list(task = "regression")

#' @export
model_outcome.rqs <- function(fit) {
  list(task = "regression", quantiles = fit$tau)
}

#' @export
model_choices.rq <- function(fit) {
  # summary() of the training rows gives the variances.
  if (is.null(fit$model)) {
    return(list())
  }
  list(interval = c("none", "confidence"))
}

#' @export
model_choices.rqs <- function(fit) {
  list(quantiles = free_numbers(values = fit$tau, default = fit$tau))
}

#' @export
model_calls.rq <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_calls.rqs <- function(fit) {
  c(
    quantiles = paste0(
      "predict(fit, newdata)[, match(quantiles, fit$tau), drop = FALSE]"
    )
  )
}

#' @export
model_predict.rq <- function(fit, rows, options) {
  if (options$interval == "none") {
    return(predict(fit, rows))
  }
  predict(fit, rows, interval = options$interval, level = options$level)
}

#' @export
model_predict.rqs <- function(fit, rows, options) {
  predicted <- matrix(predict(fit, rows), nrow = nrow(rows))
  quantiles <- if (is.null(options$quantiles)) fit$tau else options$quantiles
  predicted[, match(quantiles, fit$tau), drop = FALSE]
}
