# ordinal::clm, with nominal and scale effects.

#' @export
model_packages.clm <- function(fit) "ordinal"

#' @export
model_inputs.clm <- function(fit) {
  parts <- list(
    inputs_from_terms(fit$terms, fit$xlevels),
    if (!is.null(fit$nom.terms)) {
      inputs_from_terms(fit$nom.terms, fit$nom.xlevels)
    },
    if (!is.null(fit$S.terms)) inputs_from_terms(fit$S.terms, fit$S.xlevels)
  )
  inputs <- unlist(parts, recursive = FALSE)
  inputs[!duplicated(input_names(inputs))]
}

#' @export
model_outcome.clm <- function(fit) classification(fit$y.levels)

#' @export
model_choices.clm <- function(fit) list()

#' @export
model_calls.clm <- function(fit) {
  c(
    label = 'predict(fit, newdata, type = "class")$fit',
    probabilities = 'predict(fit, newdata, type = "prob")$fit'
  )
}

#' @export
model_predict.clm <- function(fit, rows, options) {
  # type = "class" draws by lot between two labels that are equally likely. With the
  # outcome among the columns, predict() would give its probability alone.
  in_whole_rows(rows, fit$y.levels, \(rows) {
    predict(fit, rows, type = "prob")$fit
  })
}
