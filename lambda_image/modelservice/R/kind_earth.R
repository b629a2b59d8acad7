# earth::earth. Fitted with `glm = list(family = binomial)` it is a binary classifier, as
# a glm is; of a factor without `glm` it answers the label alone, since its numbers are
# not probabilities.

#' @export
model_packages.earth <- function(fit) "earth"

#' @export
model_inputs.earth <- function(fit) {
  if (!is.null(fit$terms)) {
    return(inputs_from_terms(fit$terms, fit$xlevels, fit$data))
  }
  # Of x and y no levels are kept, and a factor is expanded to dummies.
  if (!identical(fit$namesx, colnames(fit$dirs))) {
    refuse_types("earth(x, y) does not keep which columns of x were factors")
  }
  inputs_from_names(fit$namesx, NULL)
}

#' @export
column_names.earth <- function(fit, data) {
  if (is.null(fit$terms)) fit$namesx else column_names.default(fit, data)
}

#' @export
model_outcome.earth <- function(fit) {
  if (is_earth_binomial(fit)) {
    return(classification(earth_levels(fit)))
  }
  if (!is.null(fit$levels)) {
    return(classification(as.character(fit$levels)))
  }
  outcomes <- colnames(fit$coefficients)
  list(
    task = "regression",
    outcomes = if (length(outcomes) > 1) outcomes
  )
}

#' @export
model_choices.earth <- function(fit) {
  if (!is.null(fit$glm.list)) {
    return(
      if (length(fit$glm.list) == 1) {
        list(type = c("response", "link"))
      } else {
        list()
      }
    )
  }
  has_variance <- !is.null(fit$varmod) && is.null(fit$levels)
  if (has_variance) list(interval = c("none", "prediction")) else list()
}

#' @export
model_calls.earth <- function(fit) {
  if (is_earth_binomial(fit)) {
    return(c(
      label = if (!is.null(fit$levels)) 'predict(fit, newdata, type = "class")',
      probability = 'predict(fit, newdata, type = "response")'
    ))
  }
  if (!is.null(fit$levels)) {
    return(c(label = 'predict(fit, newdata, type = "class")'))
  }
  c(value = 'predict(fit, newdata, type = "response")')
}

#' @export
model_predict.earth <- function(fit, rows, options) {
  if (identical(options$type, "link")) {
    return(predict(fit, rows, type = "link"))
  }
  if (is_earth_binomial(fit)) {
    return(earth_probabilities(fit, rows, options))
  }
  if (!is.null(fit$levels)) {
    return(as.character(predict(fit, rows, type = "class")))
  }
  if (identical(options$interval, "prediction")) {
    bounds <- predict(fit, rows, interval = "pint", level = options$level)
    return(as.matrix(bounds))
  }
  predict(fit, rows, type = "response")
}

# Helpers ----

# Of one outcome; of three labels each has a glm of its own, and they do not sum to 1.
is_earth_binomial <- function(fit) {
  length(fit$glm.list) == 1 && is_binomial(fit$glm.list[[1]])
}

earth_levels <- function(fit) {
  if (is.null(fit$levels)) c("0", "1") else as.character(fit$levels)
}

earth_probabilities <- function(fit, rows, options) {
  second <- predict(fit, rows, type = "response")
  levels <- options$levels
  if (is.null(levels)) {
    levels <- earth_levels(fit)
  }
  probabilities <- both_labels(second, levels)
  if (is.null(fit$levels)) {
    return(probabilities)
  }
  label <- as.character(predict(fit, rows, type = "class"))
  list(label = label, probabilities = probabilities)
}
