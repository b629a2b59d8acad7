# glmnet::glmnet, at its smallest lambda, and cv.glmnet, at lambda.min. Both were
# fitted on a matrix of numbers.

#' @export
model_packages.glmnet <- function(fit) "glmnet"

#' @export
model_packages.cv.glmnet <- model_packages.glmnet

#' @export
model_inputs.glmnet <- function(fit) {
  coefficients <- fit$beta
  if (is.list(coefficients)) {
    coefficients <- coefficients[[1]]
  }
  inputs_from_names(rownames(coefficients), NULL)
}

#' @export
model_inputs.cv.glmnet <- function(fit) model_inputs(fit$glmnet.fit)

#' @export
model_outcome.glmnet <- function(fit) {
  if (inherits(fit, c("lognet", "multnet"))) {
    return(classification(fit$classnames))
  }
  list(task = "regression")
}

#' @export
model_outcome.cv.glmnet <- function(fit) model_outcome(fit$glmnet.fit)

#' @export
model_choices.glmnet <- function(fit) list()

#' @export
model_choices.cv.glmnet <- model_choices.glmnet

#' @export
model_predict.glmnet <- function(fit, rows, options) {
  predict_glmnet(fit, rows, min(fit$lambda))
}

#' @export
model_predict.cv.glmnet <- function(fit, rows, options) {
  predict_glmnet(fit$glmnet.fit, rows, fit$lambda.min)
}

# Helpers ----

predict_glmnet <- function(fit, rows, lambda) {
  predicted <- predict(fit, as.matrix(rows), s = lambda, type = "response")
  outcome <- model_outcome(fit)
  if (outcome$task == "regression") {
    return(as.vector(predicted))
  }
  if (inherits(fit, "lognet")) {
    predicted <- c(1 - predicted, predicted)
  }
  matrix(
    predicted,
    nrow = nrow(rows),
    dimnames = list(NULL, outcome$levels)
  )
}
