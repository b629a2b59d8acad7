# stats::glm. Binomial fits are binary classifiers; all others are regressions on
# the scale of the response.

#' @export
model_outcome.glm <- function(fit) {
  if (!is_binomial(fit)) {
    return(list(task = "regression"))
  }
  list(task = "binary", levels = binomial_levels(fit))
}

#' @export
model_choices.glm <- function(fit) {
  list(type = c("response", "link"), se = "true")
}

#' @export
model_calls.glm <- function(fit) {
  name <- if (is_binomial(fit)) "probability" else "value"
  stats::setNames('predict(fit, newdata, type = "response")', name)
}

#' @export
model_predict.glm <- function(fit, rows, options) {
  if (asks_se(options)) {
    said <- predict(fit, rows, type = options$type, se.fit = TRUE)
    return(value_and_se(said))
  }
  predicted <- predict(fit, rows, type = options$type)
  if (!is_binomial(fit) || options$type == "link") {
    return(predicted)
  }
  # save_model() learns from `data` what a trimmed fit has lost.
  levels <- options$levels
  both_labels(predicted, if (is.null(levels)) binomial_levels(fit) else levels)
}

# Helpers ----

# The probability of the second label as a matrix of both.
both_labels <- function(second, levels) {
  second <- as.vector(second)
  matrix(c(1 - second, second), ncol = 2, dimnames = list(NULL, levels))
}

is_binomial <- function(fit) {
  fit$family$family %in% c("binomial", "quasibinomial")
}

# The labels of a factor response; "0" and "1" for one of numbers.
binomial_levels <- function(fit) {
  classes <- attr(terms(fit), "dataClasses")
  class <- if (length(classes) > 0) classes[[1]] else "numeric"
  if (class == "logical") {
    return(c("FALSE", "TRUE"))
  }
  if (!class %in% c("factor", "ordered", "character")) {
    return(c("0", "1"))
  }
  response <- fit$model[[1]]
  if (is.null(response)) {
    refuse_labels()
  }
  levels <- levels(as.factor(response))
  c(levels[1], paste(levels[-1], collapse = "/"))
}

refuse_labels <- function() {
  init_abort(
    "Model.LevelsUnknown",
    "The fit does not keep the labels of its outcome (it was made with model = FALSE,",
    " or trimmed): save it with modelservice::save_model(fit, name, data = ), which",
    " takes them from the data."
  )
}
