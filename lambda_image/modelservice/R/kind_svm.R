# e1071::svm. A classifier fitted without probability = TRUE answers labels alone.

#' @export
model_packages.svm <- function(fit) "e1071"

#' @export
model_inputs.svm <- function(fit) {
  if (is.null(fit$terms)) {
    return(inputs_from_names(colnames(fit$SV), NULL))
  }
  inputs_from_terms(fit$terms, fit$xlevels)
}

#' @export
model_outcome.svm <- function(fit) {
  # Types 3 and 4 are eps- and nu-regression; 2 finds outliers.
  switch(
    fit$type + 1,
    classification(fit$levels),
    classification(fit$levels),
    classification(c("FALSE", "TRUE")),
    list(task = "regression"),
    list(task = "regression")
  )
}

#' @export
model_choices.svm <- function(fit) list()

#' @export
model_calls.svm <- function(fit) {
  if (fit$type >= 3) {
    return(c(value = "predict(fit, newdata)"))
  }
  with <- 'attr(predict(fit, newdata, probability = TRUE), "probabilities")'
  c(
    label = "predict(fit, newdata)",
    probabilities = if (isTRUE(fit$compprob)) with
  )
}

#' @export
model_predict.svm <- function(fit, rows, options) {
  predicted <- predict(fit, rows)
  if (fit$type >= 3) {
    return(predicted)
  }
  label <- stats::setNames(as.character(predicted), names(predicted))
  if (!isTRUE(fit$compprob)) {
    return(label)
  }
  # Asked for probabilities, predict() gives the likeliest label, which class weights
  # do not move.
  with <- predict(fit, rows, probability = TRUE)
  list(label = label, probabilities = attr(with, "probabilities"))
}
