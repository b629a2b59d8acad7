# MASS::rlm: an lm in all but its package.

#' @export
model_packages.rlm <- function(fit) "MASS"

#' @export
model_inputs.rlm <- function(fit) {
  if (is.null(fit$terms)) {
    refuse_unanswered(
      "predict() has no answer for an rlm that was fitted on a matrix"
    )
  }
  NextMethod()
}

#' @export
model_predict.rlm <- function(fit, rows, options) {
  # "Assuming constant prediction variance", at every request for an interval.
  suppressWarnings(NextMethod())
}
