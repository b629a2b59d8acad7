# randomForest::randomForest

#' @export
model_packages.randomForest <- function(fit) "randomForest"

#' @export
model_inputs.randomForest <- function(fit) {
  levels <- fit$forest$xlevels
  levels <- levels[vapply(levels, is.character, NA)]
  if (!is.null(fit$terms)) {
    return(inputs_from_terms(fit$terms, levels))
  }
  # Fitted with x and y: the forest itself knows its columns.
  inputs_from_names(names(fit$forest$xlevels), levels)
}

#' @export
model_outcome.randomForest <- function(fit) {
  if (fit$type == "regression") {
    return(list(task = "regression"))
  }
  classification(fit$classes)
}

#' @export
model_choices.randomForest <- function(fit) list()

#' @export
model_predict.randomForest <- function(fit, rows, options) {
  if (fit$type == "regression") {
    return(as.vector(predict(fit, rows)))
  }
  unclass(predict(fit, rows, type = "prob"))
}
