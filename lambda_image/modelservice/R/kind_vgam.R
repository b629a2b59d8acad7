# VGAM::vglm and VGAM::vgam, on the scale of the response. A vgam records no types of
# its columns: it is served as save_model() saves it.

#' @export
model_packages.vglm <- function(fit) "VGAM"

#' @export
model_packages.vgam <- model_packages.vglm

#' @export
model_inputs.vglm <- function(fit) {
  inputs_from_terms(fit@terms$terms, fit@xlevels)
}

#' @export
column_names.vglm <- function(fit, data) {
  intersect(all.vars(delete.response(fit@terms$terms)), names(data))
}

#' @export
model_outcome.vglm <- function(fit) {
  names <- colnames(fit@fitted.values)
  if ("VGAMcategorical" %in% fit@family@vfamily) {
    return(classification(names))
  }
  several <- ncol(fit@fitted.values) > 1
  if (several && is.null(names)) {
    refuse_unanswered("its answer is of several numbers without names")
  }
  list(task = "regression", outcomes = if (several) names)
}

#' @export
model_choices.vglm <- function(fit) list()

#' @export
model_calls.vglm <- function(fit) {
  stats::setNames(
    'VGAM::predict(fit, newdata, type = "response")',
    if (is.null(model_outcome(fit)$levels)) "value" else "probabilities"
  )
}

#' @export
model_predict.vglm <- function(fit, rows, options) {
  names <- unlist(model_outcome(fit)[c("levels", "outcomes")])
  in_whole_rows(rows, unname(names), \(rows) {
    # predict() of VGAM is a generic of its own, which stats::predict() does not call.
    # With an offset in the formula it warns, each time, that it takes none.
    suppressWarnings(VGAM::predict(fit, rows, type = "response"))
  })
}
