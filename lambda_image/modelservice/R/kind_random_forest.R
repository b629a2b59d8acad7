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
  lapply(names(fit$forest$xlevels), \(name) {
    levels <- levels[[name]]
    input_column(name, if (is.null(levels)) "number" else "factor", levels)
  })
}

#' @export
model_outcome.randomForest <- function(fit) {
  if (fit$type == "regression") {
    return(list(task = "regression"))
  }
  list(
    task = if (length(fit$classes) == 2) "binary" else "classification",
    levels = fit$classes
  )
}

#' @export
model_predict.randomForest <- function(fit, rows) {
  if (fit$type == "regression") {
    return(as.vector(predict(fit, rows)))
  }
  unclass(predict(fit, rows, type = "prob"))
}
