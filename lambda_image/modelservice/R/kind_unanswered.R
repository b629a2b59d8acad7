# Classes of well-known packages whose fits cannot be asked for an answer as they are.

# ordinal has no predict() for a model with random effects.
#' @export
model_packages.clmm <- function(fit) {
  refuse_unanswered("the package ordinal has no predict() for it")
}

#' @export
model_packages.loglm <- function(fit) {
  refuse_unanswered("a log-linear model of a table has no predict() for rows")
}

# Helpers ----

refuse_unanswered <- function(...) {
  init_abort(
    "Model.UnknownKind",
    "The model cannot be served as it is, since ",
    ...,
    ": save it with modelservice::save_model(fit, name, data = , predict = ), whose",
    " `predict` says what an answer is."
  )
}
