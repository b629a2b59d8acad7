# glmnet::cv.glmnet, at the lambda that predict() takes, and glmnet::glmnet of a single
# lambda, or with one that save_model() was given. Both were fitted on a matrix of
# numbers.

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
  outcomes <- if (inherits(fit, "mrelnet")) names(fit$beta)
  list(task = "regression", outcomes = outcomes)
}

#' @export
model_outcome.cv.glmnet <- function(fit) model_outcome(fit$glmnet.fit)

#' @export
model_choices.glmnet <- function(fit) list()

#' @export
model_choices.cv.glmnet <- function(fit) {
  list(s = c("lambda.1se", "lambda.min"))
}

#' @export
model_calls.glmnet <- function(fit) {
  call <- 'predict(fit, as.matrix(newdata), type = "response")'
  stats::setNames(call, glmnet_part(fit))
}

#' @export
model_calls.cv.glmnet <- function(fit) model_calls(fit$glmnet.fit)

#' @export
model_predict.glmnet <- function(fit, rows, options) {
  s <- options$s
  if (is.null(s)) {
    if (length(fit$lambda) != 1) {
      refuse_path(fit)
    }
    s <- fit$lambda
  }
  predict_glmnet(fit, rows, s)
}

#' @export
model_predict.cv.glmnet <- function(fit, rows, options) {
  s <- if (is.null(options$s)) "lambda.1se" else options$s
  predict_glmnet(fit$glmnet.fit, rows, if (is.numeric(s)) s else fit[[s]])
}

# Helpers ----

glmnet_part <- function(fit) {
  if (inherits(fit, "lognet")) {
    "probability"
  } else if (inherits(fit, "multnet")) {
    "probabilities"
  } else {
    "value"
  }
}

predict_glmnet <- function(fit, rows, lambda) {
  predicted <- predict(fit, as.matrix(rows), s = lambda, type = "response")
  outcome <- model_outcome(fit)
  if (inherits(fit, "lognet")) {
    return(both_labels(predicted, outcome$levels))
  }
  if (inherits(fit, "multnet")) {
    return(matrix(
      predicted,
      nrow = nrow(rows),
      dimnames = list(NULL, outcome$levels)
    ))
  }
  if (is.null(outcome$outcomes)) predicted else predicted[,, 1]
}

refuse_path <- function(fit) {
  init_abort(
    "Model.ChoiceMissing",
    "The fit is a path of ",
    length(fit$lambda),
    " lambdas, of which predict() takes none by default: save it with",
    " modelservice::save_model(fit, name, data = , choose = list(s = )), or save the",
    " cv.glmnet fit, which has a default."
  )
}
