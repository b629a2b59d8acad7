# e1071::naiveBayes. What it keeps of a column is a table: mean and deviation of a number,
# or the share of each level.

#' @export
model_packages.naiveBayes <- function(fit) "e1071"

#' @export
model_inputs.naiveBayes <- function(fit) {
  if (is.null(names(fit$tables))) {
    refuse_types("it was fitted on a matrix without names of columns")
  }
  lapply(names(fit$tables), \(name) {
    levels <- colnames(fit$tables[[name]])
    if (identical(levels, c("FALSE", "TRUE"))) {
      return(input_column(name, "boolean"))
    }
    inputs_from_names(name, stats::setNames(list(levels), name))[[1]]
  })
}

#' @export
model_outcome.naiveBayes <- function(fit) {
  classification(as.character(fit$levels))
}

#' @export
model_choices.naiveBayes <- function(fit) list()

#' @export
model_calls.naiveBayes <- function(fit) {
  c(
    label = "predict(fit, newdata)",
    probabilities = 'predict(fit, newdata, type = "raw")'
  )
}

#' @export
model_predict.naiveBayes <- function(fit, rows, options) {
  probabilities <- predict(fit, rows, type = "raw")
  colnames(probabilities) <- as.character(fit$levels)
  list(
    label = as.character(predict(fit, rows)),
    probabilities = probabilities
  )
}
