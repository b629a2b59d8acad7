# A fit with what the fitted object alone does not know: how rows are prepared,
# how it predicts, what its columns are, what null and unseen levels become.
# save_model() writes one where it was given any of these.
prepared_model <- function(fit, inputs, preprocess, predict, policy, outcome) {
  structure(
    class = "prepared_model",
    list(
      fit = fit,
      inputs = inputs,
      preprocess = preprocess,
      predict = predict,
      policy = policy,
      outcome = outcome
    )
  )
}

#' @export
model_packages.prepared_model <- function(fit) model_packages(fit$fit)

#' @export
model_inputs.prepared_model <- function(fit) fit$inputs

#' @export
model_outcome.prepared_model <- function(fit) fit$outcome

#' @export
model_choices.prepared_model <- function(fit) {
  if (is.null(fit$predict)) model_choices(fit$fit) else list()
}

#' @export
model_predict.prepared_model <- function(fit, rows, options) {
  if (!is.null(fit$preprocess)) {
    rows <- fit$preprocess(rows)
  }
  if (is.null(fit$predict)) {
    return(model_predict(fit$fit, rows, options))
  }
  fit$predict(fit$fit, rows)
}
