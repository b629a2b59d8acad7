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
  if (is_binomial(fit)) list() else list(type = c("response", "link"))
}

#' @export
model_predict.glm <- function(fit, rows, options) {
  response <- as.vector(predict(fit, rows, type = options$type))
  if (!is_binomial(fit)) {
    return(response)
  }
  matrix(
    c(1 - response, response),
    ncol = 2,
    dimnames = list(NULL, binomial_levels(fit))
  )
}

# Helpers ----

is_binomial <- function(fit) {
  fit$family$family %in% c("binomial", "quasibinomial")
}

# The labels of a factor response; "0" and "1" for one of numbers.
binomial_levels <- function(fit) {
  response <- fit$model[[1]]
  if (is.factor(response)) {
    return(c(
      levels(response)[1],
      paste(levels(response)[-1], collapse = "/")
    ))
  }
  if (is.logical(response)) c("FALSE", "TRUE") else c("0", "1")
}
