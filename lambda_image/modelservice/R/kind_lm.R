# stats::lm, of one outcome or of several (`cbind(a, b) ~ …`).

#' @export
model_packages.lm <- function(fit) "stats"

#' @export
model_inputs.lm <- function(fit) {
  inputs_from_terms(terms(fit), fit$xlevels, fit$model, offset_argument(fit))
}

#' @export
model_outcome.lm <- function(fit) {
  outcomes <- if (inherits(fit, "mlm")) colnames(fit$coefficients)
  list(task = "regression", outcomes = outcomes)
}

#' @export
model_choices.lm <- function(fit) {
  # predict.lm() has no intervals of several outcomes.
  if (inherits(fit, "mlm")) {
    return(list())
  }
  list(interval = c("none", "confidence", "prediction"), se = "true")
}

#' @export
model_calls.lm <- function(fit) c(value = "predict(fit, newdata)")

#' @export
model_predict.lm <- function(fit, rows, options) {
  if (asks_se(options)) {
    return(value_and_se(predict(fit, rows, se.fit = TRUE)))
  }
  if (options$interval == "none") {
    return(predict(fit, rows))
  }
  predict(fit, rows, interval = options$interval, level = options$level)
}

# Helpers ----

# predict() evaluates `offset = log(hp)` of the call in the rows, too.
offset_argument <- function(fit) {
  offset <- fit$call$offset
  if (is.numeric(offset)) {
    refuse_types("its offset is a vector, not a column")
  }
  if (is.null(offset)) list() else list(offset)
}
